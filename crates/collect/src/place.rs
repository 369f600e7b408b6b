//! Where something was found, so that a person can look there. Knows files, sheets, lines and columns; refuses to make a
//! sentence of them.

use std::sync::Arc;

/// Where in a file something stands. Lines, rows, columns and entries count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// The whole file.
    Whole,
    /// A line of a text.
    Line(u32),
    /// A cell of a table or a spreadsheet.
    Cell {
        /// The sheet's name, in a spreadsheet.
        sheet: Option<Arc<str>>,
        /// The sheet's row; in a text, the line that the row starts on.
        row: u32,
        /// The column: 1 is A.
        column: u32,
    },
    /// A member of a list.
    Entry(u32),
}

/// A file, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The name that the file was given, fit to be shown; empty for pasted text.
    pub file: Arc<str>,
    /// Where in it.
    pub at: At,
    /// Whether it stands in a hidden row or on a hidden sheet of a spreadsheet.
    pub is_hidden: bool,
}

impl Place {
    /// The whole of the file that is called `file`.
    pub fn whole(file: &str) -> Place {
        Place { file: file.into(), at: At::Whole, is_hidden: false }
    }

    /// Whether both stand on one line of a text or in one row of a sheet.
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
