//! The numbers of two members equal those of comparing their profiles.

use crate::{DRAWS, PERSONAS, drawn, published};
use interlocal_cohort::Cohort;
use interlocal_cohort::pair::{Pair, flow, meeting, pair, statuses, surplus_seen};
use interlocal_compare::compare;
use interlocal_core::bank::{Bank, ScaleId, Slot};
use interlocal_core::link::{decode, encode_whole};
use interlocal_core::profile::Profile;
use interlocal_core::response::{Level, Rating, Response};
use interlocal_testkit::support::random::Rng;
use interlocal_testkit::support::{BANK, BANK_FILE, edited, later, on_all_cores};
use serde_json::{Value, json};

/// The comparison of `a` and `b`, reduced to the fields of [`Pair`].
fn wanted(bank: &Bank, a: &Profile, b: &Profile) -> Pair {
    let it = compare(bank, a, b);
    Pair {
        help_ab: it.a_helps_b.points,
        help_ba: it.b_helps_a.points,
        complement: it.complement,
        common: it.common.points,
        common_with_lead: it.common.points_with_lead,
        value: it.value,
        terms_points: it.terms_points,
        readiness: it.readiness.pair,
        fit: it.fit,
        label: it.label,
        is_hard: it.hard_clashes().next().is_some(),
    }
}

fn check(bank: &Bank, profiles: &[Profile], cohort: &Cohort, a: usize, b: usize) {
    let (one, other) = (&profiles[a], &profiles[b]);
    assert_eq!(pair(cohort, a, b), wanted(bank, one, other), "{a} {b}");
    let got = statuses(&cohort.members[a], &cohort.members[b]);
    let terms = compare(bank, one, other).terms;
    assert_eq!(got.to_vec(), terms.iter().map(|term| term.status).collect::<Vec<_>>(), "{a} {b}");
}

fn check_all(bank: &Bank, profiles: &[Profile]) {
    let cohort = Cohort::new(bank, profiles);
    assert_eq!(cohort.len(), profiles.len());
    let n = u64::try_from(profiles.len()).unwrap();
    on_all_cores(n, |a| {
        let a = usize::try_from(a).unwrap();
        for b in 0..profiles.len() {
            check(bank, profiles, &cohort, a, b);
        }
    });
}

#[test]
fn pairs_of_the_published_profiles_equal_their_comparison() {
    check_all(&BANK, &published(PERSONAS, "personas"));
    check_all(&BANK, &published(DRAWS, "profiles"));
}

#[test]
fn twenty_thousand_random_pairs_equal_their_comparison() {
    let profiles = drawn(&BANK, 600, 4);
    let cohort = Cohort::new(&BANK, &profiles);
    on_all_cores(20_000, |seed| {
        let mut rng = Rng::new(seed);
        check(&BANK, &profiles, &cohort, rng.below(600), rng.below(600));
    });
}

/// The other bank has weights above 1, a retired capability, a missing term, and a term whose conflict is soft.
#[test]
fn pairs_of_another_bank_equal_their_comparison() {
    let other = edited(|file| {
        for (at, capability) in (0..).zip(file["capabilities"].as_array_mut().unwrap()) {
            capability["weight"] = json!(1 + at % 3);
        }
        file["capabilities"][4]["retired"] = json!(true);
        file["terms"][4]["id"] = json!("term-distance");
        file["terms"][7]["hard"] = json!(false);
    });
    check_all(&other, &drawn(&other, 80, 11));
}

#[test]
fn pairs_of_a_bank_without_the_term_on_data_or_roles_equal_their_comparison() {
    for idx in [0, 5] {
        let other = edited(|file| file["terms"][idx]["id"] = json!("term-other"));
        check_all(&other, &drawn(&other, 40, 12));
    }
}

/// The widget's bank carries no sizes, so the code has its own constants. They must equal those in the bank's file.
#[test]
fn size_weights_equal_those_in_the_bank_file() {
    let file: Value = serde_json::from_str(BANK_FILE).unwrap();
    let common = Cohort::empty(&BANK).common;
    let bands = &BANK.context[common.population_idx.unwrap()].options;
    let got = bands.iter().zip(&common.size_weights).map(|(band, weight)| (band.id.clone(), json!(weight)));
    assert_eq!(Value::Object(got.collect()), file["scoring"]["size_weight"]);
    assert_eq!(common.tiers.iter().filter(|tier| tier.is_none()).count(), 1);
}

#[test]
fn help_flows_where_the_comparison_lists_it_and_terms_allow_it() {
    let profiles = drawn(&BANK, 60, 5);
    let cohort = Cohort::new(&BANK, &profiles);
    let mut n_flows = 0;
    for (a, one) in profiles.iter().enumerate() {
        for (b, other) in profiles.iter().enumerate().filter(|(b, _)| *b != a) {
            let it = compare(&BANK, one, other);
            let (consent, is_hard) = (it.a_helps_b.consent, it.hard_clashes().next().is_some());
            let may = meeting(&cohort, a, b);
            assert_eq!((may.may_help_ab, may.is_hard), (consent.is_allowed(), is_hard));
            assert_eq!(may.may_help_ba, it.b_helps_a.consent.is_allowed());
            for (idx, capability) in BANK.capabilities.iter().enumerate() {
                let listed = it.a_helps_b.flows.iter().find(|it| it.slot == capability.slot);
                let gap = cohort.members[b].cells[idx].gap;
                let value = listed.filter(|_| consent.is_allowed() && !is_hard).map_or(0, |it| it.value);
                let got = flow(&cohort, a, b, idx);
                assert!(got <= 16);
                assert_eq!(u32::from(capability.weight) * u32::from(got) * u32::from(gap), value);
                n_flows += usize::from(value > 0);
            }
        }
        assert!((0..36).all(|idx| flow(&cohort, a, a, idx) == 0));
    }
    assert!(n_flows > 1000, "{n_flows}");
}

#[test]
fn swapping_two_members_swaps_help_and_nothing_else() {
    let cohort = Cohort::new(&BANK, &drawn(&BANK, 80, 17));
    for (a, b) in (0..80).flat_map(|a| (0..80).map(move |b| (a, b))) {
        let it = pair(&cohort, a, b);
        let back = Pair { help_ab: it.help_ba, help_ba: it.help_ab, ..it };
        assert_eq!(pair(&cohort, b, a), back);
    }
}

#[test]
fn more_skill_never_lowers_what_flows() {
    let profiles = drawn(&BANK, 30, 18);
    for (a, profile) in profiles.iter().enumerate() {
        let rated = profile.responses.iter().filter(|(_, it)| *it != Response::NotApplicable);
        for (slot, response) in rated.step_by(5) {
            let mut before: Option<Vec<(u8, u8)>> = None;
            for level in Level::ALL {
                let mut raised = profiles.clone();
                raised[a].responses.set(slot, response.with(ScaleId::Skill, Rating::Level(level)));
                let cohort = Cohort::new(&BANK, &raised);
                let others = (0..raised.len()).filter(|b| *b != a);
                let seen =
                    others.map(|b| (surplus_seen(&cohort, a, b, slot.idx()), pair(&cohort, a, b).help_ab));
                let after: Vec<(u8, u8)> = seen.collect();
                let pairs = before.iter().flatten().zip(&after);
                assert!(pairs.clone().all(|(was, is)| was.0 <= is.0 && was.1 <= is.1), "{a} {slot:?}");
                before = Some(after);
            }
        }
    }
}

#[test]
fn a_capability_that_applies_to_no_agency_changes_nothing() {
    let profiles = drawn(&BANK, 50, 19);
    let without = |slot: Slot| {
        let mut all = profiles.clone();
        all.iter_mut().for_each(|profile| profile.responses.set(slot, Response::NotApplicable));
        all
    };
    let all = without(Slot(7));
    let retired = edited(|file| file["capabilities"][6]["retired"] = json!(true));
    let (one, other) = (Cohort::new(&BANK, &all), Cohort::new(&retired, &all));
    for (a, b) in (0..50).flat_map(|a| (0..50).map(move |b| (a, b))) {
        assert_eq!(pair(&one, a, b), pair(&other, a, b));
    }
}

#[test]
fn pairs_of_different_editions_equal_their_comparison() {
    let grown = later();
    let mut profiles = drawn(&grown, 40, 12);
    let older = drawn(&BANK, 40, 13);
    profiles.extend(
        older
            .iter()
            .map(|profile| decode(&grown, encode_whole(&BANK, profile).as_str()).unwrap().into_profile()),
    );
    check_all(&grown, &profiles);
}
