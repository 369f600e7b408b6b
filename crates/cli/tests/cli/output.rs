//! `--output`: a file changes only if the command succeeds, and is never one of the inputs.

use crate::{BANK_FILE, PERSONAS, Run, file, personas, run, run_with};
use std::path::Path;

/// A folder of its own for each test.
fn folder(test: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("output-{test}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder.to_str().unwrap().to_owned()
}

fn names(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn is_silent(run: &Run) -> bool {
    (run.code, run.out.as_str(), run.err.as_str()) == (0, "", "")
}

#[test]
fn each_command_writes_the_same_to_a_file_as_to_standard_output() {
    let folder = folder("same");
    let town = file("output-town.json", &personas()[2].to_string());
    let link = run(&["encode", &town]).lines()[0].to_owned();
    for args in [
        &["score", &town] as &[&str],
        &["score", &town, "--format", "table"],
        &["encode", &town],
        &["decode", &link],
        &["export", "--csv", &town],
        &["export", "--html", &town],
        &["compare", &town, &link],
        &["group", &town],
        &["group", &town, "--answers", "parquet"],
    ] {
        let to = format!("{folder}/new");
        assert!(is_silent(&run(&[args, &["--output", &to]].concat())), "{args:?}");
        let written = String::from_utf8_lossy(&std::fs::read(&to).unwrap()).into_owned();
        if !args.contains(&"parquet") {
            assert_eq!(written, run(args).out, "{args:?}");
        }
        assert!(!written.is_empty());
    }
    assert_eq!(names(&folder), ["new"]);
}

#[test]
fn a_failure_leaves_the_old_content_and_no_other_file() {
    let folder = folder("failure");
    let to = format!("{folder}/scores.jsonl");
    std::fs::write(&to, "old").unwrap();
    let good = personas()[0].to_string();
    let failed = run_with(&["score", "-", "--output", &to], &format!("{good}\n{good}\n{{}}\n"));
    assert_eq!((failed.code, failed.out.as_str()), (1, ""));
    assert_eq!((std::fs::read_to_string(&to).unwrap().as_str(), names(&folder).len()), ("old", 1));
    assert!(is_silent(&run_with(&["score", "-", "--output", &to], &format!("{good}\n{good}\n"))));
    assert_eq!((std::fs::read_to_string(&to).unwrap().lines().count(), names(&folder).len()), (2, 1));
}

#[test]
fn an_input_is_not_overwritten_whatever_its_path() {
    let folder = folder("input");
    let [town, bank, words] = ["town.json", "bank.json", "words.txt"].map(|name| format!("{folder}/{name}"));
    for (path, content) in
        [(&town, personas()[2].to_string()), (&bank, BANK_FILE.to_owned()), (&words, "oak".into())]
    {
        std::fs::write(path, content).unwrap();
    }
    let (other, linked) = (format!("{folder}/../output-input/town.json"), format!("{folder}/linked.json"));
    std::os::unix::fs::symlink(&town, &linked).unwrap();
    for args in [
        ["score", "--output", &town, &town] as [&str; 4],
        ["score", "--output", &other, &town],
        ["score", "--output", &linked, &town],
        ["group", "--output", &town, &linked],
    ] {
        run(&args).is_refused("is also an input, so it isn't overwritten. Choose another file.");
    }
    run(&["score", "--bank", &bank, "--output", &bank, &town]).is_refused("is also an input");
    run(&["encode", "--encrypt", "--passphrase-file", &words, "--output", &words, &town])
        .is_refused("also an input");
    run(&["compare", &linked, &town, "--output", &linked]).is_refused("is also an input");
    assert_eq!(std::fs::read_to_string(&town).unwrap(), personas()[2].to_string());
}

#[test]
fn links_permissions_and_devices_stay_as_they_are() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("kinds");
    let [target, linked] = ["target.json", "linked.json"].map(|name| format!("{folder}/{name}"));
    std::fs::write(&target, "old").unwrap();
    std::fs::set_permissions(&target, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::os::unix::fs::symlink(&target, &linked).unwrap();
    assert!(is_silent(&run_with(&["group", "-", "--output", &linked], PERSONAS)));
    assert!(std::fs::symlink_metadata(&linked).unwrap().is_symlink());
    assert_eq!(std::fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::read_to_string(&target).unwrap(), run_with(&["group", "-"], PERSONAS).out);
    assert!(is_silent(&run_with(&["group", "-", "--output", "/dev/null"], PERSONAS)));
    assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
    assert_eq!(
        run_with(&["group", "-", "--output", "-"], PERSONAS).out,
        run_with(&["group", "-"], PERSONAS).out
    );
}

#[test]
fn a_path_that_can_not_be_written_is_reported_with_the_next_step() {
    for path in ["no-such-folder/a.json", env!("CARGO_TARGET_TMPDIR")] {
        let failed = run_with(&["score", "-", "--output", path], &personas()[0].to_string());
        assert_eq!((failed.code, failed.out.as_str()), (1, ""), "{path}");
        let message = format!("interlocal: {path} can't be written (");
        assert!(failed.err.starts_with(&message) && failed.err.contains("Check the path"), "{}", failed.err);
    }
}
