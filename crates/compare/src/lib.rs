//! Compares two profiles: help in both directions, common needs, terms, and the fit that follows (docs/scoring.md,
//! section 4). The crate has no words and no links, and never sees a third profile.
//!
//! | module | knows |
//! |---|---|
//! | [`compare`], [`Comparison`] | all of it in one value |
//! | [`help`] | what one could do for the other |
//! | [`common`] | what both need, and could buy together |
//! | [`terms`] | which of the eight terms match and which clash |
//! | [`bend`] | the least that settles a clash |
//! | [`fit`] | what it all makes, and the label for it |
//! | [`reason`] | why, in the order to be told |
//! | `json` | the same for other programs |
//!
//! Every number is an integer. Swapping the two profiles swaps the sides and changes no number.

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
