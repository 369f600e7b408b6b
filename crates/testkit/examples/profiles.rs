//! Prints fictional profiles as JSON Lines, for tests in other languages and for experiments:
//! `cargo run -p interlocal-testkit --example profiles -- 60`. Each has an id, and none contains a link.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "an example prints, and panics on errors")]

use interlocal_core::bank::Bank;
use interlocal_core::exchange::write_profile;
use interlocal_testkit::profiles;

fn main() {
    let bank = Bank::parse(include_str!("../../../banks/share-gov-it.json")).unwrap();
    let n = std::env::args().nth(1).map_or(60, |text| text.parse().unwrap());
    for (seed, profile) in profiles(&bank, n).enumerate() {
        let mut value = write_profile(&bank, &profile);
        value["id"] = format!("fiction-{seed}").into();
        println!("{value}");
    }
}
