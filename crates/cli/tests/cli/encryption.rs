//! `interlocal encode --encrypt`, and `interlocal decode` of its links. Tests have no terminal, so passphrases come from files;
//! the tests of typed passphrases are in `src/passphrase.rs`.

use crate::{Run, file, list, personas, run, run_with};
use interlocal_core::link::MOST_INPUT;

const STRONG: &str = "maple harbor twelve lantern";
const NO_TERMINAL: &str = "interlocal: There is no terminal to ask for the passphrase. Write it into the first line of a \
                           file and add --passphrase-file FILE.";
const WRONG: &str = "interlocal: The passphrase does not open this link. Check each word and try again.";

/// A file of its own for each test, because tests run at once.
fn passphrase_file(test: &str, content: &str) -> String {
    file(&format!("passphrase-{test}.txt"), content)
}

fn encrypted(passphrases: &str, stdin: &str) -> Run {
    run_with(&["encode", "--encrypt", "--passphrase-file", passphrases, "-"], stdin)
}

fn opened(passphrases: &str, link: &str) -> Run {
    run(&["decode", "--passphrase-file", passphrases, link])
}

#[test]
fn an_encrypted_link_opens_as_the_public_profile() {
    let words = passphrase_file("opens", STRONG);
    let open = run_with(&["encode", "-"], &list());
    let links = encrypted(&words, &list());
    assert_eq!(links.lines().len(), 6);
    for (link, open) in links.lines().iter().zip(open.lines()) {
        assert_eq!(opened(&words, link).json(), run(&["decode", open]).json());
    }
}

#[test]
fn requirement_17_every_link_has_a_salt_of_its_own() {
    let words = passphrase_file("salt", STRONG);
    let persona = personas()[0].to_string();
    let links = encrypted(&words, &format!("{persona}\n{persona}\n{persona}\n"));
    let mut bodies: Vec<&str> = links.lines().iter().map(|link| &link[5..]).collect();
    // Kind and kdf are the first 16 bits; the salt starts behind the third symbol and fills the next 25.
    assert!(bodies.iter().all(|body| body.starts_with("040")));
    bodies.sort_unstable();
    let mut salts: Vec<&str> = bodies.iter().map(|body| &body[4..28]).collect();
    salts.dedup();
    assert_eq!(salts.len(), 3);
    let ends: Vec<&str> = bodies.iter().map(|body| &body[40..60]).collect();
    assert!(ends[0] != ends[1] && ends[1] != ends[2]);
}

#[test]
fn an_encrypted_link_of_a_full_form_has_at_most_280_characters() {
    let words = passphrase_file("length", STRONG);
    let short: Vec<_> =
        personas().into_iter().filter(|it| it["name"]["en"].as_str().unwrap().len() <= 34).collect();
    let links = encrypted(&words, &serde_json::to_string(&short).unwrap());
    assert!(links.lines().iter().all(|link| link.len() <= 280), "{}", links.out);
    assert_eq!(short.len(), 3);
}

#[test]
fn the_page_goes_in_front_and_the_link_is_found_in_a_message() {
    let words = passphrase_file("message", STRONG);
    let args = ["encode", "--encrypt", "--passphrase-file", &words, "--base", "https://a.example/s/", "-"];
    let link = run_with(&args, &personas()[1].to_string());
    assert!(link.lines()[0].starts_with("https://a.example/s/?#su1"));
    let mail = format!("Ours:\n> {}\n", link.lines()[0]);
    let read = run_with(&["decode", "--passphrase-file", &words, "-"], &mail);
    assert_eq!(read.json()["agency"], "City of Fenwick Falls (example)");
}

#[test]
fn spaces_hyphens_and_capitals_of_a_passphrase_make_no_difference() {
    let words = passphrase_file("written", STRONG);
    let link = encrypted(&words, &personas()[0].to_string());
    for (idx, spelling) in [
        "\u{FEFF}Maple-Harbor-Twelve-Lantern\r\nThe second line is ignored\n",
        "  maple \u{2014} harbor\u{2011}twelve\tLANTERN ",
        "\u{FF4D}aple harbor twelve lantern\n",
    ]
    .into_iter()
    .enumerate()
    {
        let words = passphrase_file(&format!("written-{idx}"), spelling);
        assert_eq!(opened(&words, link.lines()[0]).code, 0, "{spelling:?}");
    }
    let from_stdin =
        run_with(&["decode", "--passphrase-file", "-", link.lines()[0]], "maple harbor twelve lantern\n");
    assert_eq!(from_stdin.code, 0, "{}", from_stdin.err);
}

#[test]
fn requirement_17_a_wrong_passphrase_and_damage_have_different_messages() {
    let words = passphrase_file("right", STRONG);
    let link = encrypted(&words, &personas()[0].to_string());
    let link = link.lines()[0];
    let other = passphrase_file("wrong", "maple harbor twelve");
    opened(&other, link).fails_with(1, WRONG);
    let changed = format!("{}{}{}", &link[..70], if &link[70..71] == "7" { "8" } else { "7" }, &link[71..]);
    // Damage, a cut and a later version are found without the passphrase.
    for broken in [changed.as_str(), &link[..90], "no link", "su10d04132sk6cr"] {
        let failed = run(&["decode", broken]);
        assert_eq!(failed.code, 1, "{broken}");
        assert!(!failed.err.contains("assphrase"), "{broken}: {}", failed.err);
        assert_eq!(opened(&words, broken).err, failed.err, "{broken}");
    }
}

#[test]
fn without_a_terminal_and_a_file_the_message_gives_the_next_step() {
    let words = passphrase_file("terminal", STRONG);
    let link = encrypted(&words, &personas()[0].to_string());
    run(&["decode", link.lines()[0]]).fails_with(1, NO_TERMINAL);
    run_with(&["encode", "--encrypt", "-"], &list()).fails_with(1, NO_TERMINAL);
    // An open link ignores the passphrase.
    let open = run_with(&["encode", "-"], &personas()[0].to_string());
    assert_eq!(opened(&words, open.lines()[0]).json(), run(&["decode", open.lines()[0]]).json());
}

#[test]
fn a_file_without_a_passphrase_is_reported_by_its_name() {
    let persona = personas()[0].to_string();
    for (name, content) in [
        ("empty", ""),
        ("blank", "\nsecond line\n"),
        ("marks", " - \u{2014}\n"),
        ("wide", "\u{FF0D}\u{FF0D}\n"),
        ("small", "\u{FE58}\n"),
        ("hidden", "\u{200B}\u{AD}\n"),
    ] {
        let words = passphrase_file(name, content);
        let sentence = format!("interlocal: The first line of {words} is empty. Write the passphrase there.");
        encrypted(&words, &persona).fails_with(1, &sentence);
    }
    let missing = encrypted("no-such-file.txt", &persona);
    assert_eq!(missing.code, 1);
    assert!(missing.err.contains("Can't open no-such-file.txt"), "{}", missing.err);
    let endless = passphrase_file("endless", &"x".repeat(5 * MOST_INPUT));
    assert_eq!(encrypted(&endless, &persona).code, 0);
}

#[test]
fn a_weak_passphrase_causes_a_warning() {
    let words = passphrase_file("weak", "oak river nine");
    let link = encrypted(&words, &personas()[0].to_string());
    assert_eq!(link.code, 0);
    assert!(link.err.contains("easy to guess") && link.err.lines().count() == 1, "{}", link.err);
    // The reader of a link did not choose its passphrase.
    assert_eq!(opened(&words, link.out.trim_end()).err, "");
}

#[test]
fn a_passphrase_is_not_an_argument_and_options_without_use_are_refused() {
    run(&["encode", "--encrypt", "--passphrase", "oak", "-"])
        .is_refused("similar argument exists: '--passphrase-file'");
    run(&["encode", "--passphrase-file", "x", "-"]).is_refused("--encrypt");
    run(&["encode", "--encrypt", "--passphrase-file", "-", "-"])
        .is_refused("Standard input can be read only once");
    run(&["decode", "--passphrase-file", "-", "-"]).is_refused("Standard input can be read only once");
    run(&["decode", "--encrypt", "x"]).is_refused("unexpected argument '--encrypt'");
}
