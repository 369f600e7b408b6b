//! The published results of groups, which another implementation computed: the six example agencies, and twenty
//! groups of random ones.

use crate::{DRAWS, PERSONAS, read};
use interlocal_cohort::Cohort;
use interlocal_cohort::coverage::Coverage;
use interlocal_cohort::helpers::{Helpers, Whom};
use interlocal_cohort::json::{group_json, uncovered_json};
use interlocal_testkit::support::{BANK, BANK_FILE};
use serde_json::{Value, json};

/// The members of a group, with their ids.
fn group(profiles: &Value, ids: &[Value]) -> (Cohort, Vec<String>) {
    let find = |id: &Value| profiles.as_array().unwrap().iter().find(|it| it["id"] == *id).unwrap();
    let members: Vec<_> = ids.iter().map(|id| read(find(id))).collect();
    let ids = ids.iter().map(|id| id.as_str().unwrap().to_owned()).collect();
    (Cohort::new(&BANK, &members), ids)
}

fn six() -> (Value, Cohort, Vec<String>) {
    let file: Value = serde_json::from_str(PERSONAS).unwrap();
    let expected = file["expected_group"].clone();
    let (cohort, ids) = group(&file["personas"], expected["order"].as_array().unwrap());
    (expected, cohort, ids)
}

#[test]
fn twenty_groups_have_the_expected_results() {
    let file: Value = serde_json::from_str(DRAWS).unwrap();
    let groups = file["groups"].as_array().unwrap();
    for (n, wanted) in groups.iter().enumerate() {
        let (cohort, ids) = group(&file["profiles"], wanted["members"].as_array().unwrap());
        let got = group_json(&BANK, &cohort, &ids, 2, Whom::All);
        for key in ["uncovered", "buy_groups", "stable_pairs"] {
            assert_eq!(got[key], wanted[key], "group {n}: {key}");
        }
        let helpers = Helpers::of(&cohort, 2, Whom::All);
        assert_eq!(
            json!({"greedy_value": helpers.greedy_trace.last(), "exact_value": helpers.value, "total": helpers.total}),
            wanted["helpers_k2"],
            "group {n}"
        );
        assert_eq!(got["helpers"]["optimal"], true, "group {n}");
    }
    assert_eq!(groups.len(), 20);
}

#[test]
fn the_six_agencies_have_the_expected_helpers() {
    let (expected, cohort, ids) = six();
    let seen = |k: usize, whom: Whom| {
        let found = Helpers::of(&cohort, k, whom);
        let chosen: Vec<usize> = found.chosen.iter().map(|it| it.member).collect();
        assert!(found.is_optimal);
        json!({
            "greedy": found.greedy,
            "trace": found.greedy_trace,
            "exact": [found.value, chosen],
            "total": found.total,
        })
    };
    assert_eq!(seen(2, Whom::All), expected["helpers_k2"]);
    assert_eq!(seen(3, Whom::All), expected["helpers_k3"]);
    let town = ids.iter().position(|id| id == "little-quill").unwrap();
    assert_eq!(seen(2, Whom::One(town)), expected["ego_little_quill_k2"]);
    assert_eq!(json!(Helpers::of(&cohort, 6, Whom::All).greedy_trace), expected["all_trace"]);
}

#[test]
fn the_six_agencies_have_the_expected_uncovered_needs() {
    let (expected, cohort, ids) = six();
    let coverage = Coverage::of(&cohort);
    let (mut nobody, mut partly) = (Vec::new(), Vec::new());
    for hole in uncovered_json(&BANK, &cohort, &coverage, &ids).as_array().unwrap() {
        match hole["uncovered"] == hole["needed_by"] {
            true => nobody.push(json!({"cap": hole["cap"], "needed_by": hole["needed_by"]})),
            false => partly.push(hole.clone()),
        }
    }
    assert_eq!(json!(nobody), expected["nobody_can_help"]);
    assert_eq!(json!(partly), expected["partly_uncovered"]);
    assert_eq!(coverage.needs.iter().filter(|need| need.is_nobodys()).count(), nobody.len());
}

#[test]
fn the_six_agencies_have_the_expected_buying_groups_and_pairs() {
    let (expected, cohort, ids) = six();
    let got = group_json(&BANK, &cohort, &ids, 2, Whom::All);
    for key in ["buy_groups", "stable_pairs", "fair_pairs"] {
        assert_eq!(got[key], expected[key], "{key}");
    }
    assert_eq!(got["fair_optimal"], true);
}

/// The widget's bank carries no sizes, so the code has its own constants. They must equal those in the bank's file.
#[test]
fn sizes_equal_those_in_the_bank_file() {
    let file: Value = serde_json::from_str(BANK_FILE).unwrap();
    let contexts = file["context"].as_array().unwrap();
    let bands = contexts.iter().find(|it| it["id"] == "ctx-pop").unwrap()["options"].as_array().unwrap();
    let common = Cohort::empty(&BANK).common;
    assert_eq!((common.size_weights.len(), common.people.len()), (bands.len(), bands.len()));
    for (idx, band) in bands.iter().enumerate() {
        let weight = &file["scoring"]["size_weight"][band["id"].as_str().unwrap()];
        assert_eq!(json!(common.size_weights[idx]), *weight);
        assert_eq!(json!(common.people[idx]), band["mid"]);
    }
}
