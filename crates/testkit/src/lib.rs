//! Helpers that the tests and benchmarks of several crates share. No program depends on this crate.
//!
//! The fictional agencies: one profile for each number. The profiles are plausible: a
//! small town needs more help than a county, and a higher skill goes with a lower need.
//!
//! The same number gives the same profile on every machine. The core's own tests generate other random profiles,
//! which use every value that the format allows; the profiles here follow a few percentages instead.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![warn(clippy::float_arithmetic, clippy::as_conversions, clippy::print_stdout, clippy::print_stderr)]

mod agency;
mod answers;
mod draws;
pub mod golden;
mod isolated;
pub mod support;
mod terms;

pub use draws::Draws;
pub use isolated::assert_isolated;

use interlocal_core::bank::Bank;
use interlocal_core::profile::Profile;

/// The fictional agency number `seed`, as a profile for the newest edition of `bank`.
///
/// Its name ends with the number, so different numbers give different agencies. Most agencies have answered nearly
/// everything, some have skipped a part, and a few have barely started. Encoding a profile as a link and decoding it
/// gives the same profile.
pub fn profile(bank: &Bank, seed: u64) -> Profile {
    let mut draws = Draws::new(seed);
    let mut profile = Profile::empty(bank);
    let agency = agency::introduce(bank, &mut draws, seed, &mut profile);
    answers::fill(bank, &mut draws, agency, &mut profile);
    terms::fill(bank, &mut draws, &mut profile);
    profile
}

/// The fictional agencies 0 to `n - 1`, generated lazily.
pub fn profiles(bank: &Bank, n: u64) -> impl Iterator<Item = Profile> + '_ {
    (0..n).map(|seed| profile(bank, seed))
}
