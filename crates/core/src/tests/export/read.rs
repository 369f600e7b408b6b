//! Saved files read as the same profile, even after the changes that mail programs and "Save as" make. Each kind of
//! other file gives its own error.

use super::page::EVIL;
use super::{BASE, example, fragment, named};
use crate::tests::support::random::{Extent, Rng, profiles};
use crate::tests::support::{BANK, FOREIGN, everybody, lang, persona, personas};
use interlocal_core::export::{FileError, MOST_FILE, csv, file_error, html, json, read, svg};
use interlocal_core::link::LinkError;
use interlocal_core::profile::Profile;
use interlocal_core::words::Lang;
use serde_json::{Value, json};

fn page(profile: &Profile) -> String {
    html(&BANK, lang("en"), profile, Some(BASE))
}

fn file(profile: &Profile) -> String {
    format!("{:#}\n", json(&BANK, profile))
}

/// Returns the page without its `meta` element, so that only the text contains the link.
fn without_meta(page: &str) -> String {
    page.lines()
        .filter(|line| !line.contains("name=\"interlocal\""))
        .map(|line| format!("{line}\n"))
        .collect()
}

/// Returns the profiles for all tests here: random ones, and ones with script injections as names.
fn all() -> impl Iterator<Item = Profile> {
    let drawn = profiles(&BANK, Extent::Long, 240).map(|(_, profile)| profile);
    drawn.chain(EVIL.map(named)).chain(everybody()).chain([Profile::empty(&BANK)])
}

/// Returns each profile as a page, alternately with and without the address of a page that opens links.
fn pages() -> impl Iterator<Item = (Profile, String)> {
    (0u32..).zip(all()).map(|(idx, profile)| {
        let page = if idx % 2 == 0 { page(&profile) } else { html(&BANK, lang("es"), &profile, None) };
        (profile, page)
    })
}

#[track_caller]
fn assert_reads(text: &str, profile: &Profile) {
    let found = read(&BANK, text);
    assert_eq!(found.as_deref(), Ok(profile));
    assert_eq!(fragment(&found.unwrap()), fragment(profile));
}

#[test]
fn a_saved_page_is_the_same_profile() {
    for (profile, page) in pages() {
        assert_reads(&page, &profile);
    }
}

#[test]
fn a_page_without_its_head_is_read_from_its_text() {
    for (profile, page) in pages() {
        assert_reads(&without_meta(&page), &profile);
    }
}

#[test]
fn saved_json_keeps_records_that_only_a_link_has() {
    for profile in all() {
        assert_reads(&file(&profile), &profile);
        assert_reads(&format!("\u{FEFF}[{}]", json(&BANK, &profile)), &profile);
    }
}

/// Returns variants of a page after typical changes between saving and opening.
fn ways(page: &str, token: &str) -> Vec<(&'static str, String)> {
    let meta = format!("<meta name=\"interlocal\" content=\"{token}\">");
    let with = |other: String| page.replace(&meta, &other);
    let spaced: String =
        token.as_bytes().chunks(60).map(|it| format!("{}\n  ", String::from_utf8_lossy(it))).collect();
    let numeric: String = token.chars().map(|c| format!("&#{};", u32::from(c))).collect();
    let hex: String = token.chars().map(|c| format!("&#x{:X};", u32::from(c))).collect();
    // Quoted-printable encoding, as in mail and MHTML.
    let printable: String = page
        .replace('=', "=3D")
        .as_bytes()
        .chunks(75)
        .map(|it| [it, b"=\r\n"].concat())
        .flat_map(String::from_utf8)
        .collect();
    vec![
        ("other order", with(format!("<meta content=\"{token}\" name=\"interlocal\">"))),
        ("single quotes", with(format!("<meta name='interlocal' content='{token}'/>"))),
        ("no quotes", with(format!("<META NAME=interlocal CONTENT={token}>"))),
        ("spaces", with(format!("<meta\n   name = \"interlocal\"\n   content = \"\n{spaced}\"  />"))),
        (
            "more attributes",
            with(format!("<meta data-x=\"1\" name=\"interlocal\" id=a content=\"{token}\" hidden>")),
        ),
        ("entities", without_meta(page).replace(token, &numeric)),
        (
            "entities in the head",
            with(format!("<meta name=\"interlocal\" content=\"{hex}\">")).replace(token, ""),
        ),
        ("upper case", page.to_uppercase()),
        ("line ends", page.replace('\n', "\r\n")),
        ("one line", page.replace('\n', " ")),
        ("a mark in front", format!("\u{FEFF}\r\n{page}")),
        ("a comment in front", format!("<!-- saved from url=(0014)about:internet -->\n{page}")),
        ("a mail around it", format!("From: a@b.example\nSubject: x\n\n{page}")),
        ("quoted-printable", printable),
        (
            "soft breaks",
            without_meta(page).replace(
                token,
                &token
                    .as_bytes()
                    .chunks(30)
                    .map(|it| format!("{}<wbr>", String::from_utf8_lossy(it)))
                    .collect::<String>(),
            ),
        ),
        ("a broken head", page.replacen(token, &token[..40], 1)),
    ]
}

#[test]
fn a_page_is_read_after_typical_changes() {
    for (seed, profile) in profiles(&BANK, Extent::Short, 40) {
        for (way, text) in ways(&page(&profile), &fragment(&profile)) {
            assert_eq!(read(&BANK, &text), Ok(profile.clone().into()), "seed {seed}, {way}");
        }
    }
}

#[test]
fn a_link_in_a_long_text_is_found() {
    let profile = example("en");
    let link = [BASE, "?#", &fragment(&profile)].concat();
    for text in [
        link.clone(),
        format!("{}\n{link}\n", "Dear neighbor, \n".repeat(30_000)),
        format!("{link}\n{}", "é".repeat(300_000)),
        format!("{}{link}", "Sue's result1, su1, su123. ".repeat(10)),
        format!("[External] Re: profile\n{link}"),
    ] {
        assert_reads(&text, &profile);
    }
}

#[test]
fn every_kind_of_invalid_file_has_its_own_error() {
    let profile = example("en");
    let (token, json_text) = (fragment(&profile), file(&profile));
    let foreign_json = json_text.replace("share-gov-it", "example.other");
    let error = |text: &str| read(&BANK, text).unwrap_err();
    for other in
        ["", "Dear neighbor", "<html><body>Hi</body></html>", "{}", "[]", "{\"a\": 1}", "a;b\r\n1;2\r\n"]
    {
        assert_eq!(error(other), FileError::NotOurs, "{other}");
    }
    assert_eq!(error(&csv(&BANK, Lang::default(), &profile)), FileError::NotOurs);
    assert_eq!(error(&svg(&BANK, Lang::default(), &profile)), FileError::NotOurs);
    assert_eq!(error("base64abcsU1zz, base64+xsu1zzzz"), FileError::NotOurs);
    let cut = page(&profile).replace(&token, &token[..60]);
    assert!(matches!(error(&cut), FileError::Link(LinkError::Cut { got: 60, .. })));
    let changed = page(&profile).replace(&token, &token.replacen('0', "1", 3));
    assert!(matches!(error(&changed), FileError::Link(_)));
    assert!(matches!(error(&foreign_json), FileError::OtherBank { .. }));
    let foreign = read(&FOREIGN, &page(&profile)).unwrap_err();
    assert!(matches!(foreign, FileError::Link(LinkError::UnknownBank(_))));
    assert_eq!(error(&format!("[{json_text},{json_text}]")), FileError::Several { n: 2 });
    let lines: String = personas().iter().map(|persona| format!("{persona}\n")).collect();
    assert_eq!(error(&lines), FileError::Several { n: personas().len() });
    let half = json_text.lines().take(20).collect::<Vec<_>>().join("\n");
    assert_eq!(error(&half), FileError::Broken { line: 20 });
}

#[test]
fn a_mebibyte_is_read_and_a_byte_more_is_rejected() {
    let profile = example("en");
    let token = fragment(&profile);
    let padded = |n: usize| [&" ".repeat(n - token.len()), token.as_str()].concat();
    assert_reads(&padded(MOST_FILE), &profile);
    assert_eq!(read(&BANK, &padded(MOST_FILE + 1)), Err(FileError::TooBig { got: MOST_FILE + 1 }));
}

#[test]
fn a_file_whose_answers_differ_from_its_link_is_rejected() {
    let mut value = json(&BANK, &example("en"));
    value["answers"]["gis-mapping"]["skill"] = json!(4);
    assert_eq!(read(&BANK, &value.to_string()), Err(FileError::Disagrees));
    value.as_object_mut().unwrap().remove("link");
    assert!(read(&BANK, &value.to_string()).is_ok());
    value["link"] = json!("https://www.county.example.gov/contact");
    assert!(read(&BANK, &value.to_string()).is_ok(), "a field of that name may be somebody's own");
    value["answers"]["gis-mapping"]["skill"] = json!(9);
    let error = read(&BANK, &value.to_string()).unwrap_err();
    assert!(matches!(&error, FileError::Place { pointer, .. } if pointer == "/answers/gis-mapping/skill"));
}

#[test]
fn json_without_a_link_is_read() {
    for value in personas() {
        let id = value["id"].as_str().unwrap();
        assert_eq!(read(&BANK, &value.to_string()), Ok(persona(id, "en").into()));
    }
}

#[test]
fn every_error_has_a_sentence_in_every_language() {
    let text = || "/answers".to_owned();
    for error in [
        FileError::NotOurs,
        FileError::TooBig { got: 2_000_000 },
        FileError::Several { n: 2 },
        FileError::Broken { line: 3 },
        FileError::Place { pointer: text(), complaint: text() },
        FileError::OtherBank { complaint: text() },
        FileError::Disagrees,
        FileError::Link(LinkError::Damaged),
    ] {
        let said: Vec<String> = Lang::all().map(|lang| file_error(lang, &error)).collect();
        assert!(said.iter().all(|said| said.ends_with('.') && !said.contains(['{', '}'])), "{said:?}");
        assert_ne!(said[0], said[1]);
    }
}

#[test]
fn random_pieces_of_files_never_panic() {
    let (page, value) = (page(&example("en")), file(&example("en")));
    let mut rng = Rng::new(41);
    let pieces = [
        "<meta ", "name=", "\"", "'", ">", "&#", "&#x", ";", "su1", "=\n", "{\"", "[{", "é", "\u{FEFF}", "<",
    ];
    for idx in 0..4_000 {
        let source = if idx % 2 == 0 { &page } else { &value };
        let mut text = String::new();
        for _ in 0..rng.below(6) {
            let from = rng.below(source.len());
            text.push_str(source.get(from..(from + rng.below(800)).min(source.len())).unwrap_or_default());
            text.push_str(rng.pick(&pieces));
        }
        if let Ok(profile) = read(&BANK, &text) {
            assert_eq!(profile, example("en"));
        }
    }
}

#[test]
fn the_slowest_texts_are_read_in_linear_time() {
    // A reader that searches backwards from each piece would take hours for these texts.
    for piece in [
        "<meta ",
        "<meta name=interlocal content=su1",
        "su1",
        "su100",
        "&#",
        "<",
        "%25su1",
        "=\n",
        "[{",
        "{\"a\":[",
    ] {
        let result = read(&BANK, &piece.repeat(MOST_FILE / piece.len()));
        assert!(result.is_err(), "{piece}");
    }
}

#[test]
fn a_value_has_the_name_in_the_requested_language() {
    let value: &Value = &personas()[0];
    let read = interlocal_core::export::read_value(&BANK, Some("es"), value).unwrap();
    assert_eq!(read, persona(value["id"].as_str().unwrap(), "es"));
}
