//! The best partners of each member are those that going through all pairs one by one finds.

use crate::support::random::Rng;
use crate::support::{BANK, edited};
use crate::{DRAWS, PERSONAS, drawn, published};
use interlocal_cohort::pair::pair;
use interlocal_cohort::{AllPairs, Best, Cohort};
use interlocal_core::bank::Bank;
use interlocal_core::profile::Profile;
use serde_json::json;
use std::cmp::Reverse;

/// Every pair of `a`, best first.
fn brute(cohort: &Cohort, a: usize, n_best: usize) -> Vec<Best> {
    let others = (0..cohort.len()).filter(|b| *b != a);
    let mut all: Vec<Best> = others
        .map(|b| {
            let it = pair(cohort, a, b);
            Best { other: u32::try_from(b).unwrap(), fit: it.fit, value: it.value, is_hard: it.is_hard }
        })
        .collect();
    all.sort_by_key(|it| (Reverse(it.fit), Reverse(it.value), it.other));
    all.truncate(n_best);
    all
}

fn check(bank: &Bank, profiles: &[Profile], n_best: usize) {
    let cohort = Cohort::new(bank, profiles);
    let mut job = AllPairs::new(&cohort, n_best);
    let progress = job.step(u64::MAX);
    assert_eq!((progress.n_final, progress.done), (cohort.len(), progress.of));
    for a in 0..cohort.len() {
        assert_eq!(job.best(a), brute(&cohort, a, n_best), "{a} of {}", cohort.len());
    }
}

#[test]
fn ten_best_of_any_number_of_members() {
    for n in [0, 1, 2, 7, 8, 9, 17, 31, 32, 33, 64, 65, 300] {
        check(&BANK, &drawn(&BANK, n, 100 + n), 10);
    }
    check(&BANK, &published(PERSONAS, "personas"), 10);
    check(&BANK, &published(DRAWS, "profiles"), 10);
}

#[test]
fn any_number_of_best() {
    for n_best in [0, 1, 3, 200] {
        check(&BANK, &drawn(&BANK, 70, 7), n_best);
    }
}

/// Many that are equal, so that nearly every place in a list is a tie.
#[test]
fn ties_go_to_who_came_first() {
    let few = drawn(&BANK, 12, 8);
    let mut rng = Rng::new(9);
    let many: Vec<Profile> = (0..200).map(|_| few[rng.below(few.len())].clone()).collect();
    check(&BANK, &many, 10);
}

#[test]
fn members_who_said_nothing_are_members() {
    let mut profiles = drawn(&BANK, 40, 10);
    profiles.insert(0, Profile::empty(&BANK));
    profiles.push(Profile::empty(&BANK));
    check(&BANK, &profiles, 10);
    check(&BANK, &vec![Profile::empty(&BANK); 40], 10);
}

/// Weights of 3 fill a group with 21 capabilities.
#[test]
fn a_bank_that_needs_several_groups() {
    let heavy = edited(|file| {
        for capability in file["capabilities"].as_array_mut().unwrap() {
            capability["weight"] = json!(3);
        }
        for slot in 37..=130 {
            let mut added = file["capabilities"][slot % 36].clone();
            (added["slot"], added["id"]) = (json!(slot), json!(format!("added-{slot}")));
            (added["weight"], added["core"]) = (json!(1 + slot % 3), json!(false));
            file["capabilities"].as_array_mut().unwrap().push(added);
        }
    });
    check(&heavy, &drawn(&heavy, 90, 13), 10);
}
