//! Duplicates: which of many profiles are of one agency, and which of those is kept. Looks at names, regions, dates and how much
//! answers differ; claims nothing of profiles without a name.

use crate::found::Entry;
use interlocal_core::bank::ScaleId;
use interlocal_core::profile::{Date, Profile, Region};
use interlocal_core::response::Response;
use std::borrow::Borrow;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Why one of two was let go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sameness {
    /// Both say the same, word for word. The first is kept.
    SameLink,
    /// One agency, and the other is newer; one without a date counts as older than any.
    OlderDate,
    /// One agency, and both are of one day or without one. The later in the list is kept.
    SameAgency,
}

impl Sameness {
    /// Its name for words and other programs.
    pub fn id(self) -> &'static str {
        match self {
            Sameness::SameLink => "same-link",
            Sameness::OlderDate => "older-date",
            Sameness::SameAgency => "same-agency",
        }
    }
}

/// A profile that was let go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// Which one was kept in its place, by index of [`Deduped::kept`].
    pub kept: usize,
    /// The one that was let go.
    pub dropped: Entry,
    /// Why.
    pub reason: Sameness,
}

/// Each agency once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deduped {
    /// In the order they came.
    pub kept: Vec<Entry>,
    /// In the order they came.
    pub duplicates: Vec<Duplicate>,
}

/// Keeps of each agency the newest profile, as [`verdicts`] says, with nobody's own among them.
pub fn dedupe(entries: Vec<Entry>, today: Option<Date>) -> Deduped {
    let verdicts = verdicts(&entries, None, today);
    let mut places = vec![0; entries.len()];
    let mut n_kept = 0;
    for (place, verdict) in places.iter_mut().zip(&verdicts) {
        *place = n_kept;
        n_kept += usize::from(verdict.is_none());
    }
    let mut out = Deduped::default();
    for (entry, verdict) in entries.into_iter().zip(verdicts) {
        match verdict {
            None => out.kept.push(entry),
            Some((kept, reason)) => {
                let kept = places.get(kept).copied().unwrap_or(0);
                out.duplicates.push(Duplicate { kept, dropped: entry, reason });
            }
        }
    }
    out
}

/// For each entry the index of the one that is kept in its place, and why; `None` for an entry that is kept. `own` is the
/// index of the person's own agency.
///
/// A newer profile replaces an older one of the same name
///
/// * if both name the same region, or
/// * if neither names a region, or the newer one names a narrower one that agrees, and their answers are alike: at
///   most a third of the capabilities that both answer differ by more than one level.
///
/// So a profile without a region, or with a country alone, replaces none that says more. No profile replaces the person's own.
/// A date after tomorrow counts as none. Two that are left and may be the same are told by [`may_be_same`].
pub fn verdicts<E: Borrow<Entry>>(
    entries: &[E],
    own: Option<usize>,
    today: Option<Date>,
) -> Vec<Option<(usize, Sameness)>> {
    let mut verdicts: Vec<Option<(usize, Sameness)>> = vec![None; entries.len()];
    let mut by_link: HashMap<&str, usize> = HashMap::new();
    let entries: Vec<&Entry> = entries.iter().map(Borrow::borrow).collect();
    let mut own = own;
    for (idx, (entry, verdict)) in entries.iter().zip(&mut verdicts).enumerate() {
        let first = *by_link.entry(entry.fragment.as_str()).or_insert(idx);
        *verdict = (first != idx).then_some((first, Sameness::SameLink));
        // Word for word the person's own: the first one stands for both.
        own = if own == Some(idx) { Some(first) } else { own };
    }
    let date = |idx: usize| entries[idx].profile.date.filter(|date| !is_future(*date, today));
    // Newest first; on one day the person's own, then the last.
    let mut order: Vec<usize> = (0..entries.len()).filter(|idx| verdicts[*idx].is_none()).collect();
    order.sort_by_key(|idx| Reverse((date(*idx), own == Some(*idx), *idx)));
    let mut by_name: HashMap<String, Named> = HashMap::new();
    for idx in order {
        let profile: &Profile = &entries[idx].profile;
        let Some(name) = profile.context.agency.as_ref().map(|name| name.as_read()) else { continue };
        let named = by_name.entry(name).or_default();
        let newer = if own == Some(idx) { None } else { named.newer(&entries, profile) };
        match newer {
            Some(kept) => verdicts[idx] = Some((kept, older(date(idx), date(kept)))),
            None => named.add(idx, profile),
        }
    }
    follow(&mut verdicts);
    verdicts
}

/// Whether `date` is after tomorrow, if today is known.
pub fn is_future(date: Date, today: Option<Date>) -> bool {
    today.is_some_and(|today| date.is_future(today))
}

/// For each entry whether another one may be of the same agency: names alike, and regions that agree as far as both say one.
pub fn may_be_same<E: Borrow<Entry>>(entries: &[E]) -> Vec<bool> {
    let keys: Vec<Option<(String, [String; 2])>> = entries.iter().map(|it| key(it.borrow())).collect();
    // How often a name stands with each beginning of a region: all, a country, a whole code.
    let mut counts: HashMap<(&str, &str), u32> = HashMap::new();
    let mut exact: HashMap<(&str, &str), u32> = HashMap::new();
    for (name, [country, region]) in keys.iter().flatten() {
        let mut beginnings = vec!["", country.as_str(), region.as_str()];
        beginnings.dedup();
        beginnings.iter().for_each(|it| *counts.entry((name, it)).or_insert(0) += 1);
        *exact.entry((name, region)).or_insert(0) += 1;
    }
    let is_twin = |(name, [country, region]): &(String, [String; 2])| {
        let (name, country, region) = (name.as_str(), country.as_str(), region.as_str());
        let within = counts.get(&(name, region)).copied().unwrap_or(0);
        let mut around = vec!["", country];
        around.dedup();
        let wider = around.into_iter().filter(|it| *it != region);
        within > 1 || wider.map(|it| exact.get(&(name, it)).copied().unwrap_or(0)).sum::<u32>() > 0
    };
    keys.iter().map(|key| key.as_ref().is_some_and(is_twin)).collect()
}

/// Folded name, country and region; empty texts for a region that is not told.
fn key(entry: &Entry) -> Option<(String, [String; 2])> {
    let context = &entry.profile.context;
    let name = context.agency.as_ref()?.as_read();
    let region = context.region.as_ref();
    let country = region.map_or("", Region::country);
    Some((name, [country.to_owned(), region.map_or("", Region::as_str).to_owned()]))
}

/// Those of one name that are kept so far.
#[derive(Debug, Default)]
struct Named {
    by_region: HashMap<String, usize>,
    /// Newest first.
    all: Vec<usize>,
}

/// So many of one name are looked at where regions don't decide; any more stay beside each other.
const MOST_LOOKS: usize = 64;

impl Named {
    fn add(&mut self, idx: usize, profile: &Profile) {
        self.all.push(idx);
        if let Some(region) = &profile.context.region {
            // The newest stays the one that is found.
            self.by_region.entry(region.as_str().to_owned()).or_insert(idx);
        }
    }

    /// The newest that replaces `profile`.
    fn newer(&self, entries: &[&Entry], profile: &Profile) -> Option<usize> {
        let region = profile.context.region.as_ref();
        if let Some(idx) = region.and_then(|region| self.by_region.get(region.as_str())) {
            return Some(*idx);
        }
        if region.is_some_and(|region| region.subdivision().is_some()) {
            return None;
        }
        let replaces = |idx: &&usize| {
            let kept = &entries[**idx].profile;
            is_within(kept.context.region.as_ref(), region) && is_alike(kept, profile)
        };
        self.all.iter().take(MOST_LOOKS).find(replaces).copied()
    }
}

/// Whether `narrow` is the same as `wide` or a part of it; a missing region is wider than any other.
fn is_within(narrow: Option<&Region>, wide: Option<&Region>) -> bool {
    match (narrow, wide) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(narrow), Some(wide)) => {
            narrow.as_str() == wide.as_str()
                || (wide.subdivision().is_none() && narrow.country() == wide.country())
        }
    }
}

/// Whether two profiles answer alike, as far as they answer the same: a third of the capabilities may differ, because
/// answers change within a year. Two that answer nothing in common are not alike.
fn is_alike(one: &Profile, other: &Profile) -> bool {
    let (mut n_both, mut n_apart) = (0u32, 0u32);
    for (slot, response) in one.responses.iter() {
        let there = other.responses.get(slot);
        if response == Response::SKIPPED || there == Response::SKIPPED {
            continue;
        }
        n_both += 1;
        n_apart += u32::from(are_apart(response, there));
    }
    n_both > 0 && n_apart * 3 <= n_both
}

fn are_apart(one: Response, other: Response) -> bool {
    if (one == Response::NotApplicable) != (other == Response::NotApplicable) {
        return true;
    }
    let is_apart = |scale| match (one.rating(scale).level(), other.rating(scale).level()) {
        (Some(one), Some(other)) => one.abs_diff(other) > 1,
        (Some(_), None) | (None, Some(_)) | (None, None) => false,
    };
    is_apart(ScaleId::Skill) || is_apart(ScaleId::Need)
}

/// Where the kept one of two equal links was let go itself, both go to the one that is left.
fn follow(verdicts: &mut [Option<(usize, Sameness)>]) {
    for idx in 0..verdicts.len() {
        if let Some((first, Sameness::SameLink)) = verdicts[idx]
            && let Some(Some((kept, _))) = verdicts.get(first).copied()
        {
            verdicts[idx] = Some((kept, Sameness::SameLink));
        }
    }
}

fn older(dropped: Option<Date>, kept: Option<Date>) -> Sameness {
    if dropped < kept { Sameness::OlderDate } else { Sameness::SameAgency }
}
