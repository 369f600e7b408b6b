//! Rows of cells to parts: which cells hold links, and which should. Knows nothing of files.
//!
//! The column of links is the one with the most of them. Where a row has no link and something else stands in that
//! column, somebody ought to hear of it; other cells are nobody's business.

use crate::part::{Part, What};
use crate::place::At;
use interlocal_core::link::{Piece, pieces};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

/// The rows of one sheet, as far as they have been seen.
pub(crate) struct Rows {
    sheet: Option<Arc<str>>,
    parts: Vec<Part>,
    /// Links by column.
    n_links: HashMap<u32, u32>,
    /// Cells of rows without a link: row, column, text.
    bare: Vec<(u32, u32, String)>,
    has_header: bool,
    n_rows: u32,
}

impl Rows {
    pub(crate) fn new(sheet: Option<Arc<str>>) -> Rows {
        Rows {
            sheet,
            parts: Vec::new(),
            n_links: HashMap::new(),
            bare: Vec::new(),
            has_header: false,
            n_rows: 0,
        }
    }

    /// Takes the cells of `row`, each with its column; both count from 1.
    pub(crate) fn add<'a>(&mut self, row: u32, cells: impl Iterator<Item = (u32, &'a str)>) {
        let n_parts = self.parts.len();
        let n_bare = self.bare.len();
        for (column, text) in cells.filter(|(_, text)| !text.trim().is_empty()) {
            let found: Vec<Piece> = pieces(text).collect();
            // The letters inside a word are no link, and neither is a cell that has nothing but those.
            let starts = u32::try_from(found.iter().filter(|piece| piece.is_start).count()).unwrap_or(0);
            *self.n_links.entry(column).or_insert(0) += starts;
            if found.is_empty() {
                self.bare.push((row, column, text.to_owned()));
            }
            for piece in found {
                let text = text.get(piece.range).unwrap_or_default().to_owned();
                self.parts.push(self.part(row, column, What::Cell { text, is_start: piece.is_start }));
            }
        }
        if self.parts.len() > n_parts {
            self.bare.truncate(n_bare);
        } else if self.bare.len() > n_bare && self.n_rows == 0 {
            self.has_header = true;
        }
        self.n_rows += u32::from(self.parts.len() > n_parts || self.bare.len() > n_bare);
    }

    /// All parts in order; none where no cell holds a link.
    pub(crate) fn finish(mut self) -> Vec<Part> {
        let most = self.n_links.iter().max_by_key(|(column, n)| (**n, Reverse(**column)));
        let Some((links, _)) = most.filter(|(_, n)| **n > 0).map(|(column, n)| (*column, *n)) else {
            return self.parts;
        };
        let header = self.has_header.then(|| self.bare.first().map(|(row, ..)| *row)).flatten();
        for (row, column, text) in std::mem::take(&mut self.bare) {
            if column == links && Some(row) != header {
                self.parts.push(self.part(row, column, What::Cell { text, is_start: true }));
            }
        }
        self.parts.sort_by_key(|part| match part.at {
            At::Cell { row, column, .. } => (row, column),
            At::Whole | At::Line(_) | At::Entry(_) => (0, 0),
        });
        self.parts
    }

    fn part(&self, row: u32, column: u32, what: What) -> Part {
        Part { at: At::Cell { sheet: self.sheet.clone(), row, column }, what }
    }
}
