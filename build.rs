//! Compiles the bank into the bytes that the widget carries: smaller than JSON, and read without a JSON parser. The
//! JSON file stays the source.

use interlocal_core::bank::Bank;
use std::error::Error;
use std::path::PathBuf;

const BANK: &str = "banks/share-gov-it.json";

/// Messages that the page never says: about pairs and groups of profiles, and one that it says at greater length.
const LEFT_OUT: [&str; 6] = ["buy.", "cov.", "fit.", "term.", "warn.sensitive", "why."];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={BANK}");
    println!("cargo::rerun-if-changed=build.rs");
    let bank = Bank::parse(&std::fs::read_to_string(BANK)?).map_err(|error| format!("{BANK}\n{error}"))?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("bank.bin");
    std::fs::write(out, carried(bank).pack())?;
    Ok(())
}

fn carried(mut bank: Bank) -> Bank {
    bank.messages.retain(|(id, _)| !LEFT_OUT.iter().any(|prefix| id.starts_with(prefix)));
    bank
}
