//! Helpers and clubs: the results equal those of trying every choice, and laws for any cohort.

use crate::{drawn, read};
use interlocal_cohort::Cohort;
use interlocal_cohort::coverage::{CellState, Coverage, helpers_of};
use interlocal_cohort::helpers::club::{Club, ClubSearch, club_value};
use interlocal_cohort::helpers::{HelperSearch, Helpers, Whom};
use interlocal_cohort::pair::flow;
use interlocal_testkit::support::BANK;
use serde_json::json;

/// Every choice of `k` of `n`, in lexicographic order.
fn all_choices(n: usize, k: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for _ in 0..k {
        let longer = all.iter().flat_map(|choice: &Vec<usize>| {
            let first = choice.last().map_or(0, |last| last + 1);
            (first..n).map(move |next| choice.iter().copied().chain([next]).collect())
        });
        all = longer.collect();
    }
    all
}

/// f, computed from c(a, b, i) only.
fn met(cohort: &Cohort, helpers: &[usize], helped: &[usize]) -> u64 {
    let mut sum = 0;
    for b in helped {
        for (i, facts) in cohort.common.capabilities.iter().enumerate() {
            let best = helpers.iter().map(|a| flow(cohort, *a, *b, i)).max().unwrap_or(0);
            sum += u64::from(facts.weight) * u64::from(cohort.members[*b].cells[i].gap) * u64::from(best);
        }
    }
    sum
}

fn all(cohort: &Cohort) -> Vec<usize> {
    (0..cohort.len()).collect()
}

fn chosen(helpers: &Helpers) -> Vec<usize> {
    helpers.chosen.iter().map(|it| it.member).collect()
}

/// The first of the best choices, and its value.
fn best(choices: Vec<Vec<usize>>, value: impl Fn(&[usize]) -> u64) -> (u64, Vec<usize>) {
    let mut best = None;
    for choice in choices {
        let value = value(&choice);
        if best.as_ref().is_none_or(|(most, _)| value > *most) {
            best = Some((value, choice));
        }
    }
    best.unwrap()
}

/// Plain greedy: evaluates every candidate in each round.
fn plain_greedy(cohort: &Cohort, k: usize, helped: &[usize], candidates: &[usize]) -> Vec<usize> {
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < k.min(candidates.len()) {
        let free: Vec<Vec<usize>> = candidates
            .iter()
            .filter(|it| !chosen.contains(it))
            .map(|it| chosen.iter().copied().chain([*it]).collect())
            .collect();
        chosen = best(free, |choice| met(cohort, choice, helped)).1;
    }
    chosen
}

#[test]
fn the_best_helpers_equal_those_of_trying_every_choice() {
    for seed in 0..12 {
        let cohort = Cohort::new(&BANK, &drawn(&BANK, 9, 100 * seed));
        for k in 0..=4 {
            let found = Helpers::of(&cohort, k, Whom::All);
            let wanted = best(all_choices(9, k), |choice| met(&cohort, choice, &all(&cohort)));
            assert_eq!(
                (found.value, chosen(&found), found.is_optimal),
                (wanted.0, wanted.1, true),
                "{seed} {k}"
            );
            let one = usize::try_from(seed).unwrap() % 9;
            let found = Helpers::of(&cohort, k, Whom::One(one));
            let others: Vec<Vec<usize>> =
                all_choices(9, k).into_iter().filter(|choice| !choice.contains(&one)).collect();
            let wanted = best(others, |choice| met(&cohort, choice, &[one]));
            assert_eq!((found.value, chosen(&found)), wanted, "{seed} {k} for {one}");
            assert_eq!(found.total, 16 * u64::from(cohort.members[one].total_gap));
        }
    }
}

#[test]
fn lazy_greedy_equals_plain_greedy() {
    for seed in 0..6 {
        let cohort = Cohort::new(&BANK, &drawn(&BANK, 40, 1000 + 100 * seed));
        let found = Helpers::of(&cohort, 6, Whom::All);
        assert!(!found.is_optimal);
        let wanted = plain_greedy(&cohort, 6, &all(&cohort), &all(&cohort));
        assert_eq!((chosen(&found), &found.greedy), (wanted.clone(), &wanted), "{seed}");
        assert_eq!(found.value, met(&cohort, &wanted, &all(&cohort)), "{seed}");
        assert_eq!(found.chosen.iter().map(|it| it.gain).sum::<u64>(), found.value);
    }
}

/// 1 − 1/e is slightly more than 632/1000.
#[test]
fn greedy_reaches_its_bound_and_its_gains_fall() {
    for seed in 0..20 {
        let cohort = Cohort::new(&BANK, &drawn(&BANK, 10, 5000 + 100 * seed));
        for k in 1..=4 {
            let found = Helpers::of(&cohort, k, Whom::All);
            let greedy = found.greedy_trace.last().copied().unwrap();
            assert!(1000 * greedy >= 632 * found.value && greedy <= found.value, "{seed} {k}");
            let steps =
                |at: usize| found.greedy_trace[at] - if at > 0 { found.greedy_trace[at - 1] } else { 0 };
            assert!((1..k).all(|at| steps(at) <= steps(at - 1)), "{seed} {k}");
        }
    }
}

/// The example of docs/scoring.md, section 5.3: six equal needs; A covers 1 to 4, B covers 1, 2 and 5, C covers 3, 4
/// and 6. Greedy takes A.
#[test]
fn greedy_is_not_always_best() {
    let needs = ["sec-lead", "sec-awareness", "website", "accessibility", "help-desk", "devices"];
    let can = |idx: &[usize]| {
        let answers = idx.iter().map(|idx| (needs[*idx].to_owned(), json!({"skill": 4, "need": 0})));
        read(&json!({"answers": serde_json::Map::from_iter(answers)}))
    };
    let wants = needs.iter().map(|need| ((*need).to_owned(), json!({"skill": 0, "need": 4})));
    let helped = read(&json!({"answers": serde_json::Map::from_iter(wants)}));
    let cohort = Cohort::new(&BANK, &[can(&[0, 1, 2, 3]), can(&[0, 1, 4]), can(&[2, 3, 5]), helped]);
    let weight = |need: &str| u64::from(BANK.capability_by_id(need).unwrap().weight);
    assert!(needs.iter().all(|need| weight(need) == 1));
    let found = Helpers::of(&cohort, 2, Whom::One(3));
    assert_eq!((chosen(&found), found.value), (vec![1, 2], 6 * 20 * 16));
    assert_eq!((found.greedy, found.greedy_trace), (vec![0, 1], vec![4 * 20 * 16, 5 * 20 * 16]));
}

#[test]
fn one_more_helper_never_lowers_the_value() {
    let cohort = Cohort::new(&BANK, &drawn(&BANK, 14, 77));
    let values: Vec<u64> = (0..=14).map(|k| Helpers::of(&cohort, k, Whom::All).value).collect();
    assert!(values.windows(2).all(|two| two[0] <= two[1]), "{values:?}");
    assert_eq!(values[14], met(&cohort, &all(&cohort), &all(&cohort)));
    assert_eq!(Helpers::of(&cohort, 20, Whom::All).chosen.len(), 14);
}

#[test]
fn small_steps_give_the_same_result() {
    let cohort = Cohort::new(&BANK, &drawn(&BANK, 30, 9));
    for (k, whom) in [(2, Whom::All), (8, Whom::All), (3, Whom::One(4))] {
        let mut search = HelperSearch::new(&cohort, k, whom);
        let mut n_steps = 0;
        while !search.step(&cohort, 1).is_done {
            n_steps += 1;
        }
        assert!(n_steps > 3);
        assert_eq!(search.into_helpers(&cohort), Helpers::of(&cohort, k, whom));
        let mut search = ClubSearch::new(&cohort, k);
        while !search.step(&cohort, 1).is_done {}
        assert_eq!(search.into_club(&cohort), Club::of(&cohort, k));
    }
}

#[test]
fn the_best_club_equals_that_of_trying_every_choice() {
    for seed in 0..8 {
        let cohort = Cohort::new(&BANK, &drawn(&BANK, 9, 300 + 100 * seed));
        for k in 0..=4 {
            let found = Club::of(&cohort, k);
            let wanted = best(all_choices(9, k), |choice| met(&cohort, choice, choice));
            assert_eq!((found.value, found.members.clone()), wanted, "{seed} {k}");
            assert_eq!(club_value(&cohort, &found.members), found.value);
            assert!(found.is_optimal && found.value <= found.total);
        }
    }
}

/// The value of clubs isn't submodular, because two members may each hold what the other lacks. A large cohort
/// therefore has no guarantee.
#[test]
fn a_club_of_a_large_cohort_is_a_local_optimum_and_not_called_optimal() {
    for seed in 0..4 {
        let cohort = Cohort::new(&BANK, &drawn(&BANK, 40, 7000 + 100 * seed));
        let found = Club::of(&cohort, 5);
        assert!(!found.is_optimal && found.members.len() == 5);
        assert_eq!(met(&cohort, &found.members, &found.members), found.value);
        // No exchange of one member raises the value.
        for out in 0..5 {
            for other in (0..40).filter(|other| !found.members.contains(other)) {
                let mut club = found.members.clone();
                club[out] = other;
                assert!(club_value(&cohort, &club) <= found.value, "{seed} {out} {other}");
            }
        }
    }
}

#[test]
fn a_need_is_covered_by_members_whose_help_may_flow() {
    for seed in 0..8 {
        let cohort = Cohort::new(&BANK, &drawn(&BANK, 12, 40 + 100 * seed));
        let coverage = Coverage::of(&cohort);
        for (i, need) in coverage.needs.iter().enumerate() {
            for b in 0..cohort.len() {
                let cell = cohort.members[b].cells[i];
                let helpers: Vec<usize> = (0..cohort.len()).filter(|a| flow(&cohort, *a, b, i) > 0).collect();
                assert_eq!(need.needed_by.contains(&b), cell.need >= 2);
                let is_needed = cell.need >= 2;
                assert_eq!(need.uncovered.contains(&b), is_needed && helpers.is_empty());
                let only =
                    need.one_helper.iter().find(|(helped, _)| *helped == b).map(|(_, helper)| vec![*helper]);
                assert_eq!(only, (is_needed && helpers.len() == 1).then_some(helpers.clone()));
                assert_eq!(
                    helpers_of(&cohort, b, i),
                    if cell.gap > 0 { helpers.clone() } else { Vec::new() }
                );
                let state = coverage.state(&cohort, b, i);
                let wanted = match (cell.applies, is_needed, helpers.len(), cell.surplus) {
                    (false, ..) => CellState::NotItsJob,
                    (true, true, 0, _) => CellState::NeedsUncovered(cell.gap),
                    (true, true, 1, _) => CellState::NeedsOneHelper(cell.gap),
                    (true, true, ..) => CellState::NeedsCovered(cell.gap),
                    (true, false, _, 1..) => CellState::Offers(cell.surplus),
                    (true, false, _, 0) if cell.is_rated => CellState::Nothing,
                    (true, false, _, 0) => CellState::Unknown,
                };
                assert_eq!(state, wanted);
            }
        }
    }
}

/// The order of members decides ties only.
#[test]
fn the_order_of_members_changes_no_number() {
    let mut members = drawn(&BANK, 16, 12);
    let cohort = Cohort::new(&BANK, &members);
    members.reverse();
    let turned = Cohort::new(&BANK, &members);
    for k in 1..=4 {
        let (one, other) = (Helpers::of(&cohort, k, Whom::All), Helpers::of(&turned, k, Whom::All));
        assert_eq!((one.value, one.total), (other.value, other.total));
        assert_eq!(Club::of(&cohort, k).value, Club::of(&turned, k).value);
    }
    let back = |members: &[usize]| members.iter().rev().map(|member| 15 - member).collect::<Vec<usize>>();
    for (one, other) in Coverage::of(&cohort).needs.iter().zip(Coverage::of(&turned).needs) {
        assert_eq!((&one.needed_by, one.n_offer), (&back(&other.needed_by), other.n_offer));
        assert_eq!(one.uncovered, back(&other.uncovered));
    }
}
