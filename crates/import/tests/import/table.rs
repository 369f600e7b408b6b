//! Tables in text form, with any delimiter, column and encoding.

use crate::{cut, damaged, drawn, link, profiles, read, reasons, rows, sealed};
use interlocal_import::{At, Kind, Reading};

#[test]
fn links_are_found_in_any_column_with_any_delimiter() {
    for (name, delimiter) in [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t"), ("a.txt", "\t"), ("", "|")] {
        for column in 0..3 {
            let row = |seed: u64| {
                let mut cells = vec!["Oak".to_owned(), "\"a note, with; both\tand|more\"".to_owned()];
                cells.insert(column, link(seed));
                cells.join(delimiter)
            };
            let header = ["one", "two", "three"].join(delimiter);
            let text = format!("{header}\n{}\n{}\r\n", row(1), row(2));
            let found = read(name, &text);
            assert_eq!(profiles(&found), drawn([1, 2]).iter().collect::<Vec<_>>(), "{name} {delimiter:?}");
            assert_eq!((rows(&found.entries), reasons(&found)), (vec![2, 3], vec![]), "{name} {delimiter:?}");
            let wanted = At::Cell { sheet: None, row: 3, column: u32::try_from(column).unwrap() + 1 };
            assert_eq!(found.entries[1].place.at, wanted);
            assert_eq!(Reading::new(name, text.as_bytes()).kind(), Some(Kind::Table));
        }
    }
}

#[test]
fn a_row_with_text_instead_of_a_link_is_an_error_and_an_empty_one_is_not() {
    let text = format!(
        "Agency,Link,Note\nOak,{},\nElm,we have none yet,\nAsh,,call them\n\nFir,{},su1 is how it starts\nYew,{},\n\
         Bay,{},\n\"Two\nlines\",{},\nLast,n/a,\n",
        link(1),
        damaged(2),
        cut(3),
        sealed(),
        link(4)
    );
    let found = read("list.csv", text);
    assert_eq!((profiles(&found), rows(&found.entries)), (drawn([1, 4]).iter().collect(), vec![2, 9]));
    let wanted = [(3, "no-link"), (6, "damaged"), (6, "cut"), (7, "cut"), (8, "sealed"), (11, "no-link")];
    assert_eq!(reasons(&found), wanted);
    assert_eq!(found.rejects[0].excerpt, "we have none yet");
}

#[test]
fn a_header_is_optional() {
    let with = read("list.csv", format!("link\n{}\n{}\n", link(1), link(2)));
    let without = read("list.csv", format!("{}\n{}\n", link(1), link(2)));
    assert_eq!((profiles(&with), reasons(&with)), (profiles(&without), vec![]));
    assert_eq!((rows(&with.entries), rows(&without.entries)), (vec![2, 3], vec![1, 2]));
}

#[test]
fn files_of_spreadsheet_programs_are_read_in_their_encodings() {
    let text = format!("Municipio\tEnlace\r\nPeñón\t{}\r\nRío\t{}\r\n", link(1), link(2));
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let unicode_text = [b"\xFF\xFE".as_slice(), &units].concat();
    let old: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    for bytes in [unicode_text, units, old, marked] {
        let found = read("list.txt", &bytes);
        assert_eq!((profiles(&found), rows(&found.entries)), (drawn([1, 2]).iter().collect(), vec![2, 3]));
    }
    let stated = read("list.csv", format!("sep=;\nname;link\nOak, Elm;{}\n", link(1)));
    assert_eq!((profiles(&stated), reasons(&stated)), (drawn([1]).iter().collect(), vec![]));
}

#[test]
fn links_after_an_unclosed_quote_are_found() {
    let found = read("list.csv", format!("name,link\n\"Oak,{}\nElm,{}\n", link(1), link(2)));
    assert_eq!(profiles(&found), drawn([1, 2]).iter().collect::<Vec<_>>());
}
