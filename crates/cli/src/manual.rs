//! `interlocal completions` and `interlocal man`, generated from the declarations of [`Cli`].

use crate::args::{Cli, CompletionsArgs, ManArgs};
use crate::failure::Failure;
use crate::output::Output;
use clap::CommandFactory;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

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
    let _ = render(&command, &mut page);
    out.bytes(&page)
}

/// Like [`Man::render`], but keeps the lines of the examples.
fn render(command: &clap::Command, page: &mut Vec<u8>) -> std::io::Result<()> {
    let man = Man::new(command.clone());
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(page)?;
    }
    let notes = command.get_after_long_help().or_else(|| command.get_after_help());
    let notes = notes.map(ToString::to_string).unwrap_or_default();
    let mut section = Roff::new();
    section.control("SH", ["NOTES"]).control("nf", []).text([roman(notes)]).control("fi", []);
    section.to_writer(page)
}
