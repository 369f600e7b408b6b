//! The semantic digest changes with every field that determines a link's digits, and with no other field.

use crate::tests::support::{BANK, BANK_FILE, everybody};
use interlocal_core::bank::Bank;
use interlocal_core::link::{LinkError, decode, encode_whole};
use serde_json::{Value, json};

/// Returns the shipped bank after a change to its file.
fn edited(edit: &dyn Fn(&mut Value)) -> Bank {
    let mut file: Value = serde_json::from_str(BANK_FILE).unwrap();
    file.as_object_mut().unwrap().remove("semantic_sha256");
    edit(&mut file);
    Bank::parse(&file.to_string()).unwrap_or_else(|error| panic!("{error}"))
}

fn drop_last(list: &mut Value) {
    list.as_array_mut().unwrap().pop();
}

/// Appends a copy of `entry` to `list`, with the next number in `field` and an id of its own.
fn append(list: &mut Value, field: &str, first: usize) {
    let items = list.as_array_mut().unwrap();
    let mut entry = items[0].clone();
    (entry["id"], entry[field]) = (json!("one-more"), json!(items.len() + first));
    items.push(entry);
}

/// Exchanges two neighbouring entries, which keep the numbers of their positions.
fn swap(list: &mut Value, at: usize, field: &str) {
    let items = list.as_array_mut().unwrap();
    items.swap(at, at + 1);
    let number = items[at][field].take();
    items[at][field] = items[at + 1][field].take();
    items[at + 1][field] = number;
}

type Edit = (&'static str, &'static dyn Fn(&mut Value));

/// Changes of each field that determines a radix, the order of the digits, or the answer for one.
const SHAPING: [Edit; 24] = [
    ("firm toggle on", &|file| file["terms"][6]["firm_toggle"] = json!(true)),
    ("firm toggle off", &|file| file["terms"][4]["firm_toggle"] = json!(false)),
    ("firm toggle missing", &|file| drop(file["terms"][5].as_object_mut().unwrap().remove("firm_toggle"))),
    ("bank", &|file| file["id"] = json!("example.other")),
    ("capability renamed", &|file| file["capabilities"][35]["id"] = json!("other")),
    ("capability more", &|file| append(&mut file["capabilities"], "slot", 1)),
    ("capability less", &|file| drop_last(&mut file["capabilities"])),
    ("capabilities exchanged", &|file| swap(&mut file["capabilities"], 3, "slot")),
    ("readiness renamed", &|file| file["readiness"][7]["id"] = json!("other")),
    ("readiness more", &|file| append(&mut file["readiness"], "slot", 1)),
    ("readiness exchanged", &|file| swap(&mut file["readiness"], 2, "slot")),
    ("term renamed", &|file| file["terms"][7]["id"] = json!("other")),
    ("term less", &|file| drop_last(&mut file["terms"])),
    ("terms exchanged", &|file| swap(&mut file["terms"], 1, "slot")),
    ("term of another kind", &|file| file["terms"][1]["kind"] = json!("multi")),
    ("multi term as ordered", &|file| file["terms"][0]["kind"] = json!("ordered")),
    ("ordered term as tri", &|file| file["terms"][6]["kind"] = json!("tri")),
    ("option renamed", &|file| file["terms"][7]["options"][7]["id"] = json!("other")),
    ("option more", &|file| append(&mut file["terms"][0]["options"], "index", 0)),
    ("option less", &|file| drop_last(&mut file["terms"][6]["options"])),
    ("options exchanged", &|file| swap(&mut file["terms"][4]["options"], 0, "index")),
    ("question renamed", &|file| file["context"][2]["id"] = json!("other")),
    ("question's option less", &|file| drop_last(&mut file["context"][2]["options"])),
    ("question's options exchanged", &|file| swap(&mut file["context"][1]["options"], 3, "index")),
];

/// Changes that don't affect the meaning of any link.
const SILENT: [Edit; 16] = [
    ("nothing", &|_| {}),
    ("label", &|file| file["capabilities"][0]["label"]["en"] = json!("Lead")),
    ("text", &|file| file["capabilities"][0]["text"]["es"] = json!("Otra cosa.")),
    ("question", &|file| file["terms"][4]["ask"]["en"] = json!("How far?")),
    ("option's label", &|file| file["terms"][4]["options"][0]["label"]["en"] = json!("Near")),
    ("level's text", &|file| file["readiness"][0]["levels"][0]["text"]["en"] = json!("None.")),
    ("message", &|file| file["messages"]["range"]["en"] = file["messages"]["range"]["es"].clone()),
    ("title", &|file| file["title"]["en"] = json!("Another title")),
    ("weight", &|file| file["capabilities"][0]["weight"] = json!(3)),
    ("order", &|file| file["capabilities"][0]["order"] = json!(99)),
    ("retired", &|file| file["capabilities"][0]["status"] = json!("retired")),
    ("sensitivity", &|file| file["capabilities"][0]["sensitivity"] = json!("open")),
    ("hard", &|file| file["terms"][4]["hard"] = json!(false)),
    ("version", &|file| file["version"] = json!("1.7.0")),
    ("order of the file", &|file| file["scales"].as_array_mut().unwrap().reverse()),
    ("scoring", &|file| file["scoring"]["offer_full_points"] = json!(7)),
];

#[test]
fn fields_that_affect_links_change_the_digest() {
    let mut digests = vec![BANK.editions[0].digest.clone()];
    for (what, edit) in SHAPING {
        let bank = edited(edit);
        assert!(!digests.contains(&bank.editions[0].digest), "{what}");
        digests.push(bank.editions[0].digest.clone());
        for profile in everybody() {
            let token = encode_whole(&BANK, &profile);
            assert!(matches!(decode(&bank, token.as_str()), Err(LinkError::UnknownBank(_))), "{what}");
        }
    }
}

#[test]
fn changes_that_do_not_affect_links_keep_the_digest() {
    for (what, edit) in SILENT {
        let bank = edited(edit);
        assert_eq!(bank.editions[0].digest, BANK.editions[0].digest, "{what}");
        for profile in everybody() {
            assert_eq!(decode(&bank, encode_whole(&BANK, &profile).as_str()), Ok(profile.into()), "{what}");
        }
    }
}
