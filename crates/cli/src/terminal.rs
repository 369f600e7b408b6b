//! Escapes text for a terminal: every character that a terminal interprets, or that changes how its neighbours look. Names, keys
//! and file names come from strangers.

use std::borrow::Cow;
use std::io::Write;

/// `text` with control characters and direction controls escaped as in JSON, such as `\u009b`, so that JSON on a terminal stays
/// the same JSON. Line breaks and tabs stay.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    escaped(text, |c| matches!(c, '\n' | '\t'))
}

/// Writes a line to standard error, which may be a terminal or a log. Escapes line breaks too: a line break in `sentence` comes
/// from a name, and a name must not add a line.
pub(crate) fn report(sentence: &str) {
    report_lines(&one_line(sentence));
}

/// Writes a message of several lines to standard error.
pub(crate) fn report_lines(message: &str) {
    // If standard error is closed, the output and the exit status still say what happened.
    let _ = writeln!(std::io::stderr(), "{}", shown(message));
}

/// Like [`shown`], but escapes line breaks and tabs too.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    escaped(text, |_| false)
}

fn escaped(text: &str, is_kept: fn(char) -> bool) -> Cow<'_, str> {
    // CR LF, the line end of CSV, is a line break.
    let text = match is_kept('\n') && text.contains("\r\n") {
        true => Cow::Owned(text.replace("\r\n", "\n")),
        false => Cow::Borrowed(text),
    };
    if !text.chars().any(|c| is_hidden(c) && !is_kept(c)) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut units = [0; 2];
    for c in text.chars() {
        match is_hidden(c) && !is_kept(c) {
            true => {
                c.encode_utf16(&mut units).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")))
            }
            false => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// C0 and C1 controls, and invisible characters that change how their neighbours look: direction controls, line and paragraph
/// separators, format characters and tags.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_a_terminal_interprets_are_escaped() {
        for (text, written) in [
            ("\u{1b}]0;owned\u{7}\u{1b}[2J", "\\u001b]0;owned\\u0007\\u001b[2J"),
            ("id\u{9b}31m", "id\\u009b31m"),
            ("\u{7f}a\u{8}", "\\u007fa\\u0008"),
            ("a\u{202e}b\u{2066}c\u{200f}", "a\\u202eb\\u2066c\\u200f"),
            ("\u{e0041}", "\\udb40\\udc41"),
            ("over\rwritten", "over\\u000dwritten"),
            ("Cañón, 東京, \u{5d0}", "Cañón, 東京, \u{5d0}"),
        ] {
            assert_eq!(shown(text), written);
            assert_eq!(one_line(text), written);
        }
    }

    #[test]
    fn line_breaks_stay_in_a_text_of_several_lines() {
        assert_eq!(shown("a\r\nb\n\tc"), "a\nb\n\tc");
        assert_eq!(one_line("a\nb"), "a\\u000ab");
    }

    #[test]
    fn no_character_that_moves_the_cursor_is_left() {
        let all: String = (0..=0x10_FFFF).filter_map(char::from_u32).collect();
        let left = one_line(&all);
        assert!(
            !left
                .chars()
                .any(|c| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        );
    }

    #[test]
    fn json_for_a_terminal_is_the_same_json() {
        let value = serde_json::json!({"a\u{9b}": ["\u{202e}\u{e0041}", "\u{7f}"]});
        let text = format!("{value:#}");
        let shown = shown(&text);
        assert_ne!(shown, text);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).ok(), Some(value));
    }
}
