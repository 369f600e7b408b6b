//! Reads the cells of one sheet. A link may be in a cell's text, its address or its formula.

use super::addresses::{Addresses, place};
use super::package::Package;
use super::relations::Relations;
use super::strings::{MOST_TEXT, Strings, push, unescaped};
use super::xml::{Name, Step, Xml, attribute, is_set};
use crate::gather::Gathering;
use crate::reject::RejectReason;
use crate::rows::Rows;
use interlocal_core::bank::Bank;
use quick_xml::events::BytesStart;
use std::sync::Arc;

/// The state of reading a sheet.
#[derive(Debug)]
pub(super) struct Sheet {
    relations: Option<Relations>,
    /// The stream for the pass over the addresses, until it begins.
    first: Option<Xml>,
    addresses: Addresses,
    xml: Xml,
    rows: Option<Rows>,
    row: u32,
    cell: Cell,
    inside: Inside,
    is_sound: bool,
    /// Whether the whole sheet is hidden.
    is_hidden: bool,
}

/// The state of reading a cell.
#[derive(Debug, Default)]
struct Cell {
    column: u32,
    is_shared: bool,
    value: String,
    formula: String,
}

/// The element that the reader is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    Value,
    Formula,
}

impl Sheet {
    /// Opens the sheet in the part at `path`.
    pub(super) fn open(
        package: &Package,
        path: &str,
        name: &str,
        is_hidden: bool,
    ) -> Result<Sheet, RejectReason> {
        let stream = || package.file(path).ok_or(RejectReason::BrokenSpreadsheet);
        Ok(Sheet {
            relations: Some(Relations::of(package, path)),
            first: Some(Xml::new(stream()?)),
            addresses: Addresses::default(),
            xml: Xml::new(stream()?),
            rows: Some(Rows::new(Some(Arc::from(name)))),
            row: 0,
            cell: Cell::default(),
            inside: Inside::Nothing,
            is_sound: false,
            is_hidden,
        })
    }

    /// Returns how much is read, in thousandths.
    pub(super) fn thousandths(&self) -> usize {
        self.xml.thousandths()
    }

    /// Reads on; returns true at the end.
    pub(super) fn step(
        &mut self,
        bank: &Bank,
        strings: &Strings,
        out: &mut Gathering,
    ) -> Result<bool, RejectReason> {
        if let Some(relations) = &mut self.relations {
            if !relations.step(out)? {
                return Ok(false);
            }
            let relations = relations.take();
            self.relations = None;
            if let Some(xml) = self.first.take() {
                self.addresses = Addresses::new(xml, relations);
            }
        }
        if !self.addresses.step(out)? {
            return Ok(false);
        }
        while !out.is_tired() {
            if self.go_on(bank, strings, out)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn go_on(&mut self, bank: &Bank, strings: &Strings, out: &mut Gathering) -> Result<bool, RejectReason> {
        let Some(rows) = &mut self.rows else { return Ok(true) };
        match self.xml.next(out)? {
            Step::Start(element) => match Name::of(element.name().as_ref()) {
                Name::Row => {
                    rows.end_row();
                    self.row = number(&element).unwrap_or(self.row.saturating_add(1));
                    self.cell.column = 0;
                    out.is_hidden = self.is_hidden || is_set(&element, "hidden");
                }
                Name::Cell => self.cell.begin(&element),
                Name::Sound => self.is_sound = true,
                Name::Value if !self.is_sound => self.inside = Inside::Value,
                Name::Formula => self.inside = Inside::Formula,
                Name::Value | Name::Item | Name::Other => {}
            },
            // An empty cell may still have an address.
            Step::Empty(element) => match Name::of(element.name().as_ref()) {
                Name::Cell => {
                    self.cell.begin(&element);
                    let place = (self.row, self.cell.column);
                    rows.cell(bank, out, place, &self.cell.texts(strings, &self.addresses, self.row));
                }
                Name::Row => self.row = number(&element).unwrap_or(self.row.saturating_add(1)),
                Name::Value | Name::Formula | Name::Sound | Name::Item | Name::Other => {}
            },
            Step::End(name) => match name {
                Name::Value | Name::Formula => self.inside = Inside::Nothing,
                Name::Sound => self.is_sound = false,
                Name::Cell => {
                    self.inside = Inside::Nothing;
                    let place = (self.row, self.cell.column);
                    rows.cell(bank, out, place, &self.cell.texts(strings, &self.addresses, self.row));
                }
                Name::Row => rows.end_row(),
                Name::Item | Name::Other => {}
            },
            Step::Text(text) => match self.inside {
                Inside::Value => drop(push(&mut self.cell.value, &text, MOST_TEXT)),
                Inside::Formula => drop(push(&mut self.cell.formula, &text, MOST_TEXT)),
                Inside::Nothing => {}
            },
            Step::Other => {}
            Step::Over => {
                if let Some(mut rows) = self.rows.take() {
                    rows.end_row();
                    rows.finish(out);
                }
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Cell {
    /// Starts a cell. Without a stated position, it follows the last one.
    fn begin(&mut self, element: &BytesStart<'_>) {
        let column = attribute(element, "r").and_then(|name| place(&name)).map(|(_, column)| column);
        self.column = column.unwrap_or(self.column.saturating_add(1));
        self.is_shared = attribute(element, "t").as_deref() == Some("s");
        self.value.clear();
        self.formula.clear();
    }

    /// Returns the cell's shown text, its address and its formula.
    fn texts<'a>(&'a mut self, strings: &'a Strings, addresses: &'a Addresses, row: u32) -> [&'a str; 3] {
        if let std::borrow::Cow::Owned(text) = unescaped(&self.value) {
            self.value = text;
        }
        let shown = match self.is_shared {
            true => {
                self.value.trim().parse().ok().and_then(|idx: usize| strings.get(idx)).unwrap_or_default()
            }
            false => &self.value,
        };
        [shown, addresses.get(row, self.column).unwrap_or_default(), &self.formula]
    }
}

fn number(element: &BytesStart<'_>) -> Option<u32> {
    attribute(element, "r")?.parse().ok()
}
