//! What moved between two profiles of one agency. Knows slots, levels and ranges; refuses to know words, and to guess
//! why an answer stands in one profile only: a link withholds exactly as a person skips, so nobody can tell.

mod answers;
mod trends;

use crate::bank::{Bank, Edition, ScaleId, Slot};
use crate::order::{by_key, descending, key};
use crate::profile::{Date, Profile};
use crate::response::{Level, Rating, Response};
use crate::round::count;
use crate::score::{Number, Range};
use crate::visible::{effective, is_shown};

/// One of the two profiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The older answers.
    Earlier,
    /// The newer answers.
    Today,
}

/// How two levels differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Both profiles have a level, and not the same.
    Moved {
        /// In the earlier profile.
        from: Level,
        /// In today's.
        to: Level,
    },
    /// One profile has no level here.
    Only {
        /// The one that has.
        side: Side,
        /// What it says.
        level: Level,
    },
}

/// How one capability's answers differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowStep {
    /// One of its ratings.
    Rating(ScaleId, Step),
    /// "Not our job" in the named profile, rated in the other.
    Job(Side),
    /// "Not our job" in the named profile, nothing in the other.
    OnlyJob(Side),
}

/// One line of what moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowChange {
    /// The capability.
    pub slot: Slot,
    /// How its answers differ.
    pub step: RowStep,
}

/// How a score or a bar differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// Today's range lies above the earlier one.
    Up {
        /// In the earlier profile.
        from: Range,
        /// In today's.
        to: Range,
    },
    /// Today's range lies below the earlier one.
    Down {
        /// In the earlier profile.
        from: Range,
        /// In today's.
        to: Range,
    },
    /// The ranges overlap, or part only because the two profiles answer different questions: nobody can say that there
    /// is a difference.
    Unclear {
        /// In the earlier profile.
        from: Range,
        /// In today's.
        to: Range,
    },
    /// The other profile does not have enough answers.
    Only {
        /// The one that has.
        side: Side,
        /// What it gives.
        range: Range,
    },
    /// Neither has enough answers.
    Unknown,
}

/// How an answer that is no level differs; what it is stands in the profiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Both profiles say something, and not the same.
    Changed,
    /// Only one profile says something.
    Only(Side),
}

/// Which list a capability was put first in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// The offers.
    Offers,
    /// The needs.
    Needs,
}

/// A capability that one profile alone puts first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PickChange {
    /// The capability.
    pub slot: Slot,
    /// In which list.
    pub shelf: Shelf,
    /// In which profile.
    pub side: Side,
}

/// How many answers on one scale went which way. The sum is the number of capabilities that can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Went up.
    pub up: u32,
    /// Went down.
    pub down: u32,
    /// Same level, or "not our job" in both.
    pub same: u32,
    /// Said in the earlier profile only.
    pub only_earlier: u32,
    /// Said in today's profile only.
    pub only_today: u32,
    /// "Not our job" in one profile and rated in the other.
    pub job: u32,
    /// Said in neither.
    pub neither: u32,
}

/// All that differs between two profiles, in ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// Dates of the earlier profile and of today's.
    pub dates: (Option<Date>, Option<Date>),
    /// Levels that moved, largest step first; then changes of "not our job"; then what one profile says alone. Ties by
    /// slot, skill before need.
    pub rows: Vec<RowChange>,
    /// Readiness answers that differ, by index of [`Bank::readiness`].
    pub readiness: Vec<(usize, Step)>,
    /// The five scores, then each domain's two bars; the ones that did not move, too.
    pub scores: Vec<(Number, Trend)>,
    /// Terms that differ, by index of [`Bank::terms`].
    pub terms: Vec<(usize, Turn)>,
    /// What is said of the agency, by index of [`Bank::context`].
    pub context: Vec<(usize, Turn)>,
    /// Featured picks, offers first.
    pub picks: Vec<PickChange>,
    /// Of the skill ratings.
    pub skill: Tally,
    /// Of the need ratings.
    pub need: Tally,
}

/// What moved from `earlier` to `today`, both of which must belong to `bank`. What one of the two editions did not ask is
/// no change.
pub fn since(bank: &Bank, earlier: &Profile, today: &Profile) -> Since {
    let pairs = pairs(bank, earlier, today);
    Since {
        dates: (earlier.date, today.date),
        rows: rows(&pairs),
        readiness: answers::readiness(bank, earlier, today),
        scores: trends::trends(bank, earlier, today),
        terms: answers::terms(bank, earlier, today),
        context: answers::context(bank, earlier, today),
        picks: answers::picks(bank, earlier, today),
        skill: tally(&pairs, ScaleId::Skill),
        need: tally(&pairs, ScaleId::Need),
    }
}

/// Capabilities of which both profiles say something and nothing that differs, in the bank's order.
pub fn unmoved(bank: &Bank, earlier: &Profile, today: &Profile) -> Vec<Slot> {
    let is_same = |earlier, today| earlier != Response::SKIPPED && steps(earlier, today).is_empty();
    let same =
        pairs(bank, earlier, today).into_iter().filter(|(_, earlier, today)| is_same(*earlier, *today));
    same.map(|(slot, _, _)| slot).collect()
}

impl Side {
    /// The other profile.
    pub fn other(self) -> Side {
        match self {
            Side::Earlier => Side::Today,
            Side::Today => Side::Earlier,
        }
    }
}

impl Step {
    fn of(earlier: Rating, today: Rating) -> Option<Step> {
        match (earlier, today) {
            (Rating::Level(from), Rating::Level(to)) => (from != to).then_some(Step::Moved { from, to }),
            (Rating::Level(level), Rating::Skipped) => Some(Step::Only { side: Side::Earlier, level }),
            (Rating::Skipped, Rating::Level(level)) => Some(Step::Only { side: Side::Today, level }),
            (Rating::Skipped, Rating::Skipped) => None,
        }
    }
}

impl Tally {
    /// Capabilities that can be compared.
    pub fn total(&self) -> u32 {
        let Tally { up, down, same, only_earlier, only_today, job, neither } = *self;
        up + down + same + only_earlier + only_today + job + neither
    }
}

impl Since {
    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        let no_answers = self.rows.is_empty() && self.readiness.is_empty() && self.picks.is_empty();
        let no_words = self.terms.is_empty() && self.context.is_empty();
        no_answers && no_words && !self.scores.iter().any(|(_, trend)| trend.is_news())
    }

    /// How many ratings and "not our job" stand in the profile at `side` only.
    pub fn n_only(&self, side: Side) -> u32 {
        count(self.rows.iter().filter(|row| row.step.only() == Some(side)))
    }
}

impl RowStep {
    /// The profile that says this alone.
    fn only(self) -> Option<Side> {
        match self {
            RowStep::Rating(_, Step::Only { side, .. }) | RowStep::OnlyJob(side) => Some(side),
            RowStep::Rating(_, Step::Moved { .. }) | RowStep::Job(_) => None,
        }
    }

    /// Place in the list: kind first, then the size of the step.
    fn rank(self) -> (u32, u32) {
        match self {
            RowStep::Rating(_, Step::Moved { from, to }) => (0, u32::from(from.get().abs_diff(to.get()))),
            RowStep::Job(_) => (1, 0),
            RowStep::Rating(_, Step::Only { .. }) | RowStep::OnlyJob(_) => (2, 0),
        }
    }
}

/// The older of the two editions: what both profiles were asked.
fn shared_edition(earlier: &Profile, today: &Profile) -> Edition {
    earlier.edition.min(today.edition)
}

type Pair = (Slot, Response, Response);

/// The responses that can be compared: asked in both editions, and shown to the agency at least once. One that is shown
/// to neither was never answered, and one that is hidden now has become "not our job".
fn pairs(bank: &Bank, earlier: &Profile, today: &Profile) -> Vec<Pair> {
    let edition = shared_edition(earlier, today);
    let comparable = bank.capabilities.iter().filter(|capability| {
        capability.since <= edition && (is_shown(capability, earlier) || is_shown(capability, today))
    });
    let pair = |slot| (slot, effective(bank, earlier, slot), effective(bank, today, slot));
    comparable.map(|capability| pair(capability.slot)).collect()
}

fn rows(pairs: &[Pair]) -> Vec<RowChange> {
    let changes = pairs.iter().flat_map(|(slot, earlier, today)| {
        steps(*earlier, *today).into_iter().map(|step| RowChange { slot: *slot, step })
    });
    by_key(changes, |row| {
        let (kind, size) = row.step.rank();
        // Equal keys keep their order, in which the skill stands before the need.
        key([kind, descending(size), u32::from(row.slot.0)])
    })
}

fn steps(earlier: Response, today: Response) -> Vec<RowStep> {
    match (earlier, today) {
        (Response::NotApplicable, Response::NotApplicable) => Vec::new(),
        (Response::NotApplicable, rated @ Response::Rated { .. }) => vec![job(Side::Earlier, rated)],
        (rated @ Response::Rated { .. }, Response::NotApplicable) => vec![job(Side::Today, rated)],
        (Response::Rated { .. }, Response::Rated { .. }) => [ScaleId::Skill, ScaleId::Need]
            .into_iter()
            .filter_map(|scale| {
                Step::of(earlier.rating(scale), today.rating(scale)).map(|step| RowStep::Rating(scale, step))
            })
            .collect(),
    }
}

/// A link that tells only offers writes "not our job" as skipped, so against a blank it is no change.
fn job(side: Side, other: Response) -> RowStep {
    match other == Response::SKIPPED {
        true => RowStep::OnlyJob(side),
        false => RowStep::Job(side),
    }
}

fn tally(pairs: &[Pair], scale: ScaleId) -> Tally {
    let mut tally = Tally::default();
    for (_, earlier, today) in pairs {
        *place(&mut tally, *earlier, *today, scale) += 1;
    }
    tally
}

/// The count that a capability belongs to.
fn place(tally: &mut Tally, earlier: Response, today: Response, scale: ScaleId) -> &mut u32 {
    let step = steps(earlier, today).into_iter().find(|step| match step {
        RowStep::Rating(of, _) => *of == scale,
        RowStep::Job(_) | RowStep::OnlyJob(_) => true,
    });
    match step {
        Some(RowStep::Rating(_, Step::Moved { from, to })) if from < to => &mut tally.up,
        Some(RowStep::Rating(_, Step::Moved { .. })) => &mut tally.down,
        Some(RowStep::Rating(_, Step::Only { side, .. }) | RowStep::OnlyJob(side)) => match side {
            Side::Earlier => &mut tally.only_earlier,
            Side::Today => &mut tally.only_today,
        },
        Some(RowStep::Job(_)) => &mut tally.job,
        None if earlier == Response::NotApplicable || earlier.rating(scale).is_known() => &mut tally.same,
        None => &mut tally.neither,
    }
}
