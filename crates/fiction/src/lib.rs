//! Agencies that do not exist, for tests and measurements: a profile for each number. Knows what governments are often
//! like (a small town lacks more than a county, who does a thing well needs less of it); refuses to know what an answer
//! is worth, and whom it could remind of.
//!
//! The same number gives the same profile, on every machine. The core's own tests draw theirs elsewhere: those are as
//! strange as the format allows, these are as plausible as a few percentages make them.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![warn(clippy::float_arithmetic, clippy::as_conversions, clippy::print_stdout, clippy::print_stderr)]

mod agency;
mod answers;
mod draws;
mod terms;

pub use draws::Draws;

use interlocal_core::bank::Bank;
use interlocal_core::profile::Profile;

/// The fictional agency number `seed`, as a profile for the newest edition of `bank`.
///
/// Its name ends in the number, so two numbers never make one agency. Most have answered nearly everything, some have
/// left out a part, a few have hardly begun. A link gives it back unchanged.
pub fn profile(bank: &Bank, seed: u64) -> Profile {
    let mut draws = Draws::new(seed);
    let mut profile = Profile::empty(bank);
    let agency = agency::introduce(bank, &mut draws, seed, &mut profile);
    answers::fill(bank, &mut draws, agency, &mut profile);
    terms::fill(bank, &mut draws, &mut profile);
    profile
}

/// The fictional agencies 0 to `n - 1`, each drawn when it is asked for.
pub fn profiles(bank: &Bank, n: u64) -> impl Iterator<Item = Profile> + '_ {
    (0..n).map(|seed| profile(bank, seed))
}
