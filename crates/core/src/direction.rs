//! Isolates right-to-left values inside left-to-right sentences with Unicode's isolate characters (UAX 9, section 2.4).
//! Pages turn each isolate into an element.

use std::borrow::Cow;

/// First strong isolate: the value's first strong letter determines its direction.
pub const OPEN: char = '\u{2068}';
/// Pop directional isolate.
pub const CLOSE: char = '\u{2069}';

/// A piece of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Text of the sentence itself.
    Text(&'a str),
    /// A value whose direction must not affect the sentence.
    Value(&'a str),
}

/// Returns `value` with isolates around it if it contains right-to-left letters outside of isolates. Direction controls
/// in the value are removed, so that it can't end its own isolate.
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

/// Removes the isolates from a sentence, for programs that would show them as boxes: mail programs and terminals.
pub fn bare(sentence: &str) -> String {
    parts(sentence)
        .map(|part| match part {
            Part::Text(text) | Part::Value(text) => text,
        })
        .collect()
}

/// Returns true for letters and digits of right-to-left scripts. It tests Unicode's blocks, so that letters which
/// Unicode adds later count too.
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
    fn only_right_to_left_values_are_isolated() {
        for fine in ["", "Oakdale", "Cañón 東京 (2)", "\u{2068}حي\u{2069} (2)"] {
            assert_eq!(isolated(fine), fine);
        }
        for (value, want) in [
            ("בית שמש", "\u{2068}בית שמש\u{2069}"),
            ("Oak ١٢", "\u{2068}Oak ١٢\u{2069}"),
            // Direction controls in the value neither end the isolate nor reverse its text.
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
    fn splitting_a_sentence_keeps_all_text() {
        let sentence = "\u{2068}א\u{2069} helps \u{2068}ב\u{2069}\u{2068}ג\u{2069}.";
        let want =
            [Part::Value("א"), Part::Text(" helps "), Part::Value("ב"), Part::Value("ג"), Part::Text(".")];
        assert_eq!(parts(sentence).collect::<Vec<_>>(), want);
        assert_eq!(bare(sentence), "א helps בג.");
        assert_eq!(parts("").count(), 0);
        assert_eq!(bare("\u{2068}open"), "\u{2068}open");
    }
}
