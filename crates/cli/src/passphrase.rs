//! Reads a passphrase from a terminal, without echo, or from the first line of a file, and brings it into the form that keys
//! are made from. Never takes one from an argument or the environment, where other programs could read it.

use crate::failure::Failure;
use crate::input;
use crate::terminal;
use interlocal_core::passphrase::key_input;
use std::io::IsTerminal;
use unicode_normalization::UnicodeNormalization;

/// The source of a passphrase.
#[derive(Clone, Copy)]
pub(crate) enum Source<'a> {
    Terminal,
    File(&'a str),
}

/// A passphrase in the form that keys are made from, with at least one word.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Passphrase(String);

impl Source<'_> {
    /// The file, or the terminal.
    pub(crate) fn of(file: Option<&str>) -> Source<'_> {
        file.map_or(Source::Terminal, Source::File)
    }

    /// A passphrase to encrypt with. A person types it twice, because a typing error would lock the links for good.
    pub(crate) fn for_encrypting(self) -> Result<Passphrase, Failure> {
        let passphrase = match self {
            Source::Terminal => typed_twice(ask)?,
            Source::File(file) => in_file(file)?,
        };
        if passphrase.is_easy_to_guess() {
            terminal::report(&format!("interlocal: warning: {EASY_TO_GUESS}"));
        }
        Ok(passphrase)
    }

    /// A passphrase to open a link with.
    pub(crate) fn for_opening(self) -> Result<Passphrase, Failure> {
        match self {
            Source::Terminal => typed(&ask("Passphrase of this link: ")?),
            Source::File(file) => in_file(file),
        }
    }
}

impl Passphrase {
    /// `None` if `text` has no word.
    fn new(text: &str) -> Option<Passphrase> {
        let folded: String = text.nfkc().collect();
        key_input(&folded.to_lowercase()).map(Passphrase)
    }

    /// The input of the key derivation.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// A rule of thumb: four random words are enough, and twenty characters may be.
    fn is_easy_to_guess(&self) -> bool {
        self.0.split('-').count() < 4 && self.0.chars().count() < 20
    }
}

const EASY_TO_GUESS: &str = "This passphrase is easy to guess, and anyone who has the link can keep trying. Use four \
                             or more random words.";
const NO_TERMINAL: &str = "There is no terminal to ask for the passphrase. Write it into the first line of a file and add \
                           --passphrase-file FILE.";

fn typed_twice(ask: impl Fn(&str) -> Result<String, Failure>) -> Result<Passphrase, Failure> {
    let first = typed(&ask("Passphrase to encrypt with: ")?)?;
    match Passphrase::new(&ask("The same passphrase again: ")?) {
        Some(second) if second == first => Ok(first),
        Some(_) | None => Err(Failure::Data(
            "The two passphrases differ, so nothing was encrypted. Start again.".to_owned(),
        )),
    }
}

fn typed(text: &str) -> Result<Passphrase, Failure> {
    Passphrase::new(text)
        .ok_or_else(|| Failure::Data("The passphrase is empty. Type at least one word.".to_owned()))
}

fn in_file(file: &str) -> Result<Passphrase, Failure> {
    Passphrase::new(&input::first_line(file)?).ok_or_else(|| {
        let name = input::name(file);
        Failure::Data(format!("The first line of {name} is empty. Write the passphrase there."))
    })
}

/// Asks at the terminal itself, so that profiles can come from standard input and links can go to a file. If neither standard
/// input nor standard error is a terminal, another program runs this one and would wait forever.
fn ask(prompt: &str) -> Result<String, Failure> {
    if !std::io::stdin().is_terminal() && !std::io::stderr().is_terminal() {
        return Err(Failure::Data(NO_TERMINAL.to_owned()));
    }
    rpassword::prompt_password(prompt).map_err(|error| Failure::Data(format!("{NO_TERMINAL} ({error})")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    fn twice(first: &str, second: &str) -> Result<Passphrase, Failure> {
        let answers = RefCell::new(vec![second.to_owned(), first.to_owned()]);
        typed_twice(|_| Ok(answers.borrow_mut().pop().unwrap()))
    }

    #[test]
    fn a_passphrase_is_normalised_then_lower_case_then_joined() {
        let spelt = Passphrase::new("Maple  Harbor\u{2014}\u{FF34}welve E\u{301}CLAIR").unwrap();
        assert_eq!(spelt.0, "maple-harbor-twelve-\u{E9}clair");
        // The wide hyphen becomes a hyphen before the words are joined.
        assert_eq!(Passphrase::new("A\u{FF0D}\u{FB01}").unwrap().0, "a-fi");
        assert_eq!(
            Passphrase::new("\u{39F}\u{394}\u{39F}\u{3A3}").unwrap().0,
            "\u{3BF}\u{3B4}\u{3BF}\u{3C2}"
        );
    }

    #[test]
    fn a_typing_error_in_the_second_passphrase_encrypts_nothing() {
        assert_eq!(twice("oak river", "OAK-river").unwrap().0, "oak-river");
        for (first, second) in [("oak river", "oak rivet"), ("oak", ""), ("", ""), (" - ", "oak")] {
            assert!(matches!(twice(first, second), Err(Failure::Data(_))), "{first:?}, {second:?}");
        }
    }

    #[test]
    fn a_passphrase_that_folds_to_nothing_is_refused() {
        for text in ["\u{FF0D}\u{FF0D}", "\u{FE58}", "\u{FE63}\u{3000}\u{FE31}", "\u{200B}\u{AD}", "\u{FFA0}"]
        {
            assert_eq!(Passphrase::new(text), None, "{text:?}");
            assert!(matches!(typed(text), Err(Failure::Data(_))), "{text:?}");
        }
    }

    #[test]
    fn few_words_are_easy_to_guess_unless_they_are_long() {
        for (text, is_easy) in [
            ("oak", true),
            ("oak river nine", true),
            ("oak river nine sea", false),
            ("nineteencharacters1", true),
            ("twentycharacters1234", false),
        ] {
            assert_eq!(Passphrase::new(text).unwrap().is_easy_to_guess(), is_easy, "{text}");
        }
    }
}
