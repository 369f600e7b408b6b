//! `interlocal bank check`, and banks from a file.

use crate::{BANK_FILE, file, run, run_with};
use serde_json::{Value, json};

fn broken() -> String {
    let mut bank: Value = serde_json::from_str(BANK_FILE).unwrap();
    bank["capabilities"][4]["text"].as_object_mut().unwrap().remove("es");
    bank["capabilities"][5]["label"]["en"] = json!("Security training for all of the staff");
    bank.to_string()
}

const ERROR: &str = "error: /capabilities/4/text: has no text in \"es\", which \"langs\" lists";
const ADVICE: &str = "advice: /capabilities/5/label: has 38 characters; 32 fit on a phone";

#[test]
fn a_good_bank_is_usable_and_silent_on_standard_output() {
    let checked = run(&["bank", "check", &file("good-bank.json", BANK_FILE)]);
    assert_eq!((checked.code, checked.out.as_str()), (0, ""));
    assert!(checked.err.contains("is usable: share-gov-it"), "{}", checked.err);
    assert!(checked.err.contains("36 capabilities in 8 domains, 2 languages, 1 edition"), "{}", checked.err);
}

#[test]
fn findings_of_a_broken_bank_are_lines_errors_first() {
    let checked = run_with(&["bank", "check", "-"], &broken());
    assert_eq!((checked.code, checked.out.lines().collect::<Vec<_>>()), (1, vec![ERROR, ADVICE]));
    assert_eq!(checked.err, "standard input can't be used: 1 error. Correct that and check again.\n");
}

#[test]
fn advice_alone_leaves_a_bank_usable() {
    let mut bank: Value = serde_json::from_str(&broken()).unwrap();
    bank["capabilities"][4]["text"]["es"] = json!("Sí.");
    let checked = run_with(&["bank", "check", "-"], &bank.to_string());
    assert_eq!((checked.code, checked.out.trim_end()), (0, ADVICE));
    assert!(checked.err.contains("1 piece of advice"), "{}", checked.err);
}

#[test]
fn findings_as_json_are_the_same() {
    let checked = run_with(&["bank", "check", "--json", "-"], &broken());
    let report: Value = serde_json::from_str(&checked.out).unwrap();
    assert_eq!((checked.code, &report["usable"], &report["bank"]), (1, &json!(false), &json!(null)));
    assert_eq!(report["findings"][0]["pointer"], "/capabilities/4/text");
    assert_eq!(
        (&report["findings"][0]["kind"], &report["findings"][1]["kind"]),
        (&json!("error"), &json!("advice"))
    );
    let good = run_with(&["bank", "check", "--json", "-"], BANK_FILE).json();
    assert_eq!((&good["usable"], &good["findings"]), (&json!(true), &json!([])));
    assert_eq!(
        (&good["bank"]["capabilities"], &good["bank"]["editions"][0]["since"]),
        (&json!(36), &json!("1.0.0"))
    );
}

#[test]
fn a_broken_bank_scores_nothing_and_leads_to_the_check() {
    let path = file("broken-bank.json", &broken());
    let scored = run_with(&["score", "--bank", &path, "-"], "{\"answers\": {}}");
    assert_eq!((scored.code, scored.out.as_str()), (1, ""));
    assert!(scored.err.ends_with(&format!("Try: interlocal bank check {path}\n")), "{}", scored.err);
}
