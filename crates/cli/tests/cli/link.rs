//! `interlocal encode` and `interlocal decode`.

use crate::{BANK_FILE, file, json_lines, list, personas, run, run_bytes, run_with};
use interlocal_core::bank::Bank;
use interlocal_core::exchange::{read_profile, scorecard_json};
use interlocal_core::link::{Disclosure, redact};
use interlocal_core::score::score;
use serde_json::{Value, json};

fn bank() -> Bank {
    Bank::parse(BANK_FILE).unwrap()
}

/// The scorecards of what a public link of each persona includes.
fn public_scorecards() -> Vec<Value> {
    let bank = bank();
    let public =
        |persona: &Value| redact(&bank, &read_profile(&bank, persona).unwrap(), &Disclosure::public());
    personas().iter().map(|persona| scorecard_json(&bank, &score(&bank, &public(persona)))).collect()
}

#[test]
fn encode_then_decode_then_score_gives_the_public_scorecard() {
    let links = run_with(&["encode", "-"], &list());
    assert_eq!(links.lines().len(), 6);
    for (link, expected) in links.lines().iter().zip(public_scorecards()) {
        let profile = run(&["decode", link]);
        assert_eq!(profile.json()["bank"]["id"], "share-gov-it");
        assert_eq!(run_with(&["score", "-"], &profile.out).json(), expected);
        assert_eq!(run_with(&["encode", "-"], &profile.out).lines(), [*link]);
    }
}

#[test]
fn a_list_and_json_lines_give_the_same_links() {
    let of_list = run_with(&["encode", "-"], &list());
    assert_eq!(run_with(&["encode", "-"], &json_lines()).lines(), of_list.lines());
    assert_eq!(run_with(&["encode", "-"], &personas()[0].to_string()).lines(), of_list.lines()[..1]);
}

#[test]
fn a_full_form_without_a_name_fits_120_characters() {
    for mut persona in personas() {
        persona.as_object_mut().unwrap().remove("name");
        let token = run_with(&["encode", "-"], &persona.to_string());
        let n_chars = token.lines()[0].len();
        assert!(n_chars <= 120, "{}: {n_chars}", persona["id"]);
    }
}

#[test]
fn the_page_goes_in_front_whatever_its_address_ends_in() {
    let persona = personas()[0].to_string();
    let token = run_with(&["encode", "-"], &persona).out;
    let with = |base: &str| run_with(&["encode", "--base", base, "-"], &persona).out;
    for base in
        ["https://a.example/s/", "https://a.example/s/?", "https://a.example/s/#", "https://a.example/s/?#"]
    {
        assert_eq!(with(base), format!("https://a.example/s/?#{token}"), "{base}");
    }
    assert_eq!(with("https://a.example/?p=7"), format!("https://a.example/?p=7#{token}"));
    for bad in ["", "?#", "https://a.example/#top?", "https://a.example/ s"] {
        assert_eq!(run_with(&["encode", "--base", bad, "-"], &persona).code, 2, "{bad}");
    }
}

#[test]
fn the_name_is_the_one_in_the_language_asked_for() {
    let persona = personas()[0].to_string();
    let agency = |args: &[&str]| {
        let token = run_with(args, &persona);
        run(&["decode", token.lines()[0]]).json()["agency"].clone()
    };
    assert_eq!(agency(&["encode", "-"]), "Larkspur County (example)");
    assert_eq!(agency(&["encode", "--lang", "es", "-"]), "Condado de Larkspur (ejemplo)");
}

#[test]
fn accents_typed_in_two_ways_give_one_link() {
    let named =
        |name: &str| run_with(&["encode", "-"], &json!({"answers": {}, "agency": name}).to_string()).out;
    assert_eq!(named("Can\u{303}o\u{301}n"), named("Cañón"));
}

#[test]
fn a_link_is_found_in_a_message_in_any_encoding() {
    let token = run_with(&["encode", "-"], &personas()[1].to_string());
    let token = token.lines()[0];
    let mut mail = b"Aqu\xED est\xE1:\n> https://a.example/?#".to_vec();
    mail.extend(token.as_bytes());
    mail.extend(b"\n> -- Ana");
    assert_eq!(run_bytes(&["decode", "-"], mail).json()["agency"], "City of Fenwick Falls (example)");
    assert_eq!(
        run(&["decode", &format!("See https://a.example/%23{token}.")]).json(),
        run(&["decode", token]).json()
    );
}

#[test]
fn a_link_that_cannot_be_read_gets_a_sentence() {
    let token = run_with(&["encode", "-"], &personas()[1].to_string()).out;
    for broken in ["no link here", &token[..60], &token.replacen(&token[30..31], "#", 1)] {
        let decoded = run(&["decode", broken]);
        assert_eq!((decoded.code, decoded.out.as_str()), (1, ""), "{broken}");
        assert!(decoded.err.starts_with("interlocal: ") && decoded.err.len() > 30, "{}", decoded.err);
    }
}

#[test]
fn decode_reads_standard_input_whatever_its_encoding_and_its_form() {
    let persona = personas()[0].to_string();
    let base = "https://it.example.gov/share/";
    let link = run_with(&["encode", "--base", base, "-"], &persona).out;
    let wanted = run(&["decode", link.trim()]).json();
    let text = format!("Dear neighbor,\r\nours is {}\r\n", link.trim());
    let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let mail = format!("From: a@b.example\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}", {
        text.replace('=', "=3D").replace("su1", "s=\r\nu1")
    });
    let marked = [b"\xFF\xFE".as_slice(), &little(&text)].concat();
    for bytes in [marked, little(&text), big(&text), text.clone().into_bytes(), mail.into_bytes()] {
        assert_eq!(run_bytes(&["decode", "-"], bytes).json(), wanted);
    }
}

#[test]
fn decode_reads_a_file_and_other_commands_point_to_decode() {
    let link = run_with(&["encode", "-"], &personas()[0].to_string()).out;
    let message = file("link-message.txt", &format!("Ours is {link}"));
    assert_eq!(run(&["decode", &message]).json(), run(&["decode", link.trim()]).json());
    let failed = run(&["score", link.trim()]);
    assert_eq!((failed.code, failed.out.as_str()), (1, ""));
    assert!(failed.err.trim_end().ends_with("Read a link with 'interlocal decode' first."), "{}", failed.err);
}
