//! Imports many profiles from the files that people have: pasted mails with links, tables with a column of links,
//! spreadsheets, and JSON. Every profile and every error has its place in the file.
//!
//! ```text
//! name, bytes ─ Reading::new ─ step ─ step ─ step ─► Found { entries, rejects } ─ dedupe ─► Deduped
//! ```
//!
//! A reading works in steps, so that a page can show the progress and cancel it. An error doesn't stop the rest.
//! Encrypted links are listed as errors, because this crate doesn't ask for passphrases.
//!
//! The crate has no input or output, no clock and no floating-point numbers.
//!
//! # Example
//!
//! ```
//! use interlocal_import::{At, Reading, dedupe};
//! use interlocal_core::bank::Bank;
//! use interlocal_core::link::{self, Disclosure};
//! use interlocal_core::profile::Profile;
//!
//! let bank = Bank::parse(include_str!("../../../banks/share-gov-it.json")).unwrap();
//! let link = link::encode(&bank, &Profile::empty(&bank), &Disclosure::public()).link("https://it.example.gov/");
//! let table = format!("agency,link\nOak,{link}\nElm,none yet\n");
//!
//! let found = Reading::new("members.csv", table).finish(&bank);
//! assert_eq!(found.entries[0].place.at, At::Cell { sheet: None, row: 2, column: 2 });
//! assert_eq!(found.rejects[0].place.at, At::Cell { sheet: None, row: 3, column: 2 });
//! assert_eq!(dedupe(found.entries, None).kept.len(), 1);
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![warn(clippy::float_arithmetic, clippy::as_conversions, clippy::print_stdout, clippy::print_stderr)]

mod dedupe;
mod encoding;
mod explain;
mod found;
mod gather;
mod hidden;
mod json;
mod kind;
mod lines;
mod mail;
mod markup;
mod place;
mod quoted;
mod readable;
mod reading;
mod reject;
mod rows;
mod table;
mod text;
mod workbook;

pub use dedupe::{Deduped, Duplicate, Sameness, dedupe, is_future, may_be_same, verdicts};
pub use encoding::text;
pub use explain::why;
pub use found::{Entry, Found};
pub use kind::Kind;
pub use place::{At, Place};
pub use readable::readable;
pub use reading::{Progress, Reading};
pub use reject::{Foreign, Reject, RejectReason};

/// Limits for one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Maximum size in bytes. A larger file is rejected.
    pub bytes: usize,
    /// Maximum number of places with a link or a profile. Later ones are ignored.
    pub parts: usize,
}

impl Limits {
    /// The limits for a page: 50 MiB, which is about 200,000 links, and 100,000 places.
    pub const PAGE: Limits = Limits { bytes: 50 << 20, parts: 100_000 };
    /// No limits, for the command line.
    pub const NONE: Limits = Limits { bytes: usize::MAX, parts: usize::MAX };
}
