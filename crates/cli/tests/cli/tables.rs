//! The tables for people, against golden files in `tests/tables`. `UPDATE=1` writes the files; read the difference before you
//! commit it.

use crate::{Run, file, list, personas, run, run_with};
use std::path::Path;

/// Compares the table with `tests/tables/NAME.txt`.
#[track_caller]
fn is_golden(name: &str, run: &Run) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables").join(format!("{name}.txt"));
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{name}");
    assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{name} is wider than 80 columns");
    assert!(!run.out.contains('\u{1b}'), "{name} has escape sequences");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &run.out).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(run.out, golden, "{} differs; UPDATE=1 writes it", path.display());
}

fn in_both_languages(name: &str, table: impl Fn(&str) -> Run) {
    for lang in ["en", "es"] {
        is_golden(&format!("{name}-{lang}"), &table(lang));
    }
}

#[test]
fn a_score_of_one_profile() {
    let town = personas()[2].to_string();
    in_both_languages("score-one", |lang| {
        run_with(&["score", "-", "--format", "table", "--lang", lang], &town)
    });
}

#[test]
fn scores_of_several_profiles_are_a_row_each() {
    in_both_languages("score", |lang| {
        run_with(&["score", "-", "--format", "table", "--lang", lang], &list())
    });
    let lines = run_with(&["score", "-", "--format", "table"], &crate::json_lines());
    assert_eq!(lines.out, run_with(&["score", "-", "--format", "table"], &list()).out);
}

#[test]
fn a_comparison() {
    let [county, town] = [0, 2].map(|idx| file(&format!("tables-{idx}.json"), &personas()[idx].to_string()));
    in_both_languages("compare", |lang| {
        run(&["compare", &county, &town, "--format", "table", "--lang", lang])
    });
}

#[test]
fn results_of_a_group() {
    in_both_languages("group", |lang| {
        run_with(&["group", "-", "--format", "table", "--lang", lang], &list())
    });
}

#[test]
fn the_profile_in_a_link() {
    let mut persona = personas()[2].clone();
    persona["note"] = "Call us in the morning.".into();
    persona["date"] = "2026-03-01".into();
    let link = run_with(&["encode", "--disclose", "partner", "-"], &persona.to_string());
    in_both_languages("decode", |lang| {
        run_with(&["decode", "-", "--format", "table", "--lang", lang], &link.out)
    });
}

#[test]
fn long_tables_and_lists_say_how_much_is_left_out() {
    let town = personas()[2].clone();
    let copies = (0..60).map(|n| {
        let mut copy = town.clone();
        copy["id"] = format!("town-{n}").into();
        copy
    });
    let copies = serde_json::Value::from(copies.collect::<Vec<_>>()).to_string();
    let table = run_with(&["group", "-", "--format", "table"], &copies).out;
    assert!(table.contains("Agencies: 60\n"), "{table}");
    // Eight members of sixty, 20 pairs of 30.
    assert!(
        table.contains("town-6, town-7\n  and 52 more\n") || table.contains("town-7 and 52 more\n"),
        "{table}"
    );
    assert!(table.contains("\nand 10 more (--format json has all)\n"), "{table}");
}

/// A row for a name, whatever the name contains.
#[test]
fn names_can_not_add_rows_or_sequences() {
    let mut all = personas();
    all[0]["id"] = "id\u{9b}31m\nlittle-quill  99".into();
    let table = run_with(&["group", "-", "--format", "table"], &serde_json::Value::from(all).to_string());
    let is_wild = |c: char| c.is_control() && c != '\n';
    assert!(table.code == 0 && !table.out.contains(is_wild), "{}", table.out);
    assert!(table.out.contains("id\\u009b31m\\u000alittle-quill"), "{}", table.out);
}

#[test]
fn profiles_without_answers_have_tables_too() {
    let empty = file("tables-empty.json", r#"{"answers": {}}"#);
    for args in [
        ["score", &empty, "--format"].as_slice(),
        &["compare", &empty, &empty, "--format"],
        &["group", &empty, "--format"],
    ] {
        let table = run(&[args, &["table"]].concat());
        assert_eq!((table.code, table.err.as_str()), (0, ""), "{args:?}");
        assert!(table.out.contains('–') || table.out.contains("at least a third"), "{}", table.out);
    }
}
