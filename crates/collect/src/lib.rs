//! Many profiles out of what people have: a pasted mail with links in it, a table with a column of links, a spreadsheet,
//! JSON. Knows where links hide and how to say where one was found; refuses to know what a link says, which the core
//! does, and what is done with the profiles.
//!
//! ```text
//! name, bytes ─ Reading::new ─ step ─ step ─ step ─► Found { entries, rejects } ─ dedupe ─► Deduped
//! ```
//!
//! A reading goes on in steps, so that a page can show how far it is and stop it. Nothing that can't be read stops the
//! rest: it is listed with its place and reason. Sealed links are listed, too; nobody is asked for words here.
//!
//! There is no input or output, no clock and no floating point in here.

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

/// Most that is looked at of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes; a file with more is refused.
    pub bytes: usize,
    /// Places with a link or a profile; the first are taken.
    pub parts: usize,
}

impl Limits {
    /// For a page: 50 MiB, some two hundred thousand links, of which 100,000 are taken.
    pub const PAGE: Limits = Limits { bytes: 50 << 20, parts: 100_000 };
    /// For a command line, whose user knows the machine.
    pub const NONE: Limits = Limits { bytes: usize::MAX, parts: usize::MAX };
}
