//! Passphrases: six words from a list, drawn without favour, and which spellings are one passphrase. Refuses to know where
//! random numbers come from, keys and ciphers.

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

/// The form of a passphrase that a key is made from: its words joined by `-`, so that it does not matter how a person
/// separates them. Empty where there is no word in `text`.
///
/// `text` must be in Unicode's form NFKC and then in lower case already. The caller does that, the browser with its own
/// `normalize` and `toLowerCase` and the command line with a crate, because the tables would weigh more than the whole
/// link codec.
pub fn joined(text: &str) -> String {
    between(text).collect::<Vec<&str>>().join("-")
}

/// What is between white space and hyphens.
fn between(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || is_hyphen(c)).filter(|word| !word.is_empty())
}

/// Hyphens, dashes and the minus sign: programs that mean well put one in the place of another.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
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
            assert_eq!(joined(text), "oak-river-nine", "{text:?}");
        }
    }

    #[test]
    fn other_marks_belong_to_their_word() {
        assert_eq!(joined("don't_stop. \u{200B}"), "don't_stop.-\u{200B}");
    }

    #[test]
    fn without_a_word_there_is_nothing() {
        assert_eq!(joined(" \u{2013}- \n"), "");
    }
}
