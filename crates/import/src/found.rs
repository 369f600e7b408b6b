//! The result of an import: profiles with their places, and import errors.

use crate::place::Place;
use crate::reject::Reject;
use interlocal_core::bank::Bank;
use interlocal_core::disclosed::Disclosed;
use interlocal_core::link::Fragment;

/// A profile with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The profile.
    pub profile: Disclosed,
    /// The fragment with the whole profile. Equal profiles have equal fragments.
    pub fragment: Fragment,
    /// Its id in JSON; links have none.
    pub id: Option<String>,
    /// The place in the file.
    pub place: Place,
}

/// The result of an import, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The profiles.
    pub entries: Vec<Entry>,
    /// The import errors.
    pub rejects: Vec<Reject>,
    /// The number of profiles in hidden rows and sheets that were left out on request.
    pub n_hidden_skipped: usize,
}

impl Found {
    /// Counts the profiles that answer an older edition of `bank` than its newest. They are valid; newer questions
    /// count as skipped.
    pub fn n_older(&self, bank: &Bank) -> usize {
        self.entries.iter().filter(|entry| entry.profile.edition < bank.newest()).count()
    }

    /// Counts the encrypted links.
    pub fn n_sealed(&self) -> usize {
        self.rejects.iter().filter(|reject| reject.reason.is_sealed()).count()
    }

    /// Counts the profiles in hidden rows or on hidden sheets.
    pub fn n_hidden(&self) -> usize {
        self.entries.iter().filter(|entry| entry.place.is_hidden).count()
    }

    /// Appends the result of a later step.
    pub fn append(&mut self, mut later: Found) {
        self.entries.append(&mut later.entries);
        self.rejects.append(&mut later.rejects);
        self.n_hidden_skipped += later.n_hidden_skipped;
    }
}
