//! `interlocal export`: profiles as files for people, spreadsheets and other programs. What is exported is what is in the
//! file, unless the options hold something back.

use crate::disclose::Disclose;
use crate::failure::Failure;
use crate::input::{self, Form};
use crate::{link, output};
use interlocal_core::bank::Bank;
use interlocal_core::disclosed::Disclosed;
use interlocal_core::export;
use interlocal_core::link::redact;
use interlocal_core::words::Lang;
use serde_json::Value;

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Csv,
    Json,
    Html,
    Svg,
}

/// How to write it.
pub(crate) struct Options {
    pub(crate) format: Format,
    /// `--lang`, where it was given.
    pub(crate) lang: Option<String>,
    /// `--base`, where it was given.
    pub(crate) base: Option<String>,
    /// What is told; all of it where nothing was said.
    pub(crate) disclose: Disclose,
}

pub(crate) fn run(bank: &Bank, file: &str, options: &Options) -> Result<(), Failure> {
    let lang = language(options.lang.as_deref())?;
    let base = options.base.as_deref().map(link::page).transpose()?;
    let disclosure = (!options.disclose.is_empty()).then(|| options.disclose.resolve(bank)).transpose()?;
    let read = |value: &Value, place: &str| {
        let profile = profile(bank, options.lang.as_deref(), value, place)?;
        Ok(match &disclosure {
            Some(disclosure) => redact(bank, &profile, disclosure),
            None => profile,
        })
    };
    match options.format {
        Format::Csv => csv(bank, lang, file, &read),
        Format::Json => json(bank, file, &read),
        Format::Html => {
            let profile = one(bank, file, &read)?;
            output::text(&export::html(bank, lang, &profile, base))
        }
        Format::Svg => output::text(&export::svg(bank, lang, &one(bank, file, &read)?)),
    }
}

/// Reads the profile in a value that stands at a place.
type Read<'a> = &'a dyn Fn(&Value, &str) -> Result<Disclosed, Failure>;

/// A header, then the rows of every profile.
fn csv(bank: &Bank, lang: Lang, file: &str, read: Read<'_>) -> Result<(), Failure> {
    let profiles = input::profiles(bank, file)?;
    output::text(&export::csv_header(bank))?;
    input::each(file, profiles, &mut |value, place| {
        output::text(&export::csv_rows(bank, lang, &read(value, place)?))
    })
}

/// The form that came in goes out.
fn json(bank: &Bank, file: &str, read: Read<'_>) -> Result<(), Failure> {
    let written = |value: &Value, place: &str| Ok(export::json(bank, &read(value, place)?));
    match input::profiles(bank, file)? {
        Form::One(value) => output::pretty(&written(&value, input::name(file))?),
        lines @ Form::Lines(_) => {
            input::each(file, lines, &mut |value, place| output::line(&written(value, place)?.to_string()))
        }
        list @ Form::List(_) => {
            let mut out = Vec::new();
            input::each(file, list, &mut |value, place| {
                out.push(written(value, place)?);
                Ok(())
            })?;
            output::pretty(&Value::from(out))
        }
    }
}

/// The only profile in `file`: a page and a picture are about one agency.
fn one(bank: &Bank, file: &str, read: Read<'_>) -> Result<Disclosed, Failure> {
    let several = || {
        Failure::Data(format!(
            "{} holds several profiles, and a page or a picture shows one; put the one you want into a file of its own",
            input::name(file)
        ))
    };
    match input::profiles(bank, file)? {
        Form::One(value) => read(&value, input::name(file)),
        Form::List(values) => match values.as_slice() {
            [value] => read(value, input::name(file)),
            _ => Err(several()),
        },
        Form::Lines(_) => Err(several()),
    }
}

fn profile(bank: &Bank, lang: Option<&str>, value: &Value, place: &str) -> Result<Disclosed, Failure> {
    export::read_value(bank, lang, value).map_err(|error| input::unread(&error).at(place))
}

fn language(code: Option<&str>) -> Result<Lang, Failure> {
    let Some(code) = code else { return Ok(Lang::default()) };
    Lang::from_tag(code).ok_or_else(|| {
        let known = Lang::all().map(Lang::code).collect::<Vec<_>>().join(" or ");
        Failure::Usage(format!("--lang {code:?} is not a language of this program; use {known}"))
    })
}
