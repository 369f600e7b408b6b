//! Reads a profile from a saved file: our HTML page, our JSON, or any text with a link in it. It undoes the changes
//! that mail programs and "Save as" make to a page. If two readings of a file disagree, it returns an error.

use super::markup_read;
use crate::bank::Bank;
use crate::disclosed::Disclosed;
use crate::explain;
use crate::link::{self, LinkError, MOST_INPUT, MOST_PLACES, Piece, pieces};
use crate::words::{DeskWord, Lang, Word, say, tell};

/// Maximum size of a file in bytes. It is the limit for any text, about thirty times our longest file.
pub const MOST_FILE: usize = MOST_INPUT;

/// The name of the `meta` element with the link.
pub(super) const META: &str = "interlocal";

/// Why a file gave no profile. The variants differ in what the person should do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// The file contains no profile: choose another file.
    NotOurs,
    /// The file is too large: choose another file.
    TooBig {
        /// The size of the file in bytes.
        got: usize,
    },
    /// The file contains several profiles, but only one is expected.
    Several {
        /// The number of profiles.
        n: usize,
    },
    /// The JSON ends early or is invalid: ask for the file again.
    Broken {
        /// The line of the syntax error.
        line: usize,
    },
    /// The profile format doesn't allow a value: correct it.
    Place {
        /// JSON pointer to it.
        pointer: String,
        /// The pointer and the problem, in English, for the authors of such files.
        complaint: String,
    },
    /// The answers are for another bank or version.
    OtherBank {
        /// The place of the bank's id and the bank in use, in English.
        complaint: String,
    },
    /// The answers and the link differ, so one of them was edited.
    Disagrees,
    /// The link in the file doesn't open.
    Link(LinkError),
}

/// Reads the profile in `text`, the content of a file. The text must be in form NFC, as for `exchange::read_profile`.
///
/// # Errors
/// See [`FileError`]; a damaged file never gives a partial profile.
pub fn read(bank: &Bank, text: &str) -> Result<Disclosed, FileError> {
    if text.len() > MOST_FILE {
        return Err(FileError::TooBig { got: text.len() });
    }
    #[cfg(feature = "json")]
    if super::json::looks_like_json(text) {
        return super::json::read(bank, text);
    }
    let in_head = markup_read::meta(text, META).map(|content| link::decode(bank, &content));
    let error = match in_head {
        Some(Ok(profile)) => return Ok(profile),
        // If the link in the head was lost, there may be one in the text.
        Some(Err(error)) => Some(error),
        None => None,
    };
    anywhere(bank, text).map_err(|in_text| error.or(in_text).map_or(FileError::NotOurs, of_link))
}

/// Explains why a file didn't open, with the next step.
pub fn file_error(lang: Lang, error: &FileError) -> String {
    match error {
        FileError::NotOurs => say(lang, DeskWord::FileNotOurs).to_owned(),
        FileError::TooBig { got } => {
            let (got, most) = (got.to_string(), MOST_FILE.to_string());
            tell(lang, DeskWord::FileBig, &[("got", &got), ("most", &most)])
        }
        FileError::Several { n } => tell(lang, DeskWord::FileSeveral, &[("n", &n.to_string())]),
        FileError::Broken { line } => tell(lang, DeskWord::FileBroken, &[("line", &line.to_string())]),
        FileError::Place { pointer, complaint: _ } => tell(lang, DeskWord::FilePlace, &[("place", pointer)]),
        FileError::OtherBank { complaint: _ } => say(lang, Word::BrokenBank).to_owned(),
        FileError::Disagrees => say(lang, DeskWord::FileDisagrees).to_owned(),
        FileError::Link(error) => explain::link_error(lang, error),
    }
}

pub(super) fn of_link(error: LinkError) -> FileError {
    match error {
        LinkError::NoLink => FileError::NotOurs,
        LinkError::TooLong { .. }
        | LinkError::Cut { .. }
        | LinkError::Damaged
        | LinkError::Newer
        | LinkError::Sealed(_)
        | LinkError::Invalid
        | LinkError::UnknownBank(_) => FileError::Link(error),
    }
}

/// Decodes the first valid link in the text, or else in the text without markup.
fn anywhere(bank: &Bank, text: &str) -> Result<Disclosed, Option<LinkError>> {
    let error = match first_link(bank, text) {
        Ok(profile) => return Ok(profile),
        Err(error) => error,
    };
    let plain = markup_read::plain(text);
    if plain == text {
        return Err(error);
    }
    first_link(bank, &plain).map_err(|in_plain| error.or(in_plain))
}

/// Tries each possible start of a link on its own, because a file may be longer than the text that `link::decode`
/// takes.
fn first_link(bank: &Bank, text: &str) -> Result<Disclosed, Option<LinkError>> {
    let mut first_error = None;
    for Piece { range, is_start } in pieces(text).take(MOST_PLACES) {
        match link::decode(bank, text.get(range).unwrap_or_default()) {
            Ok(profile) => return Ok(profile),
            Err(LinkError::NoLink) => {}
            // In the middle of a word, for example in a mail's attachment, the letters aren't a link.
            Err(error) if is_start => first_error = first_error.or(Some(error)),
            Err(_) => {}
        }
    }
    Err(first_error)
}
