//! Many agencies: what their pages show, what a person chose there, and what is asked of the worker that holds them.
//! Refuses to know a formula: every number comes from the worker, as much of it as a page shows at once.

mod action;
mod apply;

pub use action::GroupAction;

use interlocal_group::answer::{
    Agencies, BuyingGroup, Collection, Failure, Heat, Helpers, Id, Invite, Meetings, NeedRow, Network,
    Overview, Partners, Progress, Rejects, SummaryTable,
};
use interlocal_group::ask::{Filter, Sort};

/// Rows of the list of agencies that are shown at once.
pub const ROWS: u32 = 25;
/// Agencies that the heat map shows at once.
pub const COLUMNS: u32 = 12;
/// The most helpers that can be asked for.
pub const MOST_HELPERS: u8 = 10;

/// The group as its pages show it. What the worker told is kept until the group changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// The group in numbers; `None` until the worker has answered.
    pub overview: Option<Overview>,
    /// Work that takes longer than a blink.
    pub progress: Option<Progress>,
    /// What could not be done.
    pub problem: Option<Failure>,
    /// Which agencies count.
    pub filter: Filter,
    /// The order of the list, whether it is turned round, what is searched for, and the first row.
    pub listing: Listing,
    /// The rows that are shown.
    pub agencies: Option<Agencies>,
    /// What was not taken; asked for when a person unfolds it.
    pub rejects: Option<Rejects>,
    /// The capabilities of one domain only, by index.
    pub domain: Option<u8>,
    /// Needs and who could meet them.
    pub coverage: Option<Vec<NeedRow>>,
    /// Capabilities by agencies.
    pub heat: Option<Heat>,
    /// The first agency of the heat map.
    pub heat_from: u32,
    /// How many helpers, 1 to [`MOST_HELPERS`]; 0 stands for the usual two.
    pub k: u8,
    /// For whom helpers are sought; `None` for all.
    pub whom: Option<Id>,
    /// The best helpers.
    pub helpers: Option<Helpers>,
    /// Who could buy what together.
    pub buying: Option<Vec<BuyingGroup>>,
    /// Whether nobody shall be left out.
    pub is_fair: bool,
    /// Whom to introduce to whom.
    pub meetings: Option<Meetings>,
    /// The best partners of one agency or of all.
    pub partners: Option<Partners>,
    /// Around whom the picture of who helps whom is drawn.
    pub around: Option<Id>,
    /// Who helps whom.
    pub network: Option<Network>,
    /// Who is in the coalition that somebody is invited into.
    pub coalition: Vec<Id>,
    /// Whom to invite.
    pub invite: Option<Invite>,
    /// Counts fit to be published.
    pub summary: Option<Vec<SummaryTable>>,
    /// What is kept on this device; `None` until it was asked for.
    pub collections: Option<Vec<Collection>>,
    /// Something that a person shall confirm.
    pub asking: Option<Question>,
    /// What the links that were asked for are wanted for.
    opening: Option<Opening>,
}

/// What of the list of agencies is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// By what.
    pub sort: Sort,
    /// Largest or last first.
    pub is_reversed: bool,
    /// Only names that hold this.
    pub search: String,
    /// The first row, from 0.
    pub from: u32,
}

/// Something that can't be undone, or that a person may not mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Delete the kept collection of that name.
    Delete(String),
    /// Give the kept collection of that name another one.
    Rename(String),
}

/// What links of the group are wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// One profile, to look at.
    Profile,
    /// Two, side by side.
    Pair,
}

impl Group {
    /// How many helpers are asked for.
    pub fn n_helpers(&self) -> u8 {
        match self.k {
            0 => 2,
            k => k.min(MOST_HELPERS),
        }
    }

    /// Whether there is anybody.
    pub fn is_empty(&self) -> bool {
        self.overview.as_ref().is_none_or(|overview| overview.n == 0)
    }

    /// Lets go of all that was told about the agencies, because they changed.
    fn let_go(&mut self) {
        *self = Group {
            overview: self.overview.take(),
            progress: self.progress,
            problem: self.problem,
            filter: std::mem::take(&mut self.filter),
            listing: Listing { from: 0, ..std::mem::take(&mut self.listing) },
            domain: self.domain,
            k: self.k,
            whom: self.whom,
            is_fair: self.is_fair,
            around: self.around,
            coalition: std::mem::take(&mut self.coalition),
            collections: self.collections.take(),
            ..Group::default()
        };
    }
}
