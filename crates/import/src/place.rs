//! The place of a profile or an error in a file. `explain` and the pages turn it into text.

use std::sync::Arc;

/// A position in a file. Lines, rows, columns and entries are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// The whole file.
    Whole,
    /// A line of a text.
    Line(u32),
    /// A cell of a table or a spreadsheet.
    Cell {
        /// The sheet's name, if the file is a spreadsheet.
        sheet: Option<Arc<str>>,
        /// The sheet's row; in a text, the line on which the row starts.
        row: u32,
        /// The column: 1 is A.
        column: u32,
    },
    /// A member of a list.
    Entry(u32),
}

/// A file and a position in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's name in readable form; empty for pasted text.
    pub file: Arc<str>,
    /// The position.
    pub at: At,
    /// Whether it is in a hidden row or on a hidden sheet of a spreadsheet.
    pub is_hidden: bool,
}

impl Place {
    /// Returns the place of the whole `file`.
    pub fn whole(file: &str) -> Place {
        Place { file: file.into(), at: At::Whole, is_hidden: false }
    }

    /// Returns true if both places are on one line of a text or in one row of a sheet.
    pub(crate) fn is_beside(&self, other: &Place) -> bool {
        let beside = match (&self.at, &other.at) {
            (At::Line(one), At::Line(other)) => one == other,
            (At::Cell { sheet, row, .. }, At::Cell { sheet: other_sheet, row: other_row, .. }) => {
                (sheet, row) == (other_sheet, other_row)
            }
            (At::Whole | At::Line(_) | At::Cell { .. } | At::Entry(_), _) => false,
        };
        beside && self.file == other.file
    }
}
