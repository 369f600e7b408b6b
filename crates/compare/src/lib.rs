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
