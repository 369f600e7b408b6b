//! `interlocal encode --seal`, and `interlocal decode` of what it wrote. There is no terminal here, so passphrases come
//! from files; what a person types is tested beside the code.

use crate::{Run, file, list, personas, run, run_with};
use interlocal_core::link::MOST_INPUT;

const STRONG: &str = "maple harbor twelve lantern";
const NO_TERMINAL: &str = "interlocal: there is no terminal to ask for the passphrase at; write it into the first line \
                           of a file and name that with --passphrase-file FILE";
const WRONG: &str = "interlocal: The passphrase does not open this link. Check each word and try again.";

/// A file of its own for each test, since they run side by side.
fn passphrase_file(test: &str, content: &str) -> String {
    file(&format!("passphrase-{test}.txt"), content)
}

fn sealed(passphrases: &str, stdin: &str) -> Run {
    run_with(&["encode", "--seal", "--passphrase-file", passphrases, "-"], stdin)
}

fn opened(passphrases: &str, link: &str) -> Run {
    run(&["decode", "--passphrase-file", passphrases, link])
}

#[test]
fn what_is_sealed_opens_as_the_public_profile() {
    let words = passphrase_file("opens", STRONG);
    let open = run_with(&["encode", "-"], &list());
    let links = sealed(&words, &list());
    assert_eq!(links.lines().len(), 6);
    for (link, open) in links.lines().iter().zip(open.lines()) {
        assert_eq!(opened(&words, link).json(), run(&["decode", open]).json());
    }
}

#[test]
fn requirement_17_every_link_has_a_salt_of_its_own() {
    let words = passphrase_file("salt", STRONG);
    let persona = personas()[0].to_string();
    let links = sealed(&words, &format!("{persona}\n{persona}\n{persona}\n"));
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
fn a_full_form_sealed_takes_280_characters_at_most() {
    let words = passphrase_file("length", STRONG);
    let short: Vec<_> =
        personas().into_iter().filter(|it| it["name"]["en"].as_str().unwrap().len() <= 34).collect();
    let links = sealed(&words, &serde_json::to_string(&short).unwrap());
    assert!(links.lines().iter().all(|link| link.len() <= 280), "{}", links.out);
    assert_eq!(short.len(), 3);
}

#[test]
fn the_page_goes_in_front_and_the_link_is_found_in_a_message() {
    let words = passphrase_file("message", STRONG);
    let args = ["encode", "--seal", "--passphrase-file", &words, "--base", "https://a.example/s/", "-"];
    let link = run_with(&args, &personas()[1].to_string());
    assert!(link.lines()[0].starts_with("https://a.example/s/?#su1"));
    let mail = format!("Ours:\n> {}\n", link.lines()[0]);
    let read = run_with(&["decode", "--passphrase-file", &words, "-"], &mail);
    assert_eq!(read.json()["agency"], "City of Fenwick Falls (example)");
}

#[test]
fn it_makes_no_difference_how_the_words_are_written() {
    let words = passphrase_file("written", STRONG);
    let link = sealed(&words, &personas()[0].to_string());
    for (idx, spelling) in [
        "\u{FEFF}Maple-Harbor-Twelve-Lantern\r\nThe second line is nobody's business\n",
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
fn requirement_17_a_wrong_passphrase_is_told_apart_from_damage() {
    let words = passphrase_file("right", STRONG);
    let link = sealed(&words, &personas()[0].to_string());
    let link = link.lines()[0];
    let other = passphrase_file("wrong", "maple harbor twelve");
    opened(&other, link).fails_with(1, WRONG);
    let changed = format!("{}{}{}", &link[..70], if &link[70..71] == "7" { "8" } else { "7" }, &link[71..]);
    // Damage, a cut and a later version need no passphrase to be told.
    for broken in [changed.as_str(), &link[..90], "no link", "su10d04132sk6cr"] {
        let told = run(&["decode", broken]);
        assert_eq!(told.code, 1, "{broken}");
        assert!(!told.err.contains("assphrase"), "{broken}: {}", told.err);
        assert_eq!(opened(&words, broken).err, told.err, "{broken}");
    }
}

#[test]
fn without_a_terminal_and_a_file_it_is_said_what_to_do() {
    let words = passphrase_file("terminal", STRONG);
    let link = sealed(&words, &personas()[0].to_string());
    run(&["decode", link.lines()[0]]).fails_with(1, NO_TERMINAL);
    run_with(&["encode", "--seal", "-"], &list()).fails_with(1, NO_TERMINAL);
    // An open link needs no passphrase, and takes no harm from one.
    let open = run_with(&["encode", "-"], &personas()[0].to_string());
    assert_eq!(opened(&words, open.lines()[0]).json(), run(&["decode", open.lines()[0]]).json());
}

#[test]
fn a_passphrase_file_that_gives_none_is_told_by_its_name() {
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
        let sentence =
            format!("interlocal: the first line of {words} is empty; the passphrase belongs there");
        sealed(&words, &persona).fails_with(1, &sentence);
    }
    let missing = sealed("no-such-file.txt", &persona);
    assert_eq!(missing.code, 1);
    assert!(missing.err.contains("no-such-file.txt can't be opened"), "{}", missing.err);
    let endless = passphrase_file("endless", &"x".repeat(5 * MOST_INPUT));
    assert_eq!(sealed(&endless, &persona).code, 0);
}

#[test]
fn a_weak_passphrase_seals_with_a_warning() {
    let words = passphrase_file("weak", "oak river nine");
    let link = sealed(&words, &personas()[0].to_string());
    assert_eq!(link.code, 0);
    assert!(link.err.contains("easy to guess") && link.err.lines().count() == 1, "{}", link.err);
    // To open a link with it is not the moment to say so.
    assert_eq!(opened(&words, link.out.trim_end()).err, "");
}

#[test]
fn a_passphrase_is_no_argument_and_an_option_without_use_is_refused() {
    let wrong: [(&[&str], &str); 5] = [
        (&["encode", "--seal", "--passphrase", "oak", "-"], "a passphrase is no argument"),
        (&["encode", "--passphrase-file", "x", "-"], "a passphrase is for --seal"),
        (&["encode", "--seal", "--passphrase-file", "-", "-"], "can't hold both"),
        (&["decode", "--passphrase-file", "-", "-"], "can't hold both"),
        (&["decode", "--seal", "x"], "--seal means nothing here"),
    ];
    for (args, sentence) in wrong {
        let run = run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(sentence), "{args:?}: {}", run.err);
    }
}
