//! Which of many profiles are of one agency, and which of those is to be kept. Knows names, regions and dates; refuses to
//! look at answers, and to claim anything of profiles without a name.

use crate::found::Entry;
use interlocal_core::profile::{Date, Region};
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

/// Keeps of each agency the newest profile. Two are of one agency where `raters::same_agency` says so; where a name
/// stands in several regions and once without one, that one goes with the newest of them.
pub fn dedupe(entries: Vec<Entry>) -> Deduped {
    let verdicts = verdicts(&entries);
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

/// For each entry the index of the one that is kept in its place, and why; nothing for those that are kept.
pub fn verdicts<E: Borrow<Entry>>(entries: &[E]) -> Vec<Option<(usize, Sameness)>> {
    let mut verdicts: Vec<Option<(usize, Sameness)>> = vec![None; entries.len()];
    let mut by_link: HashMap<&str, usize> = HashMap::new();
    let entries: Vec<&Entry> = entries.iter().map(Borrow::borrow).collect();
    for (idx, (entry, verdict)) in entries.iter().zip(&mut verdicts).enumerate() {
        let first = *by_link.entry(entry.fragment.as_str()).or_insert(idx);
        *verdict = (first != idx).then_some((first, Sameness::SameLink));
    }
    // Newest first, and of those of one day the last first: whoever comes to a name that is taken is the one to go.
    let mut order: Vec<usize> = (0..entries.len()).filter(|idx| verdicts[*idx].is_none()).collect();
    order.sort_by_key(|idx| Reverse((entries[*idx].profile.date, *idx)));
    let mut by_agency: HashMap<Key, usize> = HashMap::new();
    for idx in order {
        let profile = &entries[idx].profile;
        let Some(name) = profile.context.agency.as_ref().map(|name| name.as_read()) else { continue };
        let region = profile.context.region.as_ref();
        match looked_for(&name, region).iter().find_map(|key| by_agency.get(key)) {
            Some(kept) => verdicts[idx] = Some((*kept, older(profile.date, entries[*kept].profile.date))),
            None => {
                for key in taken(&name, region) {
                    // The newest stays the one that is found.
                    by_agency.entry(key).or_insert(idx);
                }
            }
        }
    }
    follow(&mut verdicts);
    verdicts
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

/// A folded name with a part of a region: nothing for "said no region", a star for "anywhere in".
type Key = (String, String);

/// Under which keys an agency may stand already: a region that is not told agrees with every region, and a country with
/// each of its parts.
fn looked_for(name: &str, region: Option<&Region>) -> Vec<Key> {
    let key = |place: &str| (name.to_owned(), place.to_owned());
    let Some(region) = region else { return vec![key("*")] };
    let country = region.country();
    match region.subdivision() {
        Some(_) => vec![key(""), key(country), key(region.as_str())],
        None => vec![key(""), key(&[country, "*"].concat())],
    }
}

/// Under which keys others will find it.
fn taken(name: &str, region: Option<&Region>) -> Vec<Key> {
    let key = |place: &str| (name.to_owned(), place.to_owned());
    let Some(region) = region else { return vec![key("*"), key("")] };
    let anywhere = [region.country(), "*"].concat();
    vec![key("*"), key(&anywhere), key(region.as_str())]
}
