//! Interlocal without a browser: the bank, responses, scoring, the link, and the visit as a value.
//!
//! | module | knows |
//! |---|---|
//! | [`bank`] | what can be asked |
//! | [`response`], [`profile`] | what one agency said |
//! | [`disclosed`] | which profiles may leave the device |
//! | [`visible`] | which items it is asked |
//! | [`score`] | what that is worth, in integers |
//! | [`since`] | what moved between two profiles of one agency |
//! | [`raters`] | where two people who answer for one agency differ |
//! | [`link`] | how a profile travels |
//! | [`passphrase`] | the words that a sealed link is opened with |
//! | [`direction`] | names from right to left, inside sentences from left to right |
//! | [`explain`] | how a number is put into words |
//! | [`export`] | files that a profile is saved to and read from |
//! | [`session`] | a whole visit, step by step |
//!
//! There is no clock, no randomness, no input or output, no browser and no floating point in here.

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

// The tests name the core as others do.
#[cfg(test)]
extern crate self as interlocal_core;
#[cfg(test)]
mod tests;
