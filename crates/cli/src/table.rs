//! Tables and paragraphs of at most 80 columns, for people. Escapes every text, because names come from strangers.

use crate::terminal::one_line;
use unicode_width::UnicodeWidthStr;

/// Maximum number of columns of a line.
const WIDTH: usize = 80;
/// Spaces between two columns.
const GAP: usize = 2;
/// A column of texts keeps this many columns, however long the line is.
const LEAST: usize = 8;
/// A missing value.
pub(crate) const NONE: &str = "–";

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Right,
}

/// Rows of cells below a header.
pub(crate) struct Table<const N: usize> {
    aligns: [Align; N],
    rows: Vec<[String; N]>,
}

impl<const N: usize> Table<N> {
    pub(crate) fn new(header: [(&str, Align); N]) -> Table<N> {
        Table {
            aligns: header.map(|(_, align)| align),
            rows: vec![header.map(|(name, _)| one_line(name).into_owned())],
        }
    }

    pub(crate) fn row(&mut self, cells: [&str; N]) {
        self.rows.push(cells.map(|cell| one_line(cell).into_owned()));
    }

    /// The table as lines, the header first. Without rows, a dash stands below it.
    pub(crate) fn text(&self) -> String {
        let widths = self.widths();
        let line = |row: &[String; N]| {
            let mut line = String::new();
            for ((cell, align), width) in row.iter().zip(self.aligns).zip(widths) {
                let cell = cut(cell, width);
                let padding = " ".repeat(width - cell.width());
                match align {
                    Align::Left => line.extend([&cell, padding.as_str()]),
                    Align::Right => line.extend([padding.as_str(), &cell]),
                }
                line.push_str(&" ".repeat(GAP));
            }
            [line.trim_end(), "\n"].concat()
        };
        let none = std::array::from_fn(|idx| if idx == 0 { NONE.to_owned() } else { String::new() });
        let empty = (self.rows.len() == 1).then(|| line(&none));
        self.rows.iter().map(line).chain(empty).collect()
    }

    /// The table after a blank line.
    pub(crate) fn section(&self) -> String {
        ["\n", &self.text()].concat()
    }

    /// Each column is as wide as its widest cell. If the line is too long, the widest column of texts gets narrower.
    fn widths(&self) -> [usize; N] {
        let mut widths =
            std::array::from_fn(|idx| self.rows.iter().map(|row| row[idx].width()).max().unwrap_or_default());
        while widths.iter().sum::<usize>() + GAP * (N - 1) > WIDTH {
            let texts = widths.iter_mut().zip(self.aligns).filter(|(_, align)| *align == Align::Left);
            match texts.map(|(width, _)| width).max_by_key(|width| **width) {
                Some(width) if *width > LEAST => *width -= 1,
                Some(_) | None => break,
            }
        }
        widths
    }
}

/// `text`, cut to `width` columns.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut cut = String::new();
    for c in text.chars() {
        cut.push(c);
        if cut.width() >= width {
            cut.pop();
            break;
        }
    }
    cut + "…"
}

/// `text` in lines of at most [`WIDTH`] columns, each after `indent` spaces.
pub(crate) fn paragraph(text: &str, indent: usize) -> String {
    let mut lines = vec![String::new()];
    for word in one_line(text).split(' ') {
        let line = lines.last().map_or(0, |line| line.width());
        match lines.last_mut() {
            Some(last) if line == 0 => last.push_str(word),
            Some(last) if indent + line + 1 + word.width() <= WIDTH => last.extend([" ", word]),
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| format!("{}{line}\n", " ".repeat(indent))).collect()
}

#[cfg(test)]
mod tests {
    use super::Align::{Left, Right};
    use super::*;

    fn table(name: &str) -> String {
        let mut table = Table::new([("Agency", Left), ("Need", Right)]);
        table.row([name, "7"]);
        table.row(["Oak", "100"]);
        table.text()
    }

    #[test]
    fn texts_are_aligned_left_and_numbers_right() {
        assert_eq!(table("Elm"), "Agency  Need\nElm        7\nOak      100\n");
        // Wide characters take two columns, combining ones none.
        assert_eq!(table("東京"), "Agency  Need\n東京       7\nOak      100\n");
        assert_eq!(table("E\u{301}lm"), "Agency  Need\nE\u{301}lm        7\nOak      100\n");
    }

    #[test]
    fn a_long_name_is_cut_to_80_columns() {
        for name in ["x".repeat(500), "東".repeat(500)] {
            let text = table(&name);
            assert!(text.lines().all(|line| line.width() <= WIDTH), "{text}");
            assert!(text.contains("…  ") && text.contains("   100\n"), "{text}");
        }
    }

    #[test]
    fn a_name_can_not_add_a_row_or_a_sequence() {
        let text = table("a\n\u{1b}[2J");
        assert_eq!((text.lines().count(), text.contains('\u{1b}')), (3, false));
    }

    #[test]
    fn a_paragraph_is_broken_between_words() {
        let text = paragraph(&"word ".repeat(40), 2);
        assert!(text.lines().all(|line| line.width() <= WIDTH && line.starts_with("  word")), "{text}");
        assert_eq!(paragraph("", 2), "  \n");
        assert_eq!(text.matches("word").count(), 40);
    }
}
