//! Tables as text: comma, semicolon, tab or bar between cells. Knows which it is by looking; refuses to know what a cell
//! means.

use crate::part::Part;
use crate::rows::Rows;

/// What may stand between cells, the most usual first.
const DELIMITERS: [u8; 4] = *b",;\t|";
/// Lines that are looked at to find out.
const SAMPLE: usize = 50;

/// What stands between the cells of `text`: what its first line says (`sep=;`, as Excel writes it), else what its lines
/// have the same number of, else what they have most of.
pub(crate) fn delimiter(text: &str) -> u8 {
    if let Some(stated) = stated(text) {
        return stated;
    }
    let counted = DELIMITERS.map(|delimiter| (delimiter, counts(text, delimiter)));
    let even = counted.iter().find(|(_, counts)| is_even(counts));
    let most = || counted.iter().rev().max_by_key(|(_, counts)| counts.iter().sum::<usize>());
    even.or_else(most).map_or(b',', |(delimiter, _)| *delimiter)
}

/// Whether `text` is a table though nothing says so: several lines, all with as many cells, and a link in most.
pub(crate) fn looks_like_table(text: &str) -> bool {
    if stated(text).is_some() {
        return true;
    }
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE);
    let (n_lines, n_links) =
        (lines().count(), lines().filter(|line| interlocal_core::link::may_hold_link(line)).count());
    let has_links = n_lines >= 2 && 2 * n_links >= n_lines;
    has_links && DELIMITERS.iter().any(|delimiter| is_even(&counts(text, *delimiter)))
}

/// The parts of all rows.
pub(crate) fn parts(text: &str) -> Vec<Part> {
    let delimiter = delimiter(text);
    // The line that states the delimiter is no row.
    let (text, first) = match (stated(text), text.split_once('\n')) {
        (Some(_), Some((_, rest))) => (rest, 2u32),
        (Some(_), None) | (None, _) => (text, 1),
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Rows::new(None);
    let mut record = csv::StringRecord::new();
    let (mut line, mut counted) = (first, 0);
    // Text in memory that is UTF-8 has no errors, and rows may have any length.
    while reader.read_record(&mut record).unwrap_or(false) {
        let start = record.position().map_or(0, |position| start(text, position));
        let n_breaks = text.bytes().take(start).skip(counted).filter(|byte| *byte == b'\n').count();
        line = line.saturating_add(u32::try_from(n_breaks).unwrap_or(u32::MAX));
        counted = start;
        rows.add(line, (1u32..).zip(record.iter()));
    }
    rows.finish()
}

/// Where a record starts: the reader's position is still before the end of a line with CR LF, and before blank lines.
fn start(text: &str, position: &csv::Position) -> usize {
    let at = usize::try_from(position.byte()).unwrap_or(usize::MAX).min(text.len());
    at + text.bytes().skip(at).take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}

fn stated(text: &str) -> Option<u8> {
    match text.lines().next()?.trim().trim_matches('"').strip_prefix("sep=")?.as_bytes() {
        [delimiter] => Some(*delimiter),
        [] | [_, ..] => None,
    }
}

/// Delimiters outside quotes in each of the first lines that are not blank.
fn counts(text: &str, delimiter: u8) -> Vec<usize> {
    let mut counts = Vec::new();
    let (mut is_quoted, mut n, mut is_blank) = (false, 0, true);
    for byte in text.bytes().chain([b'\n']) {
        match byte {
            b'\n' if !is_quoted => {
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
    fn the_delimiter_is_what_every_line_has_as_many_of() {
        assert_eq!(delimiter("name,link\nOak, Town,x\n\"a,b\",c\n"), b',');
        assert_eq!(delimiter("name;link\nOak, Town;x\nElm;y\n"), b';');
        assert_eq!(delimiter("name\tlink\na,b\tc\n"), b'\t');
        assert_eq!(delimiter("sep=|\na,b|c\n"), b'|');
        assert_eq!(delimiter("links\nx\ny\n"), b',');
        assert_eq!(delimiter("\"a;\n;b\",c\nd,e\n"), b',');
    }
}
