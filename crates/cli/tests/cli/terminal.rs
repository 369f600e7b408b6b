//! Control characters in names, keys and files don't reach a terminal.

use crate::{BANK_FILE, Run, file, list, personas, run, run_with};
use serde_json::{Value, json};

/// Checks that standard error is lines of text, and that a name added none of them.
#[track_caller]
fn assert_tame(run: &Run) {
    assert!(run.err.starts_with("interlocal: "), "{}", run.err);
    let is_wild = |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    for line in run.err.lines() {
        assert!(line != "interlocal: fine" && !line.contains(is_wild), "{line:?}");
    }
}

#[test]
fn a_message_about_deep_or_long_keys_is_short() {
    let (deep, long) = ("not", "x".repeat(1 << 20));
    let rule = format!("{}{{}}{}", format!("{{\"{deep}\":").repeat(100), "}".repeat(100));
    let mut bank: Value = serde_json::from_str(BANK_FILE).unwrap();
    bank["capabilities"][4]["visible_if"] = serde_json::from_str(&rule).unwrap();
    let checked = run_with(&["bank", "check", "-"], &bank.to_string());
    assert_eq!(checked.code, 1);
    let line = checked.out.lines().next().unwrap();
    assert!(line.starts_with("error: /capabilities/4/visible_if/not/not") && line.len() < 1000, "{line}");
    for text in [format!("{{\"{long}\":1,\"{long}\":2}}"), format!("{{\"answers\":{{\"{long}\":1}}}}")] {
        let run = run_with(&["score", "-"], &text);
        assert!(run.code == 1 && run.err.len() < 1000 && run.err.contains('…'), "{}", run.err.len());
    }
    let forged = run_with(&["bank", "check", "-"], r#"{"x\nerror: forged": 1}"#);
    assert!(!forged.out.lines().any(|line| line == "error: forged"), "{}", forged.out);
}

#[test]
fn a_key_of_a_file_can_not_clear_the_screen() {
    let run = run_with(&["score", "-"], r#"{"answers":{"\u001b]0;owned\u0007\u001b[2J":{}}}"#);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("owned"), "{}", run.err);
    assert_tame(&run);
}

#[test]
fn names_on_the_command_line_and_of_files_are_escaped() {
    for name in
        ["no\u{1b}[2Jfile.json", "no\u{9b}31mfile.json", "evil\u{202e}nosj.file", "a\ninterlocal: fine"]
    {
        for command in [&["score", name] as &[&str], &["group", name], &["bank", "check", name], &[name]] {
            let run = run(command);
            assert_ne!(run.code, 0, "{command:?}");
            assert_tame(&run);
        }
    }
    let bad = file("bad\u{9b}31m.csv", "su1zz\nhttps://a.example/?#su10000000000000000\n");
    assert_tame(&run(&["group", &bad]));
}

#[test]
fn an_id_is_escaped_in_a_warning() {
    let mut twice = personas();
    twice.truncate(2);
    for persona in &mut twice {
        persona["id"] = json!("id\u{9b}31m\u{202e}");
    }
    let run = run_with(&["group", "-"], &Value::from(twice).to_string());
    assert_eq!(run.code, 0);
    assert_tame(&run);
}

/// A program that reads the output gets each text as it is.
#[test]
fn output_that_goes_to_a_program_is_unchanged() {
    let mut evil = personas()[0].clone();
    evil["id"] = json!("id\u{9b}31m");
    let (one, other) = (file("evil.json", &evil.to_string()), file("other.json", &personas()[1].to_string()));
    let run = run(&["compare", &one, &other]);
    assert!(run.out.contains("id\u{9b}31m") && run.json()["a"] == "id\u{9b}31m");
}

#[test]
fn the_table_for_warehouses_has_no_formulas_either() {
    let mut all = personas();
    all[0]["id"] = json!("=HYPERLINK(\"https://evil.example\")");
    all[1]["context"]["ctx-region"]["local"] = json!(";\"=cmd|'/c calc'!A0;");
    let run = run_with(&["group", "-", "--answers", "csv"], &Value::from(all).to_string());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let cells = run.out.lines().flat_map(|line| line.split([',', ';', '\t']));
    let mut n_tamed = 0;
    for cell in cells {
        let cell = cell.trim_matches(['"', ' ']);
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        n_tamed += usize::from(cell.starts_with("'="));
    }
    assert!(n_tamed > 0, "{}", list());
}
