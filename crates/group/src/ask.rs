//! The questions and commands that a page sends to the worker.

use crate::answer::Id;
use serde::{Deserialize, Serialize};

/// A question or a command. Long computations send their progress, and end with their answer or with
/// [`Answer::Cancelled`](crate::answer::Answer::Cancelled).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// Requests the overview. Answered by `Collected`.
    Look,
    /// Imports a source. Answered by `Collected`.
    Add(Source),
    /// Imports a source in place of the group. Can be undone. Answered by `Collected`.
    Replace(Source),
    /// Removes one agency. Can be undone.
    Remove(Id),
    /// Removes the agencies from hidden rows and sheets of a spreadsheet. Can be undone.
    SkipHidden,
    /// Removes all agencies. Can be undone.
    Clear,
    /// Undoes the last import, removal or clearing.
    Undo,
    /// Adds the user's own profile, given as a link fragment. `None` removes it.
    Mine(Option<String>),
    /// Sets the filter for all other questions. Answered by `Collected`.
    Filter(Filter),
    /// Requests a part of the list of agencies. Answered by `Agencies`.
    Agencies {
        /// The sort key.
        sort: Sort,
        /// Whether the order is descending.
        is_reversed: bool,
        /// Text that the agency's name must contain, without regard to case and accents.
        search: String,
        /// The index of the first row.
        from: u32,
        /// Maximum number of rows.
        n: u32,
    },
    /// Requests import errors and duplicates. Answered by `Rejects`.
    Rejects,
    /// Requests the needs and their helpers. Answered by `Coverage`.
    Coverage,
    /// Requests the heat map. Answered by `Heat`.
    Heat {
        /// The index of the first agency, in the order of [`Sort::Name`].
        from: u32,
        /// Maximum number of agencies.
        n: u32,
    },
    /// Requests the best helpers. Answered by `Helpers`.
    Helpers {
        /// Number of helpers, 1 to 10.
        k: u8,
        /// The agency to help; `None` for all.
        whom: Option<Id>,
    },
    /// Requests groups that could buy together. Answered by `Buying`.
    Buying,
    /// Requests the pairs of agencies to introduce. Answered by `Meetings`.
    Meetings {
        /// Whether to leave as few agencies as possible without a partner, instead of the best pairs first.
        is_fair: bool,
    },
    /// Requests the best partners of each agency. This is the longest computation. Answered by `Partners`, several
    /// times.
    Partners {
        /// One agency; `None` for all.
        of: Option<Id>,
    },
    /// Requests the network of help. Answered by `Network`.
    Network {
        /// The agency at the centre; `None` for all if the group is small.
        around: Option<Id>,
    },
    /// Requests candidates for a coalition, and the adjustments that its members need. Answered by `Invite`.
    Invite {
        /// The members.
        coalition: Vec<Id>,
    },
    /// Requests counts that may be published. Answered by `Summary`.
    Summary,
    /// Requests the links of these agencies. Answered by `Links`.
    Links(Vec<Id>),
    /// Requests a result as a file. Answered by `File`.
    Export(Export, Format, Writing),
    /// Cancels the computation.
    Cancel,
    /// Requests the list of collections on this device. Answered by `Collections`.
    Collections,
    /// Stores the whole group under a name; replaces a collection of that name.
    Keep(String),
    /// Opens a collection in place of the group. Can be undone.
    Open(String),
    /// Renames a collection. The new name must not exist.
    Rename(String, String),
    /// Deletes a collection.
    Delete(String),
}

/// The source of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Pasted text with any number of links.
    Text(String),
    /// A file: its name and its bytes.
    File(String, Vec<u8>),
    /// The fictional agencies, with names in the language of this code.
    Examples(String),
}

/// Selects agencies. Each list contains option indices of the bank; an empty list selects all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Kinds of agency.
    pub kinds: Vec<u8>,
    /// Population bands.
    pub bands: Vec<u8>,
    /// Region codes, such as `US-OR` or `US`.
    pub regions: Vec<String>,
}

/// The order of the list of agencies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// In the order of import.
    #[default]
    Added,
    /// By name.
    Name,
    /// By kind, in the order of the bank.
    Kind,
    /// By population band.
    Size,
    /// By region code.
    Region,
    /// By date.
    Date,
    /// By number of offers.
    Offers,
    /// By number of needs.
    Needs,
}

/// A result that can be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Export {
    /// The links, which can be imported again.
    Links,
    /// The list of agencies.
    Agencies,
    /// Needs and the agencies that could meet them.
    Coverage,
    /// The helpers that were requested last.
    Helpers,
    /// Buying groups.
    Buying,
    /// The introductions that were requested last.
    Meetings,
    /// The best partners, as far as they are computed.
    Partners,
    /// The invitation that was requested last.
    Invite,
    /// Counts that may be published.
    Summary,
    /// The whole heat map.
    Heat,
    /// The picture of the network that was requested last.
    Network,
}

/// Options for files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writing {
    /// Language code of the labels.
    pub lang: String,
    /// The address of the page that opens links.
    pub share_base: String,
}

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}
