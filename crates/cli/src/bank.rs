//! Question banks: the built-in one, one from a file, and `interlocal bank check`.

use crate::args::{BankCheckArgs, BankOption};
use crate::failure::Failure;
use crate::output::Output;
use crate::{input, terminal};
use interlocal_core::bank::Bank;
use interlocal_core::bank::lint::{self, Finding};
use serde_json::{Value, json};
use std::process::ExitCode;

const BUILT_IN: &str = include_str!("../../../banks/share-gov-it.json");

/// The bank in the file of `--bank`, else the built-in one.
pub(crate) fn load(option: &BankOption) -> Result<Bank, Failure> {
    let (name, text) = match option.file.as_deref() {
        Some(file) => (input::name(file), input::text(file)?),
        None => ("the built-in bank", BUILT_IN.to_owned()),
    };
    Bank::parse(&text).map_err(|error| {
        let n_more = error.findings.len().saturating_sub(1);
        let first = error.findings.first().map(ToString::to_string).unwrap_or_default();
        let more = if n_more == 0 { String::new() } else { format!(" (and {n_more} more)") };
        Failure::Data(format!("{name} can't be used: {first}{more}. Try: interlocal bank check {name}"))
    })
}

/// Reports findings on standard output and a summary on standard error.
pub(crate) fn check(args: &BankCheckArgs, out: &mut Output) -> Result<ExitCode, Failure> {
    let text = input::text(&args.file)?;
    let findings = lint::check(&text);
    let bank = Bank::parse(&text).ok();
    if args.json {
        out.pretty(&report(bank.as_ref(), &findings))?;
    } else {
        for finding in &findings {
            out.line(&terminal::one_line(&format!("{}: {finding}", kind(finding))))?;
        }
        terminal::report(&summary(input::name(&args.file), bank.as_ref(), &findings));
    }
    Ok(if bank.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn kind(finding: &Finding) -> &'static str {
    if finding.is_error() { "error" } else { "advice" }
}

fn summary(name: &str, bank: Option<&Bank>, findings: &[Finding]) -> String {
    let n_errors = findings.iter().filter(|finding| finding.is_error()).count();
    match bank {
        None => {
            format!("{name} can't be used: {}. Correct that and check again.", counted(n_errors, "error"))
        }
        Some(bank) => format!(
            "{name} is usable: {} {}, {} in {}, {}, {}, {}.",
            bank.id,
            bank.version,
            counted(bank.capabilities.len(), "capability"),
            counted(bank.domains.len(), "domain"),
            counted(bank.langs.len(), "language"),
            counted(bank.editions.len(), "edition"),
            counted(findings.len() - n_errors, "piece of advice"),
        ),
    }
}

fn counted(n: usize, what: &str) -> String {
    match (n, what) {
        (1, what) => format!("1 {what}"),
        (n, "capability") => format!("{n} capabilities"),
        (n, "piece of advice") => format!("{n} pieces of advice"),
        (n, what) => format!("{n} {what}s"),
    }
}

fn report(bank: Option<&Bank>, findings: &[Finding]) -> Value {
    let finding =
        |it: &Finding| json!({"kind": kind(it), "pointer": it.pointer, "problem": it.problem.to_string()});
    json!({
        "usable": bank.is_some(),
        "bank": bank.map(|bank| json!({
            "id": bank.id,
            "version": bank.version,
            "langs": bank.langs,
            "domains": bank.domains.len(),
            "capabilities": bank.capabilities.len(),
            "editions": bank.editions.iter().map(|edition| json!({
                "since": edition.since,
                "semantic_sha256": edition.digest_hex(),
            })).collect::<Vec<_>>(),
        })),
        "findings": findings.iter().map(finding).collect::<Vec<_>>(),
    })
}
