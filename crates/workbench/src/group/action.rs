//! The actions on the pages of a group. `apply` implements them.

use super::Question;
use interlocal_group::answer::{Failure, Id, Who};
use interlocal_group::ask::{Export, Filter, Format, Sort, Source};

/// An action of the person on the pages of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupAction {
    /// Imports a text, a file or the examples.
    Add(Source),
    /// Reports that the browser couldn't read a file.
    Unread(Failure),
    /// Adds or removes the user's own agency.
    Mine(bool),
    /// Removes one agency.
    Remove(Id),
    /// Removes the agencies from hidden rows and sheets.
    SkipHidden,
    /// Removes all agencies.
    Clear,
    /// Undoes the last change.
    Undo,
    /// Cancels the computation.
    Cancel,
    /// Repeats the questions that were cancelled or failed.
    Resume,
    /// Sets the filter.
    Filter(Filter),
    /// Sorts the list by this key; a second time, in reverse.
    Sort(Sort),
    /// Shows only agencies whose name contains this text.
    Search(String),
    /// Shows the list from this row on.
    Rows(u32),
    /// Shows only capabilities of this domain, by index.
    Domain(Option<u8>),
    /// Shows the heat map from this agency on.
    Columns(u32),
    /// Sets the number of helpers.
    HowMany(u8),
    /// Selects the agency to help, or all. The picture of the network follows.
    Whom(Option<Who>),
    /// Selects the fair matching, or the best pairs first.
    Fair(bool),
    /// Requests the best partners of this agency, or of all.
    Partners(Option<Who>),
    /// Shows the network around this agency, or of all.
    Around(Option<Who>),
    /// Adds this agency to the coalition, or removes it.
    Toggle(Who),
    /// Selects or deselects this agency for the comparison of two.
    Beside(Who),
    /// Opens this agency's profile.
    Show(Id),
    /// Compares these two agencies.
    Pair(Id, Id),
    /// Saves a result as a file.
    Export(Export, Format),
    /// Stores the group on this device under this name.
    Keep(String),
    /// Opens the collection with this name.
    Open(String),
    /// Opens or closes a confirmation.
    Question(Option<Question>),
    /// Renames a collection.
    Rename(String, String),
    /// Deletes the collection with this name.
    Delete(String),
}
