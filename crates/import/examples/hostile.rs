//! Measures hostile input of up to 16 MiB: `cargo run -p interlocal-import --example hostile`. Prints a line for each
//! case:
//! the peak of resident memory, the time, and the longest step of the size that a worker takes between two messages.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement prints, and stops where it can't"
)]

use flate2::Compression;
use flate2::write::DeflateEncoder;
use interlocal_core::bank::Bank;
use interlocal_core::link::encode_whole;
use interlocal_import::{Found, Reading};
use interlocal_testkit::profile;
use rawzip::{CompressionMethod, ZipArchiveWriter};
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

/// The size of each case.
const SIZE: usize = 16 << 20;
/// The size of one step in the worker.
const SLICE: usize = 200;

type Case = (&'static str, &'static str, fn() -> Vec<u8>);

/// Name, name of the file, and content.
const CASES: [Case; 22] = [
    ("starts", "", || filled("su1")),
    ("starts with spaces", "", || filled("su1 ")),
    ("ampersands", "", || filled("&")),
    ("percents", "", || filled("%25")),
    ("escaped starts", "", || filled("%23%73u1 ")),
    ("base64 lines", "", || filled("c3UxYWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWZnaGlqa2xtbm9wcXJz\n")),
    ("addresses", "", || filled("https://x/?u=aHR0cHM6Ly94Lz91PWFIUjBjSE02THk5NEx6OTFQWA== ")),
    ("angle brackets", "a.html", || [b"</p>".as_slice(), &filled("<")].concat()),
    ("soft breaks", "", || filled("=\n")),
    ("cells", "a.csv", || filled("a,")),
    ("one quote", "a.csv", || [b"\"".as_slice(), &filled("su1,\n")].concat()),
    ("numbers", "a.json", || [b"[".as_slice(), &filled("1,"), b"1]"].concat()),
    ("objects", "a.json", || [b"[".as_slice(), &filled("{\"\":0},"), b"1]"].concat()),
    ("links in objects", "a.json", || [b"[".as_slice(), &filled("{\"\":\"su1\"},"), b"1]"].concat()),
    ("answers", "a.jsonl", || filled("{\"answers\":{}}\n")),
    ("header fields", "a.eml", || [b"From: a\nTo: b\n".as_slice(), &filled("a:\n")].concat()),
    ("parts", "a.eml", || {
        [b"From: a\nContent-Type: multipart/mixed; boundary=b\n\n".as_slice(), &filled("--b\n\n")].concat()
    }),
    ("mails in mails", "a.eml", || {
        [b"From: a\nTo: b\n".as_slice(), &filled("Content-Type: message/rfc822\n\n")].concat()
    }),
    ("one long base64 part", "a.eml", || {
        [b"From: a\nTo: b\nContent-Transfer-Encoding: base64\n\n".as_slice(), &filled("c3Ux")].concat()
    }),
    ("a shared text in a thousand cells", "a.xlsx", || {
        let shared = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(8 << 20));
        book(&shared, &format!("<row r=\"1\">{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(1000)))
    }),
    ("millions of shared texts", "a.xlsx", || {
        book(&format!("<sst>{}</sst>", "<si><t>su1</t></si>".repeat(3_900_000)), "")
    }),
    ("a sheet formatted to its last row", "a.xlsx", || {
        let rows: String =
            (1..=1_048_576).map(|n| format!("<row r=\"{n}\"><c r=\"A{n}\" s=\"1\"/></row>")).collect();
        book("<sst/>", &rows)
    }),
];

fn main() {
    let bank = Bank::parse(include_str!("../../../banks/share-gov-it.json")).unwrap();
    let program = std::env::args().next().unwrap();
    match std::env::args().nth(1) {
        Some(wanted) if wanted == "links" => measure(&bank, "links", "", links(&bank)),
        Some(wanted) => {
            let (name, file, content) = CASES.iter().find(|(name, ..)| *name == wanted).unwrap();
            measure(&bank, name, file, content());
        }
        // Each case runs in its own process, because the peak of one would hide those that follow.
        None => {
            for name in CASES.iter().map(|(name, ..)| *name).chain(["links"]) {
                std::process::Command::new(&program).arg(name).status().unwrap();
            }
        }
    }
}

fn filled(piece: &str) -> Vec<u8> {
    piece.repeat(SIZE / piece.len()).into_bytes()
}

/// Returns valid links, each of another agency.
fn links(bank: &Bank) -> Vec<u8> {
    let mut text = String::new();
    for seed in 0.. {
        text.push_str(encode_whole(bank, &profile(bank, seed)).as_str());
        text.push('\n');
        if text.len() > SIZE {
            break;
        }
    }
    text.into_bytes()
}

fn book(shared: &str, rows: &str) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let mut archive = ZipArchiveWriter::new(&mut out);
    for (name, text) in [
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" r:id=\"r1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"s.xml\"/></Relationships>",
        ),
        ("xl/sharedStrings.xml", shared),
        ("xl/s.xml", &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
    ] {
        let (mut file, config) =
            archive.new_file(name).compression_method(CompressionMethod::DEFLATE).start().unwrap();
        let mut writer = config.wrap(DeflateEncoder::new(&mut file, Compression::fast()));
        writer.write_all(text.as_bytes()).unwrap();
        let (encoder, description) = writer.finish().unwrap();
        encoder.finish().unwrap();
        file.finish(description).unwrap();
    }
    archive.finish().unwrap();
    out.into_inner()
}

fn measure(bank: &Bank, name: &str, file: &str, bytes: Vec<u8>) {
    let (size, start) = (bytes.len(), Instant::now());
    // Resets the peak, which would otherwise include building the case.
    let is_reset = std::fs::write("/proc/self/clear_refs", "5").is_ok();
    let mut reading = Reading::new(file, bytes);
    let begun = start.elapsed();
    let (mut longest, mut found) = (Duration::ZERO, Found::default());
    loop {
        let before = Instant::now();
        let progress = reading.step(bank, SLICE);
        found.append(reading.take());
        longest = longest.max(before.elapsed());
        if progress.is_done() {
            break;
        }
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("?").trim();
    println!(
        "{name}: {} kB, peak {peak}{}, begun in {begun:?}, longest step {longest:?}, all {:?}, {} profiles, {} rejects ({})",
        size / 1000,
        if is_reset { "" } else { " with the making" },
        start.elapsed(),
        found.entries.len(),
        found.rejects.len(),
        found.rejects.last().map_or("", |reject| reject.reason.id())
    );
}
