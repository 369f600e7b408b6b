//! `interlocal completions` and `interlocal man`, generated from the declarations of [`Cli`].

use crate::args::{Cli, CompletionsArgs, ManArgs};
use crate::failure::Failure;
use crate::output::Output;
use clap::CommandFactory;

pub(crate) fn completions(args: &CompletionsArgs, out: &mut Output) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "interlocal", &mut script);
    out.bytes(&script)
}

pub(crate) fn page(args: &ManArgs, out: &mut Output) -> Result<(), Failure> {
    let mut command = Cli::command();
    command.build();
    for name in &args.command {
        command = command
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| Failure::Usage(format!("There is no command {name:?}. Try: interlocal --help")))?;
    }
    let mut page = Vec::new();
    // Writing to memory doesn't fail.
    let _ = clap_mangen::Man::new(command).render(&mut page);
    out.bytes(&page)
}
