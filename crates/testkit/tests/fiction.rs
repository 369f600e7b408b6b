//! Fictional agencies are plausible, distinct, and the same in every run.

#![allow(clippy::unwrap_used, reason = "a test that unwraps fails with the message it should")]

use interlocal_compare::compare;
use interlocal_compare::fit::Label;
use interlocal_core::bank::{Bank, TermKind};
use interlocal_core::link::{decode, encode_whole};
use interlocal_core::profile::{Profile, TermAnswer, Tri};
use interlocal_core::response::{Rating, Response};
use interlocal_testkit::{profile, profiles};
use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

static BANK: LazyLock<Bank> =
    LazyLock::new(|| Bank::parse(include_str!("../../../banks/share-gov-it.json")).unwrap());
static PROFILES: LazyLock<Vec<Profile>> = LazyLock::new(|| profiles(&BANK, 2000).collect());

#[test]
fn a_link_of_each_profile_decodes_to_the_same_profile() {
    for (seed, drawn) in (0..).zip(PROFILES.iter()) {
        assert_eq!(decode(&BANK, encode_whole(&BANK, drawn).as_str()).as_deref(), Ok(drawn), "seed {seed}");
        assert_eq!(profile(&BANK, seed), *drawn);
    }
}

#[test]
fn names_and_links_are_unique() {
    let names: HashSet<&str> =
        PROFILES.iter().filter_map(|it| it.context.agency.as_ref()).map(|name| name.as_str()).collect();
    let links: HashSet<String> =
        PROFILES.iter().map(|it| encode_whole(&BANK, it).as_str().to_owned()).collect();
    assert_eq!((names.len(), links.len()), (PROFILES.len(), PROFILES.len()));
}

/// How often each possible answer occurs.
fn said() -> BTreeMap<String, u32> {
    let mut said = BTreeMap::new();
    let mut count = |what: String| *said.entry(what).or_insert(0) += 1;
    for profile in PROFILES.iter() {
        for (slot, response) in profile.responses.iter() {
            match response {
                Response::NotApplicable => count(format!("{slot:?} not ours")),
                Response::Rated { skill, need } => {
                    count(format!("{slot:?} skill {:?}", skill.level()));
                    count(format!("{slot:?} need {:?}", need.level()));
                }
            }
        }
        for (idx, rating) in profile.readiness.iter().enumerate() {
            count(format!("readiness {idx} {:?}", rating.level()));
        }
        for (idx, choice) in profile.context.choices.iter().enumerate() {
            count(format!("context {idx} {choice:?}"));
        }
        for (idx, answer) in profile.terms.iter().enumerate() {
            match answer {
                TermAnswer::Blank => count(format!("term {idx} blank")),
                TermAnswer::Multi(mask) | TermAnswer::Platform { mask, .. } => {
                    (0..16)
                        .filter(|bit| mask >> bit & 1 == 1)
                        .for_each(|bit| count(format!("term {idx} bit {bit}")));
                }
                TermAnswer::Tri(tris) => {
                    (0..)
                        .zip(tris)
                        .for_each(|(option, tri): (u32, &Tri)| count(format!("term {idx} {option} {tri:?}")));
                }
                TermAnswer::Ordered { level, bend } => {
                    count(format!("term {idx} level {level}"));
                    count(format!("term {idx} bend {bend}"));
                }
            }
            if let TermAnswer::Platform { strict, .. } = answer {
                count(format!("term {idx} strict {strict}"));
            }
        }
    }
    said
}

#[test]
fn every_possible_answer_occurs() {
    let said = said();
    let mut wanted: Vec<String> = Vec::new();
    let levels = [None, Some(0), Some(1), Some(2), Some(3), Some(4)];
    for capability in &BANK.capabilities {
        let slot = capability.slot;
        wanted.push(format!("{slot:?} not ours"));
        for level in levels {
            wanted.extend([format!("{slot:?} skill {level:?}"), format!("{slot:?} need {level:?}")]);
        }
    }
    for idx in 0..BANK.readiness.len() {
        wanted.extend(levels.map(|level| format!("readiness {idx} {level:?}")));
    }
    for (idx, question) in BANK.context.iter().enumerate() {
        wanted.extend((0..question.options.len()).map(|option| format!("context {idx} Some({option})")));
    }
    for (idx, term) in BANK.terms.iter().enumerate() {
        wanted.push(format!("term {idx} blank"));
        for option in 0..term.options.len() {
            match term.kind {
                TermKind::Multi | TermKind::Platform(_) => wanted.push(format!("term {idx} bit {option}")),
                TermKind::Tri => {
                    let all = [Tri::Blank, Tri::No, Tri::Ok, Tri::Best];
                    wanted.extend(all.map(|tri| format!("term {idx} {option} {tri:?}")));
                }
                TermKind::Ordered(_) => wanted.push(format!("term {idx} level {option}")),
            }
        }
        if let TermKind::Platform(_) = term.kind {
            wanted.extend([0, 1, 2].map(|strict| format!("term {idx} strict {strict}")));
        }
    }
    let missing: Vec<String> = wanted.into_iter().filter(|what| !said.contains_key(what)).collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn a_quarter_of_the_pairs_have_a_hard_conflict_and_every_label_occurs() {
    let mut labels: BTreeMap<&str, u32> = BTreeMap::new();
    let mut n_clashes = 0;
    let chosen = &PROFILES[..160];
    let n_pairs = 160 * 159 / 2;
    for (idx, a) in chosen.iter().enumerate() {
        for b in &chosen[idx + 1..] {
            let comparison = compare(&BANK, a, b);
            n_clashes += u32::from(comparison.hard_clashes().next().is_some());
            *labels.entry(comparison.label.id()).or_insert(0) += 1;
        }
    }
    let percent = 100 * n_clashes / n_pairs;
    assert!((20..=30).contains(&percent), "{percent} % of {n_pairs} pairs have a hard conflict; {labels:?}");
    let all = [Label::Strong, Label::Good, Label::Some, Label::Weak, Label::Talk, Label::NotEnough];
    assert!(all.iter().all(|label| labels.contains_key(label.id())), "{labels:?}");
}

#[test]
fn a_higher_skill_means_a_lower_need() {
    let mut sums = [(0u32, 0u32); 5];
    for (_, response) in PROFILES.iter().flat_map(|profile| profile.responses.iter()) {
        if let Response::Rated { skill: Rating::Level(skill), need: Rating::Level(need) } = response {
            let place = &mut sums[usize::from(skill.get())];
            *place = (place.0 + u32::from(need.get()), place.1 + 1);
        }
    }
    let means: Vec<u32> = sums.iter().map(|(sum, n)| 100 * sum / n).collect();
    assert!(means.is_sorted_by(|one, next| one > next), "{means:?}");
}
