//! The state of the pages of a group: the worker's answers and the person's choices. All numbers come from the worker;
//! this module computes none.

mod action;
mod apply;
mod told;

pub use action::GroupAction;
use told::OnItsWay;
pub use told::Told;

use interlocal_core::words::Lang;
use interlocal_group::answer::{
    Agencies, BuyingGroup, Collection, Failure, Heat, Helpers, Invite, Meetings, NeedRow, Network, Overview,
    Partners, Progress, Rejects, SummaryTable, Who,
};
use interlocal_group::ask::{Filter, Sort};

/// Number of rows of the list that are shown at once.
pub const ROWS: u32 = 25;
/// Number of agencies that the heat map shows at once.
pub const COLUMNS: u32 = 12;
/// The most helpers that can be asked for.
pub const MOST_HELPERS: u8 = 10;

/// The state of a group's pages. Answers are cached until the group changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// Counts about the group.
    pub overview: Told<Overview>,
    /// The progress of a slow computation.
    pub progress: Option<Progress>,
    /// Why the last action failed.
    pub problem: Option<Failure>,
    /// The filter.
    pub filter: Filter,
    /// Sort key, direction, search text, and the first row.
    pub listing: Listing,
    /// The rows on the screen.
    pub agencies: Told<Agencies>,
    /// Import errors and duplicates.
    pub rejects: Told<Rejects>,
    /// The selected domain, by index.
    pub domain: Option<u8>,
    /// Needs and the agencies that could meet them.
    pub coverage: Told<Vec<NeedRow>>,
    /// The heat map.
    pub heat: Told<Heat>,
    /// The first agency of the heat map.
    pub heat_from: u32,
    /// The number of helpers, 1 to [`MOST_HELPERS`]; 0 stands for the default of two.
    pub k: u8,
    /// The agency to help; `None` for all.
    pub whom: Option<Who>,
    /// The best helpers.
    pub helpers: Told<Helpers>,
    /// Groups that could buy together.
    pub buying: Told<Vec<BuyingGroup>>,
    /// Whether the matching is fair, so that as few agencies as possible are left out.
    pub is_fair: bool,
    /// The pairs of agencies to introduce.
    pub meetings: Told<Meetings>,
    /// The agency whose best partners are requested: `None` until the person asks, `Some(None)` for all.
    pub partners_of: Option<Option<Who>>,
    /// The best partners of one agency, or of all.
    pub partners: Told<Partners>,
    /// The agency at the centre of the network.
    pub around: Option<Who>,
    /// The network of help.
    pub network: Told<Network>,
    /// The agencies selected for a comparison, at most two.
    pub beside: Vec<Who>,
    /// The members of the coalition.
    pub coalition: Vec<Who>,
    /// The candidates for the coalition.
    pub invite: Told<Invite>,
    /// Counts that may be published.
    pub summary: Told<Vec<SummaryTable>>,
    /// The collections on this device.
    pub collections: Told<Vec<Collection>>,
    /// The name under which the last action stored the group.
    pub kept: Option<String>,
    /// The question that the person must confirm.
    pub asking: Option<Question>,
    /// The language of the examples, if they are to replace the group.
    pub(super) examples: Option<Lang>,
    /// The purpose of the links that were requested.
    opening: Option<Opening>,
    /// The link of the user's own agency that the worker has.
    mine: Option<String>,
}

/// The part of the list that is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The sort key.
    pub sort: Sort,
    /// Whether the order is descending.
    pub is_reversed: bool,
    /// Text that names must contain.
    pub search: String,
    /// The index of the first row.
    pub from: u32,
}

/// A confirmation, for actions that can't be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Delete the collection with this name.
    Delete(String),
    /// Rename the collection with this name.
    Rename(String),
}

/// The purpose of requested links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// Open one profile.
    Profile,
    /// Compare two profiles.
    Pair,
}

impl Group {
    /// Returns the number of helpers to request.
    pub fn n_helpers(&self) -> u8 {
        match self.k {
            0 => 2,
            k => k.min(MOST_HELPERS),
        }
    }

    /// Returns true if the group is empty.
    pub fn is_empty(&self) -> bool {
        self.overview.value().is_none_or(|overview| overview.n == 0)
    }

    /// Returns true if a filter is set.
    pub fn is_filtered(&self) -> bool {
        self.filter != Filter::default()
    }

    /// Returns all cached results that depend on the group and the filter, except the list.
    fn results(&mut self) -> [&mut dyn OnItsWay; 10] {
        [
            &mut self.rejects,
            &mut self.coverage,
            &mut self.heat,
            &mut self.helpers,
            &mut self.buying,
            &mut self.meetings,
            &mut self.partners,
            &mut self.network,
            &mut self.invite,
            &mut self.summary,
        ]
    }

    /// Invalidates all results, because the agencies have changed. The old list stays on the screen until the new one
    /// arrives, so that a button doesn't disappear while a person uses it.
    fn let_go(&mut self) {
        self.results().into_iter().for_each(OnItsWay::let_go);
        self.agencies.renew();
        self.partners_of = None;
    }

    /// Clears the choices, because another group was opened or the group was cleared.
    fn begin_anew(&mut self) {
        self.filter = Filter::default();
        self.listing = Listing::default();
        self.heat_from = 0;
        self.choose_nobody();
    }

    fn choose_nobody(&mut self) {
        (self.whom, self.around) = (None, None);
        self.beside.clear();
        self.coalition.clear();
    }

    /// Cancels all pending questions.
    fn stop(&mut self) {
        self.progress = None;
        self.results().into_iter().for_each(OnItsWay::stop);
        self.overview.stop();
        self.agencies.stop();
        self.collections.stop();
    }

    /// Marks the cancelled questions as stale, so that they are sent again.
    fn resume(&mut self) {
        self.results().into_iter().for_each(OnItsWay::resume);
        self.overview.resume();
        self.agencies.resume();
        self.collections.resume();
    }
}
