//! The best partners of each member equal those found by computing every pair.

use crate::{DRAWS, PERSONAS, drawn, published};
use interlocal_cohort::pair::pair;
use interlocal_cohort::{AllPairs, Best, Cohort, PairProgress, best_of};
use interlocal_core::bank::Bank;
use interlocal_core::profile::Profile;
use interlocal_testkit::support::random::Rng;
use interlocal_testkit::support::{BANK, edited};
use serde_json::json;
use std::cmp::Reverse;

/// The best partners of `a`, computed pair by pair.
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
        let wanted = brute(&cohort, a, n_best);
        assert_eq!(job.best(a), wanted, "{a} of {}", cohort.len());
        assert_eq!(best_of(&cohort, a, n_best), wanted, "{a} of {}", cohort.len());
    }
}

#[test]
fn the_ten_best_partners_are_right_for_any_number_of_members() {
    for n in [0, 1, 2, 7, 8, 9, 17, 31, 32, 33, 64, 65, 300] {
        check(&BANK, &drawn(&BANK, n, 100 + n), 10);
    }
    check(&BANK, &published(PERSONAS, "personas"), 10);
    check(&BANK, &published(DRAWS, "profiles"), 10);
}

#[test]
fn lists_of_any_length_are_right() {
    for n_best in [0, 1, 3, 200] {
        check(&BANK, &drawn(&BANK, 70, 7), n_best);
    }
}

/// Most profiles are equal, so nearly every entry of a list is a tie.
#[test]
fn the_lower_index_wins_ties() {
    let few = drawn(&BANK, 12, 8);
    let mut rng = Rng::new(9);
    let many: Vec<Profile> = (0..200).map(|_| few[rng.below(few.len())].clone()).collect();
    check(&BANK, &many, 10);
}

#[test]
fn empty_profiles_are_members() {
    let mut profiles = drawn(&BANK, 40, 10);
    profiles.insert(0, Profile::empty(&BANK));
    profiles.push(Profile::empty(&BANK));
    check(&BANK, &profiles, 10);
    check(&BANK, &vec![Profile::empty(&BANK); 40], 10);
}

/// With weights of 3, a group holds 21 capabilities.
#[test]
fn a_bank_that_needs_several_groups_of_capabilities() {
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

/// Between two steps, the lists of finished members are final, and no list contains a pair that isn't computed yet.
#[test]
fn steps_of_any_size_give_the_same_lists_and_final_lists_stay() {
    let cohort = Cohort::new(&BANK, &drawn(&BANK, 150, 14));
    let mut whole = AllPairs::new(&cohort, 10);
    let end = whole.step(u64::MAX);
    assert_eq!(end, PairProgress { n_final: 150, done: 150 * 149 / 2, of: 150 * 149 / 2 });
    for n_pairs in [0, 1, 700, 5_000] {
        let mut job = AllPairs::new(&cohort, 10);
        let mut n_steps = 0;
        loop {
            let before = job.progress();
            let after = job.step(n_pairs);
            n_steps += 1;
            assert!(after.n_final > before.n_final && after.done > before.done || after == end);
            assert!(after.done - before.done >= n_pairs || after == end);
            for a in 0..after.n_final {
                assert_eq!(job.best(a), whole.best(a), "{a} after {n_steps}");
            }
            for b in after.n_final..cohort.len() {
                let known = job.best(b).len();
                assert!(known >= after.n_final.min(10));
                assert!(job.best(b).iter().all(|it| usize::try_from(it.other).unwrap() < after.n_final));
            }
            if after == end {
                break;
            }
        }
        assert!(n_steps > 1);
        assert_eq!(job.step(n_pairs), end);
    }
}

/// The order of members decides ties only.
#[test]
fn a_shuffled_cohort_has_the_same_fits() {
    let profiles = drawn(&BANK, 130, 15);
    let mut rng = Rng::new(16);
    let mut order: Vec<usize> = (0..profiles.len()).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, rng.below(at + 1));
    }
    let shuffled: Vec<Profile> = order.iter().map(|was| profiles[*was].clone()).collect();
    let of = |profiles: &[Profile]| {
        let mut job = AllPairs::new(&Cohort::new(&BANK, profiles), 10);
        job.step(u64::MAX);
        job
    };
    let (was, is) = (of(&profiles), of(&shuffled));
    let keys = |list: &[Best]| list.iter().map(|it| (it.fit, it.value)).collect::<Vec<_>>();
    for (at, before) in order.iter().enumerate() {
        assert_eq!(keys(is.best(at)), keys(was.best(*before)), "{at}");
        // The last entries may be cut from a tie. All entries above them are the same agencies.
        let last = was.best(*before).last().map(|it| (it.fit, it.value));
        let names = |list: &[Best], name: &dyn Fn(usize) -> usize| {
            let above = list.iter().filter(|it| Some((it.fit, it.value)) != last);
            let mut names: Vec<usize> = above.map(|it| name(usize::try_from(it.other).unwrap())).collect();
            names.sort_unstable();
            names
        };
        assert_eq!(names(is.best(at), &|other| order[other]), names(was.best(*before), &|other| other));
    }
}
