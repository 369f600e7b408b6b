//! Tests of saved files: their form, that text in a profile stays text, and that reading a file returns the saved profile.
//! `UPDATE=1` rewrites the golden files.

mod markup;
mod page;
mod picture;
mod read;
mod schema;
mod table;

use crate::tests::support::{BANK, persona, root};
use interlocal_core::bank::ScaleId;
use interlocal_core::plain_text::{AGENCY_BYTES, LOCAL_BYTES, NOTE_BYTES, PlainText};
use interlocal_core::profile::{Date, Profile};
use interlocal_core::response::Rating;

const BASE: &str = "https://it.example.gov/share/";

/// Returns an example with skipped ratings and capabilities that are not applicable.
fn example(lang: &str) -> Profile {
    let mut profile = persona("little-quill", lang);
    profile.date = Date::parse("2026-11-23");
    for (id, scales) in [("hosting", vec![ScaleId::Skill]), ("website", vec![ScaleId::Skill, ScaleId::Need])]
    {
        let slot = BANK.capability_by_id(id).unwrap().slot;
        let with_gaps =
            scales.into_iter().fold(profile.responses.get(slot), |it, scale| it.with(scale, Rating::Skipped));
        profile.responses.set(slot, with_gaps);
    }
    profile.context.note = PlainText::typed("Call us in May & bring <maps>.", NOTE_BYTES).unwrap();
    profile
}

/// Returns a profile with `text` as name, local area and note.
fn named(text: &str) -> Profile {
    let mut profile = example("en");
    let context = &mut profile.context;
    context.agency = Some(PlainText::new(text, AGENCY_BYTES).unwrap());
    context.local = PlainText::new(text, LOCAL_BYTES).ok();
    context.note = Some(PlainText::new(text, NOTE_BYTES).unwrap());
    profile
}

fn fragment(profile: &Profile) -> String {
    interlocal_core::link::encode_whole(&BANK, profile).as_str().to_owned()
}

/// Compares with `tests/vectors/export/<name>`.
fn assert_golden(name: &str, written: &str) {
    let path = root("tests/vectors/export").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, written).unwrap();
    }
    let stated = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = stated.lines().zip(written.lines()).position(|(stated, written)| stated != written);
    assert!(
        stated == written,
        "{name} differs from line {:?} on; UPDATE=1 writes it anew",
        differs.map(|idx| idx + 1)
    );
}
