//! Readings of arbitrary bytes end and never panic.

use crate::mail::quoted;
use crate::{damaged, link, sealed};
use interlocal_core::export;
use interlocal_core::words::Lang;
use interlocal_import::{Limits, Reading, why};
use interlocal_testkit::support::BANK;
use interlocal_testkit::{Draws, profile};
use rust_xlsxwriter::Workbook;

/// Returns a sample of each kind.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, [link(1), damaged(2)]).unwrap();
    let text = format!("Peñón: {}\n{}\n\u{202E}{}", link(1), damaged(2), sealed());
    let json = export::json(&BANK, &profile(&BANK, 1));
    vec![
        ("a.xlsx", book.save_to_buffer().unwrap()),
        ("a.csv", format!("name,link\n\"Oak\",{}\n", link(1)).into_bytes()),
        ("a.txt", text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("", text.into_bytes()),
        ("a.json", format!("[{json},{json}]").into_bytes()),
        ("a.jsonl", format!("{json}\n{json}").into_bytes()),
        ("a.eml", quoted_mail()),
        ("a.html", format!("<p>a<a href=\"{}\">b</a>&#x41;</p>", link(1)).into_bytes()),
        ("b.json", format!("{{\"value\": [{{\"l\": {:?}}}, {{\"id\": \"x\"}}]}}", link(1)).into_bytes()),
    ]
}

/// Returns a mail of two texts, in the two encodings of mail.
fn quoted_mail() -> Vec<u8> {
    let text = quoted(&format!("Peñón: {}\n", link(1)));
    format!(
        "From: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
         {text}\r\n--b\r\nContent-Type: text/plain; charset=utf-16\r\nContent-Transfer-Encoding: base64\r\n\r\nc3UxYWJj\r\n\
         --b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\n{}\r\n--b--\r\n",
        link(2)
    )
    .into_bytes()
}

/// Reads the file, which must give a profile or an error.
fn read(name: &str, bytes: impl AsRef<[u8]>) {
    let found = crate::read(name, bytes);
    assert!(!found.entries.is_empty() || !found.rejects.is_empty(), "{name}");
    assert!(
        found.rejects.iter().all(|reject| Lang::all().all(|lang| why(lang, &reject.reason).ends_with('.')))
    );
}

#[test]
fn cut_files_are_read_to_the_end() {
    for (name, bytes) in samples() {
        for at in (0..bytes.len()).step_by(1 + bytes.len() / 400) {
            let (start, end) = bytes.split_at(at);
            read(name, start);
            read(name, end);
        }
    }
}

#[test]
fn changed_bytes_are_read_to_the_end() {
    let mut draws = Draws::new(3);
    for (name, bytes) in samples() {
        for _ in 0..300 {
            let mut bytes = bytes.clone();
            for _ in 0..=draws.below(4) {
                let at = usize::try_from(draws.bits() % u64::try_from(bytes.len()).unwrap()).unwrap();
                bytes[at] = draws.bits().to_le_bytes()[0];
            }
            read(name, &bytes);
        }
    }
}

#[test]
fn noise_is_read_to_the_end() {
    let mut draws = Draws::new(4);
    for round in 0..400usize {
        let mut bytes: Vec<u8> = (0..round).map(|_| draws.bits().to_le_bytes()[0]).collect();
        read("", &bytes);
        bytes.splice(..0, *b"PK\x03\x04");
        read("a.xlsx", &bytes);
        let letters: String =
            bytes.iter().map(|byte| char::from(b"su1,;%23\n\"{[<= "[usize::from(*byte) % 15])).collect();
        read("a.csv", &letters);
        read("", &letters);
        read("", ["{\"", &letters].concat());
    }
}

#[test]
fn limits_are_reported() {
    let reading = Reading::new("a.csv", vec![b'a'; Limits::PAGE.bytes + 1]);
    let found = reading.finish(&BANK);
    assert_eq!((found.rejects[0].reason.id(), found.rejects.len()), ("too-big", 1));
    let many = "su1 ".repeat(Limits::PAGE.parts + 2);
    let found = crate::read("", many);
    let last = found.rejects.last().map(|reject| reject.reason.id());
    assert_eq!((last, found.rejects.len()), (Some("too-many"), Limits::PAGE.parts + 1));
}
