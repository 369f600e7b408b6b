//! `interlocal compare`: two profiles from files, links and standard input, and the messages if one is wrong.

use crate::{PERSONAS, file, list, personas, run, run_with};
use serde_json::{Value, json};

const DRAWS: &str = include_str!("../../../../tests/vectors/score/draws.json");

fn expected_pairs() -> Vec<Value> {
    let mut file: Value = serde_json::from_str(PERSONAS).unwrap();
    serde_json::from_value(file["expected_pairs"].take()).unwrap()
}

fn persona(id: &Value) -> Value {
    personas().into_iter().find(|persona| persona["id"] == *id).unwrap()
}

/// A file of its own for each test, because tests run at once.
fn persona_file(test: &str, id: &Value) -> String {
    file(&format!("compare-{test}-{}.json", id.as_str().unwrap()), &persona(id).to_string())
}

/// The public link of a persona, without a page in front.
fn link(id: &str) -> String {
    run_with(&["encode", "-"], &persona(&json!(id)).to_string()).lines()[0].to_owned()
}

#[test]
fn every_expected_pair_comes_out_with_its_keys_and_the_ids_of_all_help() {
    for expected in expected_pairs() {
        let got =
            run(&["compare", &persona_file("pairs", &expected["a"]), &persona_file("pairs", &expected["b"])]);
        let mut got = got.json();
        let fields = got.as_object_mut().unwrap();
        let (ab, ba) = (fields.remove("help_ab_ids").unwrap(), fields.remove("help_ba_ids").unwrap());
        assert_eq!(got, expected);
        let n = |ids: Value| json!(ids.as_array().unwrap().len());
        assert_eq!((n(ab), n(ba)), (expected["n_help_ab"].clone(), expected["n_help_ba"].clone()));
    }
}

#[test]
fn every_tenth_drawn_pair_comes_out_with_each_of_its_keys() {
    let draws: Value = serde_json::from_str(DRAWS).unwrap();
    let find = |id: &Value| draws["profiles"].as_array().unwrap().iter().find(|it| it["id"] == *id).unwrap();
    let pairs = draws["pairs"].as_array().unwrap();
    for expected in pairs.iter().step_by(10) {
        let a = file("compare-draw.json", &find(&expected["a"]).to_string());
        let got = run_with(&["compare", &a, "-"], &find(&expected["b"]).to_string()).json();
        for (key, wanted) in expected.as_object().unwrap() {
            assert_eq!(got[key], *wanted, "{}, {}: {key}", expected["a"], expected["b"]);
        }
        assert!(expected.get("help_ab_ids").is_some() && expected.get("help_ba_ids").is_some());
    }
    assert!(pairs.len() > 100);
}

#[test]
fn a_link_a_page_and_decoded_json_give_the_same_comparison() {
    let county = persona_file("forms", &json!("larkspur-county"));
    let link = link("fenwick-falls");
    let of_link = run(&["compare", &county, &link]).json();
    assert_eq!(
        (&of_link["a"], &of_link["b"]),
        (&json!("larkspur-county"), &json!("City of Fenwick Falls (example)"))
    );
    let decoded = run(&["decode", &link]).out;
    let page = run_with(&["export", "--html", "-"], &decoded).out;
    let address = format!("https://it.example.gov/share/?#{}", link.trim_start_matches('#'));
    assert_eq!(run(&["compare", &county, &address]).json(), of_link);
    assert_eq!(run_with(&["compare", &county, "-"], &decoded).json(), of_link);
    assert_eq!(run_with(&["compare", &county, "-"], &page).json(), of_link);
    // A public link leaves out needs, so the help for them does not show.
    let whole = run(&["compare", &county, &persona_file("forms", &json!("fenwick-falls"))]).json();
    let n_helps = |it: &Value| it["n_help_ab"].as_u64().unwrap();
    assert!(n_helps(&of_link) < n_helps(&whole), "{of_link}");
}

#[test]
fn an_encrypted_link_is_compared_with_its_passphrase() {
    let words = file("compare-words.txt", "kelp quartz nimble dune\n");
    let city = persona(&json!("fenwick-falls")).to_string();
    let sealed =
        run_with(&["encode", "--disclose", "partner", "--encrypt", "--passphrase-file", &words, "-"], &city);
    let county = persona_file("sealed", &json!("larkspur-county"));
    let got = run(&["compare", "--passphrase-file", &words, &county, sealed.lines()[0]]).json();
    assert_eq!((&got["help_ab"], &got["help_ba"], &got["fit"]), (&json!(28), &json!(15), &json!(45)));
    let wrong = file("compare-wrong-words.txt", "kelp quartz nimble\n");
    run(&["compare", "--passphrase-file", &wrong, &county, sealed.lines()[0]])
        .fails_with(1, "interlocal: The passphrase does not open this link. Check each word and try again.");
}

#[test]
fn an_agency_without_a_name_is_null() {
    let empty = file("compare-empty.json", r#"{"answers": {}}"#);
    let got = run(&["compare", &empty, &empty]).json();
    assert_eq!((&got["a"], &got["b"], &got["label"]), (&Value::Null, &Value::Null, &json!("none")));
}

#[test]
fn a_mistake_is_reported_with_its_file_and_a_next_step() {
    let good = persona_file("wrong", &json!("little-quill"));
    let all = file("compare-list.json", &list());
    run(&["compare", &good, &all]).fails_with(
        1,
        &format!("interlocal: {all} has a list of profiles. Save the one to compare to a file of its own."),
    );
    let bad = file("compare-bad.json", r#"{"answers": {"hosting": {"skill": 7}}}"#);
    run(&["compare", &bad, &good])
        .fails_with(1, &format!("interlocal: {bad}: /answers/hosting/skill: must be 0 to 4, or null"));
    let missing = run(&["compare", &good, "no-such-town.json"]);
    assert_eq!((missing.code, missing.out.as_str()), (1, ""));
    assert!(missing.err.starts_with("interlocal: Can't open no-such-town.json"), "{}", missing.err);
    let damaged = link("little-quill").replace("su1", "su1x");
    let failed = run(&["compare", &good, &damaged]);
    assert_eq!((failed.code, &failed.err), (1, &run(&["decode", &damaged]).err));
}
