//! Compiles the bank into the bytes that the worker carries. Its texts about single profiles stay with the page.

use interlocal_core::bank::Bank;
use std::error::Error;
use std::path::PathBuf;

const BANK: &str = "../../banks/share-gov-it.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={BANK}");
    println!("cargo::rerun-if-changed=build.rs");
    let bank = Bank::parse(&std::fs::read_to_string(BANK)?).map_err(|error| format!("{BANK}\n{error}"))?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("bank.bin");
    std::fs::write(out, carried(bank).pack())?;
    Ok(())
}

fn carried(mut bank: Bank) -> Bank {
    bank.messages.clear();
    bank
}
