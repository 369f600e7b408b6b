//! Many agencies: what their pages show, what a person chose there, and what is asked of the worker that holds them.
//! Refuses to know a formula: every number comes from the worker, as much of it as a page shows at once.

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

/// Rows of the list of agencies that are shown at once.
pub const ROWS: u32 = 25;
/// Agencies that the heat map shows at once.
pub const COLUMNS: u32 = 12;
/// The most helpers that can be asked for.
pub const MOST_HELPERS: u8 = 10;

/// The group as its pages show it. What the worker told is kept until the group changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// The group in numbers.
    pub overview: Told<Overview>,
    /// Work that takes longer than a blink.
    pub progress: Option<Progress>,
    /// What could not be done.
    pub problem: Option<Failure>,
    /// Which agencies count.
    pub filter: Filter,
    /// The order of the list, whether it is turned round, what is searched for, and the first row.
    pub listing: Listing,
    /// The rows that are shown.
    pub agencies: Told<Agencies>,
    /// What was not taken.
    pub rejects: Told<Rejects>,
    /// The capabilities of one domain only, by index.
    pub domain: Option<u8>,
    /// Needs and who could meet them.
    pub coverage: Told<Vec<NeedRow>>,
    /// Capabilities by agencies.
    pub heat: Told<Heat>,
    /// The first agency of the heat map.
    pub heat_from: u32,
    /// How many helpers, 1 to [`MOST_HELPERS`]; 0 stands for the usual two.
    pub k: u8,
    /// For whom helpers are sought; `None` for all.
    pub whom: Option<Who>,
    /// The best helpers.
    pub helpers: Told<Helpers>,
    /// Who could buy what together.
    pub buying: Told<Vec<BuyingGroup>>,
    /// Whether nobody shall be left out.
    pub is_fair: bool,
    /// Whom to introduce to whom.
    pub meetings: Told<Meetings>,
    /// Whose best partners are wanted: nobody's until a person asks, `Some(None)` for those of all.
    pub partners_of: Option<Option<Who>>,
    /// The best partners of one agency or of all.
    pub partners: Told<Partners>,
    /// Around whom the picture of who helps whom is drawn.
    pub around: Option<Who>,
    /// Who helps whom.
    pub network: Told<Network>,
    /// Who is to be shown side by side: two at the most.
    pub beside: Vec<Who>,
    /// Who is in the coalition that somebody is invited into.
    pub coalition: Vec<Who>,
    /// Whom to invite.
    pub invite: Told<Invite>,
    /// Counts fit to be published.
    pub summary: Told<Vec<SummaryTable>>,
    /// What is kept on this device.
    pub collections: Told<Vec<Collection>>,
    /// The name that the group was kept under in the last step.
    pub kept: Option<String>,
    /// Something that a person shall confirm.
    pub asking: Option<Question>,
    /// The fictional agencies are wanted in place of the group, named in this language.
    pub(super) examples: Option<Lang>,
    /// What the links that were asked for are wanted for.
    opening: Option<Opening>,
    /// The link of one's own agency that the worker was given last.
    mine: Option<String>,
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

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.overview.value().is_none_or(|overview| overview.n == 0)
    }

    /// Whether a filter is on.
    pub fn is_filtered(&self) -> bool {
        self.filter != Filter::default()
    }

    /// All that depends on who is in the group and counts, but for the list itself.
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

    /// Lets go of all that was told about the agencies, because they changed. The list stays until the new one is there, so
    /// that a row's button does not go away under a person's hand.
    fn let_go(&mut self) {
        self.results().into_iter().for_each(OnItsWay::let_go);
        self.agencies.renew();
        self.partners_of = None;
    }

    /// Another group is here, or none: what was chosen in the last one says nothing.
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

    /// Nothing that was asked for is waited for any longer.
    fn stop(&mut self) {
        self.progress = None;
        self.results().into_iter().for_each(OnItsWay::stop);
        self.overview.stop();
        self.agencies.stop();
        self.collections.stop();
    }

    /// What was stopped is wanted after all.
    fn resume(&mut self) {
        self.results().into_iter().for_each(OnItsWay::resume);
        self.overview.resume();
        self.agencies.resume();
        self.collections.resume();
    }
}
