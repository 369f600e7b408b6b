//! `interlocal export`: the content of each format, and reading a saved page again.

use crate::{file, json_lines, list, personas, run, run_with};
use interlocal_core::link::{Disclosure, encode};
use serde_json::{Value, json};

fn persona() -> String {
    personas()[0].to_string()
}

#[test]
fn a_page_can_be_exported_scored_and_encoded_again() {
    let page = run_with(&["export", "-", "--html", "--base", "https://it.example.gov/share/?#"], &persona());
    assert_eq!((page.code, page.err.as_str()), (0, ""));
    assert!(page.out.contains("href=\"https://it.example.gov/share/?#su1"), "{}", page.out);
    let saved = file("page.html", &page.out);
    assert_eq!(run(&["score", &saved]).json(), run_with(&["score", "-"], &persona()).json());
    assert_eq!(run(&["encode", &saved]).lines(), run_with(&["encode", "-"], &persona()).lines());
    let again = run(&["export", "--html", "--base", "https://it.example.gov/share/", &saved]);
    assert_eq!(again.out, page.out);
}

#[test]
fn json_keeps_the_form_that_came_in_and_holds_the_whole_link() {
    let one = run_with(&["export", "--json", "-"], &persona()).json();
    assert_eq!(one["format"], "interlocal-profile/1");
    let decoded = run(&["decode", one["link"].as_str().unwrap()]).json();
    assert_eq!(decoded["answers"], one["answers"]);
    assert_eq!(run_with(&["export", "--json", "-"], &list()).json()[0], one);
    let lines = run_with(&["export", "--json", "-"], &json_lines());
    assert_eq!(serde_json::from_str::<Value>(lines.lines()[0]).unwrap(), one);
    assert_eq!(run_with(&["export", "--json", "-"], &one.to_string()).json(), one);
}

#[test]
fn all_answers_are_exported() {
    let one = run_with(&["export", "--json", "-"], &persona()).json();
    let bank = interlocal_core::bank::Bank::parse(crate::BANK_FILE).unwrap();
    let profile = interlocal_core::export::read_value(&bank, None, &one).unwrap();
    assert_eq!(one["answers"]["sec-access"], json!({"skill": 2, "need": 2}));
    assert_ne!(one["link"], encode(&bank, &profile, &Disclosure::public()).as_str());
}

#[test]
fn a_table_has_one_header_for_all() {
    for text in [list(), json_lines()] {
        let table = run_with(&["export", "--csv", "-"], &text);
        assert_eq!((table.code, table.out.matches("agency,date,").count()), (0, 1));
        assert_eq!(table.out.lines().count(), 1 + 36 * personas().len());
    }
}

#[test]
fn a_language_is_that_of_labels_and_names() {
    let picture = run_with(&["export", "--svg", "--lang", "es", "-"], &persona());
    assert!(picture.out.contains("Condado de Larkspur") && picture.out.contains("Unir fuerzas"));
    run_with(&["export", "--svg", "--lang", "tlh", "-"], &persona())
        .is_refused("invalid value 'tlh' for '--lang <CODE>'\n  [possible values: en, es]");
}

#[test]
fn a_page_or_a_picture_of_several_is_refused() {
    let several =
        "has several profiles, but a page or a picture shows one. Save that one to a file of its own.";
    for (format, text) in [("--html", list()), ("--svg", json_lines())] {
        run_with(&["export", format, "-"], &text)
            .fails_with(1, &format!("interlocal: standard input {several}"));
    }
    let alone = json!([personas()[0]]).to_string();
    assert_eq!(run_with(&["export", "--svg", "-"], &alone).code, 0);
}

#[test]
fn no_format_and_two_formats_are_refused() {
    run(&["export", "x.json"]).is_refused("<--csv|--json|--html|--svg>");
    run(&["export", "x.json", "--csv", "--svg"]).is_refused("'--csv' cannot be used with '--svg'");
    let base = ["export", "x.json", "--csv", "--base", "https://a.example/"];
    run(&base).is_refused("cannot be used with");
}

#[test]
fn a_mistake_is_reported_with_its_place() {
    let bad = json!({"answers": {"hosting": {"skill": 7}}});
    run_with(&["export", "--json", "-"], &json!([bad]).to_string()).fails_with(
        1,
        "interlocal: standard input, entry 1: /answers/hosting/skill: must be 0 to 4, or null",
    );
    run_with(&["export", "--json", "-"], "<p>Hello</p>").fails_with(
        1,
        "interlocal: standard input: There is no profile in this file. \
         Choose a page or data file (HTML or JSON) that Interlocal saved, or a file with a profile link in it.",
    );
    let mut changed = run_with(&["export", "--json", "-"], &persona()).json();
    changed["answers"]["hosting"]["skill"] = json!(0);
    let refused = run_with(&["export", "--csv", "-"], &changed.to_string());
    assert!(refused.code == 1 && refused.err.contains("do not match the link"), "{}", refused.err);
}
