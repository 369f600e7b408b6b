//! Where in a text a link may start. Knows how links begin; refuses to open them.
//!
//! The letters that start a fragment hold one that no other place of a fragment can hold, so what stands between two
//! starts holds at most one link, however it was wrapped or quoted.

use std::ops::Range;

const MAGIC: &[u8; 3] = b"su1";
/// The longest fragment, with mail quoting on each short line.
const MOST_LINK: usize = 4096;

/// A stretch of text that may hold one link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// From the start of the link to the next one's start, at most 4 KiB.
    pub(crate) range: Range<usize>,
    /// Whether the letters stand where a link starts, and not in the middle of a word.
    pub(crate) is_start: bool,
}

/// Every piece of `text`, in order.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let spells = text.as_bytes().windows(MAGIC.len()).enumerate();
    let starts: Vec<usize> =
        spells.filter(|(_, bytes)| bytes.eq_ignore_ascii_case(MAGIC)).map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let piece = |(start, end): (usize, usize)| Piece {
        range: start..floor(text, end.min(start + MOST_LINK)),
        is_start: is_start(text, start),
    };
    starts.iter().copied().zip(ends).map(piece).collect()
}

/// The last place between two characters that is not behind `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..4).filter_map(|back| at.checked_sub(back)).find(|at| text.is_char_boundary(*at)).unwrap_or(0)
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
        let found: Vec<_> =
            pieces(text).into_iter().map(|piece| (&text[piece.range], piece.is_start)).collect();
        assert_eq!(found, [("su1abc, %23", true), ("SU1def and t", true), ("su1", false)]);
    }

    #[test]
    fn a_long_tail_is_cut_between_two_characters() {
        let text = ["su1", &"ñ".repeat(MOST_LINK)].concat();
        assert_eq!(pieces(&text), [Piece { range: 0..MOST_LINK - 1, is_start: true }]);
    }
}
