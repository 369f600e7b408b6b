//! Measures reading many links: `cargo run --release -p interlocal-import --example measure`. Prints a line for each
//! size and form.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement prints, and stops where it can't"
)]

use interlocal_core::bank::Bank;
use interlocal_core::export;
use interlocal_core::link::encode_whole;
use interlocal_import::{Found, Reading, dedupe};
use interlocal_testkit::profiles;
use rust_xlsxwriter::Workbook;
use std::time::{Duration, Instant};

const SLICE: usize = 200;

fn main() {
    let bank = Bank::parse(include_str!("../../../banks/share-gov-it.json")).unwrap();
    for n in [1250, 5000, 20_000] {
        let all: Vec<_> = profiles(&bank, n).collect();
        let links: Vec<String> =
            all.iter().map(|it| encode_whole(&bank, it).link("https://it.example.gov/share/")).collect();
        let text: String =
            links.iter().map(|link| format!("Dear all,\nhere is ours: <{link}>.\n\n")).collect();
        let table: String = links.iter().map(|link| format!("Town,\"Oak, vale\",{link},x\n")).collect();
        let lines: String = all.iter().map(|it| format!("{}\n", export::json(&bank, it))).collect();
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, link) in (0..).zip(&links) {
            sheet.write_string(row, 0, "Town").unwrap();
            sheet.write_string(row, 3, link).unwrap();
        }
        let book = book.save_to_buffer().unwrap();
        measure(&bank, "text", text.as_bytes());
        measure(&bank, "table.csv", table.as_bytes());
        measure(&bank, "sheet.xlsx", &book);
        measure(&bank, "lines.jsonl", lines.as_bytes());
    }
}

fn measure(bank: &Bank, name: &str, bytes: &[u8]) {
    let start = Instant::now();
    let mut reading = Reading::new(name, bytes);
    let parted = start.elapsed();
    let (mut longest, mut found) = (Duration::ZERO, Found::default());
    loop {
        let begun = Instant::now();
        let progress = reading.step(bank, SLICE);
        found.append(reading.take());
        longest = longest.max(begun.elapsed());
        if progress.is_done() {
            break;
        }
    }
    let read = start.elapsed();
    let n = found.entries.len();
    let deduped = dedupe(found.entries, None);
    let all = start.elapsed();
    println!(
        "{n:>6} {name:<12} {:>6} kB: parted {parted:?}, slice of {SLICE} at most {longest:?}, read {read:?}, with \
         duplicates {all:?} ({} kept, {} rejects)",
        bytes.len() / 1000,
        deduped.kept.len(),
        found.rejects.len()
    );
}
