//! The agencies of the benchmarks: always the same, generated once.

use interlocal_cohort::{AllPairs, Cohort};
use interlocal_core::bank::Bank;
use interlocal_core::link::encode_whole;
use interlocal_core::profile::Profile;
use std::sync::LazyLock;

/// Numbers of agencies to measure.
pub(crate) const SIZES: [usize; 3] = [1_250, 5_000, 20_000];
/// Partners kept for each agency.
pub(crate) const N_BEST: usize = 10;

pub(crate) static BANK: LazyLock<Bank> =
    LazyLock::new(|| Bank::parse(include_str!("../../../../banks/share-gov-it.json")).unwrap());

static PEOPLE: LazyLock<Vec<Profile>> =
    LazyLock::new(|| interlocal_testkit::profiles(&BANK, 20_000).collect());

static COHORTS: LazyLock<[Cohort; 3]> = LazyLock::new(|| SIZES.map(|n| Cohort::new(&BANK, &people()[..n])));

/// All agencies.
pub(crate) fn people() -> &'static [Profile] {
    &PEOPLE
}

/// The cohort of the first `n` agencies; `n` must be in [`SIZES`].
pub(crate) fn cohort(n: usize) -> &'static Cohort {
    COHORTS.iter().find(|cohort| cohort.len() == n).unwrap()
}

/// The links of the first `n` agencies, one a line, as a person would paste them.
pub(crate) fn links(n: usize) -> String {
    let link = |profile: &Profile| encode_whole(&BANK, profile).link("https://it.example.gov/share/") + "\n";
    people()[..n].iter().map(link).collect()
}

/// Computes all pairs in one call.
pub(crate) fn all_pairs(cohort: &Cohort) -> AllPairs {
    let mut pairs = AllPairs::new(cohort, N_BEST);
    pairs.step(u64::MAX);
    pairs
}
