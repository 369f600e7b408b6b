//! Finds duplicates: decides which profiles are of the same agency and which of them to keep, from names, regions,
//! dates and answers. Profiles without a name are duplicates only if their links are equal.

use crate::found::Entry;
use interlocal_core::bank::ScaleId;
use interlocal_core::profile::{Date, Profile, Region};
use interlocal_core::response::Response;
use std::borrow::Borrow;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Why a profile is a duplicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sameness {
    /// Both links are equal. The first is kept.
    SameLink,
    /// Both are of one agency, and the other is newer. A profile without a date counts as older than any.
    OlderDate,
    /// Both are of one agency and have the same date or none. The later one in the list is kept.
    SameAgency,
}

impl Sameness {
    /// Returns the id for texts and other programs.
    pub fn id(self) -> &'static str {
        match self {
            Sameness::SameLink => "same-link",
            Sameness::OlderDate => "older-date",
            Sameness::SameAgency => "same-agency",
        }
    }
}

/// A profile that was dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// The profile that replaces it, by index of [`Deduped::kept`].
    pub kept: usize,
    /// The dropped profile.
    pub dropped: Entry,
    /// The reason.
    pub reason: Sameness,
}

/// Profiles without duplicates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deduped {
    /// The kept profiles, in their original order.
    pub kept: Vec<Entry>,
    /// The dropped profiles, in their original order.
    pub duplicates: Vec<Duplicate>,
}

/// Keeps the newest profile of each agency, by the rules of [`verdicts`], without an own agency.
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

/// Returns for each entry the index of the entry that replaces it, and the reason; `None` for an entry that is kept.
/// `own` is the index of the user's own agency.
///
/// A newer profile replaces an older one of the same name
///
/// * if both have the same region, or
/// * if neither has a region, or the newer one has a narrower region inside the older one's, and their answers are alike:
///   at most a third of the capabilities that both answer differ by more than one level.
///
/// A profile without a region, or with only a country, therefore never replaces one with a narrower region. No profile
/// replaces the user's own. A date after tomorrow counts as no date. [`may_be_same`] finds kept profiles that may still
/// be of one agency.
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
        // Equal to the user's own link: the first one stands for both.
        own = if own == Some(idx) { Some(first) } else { own };
    }
    let date = |idx: usize| entries[idx].profile.date.filter(|date| !is_future(*date, today));
    // Newest first. On equal dates, the user's own comes first, then the last in the list.
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

/// Returns true if `date` is after tomorrow. False if today's date is unknown.
pub fn is_future(date: Date, today: Option<Date>) -> bool {
    today.is_some_and(|today| date.is_future(today))
}

/// Returns for each entry whether another one may be of the same agency: the names read alike, and the regions don't
/// contradict each other.
pub fn may_be_same<E: Borrow<Entry>>(entries: &[E]) -> Vec<bool> {
    let keys: Vec<Option<(String, [String; 2])>> = entries.iter().map(|it| key(it.borrow())).collect();
    // Counts each name with each prefix of a region: none, the country, the whole code.
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

/// Returns the folded name, the country and the region. The texts are empty if the profile has no region.
fn key(entry: &Entry) -> Option<(String, [String; 2])> {
    let context = &entry.profile.context;
    let name = context.agency.as_ref()?.as_read();
    let region = context.region.as_ref();
    let country = region.map_or("", Region::country);
    Some((name, [country.to_owned(), region.map_or("", Region::as_str).to_owned()]))
}

/// The profiles of one name that are kept so far.
#[derive(Debug, Default)]
struct Named {
    by_region: HashMap<String, usize>,
    /// The indices, newest first.
    all: Vec<usize>,
}

/// The number of profiles of one name that are compared if their regions don't decide. Others are kept.
const MOST_LOOKS: usize = 64;

impl Named {
    fn add(&mut self, idx: usize, profile: &Profile) {
        self.all.push(idx);
        if let Some(region) = &profile.context.region {
            // The first one inserted is the newest and stays.
            self.by_region.entry(region.as_str().to_owned()).or_insert(idx);
        }
    }

    /// Returns the newest profile that replaces `profile`.
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

/// Returns true if `narrow` is equal to `wide` or a part of it. A missing region contains every other.
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

/// Returns true if the answers are alike: at most a third of the capabilities that both answer are apart, because
/// answers change within a year. Without a common answer, the result is false.
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

/// If the kept one of two equal links is dropped itself, both are replaced by its replacement.
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
