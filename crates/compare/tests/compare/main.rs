//! Comparisons of two profiles: published results, the worked examples of docs/scoring.md, and laws for random pairs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that unwraps fails with the message it should"
)]

mod architecture;
mod bends;
mod laws;
mod reasons;
mod terms;
mod vectors;
mod worked;

use interlocal_compare::{Comparison, compare};
use interlocal_core::exchange::read_profile;
use interlocal_core::profile::Profile;
use interlocal_testkit::support::BANK;
use serde_json::Value;

fn read(value: &Value) -> Profile {
    read_profile(&BANK, value).unwrap()
}

fn compared(a: &Value, b: &Value) -> Comparison {
    compare(&BANK, &read(a), &read(b))
}
