//! Standard output, where a reader may leave at any time; and files, where that was asked for.

use crate::failure::Failure;
use crate::terminal;
use serde_json::Value;
use std::fs::File;
use std::io::{BufWriter, ErrorKind, IsTerminal, Write};

/// Writes `text`: to a file or a program as it is, to a terminal without anything that the terminal would obey.
pub(crate) fn text(text: &str) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    let text = if stdout.is_terminal() { terminal::shown(text) } else { text.into() };
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(|error| unwritten(&error))
}

/// Where a command writes that may be told a file.
pub(crate) struct Sink {
    to: Box<dyn Write>,
    is_terminal: bool,
}

impl Sink {
    /// The file, made anew, or standard output.
    pub(crate) fn open(file: Option<&str>) -> Result<Sink, Failure> {
        let Some(file) = file else {
            let stdout = std::io::stdout();
            let is_terminal = stdout.is_terminal();
            return Ok(Sink { to: Box::new(BufWriter::new(stdout)), is_terminal });
        };
        let made = File::create(file).map_err(|error| {
            Failure::Data(format!("{file} can't be written ({error}); check the path, or choose another"))
        })?;
        Ok(Sink { to: Box::new(BufWriter::new(made)), is_terminal: false })
    }

    /// Writes `bytes`, to a terminal as [`text`] does.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let shown = self.is_terminal.then(|| terminal::shown(&String::from_utf8_lossy(bytes)).into_owned());
        self.to.write_all(shown.as_deref().map_or(bytes, str::as_bytes)).map_err(|error| unwritten(&error))
    }

    /// Everything is there, or the failure that it is not.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        self.to.flush().map_err(|error| unwritten(&error))
    }
}

fn unwritten(error: &std::io::Error) -> Failure {
    if error.kind() == ErrorKind::BrokenPipe {
        return Failure::Closed;
    }
    Failure::Data(format!("the output can't be written ({error}); make room, or write to another place"))
}

/// Writes `line` and a line break.
pub(crate) fn line(line: &str) -> Result<(), Failure> {
    text(&[line, "\n"].concat())
}

/// Writes `value` over several lines, for people.
pub(crate) fn pretty(value: &Value) -> Result<(), Failure> {
    line(&format!("{value:#}"))
}
