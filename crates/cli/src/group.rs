//! `interlocal group`: many profiles at once. Knows where they come from and where they go; refuses to know a formula.

use crate::failure::Failure;
use crate::warehouse::Format;
use crate::{members, output, warehouse};
use interlocal_core::bank::Bank;
use std::io::IsTerminal;

/// What to write, and where.
pub(crate) struct Options {
    /// `--out`.
    pub(crate) format: Format,
    /// `--to`; standard output where it was not given.
    pub(crate) to: Option<String>,
}

/// Writes the answers of all agencies in `files` as one table.
pub(crate) fn table(bank: &Bank, files: &[String], options: &Options) -> Result<(), Failure> {
    if options.format.is_binary() && options.to.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure::Usage(
            "a terminal can't show Parquet; add --to FILE, or send the output into a file".to_owned(),
        ));
    }
    // Read first: a file is not replaced by nothing.
    let members = members::read(bank, files)?;
    let mut sink = output::Sink::open(options.to.as_deref())?;
    warehouse::write(bank, &members, options.format, &mut sink)
}
