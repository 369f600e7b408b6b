//! Properties of every pair (docs/scoring.md, section 4.11), tested on random profiles from fixed seeds.

use interlocal_compare::bend::smallest;
use interlocal_compare::terms::Status;
use interlocal_compare::{Comparison, TermId, compare};
use interlocal_core::bank::{Bank, ScaleId, Slot};
use interlocal_core::link::{Disclosure, decode, encode, encode_whole, redact};
use interlocal_core::profile::{Profile, TermAnswer, Tri};
use interlocal_core::response::{Level, Rating, Response};
use interlocal_testkit::support::random::{Extent, Rng, profile};
use interlocal_testkit::support::{BANK, edited, everybody, later, on_all_cores};
use serde_json::json;

/// Number of random pairs for each law.
const N: u64 = 300;

fn pair(seed: u64) -> [Profile; 2] {
    let mut rng = Rng::new(seed);
    [profile(&BANK, &mut rng, Extent::Long), profile(&BANK, &mut rng, Extent::Long)]
}

/// The comparison with the two sides swapped.
fn mirrored(comparison: Comparison) -> Comparison {
    let mut out = comparison;
    std::mem::swap(&mut out.a_helps_b, &mut out.b_helps_a);
    std::mem::swap(&mut out.readiness.a, &mut out.readiness.b);
    out
}

#[test]
fn swapping_the_profiles_mirrors_the_comparison() {
    on_all_cores(N, |seed| {
        let [a, b] = pair(seed);
        assert_eq!(compare(&BANK, &b, &a), mirrored(compare(&BANK, &a, &b)), "{seed}");
    });
}

#[test]
fn every_number_is_0_to_100() {
    on_all_cores(N, |seed| {
        let [a, b] = pair(seed);
        let it = compare(&BANK, &a, &b);
        let numbers = [
            it.a_helps_b.points,
            it.b_helps_a.points,
            it.complement,
            it.common.points,
            it.common.points_with_lead,
            it.value,
            it.terms_points,
            it.readiness.a,
            it.readiness.b,
            it.readiness.pair,
            it.fit,
        ];
        assert!(numbers.iter().all(|number| *number <= 100), "{seed}: {numbers:?}");
        assert!(it.fit <= it.value, "{seed}");
    });
}

#[test]
fn raising_the_helpers_skill_never_lowers_its_help() {
    on_all_cores(N / 5, |seed| {
        let [a, b] = pair(seed);
        for (slot, response) in a.responses.iter().filter(|(_, it)| *it != Response::NotApplicable) {
            let helps = Level::ALL.map(|level| {
                let mut raised = a.clone();
                raised.responses.set(slot, response.with(ScaleId::Skill, Rating::Level(level)));
                compare(&BANK, &raised, &b).a_helps_b
            });
            for two in helps.windows(2) {
                assert!(two[0].points <= two[1].points, "{seed} {slot:?}");
                assert!(two[0].reached().count() <= two[1].reached().count(), "{seed} {slot:?}");
            }
        }
    });
}

#[test]
fn a_capability_that_applies_to_no_agency_changes_nothing() {
    let grown = edited(|file| {
        let mut added = file["capabilities"][1].clone();
        (added["slot"], added["id"]) = (json!(37), json!("drones"));
        file["capabilities"].as_array_mut().unwrap().push(added);
    });
    let with_one_more = |profile: &Profile| {
        let mut out = Profile { responses: Profile::empty(&grown).responses, ..profile.clone() };
        for (slot, response) in profile.responses.iter() {
            out.responses.set(slot, response);
        }
        out.responses.set(Slot(37), Response::NotApplicable);
        out
    };
    on_all_cores(N, |seed| {
        let [a, b] = pair(seed);
        let got = compare(&grown, &with_one_more(&a), &with_one_more(&b));
        assert_eq!(got, compare(&BANK, &a, &b), "{seed}");
    });
}

/// Slots decide ties in lists only.
#[test]
fn reversed_slots_change_no_number() {
    let turned = edited(|file| {
        let capabilities = file["capabilities"].as_array_mut().unwrap();
        capabilities.reverse();
        for (slot, capability) in (1..).zip(capabilities) {
            capability["slot"] = json!(slot);
        }
    });
    let turn = |profile: &Profile| {
        let mut out = profile.clone();
        for (slot, response) in profile.responses.iter() {
            out.responses.set(Slot(37 - slot.0), response);
        }
        out
    };
    on_all_cores(N, |seed| {
        let [a, b] = pair(seed);
        let numbers = |it: Comparison| {
            let help = (it.a_helps_b.points, it.b_helps_a.points, it.complement);
            (help, it.common.points_with_lead, it.value, it.terms, it.readiness, it.fit, it.label)
        };
        let (was, is) = (compare(&BANK, &a, &b), compare(&turned, &turn(&a), &turn(&b)));
        assert_eq!(numbers(is), numbers(was), "{seed}");
    });
}

#[test]
fn a_profile_from_a_link_compares_like_the_redacted_profile() {
    let all = everybody();
    for a in &all {
        for b in &all {
            let redacted = |profile: &Profile| redact(&BANK, profile, &Disclosure::public());
            let sent = |profile: &Profile| {
                decode(&BANK, encode(&BANK, profile, &Disclosure::public()).as_str()).unwrap()
            };
            assert_eq!(compare(&BANK, &sent(a), &sent(b)), compare(&BANK, &redacted(a), &redacted(b)));
            // The usual case: a complete profile of one's own and a profile from a link.
            assert_eq!(compare(&BANK, a, &sent(b)), compare(&BANK, a, &redacted(b)));
        }
    }
}

/// A reader can't tell a withheld weakness from a skipped answer. Withholding may remove flows but never adds one.
#[test]
fn withholding_weaknesses_never_adds_a_capability_to_the_help() {
    on_all_cores(N, |seed| {
        let [a, b] = pair(seed);
        let told = redact(&BANK, &b, &Disclosure::public());
        let slots = |b: &Profile| {
            let mut slots: Vec<Slot> =
                compare(&BANK, &a, b).a_helps_b.flows.iter().map(|it| it.slot).collect();
            slots.sort();
            slots
        };
        let whole = slots(&b);
        assert!(slots(&told).iter().all(|slot| whole.contains(slot)), "{seed}");
    });
}

/// `profile` as a reader with a grown bank gets it.
fn of_older_edition(grown: &Bank, profile: &Profile) -> Profile {
    decode(grown, encode_whole(&BANK, profile).as_str()).unwrap().into_profile()
}

#[test]
fn two_profiles_of_an_older_edition_compare_as_if_the_bank_had_not_grown() {
    let grown = later();
    on_all_cores(N, |seed| {
        let [a, b] = pair(seed);
        let [old_a, old_b] = [&a, &b].map(|profile| of_older_edition(&grown, profile));
        let found = compare(&grown, &old_a, &old_b);
        assert_eq!(found, compare(&BANK, &a, &b), "{seed}");
        for term in TermId::ALL {
            assert_eq!(
                smallest(&grown, &old_a, &old_b, term),
                smallest(&BANK, &a, &b, term),
                "{seed} {term:?}"
            );
        }
    });
}

#[test]
fn an_option_that_one_of_two_was_not_asked_settles_nothing() {
    let grown = later();
    let costs = TermId::Costs.idx(&BANK).unwrap();
    let with = |bank: &Bank, said: Tri| {
        let mut profile = Profile::empty(bank);
        profile.terms[costs] = TermAnswer::Tri(vec![said; BANK.terms[costs].options.len()]);
        profile
    };
    let refuses = of_older_edition(&grown, &with(&BANK, Tri::No));
    let mut newest = with(&grown, Tri::Best);
    if let TermAnswer::Tri(tris) = &mut newest.terms[costs] {
        tris.push(Tri::Best);
    }
    let status = |a: &Profile, b: &Profile| {
        compare(&grown, a, b).terms.into_iter().find(|it| it.term == TermId::Costs).unwrap().status
    };
    assert_eq!(status(&refuses, &newest), Status::Conflict);
    let bends = smallest(&grown, &refuses, &newest, TermId::Costs);
    let n_options = BANK.terms[costs].options.len();
    assert_eq!(bends.len(), n_options, "one for each option that both were asked");
    // An agency that left the question blank could still say yes.
    let mut asked = with(&grown, Tri::No);
    if let TermAnswer::Tri(tris) = &mut asked.terms[costs] {
        tris.push(Tri::Blank);
    }
    assert_eq!(status(&asked, &newest), Status::Unknown);
}
