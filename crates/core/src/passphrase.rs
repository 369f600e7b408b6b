//! Passphrases: draws six random words from a list, and normalizes the spelling of a typed passphrase. The random
//! numbers, the key and the cipher come from outside.

use crate::plain_text::is_invisible;

/// One word per line. Line ends compress well, and a table of pointers would be larger than the words.
static WORDS: &str = include_str!("../words/passphrase.txt");

/// Number of words in the list: 6⁴, as many as four throws of a die can select.
pub const N_WORDS: u16 = 1296;

/// Number of words in a passphrase: 6 × 10.34 = 62 bits.
const N_DRAWN: usize = 6;

/// The largest multiple of [`N_WORDS`] in 16 bits. Below it, every word has exactly 50 numbers.
const FAIR: u16 = N_WORDS * 50;

/// Returns the word at `idx`; `None` from [`N_WORDS`] on.
pub fn word(idx: u16) -> Option<&'static str> {
    WORDS.lines().nth(usize::from(idx))
}

/// Draws six words, joined by `-`. `random` must return 16 bits of a cryptographic random source. It is called again
/// for a number that would bias the draw, which is about one in 89.
pub fn draw(mut random: impl FnMut() -> u16) -> String {
    let words = std::iter::repeat_with(|| word_idx(random())).flatten().filter_map(word);
    words.take(N_DRAWN).collect::<Vec<_>>().join("-")
}

/// Returns the index of the word for a random number. `None` for the 736 largest numbers, which would make the first
/// words more likely than the others.
pub fn word_idx(number: u16) -> Option<u16> {
    (number < FAIR).then_some(number % N_WORDS)
}

/// Normalizes a passphrase to the input of the key derivation. Words are joined by `-`, so any separator gives the same
/// key. `None` if there is no word, because anyone could guess such a key; a word contains at least one visible
/// character.
///
/// `text` must be in Unicode's form NFKC and then in lower case. The browser uses its own `normalize` and `toLowerCase`
/// and the command line a crate, because the tables would be larger than the whole link codec. A text that isn't
/// normalized and has no word gives `None` too.
pub fn key_input(text: &str) -> Option<String> {
    let joined = between(text).collect::<Vec<&str>>().join("-");
    joined.contains(|c| c != '-' && !is_invisible(c)).then_some(joined)
}

/// Splits at white space and hyphens.
fn between(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || is_hyphen(c)).filter(|word| !word.is_empty())
}

/// Returns true for hyphens, dashes and the minus sign, because programs replace one with another. Normalized text has
/// no full-width and small forms.
fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}' | '\u{2212}' | '\u{FE31}' | '\u{FE32}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_separator_gives_the_same_key_input() {
        for text in [
            "oak river nine",
            " oak-river-nine\r\n",
            "oak \u{2014} river\u{2011}nine",
            "--oak\u{3000}river\u{2212}nine-",
        ] {
            assert_eq!(key_input(text).as_deref(), Some("oak-river-nine"), "{text:?}");
        }
    }

    #[test]
    fn other_punctuation_is_part_of_a_word() {
        assert_eq!(key_input("don't_stop. \u{200B}").as_deref(), Some("don't_stop.-\u{200B}"));
    }

    #[test]
    fn a_text_without_a_word_gives_no_key() {
        for text in
            ["", " \u{2013}- \n", "\u{FF0D}\u{FF0D}", "\u{FE58}", "\u{FE63} \u{2212}", "\u{3000}\u{A0}"]
        {
            assert_eq!(key_input(text), None, "{text:?}");
        }
        for text in
            ["\u{AD}", "\u{200B}-\u{2060}", "\u{FEFF} \u{202E}", "\u{E0041}\u{FE0F}", "\u{3164}", "\0\u{7F}"]
        {
            assert_eq!(key_input(text), None, "{text:?}");
        }
        assert_eq!(key_input("\u{200B}x").as_deref(), Some("\u{200B}x"));
    }
}
