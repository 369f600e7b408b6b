//! Compares two profiles of one agency over time (docs/scoring.md, section 7.1). If only one profile has an answer, the
//! reason is unknown: the person may have skipped it, or the link may leave it out.

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

/// The difference between two levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Both profiles have a level, and the levels differ.
    Moved {
        /// The level in the earlier profile.
        from: Level,
        /// The level in today's profile.
        to: Level,
    },
    /// Only one profile has a level.
    Only {
        /// The profile with the level.
        side: Side,
        /// The level.
        level: Level,
    },
}

/// The difference between two responses to one capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowStep {
    /// A rating differs.
    Rating(ScaleId, Step),
    /// The capability is not applicable in the named profile and rated in the other.
    Job(Side),
    /// The capability is not applicable in the named profile and skipped in the other.
    OnlyJob(Side),
}

/// A difference between the responses to one capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowChange {
    /// The capability.
    pub slot: Slot,
    /// The difference.
    pub step: RowStep,
}

/// The difference between two values of a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// Today's range is above the earlier one.
    Up {
        /// The earlier range.
        from: Range,
        /// Today's range.
        to: Range,
    },
    /// Today's range is below the earlier one.
    Down {
        /// The earlier range.
        from: Range,
        /// Today's range.
        to: Range,
    },
    /// There is no reliable difference: the ranges overlap, or they differ only because the profiles answer different
    /// questions.
    Unclear {
        /// The earlier range.
        from: Range,
        /// Today's range.
        to: Range,
    },
    /// Only one profile has enough answers.
    Only {
        /// The profile with enough answers.
        side: Side,
        /// Its range.
        range: Range,
    },
    /// Neither profile has enough answers.
    Unknown,
}

/// The difference between two answers that aren't levels. The answers themselves are in the profiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Both profiles have an answer, and the answers differ.
    Changed,
    /// Only one profile has an answer.
    Only(Side),
}

/// A list of featured capabilities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// The offers.
    Offers,
    /// The needs.
    Needs,
}

/// A capability that only one profile features.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PickChange {
    /// The capability.
    pub slot: Slot,
    /// The list.
    pub shelf: Shelf,
    /// The profile that features it.
    pub side: Side,
}

/// Counts how the answers on one scale changed. The sum is the number of comparable capabilities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Higher today.
    pub up: u32,
    /// Lower today.
    pub down: u32,
    /// Same level, or not applicable in both.
    pub same: u32,
    /// Answered only in the earlier profile.
    pub only_earlier: u32,
    /// Answered only in today's profile.
    pub only_today: u32,
    /// Not applicable in one profile and rated in the other.
    pub job: u32,
    /// Answered in neither.
    pub neither: u32,
}

/// All differences between two profiles, as ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// The dates of the earlier profile and of today's.
    pub dates: (Option<Date>, Option<Date>),
    /// Differences between responses: first changed levels with the largest step first, then changes of "not
    /// applicable", then answers of only one profile. Ties are sorted by slot, skill before need.
    pub rows: Vec<RowChange>,
    /// Readiness answers that differ, by index of [`Bank::readiness`].
    pub readiness: Vec<(usize, Step)>,
    /// The five scores, then the two scores of each domain, including unchanged ones.
    pub scores: Vec<(Number, Trend)>,
    /// Terms that differ, by index of [`Bank::terms`].
    pub terms: Vec<(usize, Turn)>,
    /// Facts about the agency that differ, by index of [`Bank::context`].
    pub context: Vec<(usize, Turn)>,
    /// Featured capabilities that differ, offers first.
    pub picks: Vec<PickChange>,
    /// Counts for the skill ratings.
    pub skill: Tally,
    /// Counts for the need ratings.
    pub need: Tally,
}

/// Compares `earlier` with `today`, both of which must belong to `bank`. Questions that one of the editions doesn't
/// have are ignored.
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

/// Returns the capabilities that have the same answers in both profiles, in the bank's order.
pub fn unmoved(bank: &Bank, earlier: &Profile, today: &Profile) -> Vec<Slot> {
    let is_same = |earlier, today| earlier != Response::SKIPPED && steps(earlier, today).is_empty();
    let same =
        pairs(bank, earlier, today).into_iter().filter(|(_, earlier, today)| is_same(*earlier, *today));
    same.map(|(slot, _, _)| slot).collect()
}

impl Side {
    /// Returns the other profile.
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
    /// Returns the number of comparable capabilities.
    pub fn total(&self) -> u32 {
        let Tally { up, down, same, only_earlier, only_today, job, neither } = *self;
        up + down + same + only_earlier + only_today + job + neither
    }
}

impl Since {
    /// Returns true if there is no difference to report.
    pub fn is_empty(&self) -> bool {
        let no_answers = self.rows.is_empty() && self.readiness.is_empty() && self.picks.is_empty();
        let no_words = self.terms.is_empty() && self.context.is_empty();
        no_answers && no_words && !self.scores.iter().any(|(_, trend)| trend.is_news())
    }

    /// Counts the ratings and "not applicable" answers that only the profile `side` has.
    pub fn n_only(&self, side: Side) -> u32 {
        count(self.rows.iter().filter(|row| row.step.only() == Some(side)))
    }
}

impl RowStep {
    /// Returns the only profile with an answer; `None` if both have one.
    fn only(self) -> Option<Side> {
        match self {
            RowStep::Rating(_, Step::Only { side, .. }) | RowStep::OnlyJob(side) => Some(side),
            RowStep::Rating(_, Step::Moved { .. }) | RowStep::Job(_) => None,
        }
    }

    /// Returns the sort key: the kind, then the size of the step.
    fn rank(self) -> (u32, u32) {
        match self {
            RowStep::Rating(_, Step::Moved { from, to }) => (0, u32::from(from.get().abs_diff(to.get()))),
            RowStep::Job(_) => (1, 0),
            RowStep::Rating(_, Step::Only { .. }) | RowStep::OnlyJob(_) => (2, 0),
        }
    }
}

/// Returns the older of the two editions, whose questions both profiles answer.
fn shared_edition(earlier: &Profile, today: &Profile) -> Edition {
    earlier.edition.min(today.edition)
}

type Pair = (Slot, Response, Response);

/// Returns the comparable responses: those to capabilities that exist in both editions and are shown in at least one
/// profile. A capability that is hidden in both was never answered. One that is hidden now counts as not applicable.
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
        // The sort is stable, so skill stays before need.
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

/// A link that includes only offers writes "not applicable" as skipped, so a skipped answer on the other side is no
/// change.
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

/// Returns the counter for a pair of responses.
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
