//! Writes a sample spreadsheet for experiments and browser tests: 200 rows with a fictional agency's link in one of
//! five columns, with a header, as XLSX and as CSV. The output is always the same:
//!
//! `cargo run -p interlocal-import --example workbook -- FOLDER [--newer-bank]`
//!
//! | Rows | Content |
//! |---|---|
//! | 182 | a valid link, each of another agency |
//! | 9 | damaged: 4 links with the end cut off, 4 with a letter changed, 1 with words where the link should be |
//! | 4 | the link of an earlier row again |
//! | 3 | an agency of another row, with an older date |
//! | 2 | a link of an older bank |
//!
//! The older bank has one capability less. It was never released, so the two links are rejected with their agencies'
//! names. With `--newer-bank`, all other links are for a newer bank, which is written beside them as `bank.json`; the
//! two are then for the shipped bank and valid.
//!
//! Every tenth link in the XLSX is hidden behind the words "our profile". `expected.json` lists the rows of each kind,
//! with the header as row 1; the program also prints it. The program reads both files back and compares the result with
//! that list.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "an example prints, and stops where it can't")]

use interlocal_core::bank::Bank;
use interlocal_core::link::{Disclosure, encode};
use interlocal_core::profile::{Date, Profile};
use interlocal_import::{At, Found, Reading, dedupe};
use interlocal_testkit::profile;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Url, Workbook};
use serde_json::{Value, json};
use std::path::Path;

const BASE: &str = "https://it.example.gov/share/";
const HEADER: [&str; 5] = ["Agency", "Contact", "Profile link", "Received", "Remarks"];
const LINK: u16 = 2;
const N_ROWS: u64 = 200;

/// The content of a row, and the agency that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Good,
    Cut,
    Changed,
    Words,
    /// The link of the row this many rows above.
    SameLink(u64),
    /// The agency of the row this many rows above, with an older date.
    OlderDate(u64),
    OlderBank,
}

struct Row {
    agency: String,
    link: String,
    kind: Kind,
}

fn main() {
    let mut args = std::env::args().skip(1);
    let folder = args.next().unwrap_or_else(|| "target/convener".to_owned());
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder).unwrap();
    let shipped = include_str!("../../../banks/share-gov-it.json");
    let is_newer = args.any(|arg| arg == "--newer-bank");
    let (text, older) = if is_newer {
        (with_one_more(shipped), shipped.to_owned())
    } else {
        (shipped.to_owned(), with_one_less(shipped))
    };
    let (bank, older) = (Bank::parse(&text).unwrap(), Bank::parse(&older).unwrap());
    if is_newer {
        std::fs::write(folder.join("bank.json"), &text).unwrap();
    }
    let rows: Vec<Row> = (0..N_ROWS).map(|at| row(&bank, &older, at)).collect();
    let (sheet, table) = (spreadsheet(&rows), table(&rows));
    let expected = expected(&rows, is_newer);
    for (name, bytes) in [("members.xlsx", sheet.as_slice()), ("members.csv", table.as_bytes())] {
        assert_eq!(read_back(&bank, name, bytes), expected, "{name}");
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    let expected = format!("{expected:#}\n");
    std::fs::write(folder.join("expected.json"), &expected).unwrap();
    print!("{expected}");
}

/// Returns the kind of a row. Each kind occurs in the first and in the last third of the list.
fn kind(at: u64) -> Kind {
    match at {
        9 | 61 | 122 | 187 => Kind::Cut,
        23 | 74 | 141 | 199 => Kind::Changed,
        101 => Kind::Words,
        31 => Kind::SameLink(4),
        88 => Kind::SameLink(80),
        131 => Kind::SameLink(1),
        176 => Kind::SameLink(60),
        45 => Kind::OlderDate(12),
        117 => Kind::OlderDate(2),
        163 => Kind::OlderDate(150),
        52 | 154 => Kind::OlderBank,
        _ => Kind::Good,
    }
}

fn row(bank: &Bank, older: &Bank, at: u64) -> Row {
    let kind = kind(at);
    let of = match kind {
        Kind::SameLink(above) | Kind::OlderDate(above) => at - above,
        Kind::Good | Kind::Cut | Kind::Changed | Kind::Words | Kind::OlderBank => at,
    };
    let bank = if kind == Kind::OlderBank { older } else { bank };
    let mut profile = profile(bank, of);
    if let (Kind::OlderDate(_), Some(Date(day))) = (kind, profile.date) {
        profile.date = Some(Date(day - 200));
    }
    let agency = profile.context.agency.as_ref().map_or("", |name| name.as_str()).to_owned();
    Row { agency, link: damaged(kind, link(bank, &profile)), kind }
}

/// Returns the link that an agency sends to a partner.
fn link(bank: &Bank, profile: &Profile) -> String {
    encode(bank, profile, &Disclosure::partner(bank)).link(BASE)
}

fn damaged(kind: Kind, link: String) -> String {
    let middle = link.len() / 2;
    match kind {
        Kind::Cut => link[..link.len() - 30].to_owned(),
        Kind::Changed => {
            let other = if link[middle..].starts_with('7') { "8" } else { "7" };
            [&link[..middle], other, &link[middle + 1..]].concat()
        }
        Kind::Words => "will send it next week".to_owned(),
        Kind::Good | Kind::SameLink(_) | Kind::OlderDate(_) | Kind::OlderBank => link,
    }
}

fn spreadsheet(rows: &[Row]) -> Vec<u8> {
    let mut book = Workbook::new();
    let day = ExcelDateTime::from_ymd(2026, 11, 2).unwrap();
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let sheet = book.add_worksheet();
    for (column, title) in (0..).zip(HEADER) {
        sheet.write_string(0, column, title).unwrap();
    }
    for (at, row) in (1..).zip(rows) {
        for (column, text) in (0..).zip(cells(at, row)) {
            sheet.write_string(at, column, text).unwrap();
        }
        if at.is_multiple_of(10) && row.link.starts_with(BASE) {
            sheet.write_url(at, LINK, Url::new(row.link.as_str()).set_text("our profile")).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn table(rows: &[Row]) -> String {
    let quoted = |cells: &[String]| {
        let cells: Vec<String> =
            cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        cells.join(",") + "\r\n"
    };
    let rows = (1..).zip(rows).map(|(at, row)| quoted(&cells(at, row)));
    std::iter::once(quoted(&HEADER.map(str::to_owned))).chain(rows).collect()
}

fn cells(at: u32, row: &Row) -> [String; 5] {
    let remarks = ["", "called, wants to share GIS", "", "budget vote in May; ask again", ""];
    [
        row.agency.clone(),
        format!("it-{at}@example.gov"),
        row.link.clone(),
        format!("2026-10-{:02}", 1 + at % 28),
        remarks[usize::try_from(at).unwrap() % remarks.len()].to_owned(),
    ]
}

fn expected(rows: &[Row], opens_older: bool) -> Value {
    let of = |is_in: fn(Kind) -> bool| {
        let found = (2..).zip(rows).filter(|(_, row)| is_in(row.kind));
        found.map(|(at, _)| at).collect::<Vec<u32>>()
    };
    let older = of(|kind| kind == Kind::OlderBank);
    let good = of(|kind| kind == Kind::Good).len();
    json!({
        "rows": rows.len(),
        "agencies": good + if opens_older { older.len() } else { 0 },
        "damaged": of(|kind| matches!(kind, Kind::Cut | Kind::Changed | Kind::Words)),
        "same_link": of(|kind| matches!(kind, Kind::SameLink(_))),
        "older_date": of(|kind| matches!(kind, Kind::OlderDate(_))),
        "older_bank": older,
        "older_bank_opens": opens_older,
    })
}

/// Reads a file with this crate and returns the rows of each kind.
fn read_back(bank: &Bank, name: &str, bytes: &[u8]) -> Value {
    let found: Found = Reading::new(name, bytes).finish(bank);
    let row = |at: &At| match at {
        At::Whole => 0,
        At::Line(n) | At::Entry(n) | At::Cell { row: n, .. } => *n,
    };
    let n = found.entries.len() + found.rejects.len();
    let is_older = |profile: &Profile| profile.edition < bank.newest();
    let mut older: Vec<u32> =
        found.entries.iter().filter(|it| is_older(&it.profile)).map(|it| row(&it.place.at)).collect();
    let opens_older = !older.is_empty();
    let rejects = |is_unknown: bool| {
        let of = found.rejects.iter().filter(move |it| (it.reason.id() == "other-bank") == is_unknown);
        of.map(|it| row(&it.place.at)).collect::<Vec<u32>>()
    };
    older.extend(rejects(true));
    let damaged = rejects(false);
    let deduped = dedupe(found.entries, None);
    let duplicates = |why: &str| {
        let of = deduped.duplicates.iter().filter(|it| it.reason.id() == why);
        of.map(|it| row(&it.dropped.place.at)).collect::<Vec<u32>>()
    };
    json!({
        "rows": n,
        "agencies": deduped.kept.len(),
        "damaged": damaged,
        "same_link": duplicates("same-link"),
        "older_date": duplicates("older-date"),
        "older_bank": older,
        "older_bank_opens": opens_older,
    })
}

fn with_one_more(bank: &str) -> String {
    changed(bank, |capabilities| {
        let mut added = capabilities.last().unwrap().clone();
        let slot = capabilities.len() + 1;
        (added["slot"], added["id"], added["since"]) = (json!(slot), json!("drones"), json!("1.1.0"));
        capabilities.push(added);
    })
}

fn with_one_less(bank: &str) -> String {
    changed(bank, |capabilities| {
        capabilities.pop();
    })
}

fn changed(bank: &str, change: impl Fn(&mut Vec<Value>)) -> String {
    let mut bank: Value = serde_json::from_str(bank).unwrap();
    change(bank["capabilities"].as_array_mut().unwrap());
    bank.as_object_mut().unwrap().remove("semantic_sha256");
    bank.to_string()
}
