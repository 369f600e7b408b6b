//! Imports links and profiles from many kinds of files. An error in one place must not affect the others.

#![allow(clippy::unwrap_used, reason = "a test that unwraps fails with the message it should")]

mod duplicates;
mod garbage;
mod json;
mod mail;
mod package;
mod sheet;
mod table;
mod text;
mod ways;

use interlocal_core::bank::Bank;
use interlocal_core::link::seal::Sealed;
use interlocal_core::link::{Disclosure, Fragment, encode, encode_whole};
use interlocal_core::profile::Profile;
use interlocal_import::{At, Entry, Found, Reading, Reject};
use interlocal_testkit::profile;
use interlocal_testkit::support::{BANK, FOREIGN, GROWN};

const BASE: &str = "https://it.example.gov/share/";

fn read(name: &str, bytes: impl AsRef<[u8]>) -> Found {
    Reading::new(name, bytes.as_ref()).finish(&BANK)
}

fn link(seed: u64) -> String {
    encode_whole(&BANK, &profile(&BANK, seed)).link(BASE)
}

/// Returns a link with one changed character.
fn damaged(seed: u64) -> String {
    let link = link(seed);
    let at = link.len() - 30;
    let other = if link[at..].starts_with('q') { "r" } else { "q" };
    [&link[..at], other, &link[at + 1..]].concat()
}

fn cut(seed: u64) -> String {
    let link = link(seed);
    link[..link.len() - 25].to_owned()
}

fn foreign(seed: u64) -> String {
    encode(&FOREIGN, &profile(&FOREIGN, seed), &Disclosure::partner(&FOREIGN)).link(BASE)
}

/// Returns an encrypted link with random content.
fn sealed() -> String {
    let Fragment { .. } = Sealed::new([7; 16], vec![9; 64 + 16]).unwrap().fragment();
    Sealed::new([7; 16], vec![9; 64 + 16]).unwrap().fragment().link(BASE)
}

fn profiles(found: &Found) -> Vec<&Profile> {
    found.entries.iter().map(|entry| &*entry.profile).collect()
}

fn drawn(seeds: impl IntoIterator<Item = u64>) -> Vec<Profile> {
    seeds.into_iter().map(|seed| profile(&BANK, seed)).collect()
}

/// Returns the row or line of each reject, and the reason's id.
fn reasons(found: &Found) -> Vec<(u32, &'static str)> {
    found.rejects.iter().map(|Reject { place, reason, .. }| (row(&place.at), reason.id())).collect()
}

fn rows(entries: &[Entry]) -> Vec<u32> {
    entries.iter().map(|entry| row(&entry.place.at)).collect()
}

fn row(at: &At) -> u32 {
    match at {
        At::Whole => 0,
        At::Line(n) | At::Cell { row: n, .. } | At::Entry(n) => *n,
    }
}

#[test]
fn a_link_of_an_older_edition_opens_and_is_counted() {
    let old = Bank::clone(&BANK);
    let text = [
        encode_whole(&old, &profile(&old, 1)).link(BASE),
        encode_whole(&GROWN, &profile(&GROWN, 2)).link(BASE),
        encode_whole(&old, &profile(&old, 3)).link(BASE),
    ]
    .join("\n");
    let found = Reading::new("", text.as_bytes()).finish(&GROWN);
    assert_eq!((found.entries.len(), found.n_older(&GROWN), found.rejects.len()), (3, 2, 0));
}
