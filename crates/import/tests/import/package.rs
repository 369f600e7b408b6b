//! Spreadsheets in the dialects of other programs, written by hand; hostile ones; and hidden rows and sheets.

use crate::{cut, damaged, drawn, link, profiles, read, reasons, rows};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use interlocal_import::{At, Found, Reading};
use interlocal_testkit::support::BANK;
use rawzip::{CompressionMethod, ZipArchiveWriter};
use rust_xlsxwriter::{Url, Workbook};
use std::io::{Cursor, Write};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/spreadsheetml/main";
const OF_OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const OF_STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";

fn zipped(files: &[(&str, String)]) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let mut archive = ZipArchiveWriter::new(&mut out);
    for (name, text) in files {
        let method = CompressionMethod::DEFLATE;
        let (mut file, config) = archive.new_file(name).compression_method(method).start().unwrap();
        let encoder = DeflateEncoder::new(&mut file, Compression::best());
        let mut writer = config.wrap(encoder);
        writer.write_all(text.as_bytes()).unwrap();
        let (encoder, description) = writer.finish().unwrap();
        encoder.finish().unwrap();
        file.finish(description).unwrap();
    }
    archive.finish().unwrap();
    out.into_inner()
}

/// Returns a relationships part from triples of id, kind and target.
fn rels(namespace: &str, all: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        format!("<Relationship Id=\"{id}\" Type=\"{namespace}/{kind}\" Target=\"{target}\"/>")
    };
    let all: String = all.iter().map(one).collect();
    format!(
        "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

fn workbook(namespace: &str, prefix: &str) -> String {
    format!(
        "<{prefix}workbook xmlns:r=\"{OF_OFFICE}\" xmlns=\"{namespace}\"><{prefix}sheets><{prefix}sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></{prefix}sheets></{prefix}workbook>"
    )
}

fn inline(links: &[String]) -> String {
    let row = |(n, link): (usize, &String)| {
        format!("<row r=\"{0}\"><c r=\"A{0}\" t=\"inlineStr\"><is><t>{link}</t></is></c></row>", n + 1)
    };
    let rows: String = links.iter().enumerate().map(row).collect();
    format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>")
}

fn assert_opens(files: &[(&str, String)]) {
    let found = read("a.xlsx", zipped(files));
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    assert_eq!((profiles(&found), reasons(&found)), (drawn([1, 2]).iter().collect(), vec![]), "{names:?}");
}

#[test]
fn the_relationships_decide_where_the_parts_are() {
    let sheet = || inline(&[link(1), link(2)]);
    let book = || workbook(MAIN, "");
    for (root, target) in [
        ("xl/workbook2.xml", "worksheets/sheet.xml"),
        ("/xl/workbook2.xml", "/xl/worksheets/sheet.xml"),
        ("./xl/workbook2.xml", "./worksheets/../worksheets/sheet.xml"),
        ("xl\\workbook2.xml", "worksheets\\sheet.xml"),
        ("XL/Workbook2.xml", "Worksheets/Sheet.xml"),
    ] {
        assert_opens(&[
            ("_rels/.rels", rels(OF_OFFICE, &[("a", "officeDocument", root)])),
            ("xl/workbook2.xml", book()),
            ("xl/_rels/workbook2.xml.rels", rels(OF_OFFICE, &[("r1", "worksheet", target)])),
            ("xl/worksheets/sheet.xml", sheet()),
        ]);
    }
    // The workbook is at the root, and the sheets are elsewhere.
    assert_opens(&[
        ("_rels/.rels", rels(OF_OFFICE, &[("a", "officeDocument", "workbook.xml")])),
        ("workbook.xml", book()),
        ("_rels/workbook.xml.rels", rels(OF_OFFICE, &[("r1", "worksheet", "data/my%20sheet.xml")])),
        ("data/my sheet.xml", sheet()),
    ]);
    // There are no package relationships.
    assert_opens(&[
        ("xl/workbook.xml", book()),
        ("xl/_rels/workbook.xml.rels", rels(OF_OFFICE, &[("r1", "worksheet", "worksheets/sheet.xml")])),
        ("xl/worksheets/sheet.xml", sheet()),
    ]);
}

#[test]
fn the_strict_edition_prefixes_and_shared_texts_elsewhere_are_read() {
    let shared = format!(
        "<x:sst xmlns:x=\"{STRICT}\"><x:si><x:t>Oak</x:t></x:si><x:si><x:r><x:t>{}</x:t></x:r><x:r><x:t>{}</x:t></x:r>\
         <x:rPh sb=\"0\" eb=\"1\"><x:t>sound</x:t></x:rPh></x:si><x:si><x:t>{}_x000D_</x:t></x:si></x:sst>",
        &link(1)[..50],
        &link(1)[50..],
        link(2)
    );
    let sheet = format!(
        "<x:worksheet xmlns:x=\"{STRICT}\"><x:sheetData><x:row><x:c t=\"s\"><x:v>0</x:v></x:c><x:c t=\"s\"><x:v>1</x:v></x:c></x:row>\
         <x:row><x:c/><x:c t=\"s\"><x:v> 2 </x:v></x:c></x:row></x:sheetData></x:worksheet>"
    );
    assert_opens(&[
        ("_rels/.rels", rels(OF_STRICT, &[("a", "officeDocument", "/book/main.xml")])),
        ("book/main.xml", workbook(STRICT, "")),
        (
            "book/_rels/main.xml.rels",
            rels(OF_STRICT, &[("r1", "worksheet", "one.xml"), ("r2", "sharedStrings", "../texts/all.xml")]),
        ),
        ("book/one.xml", sheet),
        ("texts/all.xml", shared),
    ]);
}

#[test]
fn the_first_valid_link_of_text_address_and_formula_counts() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    // Programs show only the start of a long link.
    sheet.write_url(0, 0, Url::new(link(1)).set_text(&link(1)[..60])).unwrap();
    sheet.write_url(1, 0, Url::new(link(2)).set_text(damaged(2))).unwrap();
    sheet.write_url(2, 0, Url::new("https://it.example.gov/").set_text(cut(3))).unwrap();
    sheet.write_url(3, 0, Url::new("https://it.example.gov/").set_text(link(4))).unwrap();
    let found = read("a.xlsx", book.save_to_buffer().unwrap());
    assert_eq!((profiles(&found), rows(&found.entries)), (drawn([1, 2, 4]).iter().collect(), vec![1, 2, 4]));
    assert_eq!(reasons(&found), [(3, "cut")]);
    // Google Sheets and LibreOffice write a formula's value, and store the part after "#" separately.
    let (page, token) =
        link(2).split_once('#').map(|(page, token)| (page.to_owned(), token.to_owned())).unwrap();
    let sheet = format!(
        "<worksheet xmlns:r=\"{OF_OFFICE}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><f>HYPERLINK(&quot;{}&quot;,&quot;{}…&quot;)</f>\
         <v>{}…</v></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Open</t></is></c></row></sheetData><hyperlinks>\
         <hyperlink ref=\"A2\" r:id=\"h\" location=\"{token}\"/></hyperlinks></worksheet>",
        link(1),
        &link(1)[..50],
        &link(1)[..50],
    );
    assert_opens(&[
        ("xl/workbook.xml", workbook(MAIN, "")),
        ("xl/_rels/workbook.xml.rels", rels(OF_OFFICE, &[("r1", "worksheet", "s.xml")])),
        ("xl/s.xml", sheet),
        ("xl/_rels/s.xml.rels", rels(OF_OFFICE, &[("h", "hyperlink", &page)])),
    ]);
}

/// Returns a spreadsheet with one sheet in the usual place.
fn plain(sheet: String, shared: String, book: Option<String>) -> Vec<u8> {
    zipped(&[
        ("xl/workbook.xml", book.unwrap_or_else(|| workbook(MAIN, ""))),
        ("xl/_rels/workbook.xml.rels", rels(OF_OFFICE, &[("r1", "worksheet", "s.xml")])),
        ("xl/sharedStrings.xml", shared),
        ("xl/s.xml", sheet),
    ])
}

#[test]
fn large_numbers_in_a_file_do_not_overflow() {
    let sheet = format!(
        "<worksheet><sheetData><row r=\"4294967295\"/><row><c r=\"ZZZZZZZ9\"/><c/><c t=\"str\"><v>{}</v></c></row><row r=\"-1\">\
         <c t=\"s\"><v>18446744073709551615</v></c><c t=\"s\"><v>4294967296</v></c><c t=\"s\"><v>-1</v></c></row>\
         <row r=\"4294967295\"><c r=\"MWLQKWU4294967295\"/><c t=\"str\"><v>{}</v></c></row></sheetData>\
         <hyperlinks><hyperlink ref=\"A99999999999\" location=\"x\"/></hyperlinks></worksheet>",
        link(1),
        link(2)
    );
    let found = read("a.xlsx", plain(sheet, "<sst/>".to_owned(), None));
    assert_eq!(
        (profiles(&found), rows(&found.entries)),
        (drawn([1, 2]).iter().collect(), vec![u32::MAX, u32::MAX])
    );
}

#[test]
fn shared_texts_are_not_copied_for_each_cell() {
    let shared = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(8 << 20));
    let row = format!(
        "<worksheet><sheetData><row r=\"1\">{}</row></sheetData></worksheet>",
        "<c t=\"s\"><v>0</v></c>".repeat(1000)
    );
    let bytes = plain(row, shared, None);
    assert!(bytes.len() < 40_000);
    assert_eq!(reasons(&read("a.xlsx", bytes)), [(0, "too-big")]);
    // A few bytes can contain millions of link starts: the limit is reported, and earlier profiles are kept.
    let shared = format!("<sst><si><t>{}</t></si><si><t>{}</t></si></sst>", link(1), "su1".repeat(40_000));
    let cells = ["<c t=\"s\"><v>0</v></c>", &"<c t=\"s\"><v>1</v></c>".repeat(1000)].concat();
    let found = read(
        "a.xlsx",
        plain(format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>"), shared, None),
    );
    assert_eq!(profiles(&found), drawn([1]).iter().collect::<Vec<_>>());
    assert!(reasons(&found).contains(&(0, "too-many")), "{:?}", reasons(&found).last());
}

#[test]
fn endless_tags_and_too_many_sheets_are_reported() {
    let endless =
        format!("<worksheet><sheetData><row r=\"{}\"/></sheetData></worksheet>", "1".repeat(40 << 20));
    assert_eq!(reasons(&read("a.xlsx", plain(endless, "<sst/>".to_owned(), None))), [(0, "too-big")]);
    let sheets: String = (0..600).map(|n| format!("<sheet name=\"S{n}\" r:id=\"r1\"/>")).collect();
    let book = format!("<workbook xmlns:r=\"{OF_OFFICE}\"><sheets>{sheets}</sheets></workbook>");
    let found = read("a.xlsx", plain(inline(&[link(1)]), "<sst/>".to_owned(), Some(book)));
    assert_eq!((found.entries.len(), reasons(&found)), (500, vec![(0, "too-many-sheets")]));
}

#[test]
fn a_sheet_with_formats_in_every_row_is_read_in_short_steps() {
    let rows: String =
        (1..200_000).map(|n| format!("<row r=\"{n}\"><c r=\"A{n}\" s=\"1\"/></row>")).collect();
    let bytes =
        plain(format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"), "<sst/>".to_owned(), None);
    let mut reading = Reading::new("a.xlsx", bytes);
    let mut done = vec![];
    while !reading.progress().is_done() {
        done.push(reading.step(&BANK, 200).done);
    }
    // Two passes over 400,000 steps of XML take several thousand steps at a time.
    assert!(done.len() > 100 && done.is_sorted(), "{}", done.len());
}

#[test]
fn names_of_sheets_are_made_readable() {
    let name = "&#27;]0;owned&#7;&#x202E;".to_owned() + &"long".repeat(99);
    let book =
        format!("<workbook xmlns:r=\"r\"><sheets><sheet name=\"{name}\" r:id=\"r1\"/></sheets></workbook>");
    let found = read("a.xlsx", plain(inline(&[link(1)]), "<sst/>".to_owned(), Some(book)));
    let At::Cell { sheet: Some(sheet), .. } = &found.entries[0].place.at else { panic!("{found:?}") };
    assert!(sheet.starts_with("]0;ownedlong") && sheet.chars().count() == 80, "{sheet:?}");
}

fn with_hidden() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..4 {
        sheet.write_string(row, 0, link(u64::from(row) + 1)).unwrap();
    }
    sheet.set_row_hidden(1).unwrap();
    let hidden = book.add_worksheet().set_hidden(true);
    hidden.write_string(0, 0, link(5)).unwrap();
    hidden.write_string(1, 0, damaged(6)).unwrap();
    book.add_worksheet().set_very_hidden(true).write_string(0, 0, link(7)).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn hidden_rows_and_sheets_are_counted_and_can_be_left_out() {
    let found = read("a.xlsx", with_hidden());
    assert_eq!(profiles(&found), drawn([1, 2, 3, 4, 5, 7]).iter().collect::<Vec<_>>());
    let hidden: Vec<bool> = found.entries.iter().map(|entry| entry.place.is_hidden).collect();
    assert_eq!((found.n_hidden(), hidden), (3, vec![false, true, false, false, true, true]));
    let found: Found = Reading::new("a.xlsx", with_hidden()).skipping_hidden(true).finish(&BANK);
    assert_eq!(profiles(&found), drawn([1, 3, 4]).iter().collect::<Vec<_>>());
    assert_eq!((found.n_hidden_skipped, found.n_hidden(), reasons(&found)), (3, 0, vec![]));
}

#[test]
fn other_containers_are_identified() {
    for (files, id) in [
        (vec!["a.csv", "b.csv"], "archive"),
        (vec!["[Content_Types].xml", "word/document.xml"], "document"),
        (vec!["[Content_Types].xml", "ppt/presentation.xml"], "document"),
        (vec!["mimetype", "content.xml"], "other-spreadsheet"),
        (vec!["Index/Document.iwa"], "other-spreadsheet"),
        (vec!["[Content_Types].xml", "xl/workbook.bin"], "old-spreadsheet"),
        (vec![], "archive"),
    ] {
        let files: Vec<(&str, String)> = files.into_iter().map(|name| (name, link(1))).collect();
        assert_eq!(reasons(&read("a.xlsx", zipped(&files))), [(0, id)], "{files:?}");
    }
}

#[test]
fn a_missing_sheet_is_reported_and_the_others_are_read() {
    let book = format!(
        "<workbook xmlns:r=\"{OF_OFFICE}\"><sheets><sheet name=\"Gone\" r:id=\"r0\"/><sheet name=\"Here\" r:id=\"r1\"/></sheets></workbook>"
    );
    let found = read("a.xlsx", plain(inline(&[link(1)]), "<sst/>".to_owned(), Some(book)));
    assert_eq!((found.entries.len(), reasons(&found)), (1, vec![(0, "broken-spreadsheet")]));
    assert_eq!(found.rejects[0].excerpt, "Gone");
}
