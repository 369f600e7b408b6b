//! The published results, which another implementation computed: 15 pairs of example agencies and 150 random pairs.

use crate::compared;
use interlocal_compare::json::comparison_json;
use interlocal_testkit::support::{BANK, BANK_FILE};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const PERSONAS: &str = include_str!("../../../../tests/vectors/score/personas.json");
const DRAWS: &str = include_str!("../../../../tests/vectors/score/draws.json");

/// Compares each key of each pair in `file`; returns the number of compared values by key.
fn check(file: &str, profiles: &str, pairs: &str) -> BTreeMap<String, usize> {
    let file: Value = serde_json::from_str(file).unwrap();
    let find = |id: &Value| file[profiles].as_array().unwrap().iter().find(|it| it["id"] == *id).unwrap();
    let (mut n_compared, mut lines) = (BTreeMap::new(), Vec::new());
    for pair in file[pairs].as_array().unwrap() {
        let (a, b) = (&pair["a"], &pair["b"]);
        let got = comparison_json(&BANK, &compared(find(a), find(b)));
        for (key, wanted) in
            pair.as_object().unwrap().iter().filter(|(key, _)| !["a", "b"].contains(&key.as_str()))
        {
            *n_compared.entry(key.clone()).or_insert(0) += 1;
            if got[key] != *wanted {
                lines.push(format!("{a} {b} {key}: expected {wanted}, got {}", got[key]));
            }
        }
    }
    assert!(lines.is_empty(), "{}", lines.join("\n"));
    n_compared
}

#[test]
fn every_pair_of_personas_has_the_expected_numbers() {
    let n_compared = check(PERSONAS, "personas", "expected_pairs");
    assert_eq!((n_compared.len(), n_compared.values().sum::<usize>()), (18, 18 * 15));
}

#[test]
fn every_pair_of_draws_has_the_expected_numbers() {
    let n_compared = check(DRAWS, "profiles", "pairs");
    assert_eq!((n_compared.len(), n_compared.values().sum::<usize>()), (16, 16 * 150));
}

/// The widget's bank carries no scoring constants, so the code has its own. They must equal those in the bank's file.
#[test]
fn the_constants_equal_those_in_the_bank_file() {
    let bank: Value = serde_json::from_str(BANK_FILE).unwrap();
    let wanted = json!({
        "need_prior": 20,
        "common_prior": 4,
        "lead_capability": "it-procurement",
        "no_lead_percent": 60,
        "unknown_term_points": 60,
        "timing_conflict_points": 20,
        "term_points": {"match": 100, "workable": 60, "conflict": 0},
        "fit_terms_floor": 40,
        "fit_ready_floor": 60,
        "talk_cap": 14,
        "fit_bands": {"strong": 40, "good": 28, "some": 15},
    });
    for (key, value) in wanted.as_object().unwrap() {
        assert_eq!(bank["scoring"][key], *value, "{key}");
    }
}
