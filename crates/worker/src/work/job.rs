//! Work that takes more than one turn: the size of each step, and what follows it.

use super::export::Written;
use super::reading::Sources;
use super::results::{Inviting, Named};
use super::state::{State, narrow};
use interlocal_cohort::coverage::CoverageScan;
use interlocal_cohort::helpers::HelperSearch;
use interlocal_cohort::pairing::{Fair, Stable};
use interlocal_cohort::{AllPairs, Cohort, PairProgress, Progress};
use interlocal_group::answer::{Answer, Work};
use interlocal_group::ask::Ask;
use std::rc::Rc;

/// Profiles scored per step, and pairs examined per step: some milliseconds.
const MEMBERS: usize = 400;
pub(crate) const PAIRS: u32 = 20_000;
/// The vectorised computation of all pairs examines more pairs per step.
const MANY_PAIRS: u64 = 150_000;
/// The number of times that the best pairs so far are sent.
const PARTS: u64 = 12;

/// A unit of work. Jobs that answer a query hold the data for the answer.
#[derive(Debug)]
pub(crate) enum Job {
    /// Reads texts and files to add.
    Reading(Box<Sources>),
    /// Applies the filter and scores the agencies that pass it.
    Counting(Option<Count>),
    /// Coverage: which agencies can meet which need.
    Coverage(CoverageScan, Ask),
    /// The best helpers.
    Helpers(Box<HelperSearch>, Named),
    /// The stable pairing.
    Stable(Box<Stable>, Ask),
    /// The fair pairing.
    Fair(Box<Fair>),
    /// The best partners of each agency: the longest computation, for all queries that wait for it.
    AllPairs(Box<AllPairs>, Vec<Ask>),
    /// A result as a file.
    Writing(Box<Written>),
    /// The agencies to invite next, and the adjustments that resolve a coalition's conflicts.
    Invite(Inviting),
}

/// The agencies that pass the filter, partly scored.
#[derive(Debug)]
pub(crate) struct Count {
    shown: Vec<Rc<super::agency::Agency>>,
    cohort: Cohort,
}

/// The outcome of one step of a job.
#[derive(Debug, Default)]
pub(crate) struct Went {
    /// Finished and total work.
    pub(crate) progress: Option<(u32, u32)>,
    pub(crate) answers: Vec<Answer>,
    /// Queries that can be answered now.
    pub(crate) then: Vec<Ask>,
    /// The rest of the job, if any.
    pub(crate) next: Option<Job>,
}

/// The next step for a query.
#[derive(Debug)]
pub(crate) enum Step {
    /// The answer.
    Answer(Answer),
    /// A job that computes the answer.
    Begin(Job),
    /// The query waits for the computation of all pairs.
    AfterAllPairs(Ask),
    /// The query has no answer.
    Nothing,
}

impl Job {
    /// Starts to apply the filter and to score.
    pub(crate) fn count() -> Job {
        Job::Counting(None)
    }

    /// Whether the job answers a query, as opposed to performing a change.
    pub(crate) fn is_question(&self) -> bool {
        match self {
            Job::Reading(_) | Job::Counting(_) => false,
            Job::Coverage(..)
            | Job::Helpers(..)
            | Job::Stable(..)
            | Job::Fair(_)
            | Job::AllPairs(..)
            | Job::Writing(_)
            | Job::Invite(_) => true,
        }
    }

    /// The kind of progress that is reported while the job runs.
    pub(crate) fn work(&self) -> Work {
        if self.is_question() { Work::Computing } else { Work::Reading }
    }

    /// Runs one step.
    pub(crate) fn step(self, state: &mut State) -> Went {
        match self {
            Job::Reading(sources) => read(sources, state),
            Job::Counting(None) => {
                let shown = state.counted();
                let count = Count { shown, cohort: Cohort::empty(&state.bank) };
                Went { next: Some(Job::Counting(Some(count))), ..Went::default() }
            }
            Job::Counting(Some(count)) => count_on(count, state),
            Job::Coverage(mut scan, ask) => {
                let went = scan.step(&state.cohort, PAIRS);
                if went.is_done {
                    state.known.coverage = Some(scan.into_coverage());
                    return Went { then: vec![ask], ..Went::at(went) };
                }
                Went { next: Some(Job::Coverage(scan, ask)), ..Went::at(went) }
            }
            Job::Helpers(mut search, whom) => {
                let went = search.step(&state.cohort, PAIRS);
                if went.is_done {
                    let answer = state.told_helpers(&search.into_helpers(&state.cohort), whom);
                    return Went { answers: vec![answer], ..Went::at(went) };
                }
                Went { next: Some(Job::Helpers(search, whom)), ..Went::at(went) }
            }
            Job::Stable(mut stable, ask) => {
                let went = stable.step(&state.cohort, PAIRS);
                if went.is_done {
                    state.known.stable = Some(stable.pairs().to_vec());
                    return Went { then: vec![ask], ..Went::at(went) };
                }
                Went { next: Some(Job::Stable(stable, ask)), ..Went::at(went) }
            }
            Job::Fair(mut fair) => {
                let went = fair.step(&state.cohort, PAIRS);
                if went.is_done {
                    let fair = fair.into_pairs(&state.cohort);
                    let answer = state.told_meetings(fair.pairs, true, fair.is_optimal);
                    return Went { answers: vec![answer], ..Went::at(went) };
                }
                Went { next: Some(Job::Fair(fair)), ..Went::at(went) }
            }
            Job::AllPairs(all_pairs, asks) => look_at_pairs(all_pairs, asks, state),
            Job::Writing(written) => written.step(state),
            Job::Invite(inviting) => inviting.step(state),
        }
    }
}

impl Went {
    pub(crate) fn at(progress: Progress) -> Went {
        Went { progress: Some((progress.done, progress.total)), ..Went::default() }
    }
}

fn read(mut sources: Box<Sources>, state: &mut State) -> Went {
    let (done, total) = sources.step(&state.bank);
    let progress = Some((narrow(done), narrow(total)));
    if done < total {
        return Went { progress, next: Some(Job::Reading(sources)), ..Went::default() };
    }
    let is_replacement = sources.is_replacement();
    state.take_in(sources.into_found(), is_replacement);
    Went { progress, next: Some(Job::count()), ..Went::default() }
}

fn count_on(mut count: Count, state: &mut State) -> Went {
    let scored = count.cohort.len();
    let next = count.shown.iter().skip(scored).take(MEMBERS);
    next.for_each(|agency| count.cohort.push(&state.bank, &agency.entry.profile));
    let progress = Some((narrow(count.cohort.len()), narrow(count.shown.len())));
    if count.cohort.len() < count.shown.len() {
        return Went { progress, next: Some(Job::Counting(Some(count))), ..Went::default() };
    }
    state.count(count.shown, count.cohort);
    Went { progress, answers: vec![Answer::Collected(state.overview())], ..Went::default() }
}

fn look_at_pairs(mut all_pairs: Box<AllPairs>, asks: Vec<Ask>, state: &mut State) -> Went {
    let part = |it: PairProgress| it.done * PARTS / it.of.max(1);
    let before = all_pairs.progress();
    let after = all_pairs.step(MANY_PAIRS);
    let thousandths = u32::try_from(after.done * 1000 / after.of.max(1)).unwrap_or(1000);
    let progress = Some((thousandths, 1000));
    if after.done >= after.of {
        state.known.all_pairs = Some(*all_pairs);
        let mut asks = asks;
        // Partners are answered at once now; introductions take longer.
        asks.sort_by_key(|ask| !matches!(ask, Ask::Partners { .. }));
        return Went { progress, then: asks, ..Went::default() };
    }
    let is_waited_for = asks.iter().any(|ask| matches!(ask, Ask::Partners { .. }));
    let is_news = is_waited_for && part(before) < part(after);
    let answers = is_news.then(|| Answer::Partners(state.best_pairs(&all_pairs, false)));
    Went {
        progress,
        answers: answers.into_iter().collect(),
        next: Some(Job::AllPairs(all_pairs, asks)),
        ..Went::default()
    }
}
