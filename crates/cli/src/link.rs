//! `interlocal encode` and `interlocal decode`: profiles as links and back.

use crate::failure::Failure;
use crate::input::{self, Form};
use crate::output;
use interlocal_core::bank::Bank;
use interlocal_core::exchange::{read_profile, read_profile_in, write_profile};
use interlocal_core::explain;
use interlocal_core::link::{self, Disclosure};
use interlocal_core::words::Lang;
use serde_json::Value;

pub(crate) fn encode(bank: &Bank, file: &str, base: Option<&str>, lang: Option<&str>) -> Result<(), Failure> {
    let front = base.map(front).transpose()?.unwrap_or_default();
    let write = |value: &Value, place: &str| {
        let profile = match lang {
            Some(lang) => read_profile_in(bank, lang, value),
            None => read_profile(bank, value),
        };
        let profile = profile.map_err(|error| Failure::Data(error.to_string()).at(place))?;
        output::line(&[&front, link::encode(bank, &profile, &Disclosure::public()).as_str()].concat())
    };
    let name = input::name(file);
    match input::profiles(bank, file)? {
        Form::One(value) => write(&value, name),
        Form::List(values) => (1u64..)
            .zip(&values)
            .try_for_each(|(entry, value)| write(value, &format!("{name}, entry {entry}"))),
        Form::Lines(mut lines) => lines.try_for_each(|found| {
            let (line, value) = found?;
            write(&value, &format!("{name}, line {line}"))
        }),
    }
}

pub(crate) fn decode(bank: &Bank, text: &str) -> Result<(), Failure> {
    let text = if text == "-" { input::any_text()? } else { text.to_owned() };
    match link::decode(bank, &text) {
        Ok(profile) => output::pretty(&write_profile(bank, &profile)),
        Err(error) => Err(Failure::Data(explain::link_error(Lang::default(), &error))),
    }
}

/// What stands before the token: `?#`, so that a mail gateway that escapes `#` still leads to the page, or `#` alone
/// where the page's own address has a `?` already.
fn front(base: &str) -> Result<String, Failure> {
    let page = page(base)?;
    Ok([page, if page.contains('?') { "#" } else { "?#" }].concat())
}

/// The address in `base`, without the start of a fragment.
pub(crate) fn page(base: &str) -> Result<&str, Failure> {
    let page = base.trim().trim_end_matches('#').trim_end_matches('?');
    if page.is_empty() || page.contains('#') || page.contains(char::is_whitespace) {
        return Err(Failure::Usage(format!(
            "--base {base:?} is not the address of a page; give one such as https://it.example.gov/share/"
        )));
    }
    Ok(page)
}
