//! `interlocal export`: what goes out in each format, and that a saved page comes back in.

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
fn nothing_is_held_back() {
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
        .fails_with(2, "interlocal: --lang \"tlh\" is not a language of this program; use en or es");
}

#[test]
fn a_page_or_a_picture_of_several_is_refused() {
    let several = "holds several profiles, and a page or a picture shows one; \
                   put the one you want into a file of its own";
    for (format, text) in [("--html", list()), ("--svg", json_lines())] {
        run_with(&["export", format, "-"], &text)
            .fails_with(1, &format!("interlocal: standard input {several}"));
    }
    let alone = json!([personas()[0]]).to_string();
    assert_eq!(run_with(&["export", "--svg", "-"], &alone).code, 0);
}

#[test]
fn a_command_that_names_no_format_or_two_is_told_so() {
    let choose = "interlocal: choose one of --csv, --json, --html and --svg. Try: interlocal export --help";
    run(&["export", "x.json"]).fails_with(2, choose);
    run(&["export", "x.json", "--csv", "--svg"]).fails_with(2, choose);
    run(&["export", "x.json", "--csv", "--base", "https://a.example/"])
        .fails_with(2, "interlocal: --base means nothing without --html. Try: interlocal export --help");
    let help = run(&["export", "--help"]);
    assert!(help.out.contains("Example") && help.out.lines().all(|line| line.chars().count() <= 110));
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
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
    assert!(refused.code == 1 && refused.err.contains("say different things"), "{}", refused.err);
}
