//! Turns results of the cohort into answers: one page of rows at a time, with names in place of indices. Contains no formula.

mod buying;
mod coverage;
mod helpers;
mod invite;
mod meetings;
mod network;
mod partners;
mod summary;

pub(crate) use helpers::Named;
pub(crate) use invite::Inviting;
pub(crate) use partners::other;

use super::export::{Written, needs_coverage};
use super::job::{Job, Step};
use super::listing::Rows;
use super::state::State;
use interlocal_cohort::AllPairs;
use interlocal_cohort::coverage::{Coverage, CoverageScan};
use interlocal_cohort::pairing::Introduction;
use interlocal_group::answer::{Answer, Helpers, Id, Invite, Network, Slot, Who};
use interlocal_group::ask::Ask;

/// Maximum number of names in each list of an answer.
pub(crate) const NAMES: usize = 200;
/// Partners kept for each agency.
pub(crate) const N_BEST: usize = 10;

/// Cached results for the agencies that pass the filter. Each is computed once and kept until the filter or the group changes.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) coverage: Option<Coverage>,
    pub(crate) all_pairs: Option<AllPairs>,
    pub(crate) stable: Option<Vec<Introduction>>,
    /// The last results that depend on a query's arguments, for files.
    pub(crate) last: Last,
}

/// The last results that depend on a query's arguments.
#[derive(Debug, Default)]
pub(crate) struct Last {
    pub(crate) helpers: Option<Helpers>,
    pub(crate) meetings: Option<Vec<Introduction>>,
    pub(crate) network: Option<Network>,
    pub(crate) invite: Option<Invite>,
    pub(crate) partners_of: Option<Id>,
}

impl State {
    /// Answers a query about the agencies that pass the filter, or starts the job for it.
    pub(crate) fn begin(&mut self, ask: Ask) -> Step {
        match ask {
            Ask::Look => Step::Answer(Answer::Collected(self.overview())),
            Ask::Agencies { sort, is_reversed, search, from, n } => {
                let rows = Rows { sort, is_reversed, search: &search, from, n };
                Step::Answer(Answer::Agencies(self.list(rows)))
            }
            Ask::Rejects => Step::Answer(Answer::Rejects(self.told_rejects())),
            Ask::Links(ids) => {
                let link = |id: &Id| Some(self.agency(*id)?.entry.fragment.as_str().to_owned());
                Step::Answer(Answer::Links(ids.iter().filter_map(link).collect()))
            }
            Ask::Buying => Step::Answer(Answer::Buying(self.told_buying())),
            Ask::Coverage => {
                self.with_coverage(ask, |state, coverage| Answer::Coverage(state.told_coverage(coverage)))
            }
            Ask::Heat { from, n } => {
                self.with_coverage(ask, |state, coverage| Answer::Heat(state.heat(coverage, from, n)))
            }
            Ask::Summary => {
                self.with_coverage(ask, |state, coverage| Answer::Summary(state.told_summary(coverage)))
            }
            Ask::Helpers { k, whom } => self.begin_helpers(k, whom),
            Ask::Meetings { is_fair } => self.begin_meetings(is_fair),
            Ask::Partners { of } => self.begin_partners(of),
            Ask::Network { around } => self.begin_network(around),
            Ask::Invite { ref coalition } => self.begin_invite(coalition),
            Ask::Export(what, ..) if needs_coverage(what) && self.known.coverage.is_none() => self.cover(ask),
            Ask::Export(what, format, writing) => {
                Step::Begin(Job::Writing(Box::new(Written::new(what, format, writing))))
            }
            // These are changes or requests to the store, which [`super::Group::ask`] handles.
            Ask::Add(_)
            | Ask::Replace(_)
            | Ask::Remove(_)
            | Ask::SkipHidden
            | Ask::Clear
            | Ask::Undo
            | Ask::Mine(_)
            | Ask::Filter(_)
            | Ask::Cancel
            | Ask::Collections
            | Ask::Keep(_)
            | Ask::Open(_)
            | Ask::Rename(..)
            | Ask::Delete(_) => Step::Nothing,
        }
    }

    /// Answers `ask` from the coverage, which is computed first if it is missing.
    fn with_coverage(&self, ask: Ask, answer: impl FnOnce(&State, &Coverage) -> Answer) -> Step {
        match &self.known.coverage {
            Some(coverage) => Step::Answer(answer(self, coverage)),
            None => self.cover(ask),
        }
    }

    /// Starts the computation of the coverage for `ask`.
    fn cover(&self, ask: Ask) -> Step {
        Step::Begin(Job::Coverage(CoverageScan::new(&self.cohort), ask))
    }

    /// The agency at this index of the cohort.
    pub(crate) fn who(&self, idx: usize) -> Who {
        self.shown[idx].who()
    }

    /// The first agencies, at most [`NAMES`].
    pub(crate) fn names(&self, idxs: &[usize]) -> Vec<Who> {
        idxs.iter().take(NAMES).map(|idx| self.who(*idx)).collect()
    }

    /// The slot of the capability at this index of the bank.
    pub(crate) fn slot(&self, capability_idx: usize) -> Slot {
        self.cohort.common.capabilities[capability_idx].slot.0
    }
}
