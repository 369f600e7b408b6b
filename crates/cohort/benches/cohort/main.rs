//! Benchmarks with 1,250, 5,000 and 20,000 fictional agencies on one core: reading links, all pairs, one against all,
//! helpers, coverage, joint buying, pairings. `cargo xtask bench-cohort` runs them next to an implementation in
//! NumPy.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement that can't be made stops")]

mod people;
mod rival;

use divan::Bencher;
use interlocal_cohort::buying::buying_groups;
use interlocal_cohort::coverage::Coverage;
use interlocal_cohort::helpers::{Helpers, Whom};
use interlocal_cohort::pairing::{Fair, LIST, Stable};
use interlocal_cohort::{AllPairs, Cohort, best_of};
use interlocal_import::{Limits, Reading};
use people::{BANK, N_BEST, SIZES, all_pairs, cohort, links, people};

fn main() {
    rival::compare_lists();
    divan::main();
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn a_links_read_from_text(bencher: Bencher<'_, '_>, n: usize) {
    let text = links(n);
    bencher.bench(|| {
        let found = Reading::within(Limits::NONE, "pasted.txt", text.as_bytes()).finish(&BANK);
        assert_eq!(found.entries.len(), n);
        found
    });
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn b_members_reduced(bencher: Bencher<'_, '_>, n: usize) {
    bencher.bench(|| Cohort::new(&BANK, &people()[..n]));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn c_all_pairs(bencher: Bencher<'_, '_>, n: usize) {
    let cohort = cohort(n);
    bencher.bench(|| all_pairs(cohort));
}

/// NumPy takes minutes, so it gets a single sample.
#[divan::bench(args = rival::sizes(), sample_count = 1, sample_size = 1)]
fn c_all_pairs_with_numpy(bencher: Bencher<'_, '_>, n: usize) {
    bencher.bench(|| rival::run(n));
}

#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn d_one_against_all(bencher: Bencher<'_, '_>, n: usize) {
    let cohort = cohort(n);
    bencher.bench(|| best_of(cohort, 7, N_BEST));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn e_ten_helpers_for_all(bencher: Bencher<'_, '_>, n: usize) {
    let cohort = cohort(n);
    bencher.bench(|| Helpers::of(cohort, 10, Whom::All));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn f_ten_helpers_for_one(bencher: Bencher<'_, '_>, n: usize) {
    let cohort = cohort(n);
    bencher.bench(|| Helpers::of(cohort, 10, Whom::One(7)));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn g_coverage(bencher: Bencher<'_, '_>, n: usize) {
    let cohort = cohort(n);
    bencher.bench(|| Coverage::of(cohort));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn h_buying_groups(bencher: Bencher<'_, '_>, n: usize) {
    let cohort = cohort(n);
    bencher.bench(|| buying_groups(&BANK, cohort));
}

/// Starts from the lists of all pairs, as every caller does.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn i_stable_pairs(bencher: Bencher<'_, '_>, n: usize) {
    let cohort = cohort(n);
    let lists = all_pairs(cohort);
    bencher.bench(|| stable(cohort, &lists));
}

/// Starts from the stable pairs, as every caller does.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn j_fair_pairs(bencher: Bencher<'_, '_>, n: usize) {
    let cohort = cohort(n);
    let lists = all_pairs(cohort);
    let stable = stable(cohort, &lists).pairs().to_vec();
    bencher.bench(|| {
        let mut fair = Fair::after(cohort, &lists, stable.clone());
        while !fair.step(cohort, u32::MAX).is_done {}
        fair.into_pairs(cohort)
    });
}

fn stable(cohort: &Cohort, lists: &AllPairs) -> Stable {
    let mut stable = Stable::after(cohort, lists, LIST);
    while !stable.step(cohort, u32::MAX).is_done {}
    stable
}
