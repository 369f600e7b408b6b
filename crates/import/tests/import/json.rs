//! JSON in all supported shapes, and files saved by Interlocal.

use crate::{drawn, link, profiles, read, reasons, rows};
use interlocal_core::export;
use interlocal_core::words::Lang;
use interlocal_import::{At, Kind, Reading};
use interlocal_testkit::profile;
use interlocal_testkit::support::{BANK, persona, personas};
use serde_json::{Value, json};

const PERSONAS: &str = include_str!("../../../../tests/vectors/score/personas.json");

fn saved(seed: u64) -> Value {
    export::json(&BANK, &profile(&BANK, seed))
}

#[test]
fn every_shape_of_json_is_read() {
    let (one, two) = (saved(1), saved(2));
    let shapes = [
        json!([one, two]).to_string(),
        format!("{:#}", json!([one, two])),
        format!("{one}\n\n{two}\r\n"),
        json!({"format": "a-collection/1", "profiles": [one, two]}).to_string(),
        json!([link(1), link(2)]).to_string(),
        json!([{"name": "Oak", "link": link(1)}, {"link": link(2)}]).to_string(),
        format!("{}\n{}\n", json!({"link": link(1)}), json!(link(2))),
    ];
    for shape in shapes {
        let found = read("a.json", &shape);
        assert_eq!((profiles(&found), reasons(&found)), (drawn([1, 2]).iter().collect(), vec![]), "{shape}");
        assert_eq!(Reading::new("", shape.as_bytes()).kind(), Some(Kind::Json));
    }
    assert_eq!(profiles(&read("", format!("{one:#}"))), drawn([1]).iter().collect::<Vec<_>>());
}

#[test]
fn the_example_agencies_come_with_their_ids() {
    let found = read("personas.json", PERSONAS);
    let ids: Vec<&str> = found.entries.iter().filter_map(|entry| entry.id.as_deref()).collect();
    let wanted: Vec<&str> = personas().iter().filter_map(|it| it["id"].as_str()).collect();
    assert_eq!((ids, rows(&found.entries)), (wanted, vec![1, 2, 3, 4, 5, 6]));
    assert_eq!(found.entries[2].profile, persona("little-quill", "en"));
}

#[test]
fn a_bad_entry_is_listed_with_its_number_and_a_bad_line_with_its_line() {
    let mut wrong = saved(2);
    wrong["answers"]["sec-lead"] = json!({"skill": 9});
    let mut lying = saved(3);
    lying["link"] = json!(link(4));
    let list = json!([saved(1), wrong, lying, {"name": "nobody"}, 7, saved(5)]).to_string();
    let found = read("a.json", list);
    assert_eq!((profiles(&found), rows(&found.entries)), (drawn([1, 5]).iter().collect(), vec![1, 6]));
    let wanted = [(2, "bad-value"), (3, "disagrees"), (4, "nothing-found"), (5, "nothing-found")];
    assert_eq!(reasons(&found), wanted);

    let lines = format!("{}\n{{\"answers\":\n{}\n", saved(1), saved(2));
    let found = read("a.jsonl", lines);
    assert_eq!(
        (profiles(&found), reasons(&found)),
        (drawn([1, 2]).iter().collect(), vec![(2, "broken-json")])
    );
    assert_eq!(reasons(&read("a.json", "[{\"answers\": {},\n  nonsense}]")), [(0, "broken-json")]);
}

#[test]
fn saved_pages_are_read_under_any_name() {
    let page = export::html(&BANK, Lang::default(), &profile(&BANK, 1), None);
    for name in ["profile.html", "profile.txt", ""] {
        let found = read(name, &page);
        assert_eq!((profiles(&found), reasons(&found)), (drawn([1]).iter().collect(), vec![]), "{name}");
        assert_eq!(found.entries[0].place.at, At::Whole);
    }
}

#[test]
fn texts_are_normalized_with_the_given_function() {
    let text = json!([{"answers": {}, "agency": "Pen\u{303}o\u{301}n"}]).to_string();
    let nfc = |text: &str| text.replace("n\u{303}", "ñ").replace("o\u{301}", "ó");
    let found = Reading::new("a.json", text.as_bytes()).with_nfc(nfc).finish(&BANK);
    assert_eq!(found.entries[0].profile.context.agency.as_ref().map(|name| name.as_str()), Some("Peñón"));
}
