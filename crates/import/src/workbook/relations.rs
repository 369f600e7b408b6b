//! Reads a package's relationships, which locate its parts, and the workbook's list of sheets.

use super::package::{Package, absolute, folder};
use super::xml::{Step, Xml, attribute, local, relation};
use crate::gather::Gathering;
use crate::reject::RejectReason;
use percent_encoding::percent_decode_str;

/// Maximum number of relationships of one part, and maximum of their bytes.
const MOST_RELATIONS: usize = 100_000;
const MOST_TARGETS: usize = 32 << 20;
/// Maximum number of sheets that are counted. It is larger than the number that is read, so that a message can state
/// the count.
const MOST_ENTRIES: usize = 10_000;

/// A relationship.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    pub(super) id: String,
    kind: String,
    /// The target as written.
    pub(super) target: String,
    /// The target as a path from the package's root.
    pub(super) path: String,
}

impl Relation {
    /// Returns true if the relationship is of that kind, in the namespaces of both editions of the standard.
    pub(super) fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// The state of reading one part's relationships.
#[derive(Debug)]
pub(super) struct Relations {
    xml: Option<Xml>,
    folder: String,
    found: Vec<Relation>,
    n_bytes: usize,
}

impl Relations {
    /// Opens the relationships of the part at `path`, or of the package if `path` is empty.
    pub(super) fn of(package: &Package, path: &str) -> Relations {
        let folder = folder(path);
        let name = path.get(folder.len()..).unwrap_or_default();
        let stream = package.file(&[folder, "_rels/", name, ".rels"].concat());
        Relations { xml: stream.map(Xml::new), folder: folder.to_owned(), found: Vec::new(), n_bytes: 0 }
    }

    /// Reads on; returns true at the end.
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

/// A sheet in the workbook's list.
#[derive(Debug)]
pub(super) struct SheetEntry {
    /// The name in readable form.
    pub(super) name: String,
    /// The id of its relationship.
    pub(super) relation: String,
    pub(super) is_hidden: bool,
}

/// The state of reading the workbook's list of sheets, in display order.
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

    /// Reads on; returns true at the end.
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
