//! Reads the rows of a table or a sheet: finds the links in cells, and the cells where a link is missing.
//!
//! The column of links is the one with the most links. A row without a link but with other content in that column gives
//! an error; other cells are ignored.

use crate::gather::{BYTES, Gathering};
use crate::hidden;
use crate::place::At;
use crate::reject::{RejectReason, excerpt};
use interlocal_core::bank::Bank;
use interlocal_core::link::{self, LinkError};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

/// Maximum number of cells without a link that are stored until the column of links is known, in one column and in all.
const MOST_OF_COLUMN: u32 = 5_000;
const MOST_BARE: usize = 50_000;
/// Maximum length of a cell whose damaged link is diagnosed.
const MOST_SHORT: usize = 1 << 10;

/// The state of reading the rows of one sheet.
#[derive(Debug)]
pub(crate) struct Rows {
    sheet: Option<Arc<str>>,
    /// Number of links by column.
    n_links: HashMap<u32, u32>,
    /// Cells without a link, from rows without a link.
    bare: Vec<Bare>,
    n_bare: HashMap<u32, u32>,
    has_header: bool,
    /// Whether there was a row with content.
    has_rows: bool,
    row_has_link: bool,
    /// Number of cells without a link before the current row.
    n_before: usize,
    /// Number of rejects before this sheet.
    first_reject: usize,
    is_begun: bool,
}

#[derive(Debug)]
struct Bare {
    row: u32,
    column: u32,
    reason: RejectReason,
    text: String,
    is_hidden: bool,
}

impl Rows {
    pub(crate) fn new(sheet: Option<Arc<str>>) -> Rows {
        Rows {
            sheet,
            n_links: HashMap::new(),
            bare: Vec::new(),
            n_bare: HashMap::new(),
            has_header: false,
            has_rows: false,
            row_has_link: false,
            n_before: 0,
            first_reject: 0,
            is_begun: false,
        }
    }

    /// Reads a cell of `row` with the text that it shows and the texts behind it. Rows and columns are counted from 1.
    pub(crate) fn cell(
        &mut self,
        bank: &Bank,
        out: &mut Gathering,
        (row, column): (u32, u32),
        texts: &[&str],
    ) {
        if !self.is_begun {
            (self.is_begun, self.first_reject) = (true, out.found.rejects.len());
        }
        out.spend(1 + texts.iter().map(|text| text.len()).sum::<usize>() / BYTES);
        if texts.iter().all(|text| text.trim().is_empty()) {
            return;
        }
        let (n_entries, n_rejects) = (out.found.entries.len(), out.found.rejects.len());
        let n_skipped = out.found.n_hidden_skipped;
        let n_starts = out.cell(bank, &self.at(row, column), texts);
        let has_opened = out.found.entries.len() > n_entries || out.found.n_hidden_skipped > n_skipped;
        // The letters of a start inside a word don't count as a link; a repeated link does.
        if n_starts > 0 || has_opened || out.found.rejects.len() > n_rejects {
            self.row_has_link = true;
            *self.n_links.entry(column).or_insert(0) += n_starts.max(1);
            return;
        }
        self.keep_bare(bank, (row, column), texts, out);
    }

    fn keep_bare(&mut self, bank: &Bank, (row, column): (u32, u32), texts: &[&str], out: &mut Gathering) {
        if self.bare.len() >= MOST_BARE {
            return;
        }
        let n = self.n_bare.entry(column).or_insert(0);
        *n = n.saturating_add(1);
        if *n > MOST_OF_COLUMN {
            return;
        }
        let shown = texts.iter().find(|text| !text.trim().is_empty()).copied().unwrap_or_default();
        let reason = match texts.iter().find_map(|text| hidden::gateway(text)) {
            Some(host) => RejectReason::gateway(host.to_owned()),
            None if shown.len() < MOST_SHORT && shown.contains('#') => {
                RejectReason::Link(link::decode(bank, shown).err().unwrap_or(LinkError::NoLink))
            }
            None => RejectReason::Link(LinkError::NoLink),
        };
        if let RejectReason::Gateway { host } = &reason {
            out.gateway.get_or_insert_with(|| host.clone());
        }
        self.bare.push(Bare { row, column, reason, text: excerpt(shown), is_hidden: out.is_hidden });
    }

    /// Ends a row.
    pub(crate) fn end_row(&mut self) {
        let has_bare = self.bare.len() > self.n_before;
        if self.row_has_link {
            self.bare.truncate(self.n_before);
        } else if has_bare && !self.has_rows {
            self.has_header = true;
        }
        self.has_rows |= self.row_has_link || has_bare;
        self.n_before = self.bare.len();
        self.row_has_link = false;
    }

    /// Reports the cells where a link is missing; none if the sheet has no link.
    pub(crate) fn finish(self, out: &mut Gathering) {
        let most = self.n_links.iter().max_by_key(|(column, n)| (**n, Reverse(**column)));
        let Some((links, _)) = most else { return };
        let header = self.has_header.then(|| self.bare.first().map(|bare| bare.row)).flatten();
        let is_hidden = out.is_hidden;
        for bare in self.bare.iter().filter(|bare| bare.column == *links && Some(bare.row) != header) {
            out.is_hidden = bare.is_hidden;
            out.reject(self.at(bare.row, bare.column), bare.reason.clone(), &bare.text);
        }
        out.is_hidden = is_hidden;
        if let Some(n) = self.n_bare.get(links).filter(|n| **n > MOST_OF_COLUMN) {
            let got = usize::try_from(*n).unwrap_or(usize::MAX);
            out.reject(At::Whole, RejectReason::TooManyBare { got }, "");
        }
        out.sort_rejects(self.first_reject);
    }

    fn at(&self, row: u32, column: u32) -> At {
        At::Cell { sheet: self.sheet.clone(), row, column }
    }
}
