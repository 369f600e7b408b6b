//! Compares two people's answers for one agency: lists the questions on which they differ, and takes over one person's
//! answer. It doesn't judge who is right, and computes counts instead of an agreement statistic (docs/scoring.md,
//! section 7.2).

use crate::bank::{Bank, Capability, ScaleId, Slot};
use crate::profile::{Profile, Region};
use crate::response::{Level, Rating, Response};
use crate::round::count;
use crate::visible::{effective, is_asked};

/// The difference in levels from which two people should talk. One level is within the error of a single rating
/// (docs/scoring.md, section 7.2).
pub const APART: u8 = 2;

/// One of the two people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The person whose profile is kept.
    Mine,
    /// The other person.
    Theirs,
}

/// Two people's answers to one question, if they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// Both picked a level.
    Both {
        /// My level.
        mine: Level,
        /// The other person's level.
        theirs: Level,
    },
    /// Only one person picked a level.
    Only {
        /// The person who picked it.
        side: Side,
        /// The level.
        level: Level,
    },
}

/// A question to which two people gave different answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// A rating differs.
    Rating {
        /// The capability.
        slot: Slot,
        /// The scale.
        scale: ScaleId,
        /// Both answers.
        split: Split,
    },
    /// One person says that the capability is not applicable.
    Job {
        /// The capability.
        slot: Slot,
        /// The person who says so.
        not_ours: Side,
        /// The other person's skill rating.
        skill: Rating,
        /// The other person's need rating.
        need: Rating,
    },
    /// A readiness answer differs.
    Readiness {
        /// Index of [`Bank::readiness`].
        idx: usize,
        /// Both answers.
        split: Split,
    },
}

/// Counts how many ratings agree. "Not applicable" and readiness answers are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Agreement {
    /// Ratings that both people gave.
    pub both: u32,
    /// Ratings with the same level.
    pub same: u32,
    /// Ratings that differ by one level.
    pub one_apart: u32,
    /// Ratings that differ by [`APART`] levels or more.
    pub far_apart: u32,
}

/// Whether two profiles are of one agency, judged by their names and regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SameAgency {
    /// The names read alike, and the regions don't contradict each other.
    Yes,
    /// The names or the regions differ.
    No,
    /// At least one profile has no name.
    Unknown,
}

/// Returns the questions on which two people differ by [`APART`] levels or more, or on which only one says "not
/// applicable", in the bank's order.
pub fn differences(bank: &Bank, mine: &Profile, theirs: &Profile) -> Vec<Difference> {
    splits(bank, mine, theirs).into_iter().filter(|it| it.side().is_none() && it.is_far()).collect()
}

/// Returns the questions that only one person answered, in the bank's order. A link may have left the other answer out.
pub fn one_sided(bank: &Bank, mine: &Profile, theirs: &Profile) -> Vec<Difference> {
    splits(bank, mine, theirs).into_iter().filter(|it| it.side().is_some()).collect()
}

/// Returns `profile` with the answer that `side` gave to one question. The other answer isn't lost, because it is still
/// in `difference`.
pub fn take(profile: &Profile, difference: Difference, side: Side) -> Profile {
    let mut taken = profile.clone();
    match difference {
        Difference::Rating { slot, scale, split } => {
            let response = taken.responses.get(slot).with(scale, split.of(side));
            taken.responses.set(slot, response);
        }
        Difference::Job { slot, not_ours, skill, need } => {
            let is_not_ours = side == not_ours;
            let response =
                if is_not_ours { Response::NotApplicable } else { Response::Rated { skill, need } };
            taken.responses.set(slot, response);
        }
        Difference::Readiness { idx, split } => {
            if let Some(place) = taken.readiness.get_mut(idx) {
                *place = split.of(side);
            }
        }
    }
    taken
}

/// Counts how far two people agree on the ratings that both gave.
pub fn agreement(bank: &Bank, mine: &Profile, theirs: &Profile) -> Agreement {
    let cells = asked_both(bank, mine, theirs).flat_map(|slot| {
        let (mine, theirs) = (effective(bank, mine, slot), effective(bank, theirs, slot));
        [ScaleId::Skill, ScaleId::Need].map(|scale| (mine.rating(scale), theirs.rating(scale)))
    });
    let gaps: Vec<u8> = cells.filter_map(|(mine, theirs)| gap(mine, theirs)).collect();
    Agreement {
        both: count(&gaps),
        same: count(gaps.iter().filter(|gap| **gap == 0)),
        one_apart: count(gaps.iter().filter(|gap| (1..APART).contains(*gap))),
        far_apart: count(gaps.iter().filter(|gap| **gap >= APART)),
    }
}

/// Compares names, ignoring case and accents, and regions, if both profiles have one. This is no proof, because people
/// type the names themselves.
pub fn same_agency(one: &Profile, other: &Profile) -> SameAgency {
    let (Some(name), Some(other_name)) = (&one.context.agency, &other.context.agency) else {
        return SameAgency::Unknown;
    };
    let is_same_place = match (&one.context.region, &other.context.region) {
        (Some(region), Some(other)) => agree(region, other),
        (Some(_), None) | (None, Some(_)) | (None, None) => true,
    };
    match name.reads_as(other_name) && is_same_place {
        true => SameAgency::Yes,
        false => SameAgency::No,
    }
}

/// Returns true if the regions are equal or one of them is the country of the other.
fn agree(one: &Region, other: &Region) -> bool {
    let is_same_part = match (one.subdivision(), other.subdivision()) {
        (Some(part), Some(other)) => part == other,
        (Some(_), None) | (None, Some(_)) | (None, None) => true,
    };
    one.country() == other.country() && is_same_part
}

impl Side {
    /// Returns the other person.
    pub fn other(self) -> Side {
        match self {
            Side::Mine => Side::Theirs,
            Side::Theirs => Side::Mine,
        }
    }
}

impl Agreement {
    /// Returns the number of ratings that differ by at most one level.
    pub fn close(&self) -> u32 {
        self.same + self.one_apart
    }
}

impl Split {
    /// Compares two ratings. `None` if they are equal.
    fn between(mine: Rating, theirs: Rating) -> Option<Split> {
        match (mine, theirs) {
            (Rating::Level(mine), Rating::Level(theirs)) => {
                (mine != theirs).then_some(Split::Both { mine, theirs })
            }
            (Rating::Level(level), Rating::Skipped) => Some(Split::Only { side: Side::Mine, level }),
            (Rating::Skipped, Rating::Level(level)) => Some(Split::Only { side: Side::Theirs, level }),
            (Rating::Skipped, Rating::Skipped) => None,
        }
    }

    /// Returns the rating of `side`.
    pub fn of(self, side: Side) -> Rating {
        match self {
            Split::Both { mine, theirs } => match side {
                Side::Mine => Rating::Level(mine),
                Side::Theirs => Rating::Level(theirs),
            },
            Split::Only { side: who, level } if who == side => Rating::Level(level),
            Split::Only { .. } => Rating::Skipped,
        }
    }

    fn side(self) -> Option<Side> {
        match self {
            Split::Both { .. } => None,
            Split::Only { side, .. } => Some(side),
        }
    }
}

impl Difference {
    /// Returns the only person who answered; `None` if both did.
    pub fn side(&self) -> Option<Side> {
        match *self {
            Difference::Rating { split, .. } | Difference::Readiness { split, .. } => split.side(),
            Difference::Job { not_ours, skill, need, .. } => {
                (!skill.is_known() && !need.is_known()).then_some(not_ours)
            }
        }
    }

    fn is_far(&self) -> bool {
        match *self {
            Difference::Rating { split, .. } | Difference::Readiness { split, .. } => {
                gap(split.of(Side::Mine), split.of(Side::Theirs)) >= Some(APART)
            }
            Difference::Job { .. } => true,
        }
    }
}

fn gap(mine: Rating, theirs: Rating) -> Option<u8> {
    mine.level().zip(theirs.level()).map(|(mine, theirs)| mine.abs_diff(theirs))
}

/// Returns the capabilities that both people were asked. If the questionnaire hides a capability from one person, its
/// response is "not applicable" without that person's decision, and taking over an answer would change nothing on the
/// page.
fn asked_both<'a>(bank: &'a Bank, mine: &'a Profile, theirs: &'a Profile) -> impl Iterator<Item = Slot> + 'a {
    let is_asked_both = |capability: &&Capability| is_asked(capability, mine) && is_asked(capability, theirs);
    bank.capabilities.iter().filter(is_asked_both).map(|capability| capability.slot)
}

/// Returns every question with different answers or only one answer.
fn splits(bank: &Bank, mine: &Profile, theirs: &Profile) -> Vec<Difference> {
    let rows = asked_both(bank, mine, theirs).flat_map(|slot| row(bank, mine, theirs, slot));
    let edition = mine.edition.min(theirs.edition);
    let rating =
        |profile: &Profile, idx: usize| profile.readiness.get(idx).copied().unwrap_or(Rating::Skipped);
    let items = bank.readiness.iter().enumerate().filter(|(_, item)| item.since <= edition);
    let readiness = items.filter_map(|(idx, _)| {
        let split = Split::between(rating(mine, idx), rating(theirs, idx))?;
        Some(Difference::Readiness { idx, split })
    });
    rows.chain(readiness).collect()
}

fn row(bank: &Bank, mine: &Profile, theirs: &Profile, slot: Slot) -> Vec<Difference> {
    let (mine, theirs) = (effective(bank, mine, slot), effective(bank, theirs, slot));
    let job = |not_ours, skill, need| vec![Difference::Job { slot, not_ours, skill, need }];
    match (mine, theirs) {
        (Response::NotApplicable, Response::NotApplicable) => Vec::new(),
        (Response::NotApplicable, Response::Rated { skill, need }) => job(Side::Mine, skill, need),
        (Response::Rated { skill, need }, Response::NotApplicable) => job(Side::Theirs, skill, need),
        (Response::Rated { .. }, Response::Rated { .. }) => [ScaleId::Skill, ScaleId::Need]
            .into_iter()
            .filter_map(|scale| {
                let split = Split::between(mine.rating(scale), theirs.rating(scale))?;
                Some(Difference::Rating { slot, scale, split })
            })
            .collect(),
    }
}
