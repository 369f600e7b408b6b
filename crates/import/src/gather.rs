//! Collects the result of a reading: profiles, import errors, and the limits for both. The readers of the formats find
//! the texts that may contain links and pass them here.

use crate::Limits;
use crate::found::{Entry, Found};
use crate::hidden;
use crate::place::{At, Place};
use crate::readable::{MOST_FILE_NAME, MOST_NAME, readable};
use crate::reject::{Reject, RejectReason, excerpt};
use interlocal_core::bank::Bank;
use interlocal_core::disclosed::Disclosed;
use interlocal_core::export::FileError;
use interlocal_core::link::{self, LinkError, encode_whole, may_hold_link, pieces};
use std::collections::HashSet;
use std::sync::Arc;

/// The work of reading one link, in the unit of [`Gathering::spend`].
pub(crate) const LINK: usize = 64;
/// The number of bytes that one unit of work searches.
pub(crate) const BYTES: usize = 32;

/// The state of the result.
#[derive(Debug)]
pub(crate) struct Gathering {
    file: Arc<str>,
    limits: Limits,
    pub(crate) nfc: fn(&str) -> String,
    pub(crate) skips_hidden: bool,
    pub(crate) found: Found,
    /// Whether there is no result so far, neither a profile nor an error.
    pub(crate) is_empty: bool,
    /// The same for the current mail.
    pub(crate) is_mail_empty: bool,
    /// Whether there were more places than the limit allows. Reading ends then.
    pub(crate) is_full: bool,
    /// Whether the current cells are hidden in the spreadsheet.
    pub(crate) is_hidden: bool,
    /// The host of the first mail gateway whose address contained no link.
    pub(crate) gateway: Option<String>,
    n_places: usize,
    /// The last profile, to detect its repetition.
    last: Option<(Place, String)>,
    /// Links and errors of the current mail, whose parts often have the same content.
    of_mail: Option<HashSet<String>>,
    fuel: usize,
}

impl Gathering {
    pub(crate) fn new(name: &str, limits: Limits) -> Gathering {
        Gathering {
            file: Arc::from(readable(name, MOST_FILE_NAME)),
            limits,
            nfc: str::to_owned,
            skips_hidden: false,
            found: Found::default(),
            is_empty: true,
            is_mail_empty: true,
            is_full: false,
            is_hidden: false,
            gateway: None,
            n_places: 0,
            last: None,
            of_mail: None,
            fuel: 0,
        }
    }

    /// Allows the work of `most` more links.
    pub(crate) fn refuel(&mut self, most: usize) {
        self.fuel = most.saturating_mul(LINK).max(1);
    }

    /// Records `units` of work. One unit is 1/64 of reading a link.
    pub(crate) fn spend(&mut self, units: usize) {
        self.fuel = self.fuel.saturating_sub(units);
    }

    /// Returns true if the current step must end.
    pub(crate) fn is_tired(&self) -> bool {
        self.fuel == 0 || self.is_full
    }

    /// Records that a mail begins or ends.
    pub(crate) fn in_mail(&mut self, is_in: bool) {
        self.of_mail = is_in.then(HashSet::new);
        self.is_mail_empty = true;
    }

    /// Reads a text that may contain one link. If `is_start` is false, a text that doesn't decode isn't an error.
    pub(crate) fn piece(&mut self, bank: &Bank, at: At, text: &str, is_start: bool) {
        if !self.takes_place() {
            return;
        }
        match link::decode(bank, text) {
            Ok(profile) => self.profile(bank, at, profile, None),
            Err(error) if is_start => self.reject(at, RejectReason::Link(error), text),
            Err(_) => {}
        }
    }

    /// Reads the links hidden in `word` by escapes or base64. Records the first mail gateway whose address contains no
    /// link.
    pub(crate) fn word(&mut self, bank: &Bank, at: &At, word: &str) {
        if may_hold_link(word) && (!word.contains("://") || link::decode(bank, word).is_ok()) {
            return;
        }
        match hidden::link(word) {
            Some(text) => pieces(&text).for_each(|piece| {
                let is_address = ["#", "%23"].iter().any(|mark| text[..piece.range.start].ends_with(mark));
                self.piece(bank, at.clone(), &text[piece.range], piece.is_start && is_address);
            }),
            None if self.gateway.is_none() => self.gateway = hidden::gateway(word).map(str::to_owned),
            None => {}
        }
    }

    /// Reads the texts of one cell: the shown one, then its address and its formula. The first valid link counts.
    /// Returns the number of possible links in the cell.
    pub(crate) fn cell(&mut self, bank: &Bank, at: &At, texts: &[&str]) -> u32 {
        let mut refused: Vec<(LinkError, String)> = Vec::new();
        let mut n_starts = 0;
        for text in texts {
            let before = (self.n_entries(), refused.len());
            n_starts = n_starts.max(self.links_of_cell(bank, at, text, &mut refused));
            let (n_new, has_refused) = (self.n_entries() - before.0, refused.len() > before.1);
            if n_new > 0 && before.1 > 0 {
                // Another text of the cell has a valid link, so the errors are dropped.
                refused.clear();
            }
            if self.is_full || (n_new > 0 && !has_refused) {
                break;
            }
            // Errors are reported only for the first text with links.
            refused.truncate(if before.1 > 0 { before.1 } else { refused.len() });
        }
        for (error, text) in refused {
            self.reject(at.clone(), RejectReason::Link(error), &text);
        }
        n_starts
    }

    fn links_of_cell(
        &mut self,
        bank: &Bank,
        at: &At,
        text: &str,
        refused: &mut Vec<(LinkError, String)>,
    ) -> u32 {
        let mut read = |gathering: &mut Gathering, text: &str, is_start: bool| {
            if gathering.takes_place() {
                match link::decode(bank, text) {
                    Ok(profile) => gathering.profile(bank, at.clone(), profile, None),
                    Err(error) if is_start => refused.push((error, excerpt(text))),
                    Err(_) => {}
                }
            }
        };
        let (mut n_starts, mut n_pieces) = (0u32, 0u32);
        for piece in pieces(text) {
            n_pieces = n_pieces.saturating_add(1);
            n_starts = n_starts.saturating_add(u32::from(piece.is_start));
            read(self, &text[piece.range], piece.is_start);
            if self.is_full {
                break;
            }
        }
        if n_pieces == 0
            && text.contains("://")
            && let Some(inner) = hidden::link(text.trim())
        {
            for piece in pieces(&inner) {
                n_starts = n_starts.saturating_add(1);
                read(self, &inner[piece.range], piece.is_start);
            }
        }
        n_starts
    }

    fn n_entries(&self) -> usize {
        self.found.entries.len() + self.found.n_hidden_skipped
    }

    /// Adds a profile, unless it repeats the last one in the same line or row.
    pub(crate) fn profile(&mut self, bank: &Bank, at: At, profile: Disclosed, id: Option<String>) {
        (self.is_empty, self.is_mail_empty) = (false, false);
        if self.is_hidden && self.skips_hidden {
            self.found.n_hidden_skipped += 1;
            return;
        }
        let place = Place { file: Arc::clone(&self.file), at, is_hidden: self.is_hidden };
        let fragment = encode_whole(bank, &profile);
        // A mail or a sheet often has a link twice in one place: as text and as its address.
        let is_beside = self
            .last
            .as_ref()
            .is_some_and(|(last, said)| last.is_beside(&place) && said == fragment.as_str());
        let is_of_mail = self.of_mail.as_mut().is_some_and(|seen| !seen.insert(fragment.as_str().to_owned()));
        if is_beside || is_of_mail {
            return;
        }
        self.last = Some((place.clone(), fragment.as_str().to_owned()));
        self.found.entries.push(Entry { profile, fragment, id, place });
    }

    /// Reports a text that gave no profile, with its start.
    pub(crate) fn reject(&mut self, at: At, reason: RejectReason, text: &str) {
        (self.is_empty, self.is_mail_empty) = (false, false);
        if self.is_hidden && self.skips_hidden {
            return;
        }
        let excerpt = excerpt(text);
        if let Some(seen) = &mut self.of_mail
            && !seen.insert([reason.id(), " ", &excerpt].concat())
        {
            return;
        }
        let place = Place { file: Arc::clone(&self.file), at, is_hidden: self.is_hidden };
        self.found.rejects.push(Reject { place, reason: bounded(reason), excerpt });
    }

    /// Sorts the rejects from the index `first` on by place. List members without a link are found only at the end of a
    /// list.
    pub(crate) fn sort_rejects(&mut self, first: usize) {
        let first = first.min(self.found.rejects.len());
        if let Some(rejects) = self.found.rejects.get_mut(first..) {
            rejects.sort_by_key(|reject| match reject.place.at {
                At::Cell { row, column, .. } => (row, column),
                At::Line(n) | At::Entry(n) => (n, 0),
                At::Whole => (u32::MAX, 0),
            });
        }
    }

    /// Counts a place; returns `false` if the limit is exceeded.
    pub(crate) fn takes_place(&mut self) -> bool {
        self.spend(LINK);
        if self.is_full {
            return false;
        }
        if self.n_places >= self.limits.parts {
            self.reject(At::Whole, RejectReason::TooMany { got: self.n_places + 1 }, "");
            self.is_full = true;
            return false;
        }
        self.n_places += 1;
        true
    }
}

/// Makes the place in JSON readable, because it contains keys from the file.
fn bounded(mut reason: RejectReason) -> RejectReason {
    if let RejectReason::File(error) = &mut reason {
        if let FileError::Place { pointer, .. } = error {
            *pointer = readable(pointer, MOST_NAME);
        }
        if let FileError::Place { complaint, .. } | FileError::OtherBank { complaint } = error {
            *complaint = readable(complaint, 4 * MOST_NAME);
        }
    }
    reason
}
