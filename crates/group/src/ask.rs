//! What a page asks of a group.

use crate::answer::Id;
use serde::{Deserialize, Serialize};

/// One thing to do. Those that take long answer in steps, and end with an answer of their own kind or with
/// [`Answer::Cancelled`](crate::answer::Answer::Cancelled).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// What the group is. Answered by `Collected`.
    Look,
    /// Adds what is found in a source. Answered by `Collected`.
    Add(Source),
    /// Takes what is found in a source in place of the group, and can be undone. Answered by `Collected`.
    Replace(Source),
    /// Removes one agency, and can be undone.
    Remove(Id),
    /// Removes the agencies that came from hidden rows and sheets of a spreadsheet, and can be undone.
    SkipHidden,
    /// Removes all, and can be undone.
    Clear,
    /// Takes the last adding, removing or clearing back.
    Undo,
    /// One's own profile as a link fragment; it is one of the group. `None` takes it out again.
    Mine(Option<String>),
    /// Counts only these agencies from here on. Answered by `Collected`.
    Filter(Filter),
    /// A part of the list of agencies. Answered by `Agencies`.
    Agencies {
        /// By what.
        sort: Sort,
        /// Largest or last first.
        is_reversed: bool,
        /// Only agencies whose name holds this, without regard to case and accents.
        search: String,
        /// The first row, from 0.
        from: u32,
        /// How many rows at the most.
        n: u32,
    },
    /// What could not be read, and duplicates. Answered by `Rejects`.
    Rejects,
    /// Which needs nobody here can meet. Answered by `Coverage`.
    Coverage,
    /// Capabilities by agencies. Answered by `Heat`.
    Heat {
        /// The first agency, in the order of [`Sort::Name`].
        from: u32,
        /// How many agencies at the most.
        n: u32,
    },
    /// The best helpers. Answered by `Helpers`.
    Helpers {
        /// How many, 1 to 10.
        k: u8,
        /// For one agency, or for all.
        whom: Option<Id>,
    },
    /// Who could buy what together. Answered by `Buying`.
    Buying,
    /// Whom to introduce to whom. Answered by `Meetings`.
    Meetings {
        /// Leave no one out, in place of the best pairs first.
        is_fair: bool,
    },
    /// The best partners of each agency: the long computation. Answered by `Partners`, several times as they come.
    Partners {
        /// For one agency, or for all.
        of: Option<Id>,
    },
    /// Who helps whom, for a picture. Answered by `Network`.
    Network {
        /// Around this agency, or of all where they are few.
        around: Option<Id>,
    },
    /// Whom to invite next into a coalition, and which bends would bring its members together. Answered by `Invite`.
    Invite {
        /// Who is in it.
        coalition: Vec<Id>,
    },
    /// Counts fit to be published. Answered by `Summary`.
    Summary,
    /// The links of these agencies, for the page to open. Answered by `Links`.
    Links(Vec<Id>),
    /// A result as a file. Answered by `File`.
    Export(Export, Format, Writing),
    /// Stops the long computation.
    Cancel,
    /// Names of the collections that are kept on this device. Answered by `Collections`.
    Collections,
    /// Keeps the whole group under a name; an existing one of that name is replaced.
    Keep(String),
    /// Opens a kept collection in place of the group, and can be undone.
    Open(String),
    /// Gives a kept collection another name, which no other may have.
    Rename(String, String),
    /// Deletes a kept collection.
    Delete(String),
}

/// Where profiles come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Pasted text with any number of links.
    Text(String),
    /// A file: its name and its bytes.
    File(String, Vec<u8>),
    /// The fictional agencies, with their names in the language of this code.
    Examples(String),
}

/// Which agencies count. Each list is of option indices of the bank; an empty one lets all through.
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
    /// As they were added.
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
    /// By how many offers they have.
    Offers,
    /// By how many needs they have.
    Needs,
}

/// A result that can be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Export {
    /// The links, to be read again here or elsewhere.
    Links,
    /// The list of agencies.
    Agencies,
    /// Needs and who could meet them.
    Coverage,
    /// The helpers that were asked for last.
    Helpers,
    /// Buying groups.
    Buying,
    /// The introductions that were asked for last.
    Meetings,
    /// The best partners, as far as they are known.
    Partners,
    /// The invitation that was asked for last.
    Invite,
    /// Counts fit to be published.
    Summary,
    /// Capabilities by agencies: all of them.
    Heat,
    /// The picture of who helps whom that was asked for last.
    Network,
}

/// How files are written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writing {
    /// Code of the language of labels.
    pub lang: String,
    /// The address that links lead to.
    pub share_base: String,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}
