//! Compares two profiles: help in both directions, common needs, terms, and the fit (docs/scoring.md, section 4). The
//! crate has no texts or links; `interlocal-cohort` handles more than two profiles.
//!
//! | module | contents |
//! |---|---|
//! | [`compare`], [`Comparison`] | the whole comparison |
//! | [`help`] | help from one agency to the other |
//! | [`common`] | needs that both have and could buy for together |
//! | [`terms`] | the status of each of the eight terms |
//! | [`bend`] | the smallest adjustments that resolve a conflict |
//! | [`fit`] | value, readiness, fit and label |
//! | [`reason`] | the reasons for the result, in the order to show them |
//! | `json` | the comparison for other programs |
//!
//! All numbers are integers. Swapping the profiles swaps the sides and changes no number.
//!
//! # Example
//!
//! Compare an agency that can lend a skill with one that needs it.
//!
//! ```
//! use interlocal_compare::compare;
//! use interlocal_core::bank::Bank;
//! use interlocal_core::profile::Profile;
//! use interlocal_core::response::{Rating, Response};
//!
//! let bank = Bank::parse(include_str!("../../../banks/share-gov-it.json")).unwrap();
//! let slot = bank.capabilities[0].slot;
//! let agency = |skill, need| {
//!     let [skill, need] = [skill, need].map(|level| Rating::from_level(Some(level)));
//!     let mut profile = Profile::empty(&bank);
//!     profile.responses.set(slot, Response::Rated { skill, need });
//!     profile
//! };
//!
//! let comparison = compare(&bank, &agency(4, 0), &agency(1, 4));
//! assert_eq!(comparison.a_helps_b.flows[0].slot, slot);
//! assert!(comparison.a_helps_b.points > comparison.b_helps_a.points);
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![warn(clippy::float_arithmetic, clippy::as_conversions, clippy::print_stdout, clippy::print_stderr)]

pub mod bend;
pub mod common;
mod comparison;
pub mod fit;
pub mod help;
#[cfg(feature = "json")]
pub mod json;
pub mod reason;
mod roles;
mod side;
mod term_id;
pub mod terms;

pub use comparison::{Comparison, Party, compare};
pub use roles::{Consent, Role, plays};
pub use term_id::TermId;
