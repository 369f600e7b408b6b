//! Profiles and scorecards as JSON, with ids in place of indices: for files, other programs and the command line.
//! Records of a link that this version doesn't support are left out of the JSON.
//!
//! Texts passed to this module must be in Unicode's form NFC. The caller normalizes them, because the tables for that
//! are too large for the widget.

mod problem;
mod read;
mod write;

pub use problem::{ExchangeError, Problem, near};
pub use write::{scorecard_json, write_profile};

use crate::bank::Bank;
use crate::json_place::Place;
use crate::profile::Profile;
use serde_json::Value;

/// Reads a profile for `bank` from `value`. If the agency's name exists in several languages, the bank's default
/// language is used.
///
/// # Errors
/// The first value that would be lost or misread, with the JSON pointer to it.
pub fn read_profile(bank: &Bank, value: &Value) -> Result<Profile, ExchangeError> {
    let own = bank.langs.get(usize::from(bank.default_lang)).map_or("", String::as_str);
    read_profile_in(bank, own, value)
}

/// Reads a profile as [`read_profile`] does, but takes the agency's name in `lang` if it exists in that language.
///
/// # Errors
/// As [`read_profile`].
pub fn read_profile_in(bank: &Bank, lang: &str, value: &Value) -> Result<Profile, ExchangeError> {
    read::profile(bank, lang, &Place::root(value))
}
