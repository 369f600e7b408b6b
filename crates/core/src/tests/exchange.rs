//! Profiles as JSON: valid values, the messages for invalid ones, and lossless round trips.

use interlocal_core::bank::Bank;
use interlocal_core::exchange::{read_profile, read_profile_in, scorecard_json, write_profile};
use interlocal_core::profile::Profile;
use interlocal_core::score::score;
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

fn read(value: &Value) -> Profile {
    read_profile(&BANK, value).unwrap_or_else(|e| panic!("{}: {e}", value["id"]))
}

fn scored(value: &Value) -> Value {
    scorecard_json(&BANK, &score(&BANK, &read(value)))
}

fn persona(id: &str) -> &'static Value {
    PERSONAS.iter().find(|persona| persona["id"] == id).unwrap()
}

/// Returns `little-quill` with one value replaced.
fn with(pointer: &str, value: Value) -> Value {
    let mut profile = persona("little-quill").clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    profile.pointer_mut(parent).unwrap()[key] = value;
    profile
}

#[track_caller]
fn refused(pointer: &str, value: Value, complaint: &str) {
    let error = read_profile(&BANK, &with(pointer, value)).unwrap_err();
    assert_eq!(error.to_string(), complaint);
}

#[test]
fn a_written_profile_reads_as_the_same_profile() {
    for value in PERSONAS.iter().chain(DRAWS.iter()) {
        let profile = read(value);
        let written = write_profile(&BANK, &profile);
        assert_eq!(read(&written), profile, "{}", value["id"]);
        assert_eq!(scored(&written), scored(value), "{}", value["id"]);
    }
}

#[test]
fn everything_else_survives_the_round_trip() {
    let mut value = persona("larkspur-county").clone();
    value["agency"] = json!("  Larkspur IT ");
    value["note"] = json!("Call us in May.");
    value["locale"] = json!("es-MX");
    value["date"] = json!("2026-11-23");
    let written = write_profile(&BANK, &read(&value));
    assert_eq!(read(&written), read(&value));
    assert_eq!((&written["agency"], &written["date"]), (&json!("Larkspur IT"), &json!("2026-11-23")));
    assert_eq!((&written["note"], &written["locale"]), (&json!("Call us in May."), &json!("es-MX")));
    assert_eq!(written["bank"]["id"], "share-gov-it");
    assert_eq!(written["context"]["ctx-region"], value["context"]["ctx-region"]);
    assert_eq!(written["terms"], value["terms"]);
    assert_eq!(written["readiness"], value["readiness"]);
}

#[test]
fn blank_answers_are_left_out_except_for_capabilities() {
    let blank = json!({"iga": null, "coop": null, "aid": null, "mou": null, "entity": null});
    let written = write_profile(
        &BANK,
        &read(&json!({
            "answers": {}, "readiness": {"share-s1": null}, "terms": {"term-agreements": blank, "term-roles": null},
            "context": {"ctx-kind": null, "ctx-region": null},
        })),
    );
    assert_eq!(written["answers"].as_object().unwrap().len(), 36);
    assert_eq!(written["answers"]["gis-mapping"], json!({"skill": null, "need": null}));
    assert_eq!((&written["readiness"], &written["terms"]), (&json!({}), &json!({})));
    assert_eq!(written["context"], json!({"ctx-region": null}));
    assert!(written.get("agency").is_none() && written.get("date").is_none());
}

#[test]
fn the_name_is_read_in_the_requested_language_and_agency_wins_over_name() {
    let value = persona("larkspur-county");
    let agency = |lang: &str, value: &Value| {
        read_profile_in(&BANK, lang, value)
            .unwrap()
            .context
            .agency
            .map(|text| text.as_str().to_owned())
            .unwrap()
    };
    assert_eq!(agency("es", value), "Condado de Larkspur (ejemplo)");
    assert_eq!(agency("tlh", value), "Larkspur County (example)");
    assert_eq!(agency("en", &json!({"answers": {}, "name": {"fr": "Mairie"}})), "Mairie");
    assert_eq!(agency("en", &json!({"answers": {}, "name": "Plain", "agency": null})), "Plain");
    assert_eq!(agency("es", &json!({"answers": {}, "name": {"es": "A"}, "agency": "B"})), "B");
}

#[test]
fn the_message_for_an_unknown_id_suggests_the_nearest_one() {
    let near = "\"gis-maping\" isn't valid here; did you mean \"gis-mapping\"?";
    refused("/answers/gis-maping", json!({"skill": 1}), &format!("/answers/gis-maping: {near}"));
    refused("/featured_offers", json!(["gis-maping"]), &format!("/featured_offers/0: {near}"));
    refused(
        "/terms/term-roles",
        json!(["landlord"]),
        "/terms/term-roles/0: \"landlord\" isn't valid here; use one of: provider, recipient, cobuyer, peer",
    );
    let many = read_profile(&BANK, &with("/answers/x", json!(null))).unwrap_err().to_string();
    assert!(many.contains("use one of: sec-lead, sec-monitor") && many.ends_with("and 24 more"), "{many}");
}

#[test]
fn messages_cut_long_names_and_texts() {
    let long = "x".repeat(1 << 20);
    for (pointer, value) in [
        (["/answers/", &long].concat(), json!({"skill": 1})),
        ("/answers/hosting".to_owned(), json!({ &long: 1 })),
        ("/featured_offers".to_owned(), json!([long])),
        ("/terms/term-roles".to_owned(), json!([long])),
        ("/terms/term-costs".to_owned(), json!({ &long: 1 })),
        (["/", &long, "-1"].concat(), json!({})),
    ] {
        if let Err(error) = read_profile(&BANK, &with(&pointer, value)) {
            let message = error.to_string();
            assert!(message.len() < 1000 && message.contains('…'), "{}", &message[..200]);
        } else {
            assert!(pointer.ends_with("-1"), "keys of the caller's own are passed over");
        }
    }
}

#[test]
fn a_number_outside_its_scale_is_rejected_with_the_limits() {
    refused("/answers/hosting/skill", json!(7), "/answers/hosting/skill: must be 0 to 4, or null");
    refused("/answers/hosting/need", json!(-1), "/answers/hosting/need: must be 0 to 4, or null");
    refused("/answers/hosting/need", json!(2.0), "/answers/hosting/need: must be 0 to 4, or null");
    refused("/answers/hosting/need", json!("2"), "/answers/hosting/need: must be 0 to 4, or null");
    refused("/readiness/share-s1", json!(5), "/readiness/share-s1: must be 0 to 4, or null");
    refused("/terms/term-timing", json!(4), "/terms/term-timing: must be 0 to 3, or null");
    refused("/terms/term-reach/level", json!(4), "/terms/term-reach/level: must be 0 to 3, or null");
    refused("/terms/term-costs/use", json!(3), "/terms/term-costs/use: must be 0 to 2, or null");
    refused("/terms/term-platform/strict", json!(3), "/terms/term-platform/strict: must be 0 to 2, or null");
}

#[test]
fn unknown_keys_are_rejected_only_among_the_answers() {
    refused(
        "/answers/hosting/sklil",
        json!(1),
        "/answers/hosting/sklil: \"sklil\" isn't valid here; did you mean \"skill\"?",
    );
    refused(
        "/context/ctx-region/city",
        json!("x"),
        "/context/ctx-region/city: \"city\" isn't valid here; use one of: country, subdivision, local",
    );
    let own = with("/reviewed_by", json!({"any": ["thing", 7]}));
    assert_eq!(read(&own), read(persona("little-quill")));
}

#[test]
fn texts_dates_and_regions_follow_the_rules_of_links() {
    refused(
        "/agency",
        json!("Oak\u{202E}elppA"),
        "/agency: holds the hidden character U+202E; type the text again instead of pasting it",
    );
    refused(
        "/name/en",
        json!("é".repeat(61)),
        "/name/en: takes 122 bytes of UTF-8 and a link has room for 120; shorten it",
    );
    refused("/date", json!("2026-02-30"), "/date: must be a day such as \"2026-11-23\", from 2020 on");
    refused("/locale", json!("en_US"), "/locale: must be a language tag such as \"en\" or \"es-MX\"");
    for region in [
        json!({"country": "us"}),
        json!({"subdivision": "CA"}),
        json!({"country": "US-CA", "subdivision": "X"}),
    ] {
        let error = read_profile(&BANK, &with("/context/ctx-region", region)).unwrap_err().to_string();
        assert!(error.contains("must be capitals"), "{error}");
    }
}

#[test]
fn three_featured_picks_fit_and_each_counts_once() {
    let four = json!(["website", "hosting", "devices", "help-desk"]);
    refused("/featured_needs", four, "/featured_needs: has more than 3 entries; keep 3");
    refused(
        "/featured_needs",
        json!(["devices", "devices"]),
        "/featured_needs: has \"devices\" twice; name it once",
    );
    let slots = read(&with("/featured_needs", json!(["website", "hosting"]))).featured.needs;
    assert_eq!(slots.iter().map(|slot| slot.0).collect::<Vec<_>>(), [8, 15]);
}

#[test]
fn a_file_without_a_profile_is_an_error() {
    let complaint = |value: Value| read_profile(&BANK, &value).unwrap_err().to_string();
    assert_eq!(complaint(json!({"personas": []})), "/answers: is required; is this a profile?");
    assert_eq!(complaint(json!(7)), "(the profile): must be an object");
    assert!(complaint(json!({"answers": {}, "bank": "other"})).starts_with("/bank: names a bank"));
    let digest = json!({"answers": {}, "bank": {"semantic_sha256": "00"}});
    assert!(complaint(digest).starts_with("/bank/semantic_sha256: names a bank or version"));
}

mod editions {
    use super::*;

    /// Returns the shipped bank with a capability that was added in 1.1.0.
    fn grown() -> Bank {
        let mut file: Value = serde_json::from_str(BANK_FILE).unwrap();
        let mut added = file["capabilities"][35].clone();
        (added["slot"], added["id"], added["since"]) = (json!(37), json!("drones"), json!("1.1.0"));
        file["capabilities"].as_array_mut().unwrap().push(added);
        file["version"] = json!("1.1.0");
        file.as_object_mut().unwrap().remove("semantic_sha256");
        Bank::parse(&file.to_string()).unwrap()
    }

    #[test]
    fn a_profile_of_the_first_edition_keeps_its_edition() {
        let bank = grown();
        let written = write_profile(&BANK, &read(persona("little-quill")));
        let profile = read_profile(&bank, &written).unwrap();
        assert_eq!(profile.edition.0, 0);
        assert_eq!(write_profile(&bank, &profile), written);
    }

    #[test]
    fn an_answer_from_a_later_edition_is_an_error() {
        let bank = grown();
        let mut value = write_profile(&BANK, &read(persona("little-quill")));
        value["answers"]["drones"] = json!({"skill": 1, "need": 2});
        let error = read_profile(&bank, &value).unwrap_err().to_string();
        assert!(error.starts_with("/answers/drones: was added after version 1.0.0"), "{error}");
        value.as_object_mut().unwrap().remove("bank");
        assert_eq!(read_profile(&bank, &value).unwrap().edition, bank.newest());
    }
}
