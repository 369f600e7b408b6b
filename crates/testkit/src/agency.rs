//! The context of a fictional agency: kind, size, place and name. Each kind has a typical size.

use crate::draws::Draws;
use interlocal_core::bank::{Bank, ContextKind, ContextQuestion};
use interlocal_core::plain_text::{AGENCY_BYTES, LOCAL_BYTES, NOTE_BYTES, PlainText};
use interlocal_core::profile::{Date, Profile, Region};

/// The properties of an agency that its answers depend on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Agency {
    /// 0 to 100: how capable its team is.
    pub(crate) capacity: u32,
    /// 0 to 100: how willing it is to share.
    pub(crate) openness: u32,
}

/// For each kind: its id, its percentage of all agencies, the start of its agencies' names, and its usual population
/// band.
const KINDS: [(&str, u32, &str, u32); 9] = [
    ("state", 2, "State of", 6),
    ("county", 17, "County of", 4),
    ("city", 27, "City of", 3),
    ("town", 24, "Town of", 1),
    ("school", 13, "Schools of", 3),
    ("special", 9, "Water District of", 2),
    ("tribal", 2, "Tribal Nation of", 2),
    ("regional", 4, "Council of", 5),
    ("other", 2, "Library of", 2),
];
const KIND: &str = "ctx-kind";
const POPULATION: &str = "ctx-pop";
/// For kinds that only other banks have.
const OTHER: (&str, u32, &str, u32) = ("", 1, "Office of", 3);

/// Regions with their weights. `XX` is reserved for private use. Most agencies are in one state, like the members of
/// a state programme.
const STATES: [(&str, u32); 5] = [("XX-HX", 78), ("XX-HY", 14), ("XX-HZ", 5), ("XX", 2), ("XY-Q1", 1)];
const AREAS: [&str; 8] =
    ["larkspur", "Fenwick Vale", "quill", "Río Claro", "copperleaf", "Alder Fork", "the Barrens", "capital"];
const FIRST: [&str; 20] = [
    "Amber", "Briar", "Cedar", "Dapple", "Ember", "Fallow", "Gorse", "Hollow", "Iron", "Juniper", "Kestrel",
    "Linden", "Marrow", "Nettle", "Otter", "Peñón", "Rush", "Silver", "Thistle", "Willow",
];
const SECOND: [&str; 15] = [
    "brook", "combe", "dale", "field", "ford", "gate", "haven", "hurst", "mere", "moor", "port", "ridge",
    "stead", "water", "wick",
];
const NOTES: [&str; 3] = [
    "Call us before the budget round in May.",
    "We run our data center for two towns already.",
    "Preguntas: llámenos por la mañana.",
];

/// 2026-01-01.
const FIRST_DAY: u16 = 2192;
const DAYS: u32 = 320;

/// Fills the context of `profile` and returns the properties that the answers depend on.
pub(crate) fn introduce(bank: &Bank, draws: &mut Draws, seed: u64, profile: &mut Profile) -> Agency {
    let kind = kind(bank, draws, profile);
    let band = population(bank, draws, kind.3, profile);
    place(draws, profile);
    let name = name(draws, kind.2, seed);
    profile.context.agency = PlainText::new(&name, AGENCY_BYTES).ok();
    profile.date = u16::try_from(draws.below(DAYS)).ok().map(|day| Date(FIRST_DAY + day));
    let locales = ["en", "es"];
    profile.locale = draws.pick(&locales).map(|locale| (*locale).to_owned());
    if draws.chance(10) {
        profile.context.note = draws.pick(&NOTES).and_then(|note| PlainText::new(note, NOTE_BYTES).ok());
    }
    Agency { capacity: draws.around(22 + 6 * band, 25), openness: draws.around(62, 30) }
}

fn kind(bank: &Bank, draws: &mut Draws, profile: &mut Profile) -> (&'static str, u32, &'static str, u32) {
    let Some((idx, question)) = pick_one(bank, KIND) else { return OTHER };
    let known = |id: &str| KINDS.iter().find(|kind| kind.0 == id).copied().unwrap_or(OTHER);
    let kinds: Vec<_> = question.options.iter().map(|option| known(&option.id)).collect();
    let weights: Vec<u32> = kinds.iter().map(|kind| kind.1).collect();
    let option = draws.weighed(&weights);
    profile.context.choices[idx] = Some(option);
    kinds.get(usize::from(option)).copied().unwrap_or(OTHER)
}

/// Picks the usual population band of the kind, or one that is up to two bands away.
fn population(bank: &Bank, draws: &mut Draws, usual: u32, profile: &mut Profile) -> u32 {
    let Some((idx, question)) = pick_one(bank, POPULATION) else { return usual };
    let last = u32::try_from(question.options.len()).unwrap_or(1).saturating_sub(1);
    let band = (usual + u32::from(draws.weighed(&[6, 22, 44, 22, 6]))).saturating_sub(2).min(last);
    if draws.chance(97) {
        profile.context.choices[idx] = u8::try_from(band).ok();
    }
    band
}

fn place(draws: &mut Draws, profile: &mut Profile) {
    let state = usize::from(draws.weighed(&STATES.map(|(_, weight)| weight)));
    profile.context.region = STATES.get(state).and_then(|(code, _)| Region::new(code));
    if draws.chance(90) {
        profile.context.local = draws.pick(&AREAS).and_then(|area| PlainText::new(area, LOCAL_BYTES).ok());
    }
}

fn name(draws: &mut Draws, front: &str, seed: u64) -> String {
    let (first, second) = (draws.pick(&FIRST).unwrap_or(&""), draws.pick(&SECOND).unwrap_or(&""));
    format!("{front} {first}{second} {seed} (example)")
}

/// The context question `id`, if the bank has it and it asks for one option.
fn pick_one<'a>(bank: &'a Bank, id: &str) -> Option<(usize, &'a ContextQuestion)> {
    let idx = bank.context_idx(id)?;
    let question = bank.context.get(idx)?;
    (question.kind == ContextKind::One && !question.options.is_empty()).then_some((idx, question))
}
