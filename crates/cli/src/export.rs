//! `interlocal export`: profiles as files for people, spreadsheets and other programs. All answers are exported unless
//! options leave some out.

use crate::args::ExportArgs;
use crate::failure::Failure;
use crate::input::{self, Form};
use crate::link;
use crate::output::Output;
use interlocal_core::bank::Bank;
use interlocal_core::disclosed::Disclosed;
use interlocal_core::export;
use interlocal_core::link::redact;
use interlocal_core::words::Lang;
use serde_json::Value;

pub(crate) fn run(bank: &Bank, args: &ExportArgs, out: &mut Output) -> Result<(), Failure> {
    let lang = args.lang.unwrap_or_default();
    let base = args.base.as_deref().map(link::page).transpose()?;
    let disclosure = (!args.disclose.is_empty()).then(|| args.disclose.resolve(bank)).transpose()?;
    let read = |value: &Value, place: &str| {
        let profile = export::read_value(bank, args.lang.map(Lang::code), value);
        let profile = profile.map_err(|error| input::unread(&error).at(place))?;
        Ok(match &disclosure {
            Some(disclosure) => redact(bank, &profile, disclosure),
            None => profile,
        })
    };
    let profiles = input::profiles(bank, &args.file)?;
    if args.format.csv {
        out.text(&export::csv_header(bank))?;
        return input::each(&args.file, profiles, &mut |value, place| {
            out.text(&export::csv_rows(bank, lang, &read(value, place)?))
        });
    }
    if args.format.json {
        return input::convert(&args.file, profiles, out, &|value, place| {
            Ok(export::json(bank, &read(value, place)?))
        });
    }
    let profile = one(profiles, &args.file, &read)?;
    out.text(&match args.format.html {
        true => export::html(bank, lang, &profile, base),
        false => export::svg(bank, lang, &profile),
    })
}

/// The only profile in `file`, because a page or a picture shows one agency.
fn one(
    profiles: Form,
    file: &str,
    read: &dyn Fn(&Value, &str) -> Result<Disclosed, Failure>,
) -> Result<Disclosed, Failure> {
    let name = input::name(file);
    let several = || {
        Failure::Data(format!(
            "{name} has several profiles, but a page or a picture shows one. Save that one to a file of its own."
        ))
    };
    match profiles {
        Form::One(value) => read(&value, name),
        Form::List(values) => match values.as_slice() {
            [value] => read(value, name),
            _ => Err(several()),
        },
        Form::Lines(_) => Err(several()),
    }
}
