//! The smallest adjustments: they make the profiles compatible, no smaller set does, and the largest compatible set
//! has the maximum size.

use crate::{drawn, read};
use interlocal_cohort::Cohort;
use interlocal_cohort::bends::{AgencyStep, BendSearch, Bends, MOST_MEMBERS};
use interlocal_cohort::pair::pair;
use interlocal_compare::bend::{Step, after, smallest, steps};
use interlocal_compare::terms::{Status, TermFit};
use interlocal_compare::{TermId, compare};
use interlocal_core::profile::Profile;
use interlocal_testkit::support::BANK;
use interlocal_testkit::support::random::Rng;
use serde_json::json;
use std::collections::BTreeSet;

fn found(profiles: &[Profile]) -> Bends {
    Bends::of(&BANK, profiles.iter().enumerate())
}

/// Agencies that answered nearly everything, so conflicts are frequent.
fn agencies(n: u64, seed: u64) -> Vec<Profile> {
    let mut all = drawn(&BANK, 2 * n, seed);
    let mut odd = 0;
    all.retain(|_| {
        odd += 1;
        odd % 2 == 1
    });
    all
}

fn largest(n: usize, goes: impl Fn(usize, usize) -> bool) -> usize {
    let members = |mask: usize| (0..n).filter(move |it| mask >> it & 1 == 1);
    let is_set = |mask: &usize| members(*mask).all(|a| members(*mask).all(|b| a >= b || goes(a, b)));
    (0..1 << n).filter(is_set).map(|mask: usize| members(mask).count()).max().unwrap()
}

fn taken(profiles: &[Profile], steps: &[AgencyStep]) -> Vec<Profile> {
    let mut all = profiles.to_vec();
    for it in steps {
        all[it.member] = after(&BANK, &all[it.member], it.term, Some(it.step));
    }
    all
}

/// Whether two profiles are compatible on `terms`, given their answers `before`: a term that was in conflict must
/// match or be workable now.
fn are_compatible(before: [&Profile; 2], now: [&Profile; 2], terms: &[TermId]) -> bool {
    let fits = |[a, b]: [&Profile; 2]| compare(&BANK, a, b).terms;
    let did_clash: Vec<bool> = fits(before).iter().map(TermFit::is_hard_clash).collect();
    fits(now).iter().zip(did_clash).filter(|(fit, _)| terms.contains(&fit.term)).all(|(fit, did_clash)| {
        !fit.is_hard_clash() && (!did_clash || matches!(fit.status, Status::Match | Status::Workable))
    })
}

fn all_go(before: &[Profile], now: &[Profile], members: &[usize], terms: &[TermId]) -> bool {
    members.iter().all(|a| {
        members
            .iter()
            .all(|b| a >= b || are_compatible([&before[*a], &before[*b]], [&now[*a], &now[*b]], terms))
    })
}

#[test]
fn the_largest_set_without_adjustments_has_the_maximum_size() {
    for seed in 0..12 {
        let profiles = agencies(9, 200 + 100 * seed);
        let cohort = Cohort::new(&BANK, &profiles);
        let bends = found(&profiles);
        let goes = |a: usize, b: usize| !pair(&cohort, a, b).is_hard;
        assert_eq!(bends.now.len(), largest(9, goes), "{seed}");
        assert!(bends.now.iter().all(|a| bends.now.iter().all(|b| a == b || goes(*a, *b))));
    }
}

#[test]
fn after_all_steps_no_conflict_is_left() {
    for (n, seed) in [(2, 1), (5, 2), (9, 3), (9, 4), (14, 5), (24, 6)] {
        let profiles = agencies(n, 100 * seed);
        let bends = found(&profiles);
        assert_eq!(bends.after, (0..profiles.len()).collect::<Vec<usize>>(), "{n}");
        let bent = taken(&profiles, &bends.steps);
        assert!(all_go(&profiles, &bent, &bends.after, &TermId::ALL), "{n}");
        assert_eq!(bends.size, bends.steps.iter().map(|it| it.size).sum::<u32>());
        assert!(bends.steps.is_sorted_by_key(|it| it.together));
        let last = bends.steps.last().map_or(bends.now.len(), |it| usize::try_from(it.together).unwrap());
        assert_eq!(last, bends.after.len());
        // No step reports fewer compatible members than there are now.
        let n_now = u32::try_from(bends.now.len()).unwrap();
        assert!(bends.steps.iter().all(|it| it.together >= n_now), "{n}");
    }
}

#[test]
fn each_step_makes_at_least_the_reported_number_compatible() {
    for seed in 0..6 {
        let profiles = agencies(8, 900 + 100 * seed);
        let bends = found(&profiles);
        let mut before = bends.now.len();
        for n_steps in 1..=bends.steps.len() {
            let bent = Cohort::new(&BANK, &taken(&profiles, &bends.steps[..n_steps]));
            let n = largest(8, |a, b| !pair(&bent, a, b).is_hard);
            let told = usize::try_from(bends.steps[n_steps - 1].together).unwrap();
            assert!(n >= told && n >= before, "{seed}: {n_steps} steps, {n} and {told}");
            before = n;
        }
    }
}

/// Every way to make at most `left` adjustments on `terms`.
fn adjusted(profiles: &[Profile], terms: &[TermId], left: u32) -> Vec<Vec<Profile>> {
    let mut all = vec![profiles.to_vec()];
    let mut seen = BTreeSet::new();
    let mut last = all.clone();
    for _ in 0..left {
        let mut more = Vec::new();
        for gift in &last {
            for (at, term) in (0..gift.len()).flat_map(|at| terms.iter().map(move |term| (at, *term))) {
                for (step, size) in steps(&BANK, &gift[at], term) {
                    let mut next = gift.clone();
                    next[at] = after(&BANK, &gift[at], term, step);
                    let text = format!("{:?}", next.iter().map(|it| &it.terms).collect::<Vec<_>>());
                    if size == 1 && seen.insert(text) {
                        more.push(next);
                    }
                }
            }
        }
        all.extend(more.clone());
        last = more;
    }
    all
}

#[test]
fn no_smaller_set_of_adjustments_suffices() {
    let groups: [&[TermId]; 6] = [
        &[TermId::Roles, TermId::Data],
        &[TermId::Agreements],
        &[TermId::Costs],
        &[TermId::Control],
        &[TermId::Reach],
        &[TermId::Platform],
    ];
    let mut n_tried = 0;
    for seed in 0..80 {
        let profiles = drawn(&BANK, 4, 31 * seed);
        let bends = found(&profiles);
        assert!(bends.is_optimal, "{seed} {bends:?}");
        for terms in groups {
            let its = bends.steps.iter().filter(|it| terms.contains(&it.term));
            let size: u32 = its.map(|it| it.size).sum();
            if (1..=3).contains(&size) {
                n_tried += usize::from(size > 1);
                let less = adjusted(&profiles, terms, size - 1);
                assert!(
                    !less.iter().any(|gift| all_go(&profiles, gift, &bends.after, terms)),
                    "{seed} {terms:?} {size}"
                );
            }
        }
    }
    assert!(n_tried > 12, "{n_tried}");
}

#[test]
fn two_members_need_the_adjustment_that_compare_finds() {
    let mut n_clashes = 0;
    for seed in 0..200 {
        let profiles = drawn(&BANK, 2, 7 * seed);
        let least = |term: TermId| {
            let bend = smallest(&BANK, &profiles[0], &profiles[1], term).first().copied();
            bend.map_or(0, |bend| u32::from(bend.size))
        };
        let clashes = compare(&BANK, &profiles[0], &profiles[1]).terms;
        let steps = found(&profiles).steps;
        let size = |terms: &[TermId]| -> u32 {
            steps.iter().filter(|it| terms.contains(&it.term)).map(|it| it.size).sum()
        };
        for fit in clashes.iter().filter(|fit| fit.is_hard_clash() && least(fit.term) > 0) {
            n_clashes += 1;
            let coupled = [TermId::Roles, TermId::Data];
            if coupled.contains(&fit.term) {
                // The two terms together may need less, because an additional role may add a flow that both sides'
                // data allow.
                let most: u32 = coupled.into_iter().map(least).sum();
                assert!((1..=most).contains(&size(&coupled)), "{seed} {:?}", fit.term);
            } else {
                assert_eq!(size(&[fit.term]), least(fit.term), "{seed} {:?}", fit.term);
            }
        }
    }
    assert!(n_clashes > 40, "{n_clashes}");
}

/// Three agencies accept only their own option. One common option takes two adjustments; resolving pairs one by one
/// takes three.
#[test]
fn a_common_option_for_all_is_found() {
    let wants = |id: &str| {
        let mut control = json!({"veto": 0, "equal": 0, "weighted": 0, "lead": 0});
        control[id] = json!(2);
        read(&json!({"answers": {}, "terms": {"term-control": control}}))
    };
    let bends = found(&[wants("veto"), wants("equal"), wants("lead")]);
    assert_eq!((bends.now.len(), bends.after.len(), bends.size, bends.is_optimal), (1, 3, 2, true));
    let options: BTreeSet<u8> = bends
        .steps
        .iter()
        .map(|it| match it.step {
            Step::Accept(option) => option,
            Step::Play(_) | Step::Move(_) | Step::Loosen | Step::Mind(_) => panic!("{it:?}"),
        })
        .collect();
    assert_eq!(options.len(), 1, "{options:?}");
}

#[test]
fn the_order_of_members_does_not_change_the_sizes() {
    for seed in 0..8 {
        let mut profiles = agencies(7, 60 + 100 * seed);
        let one = found(&profiles);
        profiles.reverse();
        let other = found(&profiles);
        assert!(one.is_optimal && other.is_optimal, "{seed}");
        assert_eq!(
            (one.now.len(), one.after.len(), one.size),
            (other.now.len(), other.after.len(), other.size),
            "{seed}"
        );
    }
}

#[test]
fn small_steps_give_the_same_result_and_members_keep_their_numbers() {
    let profiles = agencies(8, 5);
    let mut search = BendSearch::new(&BANK, profiles.iter().enumerate());
    let mut n_steps = 0;
    let mut last = 0;
    loop {
        let progress = search.step(&BANK, 1);
        assert!(progress.done >= last);
        (last, n_steps) = (progress.done, n_steps + 1);
        if progress.is_done {
            break;
        }
    }
    assert!(n_steps > 10);
    let all = found(&profiles);
    assert_eq!(search.into_bends(), all);
    let named = Bends::of(&BANK, profiles.iter().enumerate().map(|(at, it)| (100 * at, it)));
    assert_eq!(named.now, all.now.iter().map(|at| 100 * at).collect::<Vec<usize>>());
    assert!(named.steps.iter().zip(&all.steps).all(|(one, other)| one.member == 100 * other.member));
}

#[test]
fn no_members_and_empty_profiles_are_compatible() {
    assert_eq!(found(&[]).after, Vec::<usize>::new());
    let bends = found(&[Profile::empty(&BANK), Profile::empty(&BANK)]);
    assert_eq!((bends.now, bends.after, bends.size, bends.is_optimal), (vec![0, 1], vec![0, 1], 0, true));
}

#[test]
fn only_the_first_hundred_members_count() {
    let all: Vec<Profile> = interlocal_testkit::profiles(&BANK, 101).collect();
    assert_eq!(found(&all).after, (0..MOST_MEMBERS).collect::<Vec<usize>>());
}

/// The fewest options to add to the sets so that any two of them intersect; `None` if it is more than `most`.
fn fewest(sets: &[u8], n_options: u32, most: u32) -> Option<u32> {
    let goes = |sets: &[u8]| sets.iter().all(|a| sets.iter().all(|b| a & b != 0));
    fn give(sets: &mut Vec<u8>, at: usize, n_options: u32, left: u32, goes: &dyn Fn(&[u8]) -> bool) -> bool {
        let Some(before) = sets.get(at).copied() else { return goes(sets) };
        for set in (0..1u8 << n_options).filter(|set| set & before == before) {
            let n_more = (set ^ before).count_ones();
            sets[at] = set;
            if n_more <= left && give(sets, at + 1, n_options, left - n_more, goes) {
                return true;
            }
        }
        sets[at] = before;
        false
    }
    (0..=most).find(|n| give(&mut sets.to_vec(), 0, n_options, *n, &goes))
}

/// The search finds the optimum where the greedy choice needs more.
#[test]
fn the_optimum_is_found_on_one_term() {
    let options = ["iga", "coop", "aid", "mou", "entity"];
    let mut rng = Rng::new(77);
    for round in 0..60 {
        let sets: Vec<u8> = (0..7).map(|_| 1 << rng.below(5) | 1 << rng.below(5)).collect();
        let said = |set: u8| {
            let tri = options.iter().enumerate().map(|(at, id)| ((*id).to_owned(), json!(set >> at & 1)));
            let tri = serde_json::Map::from_iter(tri);
            read(&json!({"answers": {}, "terms": {"term-agreements": tri}}))
        };
        let bends = found(&sets.iter().map(|set| said(*set)).collect::<Vec<_>>());
        assert!(bends.is_optimal);
        assert_eq!(fewest(&sets, 5, bends.size), Some(bends.size), "{round}: {sets:?}");
    }
}

/// If A took the role of recipient, C could help it, but not with A's data. B's step is as small and causes no
/// conflict.
#[test]
fn a_role_that_causes_a_conflict_on_data_is_avoided() {
    let touchy = BANK.capabilities.iter().find(|it| it.data_class == 3).unwrap();
    let says = |roles: &[&str], skill: u8, need: u8| {
        let answers = json!({&touchy.id: {"skill": skill, "need": need}});
        let data = json!({"level": 0, "bend": false});
        read(&json!({"answers": answers, "terms": {"term-roles": roles, "term-data": data}}))
    };
    let a = says(&["provider"], 0, 4);
    let b = says(&["provider"], 2, 0);
    let c = says(&["provider", "recipient"], 4, 0);
    let all = [a, b, c];
    let bends = found(&all);
    assert_eq!((bends.now.len(), bends.size, bends.is_optimal), (2, 1, true));
    assert!(all_go(&all, &taken(&all, &bends.steps), &[0, 1, 2], &TermId::ALL), "{:?}", bends.steps);
    assert_eq!(bends.steps[0].member, 1);
}

#[test]
fn the_member_that_needs_fewer_adjustments_comes_first() {
    let says = |control: &str, costs: &str| {
        let (mut one, mut other) = (
            json!({"veto": 0, "equal": 0, "weighted": 0, "lead": 0}),
            json!({"inkind": 0, "use": 0, "split": 0, "flat": 0, "grant": 0}),
        );
        (one[control], other[costs]) = (json!(1), json!(1));
        read(&json!({"answers": {}, "terms": {"term-control": one, "term-costs": other}}))
    };
    let (two, dear, cheap) = (says("veto", "flat"), says("lead", "grant"), says("equal", "flat"));
    for members in [
        [two.clone(), two.clone(), dear.clone(), cheap.clone()],
        [two.clone(), two.clone(), cheap.clone(), dear.clone()],
    ] {
        let steps = found(&members).steps;
        let place = members.iter().position(|it| *it == cheap).unwrap();
        assert_eq!(steps.iter().map(|it| it.together).collect::<Vec<u32>>(), [3, 3, 4]);
        assert_eq!(steps[0].member, place);
    }
}
