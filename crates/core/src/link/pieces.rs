//! Where in a text of any length links may start. Knows how links begin; refuses to open them.
//!
//! The letters that start a fragment hold one that no other place of a fragment can hold, so what stands between two
//! starts holds at most one link, however it was wrapped or quoted.

use super::text::{Start, starts};
use std::ops::Range;

/// The longest fragment, with a zero-width space behind each symbol or mail quoting on each short line.
const MOST_LINK: usize = 8192;

/// A stretch of text that may hold one link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// From the start of the link to the next one's start, at most 8 KiB.
    pub range: Range<usize>,
    /// Whether the letters stand where a link starts, unbroken and not in the middle of a word.
    pub is_start: bool,
}

/// Every piece of `text`, in order.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece> + '_ {
    let mut starts = starts(text).peekable();
    std::iter::from_fn(move || {
        let Start { range, is_sure } = starts.next()?;
        let next = starts.peek().map_or(text.len(), |next| match next.is_sure {
            true => next.range.start,
            // Its "s" may be the last symbol of this link.
            false => text.ceil_char_boundary(next.range.start + 1),
        });
        let end = text.floor_char_boundary(next.min(range.start + MOST_LINK));
        Some(Piece { is_start: is_sure && is_start(text, range.start), range: range.start..end })
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
    fn a_start_in_pieces_leaves_the_letter_before_it_its_place() {
        let found = |text: &'static str| -> Vec<_> {
            pieces(text).map(|piece| (&text[piece.range], piece.is_start)).collect()
        };
        assert_eq!(found("su1abs\nu1 c"), [("su1abs", true), ("s\nu1 c", false)]);
        assert_eq!(found("#s\u{AD}u1ab"), [("s\u{AD}u1ab", true)]);
        assert_eq!(found("\u{FF33}\u{FF35}\u{FF11}ab"), [("\u{FF33}\u{FF35}\u{FF11}ab", true)]);
        assert_eq!(found("s su1a"), [("su1a", true)]);
    }

    #[test]
    fn a_long_tail_is_cut_between_two_characters() {
        let text = ["su1", &"ñ".repeat(MOST_LINK)].concat();
        let found: Vec<_> = pieces(&text).collect();
        assert_eq!(found, [Piece { range: 0..MOST_LINK - 1, is_start: true }]);
    }
}
