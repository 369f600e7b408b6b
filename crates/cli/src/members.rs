//! Reads the members of a group from any number of files in any form that `interlocal-import` reads. Warns of entries that
//! can't be read, and continues with the others.

use crate::failure::Failure;
use crate::input;
use crate::progress::Meter;
use crate::terminal;
use interlocal_core::bank::Bank;
use interlocal_core::disclosed::Disclosed;
use interlocal_core::link::LinkError;
use interlocal_core::profile::Date;
use interlocal_import::{
    At, Deduped, Entry, Found, Limits, Place, Progress, Reading, Reject, RejectReason, dedupe, is_future,
    may_be_same,
};
use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization;

/// One agency of a group.
pub(crate) struct Member {
    /// Its name in the output: the `id` of its JSON, else its name, else its place. Unique in the group.
    pub(crate) id: String,
    pub(crate) profile: Disclosed,
}

/// The number of entries between two looks at the clock.
const STEP: usize = 500;

/// The agencies in `files`, in order, each once; without those in hidden rows and sheets if `skips_hidden` is set. Reports
/// rejects on standard error.
///
/// # Errors
/// If a file can't be opened, or no file has a profile.
pub(crate) fn read(
    bank: &Bank,
    files: &[String],
    skips_hidden: bool,
    today: Option<Date>,
) -> Result<Vec<Member>, Failure> {
    let mut found = Found::default();
    let mut meter = Meter::new();
    for file in files {
        let bytes = input::bytes(file)?;
        let reading = Reading::within(Limits::NONE, file, bytes);
        let mut reading = reading.with_nfc(|text| text.nfc().collect()).skipping_hidden(skips_hidden);
        loop {
            let Progress { done, total } = reading.step(bank, STEP);
            if done >= total {
                break;
            }
            meter.show(&format!("reading {}", input::name(file)), wide(done), wide(total));
        }
        found.append(reading.take());
    }
    meter.clear();
    found.rejects.iter().for_each(|reject| warn(&refused(reject)));
    match (found.n_hidden(), found.n_hidden_skipped) {
        (0, 0) => {}
        (0, n) => warn(&format!("{n} profiles in hidden rows or on hidden sheets are left out.")),
        (n, _) => warn(&format!(
            "{n} profiles in hidden rows or on hidden sheets are included. Leave them out with --skip-hidden."
        )),
    }
    if found.entries.is_empty() {
        let names: Vec<&str> = files.iter().map(|file| input::name(file)).collect();
        return Err(Failure::Data(format!("There is no profile in {}.", names.join(", "))));
    }
    for entry in &found.entries {
        if let Some(date) = entry.profile.date.filter(|date| is_future(*date, today)) {
            warn(&format!(
                "{} has a date in the future, {}. It replaces nothing.",
                of(&entry.place),
                date.iso()
            ));
        }
    }
    Ok(named(each_once(found.entries, today)))
}

fn wide(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

/// Each agency once. An `id` in JSON tells agencies apart; without one, name, region and link do.
fn each_once(entries: Vec<Entry>, today: Option<Date>) -> Vec<Entry> {
    let (with_id, without): (Vec<_>, Vec<_>) =
        entries.into_iter().enumerate().partition(|(_, entry)| entry.id.is_some());
    let mut kept = newest_by_id(with_id, today);
    let (order, without): (Vec<usize>, Vec<Entry>) = without.into_iter().unzip();
    let places: Vec<Place> = without.iter().map(|entry| entry.place.clone()).collect();
    let Deduped { kept: others, duplicates } = dedupe(without, today);
    for duplicate in duplicates {
        if let Some(other) = others.get(duplicate.kept) {
            warn(&format!(
                "{} is left out: {} is the same agency.",
                of(&duplicate.dropped.place),
                of(&other.place)
            ));
        }
    }
    for (entry, is_twin) in others.iter().zip(may_be_same(&others)) {
        if is_twin {
            warn(&format!(
                "{} may be the same agency as another of its name; both are included. Add a region, or leave one out.",
                of(&entry.place)
            ));
        }
    }
    // Each entry has its own place, so places find the entries that were kept.
    let mut left = order.into_iter().zip(places).peekable();
    for entry in others {
        while left.next_if(|(_, place)| *place != entry.place).is_some() {}
        if let Some((at, _)) = left.next() {
            kept.push((at, entry));
        }
    }
    kept.sort_by_key(|(at, _)| *at);
    kept.into_iter().map(|(_, entry)| entry).collect()
}

fn newest_by_id(entries: Vec<(usize, Entry)>, today: Option<Date>) -> Vec<(usize, Entry)> {
    let day = |entry: &Entry| entry.profile.date.filter(|date| !is_future(*date, today));
    let mut kept: Vec<(usize, Entry)> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    for (at, entry) in entries {
        let id = entry.id.clone().unwrap_or_default();
        let Some(idx) = by_id.get(&id).copied() else {
            by_id.insert(id, kept.len());
            kept.push((at, entry));
            continue;
        };
        let is_newer = day(&entry) >= day(&kept[idx].1) && entry.fragment != kept[idx].1.fragment;
        let dropped = if is_newer { std::mem::replace(&mut kept[idx], (at, entry)).1 } else { entry };
        let other = of(&kept[idx].1.place);
        warn(&format!("{} is left out: {other} has the id {id:?} too.", of(&dropped.place)));
    }
    kept
}

fn named(entries: Vec<Entry>) -> Vec<Member> {
    let mut taken = HashSet::new();
    let mut name = |entry: &Entry| {
        let agency = entry.profile.context.agency.as_ref().map(|agency| agency.as_str().to_owned());
        let wanted = entry.id.clone().or(agency).unwrap_or_else(|| short(&entry.place));
        let id = if taken.contains(&wanted) { format!("{wanted} ({})", short(&entry.place)) } else { wanted };
        taken.insert(id.clone());
        id
    };
    entries.into_iter().map(|entry| Member { id: name(&entry), profile: entry.profile }).collect()
}

/// A place in a sentence.
fn of(place: &Place) -> String {
    let file = input::name(&place.file);
    match &place.at {
        At::Whole => file.to_owned(),
        At::Line(line) => format!("{file}, line {line}"),
        At::Cell { sheet: None, row, column: _ } => format!("{file}, line {row}"),
        At::Cell { sheet: Some(sheet), row, column: _ } => format!("{file}, sheet {sheet}, row {row}"),
        At::Entry(entry) => format!("{file}, entry {entry}"),
    }
}

/// A place as a name: `list.csv:14`.
fn short(place: &Place) -> String {
    let file = input::name(&place.file);
    match &place.at {
        At::Whole => file.to_owned(),
        At::Line(n) | At::Entry(n) | At::Cell { sheet: None, row: n, column: _ } => format!("{file}:{n}"),
        At::Cell { sheet: Some(sheet), row, column } => format!("{file}:{sheet}:{row}:{column}"),
    }
}

fn refused(reject: &Reject) -> String {
    let sentence = if matches!(reject.reason, RejectReason::Link(LinkError::NoLink)) {
        format!("{:?} is not a link.", reject.excerpt)
    } else if reject.reason.is_sealed() {
        "The link is encrypted. Open it with 'interlocal decode', and add the result.".to_owned()
    } else {
        input::refused(&reject.reason).sentence()
    };
    format!("{}: {sentence}", of(&reject.place))
}

fn warn(sentence: &str) {
    terminal::report(&format!("interlocal: warning: {sentence}"));
}
