//! Pasted text with links that are wrapped in many ways.

use crate::{cut, damaged, drawn, foreign, link, profiles, read, reasons, rows, sealed};
use interlocal_core::link::LinkError;
use interlocal_import::RejectReason;
use interlocal_import::{Found, Reading};
use interlocal_testkit::support::BANK;

#[test]
fn links_among_prose_are_found_with_their_lines() {
    let text = format!(
        "Dear all,\nours: {}. Theirs is <{}>,\r\n\r\nand [the third]({})!\nYours, Sumi Sulsu1an\n",
        link(1),
        link(2),
        link(3)
    );
    let found = read("", text);
    assert_eq!(profiles(&found), drawn([1, 2, 3]).iter().collect::<Vec<_>>());
    assert_eq!((rows(&found.entries), reasons(&found)), (vec![2, 2, 4], vec![]));
}

#[test]
fn wrapped_quoted_and_escaped_links_are_read() {
    let wrapped = |seed: u64, before: &str, after: &str| {
        let link = link(seed);
        let lines = link.as_bytes().chunks(60).map(|line| std::str::from_utf8(line).unwrap());
        lines.map(|line| [before, line, after].concat()).collect::<Vec<_>>().join("\n")
    };
    let text = [
        wrapped(1, "> ", ""),
        wrapped(2, "", "="),
        link(3).replace('#', "%23"),
        format!("https://safelinks.example/?url={}&data=05", link(4).replace('#', "%2523")),
        wrapped(5, "> > ", "\r"),
        link(6).to_uppercase(),
    ]
    .join("\n\n");
    let found = read("mail.txt", text);
    assert_eq!(profiles(&found), drawn(1..=6).iter().collect::<Vec<_>>());
    assert_eq!(reasons(&found), []);
}

#[test]
fn errors_are_listed_and_do_not_stop_the_rest() {
    let text = [link(1), damaged(2), cut(3), sealed(), foreign(4), link(5)].join("\n");
    let found = read("", text);
    assert_eq!(profiles(&found), drawn([1, 5]).iter().collect::<Vec<_>>());
    assert_eq!(reasons(&found), [(2, "damaged"), (3, "cut"), (4, "sealed"), (5, "other-bank")]);
    assert_eq!(found.n_sealed(), 1);
    assert!(
        found.rejects.iter().all(|reject| reject.excerpt.starts_with("su1") && reject.excerpt.len() == 60)
    );
}

#[test]
fn a_repeated_link_counts_once_per_line() {
    assert_eq!(rows(&read("", format!("{0} <{0}>\n", link(1))).entries), [1]);
    assert_eq!(rows(&read("", format!("{0}\n{0}\n", link(1))).entries), [1, 2]);
}

#[test]
fn a_single_link_is_read_under_any_file_name() {
    for name in ["", "link.txt", "link.csv"] {
        assert_eq!(profiles(&read(name, link(1))), drawn([1]).iter().collect::<Vec<_>>(), "{name}");
    }
    let escaped = link(1).replace("#su1", "%23%73u1");
    assert_eq!(profiles(&read("", escaped)), drawn([1]).iter().collect::<Vec<_>>());
}

#[test]
fn text_without_a_link_gives_one_error() {
    for text in ["Dear all,\nno link here.\n", "tsu1nami", &"long prose ".repeat(9999)] {
        let found = read("", text);
        assert_eq!((found.entries.len(), reasons(&found)), (0, vec![(0, "nothing-found")]));
    }
    assert_eq!(reasons(&read("", " \r\n ")), [(0, "empty")]);
    assert_eq!(reasons(&read("", b"\x00\x01\x02\x03\xFF\x00\x00\x00")), [(0, "not-text")]);
    assert_eq!(reasons(&read("", "https://it.example.gov/share/?#su")), [(0, "cut")]);
}

#[test]
fn steps_give_the_same_result_as_one_reading() {
    let text = [link(1), damaged(2), link(3), cut(4), link(5)].join("\n");
    let whole = read("", &text);
    let mut reading = Reading::new("", text.as_bytes());
    let (mut found, mut done) = (Found::default(), vec![reading.progress().done]);
    while !reading.progress().is_done() {
        done.push(reading.step(&BANK, 2).done);
        found.append(reading.take());
    }
    assert_eq!(found, whole);
    assert!(done.len() > 3 && done.is_sorted(), "{done:?}");
    assert_eq!((done.first(), done.last()), (Some(&0), Some(&reading.progress().total)));
}

#[test]
fn the_error_for_an_encrypted_link_contains_the_link() {
    let found = read("", sealed());
    assert!(matches!(found.rejects[0].reason, RejectReason::Link(LinkError::Sealed(_))));
}
