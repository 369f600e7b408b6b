//! The answers of a group. Each contains only as much as a page shows at once, so a group of 20,000 is shown as fast as
//! one of six.

mod results;

pub use results::{
    AgencyStep, BuyingGroup, Candidate, Cell, Edge, Heat, HeatRow, Helpers, Invite, Meeting, Meetings,
    NeedRow, Network, Partners, Step, SummaryOf, SummaryRow, SummaryTable,
};

use serde::{Deserialize, Serialize};

/// An agency's number in the group. It doesn't change, and isn't reused after the agency is removed.
pub type Id = u32;

/// The minimum number of agencies behind a published count. It equals the constant of `interlocal-cohort`, which pages
/// don't depend on.
pub const LEAST: u32 = 5;

/// The share of the largest member in a buying group, in percent, above which it dominates the others. It also equals
/// the constant of `interlocal-cohort`.
pub const LARGE_PCT: u8 = 60;

/// The slot of a capability.
pub type Slot = u16;

/// An answer, or the progress of a computation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// The progress of a computation.
    Progress(Progress),
    /// The computation was cancelled.
    Cancelled,
    /// The group has changed; contains its new overview.
    Collected(Overview),
    /// Part of the list of agencies.
    Agencies(Agencies),
    /// The import errors and duplicates.
    Rejects(Rejects),
    /// Needs and the agencies that could meet them, most pressing first.
    Coverage(Vec<NeedRow>),
    /// The heat map of capabilities and agencies.
    Heat(Heat),
    /// The best helpers.
    Helpers(Helpers),
    /// Groups of agencies that could buy together, most power first.
    Buying(Vec<BuyingGroup>),
    /// The pairs of agencies to introduce.
    Meetings(Meetings),
    /// The best partners.
    Partners(Partners),
    /// The network of help.
    Network(Network),
    /// Agencies to invite to a coalition, and the adjustments that its members need.
    Invite(Invite),
    /// Counts that may be published.
    Summary(Vec<SummaryTable>),
    /// Link fragments, in the order of the question.
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
    /// The collections on this device, newest first.
    Collections(Vec<Collection>),
    /// The action failed.
    Failed(Failure),
}

/// The progress of a computation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The kind of computation.
    pub of: Work,
    /// Amount of work done.
    pub done: u32,
    /// Total amount of work.
    pub total: u32,
}

/// A kind of long computation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Work {
    /// Reading links and files.
    Reading,
    /// Computing helpers, needs or pairs.
    Computing,
}

/// Why an action failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// This device can't store collections, because of private browsing or a full storage.
    NotKept,
    /// The collection doesn't exist any more.
    NoCollection,
    /// Another collection has this name.
    NameTaken,
    /// The file is too large.
    TooBig,
    /// The file can't be read: it is a folder, or the browser has no permission.
    Unreadable,
    /// The drop contained neither a file nor text.
    Nothing,
    /// The worker failed with an unknown error.
    Broken,
}

/// An agency with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// Its number.
    pub id: Id,
    /// Its name; empty if it is withheld.
    pub name: String,
    /// Whether it is the user's own agency.
    pub is_mine: bool,
}

/// Counts about the group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Agencies in the group.
    pub n: u32,
    /// Agencies in the group that match the filter.
    pub n_shown: u32,
    /// Whether all are fictional agencies.
    pub is_examples: bool,
    /// Texts that gave no profile.
    pub n_rejected: u32,
    /// Duplicates that were dropped.
    pub n_duplicates: u32,
    /// Profiles that answer an older edition of the questionnaire.
    pub n_older: u32,
    /// Profiles from hidden rows or sheets of a spreadsheet.
    pub n_hidden: u32,
    /// Agencies that may be the same as another one.
    pub n_twins: u32,
    /// Profiles with a date after tomorrow.
    pub n_future: u32,
    /// The user's own agency, if it is in the group.
    pub mine: Option<Id>,
    /// The result of the last import; `None` after any other action.
    pub added: Option<Added>,
    /// Whether the last change can be undone.
    pub can_undo: bool,
    /// Agencies by kind: option index (`None` if unknown) and count.
    pub kinds: Vec<(Option<u8>, u32)>,
    /// Agencies by population band: option index (`None` if unknown) and count.
    pub bands: Vec<(Option<u8>, u32)>,
    /// Agencies by region: region code (`None` if unknown) and count.
    pub regions: Vec<(Option<String>, u32)>,
}

/// The result of an import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// New agencies.
    pub n_new: u32,
    /// Agencies whose profile was replaced by a newer one.
    pub n_replaced: u32,
    /// Duplicates that were dropped.
    pub n_duplicates: u32,
    /// Texts that gave no profile.
    pub n_rejected: u32,
}

/// Part of the list of agencies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agencies {
    /// The index of the first row.
    pub from: u32,
    /// The number of rows that match the filter and the search.
    pub n: u32,
    /// The rows.
    pub rows: Vec<AgencyRow>,
}

/// A row in the list of agencies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyRow {
    /// The agency.
    pub who: Who,
    /// Kind of agency, by option index.
    pub kind: Option<u8>,
    /// Population band, by option index.
    pub band: Option<u8>,
    /// Region code.
    pub region: Option<String>,
    /// Date of the profile, as `2026-11-24`.
    pub date: Option<String>,
    /// Capabilities that it can lend: those with a surplus above 0.
    pub n_offers: u32,
    /// Capabilities that it needs at level 2 or more.
    pub n_needs: u32,
    /// Number of ratings given, and number of possible ratings.
    pub n_answered: (u32, u32),
    /// Whether it answers an older edition of the questionnaire.
    pub is_older: bool,
    /// Whether its date is after tomorrow.
    pub is_future: bool,
    /// Whether another agency in the group may be the same.
    pub may_be_same: bool,
}

/// Import errors and duplicates, at most a few hundred of each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejects {
    /// Texts that gave no profile.
    pub bad: Vec<Reject>,
    /// Total number of texts that gave no profile.
    pub n_bad: u32,
    /// Profiles that were replaced by another one.
    pub duplicates: Vec<Duplicate>,
    /// Total number of duplicates.
    pub n_duplicates: u32,
}

/// A text that gave no profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reject {
    /// The place of the text.
    pub place: Place,
    /// The reason in each language, as `(language code, sentence)`.
    pub why: Vec<(String, String)>,
    /// The start of the text.
    pub excerpt: String,
}

/// The place of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file's name; empty for pasted text.
    pub file: String,
    /// The sheet's name, if the file is a spreadsheet.
    pub sheet: String,
    /// Line or row, starting at 1; 0 if there is none.
    pub line: u32,
    /// Column, starting at 1; 0 if there is none.
    pub column: u32,
}

/// A profile that was replaced by another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// The agency whose profile is kept.
    pub kept: Who,
    /// The place of the dropped profile.
    pub place: Place,
    /// The dropped profile's date.
    pub date: Option<String>,
    /// Whether both profiles are equal.
    pub is_same: bool,
}

/// A collection that is stored on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collection {
    /// Its name.
    pub name: String,
    /// Number of agencies.
    pub n: u32,
    /// Date when it was stored, as `2026-11-24`.
    pub date: String,
}
