//! A group of profiles: what a page asks of it and what it answers. The page and the worker that does the work share
//! nothing but these messages, so that a long computation never holds the page up.
//!
//! | module | knows |
//! |---|---|
//! | [`ask`] | what can be asked |
//! | [`answer`] | what comes back, as much as a page shows at once |
//!
//! Messages travel as postcard bytes: [`to_bytes`], [`from_bytes`].

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![warn(clippy::float_arithmetic, clippy::as_conversions, clippy::print_stdout, clippy::print_stderr)]

pub mod answer;
pub mod ask;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A message on its way.
pub fn to_bytes<T: Serialize>(message: &T) -> Vec<u8> {
    // Only a sink that is full can fail, and a vector never is.
    postcard::to_allocvec(message).unwrap_or_default()
}

/// A message that arrived; `None` where it is of another version of this program.
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
