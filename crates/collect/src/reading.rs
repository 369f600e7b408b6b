//! One file or pasted text, read a slice at a time. Knows how far it is; refuses to know a clock, so whoever asks for a
//! step says how much one may do.

use crate::found::{Entry, Found};
use crate::kind::{self, Form, Kind};
use crate::part::{Outcome, Part, What};
use crate::place::{At, Place};
use crate::reject::{Reject, RejectReason, excerpt};
use crate::{Limits, encoding, json, table, workbook};
use interlocal_core::bank::Bank;
use interlocal_core::export::FileError;
use interlocal_core::link::{LinkError, MOST_INPUT, Piece, encode_whole, pieces};
use std::sync::Arc;

/// There is neither a link nor a profile.
const NOTHING: RejectReason = RejectReason::File(FileError::NotOurs);

/// How far a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Places that were read.
    pub done: usize,
    /// Places to read.
    pub total: usize,
}

/// A file that is being read.
#[derive(Debug)]
pub struct Reading {
    file: Arc<str>,
    kind: Option<Kind>,
    text: String,
    parts: std::vec::IntoIter<Part>,
    total: usize,
    nfc: fn(&str) -> String,
    found: Found,
    /// Whether nothing was found so far, good or bad.
    is_empty: bool,
    /// Of the profile that was found last, to know it again beside itself.
    last: Option<(Place, String)>,
}

impl Progress {
    /// Whether nothing is left to read.
    pub fn is_done(self) -> bool {
        self.done >= self.total
    }
}

impl Reading {
    /// Starts to read a file by its `name`, or pasted text with an empty one. Parts the file into places; a table of
    /// 20,000 links takes some 30 ms. What can't be read at all is a reject of the whole file.
    pub fn new(name: &str, bytes: &[u8]) -> Reading {
        Reading::within(Limits::PAGE, name, bytes)
    }

    /// As [`Reading::new`], with other limits.
    pub fn within(limits: Limits, name: &str, bytes: &[u8]) -> Reading {
        let mut reading = Reading {
            file: Arc::from(name),
            kind: None,
            text: String::new(),
            parts: Vec::new().into_iter(),
            total: 0,
            nfc: str::to_owned,
            found: Found::default(),
            is_empty: true,
            last: None,
        };
        match reading.part(limits, name, bytes) {
            Ok(mut parts) => {
                if parts.len() > limits.parts {
                    reading.reject(At::Whole, RejectReason::TooMany { got: parts.len() }, String::new());
                    parts.truncate(limits.parts);
                }
                reading.total = parts.len();
                reading.parts = parts.into_iter();
            }
            Err(reason) => {
                let start = excerpt(&reading.text);
                reading.reject(At::Whole, reason, start);
            }
        }
        reading
    }

    /// As it is, with texts of JSON brought into Unicode's form NFC by `nfc`. The tables for that are too heavy for the
    /// widget; a browser and the command line have their own.
    pub fn with_nfc(self, nfc: fn(&str) -> String) -> Reading {
        Reading { nfc, ..self }
    }

    /// What kind of file it is; `None` where it can't be read.
    pub fn kind(&self) -> Option<Kind> {
        self.kind
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        Progress { done: self.total - self.parts.len(), total: self.total }
    }

    /// Reads `most` places more. A thousand links take about 10 ms in a browser.
    pub fn step(&mut self, bank: &Bank, most: usize) -> Progress {
        for _ in 0..most {
            let Some(part) = self.parts.next() else { break };
            self.read(bank, part);
        }
        if self.parts.len() == 0 && self.is_empty {
            let start = excerpt(&self.text);
            self.reject(At::Whole, NOTHING, start);
        }
        self.progress()
    }

    /// What was found since the last time.
    pub fn take(&mut self) -> Found {
        std::mem::take(&mut self.found)
    }

    /// Reads all the rest.
    pub fn finish(mut self, bank: &Bank) -> Found {
        self.step(bank, usize::MAX);
        self.found
    }

    fn part(&mut self, limits: Limits, name: &str, bytes: &[u8]) -> Result<Vec<Part>, RejectReason> {
        if bytes.len() > limits.bytes {
            return Err(RejectReason::TooBig { got: bytes.len() });
        }
        let parts = match kind::form(bytes) {
            Form::Old => return Err(RejectReason::OtherSpreadsheet),
            Form::Container => {
                self.kind = Some(Kind::Workbook);
                workbook::parts(bytes)?
            }
            Form::Text => {
                self.text = encoding::text(bytes).ok_or(RejectReason::NotText)?;
                if self.text.trim().is_empty() {
                    return Err(RejectReason::Empty);
                }
                let kind = kind::of_text(name, &self.text);
                self.kind = Some(kind);
                self.of_text(kind)?
            }
        };
        match parts.is_empty() {
            true => Err(NOTHING),
            false => Ok(parts),
        }
    }

    fn of_text(&self, kind: Kind) -> Result<Vec<Part>, RejectReason> {
        Ok(match kind {
            Kind::Json => json::parts(&self.text)?,
            Kind::Page => vec![Part { at: At::Whole, what: What::Page }],
            Kind::Table => table::parts(&self.text),
            Kind::Text | Kind::Workbook => running_text(&self.text),
        })
    }

    fn read(&mut self, bank: &Bank, part: Part) {
        match part.read(bank, &self.text, self.nfc) {
            Outcome::Nothing => {}
            Outcome::Rejected(reason) => {
                let reason = match (&part.at, reason) {
                    (At::Whole, RejectReason::Link(LinkError::NoLink)) => NOTHING,
                    (_, reason) => reason,
                };
                let start = excerpt(part.text(&self.text));
                self.reject(part.at, reason, start);
            }
            Outcome::Profile(profile, id) => {
                self.is_empty = false;
                let place = Place { file: Arc::clone(&self.file), at: part.at };
                let fragment = encode_whole(bank, &*profile);
                // A mail or a sheet often has a link twice side by side: as text and as what it leads to.
                let again = self
                    .last
                    .as_ref()
                    .is_some_and(|(last, said)| last.is_beside(&place) && said == fragment.as_str());
                if !again {
                    self.last = Some((place.clone(), fragment.as_str().to_owned()));
                    self.found.entries.push(Entry { profile: *profile, fragment, id, place });
                }
            }
        }
    }

    fn reject(&mut self, at: At, reason: RejectReason, excerpt: String) {
        self.is_empty = false;
        let place = Place { file: Arc::clone(&self.file), at };
        self.found.rejects.push(Reject { place, reason, excerpt });
    }
}

/// The links in running text, each with its line. Where a start is itself escaped, no piece has it; then the text is read
/// as a whole, as a single pasted link is.
fn running_text(text: &str) -> Vec<Part> {
    let (mut line, mut counted) = (1u32, 0);
    let mut part = |piece: Piece| {
        let between = text.get(counted..piece.range.start).unwrap_or_default();
        let n_breaks = between.bytes().filter(|byte| *byte == b'\n').count();
        line = line.saturating_add(u32::try_from(n_breaks).unwrap_or(u32::MAX));
        counted = piece.range.start;
        Part { at: At::Line(line), what: What::Piece { range: piece.range, is_start: piece.is_start } }
    };
    let parts: Vec<Part> = pieces(text).map(&mut part).collect();
    match parts.is_empty() && text.len() <= MOST_INPUT {
        true => vec![Part { at: At::Whole, what: What::Piece { range: 0..text.len(), is_start: true } }],
        false => parts,
    }
}
