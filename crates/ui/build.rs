//! Compiles the bank into the bytes that each program carries. They are smaller than JSON and need no JSON parser.
//! Each program gets only the messages that it shows. The JSON file stays the source.

use interlocal_core::bank::Bank;
use std::error::Error;
use std::path::PathBuf;

const BANK: &str = "../../banks/share-gov-it.json";

/// Messages that no page shows, because pages have a longer text for the same warning.
const LEFT_OUT: [&str; 1] = ["warn.sensitive"];
/// Messages about pairs and groups of profiles, which only the workbench shows.
const OF_WORKBENCH: [&str; 5] = ["buy.", "cov.", "fit.", "term.", "why."];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={BANK}");
    println!("cargo::rerun-if-changed=build.rs");
    let mut bank =
        Bank::parse(&std::fs::read_to_string(BANK)?).map_err(|error| format!("{BANK}\n{error}"))?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    leave_out(&mut bank, &LEFT_OUT);
    std::fs::write(out.join("workbench-bank.bin"), bank.clone().pack())?;
    leave_out(&mut bank, &OF_WORKBENCH);
    std::fs::write(out.join("questionnaire-bank.bin"), bank.pack())?;
    Ok(())
}

/// Removes the messages whose ids start with one of `prefixes`.
fn leave_out(bank: &mut Bank, prefixes: &[&str]) {
    bank.messages.retain(|(id, _)| !prefixes.iter().any(|prefix| id.starts_with(prefix)));
}
