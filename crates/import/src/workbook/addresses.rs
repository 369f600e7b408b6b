//! Reads the addresses behind a sheet's cells. They are at the end of the sheet, so there is a separate pass for them.

use super::relations::Relation;
use super::xml::{Step, Xml, attribute, local, relation};
use crate::gather::Gathering;
use crate::reject::RejectReason;
use std::collections::HashMap;

/// Maximum number of addresses in one sheet, and maximum of their bytes.
const MOST_ADDRESSES: usize = 100_000;
const MOST_BYTES: usize = 32 << 20;

/// The addresses read so far, by row and column. The file stores the part after `#` separately.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    xml: Option<Xml>,
    targets: HashMap<String, String>,
    found: HashMap<(u32, u32), String>,
    n_bytes: usize,
}

impl Addresses {
    pub(super) fn new(xml: Xml, relations: Vec<Relation>) -> Addresses {
        let targets = relations.into_iter().map(|it| (it.id, it.target)).collect();
        Addresses { xml: Some(xml), targets, ..Addresses::default() }
    }

    pub(super) fn get(&self, row: u32, column: u32) -> Option<&str> {
        self.found.get(&(row, column)).map(String::as_str)
    }

    /// Reads on; returns true at the end.
    pub(super) fn step(&mut self, out: &mut Gathering) -> Result<bool, RejectReason> {
        while !out.is_tired() {
            let Some(xml) = &mut self.xml else { return Ok(true) };
            match xml.next(out)? {
                Step::Start(element) | Step::Empty(element)
                    if local(element.name().as_ref()) == "hyperlink" =>
                {
                    let target = relation(&element).and_then(|id| self.targets.get(&id));
                    let inside = attribute(&element, "location").unwrap_or_default();
                    let address = [target.map_or("", String::as_str), &inside].join("#");
                    let Some(place) = attribute(&element, "ref").and_then(|name| place(&name)) else {
                        continue;
                    };
                    self.n_bytes = self.n_bytes.saturating_add(address.len());
                    if self.found.len() >= MOST_ADDRESSES || self.n_bytes > MOST_BYTES {
                        return Err(RejectReason::Unpacked);
                    }
                    self.found.insert(place, address);
                }
                Step::Start(_) | Step::Empty(_) | Step::End(_) | Step::Text(_) | Step::Other => {}
                Step::Over => {
                    (self.xml, self.targets) = (None, HashMap::new());
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

/// Parses a cell's name to row and column: "C5" is (5, 3). The first cell of a range counts.
pub(super) fn place(name: &str) -> Option<(u32, u32)> {
    let first = name.split(':').next().unwrap_or(name).replace('$', "");
    let (letters, digits) = first.split_at(first.bytes().take_while(u8::is_ascii_alphabetic).count());
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    Some((digits.parse().ok()?, column)).filter(|(_, column)| *column > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_name_is_a_row_and_a_column() {
        assert_eq!(
            [place("A1"), place("C5:D6"), place("$AA$12")],
            [Some((1, 1)), Some((5, 3)), Some((12, 27))]
        );
        assert_eq!([place("7"), place("A"), place("ZZZZZZZZZ1"), place("")], [None; 4]);
    }
}
