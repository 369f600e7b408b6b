//! A profile as a JSON file, and back: the exchange shape, the format's name and the link that holds the same. Knows
//! what is added to that shape; refuses to know the shape itself.

use super::read::{FileError, of_link};
use crate::bank::Bank;
use crate::disclosed::{Disclosed, Outgoing};
use crate::exchange::{ExchangeError, Problem, read_profile, read_profile_in, write_profile};
use crate::json_text;
use crate::link::{LinkError, decode, encode_whole};
use crate::profile::Profile;
use serde_json::Value;

/// What the field `format` says.
pub const FORMAT: &str = "interlocal-profile/1";

/// `profile` as `docs/profile.schema.json` describes it. `{:#}` writes it for people.
pub fn json(bank: &Bank, profile: &impl Outgoing) -> Value {
    let mut out = write_profile(bank, profile);
    out["format"] = Value::from(FORMAT);
    out["link"] = Value::from(encode_whole(bank, profile).as_str());
    out
}

/// Whether a file is meant as JSON: then a mistake in it is told, and nothing else in it is tried.
pub(super) fn looks_like_json(text: &str) -> bool {
    let text = trimmed(text);
    let inside = |open: char| text.strip_prefix(open).map(str::trim_start);
    inside('{').is_some_and(|rest| rest.starts_with(['"', '}']))
        || inside('[').is_some_and(|rest| rest.starts_with(['{', ']']))
}

/// The one profile in `text`.
pub(super) fn read(bank: &Bank, text: &str) -> Result<Disclosed, FileError> {
    let value = match json_text::parse(trimmed(text)) {
        Ok(value) => value,
        Err(error) => return Err(broken(text, error.line())),
    };
    match value {
        Value::Array(items) => match items.as_slice() {
            [] => Err(FileError::NotOurs),
            [one] => read_value(bank, None, one),
            several => Err(FileError::Several { n: several.len() }),
        },
        one @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_)) => {
            read_value(bank, None, &one)
        }
    }
}

/// The profile in one JSON value: its answers, unless it has a link that says otherwise. The link may hold what a later
/// version added, so of two that agree it is taken.
///
/// `lang` is the wanted one of a name in several languages.
///
/// # Errors
/// As [`super::read`].
pub fn read_value(bank: &Bank, lang: Option<&str>, value: &Value) -> Result<Disclosed, FileError> {
    let linked = value.get("link").and_then(Value::as_str).map(|link| decode(bank, link));
    if value.get("answers").is_none() {
        return linked.unwrap_or(Err(LinkError::NoLink)).map_err(of_link);
    }
    let said = match lang {
        Some(lang) => read_profile_in(bank, lang, value),
        None => read_profile(bank, value),
    };
    let said = said.map_err(refused)?;
    match linked {
        // A field of that name may be somebody's own.
        None | Some(Err(LinkError::NoLink)) => Ok(Disclosed::new(said)),
        Some(Ok(linked)) if (Profile { extra: Vec::new(), ..Profile::clone(&linked) }) == said => Ok(linked),
        Some(Ok(_) | Err(_)) => Err(FileError::Disagrees),
    }
}

fn refused(error: ExchangeError) -> FileError {
    let complaint = error.to_string();
    match error.problem {
        Problem::OtherBank { .. } => FileError::OtherBank { complaint },
        Problem::Missing
        | Problem::NotA(_)
        | Problem::NotALevel { .. }
        | Problem::UnknownId { .. }
        | Problem::NotInEdition { .. }
        | Problem::Twice(_)
        | Problem::TooMany { .. }
        | Problem::Text(_)
        | Problem::NotADate
        | Problem::NotARegion
        | Problem::NotALocale => FileError::Place { pointer: error.pointer, complaint },
    }
}

/// Several whole values, one on each line, are not broken.
fn broken(text: &str, line: usize) -> FileError {
    let lines: Vec<&str> = trimmed(text).lines().filter(|line| !line.trim().is_empty()).collect();
    match lines.len() > 1 && lines.iter().all(|line| json_text::parse(line).is_ok()) {
        true => FileError::Several { n: lines.len() },
        false => FileError::Broken { line },
    }
}

/// Without the byte order mark that some editors put in front.
fn trimmed(text: &str) -> &str {
    text.trim_start_matches('\u{FEFF}').trim_start()
}
