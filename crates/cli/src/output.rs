//! Standard output, where a reader may leave at any time.

use crate::failure::Failure;
use serde_json::Value;
use std::io::{ErrorKind, Write};

/// Writes `text` as it is.
pub(crate) fn text(text: &str) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(|error| {
        if error.kind() == ErrorKind::BrokenPipe {
            return Failure::Closed;
        }
        Failure::Data(format!("the output can't be written ({error}); make room, or write to another place"))
    })
}

/// Writes `line` and a line break.
pub(crate) fn line(line: &str) -> Result<(), Failure> {
    text(&[line, "\n"].concat())
}

/// Writes `value` over several lines, for people.
pub(crate) fn pretty(value: &Value) -> Result<(), Failure> {
    line(&format!("{value:#}"))
}
