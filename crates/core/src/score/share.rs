//! The five S-H-A-R-E scores and the two indices that feed them (docs/scoring.md, section 3.3). All parts weigh the same:
//! the scores are checklists, not scales of a hidden trait.

use super::{Range, Row, range};
use crate::bank::{Bank, Edition, Letter, ReadinessItem, Term, TermKind};
use crate::profile::{Profile, TermAnswer, Tri};
use crate::round::{count, percent, rhu};

/// One of the five S-H-A-R-E scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareScore {
    /// The letter.
    pub letter: Letter,
    /// The score; `None` if no part is known.
    pub range: Option<Range>,
    /// The parts that the score is the mean of.
    pub parts: Vec<Part>,
}

/// One part of a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The origin of the part.
    pub source: PartSource,
    /// 0 to 100, if known.
    pub value: Option<u8>,
}

/// The origin of a part of a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartSource {
    /// A readiness question, by index of [`Bank::readiness`]; each level counts 25.
    Readiness(usize),
    /// The offer index: the lendable surplus over all capabilities.
    OfferIndex,
    /// The flexibility of the terms.
    TermsFlex,
}

/// The ids of the terms that count towards the flexibility. A term that the bank doesn't have counts as unknown.
const FLEX_TERMS: [&str; 7] = [
    "term-agreements",
    "term-costs",
    "term-control",
    "term-roles",
    "term-reach",
    "term-data",
    "term-platform",
];
/// The minimum number of known terms.
const FLEX_AT_LEAST: u32 = 4;
const READINESS_UNKNOWN: u8 = 50;

pub(super) fn scores(
    bank: &Bank,
    profile: &Profile,
    offer_index: Option<u8>,
    terms_flex: Option<u8>,
) -> Vec<ShareScore> {
    let score = |letter: Letter| {
        let is_asked = |item: &ReadinessItem| item.letter == letter && item.since <= profile.edition;
        let items = bank.readiness.iter().enumerate().filter(|(_, item)| is_asked(item));
        let mut parts: Vec<Part> = items
            .map(|(idx, _)| {
                let level = profile.readiness.get(idx).and_then(|rating| rating.level());
                Part {
                    source: PartSource::Readiness(idx),
                    value: level.map(|level| percent(25 * u32::from(level))),
                }
            })
            .collect();
        match letter {
            Letter::H => parts.push(Part { source: PartSource::OfferIndex, value: offer_index }),
            Letter::A => parts.push(Part { source: PartSource::TermsFlex, value: terms_flex }),
            Letter::S | Letter::R | Letter::E => {}
        }
        let known: Vec<u32> = parts.iter().filter_map(|part| part.value).map(u32::from).collect();
        ShareScore { letter, range: range(bank, &known, count(&parts)), parts }
    };
    Letter::ALL.into_iter().map(score).collect()
}

/// The mean of the S, A, R and E points. H is left out because help already depends on it.
pub(super) fn readiness(share: &[ShareScore]) -> u8 {
    let points: Vec<u32> = share
        .iter()
        .filter(|score| score.letter != Letter::H)
        .filter_map(|score| score.range)
        .map(|range| u32::from(range.point))
        .collect();
    match points.is_empty() {
        true => READINESS_UNKNOWN,
        false => percent(rhu(points.iter().sum(), count(&points))),
    }
}

/// Computes the offer index, which reaches 100 at five full offers, so that rating everything with 4 brings no
/// advantage.
pub(super) fn offer_index(bank: &Bank, rows: &[Row]) -> Option<u8> {
    let n_known = count(rows.iter().filter_map(|row| row.skill));
    if rows.is_empty() || 3 * n_known < count(rows) {
        return None;
    }
    let total: u32 = rows.iter().map(|row| u32::from(row.surplus)).sum();
    Some(percent(rhu(100 * total, bank.scoring.offer_full_points)))
}

pub(super) fn terms_parts(bank: &Bank, profile: &Profile) -> Vec<(usize, Option<u8>)> {
    FLEX_TERMS
        .iter()
        .filter_map(|id| bank.term_idx(id))
        .filter(|idx| bank.terms[*idx].since <= profile.edition)
        .map(|idx| {
            let answer = profile.terms.get(idx);
            (idx, answer.and_then(|answer| openness(&bank.terms[idx], answer, profile.edition)))
        })
        .collect()
}

pub(super) fn terms_flex(parts: &[(usize, Option<u8>)]) -> Option<u8> {
    let known: Vec<u32> = parts.iter().filter_map(|(_, value)| *value).map(u32::from).collect();
    (count(&known) >= FLEX_AT_LEAST).then(|| percent(rhu(known.iter().sum(), count(&known))))
}

/// Returns how open one term is, from 0 to 100.
fn openness(term: &Term, answer: &TermAnswer, edition: Edition) -> Option<u8> {
    let points = match (&term.kind, answer) {
        (_, TermAnswer::Blank) => return None,
        (_, TermAnswer::Tri(options)) => {
            let n_open = count(options.iter().filter(|tri: &&Tri| tri.is_acceptable()));
            rhu(100 * n_open, count(term.options.iter().filter(|option| option.since <= edition)))
        }
        (_, TermAnswer::Multi(mask)) => 25 * mask.count_ones(),
        // Without the switch between Firm and Flexible, the level alone doesn't show how open the agency is.
        (TermKind::Ordered(false), TermAnswer::Ordered { .. }) => return None,
        (_, TermAnswer::Ordered { level, bend }) => 25 * (u32::from(*level) + u32::from(*bend)),
        (_, TermAnswer::Platform { strict, .. }) => 100 - 50 * u32::from(*strict).min(2),
    };
    Some(percent(points))
}
