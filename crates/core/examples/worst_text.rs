//! Measures how long the search for a link takes in the worst texts: `cargo run --release -p interlocal-core --example
//! worst_text`.
//!
//! Prints milliseconds for one MiB of each kind. A page takes two to three times as long in WebAssembly.

use interlocal_core::bank::Bank;
use interlocal_core::export;
use interlocal_core::link::{MOST_INPUT, decode, pieces};
use std::time::Instant;

const KINDS: [&str; 12] =
    ["su1", "su1zz", "&", "%25", "%2525", "0", "=", "s\n", "\u{AD}", "su1zz\u{AD}", "<meta ", "%73%75%31zz"];

fn main() {
    let file = std::fs::read_to_string("banks/share-gov-it.json").unwrap_or_default();
    let Ok(bank) = Bank::parse(&file) else { return eprintln!("Run this in the folder of the project.") };
    for kind in KINDS {
        let text = ["su1zz", &kind.repeat((MOST_INPUT - 5) / kind.len())].concat();
        let decoded = time(|| decode(&bank, &text).is_ok());
        let in_pieces =
            time(|| pieces(&text).filter(|it| decode(&bank, &text[it.range.clone()]).is_ok()).count() > 0);
        let saved = time(|| export::read(&bank, &text).is_ok());
        println!("{kind:?}: decode {decoded} ms, every piece {in_pieces} ms, as a file {saved} ms");
    }
}

fn time(work: impl FnOnce() -> bool) -> u128 {
    let start = Instant::now();
    assert!(!work());
    start.elapsed().as_millis()
}
