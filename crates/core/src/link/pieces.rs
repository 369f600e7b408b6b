//! Where in a text of any length links may start. Knows how links begin; refuses to open them.
//!
//! The letters that start a fragment hold one that no other place of a fragment can hold, so what stands between two
//! starts holds at most one link, however it was wrapped or quoted.

use super::text::starts;
use std::ops::Range;

/// Places of a text that are worth a try where one link is looked for: a mail's attachments spell the start now and then.
pub const MOST_PLACES: usize = 500;
/// The longest fragment, with mail quoting on each short line.
const MOST_LINK: usize = 4096;

/// A stretch of text that may hold one link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// From the start of the link to the next one's start, at most 4 KiB.
    pub range: Range<usize>,
    /// Whether the letters stand where a link starts, and not in the middle of a word.
    pub is_start: bool,
}

/// Every piece of `text`, in order.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece> + '_ {
    let mut starts = starts(text).peekable();
    std::iter::from_fn(move || {
        let start = starts.next()?;
        let end = starts.peek().copied().unwrap_or(text.len()).min(start + MOST_LINK);
        Some(Piece { range: start..text.floor_char_boundary(end), is_start: is_start(text, start) })
    })
}

fn is_start(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    // "%23" is how a "#" arrives from some mail programs.
    before.ends_with("23") || !before.chars().next_back().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_go_from_start_to_start() {
        let text = "see #su1abc, %23SU1def and tsu1";
        let found: Vec<_> = pieces(text).map(|piece| (&text[piece.range], piece.is_start)).collect();
        assert_eq!(found, [("su1abc, %23", true), ("SU1def and t", true), ("su1", false)]);
    }

    #[test]
    fn a_long_tail_is_cut_between_two_characters() {
        let text = ["su1", &"ñ".repeat(MOST_LINK)].concat();
        let found: Vec<_> = pieces(&text).collect();
        assert_eq!(found, [Piece { range: 0..MOST_LINK - 1, is_start: true }]);
    }
}
