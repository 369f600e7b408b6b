//! From a saved file back to a profile: our page, our JSON, or any text with a link in it. Knows what mail programs and
//! "save as" do to a page; refuses to guess between two readings of one file.

use super::markup_read;
use crate::bank::Bank;
use crate::disclosed::Disclosed;
use crate::explain;
use crate::link::{self, LinkError, MOST_INPUT, MOST_PLACES, Piece, pieces};
use crate::words::{DeskWord, Lang, Word, say, tell};

/// Most bytes of a file that are looked at: the limit of any text, some thirty times our longest file.
pub const MOST_FILE: usize = MOST_INPUT;

/// What our pages call the element that carries the link.
pub(super) const META: &str = "interlocal";

/// Why a file gave no profile. One variant for each thing that a person would do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// There is no profile in it: choose another file.
    NotOurs,
    /// More than is looked at: choose another file.
    TooBig {
        /// Bytes that it has.
        got: usize,
    },
    /// It holds more than one profile, and here is room for one.
    Several {
        /// Profiles in it.
        n: usize,
    },
    /// JSON that ends early or breaks off: ask for it again.
    Broken {
        /// Line where it stops being JSON.
        line: usize,
    },
    /// A value that is not as a profile has it: mend it.
    Place {
        /// JSON pointer to it.
        pointer: String,
        /// The pointer and what is wrong there, in English, for people who write such files.
        complaint: String,
    },
    /// Its answers are for another bank or version.
    OtherBank {
        /// Where it says so, and what is known here, in English.
        complaint: String,
    },
    /// The answers and the link in it differ: somebody changed one of them.
    Disagrees,
    /// The link in it does not open.
    Link(LinkError),
}

/// The profile in `text`, the content of a file. Text must be in form NFC, as for `exchange::read_profile`.
///
/// # Errors
/// See [`FileError`]; a broken file never gives a part of a profile.
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
        // What the head lost may still stand in the text.
        Some(Err(error)) => Some(error),
        None => None,
    };
    anywhere(bank, text).map_err(|in_text| error.or(in_text).map_or(FileError::NotOurs, of_link))
}

/// Why a file did not open, and what to do next.
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

/// The first sound link in the text as it is, or else in what a reader of the page would see.
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

/// Tries each place by itself: a file may be longer than the text that `link::decode` takes.
fn first_link(bank: &Bank, text: &str) -> Result<Disclosed, Option<LinkError>> {
    let mut first_error = None;
    for Piece { range, is_start } in pieces(text).take(MOST_PLACES) {
        match link::decode(bank, text.get(range).unwrap_or_default()) {
            Ok(profile) => return Ok(profile),
            Err(LinkError::NoLink) => {}
            // In the middle of a word, as in a mail's attachments, the letters mean nothing.
            Err(error) if is_start => first_error = first_error.or(Some(error)),
            Err(_) => {}
        }
    }
    Err(first_error)
}
