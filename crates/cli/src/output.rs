//! Standard output, where a reader may leave at any time; and files, where that was asked for.

use crate::failure::Failure;
use serde_json::Value;
use std::fs::File;
use std::io::{BufWriter, ErrorKind, Write};

/// Writes `text` as it is.
pub(crate) fn text(text: &str) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(|error| unwritten(&error))
}

/// Where a command writes that may be told a file.
pub(crate) struct Sink(Box<dyn Write>);

impl Sink {
    /// The file, made anew, or standard output.
    pub(crate) fn open(file: Option<&str>) -> Result<Sink, Failure> {
        let Some(file) = file else { return Ok(Sink(Box::new(BufWriter::new(std::io::stdout())))) };
        let made = File::create(file).map_err(|error| {
            Failure::Data(format!("{file} can't be written ({error}); check the path, or choose another"))
        })?;
        Ok(Sink(Box::new(BufWriter::new(made))))
    }

    /// Writes `bytes`.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.0.write_all(bytes).map_err(|error| unwritten(&error))
    }

    /// Everything is there, or the failure that it is not.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        self.0.flush().map_err(|error| unwritten(&error))
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
