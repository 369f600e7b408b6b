//! Spreadsheets written by another crate, and a realistic list of many agencies.

use crate::{BASE, cut, damaged, drawn, link, profiles, read, reasons, rows};
use interlocal_core::link::encode_whole;
use interlocal_core::profile::Date;
use interlocal_import::{At, Kind, Reading, Sameness, dedupe};
use interlocal_testkit::profile;
use interlocal_testkit::support::{BANK, GROWN};
use rust_xlsxwriter::{Format, Formula, Url, Workbook};

#[test]
fn every_sheet_and_every_column_is_read() {
    let mut book = Workbook::new();
    let first = book.add_worksheet().set_name("Members & more").unwrap();
    first.write_string(0, 0, "Agency").unwrap();
    first.write_string(0, 5, "Link").unwrap();
    first.write_string(2, 0, "Oak").unwrap();
    first.write_string(2, 5, link(1)).unwrap();
    first.write_number(3, 5, 42).unwrap();
    first.write_string(4, 5, damaged(2)).unwrap();
    let second = book.add_worksheet().set_name("Más").unwrap();
    let bold = Format::new().set_bold();
    second.write_rich_string(1, 1, &[(&bold, &link(3)[..50]), (&Format::new(), &link(3)[50..])]).unwrap();
    book.add_worksheet();
    let bytes = book.save_to_buffer().unwrap();

    let reading = Reading::new("whatever", bytes);
    assert_eq!(reading.kind(), Some(Kind::Workbook));
    let found = reading.finish(&BANK);
    assert_eq!(profiles(&found), drawn([1, 3]).iter().collect::<Vec<_>>());
    assert_eq!(reasons(&found), [(4, "no-link"), (5, "damaged")]);
    let at = |sheet: &str, row, column| At::Cell { sheet: Some(sheet.into()), row, column };
    let places: Vec<&At> = found.entries.iter().map(|entry| &entry.place.at).collect();
    assert_eq!(places, [&at("Members & more", 3, 6), &at("Más", 2, 2)]);
    assert_eq!(found.rejects[0].excerpt, "42");
}

#[test]
fn a_cell_with_the_address_of_a_link_counts_as_that_link() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_url(0, 0, Url::new(link(1)).set_text("Open")).unwrap();
    sheet.write_url(1, 0, link(2).as_str()).unwrap();
    let formula = format!("=HYPERLINK(\"{}\",\"Open\")", link(3));
    // Excel allows at most 255 characters there; other programs allow more.
    sheet.write_formula(2, 0, Formula::new(formula).set_result("Open")).unwrap();
    let found = read("links.xlsx", book.save_to_buffer().unwrap());
    assert_eq!((profiles(&found), reasons(&found)), (drawn([1, 2, 3]).iter().collect(), vec![]));
}

/// Returns the rows of a list with 200 links: six are damaged, two cut, five repeated, three replaced by newer ones,
/// and two for an older edition.
fn convener() -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = (0..200)
        .map(|seed| {
            let made = profile(&GROWN, seed);
            let link = match seed {
                20..26 => damaged(seed),
                40..42 => cut(seed),
                60..62 => encode_whole(&BANK, &profile(&BANK, seed)).link(BASE),
                _ => encode_whole(&GROWN, &made).link(BASE),
            };
            (made.context.agency.unwrap().as_str().to_owned(), link)
        })
        .collect();
    for seed in 100..105 {
        rows.push(rows[seed].clone());
    }
    for seed in 120..123 {
        let mut newer = profile(&GROWN, seed);
        newer.date = newer.date.map(|date| Date(date.0 + 400));
        rows.push((String::new(), encode_whole(&GROWN, &newer).link(BASE)));
    }
    rows
}

#[test]
fn a_realistic_list_gives_the_same_result_as_table_and_spreadsheet() {
    let rows_of_list = convener();
    let lines = rows_of_list.iter().map(|(name, link)| format!("\"{name}\";{link}\r\n"));
    let table = ["Agency;Link\r\n".to_owned()].into_iter().chain(lines).collect::<String>().into_bytes();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Agency", "Link"]).unwrap();
    for (row, (name, link)) in (1..).zip(&rows_of_list) {
        sheet.write_row(row, 0, [name, link]).unwrap();
    }
    for (name, bytes) in [("list.csv", table), ("list.xlsx", book.save_to_buffer().unwrap())] {
        let found = Reading::new(name, bytes).finish(&GROWN);
        let bad: Vec<(u32, &str)> =
            (22..28).map(|row| (row, "damaged")).chain((42..44).map(|row| (row, "cut"))).collect();
        assert_eq!((reasons(&found), found.n_older(&GROWN)), (bad, 2), "{name}");
        assert_eq!(found.entries.len(), 200 - 8 + 5 + 3, "{name}");
        let deduped = dedupe(found.entries, None);
        let reasons: Vec<Sameness> = deduped.duplicates.iter().map(|it| it.reason).collect();
        assert_eq!(deduped.kept.len(), 192, "{name}");
        assert_eq!(
            reasons,
            [[Sameness::OlderDate; 3].as_slice(), &[Sameness::SameLink; 5]].concat(),
            "{name}"
        );
        let dropped: Vec<u32> =
            deduped.duplicates.iter().flat_map(|it| rows(std::slice::from_ref(&it.dropped))).collect();
        assert_eq!(dropped, [122, 123, 124, 202, 203, 204, 205, 206], "{name}");
        let kept = deduped.duplicates.iter().map(|it| rows(&deduped.kept[it.kept..=it.kept])[0]);
        assert_eq!(kept.collect::<Vec<_>>(), [207, 208, 209, 102, 103, 104, 105, 106], "{name}");
    }
}

#[test]
fn a_damaged_spreadsheet_gives_an_error_with_the_next_step() {
    let mut bytes = Workbook::new().save_to_buffer().unwrap();
    assert_eq!(reasons(&read("empty.xlsx", &bytes)), [(0, "nothing-found")]);
    bytes.truncate(bytes.len() / 2);
    assert_eq!(reasons(&read("half.xlsx", &bytes)), [(0, "broken-spreadsheet")]);
    assert_eq!(
        reasons(&read("old.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more")),
        [(0, "old-spreadsheet")]
    );
}
