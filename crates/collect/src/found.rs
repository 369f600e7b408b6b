//! What a reading found: profiles with their places, and what was not taken. Refuses to know how it was found.

use crate::place::Place;
use crate::reject::Reject;
use interlocal_core::bank::Bank;
use interlocal_core::disclosed::Disclosed;
use interlocal_core::link::Fragment;

/// A profile that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it says.
    pub profile: Disclosed,
    /// The fragment that says all of it. Two entries that say the same have the same.
    pub fragment: Fragment,
    /// What JSON calls it; nothing for links, which have no such name.
    pub id: Option<String>,
    /// Where it was found.
    pub place: Place,
}

/// What was found, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Profiles.
    pub entries: Vec<Entry>,
    /// What was not taken.
    pub rejects: Vec<Reject>,
    /// Profiles in hidden rows and sheets that were left out, where that was asked for.
    pub n_hidden_skipped: usize,
}

impl Found {
    /// How many profiles answer an older edition of `bank` than its newest. They are as good; what came later is skipped
    /// in them.
    pub fn n_older(&self, bank: &Bank) -> usize {
        self.entries.iter().filter(|entry| entry.profile.edition < bank.newest()).count()
    }

    /// How many links want their words.
    pub fn n_sealed(&self) -> usize {
        self.rejects.iter().filter(|reject| reject.reason.is_sealed()).count()
    }

    /// How many profiles stand in hidden rows or on hidden sheets.
    pub fn n_hidden(&self) -> usize {
        self.entries.iter().filter(|entry| entry.place.is_hidden).count()
    }

    /// Adds what was found after this.
    pub fn append(&mut self, mut later: Found) {
        self.entries.append(&mut later.entries);
        self.rejects.append(&mut later.rejects);
        self.n_hidden_skipped += later.n_hidden_skipped;
    }
}
