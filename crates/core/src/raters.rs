//! Two people's answers for one agency, side by side: where they are far apart, and taking one of the two. Knows slots
//! and levels; refuses to say who is right, to compute a statistic of agreement, and to look at anything but answers.

use crate::bank::{Bank, Capability, ScaleId, Slot};
use crate::profile::{Profile, Region};
use crate::response::{Level, Rating, Response};
use crate::round::count;
use crate::visible::{effective, is_asked};

/// Two people whose levels are this far apart should talk. One level is within the error of a single rating
/// (docs/scoring.md, section 7.2).
pub const APART: u8 = 2;

/// One of the two people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Whose profile is kept.
    Mine,
    /// The second person.
    Theirs,
}

/// What two people said to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// Both picked a line.
    Both {
        /// My line.
        mine: Level,
        /// Their line.
        theirs: Level,
    },
    /// Only one did.
    Only {
        /// Who.
        side: Side,
        /// Their line.
        level: Level,
    },
}

/// A question to which two people gave different answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// A rating.
    Rating {
        /// Of which capability.
        slot: Slot,
        /// On which scale.
        scale: ScaleId,
        /// What each said.
        split: Split,
    },
    /// One says "not our job".
    Job {
        /// Of which capability.
        slot: Slot,
        /// Who says so.
        not_ours: Side,
        /// The other's skill rating.
        skill: Rating,
        /// The other's need rating.
        need: Rating,
    },
    /// A readiness answer, by index of [`Bank::readiness`].
    Readiness {
        /// Which question.
        idx: usize,
        /// What each said.
        split: Split,
    },
}

/// How close two people are, in counts of ratings. "Not our job" is no rating, and readiness is not counted here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Agreement {
    /// Ratings that both gave.
    pub both: u32,
    /// The same line.
    pub same: u32,
    /// Neighbouring lines.
    pub one_apart: u32,
    /// [`APART`] lines or more.
    pub far_apart: u32,
}

/// Whether two profiles are of one agency, as far as they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SameAgency {
    /// The names read alike, and the regions do not speak against it.
    Yes,
    /// The names or the regions differ.
    No,
    /// One of them gives no name.
    Unknown,
}

/// Where two people are [`APART`] lines or more apart, or only one says "not our job", in the bank's order.
pub fn differences(bank: &Bank, mine: &Profile, theirs: &Profile) -> Vec<Difference> {
    splits(bank, mine, theirs).into_iter().filter(|it| it.side().is_none() && it.is_far()).collect()
}

/// What only one of two people answered, in the bank's order. A link may have left it out.
pub fn one_sided(bank: &Bank, mine: &Profile, theirs: &Profile) -> Vec<Difference> {
    splits(bank, mine, theirs).into_iter().filter(|it| it.side().is_some()).collect()
}

/// `profile` with one side's answer to one question, and nothing else changed. The other side's answer is not lost:
/// taking it again restores it.
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

/// How close two people are on the ratings that both gave.
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

/// Whether two profiles are of one agency: names alike but for capitals and accents, and the same region as far as both
/// say one. Nothing proves it; a name is only what somebody typed.
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

/// A country alone agrees with each of its parts.
fn agree(one: &Region, other: &Region) -> bool {
    let is_same_part = match (one.subdivision(), other.subdivision()) {
        (Some(part), Some(other)) => part == other,
        (Some(_), None) | (None, Some(_)) | (None, None) => true,
    };
    one.country() == other.country() && is_same_part
}

impl Side {
    /// The other person.
    pub fn other(self) -> Side {
        match self {
            Side::Mine => Side::Theirs,
            Side::Theirs => Side::Mine,
        }
    }
}

impl Agreement {
    /// Ratings on which the two are at most one line apart.
    pub fn close(&self) -> u32 {
        self.same + self.one_apart
    }
}

impl Split {
    /// `None` where both say the same or nothing.
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

    /// What `side` said.
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
    /// The person who alone answered; `None` where both did.
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

/// What both were asked. A capability that the questionnaire hid from one of them is left out: it stands as "not our
/// job" without that person having said so, and taking an answer to it would change nothing that is shown.
fn asked_both<'a>(bank: &'a Bank, mine: &'a Profile, theirs: &'a Profile) -> impl Iterator<Item = Slot> + 'a {
    let is_asked_both = |capability: &&Capability| is_asked(capability, mine) && is_asked(capability, theirs);
    bank.capabilities.iter().filter(is_asked_both).map(|capability| capability.slot)
}

/// Every question with two answers, or with one.
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
