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
/// Helpers of the core's tests: the shipped bank, the example agencies, random profiles.
#[path = "../../../core/src/tests/support/mod.rs"]
mod support;
mod terms;
mod vectors;
mod worked;

use interlocal_compare::{Comparison, compare};
use interlocal_core::exchange::read_profile;
use interlocal_core::profile::Profile;
use serde_json::Value;
use support::BANK;

fn read(value: &Value) -> Profile {
    read_profile(&BANK, value).unwrap()
}

fn compared(a: &Value, b: &Value) -> Comparison {
    compare(&BANK, &read(a), &read(b))
}
