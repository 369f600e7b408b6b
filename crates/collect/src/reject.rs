//! What could not be read, and why. Knows one reason for each thing that a person would do next; refuses to say it in
//! words of its own.

use crate::place::Place;
use interlocal_core::export::FileError;
use interlocal_core::link::LinkError;
use interlocal_core::plain_text::PlainText;

/// Most characters of an excerpt.
const MOST_EXCERPT: usize = 60;

/// Something that gave no profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Where it stands.
    pub place: Place,
    /// Why it was not taken.
    pub reason: RejectReason,
    /// How it starts: at most 60 characters, on one line, without any that could make a text read as something else.
    pub excerpt: String,
}

/// Why something gave no profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RejectReason {
    /// A link that does not open. [`LinkError::Sealed`] holds what a passphrase would open; [`LinkError::NoLink`] is a
    /// cell without a link in the column of links.
    Link(LinkError),
    /// JSON or a saved page that does not open, or a file without any link or profile.
    File(FileError),
    /// Nothing in the file.
    Empty,
    /// More bytes than are looked at.
    TooBig {
        /// Bytes that it has, or the least that it has.
        got: usize,
    },
    /// More links or profiles than are looked at. The first are taken.
    TooMany {
        /// Places that it has.
        got: usize,
    },
    /// More sheets than are looked at. The first are taken.
    TooManySheets {
        /// Sheets that it has.
        got: usize,
    },
    /// More cells without a link in the column of links than are listed one by one.
    TooManyBare {
        /// Such cells, all together.
        got: usize,
    },
    /// A spreadsheet with more in it than is looked at: one text that is too long, or too much in all.
    Unpacked,
    /// A file of a kind that is not read.
    Foreign(Foreign),
    /// A spreadsheet that is damaged.
    BrokenSpreadsheet,
    /// No link, but the address of a mail gateway that hides where it leads.
    Gateway {
        /// The gateway's host.
        host: String,
    },
    /// Neither text nor a spreadsheet.
    NotText,
}

/// A kind of file that is recognised and not read. One variant for each thing that a person would do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// A spreadsheet or document with a password.
    Locked,
    /// A spreadsheet in the form of before 2007, or in a binary form.
    OldSpreadsheet,
    /// A spreadsheet of LibreOffice, OpenOffice or Numbers.
    OtherSpreadsheet,
    /// A mail in Outlook's own form.
    OutlookMail,
    /// A text document or slides.
    Document,
    /// A container with other files in it.
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
    /// Its name for words and other programs.
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

    /// Whether it is a sealed link: nothing is wrong with it, it wants its words.
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

/// The start of `text` for a list on one line.
pub(crate) fn excerpt(text: &str) -> String {
    let mut out = String::new();
    let mut n_chars = 0;
    for c in text.chars().take(16 * MOST_EXCERPT) {
        // A single space is no text by the rules of names, and breaks are hidden characters.
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
    fn an_excerpt_is_one_short_line_without_disguises() {
        assert_eq!(excerpt("\r\n  Oak\u{202E}vale\t\tTown \n"), "Oakvale Town");
        assert_eq!(excerpt(&"Ñ".repeat(99)).chars().count(), MOST_EXCERPT);
        assert_eq!(excerpt("\u{0}\u{7}\u{200B}"), "");
    }
}
