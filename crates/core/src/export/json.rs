//! A profile as a JSON file: the shape of `exchange`, with the format's name and a link to the same profile.

use super::read::{FileError, of_link};
use crate::bank::Bank;
use crate::disclosed::{Disclosed, Outgoing};
use crate::exchange::{ExchangeError, Problem, read_profile, read_profile_in, write_profile};
use crate::json_text;
use crate::link::{LinkError, decode, encode_whole};
use crate::profile::Profile;
use serde_json::Value;

/// The value of the field `format`.
pub const FORMAT: &str = "interlocal-profile/1";

/// Writes `profile` as `docs/profile.schema.json` describes it. The format string `{:#}` indents it.
pub fn json(bank: &Bank, profile: &impl Outgoing) -> Value {
    let mut out = write_profile(bank, profile);
    out["format"] = Value::from(FORMAT);
    out["link"] = Value::from(encode_whole(bank, profile).as_str());
    out
}

/// Returns true if a file looks like JSON. The reader then reports JSON errors and tries no other format.
pub(super) fn looks_like_json(text: &str) -> bool {
    let text = trimmed(text);
    let inside = |open: char| text.strip_prefix(open).map(str::trim_start);
    inside('{').is_some_and(|rest| rest.starts_with(['"', '}']))
        || inside('[').is_some_and(|rest| rest.starts_with(['{', ']']))
}

/// Reads the only profile in `text`.
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

/// Reads a profile from one JSON value. If it includes a link to the same answers, the link is decoded, because it may
/// contain records that a later version added. A link with other answers is an error.
///
/// `lang` selects the agency's name if there are several.
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
        // The field `link` may belong to another program.
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

/// Returns the error for a text that isn't one JSON value. Several values on separate lines (JSON Lines) are reported
/// as several profiles.
fn broken(text: &str, line: usize) -> FileError {
    let lines: Vec<&str> = trimmed(text).lines().filter(|line| !line.trim().is_empty()).collect();
    match lines.len() > 1 && lines.iter().all(|line| json_text::parse(line).is_ok()) {
        true => FileError::Several { n: lines.len() },
        false => FileError::Broken { line },
    }
}

/// Removes the byte order mark that some editors write.
fn trimmed(text: &str) -> &str {
    text.trim_start_matches('\u{FEFF}').trim_start()
}
