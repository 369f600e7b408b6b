//! Finds the places in a text of any length where a link may start, without decoding.
//!
//! The start of a fragment contains a letter that no other part of a fragment can have. The text between two starts
//! therefore contains at most one link, even if it is wrapped or quoted.

use super::text::{Start, starts};
use std::ops::Range;

/// Length of the longest fragment with a zero-width space after each symbol, or with mail quoting on short lines.
const MOST_LINK: usize = 8192;

/// A part of a text that may contain one link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// From the start of the link to the start of the next one, at most 8 KiB.
    pub range: Range<usize>,
    /// True if the letters of the start are unbroken and not in the middle of a word.
    pub is_start: bool,
}

/// Returns all pieces of `text` in order.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece> + '_ {
    let mut starts = starts(text).peekable();
    std::iter::from_fn(move || {
        let Start { range, is_sure } = starts.next()?;
        let next = starts.peek().map_or(text.len(), |next| match next.is_sure {
            true => next.range.start,
            // The "s" of the next start may be the last symbol of this link.
            false => text.ceil_char_boundary(next.range.start + 1),
        });
        let end = text.floor_char_boundary(next.min(range.start + MOST_LINK));
        Some(Piece { is_start: is_sure && is_start(text, range.start), range: range.start..end })
    })
}

fn is_start(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    // Some mail programs turn "#" into "%23".
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
    fn a_piece_overlaps_the_next_start_by_one_letter() {
        let found = |text: &'static str| -> Vec<_> {
            pieces(text).map(|piece| (&text[piece.range], piece.is_start)).collect()
        };
        assert_eq!(found("su1abs\nu1 c"), [("su1abs", true), ("s\nu1 c", false)]);
        assert_eq!(found("#s\u{AD}u1ab"), [("s\u{AD}u1ab", true)]);
        assert_eq!(found("\u{FF33}\u{FF35}\u{FF11}ab"), [("\u{FF33}\u{FF35}\u{FF11}ab", true)]);
        assert_eq!(found("s su1a"), [("su1a", true)]);
    }

    #[test]
    fn a_long_piece_ends_between_two_characters() {
        let text = ["su1", &"ñ".repeat(MOST_LINK)].concat();
        let found: Vec<_> = pieces(&text).collect();
        assert_eq!(found, [Piece { range: 0..MOST_LINK - 1, is_start: true }]);
    }
}
