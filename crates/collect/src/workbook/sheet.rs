//! One sheet: its cells as text, row by row. Where a cell shows other words than its link, the link's own address counts.

use super::xml::{Step, attribute, each, local, next, relation};
use crate::reject::RejectReason;
use crate::rows::Rows;
use interlocal_core::link::may_hold_link;
use quick_xml::Reader;
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    column: u32,
    is_shared: bool,
    value: String,
    formula: String,
}

/// What the reader stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    Value,
    Formula,
}

/// Feeds `rows` with the sheet in `text`.
pub(super) fn read(
    text: &str,
    strings: &[String],
    links: &HashMap<String, String>,
    rows: &mut Rows,
) -> Result<(), RejectReason> {
    let addresses = addresses(text, links)?;
    let mut reader = Reader::from_str(text);
    let (mut row, mut cells) = (0, Vec::new());
    let (mut cell, mut inside) = (Cell::default(), Inside::Nothing);
    loop {
        match next(&mut reader)? {
            Step::Start(element) => match local(element.name().as_ref()) {
                "row" => {
                    row = number(&element).unwrap_or(row + 1);
                    cell.column = 0;
                    cells.clear();
                }
                "c" => cell = Cell::at(&element, cell.column),
                "v" | "t" => inside = Inside::Value,
                "f" => inside = Inside::Formula,
                _ => {}
            },
            // An empty cell may still have an address.
            Step::Empty(element) if local(element.name().as_ref()) == "c" => {
                cell = Cell::at(&element, cell.column);
                cells.push((cell.column, cell.text(strings, addresses.get(&(row, cell.column)))));
            }
            Step::End(name) => match name.as_str() {
                "v" | "t" | "f" => inside = Inside::Nothing,
                "c" => cells.push((cell.column, cell.text(strings, addresses.get(&(row, cell.column))))),
                "row" => rows.add(row, cells.iter().map(|(column, text)| (*column, text.as_str()))),
                _ => {}
            },
            Step::Text(text) => match inside {
                Inside::Value => cell.value.push_str(&text),
                Inside::Formula => cell.formula.push_str(&text),
                Inside::Nothing => {}
            },
            Step::Empty(_) | Step::Other => {}
            Step::Over => return Ok(()),
        }
    }
}

impl Cell {
    /// The cell that `element` starts, which stands behind the one at `before` where it does not say.
    fn at(element: &BytesStart<'_>, before: u32) -> Cell {
        let place = attribute(element, "r").and_then(|name| place(&name));
        Cell {
            column: place.map_or(before + 1, |(_, column)| column),
            is_shared: attribute(element, "t").as_deref() == Some("s"),
            ..Cell::default()
        }
    }

    /// What it shows; or where it leads, where that is a link and what it shows is none.
    fn text(&self, strings: &[String], address: Option<&String>) -> String {
        let shown = match self.is_shared {
            true => self.value.trim().parse().ok().and_then(|idx: usize| strings.get(idx)),
            false => Some(&self.value),
        };
        let hidden = [Some(&self.formula), address].into_iter().flatten().find(|text| may_hold_link(text));
        match (shown, hidden) {
            (Some(shown), Some(hidden)) if !may_hold_link(shown) => hidden.clone(),
            (Some(shown), _) => shown.clone(),
            (None, hidden) => hidden.cloned().unwrap_or_default(),
        }
    }
}

/// The addresses behind cells, by row and column. What stands behind `#` is kept apart from the rest.
fn addresses(
    text: &str,
    links: &HashMap<String, String>,
) -> Result<HashMap<(u32, u32), String>, RejectReason> {
    let mut addresses = HashMap::new();
    if !text.contains("hyperlink") {
        return Ok(addresses);
    }
    each(text, "hyperlink", |element| {
        let target = relation(element).and_then(|id| links.get(&id).cloned()).unwrap_or_default();
        let inside = attribute(element, "location").unwrap_or_default();
        if let Some(place) = attribute(element, "ref").and_then(|name| place(&name)) {
            addresses.insert(place, [target, inside].join("#"));
        }
    })?;
    Ok(addresses)
}

fn number(element: &BytesStart<'_>) -> Option<u32> {
    attribute(element, "r")?.parse().ok()
}

/// Row and column of a cell's name: "C5" is (5, 3). Of a range the first cell.
fn place(name: &str) -> Option<(u32, u32)> {
    let first = name.split(':').next().unwrap_or(name);
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
            [place("A1"), place("C5:D6"), place("AA12")],
            [Some((1, 1)), Some((5, 3)), Some((12, 27))]
        );
        assert_eq!([place("7"), place("A"), place("ZZZZZZZZZ1"), place("")], [None; 4]);
    }
}
