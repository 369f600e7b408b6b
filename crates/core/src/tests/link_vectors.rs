//! Links against `tests/vectors/link`, which another implementation created: each file has a text and the expected
//! verdict. Also tests what public links of the six example agencies include.

use crate::tests::support::{BANK, persona, personas, root};
use interlocal_core::exchange::{read_profile, write_profile};
use interlocal_core::link::{Disclosure, LinkError, decode, encode, encode_whole, redact};
use interlocal_core::plain_text::{AGENCY_BYTES, PlainText};
use interlocal_core::profile::{Date, Profile};
use interlocal_core::response::Response;
use serde_json::Value;
use std::collections::BTreeMap;

/// The minimum number of files in the set.
const AT_LEAST: usize = 300;
/// All verdicts of the specification (section 9).
const VERDICTS: [&str; 10] = [
    "cut",
    "damaged",
    "invalid",
    "newer",
    "no-link",
    "ok",
    "sealed",
    "too-long",
    "unknown-bank",
    "wrong-passphrase",
];

struct Vector {
    name: String,
    headers: BTreeMap<String, String>,
    text: String,
}

impl Vector {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap_or_else(|| panic!("{}: no header {name:?}", self.name))
    }

    fn optional(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

fn vectors() -> Vec<Vector> {
    let mut vectors: Vec<Vector> = std::fs::read_dir(root("tests/vectors/link"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            vector(name, &std::fs::read_to_string(&path).unwrap())
        })
        .collect();
    vectors.sort_by(|a, b| a.name.cmp(&b.name));
    vectors
}

fn vector(name: String, file: &str) -> Vector {
    let (head, text) = file.split_once("\n\n").unwrap_or_else(|| panic!("{name}: no empty line"));
    let header = |line: &str| {
        let (key, value) = line.split_once(": ").unwrap_or_else(|| panic!("{name}: header {line:?}"));
        (key.to_owned(), value.to_owned())
    };
    let headers: BTreeMap<String, String> = head.lines().map(header).collect();
    let mut text = match headers.get("encoding").map(String::as_str) {
        None => text.to_owned(),
        Some("json") => serde_json::from_str(text).unwrap_or_else(|e| panic!("{name}: {e}")),
        Some(other) => panic!("{name}: encoding {other:?}"),
    };
    if let Some(n_bytes) = headers.get("filled").and_then(|n_bytes| n_bytes.parse::<usize>().ok()) {
        text.push_str(&".".repeat(n_bytes - text.len()));
    }
    Vector { name, headers, text }
}

/// Returns the decoder's verdict without a passphrase, as the lines of a vector file.
fn verdict(text: &str) -> BTreeMap<&'static str, String> {
    let result = match decode(&BANK, text) {
        Ok(profile) => {
            let mut written = write_profile(&BANK, &profile);
            // Vectors state their bank in a header.
            written.as_object_mut().unwrap().remove("bank");
            let token = encode_whole(&BANK, &profile).as_str().to_owned();
            vec![("expect", "ok".to_owned()), ("token", token), ("profile", written.to_string())]
        }
        Err(LinkError::Cut { got, want }) => {
            let want = want.map_or("unknown".to_owned(), |want| want.to_string());
            vec![("expect", "cut".to_owned()), ("got", got.to_string()), ("want", want)]
        }
        Err(LinkError::UnknownBank(said)) => {
            let digest = said.digest.iter().map(|byte| format!("{byte:02x}")).collect();
            let mut lines = vec![("expect", "unknown-bank".to_owned()), ("digest", digest)];
            lines.extend(said.agency.map(|agency| ("agency", agency.as_str().to_owned())));
            lines.extend(said.date.map(|date| ("date", date.iso())));
            lines
        }
        Err(LinkError::NoLink) => vec![("expect", "no-link".to_owned())],
        Err(LinkError::TooLong { .. }) => vec![("expect", "too-long".to_owned())],
        Err(LinkError::Damaged) => vec![("expect", "damaged".to_owned())],
        Err(LinkError::Newer) => vec![("expect", "newer".to_owned())],
        Err(LinkError::Sealed(_)) => vec![("expect", "sealed".to_owned())],
        Err(LinkError::Invalid) => vec![("expect", "invalid".to_owned())],
    };
    result.into_iter().collect()
}

/// Returns the expected lines of a vector file, with JSON in our own spelling.
fn expected(vector: &Vector) -> BTreeMap<&'static str, String> {
    // The core has no ciphers. The command line's tests decrypt these links and check the verdict.
    if vector.optional("passphrase").is_some() {
        return BTreeMap::from([("expect", "sealed".to_owned())]);
    }
    ["expect", "token", "profile", "got", "want", "agency", "date", "digest"]
        .into_iter()
        .filter_map(|key| {
            let value = vector.optional(key)?;
            let value = match key {
                "profile" => serde_json::from_str::<Value>(value).unwrap().to_string(),
                _ => value.to_owned(),
            };
            Some((key, value))
        })
        .collect()
}

#[test]
fn requirement_3_every_vector_has_its_verdict() {
    let vectors = vectors();
    let wrong: Vec<String> = vectors
        .iter()
        .filter(|vector| verdict(&vector.text) != expected(vector))
        .map(|vector| {
            let comment = vector.header("comment");
            format!(
                "{}: {comment}\n  want {:?}\n  got  {:?}",
                vector.name,
                expected(vector),
                verdict(&vector.text)
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), vectors.len(), wrong.join("\n"));
    assert!(vectors.len() >= AT_LEAST, "{} files", vectors.len());
}

#[test]
fn the_vectors_cover_every_verdict_and_the_bank_in_use() {
    let vectors = vectors();
    let mut found: Vec<&str> = vectors.iter().map(|vector| vector.header("expect")).collect();
    found.sort_unstable();
    found.dedup();
    assert_eq!(found, VERDICTS);
    for vector in &vectors {
        assert_eq!(vector.header("bank"), BANK.id, "{}", vector.name);
        assert!(vector.name.starts_with(vector.header("expect")), "{}", vector.name);
    }
}

#[test]
fn a_wrong_verdict_is_reported() {
    let file = "expect: ok\nbank: b\ncomment: c\nencoding: json\n\n\"a\\nb\"";
    let vector = vector("x.txt".to_owned(), file);
    assert_eq!((vector.text.as_str(), vector.header("comment")), ("a\nb", "c"));
    assert_ne!(verdict(&vector.text), expected(&vector));
}

/// Returns the persona as in its vectors: with the English name, a date and a language.
fn as_in_the_vectors(id: &str) -> Profile {
    let mut profile = persona(id, "en");
    profile.date = Date::parse("2026-11-23");
    profile.locale = Some("en".to_owned());
    profile
}

fn ids() -> impl Iterator<Item = &'static str> {
    personas().iter().map(|persona| persona["id"].as_str().unwrap())
}

#[test]
fn each_persona_encodes_to_the_tokens_of_its_vectors() {
    let vectors = vectors();
    for id in ids() {
        let profile = as_in_the_vectors(id);
        let public = encode(&BANK, &profile, &Disclosure::public());
        for (name, token) in [("full", encode_whole(&BANK, &profile)), ("public", public)] {
            let file = format!("ok-persona-{id}-{name}.txt");
            let vector =
                vectors.iter().find(|vector| vector.name == file).unwrap_or_else(|| panic!("no {file}"));
            assert_eq!(token.as_str(), vector.header("token"), "{file}");
        }
    }
    assert_eq!(ids().count(), 6);
}

/// Returns the digit of each capability (docs/link-v1.md, section 6.2).
fn cells(profile: &Profile) -> Vec<usize> {
    let digit =
        |rating: interlocal_core::response::Rating| rating.level().map_or(0, |level| usize::from(level) + 1);
    let cell = |response| match response {
        Response::NotApplicable => 36,
        Response::Rated { skill, need } => 6 * digit(skill) + digit(need),
    };
    profile.responses.iter().map(|(_, response)| cell(response)).collect()
}

#[test]
fn redaction_gives_the_public_cells_of_the_personas() {
    const SYMBOLS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let spelt = |profile: &Profile| -> String {
        cells(profile).into_iter().map(|cell| char::from(SYMBOLS.as_bytes()[cell])).collect()
    };
    for value in personas() {
        let profile = read_profile(&BANK, value).unwrap();
        assert_eq!(value["cells_full"], spelt(&profile), "{}", value["id"]);
        assert_eq!(
            value["cells_public"],
            spelt(&redact(&BANK, &profile, &Disclosure::public())),
            "{}",
            value["id"]
        );
    }
}

#[test]
fn redaction_changes_only_cells_picks_and_locale() {
    for id in ids() {
        let mut profile = as_in_the_vectors(id);
        profile.locale = None;
        profile.context.note = PlainText::new("Ask for Kim.", AGENCY_BYTES).ok();
        let public = redact(&BANK, &profile, &Disclosure::public());
        let restored = Profile {
            responses: profile.responses.clone(),
            featured: profile.featured.clone(),
            ..public.into_profile()
        };
        assert_eq!(restored, profile, "{id}");
    }
}
