//! Right-to-left values in all texts with placeholders.

use crate::tests::support::{BANK, FOREIGN, lang, persona, root};
use interlocal_core::direction::{Part, bare, parts};
use interlocal_core::explain;
use interlocal_core::link::LinkError;
use interlocal_core::plain_text::{AGENCY_BYTES, PlainText};
use interlocal_core::score::score;
use interlocal_core::words::fill;
use std::path::PathBuf;

const NAME: &str = "מועצה אזורית 12";

/// Returns every text of the interface in each language.
fn texts() -> Vec<(PathBuf, String)> {
    let words = root("crates/core/words");
    let folders = std::fs::read_dir(&words).unwrap().map(|it| it.unwrap().path()).filter(|it| it.is_dir());
    let files = folders.chain([words]).flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let files = files.map(|it| it.unwrap().path()).filter(|it| it.extension().is_some_and(|it| it == "json"));
    files
        .flat_map(|file| {
            let text = std::fs::read_to_string(&file).unwrap();
            let all: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
            all.into_values().map(move |text| (file.clone(), text.as_str().unwrap().to_owned()))
        })
        .collect()
}

/// Returns the names of the placeholders in a text.
fn places(text: &str) -> Vec<&str> {
    text.split('{').skip(1).filter_map(|it| Some(it.split_once('}')?.0)).collect()
}

#[test]
fn every_placeholder_isolates_its_value() {
    let texts = texts();
    let mut n_filled = 0;
    for (file, text) in &texts {
        let places = places(text);
        let values: Vec<(&str, &str)> = places.iter().map(|place| (*place, NAME)).collect();
        let filled = fill(text, &values);
        let n_isolated = parts(&filled).filter(|part| *part == Part::Value(NAME)).count();
        assert_eq!(n_isolated, places.len(), "{}: {text}", file.display());
        // A sentence inside another one isn't isolated again.
        assert_eq!(fill("If {step}.", &[("step", &filled)]), format!("If {filled}."), "{text}");
        n_filled += usize::from(n_isolated > 0);
    }
    assert!(texts.len() > 1_500 && n_filled > 400, "{n_filled} of {} texts", texts.len());
}

/// Sentences of the bank contain names too.
#[test]
fn sentences_of_the_bank_and_of_errors_isolate_the_name() {
    let mut profile = persona("little-quill", "en");
    profile.context.agency = PlainText::new(NAME, AGENCY_BYTES).ok();
    for code in ["en", "es"] {
        let headline = explain::headline(&BANK, lang(code), &profile, &score(&BANK, &profile));
        assert_eq!(parts(&headline).next(), Some(Part::Value(NAME)), "{headline}");
        assert!(bare(&headline).starts_with(NAME));
    }
    let link = interlocal_core::link::encode_whole(&BANK, &profile);
    let Err(error @ LinkError::UnknownBank(_)) = interlocal_core::link::decode(&FOREIGN, link.as_str())
    else {
        panic!("a foreign bank opens the link");
    };
    let said = explain::link_error(lang("en"), &error);
    assert!(parts(&said).any(|part| part == Part::Value(NAME)), "{said}");
}
