//! What a group answers: as much as a page shows at once, so that a group of 20,000 is as quick to show as one of six.

mod results;

pub use results::{
    AgencyStep, BuyingGroup, Candidate, Cell, Edge, Heat, HeatRow, Helpers, Invite, Meeting, Meetings,
    NeedRow, Network, Partners, Step, SummaryOf, SummaryRow, SummaryTable,
};

use serde::{Deserialize, Serialize};

/// An agency's number in the group: it stays while the agency does, and is not given again.
pub type Id = u32;

/// The least number of agencies that a published count may stand for; that of `interlocal-cohort`, for pages, which do not
/// have it.
pub const LEAST: u32 = 5;

/// The largest member's share of a buying group, in percent, above which it outweighs the others; likewise.
pub const LARGE_PCT: u8 = 60;

/// A capability, by its slot.
pub type Slot = u16;

/// An answer, or news of work that goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// How far the long work is.
    Progress(Progress),
    /// The long work was stopped.
    Cancelled,
    /// The group has changed: what it is now.
    Collected(Overview),
    /// Part of the list of agencies.
    Agencies(Agencies),
    /// What was not taken.
    Rejects(Rejects),
    /// Needs and who could meet them, most pressing first.
    Coverage(Vec<NeedRow>),
    /// Capabilities by agencies.
    Heat(Heat),
    /// The best helpers.
    Helpers(Helpers),
    /// Who could buy what together, most power first.
    Buying(Vec<BuyingGroup>),
    /// Whom to introduce to whom.
    Meetings(Meetings),
    /// The best partners.
    Partners(Partners),
    /// Who helps whom.
    Network(Network),
    /// Whom to invite, and which bends bring a coalition together.
    Invite(Invite),
    /// Counts fit to be published.
    Summary(Vec<SummaryTable>),
    /// Link fragments, in the order that they were asked for.
    Links(Vec<String>),
    /// The next part of a file that is too large for one message.
    FilePart(String),
    /// A file to save.
    File {
        /// Its name.
        name: String,
        /// Its media type.
        mime: String,
        /// Its content, or the last part of it.
        text: String,
        /// How many parts came before.
        n_parts: u32,
    },
    /// Collections that are kept on this device, newest first.
    Collections(Vec<Collection>),
    /// Something that was asked for could not be done.
    Failed(Failure),
}

/// How far a long computation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Of what.
    pub of: Work,
    /// How much is done.
    pub done: u32,
    /// How much there is.
    pub total: u32,
}

/// A long computation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Work {
    /// Reading links and files.
    Reading,
    /// Looking for helpers, needs, pairs.
    Computing,
}

/// Why something could not be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// This device does not keep collections: private browsing, or no room.
    NotKept,
    /// There is no such collection any more.
    NoCollection,
    /// Another collection has this name.
    NameTaken,
    /// A file has more than is read.
    TooBig,
    /// A file could not be read at all: it is a folder, or the browser may not open it.
    Unreadable,
    /// A drop held neither a file nor text.
    Nothing,
    /// The worker failed in a way that it can't tell.
    Broken,
}

/// An agency, as it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// Its number.
    pub id: Id,
    /// Its name; empty where it is not told.
    pub name: String,
    /// Whether it is one's own.
    pub is_mine: bool,
}

/// The group in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Agencies in the group.
    pub n: u32,
    /// Of them, those that the filter lets through.
    pub n_shown: u32,
    /// Whether all are the fictional ones.
    pub is_examples: bool,
    /// Texts that gave no profile.
    pub n_rejected: u32,
    /// Duplicates that were left out.
    pub n_duplicates: u32,
    /// Profiles that answer an older edition of the questionnaire.
    pub n_older: u32,
    /// How many came from hidden rows or sheets of a spreadsheet.
    pub n_hidden: u32,
    /// How many may be the same as another one.
    pub n_twins: u32,
    /// How many have a date after tomorrow.
    pub n_future: u32,
    /// Which one is one's own, where it is in the group.
    pub mine: Option<Id>,
    /// What the last adding brought; `None` after anything else.
    pub added: Option<Added>,
    /// Whether the last change can be taken back.
    pub can_undo: bool,
    /// By kind: option index (`None` where it is not told) and how many.
    pub kinds: Vec<(Option<u8>, u32)>,
    /// By population band, likewise.
    pub bands: Vec<(Option<u8>, u32)>,
    /// By region code, likewise.
    pub regions: Vec<(Option<String>, u32)>,
}

/// What an adding brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// Agencies that are new.
    pub n_new: u32,
    /// Agencies whose profile was replaced by a newer one.
    pub n_replaced: u32,
    /// Duplicates that were left out.
    pub n_duplicates: u32,
    /// Texts that gave no profile.
    pub n_rejected: u32,
}

/// Part of the list of agencies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agencies {
    /// The first row's place, from 0.
    pub from: u32,
    /// How many rows there are with this filter and search.
    pub n: u32,
    /// The rows.
    pub rows: Vec<AgencyRow>,
}

/// One agency in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyRow {
    /// Which.
    pub who: Who,
    /// Kind, by option index.
    pub kind: Option<u8>,
    /// Population band, by option index.
    pub band: Option<u8>,
    /// Region code.
    pub region: Option<String>,
    /// Date, as `2026-11-24`.
    pub date: Option<String>,
    /// Capabilities that it can lend: surplus above 0.
    pub n_offers: u32,
    /// Capabilities that it needs at level 2 or more.
    pub n_needs: u32,
    /// Ratings that it gave, and could give.
    pub n_answered: (u32, u32),
    /// Whether it answers an older edition of the questionnaire.
    pub is_older: bool,
    /// Whether its date is after tomorrow.
    pub is_future: bool,
    /// Whether another one in the group may be the same agency.
    pub may_be_same: bool,
}

/// What was not taken, at the most some hundreds of each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejects {
    /// Texts that gave no profile.
    pub bad: Vec<Reject>,
    /// How many there are in all.
    pub n_bad: u32,
    /// Profiles that another one stands for.
    pub duplicates: Vec<Duplicate>,
    /// How many there are in all.
    pub n_duplicates: u32,
}

/// A text that gave no profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reject {
    /// Where it stands.
    pub place: Place,
    /// Why, in the words of the given language code, by `(code, sentence)`.
    pub why: Vec<(String, String)>,
    /// The beginning of the text.
    pub excerpt: String,
}

/// Where a text stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file's name; empty for pasted text.
    pub file: String,
    /// The sheet's name, in a workbook.
    pub sheet: String,
    /// Line or row, from 1; 0 where there are none.
    pub line: u32,
    /// Column, from 1; 0 where there are none.
    pub column: u32,
}

/// A profile that another one stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// Which one is kept.
    pub kept: Who,
    /// Where the other one stood.
    pub place: Place,
    /// Its date.
    pub date: Option<String>,
    /// Whether it says exactly the same.
    pub is_same: bool,
}

/// A collection that is kept on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collection {
    /// Its name.
    pub name: String,
    /// How many agencies.
    pub n: u32,
    /// Of when, as `2026-11-24`.
    pub date: String,
}
