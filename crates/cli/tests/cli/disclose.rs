//! `--disclose`, `--domain`, `--include` and `--omit`: the content of links and files, and refused values.

use crate::{list, personas, run_with};
use serde_json::Value;

/// The profile that a link of the first persona gives, made with `options`.
fn included(options: &[&str]) -> Value {
    let mut persona = personas()[0].clone();
    persona["note"] = "Call us.".into();
    let link = run_with(&[&["encode"], options, &["-"]].concat(), &persona.to_string());
    assert_eq!(link.lines().len(), 1, "{}", link.err);
    run_with(&["decode", "-"], &link.out).json()
}

fn answer(profile: &Value, id: &str) -> String {
    profile["answers"][id].to_string()
}

/// `sec-lead` is sensitive and a strength, `sec-access` sensitive and not a strength, `website` is neither.
fn three(options: &[&str]) -> [String; 3] {
    let profile = included(options);
    ["sec-lead", "sec-access", "website"].map(|id| answer(&profile, id))
}

const BOTH: [&str; 3] = [r#"{"need":1,"skill":3}"#, r#"{"need":2,"skill":2}"#, r#"{"need":1,"skill":2}"#];
const STRENGTH: &str = r#"{"need":null,"skill":3}"#;
const SKIPPED: &str = r#"{"need":null,"skill":null}"#;

#[test]
fn public_is_the_default_and_leaves_out_sensitive_weaknesses() {
    assert_eq!(three(&[]), [STRENGTH, SKIPPED, BOTH[2]]);
    assert_eq!(three(&["--disclose", "public"]), three(&[]));
}

#[test]
fn partner_includes_all_and_offers_only_strengths() {
    assert_eq!(three(&["--disclose", "partner"]), BOTH);
    assert_eq!(three(&["--disclose", "offers"]), [STRENGTH, SKIPPED, SKIPPED]);
}

#[test]
fn a_domain_and_a_weakness_can_be_chosen_one_by_one() {
    assert_eq!(three(&["--disclose", "partner", "--domain", "cyber=none"]), [SKIPPED, SKIPPED, BOTH[2]]);
    assert_eq!(three(&["--domain", "cyber=none", "--domain", "digital=offers"]), [SKIPPED; 3]);
    assert_eq!(three(&["--include", "sec-access"]), [STRENGTH, BOTH[1], BOTH[2]]);
    assert_eq!(
        three(&["--disclose", "offers", "--domain", "cyber=everything"]),
        [STRENGTH, SKIPPED, SKIPPED]
    );
}

#[test]
fn texts_and_picks_can_be_left_out() {
    let all = included(&[]);
    assert!(!all["agency"].is_null() && all["note"] == "Call us.", "{all}");
    let none = included(&[
        "--omit", "name", "--omit", "local", "--omit", "note", "--omit", "offers", "--omit", "needs",
    ]);
    assert!(none["agency"].is_null() && none["note"].is_null(), "{none}");
    let local = |profile: &Value| profile["context"]["ctx-region"]["local"].clone();
    assert_eq!((local(&all), local(&none)), ("larkspur".into(), Value::Null));
    let picks =
        |profile: &Value| [&profile["featured_offers"], &profile["featured_needs"]].map(Value::to_string);
    assert_eq!(picks(&all), [r#"["sec-monitor","gis-mapping"]"#, r#"["legacy-replacement"]"#]);
    assert_eq!(picks(&none), ["[]", "[]"]);
}

#[test]
fn an_export_has_all_answers_unless_options_leave_some_out() {
    let cells = |options: &[&str]| {
        let table = run_with(&[&["export", "--csv"], options, &["-"]].concat(), &list()).out;
        let row = table.lines().find(|line| line.contains("sec-access")).map(str::to_owned);
        row.unwrap_or_else(|| panic!("no row for sec-access in: {table}"))
    };
    assert_ne!(cells(&[]), cells(&["--disclose", "public"]));
    assert_eq!(cells(&[]), cells(&["--disclose", "partner"]));
}

#[test]
fn a_misspelled_value_is_answered_with_the_known_ones() {
    for (options, wanted) in [
        (["--disclose", "friends"], "possible values: public, partner, offers"),
        (["--domain", "cyber"], "cyber=everything, cyber=offers or cyber=none"),
        (["--domain", "cyber=some"], "cyber=everything, cyber=offers or cyber=none"),
        (["--domain", "siber=none"], "cyber, infra, data"),
        (["--include", "website"], "sec-lead, sec-monitor"),
        (["--omit", "phone"], "possible values: name, local, note, offers, needs"),
    ] {
        let refused = run_with(&[&["encode"], options.as_slice(), &["-"]].concat(), &list());
        assert!(refused.err.contains(wanted) && refused.out.is_empty(), "{options:?}: {}", refused.err);
        assert_eq!(refused.code, 2, "{options:?}");
    }
    let elsewhere = run_with(&["score", "--disclose", "public", "-"], &list());
    assert!(elsewhere.err.contains("unexpected argument '--disclose'"), "{}", elsewhere.err);
}

#[test]
fn no_link_and_no_file_of_a_disclosure_has_a_locale() {
    let mut persona = personas()[0].clone();
    persona["locale"] = "x-trk-7f3a9c12".into();
    for options in
        [&[][..], &["--disclose", "partner"], &["--disclose", "offers"], &["--include", "sec-access"]]
    {
        let link = run_with(&[&["encode"], options, &["-"]].concat(), &persona.to_string());
        assert_eq!(run_with(&["decode", "-"], &link.out).json().get("locale"), None, "{options:?}");
    }
    for format in ["--csv", "--json", "--html", "--svg"] {
        let file = run_with(&["export", format, "--disclose", "partner", "-"], &persona.to_string());
        assert!(file.code == 0 && !file.out.contains("x-trk"), "{format}: {}{}", file.err, file.out);
    }
}
