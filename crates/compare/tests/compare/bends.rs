//! The smallest adjustment (issue "Side by side"): it resolves the conflict, nothing smaller does, and swapping the
//! profiles only swaps the sides.

use crate::{compared, read};
use interlocal_compare::bend::{Bend, Step, after, smallest};
use interlocal_compare::terms::Status;
use interlocal_compare::{TermId, compare};
use interlocal_core::profile::Profile;
use interlocal_testkit::support::{BANK, everybody, random};
use serde_json::{Value, json};

fn profile(term: TermId, answer: &Value) -> Profile {
    read(&json!({"answers": {}, "terms": {term.id(): answer}}))
}

fn bends(term: TermId, a: &Value, b: &Value) -> Vec<(Option<Step>, Option<Step>)> {
    let found = smallest(&BANK, &profile(term, a), &profile(term, b), term);
    found.into_iter().map(|bend| (bend.a, bend.b)).collect()
}

fn status(a: &Profile, b: &Profile, term: TermId) -> Status {
    compare(&BANK, a, b).terms.into_iter().find(|it| it.term == term).unwrap().status
}

fn swapped(bend: Bend) -> Bend {
    Bend { a: bend.b, b: bend.a, ..bend }
}

/// All pairs of example profiles, and random ones, which often have conflicts.
fn pairs() -> Vec<(Profile, Profile)> {
    let all = everybody();
    let known = all.iter().flat_map(|a| all.iter().map(|b| (a.clone(), b.clone())));
    let mut rng = random::Rng::new(20_261_124);
    let mut draw = || random::profile(&BANK, &mut rng, random::Extent::Nameless);
    let drawn: Vec<(Profile, Profile)> = (0..400).map(|_| (draw(), draw())).collect();
    known.chain(drawn).collect()
}

#[test]
fn an_adjustment_resolves_its_conflict_and_changes_no_other_term() {
    let mut n_clashes = 0;
    for (a, b) in pairs() {
        for term in TermId::ALL {
            let found = smallest(&BANK, &a, &b, term);
            if status(&a, &b, term) != Status::Conflict {
                assert_eq!(found, [], "{term:?}");
                continue;
            }
            n_clashes += 1;
            for bend in &found {
                let (a2, b2) = (after(&BANK, &a, term, bend.a), after(&BANK, &b, term, bend.b));
                assert!(
                    matches!(status(&a2, &b2, term), Status::Match | Status::Workable),
                    "{term:?} {bend:?}"
                );
                let idx = term.idx(&BANK).unwrap();
                for (before, after) in [(&a, &a2), (&b, &b2)] {
                    let mut back = after.clone();
                    back.terms[idx] = before.terms[idx].clone();
                    assert_eq!(back, *before, "{term:?}");
                }
            }
        }
    }
    assert!(n_clashes > 50, "{n_clashes}");
}

#[test]
fn no_smaller_adjustment_resolves_the_conflict() {
    for (a, b) in pairs() {
        for term in TermId::ALL {
            for bend in smallest(&BANK, &a, &b, term) {
                // One half of a two-sided adjustment doesn't resolve the conflict.
                if let (Some(_), Some(_)) = (bend.a, bend.b) {
                    for (one, other) in [(bend.a, None), (None, bend.b)] {
                        let (a, b) = (after(&BANK, &a, term, one), after(&BANK, &b, term, other));
                        assert!(
                            !matches!(status(&a, &b, term), Status::Match | Status::Workable),
                            "{term:?}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn swapping_the_profiles_only_swaps_the_sides() {
    for (a, b) in pairs() {
        for term in TermId::ALL {
            let mut mirrored: Vec<Bend> = smallest(&BANK, &b, &a, term).into_iter().map(swapped).collect();
            let found = smallest(&BANK, &a, &b, term);
            mirrored.retain(|bend| !found.contains(bend));
            assert_eq!(
                (mirrored, smallest(&BANK, &b, &a, term).len()),
                (Vec::new(), found.len()),
                "{term:?}"
            );
        }
    }
}

#[test]
fn each_kind_of_term_has_its_own_steps() {
    let control = |veto: u8, lead: u8| json!({"veto": veto, "equal": 0, "weighted": 0, "lead": lead});
    assert_eq!(
        bends(TermId::Control, &control(0, 2), &control(2, 0)),
        [(None, Some(Step::Accept(3))), (Some(Step::Accept(0)), None)]
    );
    let role = |id: &str| {
        let options = &BANK.terms[TermId::Roles.idx(&BANK).unwrap()].options;
        u8::try_from(options.iter().position(|option| option.id == id).unwrap()).unwrap()
    };
    let found = bends(TermId::Roles, &json!(["provider"]), &json!(["provider", "cobuyer"]));
    let wanted = [
        (None, Some(Step::Play(role("recipient")))),
        (Some(Step::Play(role("recipient"))), None),
        (Some(Step::Play(role("cobuyer"))), None),
    ];
    assert_eq!(found.len(), wanted.len(), "{found:?}");
    assert!(wanted.iter().all(|bend| found.contains(bend)), "{found:?}");
    assert_eq!(
        bends(TermId::Timing, &json!(0), &json!(3)),
        [(None, Some(Step::Move(2))), (Some(Step::Move(1)), None)]
    );
    let uses = |name: &str, strict: u8| json!({"list": [name], "strict": strict});
    assert_eq!(bends(TermId::Platform, &uses("ms365", 2), &uses("gws", 0)), [(Some(Step::Mind(1)), None)]);
    assert_eq!(
        bends(TermId::Platform, &uses("ms365", 2), &uses("gws", 2)),
        [(Some(Step::Mind(1)), Some(Step::Mind(1)))]
    );
}

#[test]
fn a_blank_answer_needs_no_adjustment() {
    let got = compared(&json!({"answers": {}}), &json!({"answers": {}}));
    assert!(got.terms.iter().all(|it| it.status == Status::Unknown));
    let empty = Profile::empty(&BANK);
    assert!(TermId::ALL.into_iter().all(|term| smallest(&BANK, &empty, &empty, term).is_empty()));
}
