//! The terms of a fictional agency, from the popularity of each option. Conflicts are not taken into account.

use crate::draws::Draws;
use interlocal_core::bank::{Bank, Choice, TermKind};
use interlocal_core::profile::{Profile, TermAnswer, Tri};

/// Percentage of agencies that pick an option of a multiple-choice term, by its well-known id.
const PICKED: [(&str, u32); 12] = [
    ("provider", 78),
    ("recipient", 80),
    ("cobuyer", 86),
    ("peer", 90),
    ("ms365", 76),
    ("gws", 22),
    ("azure", 44),
    ("aws", 24),
    ("gcp", 8),
    ("esri", 58),
    ("open", 20),
    ("onprem", 62),
];
const PICKED_OTHER: u32 = 40;
/// Percentages of blank, No, OK and Best.
const TRI: [u32; 4] = [8, 20, 46, 26];
/// Weight of each level of an ordered term, by the term's well-known id.
const LINES: [(&str, [u32; 4]); 3] =
    [("term-reach", [8, 59, 21, 12]), ("term-data", [6, 18, 46, 30]), ("term-timing", [24, 46, 18, 12])];
const LINES_OTHER: [u32; 4] = [25, 25, 25, 25];
/// Weights: a shared platform doesn't matter, is preferred, is required.
const STRICT: [u32; 3] = [62, 28, 10];
const BENDS: u32 = 62;
const BLANK: u32 = 4;

/// Fills the terms. Each is left blank with a small probability.
pub(crate) fn fill(bank: &Bank, draws: &mut Draws, profile: &mut Profile) {
    for (place, term) in profile.terms.iter_mut().zip(&bank.terms) {
        if draws.chance(BLANK) {
            continue;
        }
        *place = match &term.kind {
            TermKind::Multi => TermAnswer::Multi(mask(draws, &term.options)),
            TermKind::Tri => tri(draws, term.options.len()),
            TermKind::Ordered(can_bend) => {
                let known = LINES.iter().find(|(id, _)| *id == term.id);
                let lines = known.map_or(LINES_OTHER, |(_, lines)| *lines);
                let level = draws.weighed(lines.get(..term.options.len()).unwrap_or(&lines));
                TermAnswer::Ordered { level, bend: *can_bend && draws.chance(BENDS) }
            }
            TermKind::Platform(_) => {
                TermAnswer::Platform { mask: mask(draws, &term.options), strict: draws.weighed(&STRICT) }
            }
        };
    }
}

fn mask(draws: &mut Draws, options: &[Choice]) -> u16 {
    let mut mask = 0;
    for (bit, option) in (0u32..16).zip(options) {
        let known = PICKED.iter().find(|(id, _)| *id == option.id);
        if draws.chance(known.map_or(PICKED_OTHER, |(_, percent)| *percent)) {
            mask |= 1 << bit;
        }
    }
    mask
}

fn tri(draws: &mut Draws, n_options: usize) -> TermAnswer {
    const ANSWERS: [Tri; 4] = [Tri::Blank, Tri::No, Tri::Ok, Tri::Best];
    let tris: Vec<Tri> = (0..n_options).map(|_| ANSWERS[usize::from(draws.weighed(&TRI))]).collect();
    match tris.iter().all(|tri| *tri == Tri::Blank) {
        true => TermAnswer::Blank,
        false => TermAnswer::Tri(tris),
    }
}
