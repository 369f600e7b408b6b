//! The output of a command: standard output, or a file that changes only if the command succeeds.

use crate::failure::Failure;
use crate::terminal;
use serde_json::Value;
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, ErrorKind, IsTerminal, Stdout, Write};
use std::path::{Path, PathBuf};

/// An open output.
pub(crate) enum Output {
    Standard(Stdout),
    /// A device or a pipe, which can't be replaced.
    Special(File),
    File(Replacement),
}

/// The new content of a file, in a temporary file next to it.
pub(crate) struct Replacement {
    writer: BufWriter<File>,
    temporary: PathBuf,
    target: PathBuf,
}

impl Output {
    /// Opens `file`, or standard output. Refuses a file that is one of `inputs`.
    pub(crate) fn open(file: Option<&str>, inputs: &[&str]) -> Result<Output, Failure> {
        let Some(file) = file.filter(|file| *file != "-") else {
            return Ok(Output::Standard(std::io::stdout()));
        };
        let known = fs::canonicalize(file).ok();
        if known.is_some() && inputs.iter().any(|input| fs::canonicalize(input).ok() == known) {
            return Err(Failure::Usage(format!(
                "--output {file} is also an input, so it isn't overwritten. Choose another file."
            )));
        }
        let opened = match fs::metadata(file) {
            Ok(metadata) if metadata.is_dir() => Err(ErrorKind::IsADirectory.into()),
            Ok(metadata) if !metadata.is_file() => {
                OpenOptions::new().write(true).open(file).map(Output::Special)
            }
            Ok(_) | Err(_) => Replacement::open(known.unwrap_or_else(|| file.into())).map(Output::File),
        };
        opened.map_err(|error| {
            Failure::Data(format!(
                "{file} can't be written ({error}). Check the path, or choose another file."
            ))
        })
    }

    /// Whether the output is a terminal.
    pub(crate) fn is_terminal(&self) -> bool {
        match self {
            Output::Standard(stdout) => stdout.is_terminal(),
            Output::Special(file) => file.is_terminal(),
            Output::File(_) => false,
        }
    }

    /// Writes `bytes`. A terminal gets no byte that it would interpret.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let escaped =
            self.is_terminal().then(|| terminal::shown(&String::from_utf8_lossy(bytes)).into_owned());
        let bytes = escaped.as_deref().map_or(bytes, str::as_bytes);
        let written = match self {
            Output::Standard(stdout) => stdout.write_all(bytes).and_then(|()| stdout.flush()),
            Output::Special(file) => file.write_all(bytes),
            Output::File(replacement) => replacement.writer.write_all(bytes),
        };
        written.map_err(|error| unwritten(&error))
    }

    /// Writes `text` as it is.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), Failure> {
        self.bytes(text.as_bytes())
    }

    /// Writes `line` and a line break.
    pub(crate) fn line(&mut self, line: &str) -> Result<(), Failure> {
        self.text(&[line, "\n"].concat())
    }

    /// Writes `value` over several lines.
    pub(crate) fn pretty(&mut self, value: &Value) -> Result<(), Failure> {
        self.line(&format!("{value:#}"))
    }

    /// Puts the new content of a file in place.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        match self {
            Output::Standard(_) | Output::Special(_) => Ok(()),
            Output::File(mut replacement) => replacement.finish().map_err(|error| unwritten(&error)),
        }
    }
}

impl Replacement {
    fn open(target: PathBuf) -> std::io::Result<Replacement> {
        let name = target.file_name().ok_or(ErrorKind::InvalidInput)?.to_string_lossy();
        let temporary = target.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
        let old = match target.exists() {
            // Fails if this user may not write to the file, although the folder would allow replacing it.
            true => Some(OpenOptions::new().write(true).open(&target)?.metadata()?.permissions()),
            false => None,
        };
        let file = File::create_new(&temporary)?;
        let replacement = Replacement { writer: BufWriter::new(file), temporary, target };
        if let Some(permissions) = old {
            fs::set_permissions(&replacement.temporary, permissions)?;
        }
        Ok(replacement)
    }

    fn finish(&mut self) -> std::io::Result<()> {
        self.writer.flush()?;
        self.writer.get_ref().sync_all()?;
        fs::rename(&self.temporary, &self.target)
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        // After `finish` the file has moved; if it can't be removed after a failure, the failure was already reported.
        let _ = fs::remove_file(Path::new(&self.temporary));
    }
}

fn unwritten(error: &std::io::Error) -> Failure {
    if error.kind() == ErrorKind::BrokenPipe {
        return Failure::Closed;
    }
    Failure::Data(format!("The output can't be written ({error}). Free some space, or choose another file."))
}
