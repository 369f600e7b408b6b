//! Scores one profile: all numbers on the page, as integers, with the parts that they are computed from
//! (docs/scoring.md, section 3).

mod flags;
mod range;
mod reason;
mod share;
mod tables;

pub use flags::{Flag, FlagKind, FlagScale};
pub use range::Range;
pub use reason::{Number, Reason, reasons};
pub use share::{Part, PartSource, ShareScore};
pub use tables::{gap, surplus};

use crate::bank::{Bank, ScaleId, Slot};
use crate::order::{by_key, descending, key};
use crate::profile::Profile;
use crate::response::Response;
use crate::round::count;
use crate::visible::effective;
use range::range;

/// Number of offers and needs that a profile lists.
pub const TOP: usize = 5;

/// The position of a capability in the picture of skill and need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quadrant {
    /// Skill 3 or more, need 1 or less.
    Share,
    /// Skill 3 or more, need 2 or more.
    TeamUp,
    /// Skill 2 or less, need 2 or more.
    Seek,
    /// Skill 2 or less, need 1 or less.
    Steady,
}

impl Quadrant {
    /// All quadrants in display order.
    pub const ALL: [Quadrant; 4] = [Quadrant::Share, Quadrant::TeamUp, Quadrant::Seek, Quadrant::Steady];

    /// Returns the quadrant of two known levels.
    pub fn of(skill: u8, need: u8) -> Quadrant {
        match (skill >= 3, need >= 2) {
            (true, false) => Quadrant::Share,
            (true, true) => Quadrant::TeamUp,
            (false, true) => Quadrant::Seek,
            (false, false) => Quadrant::Steady,
        }
    }

    /// Returns the id for other programs.
    pub fn id(self) -> &'static str {
        match self {
            Quadrant::Share => "share",
            Quadrant::TeamUp => "team",
            Quadrant::Seek => "seek",
            Quadrant::Steady => "steady",
        }
    }
}

/// The scores of one capability that applies to the agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The capability.
    pub slot: Slot,
    /// Skill level, if known.
    pub skill: Option<u8>,
    /// Need level, if known.
    pub need: Option<u8>,
    /// Lendable surplus O8, 0 to 8.
    pub surplus: u8,
    /// Outside help wanted G20, 0 to 20.
    pub gap: u8,
    /// The quadrant; `None` unless both ratings are known.
    pub quadrant: Option<Quadrant>,
}

/// The score of one domain on one scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DomainScore {
    /// `None` if fewer than half of the ratings are known.
    pub range: Option<Range>,
    /// Number of known ratings.
    pub n_known: u32,
    /// Number of capabilities that apply to the agency.
    pub n_applicable: u32,
}

/// All scores of one profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scorecard {
    /// The capabilities that apply to the agency, by slot.
    pub rows: Vec<Row>,
    /// All offers, best first. Pages show the first [`TOP`].
    pub offers: Vec<Slot>,
    /// All needs, most pressing first. Pages show the first [`TOP`].
    pub needs: Vec<Slot>,
    /// The sum of the lendable surpluses.
    pub total_surplus: u32,
    /// The sum of weight times outside help wanted.
    pub total_gap: u32,
    /// Scores for skill and need, by index of [`Bank::domains`].
    pub domains: Vec<(DomainScore, DomainScore)>,
    /// The scores S, H, A, R and E.
    pub share: Vec<ShareScore>,
    /// 0 to 100; `None` if less than a third of the skills is known.
    pub offer_index: Option<u8>,
    /// 0 to 100; `None` if fewer than four terms are known.
    pub terms_flex: Option<u8>,
    /// The parts of `terms_flex`: index of [`Bank::terms`], and 0 to 100 if known.
    pub terms_parts: Vec<(usize, Option<u8>)>,
    /// The mean of the S, A, R and E points; 50 if none is known.
    pub readiness: u8,
    /// Number of ratings given.
    pub n_answered: u32,
    /// Number of possible ratings.
    pub n_ratings: u32,
    /// Patterns that the respondent may want to check.
    pub flags: Vec<Flag>,
}

/// Scores `profile`, which must belong to `bank`. There is a scorecard for every profile.
pub fn score(bank: &Bank, profile: &Profile) -> Scorecard {
    let rows = rows(bank, profile);
    let total_surplus = rows.iter().map(|row| u32::from(row.surplus)).sum();
    let offer_index = share::offer_index(bank, &rows);
    let terms_parts = share::terms_parts(bank, profile);
    let terms_flex = share::terms_flex(&terms_parts);
    let share = share::scores(bank, profile, offer_index, terms_flex);
    Scorecard {
        offers: offers(bank, profile, &rows),
        needs: needs(bank, profile, &rows),
        total_surplus,
        total_gap: rows
            .iter()
            .map(|row| u32::from(bank.capability(row.slot).weight) * u32::from(row.gap))
            .sum(),
        domains: domains(bank, &rows),
        readiness: share::readiness(&share),
        n_answered: count(rows.iter().filter_map(|row| row.skill))
            + count(rows.iter().filter_map(|row| row.need)),
        n_ratings: 2 * count(&rows),
        flags: flags::flags(bank, &rows),
        share,
        offer_index,
        terms_flex,
        terms_parts,
        rows,
    }
}

impl Scorecard {
    /// Returns the row of a capability; `None` if it is not applicable.
    pub fn row(&self, slot: Slot) -> Option<&Row> {
        self.rows.iter().find(|row| row.slot == slot)
    }

    /// Returns the capabilities in one quadrant, by slot.
    pub fn in_quadrant(&self, quadrant: Quadrant) -> Vec<Slot> {
        self.rows.iter().filter(|row| row.quadrant == Some(quadrant)).map(|row| row.slot).collect()
    }
}

fn rows(bank: &Bank, profile: &Profile) -> Vec<Row> {
    let row = |slot: Slot| match effective(bank, profile, slot) {
        Response::NotApplicable => None,
        Response::Rated { skill, need } => {
            let (skill, need) = (skill.level(), need.level());
            let quadrant = skill.zip(need).map(|(skill, need)| Quadrant::of(skill, need));
            Some(Row { slot, skill, need, surplus: surplus(skill, need), gap: gap(skill, need), quadrant })
        }
    };
    // Capabilities of later editions don't count, because the agency wasn't asked about them.
    let asked = bank.capabilities.iter().filter(|capability| capability.since <= profile.edition);
    asked.filter_map(|capability| row(capability.slot)).collect()
}

/// Offers, sorted by featured, surplus, skill, weight, slot (docs/scoring.md, section 3.2).
fn offers(bank: &Bank, profile: &Profile, rows: &[Row]) -> Vec<Slot> {
    let weight = |row: &Row| u32::from(bank.capability(row.slot).weight);
    let found = rows.iter().filter(|row| row.surplus > 0);
    let sorted = by_key(found, |row| {
        let not_featured = u32::from(!profile.featured.offers.contains(&row.slot));
        // Skill and weight are below 16, so both fit in one part of the key.
        let tie = u32::from(row.skill.unwrap_or(0)) * 16 + weight(row);
        key([not_featured, descending(u32::from(row.surplus)), descending(tie), u32::from(row.slot.0)])
    });
    sorted.into_iter().map(|row| row.slot).collect()
}

/// Needs, sorted by featured, need, lowest skill (unknown counts as 2), weight, slot (docs/scoring.md, section 3.2).
fn needs(bank: &Bank, profile: &Profile, rows: &[Row]) -> Vec<Slot> {
    let weight = |row: &Row| u32::from(bank.capability(row.slot).weight);
    let found = rows.iter().filter(|row| row.need >= Some(2));
    let sorted = by_key(found, |row| {
        let not_featured = u32::from(!profile.featured.needs.contains(&row.slot));
        let need = descending(u32::from(row.need.unwrap_or(0)));
        // Both fit in one part of the key, as above. A low skill comes first, a low weight last.
        let tie = u32::from(row.skill.unwrap_or(tables::UNKNOWN_SKILL)) * 16 + (15 - weight(row).min(15));
        key([not_featured, need, tie, u32::from(row.slot.0)])
    });
    sorted.into_iter().map(|row| row.slot).collect()
}

fn domains(bank: &Bank, rows: &[Row]) -> Vec<(DomainScore, DomainScore)> {
    let of = |domain_idx: u8, scale: ScaleId| {
        let levels: Vec<Option<u8>> = rows
            .iter()
            .filter(|row| bank.capability(row.slot).domain_idx == domain_idx)
            .map(|row| match scale {
                ScaleId::Skill => row.skill,
                ScaleId::Need => row.need,
            })
            .collect();
        domain(bank, &levels)
    };
    (0u8..).zip(&bank.domains).map(|(idx, _)| (of(idx, ScaleId::Skill), of(idx, ScaleId::Need))).collect()
}

fn domain(bank: &Bank, levels: &[Option<u8>]) -> DomainScore {
    let known: Vec<u32> = levels.iter().flatten().map(|level| 25 * u32::from(*level)).collect();
    let (n_known, n_applicable) = (count(&known), count(levels));
    let range = if 2 * n_known < n_applicable { None } else { range(bank, &known, n_applicable) };
    DomainScore { range, n_known, n_applicable }
}
