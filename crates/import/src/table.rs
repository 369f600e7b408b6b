//! Reads tables in text form, with comma, semicolon, tab or bar as delimiter, which is detected.

use crate::gather::{BYTES, Gathering};
use crate::lines::{Lines, end_of_line, lines};
use crate::reading::{Next, Stage};
use crate::rows::Rows;
use crate::text::{Base, Text};
use csv_core::ReadFieldResult;
use interlocal_core::bank::Bank;

/// The possible delimiters, most common first.
const DELIMITERS: [u8; 4] = *b",;\t|";
/// Number of lines that decide the delimiter, and the maximum number of their bytes.
const SAMPLE: usize = 50;
const MOST_SAMPLE: usize = 1 << 16;
/// Number of bytes of a cell that are read at once.
const PART: usize = 1 << 12;
/// Larger cells are read as text.
const MOST_CELL: usize = 1 << 16;

/// Detects the delimiter of `text`: the one stated in its first line (`sep=;`, as Excel writes it), else the one with
/// the same count in every line, else the most frequent one.
pub(crate) fn delimiter(text: &str) -> u8 {
    let text = &text[..text.floor_char_boundary(MOST_SAMPLE)];
    if let Some(stated) = stated(text) {
        return stated;
    }
    let counted = DELIMITERS.map(|delimiter| (delimiter, counts(text, delimiter)));
    let even = counted.iter().find(|(_, counts)| is_even(counts));
    let most = || counted.iter().rev().max_by_key(|(_, counts)| counts.iter().sum::<usize>());
    even.or_else(most).map_or(b',', |(delimiter, _)| *delimiter)
}

/// Returns true if `text` is a table: several lines with equally many cells, most of them with a link, or a stated
/// delimiter.
pub(crate) fn looks_like_table(text: &str) -> bool {
    if stated(text).is_some() {
        return true;
    }
    let text = &text[..text.floor_char_boundary(MOST_SAMPLE)];
    let lines = || lines(text).filter(|line| !line.trim().is_empty()).take(SAMPLE);
    let (n_lines, n_links) =
        (lines().count(), lines().filter(|line| interlocal_core::link::may_hold_link(line)).count());
    let has_links = n_lines >= 2 && 2 * n_links >= n_lines;
    has_links && DELIMITERS.iter().any(|delimiter| is_even(&counts(text, *delimiter)))
}

/// The state of reading a table, cell by cell.
#[derive(Debug)]
pub(crate) struct Table {
    text: String,
    reader: csv_core::Reader,
    rows: Option<Rows>,
    at: usize,
    lines: Lines,
    /// The line on which the current row starts, once it is known.
    row: Option<u32>,
    column: u32,
    cell: Vec<u8>,
}

impl Table {
    pub(crate) fn new(text: String) -> Table {
        let reader = csv_core::ReaderBuilder::new().delimiter(delimiter(&text)).build();
        // The line that states the delimiter isn't a row.
        let at = stated(&text).map_or(0, |_| (end_of_line(&text) + 1).min(text.len()));
        Table {
            text,
            reader,
            rows: Some(Rows::new(None)),
            at,
            lines: Lines::from(1),
            row: None,
            column: 0,
            cell: Vec::new(),
        }
    }

    pub(crate) fn progress(&self) -> (usize, usize) {
        (self.at, self.text.len())
    }

    pub(crate) fn step(&mut self, bank: &Bank, out: &mut Gathering) -> Next {
        while !out.is_tired() {
            if self.row.is_none() {
                self.row = Some(self.next_row());
            }
            let before = self.at;
            let result = self.next_part();
            out.spend((self.at - before) / BYTES);
            let Some(rows) = &mut self.rows else { return Next::Done };
            match result {
                ReadFieldResult::Field { record_end } => {
                    self.column = self.column.saturating_add(1);
                    let row = self.row.unwrap_or(1);
                    let cell = std::mem::take(&mut self.cell);
                    let text = String::from_utf8_lossy(&cell).into_owned();
                    if text.len() > MOST_CELL {
                        // Many rows may follow a quote that is never closed.
                        let base = Base { first: row, counts: true };
                        self.end_row(record_end);
                        return Next::Then(vec![Stage::Text(Text::new(text, base, 1, false))]);
                    }
                    rows.cell(bank, out, (row, self.column), &[&text]);
                    self.end_row(record_end);
                }
                ReadFieldResult::OutputFull | ReadFieldResult::InputEmpty => {}
                ReadFieldResult::End => {
                    if let Some(rows) = self.rows.take() {
                        rows.finish(out);
                    }
                    return Next::Done;
                }
            }
        }
        Next::More
    }

    /// Reads to the end of a cell, of the input, or of the buffer for a part of a cell.
    fn next_part(&mut self) -> ReadFieldResult {
        let mut room = [0; PART];
        let input = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let (result, n_read, n_written) = self.reader.read_field(input, &mut room);
        self.at += n_read;
        self.cell.extend_from_slice(room.get(..n_written).unwrap_or_default());
        result
    }

    fn end_row(&mut self, is_end: bool) {
        if is_end {
            (self.row, self.column) = (None, 0);
            if let Some(rows) = &mut self.rows {
                rows.end_row();
            }
        }
    }

    /// Returns the line of the next row. The reader's position may be before the LF of a CR LF, or before blank lines.
    fn next_row(&mut self) -> u32 {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let n_breaks = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.lines.at(&self.text, self.at + n_breaks)
    }
}

fn stated(text: &str) -> Option<u8> {
    let text = &text[..text.floor_char_boundary(MOST_SAMPLE)];
    match lines(text).next()?.trim().trim_matches('"').strip_prefix("sep=")?.as_bytes() {
        [delimiter] => Some(*delimiter),
        [] | [_, ..] => None,
    }
}

/// Counts the delimiters outside of quotes in each of the first lines that aren't blank.
fn counts(text: &str, delimiter: u8) -> Vec<usize> {
    let text = &text[..text.floor_char_boundary(MOST_SAMPLE)];
    let mut counts = Vec::new();
    let (mut is_quoted, mut n, mut is_blank) = (false, 0, true);
    for byte in text.bytes().chain([b'\n']) {
        match byte {
            b'\n' | b'\r' if !is_quoted => {
                if !is_blank {
                    counts.push(n);
                }
                (n, is_blank) = (0, true);
                if counts.len() == SAMPLE {
                    break;
                }
                continue;
            }
            b'"' => is_quoted = !is_quoted,
            _ if byte == delimiter && !is_quoted => n += 1,
            _ => {}
        }
        is_blank = is_blank && byte.is_ascii_whitespace();
    }
    counts
}

fn is_even(counts: &[usize]) -> bool {
    counts.len() >= 2 && counts.first().is_some_and(|first| *first > 0 && counts.iter().all(|n| n == first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_has_the_same_count_in_every_line() {
        assert_eq!(delimiter("name,link\nOak, Town,x\n\"a,b\",c\n"), b',');
        assert_eq!(delimiter("name;link\nOak, Town;x\nElm;y\n"), b';');
        assert_eq!(delimiter("name\tlink\na,b\tc\n"), b'\t');
        assert_eq!(delimiter("sep=|\na,b|c\n"), b'|');
        assert_eq!(delimiter("links\nx\ny\n"), b',');
        assert_eq!(delimiter("\"a;\n;b\",c\nd,e\n"), b',');
    }
}
