//! The messages between a page and the worker that computes results for a group of profiles. Long computations run in
//! the worker, so that they never block the page.
//!
//! | module | contents |
//! |---|---|
//! | [`ask`] | questions and commands from the page |
//! | [`answer`] | answers from the worker |
//!
//! Messages are serialized as postcard bytes.
//!
//! # Example
//!
//! ```
//! use interlocal_group::ask::{Ask, Source};
//! use interlocal_group::{from_bytes, to_bytes};
//!
//! let ask = Ask::Add(Source::Text("Our links: …".to_owned()));
//! assert_eq!(from_bytes(&to_bytes(&ask)), Some(ask));
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![warn(clippy::float_arithmetic, clippy::as_conversions, clippy::print_stdout, clippy::print_stderr)]

pub mod answer;
pub mod ask;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Serializes a message.
pub fn to_bytes<T: Serialize>(message: &T) -> Vec<u8> {
    // Serialization fails only if the buffer is full, which a vector never is.
    postcard::to_allocvec(message).unwrap_or_default()
}

/// Deserializes a message; `None` if it comes from another version of the program.
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
