//! Invitations: a candidate's gain is the difference of two clubs' values, and holes are needs that no member can
//! help with.

use crate::drawn;
use interlocal_cohort::Cohort;
use interlocal_cohort::helpers::club::club_value;
use interlocal_cohort::invite::{Invite, InviteSearch};
use interlocal_cohort::pair::{flow, pair};
use interlocal_testkit::support::BANK;
use std::cmp::Reverse;

fn weight(cohort: &Cohort, member: usize, capability_idx: usize) -> u64 {
    let facts = cohort.common.capabilities[capability_idx];
    u64::from(facts.weight) * u64::from(cohort.members[member].cells[capability_idx].gap)
}

/// By capability: the help that the best of `helpers` gives `helped` beyond the best of `others`.
fn added(cohort: &Cohort, helped: &[usize], helpers: &[usize], others: &[usize]) -> Vec<u64> {
    let best = |helpers: &[usize], b: usize, i: usize| {
        helpers.iter().map(|a| flow(cohort, *a, b, i)).max().unwrap_or(0)
    };
    let of = |i: usize| {
        let more = |b: usize| u64::from(best(helpers, b, i).saturating_sub(best(others, b, i)));
        helped.iter().map(|b| weight(cohort, *b, i) * more(*b)).sum()
    };
    (0..cohort.common.capabilities.len()).map(of).collect()
}

fn most_first(amounts: &[u64]) -> Vec<usize> {
    let mut all: Vec<usize> = (0..amounts.len()).filter(|i| amounts[*i] > 0).collect();
    all.sort_by_key(|i| Reverse(amounts[*i]));
    all
}

#[test]
fn a_gain_is_the_difference_of_two_clubs_and_the_greatest_comes_first() {
    for (seed, coalition) in [(1, vec![3, 7, 1]), (2, vec![0]), (3, vec![2, 4, 6, 8, 10, 12]), (4, vec![])] {
        let cohort = Cohort::new(&BANK, &drawn(&BANK, 25, 600 + 100 * seed));
        let found = Invite::of(&cohort, &coalition);
        let value = club_value(&cohort, &coalition);
        let gain = |x: usize| club_value(&cohort, &[coalition.as_slice(), &[x]].concat()) - value;
        let mut wanted: Vec<(usize, u64)> =
            (0..25).filter(|x| !coalition.contains(x)).map(|x| (x, gain(x))).filter(|it| it.1 > 0).collect();
        wanted.sort_by_key(|(_, gain)| Reverse(*gain));
        wanted.truncate(10);
        let got: Vec<(usize, u64)> = found.candidates.iter().map(|it| (it.member, it.gain)).collect();
        assert_eq!((found.value, got), (value, wanted), "{seed}");
        assert!(found.value <= found.total && found.coalition == coalition);
        assert!(found.candidates.len() == 10 || coalition.len() < 2, "{seed}");
    }
}

#[test]
fn the_gain_is_the_sum_of_help_given_and_received() {
    let cohort = Cohort::new(&BANK, &drawn(&BANK, 30, 41));
    let coalition = [5, 9, 14, 20];
    let mut n_clashes = 0;
    for candidate in Invite::of(&cohort, &coalition).candidates {
        let its = [candidate.member];
        let (given, got) =
            (added(&cohort, &coalition, &its, &coalition), added(&cohort, &its, &coalition, &[]));
        assert_eq!((candidate.given, candidate.got), (given.iter().sum(), got.iter().sum()));
        assert_eq!(candidate.gain, candidate.given + candidate.got);
        assert_eq!((candidate.brings, candidate.gets), (most_first(&given), most_first(&got)));
        let is_hard = coalition.iter().any(|member| pair(&cohort, candidate.member, *member).is_hard);
        assert_eq!(!candidate.clashes.is_empty(), is_hard);
        n_clashes += candidate.clashes.len();
    }
    assert!(n_clashes > 0);
}

#[test]
fn a_hole_is_a_need_that_no_member_can_help_with() {
    for seed in 0..6 {
        let cohort = Cohort::new(&BANK, &drawn(&BANK, 20, 90 + 100 * seed));
        let coalition = [1, 2, 3, 5, 8, 13];
        let found = Invite::of(&cohort, &coalition);
        let mut wanted: Vec<(usize, Vec<usize>, u64)> = Vec::new();
        for i in 0..cohort.common.capabilities.len() {
            let lacks = |b: &usize| {
                cohort.members[*b].cells[i].need >= 2
                    && coalition.iter().all(|a| flow(&cohort, *a, *b, i) == 0)
            };
            let members: Vec<usize> = coalition.iter().copied().filter(lacks).collect();
            let amount = members.iter().map(|b| weight(&cohort, *b, i)).sum();
            wanted.extend((!members.is_empty()).then_some((i, members, amount)));
        }
        wanted.sort_by_key(|(_, _, amount)| Reverse(*amount));
        let holes = found.holes.into_iter();
        let got: Vec<_> = holes.map(|hole| (hole.capability_idx, hole.members, hole.amount)).collect();
        assert_eq!(got, wanted, "{seed}");
        let offered = |member: usize| {
            let offers = |i: usize| cohort.members[member].cells[i].surplus > 0;
            wanted.iter().filter(|(i, ..)| offers(*i)).map(|(_, _, amount)| *amount).sum::<u64>()
        };
        let all: u64 = wanted.iter().map(|(_, _, amount)| *amount).sum();
        for kind in &found.kinds {
            let outside = (0..20).filter(|member| !coalition.contains(member));
            let its: Vec<usize> =
                outside.filter(|member| cohort.members[*member].kind == Some(kind.kind)).collect();
            assert_eq!(its.len(), usize::try_from(kind.n).unwrap());
            let n_offer = its.iter().filter(|member| offered(**member) > 0).count();
            assert_eq!(n_offer, usize::try_from(kind.n_offer).unwrap());
            let sum: u64 = its.iter().map(|member| offered(*member)).sum();
            // Equal up to one percentage point.
            let exact = 1000 * sum / (all * u64::from(kind.n));
            assert!(u64::from(kind.share_pct).abs_diff(exact / 10) <= 1, "{kind:?} {exact}");
        }
        assert!(found.kinds.is_sorted_by_key(|kind| Reverse(kind.share_pct)));
        assert!(!found.kinds.is_empty());
    }
}

#[test]
fn small_steps_give_the_same_result_and_only_candidates_are_invited() {
    let cohort = Cohort::new(&BANK, &drawn(&BANK, 40, 3));
    let coalition = [30, 2, 17];
    let mut search = InviteSearch::new(&cohort, &coalition, 0..40);
    let mut n_steps = 0;
    while !search.step(&cohort, 1).is_done {
        n_steps += 1;
    }
    assert_eq!(n_steps, 39);
    let found = search.into_invite(&cohort);
    assert_eq!(found, Invite::of(&cohort, &coalition));
    // Duplicates, members, and unknown indices change nothing.
    let mut search = InviteSearch::new(&cohort, &[30, 2, 30, 17, 99], [9, 2, 9, 77, 8, 9]);
    assert!(search.step(&cohort, u32::MAX).is_done);
    let few = search.into_invite(&cohort);
    assert_eq!((few.value, &few.holes, &few.kinds), (found.value, &found.holes, &found.kinds));
    assert!(few.candidates.iter().all(|it| [8, 9].contains(&it.member)) && few.candidates.len() == 2);
}

#[test]
fn the_order_of_members_changes_no_gain() {
    let mut members = drawn(&BANK, 30, 55);
    let found = Invite::of(&Cohort::new(&BANK, &members), &[3, 11, 19]);
    members.reverse();
    let turned = Invite::of(&Cohort::new(&BANK, &members), &[26, 18, 10]);
    let gains = |it: &Invite| it.candidates.iter().map(|it| it.gain).collect::<Vec<u64>>();
    let holes = |it: &Invite| it.holes.iter().map(|it| (it.slot, it.amount)).collect::<Vec<_>>();
    assert_eq!((found.value, gains(&found)), (turned.value, gains(&turned)));
    assert_eq!((holes(&found), &found.kinds), (holes(&turned), &turned.kinds));
}

#[test]
fn the_lower_index_wins_ties_between_candidates() {
    let few = drawn(&BANK, 12, 55);
    let mut members: Vec<_> = few.iter().map(|it| [it.clone(), it.clone()]).collect::<Vec<_>>().concat();
    members.extend(few);
    // Each profile has the indices 2n, 2n + 1 and 24 + n.
    let found = Invite::of(&Cohort::new(&BANK, &members), &[0, 8, 26]);
    let best = |it: usize| (Reverse(found.candidates[it].gain), found.candidates[it].member);
    assert!((1..10).all(|it| best(it - 1) < best(it)));
    assert!((1..10).any(|it| best(it - 1).0 == best(it).0));
}
