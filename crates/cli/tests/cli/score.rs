//! `interlocal score`: three forms of input, and the messages about mistakes.

use crate::{BANK_FILE, PERSONAS, expected, file, json_lines, list, personas, run, run_bytes, run_with};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread;

#[test]
fn a_list_of_profiles_gives_a_list_of_scorecards() {
    let scored = run(&["score", &file("list.json", &list())]);
    assert_eq!(scored.json(), Value::from(expected()));
    assert!(scored.out.starts_with("[\n"), "not pretty");
}

#[test]
fn json_lines_give_json_lines() {
    let with_blank_lines = json_lines().replace("}\n{", "}\n\n{");
    for text in [json_lines(), with_blank_lines, format!("\u{FEFF}{}", json_lines().replace('\n', "\r\n"))] {
        let scored = run_with(&["score", "-"], &text);
        let cards: Vec<Value> =
            scored.lines().iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(cards, expected());
    }
}

#[test]
fn one_profile_over_one_or_many_lines_gives_one_pretty_scorecard() {
    let persona = &personas()[2];
    for text in [persona.to_string(), format!("{persona:#}"), format!("\n\n{persona:#}\n\n")] {
        let scored = run_with(&["score", "-"], &text);
        assert_eq!(scored.json(), expected()[2]);
        assert!(scored.out.starts_with("{\n"), "not pretty");
    }
}

#[test]
fn an_unknown_id_is_reported_with_file_pointer_and_next_step() {
    let path = file("unknown.json", r#"{"answers": {"gis-maping": {"skill": 1}}}"#);
    let complaint = "/answers/gis-maping: \"gis-maping\" isn't valid here; did you mean \"gis-mapping\"?";
    run(&["score", &path]).fails_with(1, &format!("interlocal: {path}: {complaint}"));
}

#[test]
fn a_level_of_seven_is_reported_with_its_entry_or_line() {
    let (good, bad) = (json!({"answers": {}}), json!({"answers": {"hosting": {"skill": 7}}}));
    let complaint = "/answers/hosting/skill: must be 0 to 4, or null";
    run_with(&["score", "-"], &json!([good, bad]).to_string())
        .fails_with(1, &format!("interlocal: standard input, entry 2: {complaint}"));
    let lines = run_with(&["score", "-"], &format!("{good}\n\n{bad}\n"));
    assert_eq!((lines.code, lines.out.lines().count()), (1, 1));
    assert_eq!(lines.err, format!("interlocal: standard input, line 3: {complaint}\n"));
}

#[test]
fn broken_json_is_reported_with_its_line() {
    let lines = run_with(&["score", "-"], "{\"answers\": {}}\n{\"answers\": \n");
    assert!(lines.err.contains("standard input, line 2: not JSON"), "{}", lines.err);
    let twice = run_with(&["score", "-"], r#"{"answers": {"hosting": {"skill": 1, "skill": 2}}}"#);
    assert!(twice.err.contains("the key \"skill\" occurs twice in one object at line 1"), "{}", twice.err);
    let whole = run_with(&["score", "-"], "\n{\n\"answers\": {},\n\n oops}\n");
    assert!(whole.err.contains("at line 5 column 2. Correct that place"), "{}", whole.err);
    let two = run_with(&["score", "-"], "{\n\"answers\": {}\n}\n{\n\"answers\": {}\n}\n");
    two.fails_with(
        1,
        "interlocal: standard input has more than one JSON value at line 4 column 1. Put each profile on one line, \
         or all in one list.",
    );
}

#[test]
fn a_file_that_cannot_be_read_is_reported_with_a_next_step() {
    let missing = run(&["score", "/no/such/file.json"]);
    assert_eq!((missing.code, missing.out.as_str()), (1, ""));
    assert!(missing.err.starts_with("interlocal: Can't open /no/such/file.json"), "{}", missing.err);
    assert!(missing.err.contains("Check the path"), "{}", missing.err);
    run(&["score", "-"]).fails_with(1, "interlocal: standard input is empty. Give it a profile as JSON.");
    run_bytes(&["score", "-"], vec![b'"', 1, 2, 3, b'"'])
        .fails_with(1, "interlocal: standard input is not text. Save it as UTF-8 text.");
}

#[test]
fn a_file_is_scored_whatever_its_encoding_and_its_form() {
    let persona = personas()[0].to_string();
    let wanted = run_with(&["score", "-"], &persona).json();
    for (mark, little) in [(true, true), (true, false), (false, true), (false, false)] {
        let units = mark.then_some(0xFEFF).into_iter().chain(persona.encode_utf16());
        let bytes =
            units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect();
        assert_eq!(run_bytes(&["score", "-"], bytes).json(), wanted, "{mark} {little}");
    }
    let base = "https://it.example.gov/share/";
    let encoded = run_with(&["encode", "--disclose", "partner", "--base", base, "-"], &persona);
    let link = encoded.out.trim();
    for text in [format!("name,link\nOak,{link}\n"), format!("From: a@b\nSubject: x\n\nSee {link}.\n")] {
        assert_eq!(run_with(&["score", "-"], &text).json(), wanted, "{text}");
    }
}

#[test]
fn an_object_without_answers_is_not_an_empty_profile() {
    let path = file("personas.json", PERSONAS);
    run(&["score", &path])
        .fails_with(1, &format!("interlocal: {path}: /answers: is required; is this a profile?"));
}

#[test]
fn another_bank_scores_by_its_own_numbers() {
    let mut bank: Value = serde_json::from_str(BANK_FILE).unwrap();
    bank["scoring"]["offer_full_points"] = json!(400);
    let path = file("own-bank.json", &bank.to_string());
    let scored = run_with(&["score", "--bank", &path, "-"], &personas()[0].to_string());
    assert_eq!((&expected()[0]["offer_index"], &scored.json()["offer_index"]), (&json!(100), &json!(17)));
}

#[test]
fn a_closed_pipe_ends_the_run_quietly() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_interlocal"))
        .args(["score", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let writer = thread::spawn(move || {
        // More than the pipes hold, so the command notices that its reader is gone, and stops.
        (0..200).all(|_| pipe.write_all(json_lines().as_bytes()).is_ok())
    });
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(!writer.join().unwrap(), "the command read all of it");
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
}
