//! Parses the arguments of `cargo xtask`: a command, flags and values. Unknown arguments are errors. There are few
//! options, so a parser crate would be longer than this file.

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
        // `cargo xtask serve --help` shows the same text as `cargo xtask help`, which fits on a screen.
        let command = if rest.is_empty() || asks_for_help { String::new() } else { rest.remove(0) };
        Args { command, rest }
    }

    pub(crate) fn command(&self) -> String {
        self.command.clone()
    }

    /// Whether the flag was given. Removes it from the arguments.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.rest.len();
        self.rest.retain(|word| word != name);
        self.rest.len() < before
    }

    /// Removes and returns the value after `name` or `name=`.
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
            Some(text) => text.parse().with_context(|| format!("{name} {text}: not a number in range")),
            None => Ok(default),
        }
    }

    /// Fails if arguments are left: they are typing errors, and ignoring them would surprise the user.
    pub(crate) fn finish(&self) -> Result<()> {
        match self.rest.first() {
            Some(word) => bail!("`{}` has no option {word}; see `cargo xtask help`", self.command),
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
    fn invalid_arguments_are_errors() {
        assert!(args("build --fast").finish().is_err());
        assert!(args("serve --port").value("--port").is_err());
        assert!(args("serve --port many").number("--port", 1_u16).is_err());
    }

    #[test]
    fn help_wins_over_the_command() {
        assert_eq!(args("serve --help").command(), "");
    }
}
