//! Help, version, completions, manual pages, and command lines that can't be understood.

use crate::{BANK_FILE, PERSONAS, json_lines, list, personas, run, run_with};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

const COMMANDS: [&str; 9] =
    ["score", "encode", "decode", "export", "compare", "group", "bank check", "completions", "man"];

/// The help text of a command for a terminal with 80 columns.
fn help(command: &str) -> String {
    let mut process = Command::new(env!("CARGO_BIN_EXE_interlocal"));
    let output =
        process.args(command.split_whitespace()).arg("--help").env("COLUMNS", "80").output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{command}");
    String::from_utf8(output.stdout).unwrap()
}

/// The lines after "Examples:", up to a blank line.
fn examples(help: &str) -> Vec<String> {
    let (_, examples) = help.split_once("Examples:\n").unwrap_or_else(|| panic!("no examples: {help}"));
    let lines = examples.lines().take_while(|line| !line.is_empty());
    let example = |line: &str| {
        line.strip_prefix("  ").filter(|line| line.starts_with("interlocal ")).map(str::to_owned)
    };
    lines.map(|line| example(line).unwrap_or_else(|| panic!("{line:?} was wrapped"))).collect()
}

#[test]
fn the_help_of_each_command_ends_with_examples_and_fits_80_columns() {
    for command in [""].iter().chain(&COMMANDS) {
        let help = help(command);
        let last = examples(&help).pop().unwrap();
        assert!(help.trim_end().ends_with(&last) && last.starts_with("interlocal "), "{command}");
        assert!(help.lines().all(|line| line.chars().count() <= 80), "{command}");
    }
    assert!(help("decode").contains("TEXT may be the whole link") && help("bank check").contains("advice"));
    for args in [&["help"] as &[&str], &["-h"], &["help", "group"], &["bank", "check", "-h"]] {
        assert!(run(args).lines().contains(&"Examples:"), "{args:?}");
    }
}

/// The files that the examples name, and a link.
fn files() -> (Vec<(&'static str, Vec<u8>)>, String) {
    let link = run_with(&["encode", "--base", "https://it.example.gov/", "-"], &personas()[2].to_string());
    let link = link.lines()[0].to_owned();
    let links = run_with(&["encode", "-"], &list()).out;
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, link) in (0..).zip(links.lines()) {
        sheet.write_string(row, 0, link).unwrap();
    }
    let files = vec![
        ("members.xlsx", book.save_to_buffer().unwrap()),
        ("all-towns.jsonl", json_lines().into_bytes()),
        ("town.json", personas()[2].to_string().into_bytes()),
        ("county.json", personas()[0].to_string().into_bytes()),
        ("our-bank.json", BANK_FILE.into()),
        ("links.txt", links.into_bytes()),
        ("message.eml", format!("From: a@b.example\nSubject: Ours\n\nSee {link}\n").into_bytes()),
        ("words.txt", b"maple harbor twelve lantern\n".to_vec()),
    ];
    (files, link)
}

#[test]
fn every_example_of_the_help_runs() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples");
    std::fs::create_dir_all(&folder).unwrap();
    let (files, link) = files();
    let (_, token) = link.split_once('#').unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_interlocal")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    for command in [""].iter().chain(&COMMANDS) {
        for (name, content) in &files {
            std::fs::write(folder.join(name), content).unwrap();
        }
        for example in examples(&help(command)) {
            let line = example.replace("su1...", token);
            let shell =
                Command::new("sh").args(["-c", &line]).current_dir(&folder).env("PATH", &path).output();
            let output = shell.unwrap();
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{example}: {errors}");
            assert!(errors.is_empty() || example.contains("bank check"), "{example}: {errors}");
        }
    }
}

#[test]
fn the_profile_in_the_help_can_be_scored() {
    let help = help("score");
    let (_, rest) = help.split_once("A small profile:\n").unwrap();
    let (profile, _) = rest.split_once("\n\n").unwrap();
    assert_eq!(run_with(&["score", "-"], profile).json()["answered"], json!([3, 70]));
}

#[test]
fn the_version_is_that_of_the_package() {
    assert_eq!(run(&["--version"]).lines(), [format!("interlocal {}", env!("CARGO_PKG_VERSION"))]);
    assert_eq!(run(&["score", "-V"]).lines().len(), 1);
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(&["completions", shell]);
        assert!(COMMANDS.iter().all(|name| script.out.contains(name.split(' ').next().unwrap())), "{shell}");
        assert!(script.code == 0 && script.out.contains("passphrase-file") && !script.out.contains("seal"));
    }
    for command in COMMANDS {
        let page = run(&[vec!["man"], command.split(' ').collect()].concat());
        assert!(page.code == 0 && page.out.contains(".SH OPTIONS"), "{command}: {}", page.err);
        assert!(page.out.contains(".nf\nExamples:") || page.out.contains("\n\nExamples:"), "{command}");
    }
    assert!(run(&["man"]).out.contains("interlocal\\-score"));
    run(&["man", "scroe"]).is_refused("There is no command \"scroe\"");
}

#[test]
fn a_command_line_that_can_not_be_understood_gets_the_next_step() {
    let wrong: [(&[&str], &str); 22] = [
        (&["scroe", "x"], "'score'"),
        (&["score"], "<FILE>"),
        (&["score", "a", "b"], "interlocal score [OPTIONS] <FILE>"),
        (&["score", "--json", "-"], "'--json'"),
        (&["decode", "--base", "x", "-"], "'--base'"),
        (&["decode"], "<TEXT>"),
        (&["compare", "a"], "<B>"),
        (&["compare", "a", "b", "c"], "interlocal compare [OPTIONS] <A> <B>"),
        (&["compare", "-", "-"], "Standard input can be read only once"),
        (&["group"], "<FILE>..."),
        (&["group", "--helpers", "0", "a"], "0 is not in 1.."),
        (&["group", "--helpers", "two", "a"], "invalid value 'two' for '--helpers <K>'"),
        (&["group", "--helpers", "2", "--answers", "csv", "a"], "cannot be used with"),
        (&["group", "--for", "x", "--answers", "csv", "a"], "cannot be used with"),
        (&["group", "--format", "table", "--answers", "csv", "a"], "cannot be used with"),
        (&["group", "--answers", "xls", "a"], "[possible values: parquet, csv, jsonl]"),
        (&["group", "-", "a", "-"], "Standard input can be read only once"),
        (&["score", "--format", "xml", "a"], "[possible values: table, json]"),
        (&["bank", "lint", "x"], "interlocal bank <COMMAND>"),
        (&["bank", "check"], "<FILE>"),
        (&["score", "--bnak", "x"], "'--bank'"),
        (&["score", "--bank"], "--bank <FILE>"),
    ];
    for (args, part) in wrong {
        run(args).is_refused(part);
    }
    let nothing = run(&[]);
    assert_eq!((nothing.code, nothing.out.as_str()), (2, ""));
    assert!(nothing.err.contains("Examples:"), "{}", nothing.err);
}

#[test]
fn earlier_names_of_options_still_work() {
    let persona = personas()[0].to_string();
    let old = run_with(&["encode", "--tell", "sec-access", "-"], &persona);
    assert_eq!(old.lines(), run_with(&["encode", "--include", "sec-access", "-"], &persona).lines());
    let words = crate::file("earlier-words.txt", "maple harbor twelve lantern");
    assert_eq!(run_with(&["encode", "--seal", "--passphrase-file", &words, "-"], &persona).lines().len(), 1);
    let to = crate::file("earlier.csv", "");
    assert_eq!(run_with(&["group", "--out", "csv", "--to", &to, "-"], PERSONAS).code, 0);
    let new = run_with(&["group", "--answers", "csv", "-"], PERSONAS).out;
    assert_eq!(std::fs::read_to_string(&to).unwrap(), new);
    let _: Value = run_with(&["score", "--lang", "es", "-"], &persona).json();
}
