//! Passphrases: six words from a list, drawn without favour, and which spellings are one passphrase. Refuses to know where
//! random numbers come from, keys and ciphers.

use crate::plain_text::is_invisible;

/// One word a line. Brotli finds the line ends cheap, and a table of pointers would weigh more than the words.
static WORDS: &str = include_str!("../words/passphrase.txt");

/// Words in the list: four throws of a die would pick one.
pub const N_WORDS: u16 = 1296;

/// Words in a passphrase: 6 × 10.34 = 62 bits.
const N_DRAWN: usize = 6;

/// Numbers below this fall on every word equally often, 50 times. It is the largest such number in 16 bits.
const FAIR: u16 = N_WORDS * 50;

/// The word at `idx`; `None` from [`N_WORDS`] on.
pub fn word(idx: u16) -> Option<&'static str> {
    WORDS.lines().nth(usize::from(idx))
}

/// Six words joined by `-`. `random` gives 16 bits that nobody can foresee, and is asked again for each number that
/// would favour a word; of 89 numbers one is such, so a good source is never asked for long.
pub fn draw(mut random: impl FnMut() -> u16) -> String {
    let words = std::iter::repeat_with(|| word_idx(random())).flatten().filter_map(word);
    words.take(N_DRAWN).collect::<Vec<_>>().join("-")
}

/// The word that a random number falls on. `None` for the 736 numbers that are left over when the words have taken
/// turns: given to the first words, they would make those likelier.
pub fn word_idx(number: u16) -> Option<u16> {
    (number < FAIR).then_some(number % N_WORDS)
}

/// The key input: the form of a passphrase that a key is made from. Its words are joined by `-`, so that it does not
/// matter how a person separates them. `None` for a passphrase without a word, which makes a key that anyone can guess;
/// a word holds a character that can be seen.
///
/// `text` must be in Unicode's form NFKC and then in lower case already. The caller does that, the browser with its own
/// `normalize` and `toLowerCase` and the command line with a crate, because the tables would weigh more than the whole
/// link codec. An unfolded text without a word gives `None` as well.
pub fn key_input(text: &str) -> Option<String> {
    let joined = between(text).collect::<Vec<&str>>().join("-");
    joined.contains(|c| c != '-' && !is_invisible(c)).then_some(joined)
}

/// What is between white space and hyphens.
fn between(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || is_hyphen(c)).filter(|word| !word.is_empty())
}

/// Hyphens, dashes and the minus sign: programs that mean well put one in the place of another. The wide and small
/// ones are gone from a folded text.
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
    fn one_passphrase_has_one_form_however_its_words_are_separated() {
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
    fn other_marks_belong_to_their_word() {
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
