//! The words after `cargo xtask`. Knows flags and values; refuses what nobody asked for.
//! Six options in all, so a parser crate would be longer than this.

use std::str::FromStr;

use anyhow::{Context, Result, bail};

pub(crate) struct Args {
    command: String,
    rest: Vec<String>,
}

impl Args {
    pub(crate) fn new(words: impl Iterator<Item = String>) -> Args {
        let mut rest: Vec<String> = words.collect();
        let asks_for_help = rest.iter().any(|word| word == "--help" || word == "-h");
        // `cargo xtask serve --help` shows the one help text: it is a screen long.
        let command = if rest.is_empty() || asks_for_help { String::new() } else { rest.remove(0) };
        Args { command, rest }
    }

    pub(crate) fn command(&self) -> String {
        self.command.clone()
    }

    /// Whether the flag was given; takes it off the list.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.rest.len();
        self.rest.retain(|word| word != name);
        self.rest.len() < before
    }

    /// The word after `name`, or after `name=`.
    pub(crate) fn value(&mut self, name: &str) -> Result<Option<String>> {
        let joined = format!("{name}=");
        if let Some(at) = self.rest.iter().position(|word| word.starts_with(&joined)) {
            return Ok(Some(self.rest.remove(at).split_off(joined.len())));
        }
        let Some(at) = self.rest.iter().position(|word| word == name) else { return Ok(None) };
        self.rest.remove(at);
        if at == self.rest.len() {
            bail!("{name} needs a value after it");
        }
        Ok(Some(self.rest.remove(at)))
    }

    pub(crate) fn number<N: FromStr>(&mut self, name: &str, default: N) -> Result<N>
    where
        N::Err: std::error::Error + Send + Sync + 'static,
    {
        match self.value(name)? {
            Some(text) => text.parse().with_context(|| format!("{name} {text} is not a number it can take")),
            None => Ok(default),
        }
    }

    /// Whatever is left was a slip of the keyboard, and a build that ignores it would surprise.
    pub(crate) fn finish(&self) -> Result<()> {
        match self.rest.first() {
            Some(word) => bail!("{} does not take {word}; see `cargo xtask help`", self.command),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Args {
        Args::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn values_come_after_a_space_or_an_equals_sign() {
        for line in ["serve --port 0 --dev", "serve --dev --port=0"] {
            let mut args = args(line);
            assert_eq!(args.command(), "serve");
            assert!(args.flag("--dev"));
            assert_eq!(args.number("--port", 8080_u16).unwrap(), 0);
            args.finish().unwrap();
        }
    }

    #[test]
    fn a_slip_is_refused() {
        assert!(args("build --fast").finish().is_err());
        assert!(args("serve --port").value("--port").is_err());
        assert!(args("serve --port many").number("--port", 1_u16).is_err());
    }

    #[test]
    fn help_wins_over_the_command() {
        assert_eq!(args("serve --help").command(), "");
    }
}
