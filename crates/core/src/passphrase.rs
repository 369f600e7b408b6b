//! Passphrases as text. Knows which spellings are one passphrase; refuses to know keys, ciphers and where a passphrase
//! comes from.

/// The form of a passphrase that a key is made from: its words joined by `-`, so that it does not matter how a person
/// separates them. Empty where there is no word in `text`.
///
/// `text` must be in Unicode's form NFKC and then in lower case already. The caller does that, the browser with its own
/// `normalize` and `toLowerCase` and the command line with a crate, because the tables would weigh more than the whole
/// link codec.
pub fn joined(text: &str) -> String {
    words(text).collect::<Vec<&str>>().join("-")
}

/// What is between white space and hyphens.
fn words(text: &str) -> impl Iterator<Item = &str> {
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
