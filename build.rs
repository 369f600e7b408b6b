//! Compiles the bank into the bytes that the widget carries: smaller than JSON, and read without a JSON parser. The
//! JSON file stays the source. The questionnaire carries no message that only the desk says.

use interlocal_core::bank::Bank;
use std::error::Error;
use std::path::PathBuf;

const BANK: &str = "banks/share-gov-it.json";

/// Messages that no page says: one that it says at greater length.
const LEFT_OUT: [&str; 1] = ["warn.sensitive"];
/// Messages about pairs and groups of profiles.
const OF_DESK: [&str; 5] = ["buy.", "cov.", "fit.", "term.", "why."];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={BANK}");
    println!("cargo::rerun-if-changed=build.rs");
    let bank = Bank::parse(&std::fs::read_to_string(BANK)?).map_err(|error| format!("{BANK}\n{error}"))?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("bank.bin");
    std::fs::write(out, carried(bank).pack())?;
    Ok(())
}

fn carried(mut bank: Bank) -> Bank {
    let is_desk = std::env::var_os("CARGO_FEATURE_DESK").is_some();
    let is_of = |id: &str, prefixes: &[&str]| prefixes.iter().any(|prefix| id.starts_with(prefix));
    bank.messages.retain(|(id, _)| !is_of(id, &LEFT_OUT) && (is_desk || !is_of(id, &OF_DESK)));
    bank
}
