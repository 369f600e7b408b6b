//! The questionnaire's model and rules: the bank of questions, profiles, scores, links and the session. Every program
//! of Interlocal depends on this crate.
//!
//! | module | contents |
//! |---|---|
//! | [`bank`] | the questionnaire as data |
//! | [`response`], [`profile`] | the answers of one agency |
//! | [`disclosed`] | profiles that may leave the device |
//! | [`visible`] | which items an agency is asked |
//! | [`score`] | the scores of a profile, as integers |
//! | [`since`] | the differences between two profiles of one agency |
//! | [`raters`] | the differences between two people who answer for one agency |
//! | [`link`] | the link that contains a profile |
//! | [`passphrase`] | the passphrase of an encrypted link |
//! | [`direction`] | right-to-left names inside left-to-right sentences |
//! | [`explain`] | sentences about scores and differences |
//! | [`export`] | files that a profile is saved to and read from |
//! | [`session`] | the state of the questionnaire program |
//!
//! The crate has no clock, no randomness, no input or output, no browser and no floating-point numbers.
//!
//! # Example
//!
//! Rate a capability, score the profile, and encode it as a public link. The link leaves out the need, because the
//! capability is sensitive.
//!
//! ```
//! use interlocal_core::bank::{Bank, ScaleId};
//! use interlocal_core::link::{self, Disclosure};
//! use interlocal_core::profile::Profile;
//! use interlocal_core::response::{Rating, Response};
//! use interlocal_core::score::score;
//!
//! let bank = Bank::parse(include_str!("../../../banks/share-gov-it.json")).unwrap();
//! let slot = bank.capabilities[0].slot;
//! let mut profile = Profile::empty(&bank);
//! let (skill, need) = (Rating::from_level(Some(4)), Rating::from_level(Some(1)));
//! profile.responses.set(slot, Response::Rated { skill, need });
//! assert_eq!(score(&bank, &profile).offers, [slot]);
//!
//! let fragment = link::encode(&bank, &profile, &Disclosure::public());
//! let received = link::decode(&bank, fragment.as_str()).unwrap();
//! assert_eq!(received.responses.get(slot).rating(ScaleId::Skill), skill);
//! assert_eq!(received.responses.get(slot).rating(ScaleId::Need), Rating::Skipped);
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![warn(clippy::float_arithmetic, clippy::as_conversions, clippy::print_stdout, clippy::print_stderr)]

pub mod bank;
pub mod direction;
pub mod disclosed;
#[cfg(feature = "json")]
pub mod exchange;
pub mod explain;
pub mod export;
#[cfg(feature = "json")]
mod json_place;
#[cfg(feature = "json")]
pub mod json_text;
pub mod link;
mod order;
pub mod passphrase;
pub mod plain_text;
pub mod profile;
pub mod raters;
pub mod response;
pub mod round;
pub mod score;
pub mod session;
pub mod since;
pub mod visible;
pub mod words;

// The tests use the crate's name, as other crates do.
#[cfg(test)]
extern crate self as interlocal_core;
#[cfg(test)]
mod tests;
