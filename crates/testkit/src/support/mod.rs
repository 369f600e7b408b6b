//! Helpers for several tests: the shipped bank and its examples, random profiles from fixed seeds, a second
//! implementation of a link's outer layer, and a person who uses a session without a browser.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::as_conversions,
    clippy::new_without_default,
    reason = "helpers for tests; the core's own tests include this file as a module of theirs"
)]

pub mod body;
pub mod random;
pub mod visitor;

use interlocal_core::bank::Bank;
use interlocal_core::exchange::{read_profile, read_profile_in};
use interlocal_core::profile::Profile;
use interlocal_core::words::Lang;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::LazyLock;

pub const BANK_FILE: &str = include_str!("../../../../banks/share-gov-it.json");

pub static BANK: LazyLock<Bank> = LazyLock::new(|| Bank::parse(BANK_FILE).unwrap());

/// The shipped bank with a capability and two options that were added in 1.1.0.
pub static GROWN: LazyLock<Bank> = LazyLock::new(|| {
    edited(|file| {
        let mut added = file["capabilities"][35].clone();
        (added["slot"], added["id"], added["since"]) = (json!(37), json!("drones"), json!("1.1.0"));
        file["capabilities"].as_array_mut().unwrap().push(added);
        for term in 0..2 {
            let options = file["terms"][term]["options"].as_array_mut().unwrap();
            let mut option = options[0].clone();
            (option["id"], option["index"], option["since"]) =
                (json!("new-one"), json!(options.len()), json!("1.1.0"));
            options.push(option);
        }
    })
});

/// A bank with another questionnaire.
pub static FOREIGN: LazyLock<Bank> = LazyLock::new(|| edited(|file| file["id"] = json!("example.other")));

static PERSONAS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let mut file: Value =
        serde_json::from_str(include_str!("../../../../tests/vectors/score/personas.json")).unwrap();
    serde_json::from_value(file["personas"].take()).unwrap()
});

/// Returns the shipped bank after a change to its file.
pub fn edited(edit: impl Fn(&mut Value)) -> Bank {
    let mut file: Value = serde_json::from_str(BANK_FILE).unwrap();
    file.as_object_mut().unwrap().remove("semantic_sha256");
    edit(&mut file);
    Bank::parse(&file.to_string()).unwrap()
}

/// Returns the shipped bank with an additional entry of each sort and an additional option in each term, all of 1.1.0.
pub fn later() -> Bank {
    edited(|file| {
        for (list, n) in [("capabilities", 36), ("readiness", 8), ("terms", 8)] {
            let mut added = file[list][0].clone();
            (added["slot"], added["id"], added["since"]) = (json!(n + 1), json!("one-more"), json!("1.1.0"));
            added.as_object_mut().unwrap().remove("options");
            if list == "terms" {
                added["options"] = json!([file[list][0]["options"][0].clone()]);
                added["options"][0]["since"] = json!("1.1.0");
            }
            file[list].as_array_mut().unwrap().push(added);
        }
        for term in 0..8 {
            let options = file["terms"][term]["options"].as_array_mut().unwrap();
            let mut option = options[0].clone();
            (option["id"], option["index"], option["since"]) =
                (json!("later"), json!(options.len()), json!("1.1.0"));
            options.push(option);
        }
    })
}

pub fn personas() -> &'static [Value] {
    &PERSONAS
}

/// Returns the example agency `id` with its name in `lang`.
pub fn persona(id: &str, lang: &str) -> Profile {
    let value = PERSONAS.iter().find(|persona| persona["id"] == id).unwrap();
    read_profile_in(&BANK, lang, value).unwrap()
}

/// Returns the example agency `id` as a profile for `bank`.
pub fn persona_in(bank: &Bank, id: &str) -> Profile {
    read_profile(bank, PERSONAS.iter().find(|persona| persona["id"] == id).unwrap()).unwrap()
}

pub fn everybody() -> Vec<Profile> {
    PERSONAS.iter().map(|value| read_profile(&BANK, value).unwrap()).collect()
}

pub fn lang(code: &str) -> Lang {
    Lang::from_tag(code).unwrap()
}

/// Runs `law` for every number below `n` on all processors. If one fails, the test fails with its message.
pub fn on_all_cores<T: Send>(n: u64, law: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = |thread: usize| (0..n).skip(thread).step_by(n_threads).map(&law).collect::<Vec<T>>();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..n_threads).map(|thread| scope.spawn(move || share(thread))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

/// Returns a path in the repository.
pub fn root(path: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "..", path].iter().collect()
}
