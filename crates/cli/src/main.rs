//! The `interlocal` command: scores, compares and groups profiles, reads and writes links and files, checks question banks.
//!
//! ```sh
//! interlocal score town.json
//! interlocal compare county.json 'https://it.example.gov/?#su1...'
//! ```
//!
//! The rules are in `interlocal_core`, `interlocal_compare`, `interlocal_cohort` and `interlocal_import`. This crate adds
//! arguments ([`args`]), files ([`input`], [`output`]), tables ([`table`]) and messages for people at a terminal.

mod args;
mod bank;
mod cipher;
mod compare;
mod compare_table;
mod decode_table;
mod disclose;
mod export;
mod failure;
mod group;
mod group_table;
mod help;
mod input;
mod link;
mod manual;
mod members;
mod output;
mod passphrase;
mod progress;
mod score;
mod score_table;
mod table;
mod terminal;
mod warehouse;
mod words;

use args::{BankCommand, Cli, Command};
use clap::Parser;
use failure::Failure;
use output::Output;
use std::process::ExitCode;

fn main() -> ExitCode {
    let done = match Cli::try_parse() {
        Ok(cli) => run(&cli.command),
        Err(error) if error.use_stderr() => {
            terminal::report_lines(&wrong_arguments(&error));
            return ExitCode::from(2);
        }
        Err(help) => Output::Standard(std::io::stdout()).text(&help.to_string()).map(|()| ExitCode::SUCCESS),
    };
    match done {
        Ok(code) => code,
        Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(Failure::Data(sentence)) => complain(&sentence, 1),
        Err(Failure::Usage(sentence)) => complain(&sentence, 2),
    }
}

fn run(command: &Command) -> Result<ExitCode, Failure> {
    let inputs = command.inputs();
    if inputs.iter().filter(|input| **input == "-").count() > 1 {
        return Err(Failure::Usage(
            "Standard input can be read only once. Save one of the inputs to a file.".to_owned(),
        ));
    }
    let mut out = Output::open(command.output(), &inputs)?;
    match command {
        Command::Score(args) => score::run(&bank::load(&args.bank)?, args, &mut out)?,
        Command::Encode(args) => link::encode(&bank::load(&args.bank)?, args, &mut out)?,
        Command::Decode(args) => link::decode(&bank::load(&args.bank)?, args, &mut out)?,
        Command::Export(args) => export::run(&bank::load(&args.bank)?, args, &mut out)?,
        Command::Compare(args) => compare::run(&bank::load(&args.bank)?, args, &mut out)?,
        Command::Group(args) => group::run(&bank::load(&args.bank)?, args, &mut out)?,
        Command::Bank(BankCommand::Check(args)) => return bank::check(args, &mut out),
        Command::Completions(args) => manual::completions(args, &mut out)?,
        Command::Man(args) => manual::page(args, &mut out)?,
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// The parser's message. It repeats arguments, so it is made again from escaped ones.
fn wrong_arguments(error: &clap::Error) -> String {
    let escaped = std::env::args_os().map(|arg| terminal::one_line(&arg.to_string_lossy()).into_owned());
    let message =
        Cli::try_parse_from(escaped).err().map_or_else(|| error.to_string(), |error| error.to_string());
    match message.strip_prefix("error: ") {
        Some(problem) => format!("interlocal: {}", problem.trim_end()),
        // Without any argument the message is the help.
        None => message.trim_end().to_owned(),
    }
}

fn complain(sentence: &str, code: u8) -> ExitCode {
    terminal::report(&format!("interlocal: {sentence}"));
    ExitCode::from(code)
}
