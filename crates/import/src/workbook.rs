//! Reads spreadsheets (XLSX): the text of every cell in every sheet, and the address behind it. The package's
//! relationships (ECMA-376, part 2) locate the parts. Numbers and formats aren't interpreted.
//!
//! Everything is read as a stream and in steps, because a container of a few kilobytes can expand to gigabytes.

mod addresses;
mod package;
mod relations;
mod sheet;
mod strings;
mod xml;

use crate::gather::Gathering;
use crate::place::At;
use crate::reading::Next;
use crate::reject::{Foreign, RejectReason};
use interlocal_core::bank::Bank;
use package::Package;
use relations::{Relation, Relations, SheetEntry};
use sheet::Sheet;
use std::collections::VecDeque;
use strings::Strings;

/// Maximum number of sheets that are read.
const MOST_SHEETS: usize = 500;
/// The usual path of the workbook, for packages without relationships.
const USUAL: &str = "xl/workbook.xml";

/// The state of reading a spreadsheet.
#[derive(Debug)]
pub(crate) struct Workbook {
    package: Package,
    phase: Phase,
    strings: Strings,
    sheets: VecDeque<(SheetEntry, Option<String>)>,
    n_sheets: usize,
}

/// The part that is read.
#[derive(Debug)]
enum Phase {
    /// Finds the workbook's part.
    Root(Relations),
    /// Finds the parts of the workbook, then its list of sheets.
    Parts {
        workbook: String,
        relations: Relations,
    },
    Directory {
        workbook: String,
        relations: Vec<Relation>,
        reader: relations::Directory,
    },
    Strings,
    /// Opens the next sheet.
    Next,
    Sheet(Box<Sheet>),
}

impl Workbook {
    /// Opens the container in `bytes`.
    ///
    /// # Errors
    /// If it is damaged or isn't a spreadsheet.
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Workbook, RejectReason> {
        let package = Package::open(bytes)?;
        if let Some(foreign) = package.foreign() {
            return Err(RejectReason::Foreign(foreign));
        }
        let root = Relations::of(&package, "");
        Ok(Workbook {
            package,
            phase: Phase::Root(root),
            strings: Strings::default(),
            sheets: VecDeque::new(),
            n_sheets: 0,
        })
    }

    /// Returns the number of sheets read, in thousandths, including the part of the current one that was read.
    pub(crate) fn progress(&self) -> (usize, usize) {
        const PARTS: usize = 1000;
        let left = self.sheets.len().saturating_mul(PARTS);
        let current = match &self.phase {
            Phase::Sheet(sheet) => PARTS - sheet.thousandths().min(PARTS),
            Phase::Next => 0,
            Phase::Root(_) | Phase::Parts { .. } | Phase::Directory { .. } | Phase::Strings => PARTS,
        };
        let total = self.n_sheets.saturating_add(1).saturating_mul(PARTS);
        (total.saturating_sub(left + current), total)
    }

    pub(crate) fn step(&mut self, bank: &Bank, out: &mut Gathering) -> Result<Next, RejectReason> {
        while !out.is_tired() {
            if self.go_on(bank, out)? {
                return Ok(Next::Done);
            }
        }
        Ok(Next::More)
    }

    /// Does one piece of work; returns true if it was the last.
    fn go_on(&mut self, bank: &Bank, out: &mut Gathering) -> Result<bool, RejectReason> {
        match &mut self.phase {
            Phase::Root(relations) => {
                if relations.step(out)? {
                    let root = relations.take();
                    let workbook = self.workbook(root)?;
                    let relations = Relations::of(&self.package, &workbook);
                    self.phase = Phase::Parts { workbook, relations };
                }
            }
            Phase::Parts { workbook, relations } => {
                if relations.step(out)? {
                    let relations = relations.take();
                    let reader = relations::Directory::of(&self.package, workbook)?;
                    self.phase = Phase::Directory { workbook: std::mem::take(workbook), relations, reader };
                }
            }
            Phase::Directory { workbook, relations, reader } => {
                if reader.step(out)? {
                    let strings =
                        relations.iter().find(|it| it.is("sharedStrings")).map(|it| it.path.clone());
                    let entries = reader.take();
                    let folder = package::folder(workbook).to_owned();
                    let relations = std::mem::take(relations);
                    self.list(entries, &relations, out);
                    let strings = strings.unwrap_or_else(|| [&folder, "sharedStrings.xml"].concat());
                    self.strings = Strings::of(&self.package, &strings);
                    self.phase = Phase::Strings;
                }
            }
            Phase::Strings => {
                if self.strings.step(out)? {
                    self.phase = Phase::Next;
                }
            }
            Phase::Next => return self.next_sheet(out),
            Phase::Sheet(sheet) => {
                if sheet.step(bank, &self.strings, out)? {
                    out.is_hidden = false;
                    self.phase = Phase::Next;
                }
            }
        }
        Ok(false)
    }

    /// Finds the workbook's path: from the package's relationships, else the usual one, else a file with that name.
    fn workbook(&self, root: Vec<Relation>) -> Result<String, RejectReason> {
        let stated = root.into_iter().find(|it| it.is("officeDocument"));
        let stated = stated.map(|it| it.path).filter(|path| self.package.has(path));
        let usual = || self.package.has(USUAL).then(|| USUAL.to_owned());
        let found = stated.or_else(usual).or_else(|| self.package.named("workbook.xml"));
        found.ok_or(RejectReason::Foreign(Foreign::Archive))
    }

    /// Records the sheets and their paths.
    fn list(&mut self, entries: Vec<SheetEntry>, relations: &[Relation], out: &mut Gathering) {
        let got = entries.len();
        for entry in entries.into_iter().take(MOST_SHEETS) {
            let relation = relations.iter().find(|it| it.id == entry.relation);
            // Sheets with charts and dialogs have no cells.
            if relation.is_none_or(|it| it.is("worksheet") || it.is("xlIntlMacrosheet")) {
                self.sheets.push_back((entry, relation.map(|it| it.path.clone())));
            }
        }
        self.n_sheets = self.sheets.len();
        if got > MOST_SHEETS {
            out.reject(At::Whole, RejectReason::TooManySheets { got }, "");
        }
    }

    fn next_sheet(&mut self, out: &mut Gathering) -> Result<bool, RejectReason> {
        let Some((entry, path)) = self.sheets.pop_front() else { return Ok(true) };
        let SheetEntry { name, is_hidden, .. } = entry;
        match path.filter(|path| self.package.has(path)) {
            Some(path) => {
                out.is_hidden = is_hidden;
                self.phase = Phase::Sheet(Box::new(Sheet::open(&self.package, &path, &name, is_hidden)?));
            }
            // The other sheets may be valid.
            None => out.reject(At::Whole, RejectReason::BrokenSpreadsheet, &name),
        }
        Ok(false)
    }
}
