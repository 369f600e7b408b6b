//! The worked examples of docs/scoring.md, section 4.10, number by number.

use crate::{compared, read};
use interlocal_compare::compare;
use interlocal_compare::fit::Label;
use interlocal_compare::terms::Status;
use interlocal_core::exchange::read_profile;
use interlocal_core::profile::Profile;
use interlocal_testkit::support::{BANK, edited, personas};
use serde_json::{Value, json};

fn persona(id: &str) -> &'static Value {
    personas().iter().find(|persona| persona["id"] == id).unwrap()
}

/// Four capabilities of weight 1 that involve only public data replace the first four; the others apply to neither
/// agency.
#[test]
fn the_micro_vector_has_the_published_numbers() {
    let bank = edited(|file| {
        for capability in file["capabilities"].as_array_mut().unwrap() {
            (capability["weight"], capability["data_class"]) = (json!(1), json!(0));
        }
    });
    let profile = |levels: [Option<(u8, u8)>; 4], rest: Value| {
        let mut value = rest;
        value["answers"] = bank
            .capabilities
            .iter()
            .enumerate()
            .map(|(idx, capability)| {
                let rated = levels.get(idx).copied().flatten();
                let answer =
                    rated.map_or(json!("not-our-job"), |(skill, need)| json!({"skill": skill, "need": need}));
                (capability.id.clone(), answer)
            })
            .collect::<serde_json::Map<String, Value>>()
            .into();
        read_profile(&bank, &value).unwrap()
    };
    let a = profile(
        [Some((4, 0)), Some((3, 2)), Some((1, 3)), None],
        json!({"terms": {"term-roles": ["provider", "cobuyer"]}, "readiness": {"share-e2": 3}}),
    );
    let b = profile(
        [Some((1, 4)), Some((0, 2)), Some((2, 3)), Some((2, 2))],
        json!({"terms": {"term-roles": ["recipient", "cobuyer"]}}),
    );
    let got = compare(&bank, &a, &b);
    assert_eq!((got.a_helps_b.points, got.b_helps_a.points, got.complement), (32, 0, 21));
    assert_eq!((got.common.points, got.common.points_with_lead, got.common.has_lead), (38, 38, true));
    assert_eq!((got.value, got.terms_points), (51, 70));
    assert_eq!((got.readiness.a, got.readiness.b, got.readiness.pair), (75, 50, 60));
    assert_eq!((got.fit, got.label), (35, Label::Good));
    let statuses: Vec<Status> = got.terms.iter().map(|term| term.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == Status::Match).count(), 2);
    assert_eq!(statuses.iter().filter(|status| **status == Status::Unknown).count(), 6);
}

#[test]
fn the_county_and_the_city_have_the_published_numbers() {
    let got = compared(persona("larkspur-county"), persona("fenwick-falls"));
    let flow = |help: &interlocal_compare::help::Help| help.flows.iter().map(|flow| flow.value).sum::<u32>();
    assert_eq!((flow(&got.a_helps_b), flow(&got.b_helps_a)), (1044, 504));
    assert_eq!((got.readiness.a, got.readiness.b, got.readiness.pair), (75, 68, 71));
    let control = got.terms[3];
    let option = &BANK.terms[control.term.idx(&BANK).unwrap()].options[control.option_idx.unwrap()];
    assert_eq!((control.status, option.id.as_str()), (Status::Workable, "equal"));
}

#[test]
fn two_empty_profiles_have_no_value_and_not_enough_answers() {
    let empty = Profile::empty(&BANK);
    let got = compare(&BANK, &empty, &empty);
    assert_eq!((got.value, got.fit, got.readiness.pair, got.label), (0, 0, 50, Label::NotEnough));
}

#[test]
fn less_than_a_third_of_the_ratings_of_either_side_gives_no_label() {
    let county = read(persona("larkspur-county"));
    // A county has 72 applicable ratings; a third of them is 24.
    let mut few = json!({"answers": {}, "context": {"ctx-kind": "county"}});
    let label = |few: &Value| {
        let few = read(few);
        [compare(&BANK, &county, &few).label, compare(&BANK, &few, &county).label]
    };
    for capability in &BANK.capabilities[..11] {
        few["answers"][&capability.id] = json!({"skill": 2, "need": 2});
    }
    few["answers"][&BANK.capabilities[11].id] = json!({"skill": 2, "need": null});
    assert_eq!(label(&few), [Label::NotEnough; 2]);
    few["answers"][&BANK.capabilities[11].id] = json!({"skill": 2, "need": 2});
    assert!(!label(&few).contains(&Label::NotEnough));
}
