//! Help, version, and command lines that make no sense.

use crate::{run, run_with};
use serde_json::json;

#[test]
fn help_teaches_each_command_with_an_example() {
    for args in [
        vec!["--help"],
        vec!["-h"],
        vec!["help"],
        vec!["score", "--help"],
        vec!["help", "encode"],
        vec!["help", "compare"],
        vec!["help", "group"],
    ] {
        let help = run(&args);
        assert_eq!((help.code, help.err.as_str()), (0, ""), "{args:?}");
        assert!(help.out.contains("Usage: interlocal") && help.out.contains("Example"), "{args:?}");
        assert!(help.out.lines().all(|line| line.chars().count() <= 110), "{args:?}");
    }
    assert!(run(&["decode", "--help"]).out.contains("TEXT may be the whole link"));
    assert!(run(&["bank", "check", "-h"]).out.contains("advice"));
}

#[test]
fn the_profile_in_the_help_can_be_scored() {
    let help = run(&["score", "--help"]).out;
    let (_, rest) = help.split_once("A small profile:\n").unwrap();
    let (profile, _) = rest.split_once("\n\n").unwrap();
    assert_eq!(run_with(&["score", "-"], profile).json()["answered"], json!([3, 70]));
}

#[test]
fn the_version_is_the_packages() {
    assert_eq!(run(&["--version"]).lines(), [format!("interlocal {}", env!("CARGO_PKG_VERSION"))]);
    assert_eq!(run(&["score", "-V"]).lines().len(), 1);
}

#[test]
fn a_command_line_that_makes_no_sense_is_told_where_to_find_help() {
    let wrong: [(&[&str], &str); 25] = [
        (&[], "interlocal --help"),
        (&["scroe", "x"], "interlocal --help"),
        (&["score"], "interlocal score --help"),
        (&["score", "a", "b"], "interlocal score --help"),
        (&["score", "--json", "-"], "interlocal score --help"),
        (&["decode", "--base", "x", "-"], "interlocal decode --help"),
        (&["decode"], "interlocal decode --help"),
        (&["compare", "a"], "interlocal compare --help"),
        (&["compare", "a", "b", "c"], "interlocal compare --help"),
        (&["compare", "-", "-"], "interlocal compare --help"),
        (&["compare", "--base", "x", "a", "b"], "interlocal compare --help"),
        (&["group"], "interlocal group --help"),
        (&["group", "--helpers", "0", "a"], "interlocal group --help"),
        (&["group", "--helpers", "two", "a"], "interlocal group --help"),
        (&["group", "--helpers", "2", "--out", "csv", "a"], "interlocal group --help"),
        (&["group", "--for", "x", "--out", "csv", "a"], "interlocal group --help"),
        (&["score", "--helpers", "2", "a"], "interlocal score --help"),
        (&["group", "--out", "xls", "a"], "interlocal group --help"),
        (&["group", "--out", "csv"], "interlocal group --help"),
        (&["group", "--out", "csv", "-", "a", "-"], "interlocal group --help"),
        (&["score", "--to", "x", "a"], "interlocal score --help"),
        (&["bank", "lint", "x"], "interlocal bank check --help"),
        (&["bank", "check"], "interlocal bank check --help"),
        (&["score", "--bnak", "x"], "interlocal --help"),
        (&["score", "--bank"], "interlocal --help"),
    ];
    for (args, help) in wrong {
        let run = run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.trim_end().ends_with(&format!("Try: {help}")), "{args:?}: {}", run.err);
    }
}
