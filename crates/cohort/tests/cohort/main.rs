//! Many profiles together: the published results, equality with the comparison of two profiles, and laws for any
//! cohort.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that unwraps fails with the message it should"
)]

mod all_pairs;
mod bending;
mod groups;
mod helping;
mod inviting;
mod meeting;
mod pairs;
mod publishing;

use interlocal_core::bank::Bank;
use interlocal_core::exchange::read_profile;
use interlocal_core::profile::Profile;
use interlocal_testkit::support::BANK;
use interlocal_testkit::support::random::{Extent, Rng};
use serde_json::Value;

const PERSONAS: &str = include_str!("../../../../tests/vectors/score/personas.json");
const DRAWS: &str = include_str!("../../../../tests/vectors/score/draws.json");

fn read(value: &Value) -> Profile {
    read_profile(&BANK, value).unwrap()
}

/// The profiles in one of the two files of expected results, in the order of the file.
fn published(file: &str, key: &str) -> Vec<Profile> {
    let file: Value = serde_json::from_str(file).unwrap();
    file[key].as_array().unwrap().iter().map(read).collect()
}

/// `n` profiles for `bank`, alternately plausible and random. Many share the place of an earlier one.
fn drawn(bank: &Bank, n: u64, seed: u64) -> Vec<Profile> {
    let mut rng = Rng::new(seed);
    let mut all: Vec<Profile> = Vec::new();
    for number in 0..n {
        let mut profile = match number % 2 {
            0 => interlocal_testkit::profile(bank, seed + number),
            _ => interlocal_testkit::support::random::profile(bank, &mut rng, Extent::Long),
        };
        if !all.is_empty() && rng.chance(60) {
            let neighbour = &all[rng.below(all.len())].context;
            profile.context.region = neighbour.region.clone();
            profile.context.local = neighbour.local.clone();
        }
        all.push(profile);
    }
    all
}
