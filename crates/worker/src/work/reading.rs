//! Texts and files that are being read into the group, in steps. `interlocal-import` finds the profiles in them.

use interlocal_core::bank::Bank;
use interlocal_import::{Found, Reading};
use std::collections::VecDeque;

/// The work of one step, in links that are read: two or three milliseconds.
const AT_ONCE: usize = 200;

/// Files that are added together.
#[derive(Debug)]
pub(crate) struct Sources {
    nfc: fn(&str) -> String,
    is_replacement: bool,
    waiting: VecDeque<(String, Vec<u8>)>,
    current: Option<Box<Reading>>,
    found: Found,
    /// Work on files that are read to the end.
    n_done: usize,
}

impl Sources {
    /// Starts with one file. If `is_replacement` is set, the profiles in it replace the group.
    pub(crate) fn new(
        nfc: fn(&str) -> String,
        name: String,
        bytes: Vec<u8>,
        is_replacement: bool,
    ) -> Sources {
        Sources {
            nfc,
            is_replacement,
            waiting: [(name, bytes)].into(),
            current: None,
            found: Found::default(),
            n_done: 0,
        }
    }

    /// Whether the profiles found replace the group.
    pub(crate) fn is_replacement(&self) -> bool {
        self.is_replacement
    }

    /// Adds a file to the same change.
    pub(crate) fn add(&mut self, name: String, bytes: Vec<u8>) {
        self.waiting.push_back((name, bytes));
    }

    /// Reads on: how much work is done, and how much there is as far as files have been opened. Both are equal once all is
    /// read.
    pub(crate) fn step(&mut self, bank: &Bank) -> (usize, usize) {
        let Some(reading) = &mut self.current else {
            if let Some((name, bytes)) = self.waiting.pop_front() {
                self.current = Some(Box::new(Reading::new(&name, bytes).with_nfc(self.nfc)));
            }
            return (self.n_done, self.n_done + 1);
        };
        let progress = reading.step(bank, AT_ONCE);
        let (done, total) = (self.n_done + progress.done, self.n_done + progress.total);
        if !progress.is_done() {
            return (done, total);
        }
        self.found.append(reading.take());
        self.n_done = total;
        self.current = None;
        (done, total + self.waiting.len())
    }

    pub(crate) fn into_found(self) -> Found {
        self.found
    }
}
