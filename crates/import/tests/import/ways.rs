//! Changes to a link in transit: encodings, mail gateways, lists of other programs, and unsupported files.

use crate::{damaged, drawn, link, profiles, read, reasons, rows};
use interlocal_core::export::FileError;
use interlocal_core::words::Lang;
use interlocal_import::{At, Kind, Reading, RejectReason, why};

fn utf_16(text: &str, mark: bool, little: bool) -> Vec<u8> {
    let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
    units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

#[test]
fn utf_16_of_both_ends_with_and_without_its_mark_is_read_in_each_form() {
    let text = format!("Peñón\r\n{}\r\n", link(1));
    let json = format!("[{{\"link\": \"{}\"}}]", link(1));
    let csv = format!("name,link\r\nOak,{}\r\n", link(1));
    for (name, text) in [("a.txt", text), ("a.json", json), ("a.csv", csv)] {
        for (mark, little) in [(true, true), (true, false), (false, true), (false, false)] {
            let found = read(name, utf_16(&text, mark, little));
            assert_eq!(profiles(&found), drawn([1]).iter().collect::<Vec<_>>(), "{name} {mark} {little}");
        }
    }
}

#[test]
fn lines_may_end_in_cr() {
    let csv = format!("name,link\rOak,{}\rElm,none yet\rAsh,{}\rFir,{}\r", link(1), damaged(2), link(3));
    for name in ["list.csv", ""] {
        let found = read(name, &csv);
        assert_eq!(
            (profiles(&found), rows(&found.entries)),
            (drawn([1, 3]).iter().collect(), vec![2, 5]),
            "{name}"
        );
        assert_eq!(reasons(&found), [(3, "no-link"), (4, "damaged")], "{name}");
    }
    let text = format!("Dear all,\r\r{}\ror\r{}\r", link(1), damaged(2));
    let found = read("", text);
    assert_eq!((rows(&found.entries), reasons(&found)), (vec![3], vec![(5, "damaged")]));
}

#[test]
fn cells_after_zeros_are_found() {
    let csv = format!("name,link\nOak\0\0\0,{}\nElm,{}\n", link(1), link(2));
    assert_eq!(profiles(&read("a.csv", &csv)), drawn([1, 2]).iter().collect::<Vec<_>>());
    let inside = link(1).replace("su1", "s\0u1\0");
    assert_eq!(profiles(&read("", format!("ours:\0 {inside}"))), drawn([1]).iter().collect::<Vec<_>>());
}

fn base64(text: &str, is_for_addresses: bool) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in text.as_bytes().chunks(3) {
        let bits =
            group.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..=group.len() {
            out.push(char::from(DIGITS[usize::try_from(bits >> (18 - 6 * place) & 63).unwrap()]));
        }
        (group.len()..3).for_each(|_| out.push('='));
    }
    if is_for_addresses { out.trim_end_matches('=').replace('+', "-").replace('/', "_") } else { out }
}

#[test]
fn links_wrapped_in_base64_by_a_gateway_are_found() {
    let gateway =
        |value: &str| format!("https://us-west-2.protection.sophos.com/?d=example.gov&u={value}&i=x");
    let once = base64(&link(1), false);
    let escaped = once.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    let twice = base64(&gateway(&base64(&link(1), true)), true);
    let of_escaped = base64(&link(1).replace('#', "%23").replace("su1", "%73u1"), true);
    for value in [once, base64(&link(1), true), escaped, twice, of_escaped] {
        let address = gateway(&value);
        for text in [
            address.clone(),
            format!("Hello\nsee <{address}>, thanks"),
            format!("<p>See <a href=\"{address}\">this</a></p>"),
            format!("name,link\nOak,{address}\nElm,{}\n", link(1)),
            format!("[{{\"Profile\": {address:?}}}]"),
        ] {
            let found = read("", &text);
            assert_eq!(profiles(&found).first(), drawn([1]).iter().collect::<Vec<_>>().first(), "{text}");
            assert_eq!(reasons(&found), [], "{text}");
        }
    }
    let escaped = format!("https://gw.example/?url={}", link(1).replace("#su1", "%2523%2573u1"));
    assert_eq!(profiles(&read("", format!("a\n{escaped}\n"))), drawn([1]).iter().collect::<Vec<_>>());
}

#[test]
fn an_opaque_gateway_is_reported_with_the_next_step() {
    let address = "https://protect-us.mimecast.com/s/AbCdEfGhIjKlMnOp";
    for text in [
        address.to_owned(),
        format!("Our profile:\n<{address}?domain=it.example.gov>\n"),
        format!("[{{\"link\": \"{address}\"}}]"),
        format!("<a href=\"{address}\">Our profile</a>"),
    ] {
        let found = read("", &text);
        assert_eq!(reasons(&found), [(0, "gateway")], "{text}");
        let said = why(Lang::default(), &found.rejects[0].reason);
        assert!(said.contains("protect-us.mimecast.com") && said.contains("Open the address"), "{said}");
    }
    let csv = format!("name,link\nOak,{}\nElm,{address}\n", link(1));
    assert_eq!(reasons(&read("a.csv", csv)), [(3, "gateway")]);
    // A gateway is reported only if there is no profile.
    let found = read("", format!("{address}\n{}", link(1)));
    assert_eq!((found.entries.len(), reasons(&found)), (1, vec![]));
    assert_eq!(reasons(&read("", "https://www.example.gov/contact")), [(0, "nothing-found")]);
}

#[test]
fn links_are_found_at_any_depth_of_json_and_under_any_key() {
    for text in [
        format!("[{{\"Agency\":\"A\",\"Profile link\":{:?}}}]", link(1)),
        format!("{{\"value\":[{{\"link\":{:?}}}]}}", link(1)),
        format!("{{\"d\":{{\"results\":[{{\"fields\":{{\"x\":[null,{{\"y\":{:?}}}]}}}}]}}}}", link(1)),
        format!("[[\"Oak\",{:?}]]", link(1)),
        format!(
            "{{\"note\": \"ours is {}, see there\"}}",
            link(1).replace('/', "\\/").replace('#', "\\u0023")
        ),
        format!("{{\"Agency\":\"A\",\"Profile link\":{:?}}}\n{{\"Agency\":\"B\"}}", link(1)),
    ] {
        let found = read("a.json", &text);
        assert_eq!(profiles(&found), drawn([1]).iter().collect::<Vec<_>>(), "{text}");
        assert_eq!(Reading::new("", text.as_str()).kind(), Some(Kind::Json));
    }
    let two = format!("{{\"text\": \"{} and {}\"}}", link(1), link(2));
    assert_eq!(profiles(&read("", two)), drawn([1, 2]).iter().collect::<Vec<_>>());
}

#[test]
fn a_list_member_without_a_link_is_reported_if_others_have_one() {
    let list = format!(
        "{{\"total\": 4, \"value\": [{{\"l\": {:?}}}, {{\"agency\": \"Elm\"}}, {{\"l\": {:?}}}, {{\"id\": \"x\", \"l\": {:?}}}]}}",
        link(1),
        damaged(2),
        link(3)
    );
    let found = read("", list);
    assert_eq!((profiles(&found), rows(&found.entries)), (drawn([1, 3]).iter().collect(), vec![1, 4]));
    assert_eq!(found.entries[1].id.as_deref(), Some("x"));
    assert_eq!(reasons(&found), [(2, "nothing-found"), (3, "damaged")]);
    assert_eq!(found.rejects[0].excerpt, "Elm");
    assert_eq!(reasons(&read("", "{\"value\": [{\"a\": 1}, {\"a\": 2}]}")), [(0, "nothing-found")]);
}

#[test]
fn json_with_only_brackets_or_numbers_is_bounded() {
    let deep = ["[", &"[".repeat(200), &"]".repeat(200), "]"].concat();
    assert_eq!(reasons(&read("", deep)), [(0, "broken-json")]);
    for text in [format!("[{}1]", "1,".repeat(400_000)), format!("[{}{{}}]", "{\"\":0},".repeat(200_000))] {
        assert_eq!(reasons(&read("", text)), [(0, "nothing-found")]);
    }
}

#[test]
fn unsupported_files_are_identified_with_the_next_step() {
    let named = |name: &str| -> Vec<u8> { name.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let compound =
        |part: &str| [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 512], &named(part)].concat();
    let cases: [(Vec<u8>, &str, &str); 9] = [
        (compound("EncryptedPackage"), "locked", "without the password"),
        (compound("Workbook"), "old-spreadsheet", "XLSX or CSV"),
        (compound("__properties_version1.0"), "outlook-mail", ".eml"),
        (compound("WordDocument"), "document", "save it as text"),
        (b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec(), "pdf", "paste"),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(), "picture", "scan"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec(), "picture", "scan"),
        (b"\x1F\x8B\x08\0\0\0\0\0".to_vec(), "archive", "Unpack"),
        (b"7z\xBC\xAF\x27\x1C\0\x04".to_vec(), "archive", "Unpack"),
    ];
    for (bytes, id, step) in cases {
        // A wrong file extension makes no difference.
        for name in ["file.xlsx", "file.csv", ""] {
            let found = read(name, &bytes);
            assert_eq!(reasons(&found), [(0, id)], "{name}");
            let said: Vec<String> = Lang::all().map(|lang| why(lang, &found.rejects[0].reason)).collect();
            assert!(said[0].contains(step), "{said:?}");
            assert_ne!(said[0], said[1]);
        }
    }
}

#[test]
fn reported_names_are_short_and_have_no_hidden_characters() {
    let name = format!("\u{1b}]0;owned\u{7}\u{202E}{}.csv", "long".repeat(99));
    let found = read(&name, format!("link\n{}\n{}\n", link(1), damaged(2)));
    let file = &found.entries[0].place.file;
    assert_eq!((file.chars().count(), file.starts_with("]0;ownedlong")), (200, true));
    assert_eq!(found.rejects[0].place.file, *file);
    let key = format!("\u{9B}{}\u{202E}", "x".repeat(500));
    let found = read("", format!("{{\"answers\": {{\"{key}\": {{}}}}}}"));
    let RejectReason::File(FileError::Place { pointer, complaint }) = &found.rejects[0].reason else {
        panic!("{found:?}")
    };
    for said in [pointer, complaint] {
        // A message may contain the escape of a control character, such as `\u{9b}`.
        assert!(said.chars().count() <= 320 && !said.contains(['\u{9B}', '\u{202E}']), "{said}");
    }
    assert_eq!(found.rejects[0].place.at, At::Whole);
}
