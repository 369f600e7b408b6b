//! Tests the scoring against `tests/vectors/score`, which another implementation made, the worked examples of
//! docs/scoring.md, and laws that hold for any profile. Input and output are JSON.

use interlocal_core::bank::{Bank, Capability, ScaleId};
use interlocal_core::exchange::{read_profile, scorecard_json};
use interlocal_core::link::{Disclosure, redact};
use interlocal_core::profile::Profile;
use interlocal_core::response::{Level, Rating, Response};
use interlocal_core::score::{PartSource, Range, Scorecard, score};
use serde_json::{Value, json};
use std::sync::LazyLock;

static BANK: LazyLock<Bank> = LazyLock::new(|| Bank::parse(BANK_FILE).unwrap());
static PERSONAS: LazyLock<Vec<Value>> =
    LazyLock::new(|| listed(include_str!("../../../../tests/vectors/score/personas.json"), "personas"));
static DRAWS: LazyLock<Vec<Value>> =
    LazyLock::new(|| listed(include_str!("../../../../tests/vectors/score/draws.json"), "profiles"));

const BANK_FILE: &str = include_str!("../../../../banks/share-gov-it.json");

fn listed(file: &str, list: &str) -> Vec<Value> {
    let mut value: Value = serde_json::from_str(file).unwrap();
    serde_json::from_value(value[list].take()).unwrap()
}

fn everybody() -> impl Iterator<Item = &'static Value> {
    PERSONAS.iter().chain(DRAWS.iter())
}

fn read(value: &Value) -> Profile {
    read_profile(&BANK, value).unwrap_or_else(|e| panic!("{}: {e}", value["id"]))
}

fn scored(value: &Value) -> Value {
    scorecard_json(&BANK, &score(&BANK, &read(value)))
}

fn persona(id: &str) -> &'static Value {
    PERSONAS.iter().find(|persona| persona["id"] == id).unwrap()
}

/// Collects lines such as `little-quill/share/S/point: expected 25, got 30`, down to the key that differs.
fn differences(path: &str, expected: &Value, got: &Value, lines: &mut Vec<String>) {
    match (expected, got) {
        (Value::Object(wanted), Value::Object(found)) => {
            for key in wanted.keys().chain(found.keys().filter(|key| !wanted.contains_key(*key))) {
                let (wanted, found) = (wanted.get(key), found.get(key));
                match (wanted, found) {
                    (Some(wanted), Some(found)) => {
                        differences(&format!("{path}/{key}"), wanted, found, lines)
                    }
                    _ => lines.push(format!("{path}/{key}: expected {wanted:?}, got {found:?}")),
                }
            }
        }
        _ if expected != got => lines.push(format!("{path}: expected {expected}, got {got}")),
        _ => {}
    }
}

fn check_expected(profiles: &[Value], at_least: usize) {
    let mut lines = Vec::new();
    for profile in profiles {
        let path = profile["id"].as_str().unwrap();
        differences(path, &profile["expected"], &scored(profile), &mut lines);
    }
    assert!(lines.is_empty(), "{}", lines.join("\n"));
    assert!(profiles.len() >= at_least, "only {} profiles", profiles.len());
}

#[test]
fn every_persona_has_the_expected_scorecard() {
    check_expected(&PERSONAS, 6);
}

#[test]
fn every_draw_has_the_expected_scorecard() {
    check_expected(&DRAWS, 120);
}

#[test]
fn a_difference_is_reported_with_profile_and_key() {
    let mut expected = persona("little-quill")["expected"].clone();
    expected["share"]["S"]["point"] = json!(30);
    let mut lines = Vec::new();
    differences("little-quill", &expected, &scored(persona("little-quill")), &mut lines);
    assert_eq!(lines, ["little-quill/share/S/point: expected 30, got 25"]);
}

mod worked_examples {
    use super::*;

    fn share_s(s1: Value, s2: Value) -> Option<Range> {
        let profile = read(&json!({"id": "s", "answers": {}, "readiness": {"share-s1": s1, "share-s2": s2}}));
        score(&BANK, &profile).share[0].range
    }

    #[test]
    fn likely_ranges_equal_those_of_the_document() {
        let range = |point, low, high, band| Some(Range { point, low, high, band });
        assert_eq!(share_s(json!(3), json!(3)), range(75, 55, 95, 3));
        assert_eq!(share_s(json!(3), json!(null)), range(75, 35, 100, 3));
        assert_eq!(share_s(json!(0), json!(4)), range(50, 30, 70, 2));
        assert_eq!(share_s(json!(1), json!(2)), range(38, 15, 60, 1));
        assert_eq!(share_s(json!(null), json!(null)), None);
    }

    #[test]
    fn the_cyber_need_of_fenwick_falls_is_71() {
        let cyber = &scored(persona("fenwick-falls"))["domain_need"]["cyber"];
        assert_eq!(*cyber, json!({"point": 71, "low": 55, "high": 85, "k": 6, "band": 3}));
    }

    #[test]
    fn little_quill_is_scored_as_in_the_worked_example() {
        let card = score(&BANK, &read(persona("little-quill")));
        assert_eq!((card.total_surplus, card.offer_index, card.terms_flex), (8, Some(20), Some(76)));
        let terms: Vec<(&str, Option<u8>)> =
            card.terms_parts.iter().map(|(idx, value)| (BANK.terms[*idx].id.as_str(), *value)).collect();
        let wanted = [
            ("term-agreements", 80),
            ("term-costs", 100),
            ("term-control", 75),
            ("term-roles", 75),
            ("term-reach", 25),
            ("term-data", 75),
            ("term-platform", 100),
        ];
        assert_eq!(terms, wanted.map(|(id, value)| (id, Some(value))));
        let ranges: Vec<(u8, u8, u8)> =
            card.share.iter().filter_map(|score| score.range).map(|it| (it.point, it.low, it.high)).collect();
        assert_eq!(ranges, [(25, 5, 45), (23, 0, 45), (88, 65, 100), (50, 30, 70), (25, 5, 45)]);
        let harness: Vec<Option<u8>> = card.share[1].parts.iter().map(|part| part.value).collect();
        assert_eq!(harness, [Some(25), Some(20)]);
        assert_eq!(card.share[1].parts[1].source, PartSource::OfferIndex);
    }
}

mod flags {
    use super::*;

    /// Returns a profile that rates every capability; `levels` gets its position, starting at 0.
    fn rated(levels: impl Fn(usize) -> (usize, usize)) -> Value {
        let rows = BANK.capabilities.iter().enumerate().map(|(i, capability)| {
            let (skill, need) = levels(i);
            (capability.id.clone(), json!({"skill": skill, "need": need}))
        });
        json!({"id": "rated", "answers": rows.collect::<serde_json::Map<String, Value>>()})
    }

    #[test]
    fn the_same_answer_everywhere_is_flat_and_a_run_on_both_scales() {
        let wanted = json!([
            {"id": "flag.flat", "scale": "skill", "value": 0},
            {"id": "flag.run", "scale": "skill", "value": 36},
            {"id": "flag.flat", "scale": "need", "value": 0},
            {"id": "flag.run", "scale": "need", "value": 36},
        ]);
        assert_eq!(scored(&rated(|_| (2, 2)))["flags"], wanted);
    }

    #[test]
    fn needs_that_are_four_less_the_skill_are_a_mirror() {
        let flags = &scored(&rated(|i| (i % 5, 4 - i % 5)))["flags"];
        assert_eq!(*flags, json!([{"id": "flag.mirror", "scale": "both", "value": 36}]));
    }

    #[test]
    fn thirteen_equal_skills_are_a_run() {
        let flags = &scored(&rated(|i| (if i < 13 { 2 } else { i % 5 }, (i * 2 + 1) % 5)))["flags"];
        assert_eq!(*flags, json!([{"id": "flag.run", "scale": "skill", "value": 13}]));
    }
}

mod cells {
    use super::*;

    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// Returns one symbol for each capability (docs/scoring.md, section 2.3): one digit of the link's integer.
    fn cells(profile: &Profile) -> String {
        let digit = |rating: Rating| rating.level().map_or(0, |level| usize::from(level) + 1);
        let symbol = |response: Response| match response {
            Response::NotApplicable => 36,
            Response::Rated { skill, need } => 6 * digit(skill) + digit(need),
        };
        profile.responses.iter().map(|(_, response)| char::from(ALPHABET[symbol(response)])).collect()
    }

    #[test]
    fn every_persona_has_the_answers_of_its_cells() {
        for persona in PERSONAS.iter() {
            assert_eq!(cells(&read(persona)), persona["cells_full"].as_str().unwrap(), "{}", persona["id"]);
        }
    }

    #[test]
    fn a_public_link_has_the_public_cells() {
        for persona in PERSONAS.iter() {
            let public = redact(&BANK, &read(persona), &Disclosure::public());
            assert_eq!(cells(&public), persona["cells_public"].as_str().unwrap(), "{}", persona["id"]);
        }
    }
}

mod laws {
    use super::*;

    fn card_with(profile: &Profile, capability: &Capability, scale: ScaleId, rating: Rating) -> Scorecard {
        let mut changed = profile.clone();
        let response = profile.responses.get(capability.slot).with(scale, rating);
        changed.responses.set(capability.slot, response);
        score(&BANK, &changed)
    }

    #[test]
    fn raising_a_skill_never_lowers_the_offers() {
        for value in everybody() {
            let profile = read(value);
            for capability in &BANK.capabilities {
                if profile.responses.get(capability.slot) == Response::NotApplicable {
                    continue;
                }
                let cards = Level::ALL
                    .map(|level| card_with(&profile, capability, ScaleId::Skill, Rating::Level(level)));
                for pair in cards.windows(2) {
                    let name = (&value["id"], &capability.id);
                    assert!(pair[0].total_surplus <= pair[1].total_surplus, "{name:?}");
                    assert!(pair[0].offer_index <= pair[1].offer_index, "{name:?}");
                }
            }
        }
    }

    #[test]
    fn each_range_holds_its_point() {
        for value in everybody() {
            let card = score(&BANK, &read(value));
            let domains = card.domains.iter().flat_map(|(skill, need)| [skill.range, need.range]);
            for range in domains.chain(card.share.iter().map(|score| score.range)).flatten() {
                assert!((range.low..=range.high).contains(&range.point), "{}: {range:?}", value["id"]);
            }
        }
    }

    #[test]
    fn the_order_of_keys_and_of_picks_changes_nothing() {
        for value in everybody() {
            let turned: Value = serde_json::from_str(&turned_round(value)).unwrap();
            assert_eq!(read(&turned), read(value), "{}", value["id"]);
        }
    }

    /// Returns the same JSON with every object and every list reversed.
    fn turned_round(value: &Value) -> String {
        match value {
            Value::Object(fields) => {
                let fields =
                    fields.iter().rev().map(|(key, value)| format!("{}:{}", json!(key), turned_round(value)));
                format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
            }
            Value::Array(items) => {
                format!("[{}]", items.iter().rev().map(turned_round).collect::<Vec<_>>().join(","))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
        }
    }

    #[test]
    fn reversing_the_slots_changes_only_the_order_of_ties() {
        let mut file: Value = serde_json::from_str(BANK_FILE).unwrap();
        let capabilities = file["capabilities"].as_array_mut().unwrap();
        capabilities.reverse();
        for (slot, capability) in (1..).zip(capabilities) {
            capability["slot"] = json!(slot);
        }
        file.as_object_mut().unwrap().remove("semantic_sha256");
        let turned = Bank::parse(&file.to_string()).unwrap();
        let without_ties = |bank: &Bank, value: &Value| {
            let mut card = scorecard_json(bank, &score(bank, &read_profile(bank, value).unwrap()));
            card.as_object_mut().unwrap().retain(|key, _| !key.starts_with("top_"));
            card
        };
        for value in everybody() {
            assert_eq!(without_ties(&turned, value), without_ties(&BANK, value), "{}", value["id"]);
        }
    }

    #[test]
    fn answers_to_hidden_capabilities_change_nothing() {
        let mut n_hidden = 0;
        for value in everybody().filter(|value| value["context"]["ctx-kind"] == "school") {
            for id in ["resident-requests", "permits-licensing", "billing-tax", "emergency-calls"] {
                for answer in [json!("not-our-job"), json!({"skill": 4, "need": 4}), json!(null)] {
                    let mut changed = value.clone();
                    changed["answers"][id] = answer;
                    assert_eq!(scored(&changed), scored(value), "{} {id}", value["id"]);
                    n_hidden += 1;
                }
            }
        }
        assert!(n_hidden > 100, "{n_hidden}");
    }

    #[test]
    fn no_answers_at_all_make_a_scorecard_without_numbers() {
        let card = scored(&json!({"answers": {}}));
        assert_eq!(
            (&card["offer_index"], &card["terms_flex"], &card["readiness"]),
            (&json!(null), &json!(null), &json!(50))
        );
        assert_eq!((&card["share"]["H"], &card["domain_need"]["cyber"]), (&json!(null), &json!(null)));
        assert_eq!((&card["answered"], &card["top_needs"]), (&json!([0, 72]), &json!([])));
    }
}

#[test]
fn a_later_bank_does_not_change_the_scores_of_older_profiles() {
    let grown = crate::tests::support::later();
    for profile in crate::tests::support::everybody() {
        let read = interlocal_core::link::decode(
            &grown,
            interlocal_core::link::encode_whole(&BANK, &profile).as_str(),
        )
        .unwrap();
        assert_eq!(score(&grown, &read), score(&BANK, &profile));
        // In the newest edition, the same answers leave more questions unanswered.
        let newest = Profile { edition: grown.newest(), ..read.into_profile() };
        assert_eq!(score(&grown, &newest).n_ratings, score(&BANK, &profile).n_ratings + 2);
        assert_ne!(score(&grown, &newest).share, score(&BANK, &profile).share);
    }
}
