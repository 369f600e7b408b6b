//! Mails: saved files and pasted source, in all encodings of mail programs.

use crate::{damaged, drawn, link, profiles, read, reasons, rows};
use interlocal_import::{Kind, Reading};

/// Encodes base64 with line breaks, as in mails.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let bits =
            group.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let digit = DIGITS[usize::try_from(bits >> (18 - 6 * place) & 63).unwrap()];
            out.push(if place > group.len() { '=' } else { char::from(digit) });
        }
    }
    out
}

fn in_lines(text: &str) -> String {
    text.as_bytes().chunks(76).map(|line| [std::str::from_utf8(line).unwrap(), "\r\n"].concat()).collect()
}

/// Encodes quoted-printable as Python's `quopri` does, in lines of at most 76 characters.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::new();
    for line in text.split('\n') {
        let mut length = 0;
        for byte in line.bytes() {
            let part = match byte {
                b'=' | 0x80.. => format!("={byte:02X}"),
                _ => char::from(byte).to_string(),
            };
            if length + part.len() > 75 {
                out.push_str("=\n");
                length = 0;
            }
            length += part.len();
            out.push_str(&part);
        }
        out.push('\n');
    }
    out
}

#[test]
fn quoted_printable_inside_the_start_of_a_link_is_decoded() {
    let text = format!("{} {}\n\nSecond: {}", "x".repeat(41), link(1), link(2));
    let quoted_text = quoted(&text);
    assert!(quoted_text.contains("#s=\nu1") || quoted_text.contains("#su=\n1"), "{quoted_text}");
    let found = read("", &quoted_text);
    assert_eq!((profiles(&found), reasons(&found)), (drawn([1, 2]).iter().collect(), vec![]));
    let line_of_second = quoted_text.lines().position(|line| line.starts_with("Second")).unwrap() + 1;
    assert_eq!(rows(&found.entries), [1, u32::try_from(line_of_second).unwrap()]);
    // The line break may be anywhere, and lines may end in CR LF.
    for n in 0..80 {
        let text = format!("{} {}\n\nSecond: {}", "ñ".repeat(n), link(1), link(2));
        for quoted in [quoted(&text), quoted(&text).replace('\n', "\r\n")] {
            assert_eq!(profiles(&read("mail.txt", quoted)), drawn([1, 2]).iter().collect::<Vec<_>>(), "{n}");
        }
    }
}

#[test]
fn a_damaged_link_in_quoted_printable_is_listed_with_its_line() {
    let quoted = quoted(&format!("Grüße\n\nours: {}\nyours: {}\n", link(1), damaged(2)));
    let found = read("", &quoted);
    let line = quoted.lines().position(|line| line.starts_with("yours")).unwrap() + 1;
    assert_eq!(profiles(&found), drawn([1]).iter().collect::<Vec<_>>());
    assert_eq!(reasons(&found), [(u32::try_from(line).unwrap(), "damaged")]);
}

fn header(kind: &str, encoding: &str) -> String {
    format!(
        "Received: from a by b; Tue, 3 Mar 2026 10:00:00 +0000\r\nFrom: =?utf-8?q?Pe=C3=B1=C3=B3n?= <a@example.gov>\r\n\
         Subject: Our profile\r\nMIME-Version: 1.0\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    )
}

#[test]
fn a_mail_whose_text_is_base64_is_read() {
    let text = format!("Saludos de Peñón:\r\n{}\r\n", link(1));
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for (kind, body) in [
        ("text/plain; charset=utf-8", in_lines(&base64(text.as_bytes()))),
        ("text/plain; charset=\"iso-8859-1\"", in_lines(&base64(&latin))),
        (
            "text/html; charset=utf-8",
            in_lines(&base64(format!("<p>Hi</p><a href=\"{}\">x</a>", link(1)).as_bytes())),
        ),
    ] {
        for name in ["mail.eml", "mail.txt", ""] {
            let mail = [&header(kind, "base64"), body.as_str()].concat();
            let found = read(name, &mail);
            assert_eq!(
                (profiles(&found), reasons(&found)),
                (drawn([1]).iter().collect(), vec![]),
                "{kind} {name}"
            );
            assert_eq!(Reading::new(name, mail).kind(), Some(Kind::Mail));
        }
    }
}

#[test]
fn both_texts_of_a_mail_are_searched_and_repetitions_count_once() {
    let plain = format!("Ours is {}", link(1));
    let html =
        format!("<p>Ours is <a href=\"{}\">here</a>, theirs <a href=\"{}\">there</a></p>", link(1), link(2));
    let mail = format!(
        "{}--b1\r\nContent-Type: text/plain\r\n\r\n{plain}\r\n--b1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: \
         quoted-printable\r\n\r\n{}\r\n--b1--\r\n",
        header("multipart/alternative; boundary=b1", "7bit"),
        quoted(&html)
    );
    for mail in [mail.clone(), mail.replace("\r\n", "\n"), format!("\n\n{mail}")] {
        let found = read("", mail);
        assert_eq!((profiles(&found), reasons(&found)), (drawn([1, 2]).iter().collect(), vec![]));
    }
    // Without the header that describes the parts.
    let (_, parts) = mail.split_once("\r\n\r\n").unwrap();
    assert_eq!(profiles(&read("", parts)), drawn([1, 2]).iter().collect::<Vec<_>>());
}

#[test]
fn a_forwarded_mail_and_an_attached_list_are_read() {
    let inner =
        [&header("text/plain; charset=utf-8", "base64"), in_lines(&base64(link(1).as_bytes())).as_str()]
            .concat();
    let csv = base64(format!("name,link\nOak,{}\nElm,n/a\n", link(2)).as_bytes());
    let picture = base64(b"\x89PNG\r\n\x1a\n and more");
    let mail = format!(
        "{}--b\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--b\r\nContent-Type: text/csv; name=list.csv\r\n\
         Content-Disposition: attachment; filename=list.csv\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n--b\r\n\
         Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n--b--\r\n",
        header("multipart/mixed; boundary=\"b\"", "7bit"),
        in_lines(&csv),
        in_lines(&picture)
    );
    let found = read("mail.eml", mail);
    assert_eq!((profiles(&found), reasons(&found)), (drawn([1, 2]).iter().collect(), vec![(3, "no-link")]));
}

#[test]
fn a_file_of_several_mails_is_read_to_its_end() {
    let mails: String = (1..4)
        .map(|seed| {
            format!(
                "From a@example.gov Tue Mar  3 10:00:00 2026\r\n{}{}\r\n",
                header("text/plain", "base64"),
                in_lines(&base64(link(seed).as_bytes()))
            )
        })
        .collect();
    assert_eq!(profiles(&read("inbox.mbox", mails)), drawn(1..4).iter().collect::<Vec<_>>());
}

#[test]
fn base64_inside_a_pasted_text_is_decoded() {
    let block = in_lines(&base64(format!("Dear neighbors,\n\nours is {}\n", link(1)).as_bytes()));
    for quote in ["", "> "] {
        let quoted: String = block.lines().map(|line| format!("{quote}{line}\n")).collect();
        let text = format!("Hello,\n{quote}Content-Transfer-Encoding: base64\n{quote}\n{quoted}\nBye");
        let found = read("", text);
        assert_eq!(
            (profiles(&found), rows(&found.entries)),
            (drawn([1]).iter().collect(), vec![4]),
            "{quote:?}"
        );
    }
}

#[test]
fn a_mail_without_a_link_is_an_error_and_a_damaged_one_is_searched_as_text() {
    let mail = [&header("text/plain", "base64"), in_lines(&base64(b"Hello")).as_str()].concat();
    assert_eq!(reasons(&read("a.eml", mail)), [(0, "nothing-found")]);
    // The boundary in the header doesn't occur.
    let mail =
        format!("{}--other\r\n\r\nours: {}\r\n", header("multipart/mixed; boundary=b", "7bit"), link(1));
    assert_eq!(profiles(&read("a.eml", mail)), drawn([1]).iter().collect::<Vec<_>>());
    // The header states base64, but the text isn't.
    let mail = [header("text/plain", "base64"), format!("ours: {}!\r\n", link(1))].concat();
    assert_eq!(profiles(&read("a.eml", mail)), drawn([1]).iter().collect::<Vec<_>>());
}

#[test]
fn deeply_nested_mails_are_bounded() {
    let nested = "Content-Type: message/rfc822\r\n\r\n".repeat(40_000);
    let mail = format!("From: a\r\nMIME-Version: 1.0\r\n{nested}{}", link(1));
    assert_eq!(profiles(&read("", mail)), drawn([1]).iter().collect::<Vec<_>>());
    let parts: String = (0..30_000)
        .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"))
        .collect();
    let mail = format!("From: a\r\nMIME-Version: 1.0\r\n{parts}\r\n\r\n{}", link(1));
    assert_eq!(profiles(&read("", mail)), drawn([1]).iter().collect::<Vec<_>>());
}
