//! Profiles and scorecards as JSON, for files, other programs and the command line. Knows ids; refuses to know how a
//! profile travels in a link. Records of a link that this version does not know stay out of the JSON.
//!
//! Texts must be in Unicode's form NFC when they come here: the tables for that are too heavy for the widget, so
//! whoever reads a file brings them.

mod problem;
mod read;
mod write;

pub use problem::{ExchangeError, Problem, near};
pub use write::{scorecard_json, write_profile};

use crate::bank::Bank;
use crate::json_place::Place;
use crate::profile::Profile;
use serde_json::Value;

/// The profile that `value` says, for `bank`; a name in several languages is taken in the bank's own.
///
/// # Errors
/// The first thing that would be lost or misread, with the JSON pointer to it.
pub fn read_profile(bank: &Bank, value: &Value) -> Result<Profile, ExchangeError> {
    let own = bank.langs.get(usize::from(bank.default_lang)).map_or("", String::as_str);
    read_profile_in(bank, own, value)
}

/// As [`read_profile`], with a name in several languages taken in `lang` where it has that.
///
/// # Errors
/// As [`read_profile`].
pub fn read_profile_in(bank: &Bank, lang: &str, value: &Value) -> Result<Profile, ExchangeError> {
    read::profile(bank, lang, &Place::root(value))
}
