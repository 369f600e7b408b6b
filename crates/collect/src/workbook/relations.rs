//! The relationships of a package, which say where its parts are, and the workbook's list of sheets.

use super::package::{Package, absolute, folder};
use super::xml::{Step, Xml, attribute, local, relation};
use crate::gather::Gathering;
use crate::reject::RejectReason;
use percent_encoding::percent_decode_str;

/// The most relationships of one part, and the most bytes of them.
const MOST_RELATIONS: usize = 100_000;
const MOST_TARGETS: usize = 32 << 20;
/// More sheets than are read, to be able to say how many there are.
const MOST_ENTRIES: usize = 10_000;

/// One relationship.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    pub(super) id: String,
    kind: String,
    /// Its target as written.
    pub(super) target: String,
    /// The same as a path from the root of the package.
    pub(super) path: String,
}

impl Relation {
    /// Whether it is of that kind, in the namespaces of both editions of the standard.
    pub(super) fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// The relationships of one part while they are read.
#[derive(Debug)]
pub(super) struct Relations {
    xml: Option<Xml>,
    folder: String,
    found: Vec<Relation>,
    n_bytes: usize,
}

impl Relations {
    /// Opens the relationships of the part at `path`, or those of the package if `path` is empty.
    pub(super) fn of(package: &Package, path: &str) -> Relations {
        let folder = folder(path);
        let name = path.get(folder.len()..).unwrap_or_default();
        let stream = package.file(&[folder, "_rels/", name, ".rels"].concat());
        Relations { xml: stream.map(Xml::new), folder: folder.to_owned(), found: Vec::new(), n_bytes: 0 }
    }

    /// Reads on; whether all is read.
    pub(super) fn step(&mut self, out: &mut Gathering) -> Result<bool, RejectReason> {
        let Some(xml) = &mut self.xml else { return Ok(true) };
        while !out.is_tired() {
            match xml.next(out)? {
                Step::Start(element) | Step::Empty(element) => {
                    if local(element.name().as_ref()) != "Relationship" {
                        continue;
                    }
                    let (Some(id), Some(target)) = (attribute(&element, "Id"), attribute(&element, "Target"))
                    else {
                        continue;
                    };
                    let kind = attribute(&element, "Type").unwrap_or_default();
                    let decoded = percent_decode_str(&target).decode_utf8_lossy();
                    let path =
                        if target.contains("://") { String::new() } else { absolute(&self.folder, &decoded) };
                    self.n_bytes =
                        self.n_bytes.saturating_add(id.len() + kind.len() + target.len() + path.len());
                    if self.found.len() >= MOST_RELATIONS || self.n_bytes > MOST_TARGETS {
                        return Err(RejectReason::Unpacked);
                    }
                    self.found.push(Relation { id, kind, target, path });
                }
                Step::End(_) | Step::Text(_) | Step::Other => {}
                Step::Over => return Ok(true),
            }
        }
        Ok(false)
    }

    pub(super) fn take(&mut self) -> Vec<Relation> {
        std::mem::take(&mut self.found)
    }
}

/// A sheet as the workbook lists it.
#[derive(Debug)]
pub(super) struct SheetEntry {
    /// Its name, fit to be shown.
    pub(super) name: String,
    /// The relationship that leads to it.
    pub(super) relation: String,
    pub(super) is_hidden: bool,
}

/// The workbook while its list of sheets is read, in the order that a person sees.
#[derive(Debug)]
pub(super) struct Directory {
    xml: Xml,
    found: Vec<SheetEntry>,
}

impl Directory {
    pub(super) fn of(package: &Package, path: &str) -> Result<Directory, RejectReason> {
        let stream = package.file(path).ok_or(RejectReason::BrokenSpreadsheet)?;
        Ok(Directory { xml: Xml::new(stream), found: Vec::new() })
    }

    /// Reads on; whether all is read.
    pub(super) fn step(&mut self, out: &mut Gathering) -> Result<bool, RejectReason> {
        while !out.is_tired() {
            match self.xml.next(out)? {
                Step::Start(element) | Step::Empty(element) if local(element.name().as_ref()) == "sheet" => {
                    if let (Some(name), Some(relation)) = (attribute(&element, "name"), relation(&element))
                        && self.found.len() < MOST_ENTRIES
                    {
                        let state = attribute(&element, "state").unwrap_or_default();
                        let is_hidden = matches!(state.as_str(), "hidden" | "veryHidden");
                        let name = crate::readable::readable(&name, crate::readable::MOST_NAME);
                        self.found.push(SheetEntry { name, relation, is_hidden });
                    }
                }
                Step::Start(_) | Step::Empty(_) | Step::End(_) | Step::Text(_) | Step::Other => {}
                Step::Over => return Ok(true),
            }
        }
        Ok(false)
    }

    pub(super) fn take(&mut self) -> Vec<SheetEntry> {
        std::mem::take(&mut self.found)
    }
}
