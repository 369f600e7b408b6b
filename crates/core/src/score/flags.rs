//! Quality flags: patterns that a respondent may want to look at again (docs/scoring.md, section 6.1). They can be
//! dismissed, change no score, and are never in a link.

use super::Row;
use crate::bank::{Bank, ScaleId};
use crate::order::by_key;
use crate::round::{count, rhu};

/// A pattern in the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flag {
    /// The pattern.
    pub kind: FlagKind,
    /// The scale.
    pub scale: FlagScale,
    /// The number that exceeded the limit: a percentage, a length or a count, depending on the kind.
    pub value: u32,
}

/// The kinds of pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlagKind {
    /// Nearly all answers on one scale are equal. The value is the variation in percent.
    Flat,
    /// The same answer occurs many times in a row. The value is the length.
    Run,
    /// Nearly every skill is high enough to share. The value is in percent.
    Halo,
    /// Many needs are urgent. The value is in percent.
    AllUrgent,
    /// Needs mirror skills. The value is the number of rows.
    Mirror,
    /// Fewer than half of the ratings are known. The value is in percent.
    Thin,
    /// A screen was answered faster than anyone can read. The value is the domain's index.
    Fast,
}

impl FlagKind {
    /// Returns the id of the bank's message.
    pub fn id(self) -> &'static str {
        match self {
            FlagKind::Flat => "flag.flat",
            FlagKind::Run => "flag.run",
            FlagKind::Halo => "flag.halo",
            FlagKind::AllUrgent => "flag.allurgent",
            FlagKind::Mirror => "flag.mirror",
            FlagKind::Thin => "flag.thin",
            FlagKind::Fast => "flag.fast",
        }
    }
}

/// The scale on which a pattern was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlagScale {
    /// A single scale.
    One(ScaleId),
    /// Both scales together.
    Both,
}

/// The minimum number of known values for a pattern.
const ENOUGH: u32 = 12;
const FLAT_BELOW: u32 = 32;
const RUN: u32 = 12;
/// A run at the ends of a scale is more often honest than one in the middle.
const RUN_AT_THE_ENDS: u32 = 16;
const HALO_PERCENT: u32 = 75;
const URGENT_PERCENT: u32 = 40;
const MIRROR_PERCENT: u32 = 90;
const MIRROR_SKILLS: u32 = 3;

pub(super) fn flags(bank: &Bank, rows: &[Row]) -> Vec<Flag> {
    let shown = by_key(rows, |row| u64::from(bank.capability(row.slot).order));
    let mut flags = Vec::new();
    for scale in [ScaleId::Skill, ScaleId::Need] {
        let levels: Vec<Option<u8>> = shown
            .iter()
            .map(|row| match scale {
                ScaleId::Skill => row.skill,
                ScaleId::Need => row.need,
            })
            .collect();
        one_scale(scale, &levels, &mut flags);
    }
    both_scales(&shown, &mut flags);
    flags
}

fn one_scale(scale: ScaleId, levels: &[Option<u8>], flags: &mut Vec<Flag>) {
    let known: Vec<u8> = levels.iter().flatten().copied().collect();
    let n_known = count(&known);
    if n_known < ENOUGH {
        return;
    }
    let mut found = |kind, value| flags.push(Flag { kind, scale: FlagScale::One(scale), value });
    let variation = variation(&known);
    if variation < FLAT_BELOW {
        found(FlagKind::Flat, variation);
    }
    let runs = runs(levels);
    if runs.iter().any(|(level, n)| *n >= if matches!(level, 0 | 4) { RUN_AT_THE_ENDS } else { RUN }) {
        found(FlagKind::Run, runs.iter().map(|(_, n)| *n).max().unwrap_or(0));
    }
    let (kind, from, at_least) = match scale {
        ScaleId::Skill => (FlagKind::Halo, 3, HALO_PERCENT),
        ScaleId::Need => (FlagKind::AllUrgent, 4, URGENT_PERCENT),
    };
    let n_high = count(known.iter().filter(|level| **level >= from));
    if 100 * n_high >= at_least * n_known {
        found(kind, rhu(100 * n_high, n_known));
    }
}

/// Computes the variation `100 - rhu(100 * sum of squared counts, k * k)`, which is 0 if all values are equal.
fn variation(known: &[u8]) -> u32 {
    let squares: u32 = (0..=4).map(|level| count(known.iter().filter(|known| **known == level)).pow(2)).sum();
    100 - rhu(100 * squares, count(known).pow(2)).min(100)
}

/// Returns repeated levels with the length of each run. A skipped row ends a run, because the person paid attention
/// there.
fn runs(levels: &[Option<u8>]) -> Vec<(u8, u32)> {
    levels
        .chunk_by(|a, b| a == b)
        .filter_map(|run| run.first().copied().flatten().map(|level| (level, count(run))))
        .collect()
}

fn both_scales(rows: &[&Row], flags: &mut Vec<Flag>) {
    let complete: Vec<(u8, u8)> = rows.iter().filter_map(|row| row.skill.zip(row.need)).collect();
    let n_mirrored = count(complete.iter().filter(|(skill, need)| skill + need == 4));
    let n_skills = count((0..=4).filter(|level| complete.iter().any(|(skill, _)| skill == level)));
    let is_mirror = 100 * n_mirrored >= MIRROR_PERCENT * count(&complete) && n_skills >= MIRROR_SKILLS;
    if count(&complete) >= ENOUGH && is_mirror {
        flags.push(Flag { kind: FlagKind::Mirror, scale: FlagScale::Both, value: n_mirrored });
    }
    let n_ratings = 2 * count(rows);
    let n_known =
        count(rows.iter().filter_map(|row| row.skill)) + count(rows.iter().filter_map(|row| row.need));
    if 2 * n_known < n_ratings {
        flags.push(Flag {
            kind: FlagKind::Thin,
            scale: FlagScale::Both,
            value: rhu(100 * n_known, n_ratings),
        });
    }
}
