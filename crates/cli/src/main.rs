//! The `interlocal` command: scores, compares and groups profiles, writes and reads links and files, checks banks. All that it
//! knows about those stands in `interlocal_core`, `interlocal_compare`, `interlocal_cohort` and `interlocal_collect`; here
//! are files, arguments and sentences for people at a terminal.

mod args;
mod bank;
mod compare;
mod disclose;
mod export;
mod failure;
mod group;
mod help;
mod input;
mod link;
mod members;
mod output;
mod passphrase;
mod progress;
mod score;
mod seal;
mod terminal;
mod warehouse;

use args::{Action, Command};
use failure::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let failure = match args::parse().and_then(run) {
        Ok(code) => return code,
        Err(failure) => failure,
    };
    match failure {
        // Whoever reads has read enough, as in `interlocal score all.jsonl | head`.
        Failure::Closed => ExitCode::SUCCESS,
        Failure::Data(sentence) => complain(&sentence, 1),
        Failure::Usage(sentence) => complain(&sentence, 2),
    }
}

fn run(command: Command) -> Result<ExitCode, Failure> {
    let Command { action, bank } = command;
    let load = || bank::load(bank.as_deref());
    match action {
        Action::Help(topic) => output::text(help::text(topic))?,
        Action::Version => output::text(concat!("interlocal ", env!("CARGO_PKG_VERSION"), "\n"))?,
        Action::Score { file } => score::run(&load()?, &file)?,
        Action::Encode { file, options } => link::encode(&load()?, &file, &options)?,
        Action::Export { file, options } => export::run(&load()?, &file, &options)?,
        Action::Decode { text, passphrase } => link::decode(&load()?, &text, &passphrase)?,
        Action::Compare { a, b, passphrase } => compare::run(&load()?, [&a, &b], &passphrase)?,
        Action::Group { files, options } => group::run(&load()?, &files, &options)?,
        Action::BankCheck { file, json } => return bank::check(&file, json),
    }
    Ok(ExitCode::SUCCESS)
}

fn complain(sentence: &str, code: u8) -> ExitCode {
    terminal::tell(&format!("interlocal: {sentence}"));
    ExitCode::from(code)
}
