//! What can happen on a group's pages. Names only; `apply` says what follows.

use super::Question;
use interlocal_group::answer::{Failure, Id, Who};
use interlocal_group::ask::{Export, Filter, Format, Sort, Source};

/// What a person did on a group's pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupAction {
    /// Adds what is found in a text, a file or the examples.
    Add(Source),
    /// The browser could not read a file that was chosen.
    Unread(Failure),
    /// Adds one's own answers, or takes them out.
    Mine(bool),
    /// Removes one agency.
    Remove(Id),
    /// Removes the agencies that came from hidden rows and sheets.
    SkipHidden,
    /// Removes all.
    Clear,
    /// Takes the last change back.
    Undo,
    /// Stops the long work.
    Cancel,
    /// Asks again for what was stopped or failed.
    Resume,
    /// Counts only these agencies.
    Filter(Filter),
    /// Sorts the list by this; a second time turns it round.
    Sort(Sort),
    /// Only names that hold this.
    Search(String),
    /// The list from this row on.
    Rows(u32),
    /// Only capabilities of this domain, by index.
    Domain(Option<u8>),
    /// The heat map from this agency on.
    Columns(u32),
    /// That many helpers.
    HowMany(u8),
    /// Helpers for this agency, or for all; the picture of who helps whom goes with it.
    Whom(Option<Who>),
    /// Leave no one out, or the best pairs first.
    Fair(bool),
    /// The best partners of this agency, or of all.
    Partners(Option<Who>),
    /// The picture around this agency, or of all.
    Around(Option<Who>),
    /// Puts this agency into the coalition, or takes it out.
    Toggle(Who),
    /// Takes this agency for one of the two to be shown side by side, or no longer.
    Beside(Who),
    /// Shows this agency's profile.
    Show(Id),
    /// Shows these two side by side.
    Pair(Id, Id),
    /// Saves a result.
    Export(Export, Format),
    /// Keeps the group on this device under this name.
    Keep(String),
    /// Opens the collection of this name.
    Open(String),
    /// Asks before something is done.
    Question(Option<Question>),
    /// Gives the first collection the second name.
    Rename(String, String),
    /// Deletes the collection of this name.
    Delete(String),
}
