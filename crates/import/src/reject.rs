//! Import errors. The variants differ in what the person should do next; `explain` has the texts.

use crate::place::Place;
use interlocal_core::export::FileError;
use interlocal_core::link::LinkError;
use interlocal_core::plain_text::PlainText;

/// Maximum number of characters of an excerpt.
const MOST_EXCERPT: usize = 60;

/// A text that gave no profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Its place.
    pub place: Place,
    /// The reason.
    pub reason: RejectReason,
    /// The first characters: at most 60, on one line, without invisible characters and direction marks.
    pub excerpt: String,
}

/// Why a text gave no profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RejectReason {
    /// A link that can't be decoded. [`LinkError::Sealed`] contains the encrypted link; [`LinkError::NoLink`] is a cell
    /// without a link in the column of links.
    Link(LinkError),
    /// JSON or a saved page with an error, or a file without any link or profile.
    File(FileError),
    /// The file is empty.
    Empty,
    /// The file is too large.
    TooBig {
        /// The size in bytes, or a lower bound.
        got: usize,
    },
    /// The file has too many links or profiles. The first ones are read.
    TooMany {
        /// The number of places in the file.
        got: usize,
    },
    /// The spreadsheet has too many sheets. The first ones are read.
    TooManySheets {
        /// The number of sheets.
        got: usize,
    },
    /// The column of links has too many cells without a link to list each.
    TooManyBare {
        /// The number of such cells.
        got: usize,
    },
    /// The spreadsheet's content is too large: one text, or all of it.
    Unpacked,
    /// The file's format is not supported.
    Foreign(Foreign),
    /// The spreadsheet is damaged.
    BrokenSpreadsheet,
    /// There is no link, but the address of a mail gateway that hides the original address.
    Gateway {
        /// The gateway's host.
        host: String,
    },
    /// The file is neither text nor a spreadsheet.
    NotText,
}

/// A file format that is detected but not supported. The variants differ in what the person should do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// A spreadsheet or document with a password.
    Locked,
    /// A spreadsheet in a format before 2007, or in a binary format.
    OldSpreadsheet,
    /// A spreadsheet of LibreOffice, OpenOffice or Numbers.
    OtherSpreadsheet,
    /// A mail in Outlook's format.
    OutlookMail,
    /// A text document or slides.
    Document,
    /// An archive with other files in it.
    Archive,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
}

impl Foreign {
    fn id(self) -> &'static str {
        match self {
            Foreign::Locked => "locked",
            Foreign::OldSpreadsheet => "old-spreadsheet",
            Foreign::OtherSpreadsheet => "other-spreadsheet",
            Foreign::OutlookMail => "outlook-mail",
            Foreign::Document => "document",
            Foreign::Archive => "archive",
            Foreign::Pdf => "pdf",
            Foreign::Picture => "picture",
        }
    }
}

impl RejectReason {
    /// Returns the id for texts and other programs.
    pub fn id(&self) -> &'static str {
        match self {
            RejectReason::Link(error) => link_id(error),
            RejectReason::File(error) => match error {
                FileError::NotOurs | FileError::Several { .. } => "nothing-found",
                FileError::TooBig { .. } => "too-big",
                FileError::Broken { .. } => "broken-json",
                FileError::Place { .. } => "bad-value",
                FileError::OtherBank { .. } => "other-bank",
                FileError::Disagrees => "disagrees",
                FileError::Link(error) => link_id(error),
            },
            RejectReason::Empty => "empty",
            RejectReason::TooBig { .. } => "too-big",
            RejectReason::TooMany { .. } => "too-many",
            RejectReason::TooManySheets { .. } => "too-many-sheets",
            RejectReason::TooManyBare { .. } => "too-many-bare",
            RejectReason::Unpacked => "too-big",
            RejectReason::Foreign(foreign) => foreign.id(),
            RejectReason::Gateway { .. } => "gateway",
            RejectReason::BrokenSpreadsheet => "broken-spreadsheet",
            RejectReason::NotText => "not-text",
        }
    }

    /// Returns true for an encrypted link, which is no error but needs its passphrase.
    pub fn is_sealed(&self) -> bool {
        matches!(
            self,
            RejectReason::Link(LinkError::Sealed(_))
                | RejectReason::File(FileError::Link(LinkError::Sealed(_)))
        )
    }
}

fn link_id(error: &LinkError) -> &'static str {
    match error {
        LinkError::NoLink => "no-link",
        LinkError::TooLong { .. } => "too-long",
        LinkError::Cut { .. } => "cut",
        LinkError::Damaged => "damaged",
        LinkError::Newer => "newer",
        LinkError::Sealed(_) => "sealed",
        LinkError::Invalid => "invalid",
        LinkError::UnknownBank(_) => "other-bank",
    }
}

/// Returns the start of `text` on one line, for a list.
pub(crate) fn excerpt(text: &str) -> String {
    let mut out = String::new();
    let mut n_chars = 0;
    for c in text.chars().take(16 * MOST_EXCERPT) {
        // A space on its own isn't a valid text, and line breaks count as hidden characters.
        let is_space = c.is_whitespace();
        if !is_space && !c.is_ascii_graphic() && PlainText::new(c.encode_utf8(&mut [0; 4]), 4).is_err() {
            continue;
        }
        if is_space && (out.is_empty() || out.ends_with(' ')) {
            continue;
        }
        if n_chars == MOST_EXCERPT {
            break;
        }
        out.push(if is_space { ' ' } else { c });
        n_chars += 1;
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_one_short_line_without_hidden_characters() {
        assert_eq!(excerpt("\r\n  Oak\u{202E}vale\t\tTown \n"), "Oakvale Town");
        assert_eq!(excerpt(&"Ñ".repeat(99)).chars().count(), MOST_EXCERPT);
        assert_eq!(excerpt("\u{0}\u{7}\u{200B}"), "");
    }
}
