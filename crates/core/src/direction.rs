//! Values that are written from right to left, inside sentences that are written from left to right. Knows Unicode's isolates
//! (UAX 9, section 2.4); refuses to know markup: a page turns each isolate into an element of its own.

use std::borrow::Cow;

/// First strong isolate: the value's own letters decide how it runs.
pub const OPEN: char = '\u{2068}';
/// Pop directional isolate.
const CLOSE: char = '\u{2069}';

/// A piece of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// The sentence itself.
    Text(&'a str),
    /// A value whose direction must not reach the sentence.
    Value(&'a str),
}

/// `value` as it stands in a sentence: between isolates where it holds right-to-left letters outside of them. Direction
/// controls that came with it are removed, so that no value ends its own isolate.
pub fn isolated(value: &str) -> Cow<'_, str> {
    let mut is_inside = false;
    let is_fine = value.chars().all(|c| {
        let is_mark = c == if is_inside { CLOSE } else { OPEN };
        is_inside ^= is_mark;
        is_mark || !(is_control(c) || !is_inside && runs_left(c))
    });
    if is_fine && !is_inside {
        return Cow::Borrowed(value);
    }
    let mut isolated = String::from(OPEN);
    isolated.extend(value.chars().filter(|c| !is_control(*c)));
    isolated.push(CLOSE);
    Cow::Owned(isolated)
}

/// Splits a sentence into its isolated values and the text around them.
pub fn parts(sentence: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = sentence;
    std::iter::from_fn(move || {
        if let Some((value, tail)) = rest.strip_prefix(OPEN).and_then(|inner| inner.split_once(CLOSE)) {
            rest = tail;
            return Some(Part::Value(value));
        }
        let next = rest.char_indices().skip(1).find(|(_, c)| *c == OPEN);
        let (text, tail) = rest.split_at(next.map_or(rest.len(), |(at, _)| at));
        rest = tail;
        (!text.is_empty()).then_some(Part::Text(text))
    })
}

/// A sentence without isolates, for programs that would show them as boxes or write them out: mail, terminals.
pub fn bare(sentence: &str) -> String {
    parts(sentence)
        .map(|part| match part {
            Part::Text(text) | Part::Value(text) => text,
        })
        .collect()
}

/// Letters and digits of the scripts that run from right to left: Unicode's blocks for them, so that letters of a later
/// Unicode count too.
fn runs_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}')
}

fn is_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_value_that_runs_left_is_isolated() {
        for fine in ["", "Oakdale", "Cañón 東京 (2)", "\u{2068}حي\u{2069} (2)"] {
            assert_eq!(isolated(fine), fine);
        }
        for (value, want) in [
            ("בית שמש", "\u{2068}בית שמש\u{2069}"),
            ("Oak ١٢", "\u{2068}Oak ١٢\u{2069}"),
            // Controls that came with it neither end the isolate nor turn its text around.
            ("a\u{2069}\u{202E}b", "\u{2068}ab\u{2069}"),
            ("\u{2068}a\u{2069}ב", "\u{2068}aב\u{2069}"),
            ("\u{2068}\u{2068}a\u{2069}", "\u{2068}a\u{2069}"),
            ("\u{2068}ב", "\u{2068}ב\u{2069}"),
        ] {
            assert_eq!(isolated(value), want);
            assert_eq!(isolated(want), want);
        }
    }

    #[test]
    fn a_sentence_comes_apart_and_loses_nothing() {
        let sentence = "\u{2068}א\u{2069} helps \u{2068}ב\u{2069}\u{2068}ג\u{2069}.";
        let want =
            [Part::Value("א"), Part::Text(" helps "), Part::Value("ב"), Part::Value("ג"), Part::Text(".")];
        assert_eq!(parts(sentence).collect::<Vec<_>>(), want);
        assert_eq!(bare(sentence), "א helps בג.");
        assert_eq!(parts("").count(), 0);
        assert_eq!(bare("\u{2068}open"), "\u{2068}open");
    }
}
