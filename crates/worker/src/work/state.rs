//! The state of a group: its members, the filter, and the cached results of the members that pass it. Applies changes and
//! undoes them; computes no result.

use super::agency::Agency;
use super::results::Known;
use interlocal_cohort::Cohort;
use interlocal_core::bank::Bank;
use interlocal_core::link::{decode, encode_whole};
use interlocal_core::profile::Date;
use interlocal_group::answer::{Added, Id, Overview};
use interlocal_group::ask::Filter;
use interlocal_import::{Entry, Found, Place, Reject, Sameness, is_future, may_be_same, verdicts};
use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

/// The state of the group between two turns.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) bank: Rc<Bank>,
    /// All agencies, in the order of adding.
    pub(crate) agencies: Vec<Rc<Agency>>,
    /// The filter for agencies.
    pub(crate) filter: Filter,
    /// The agencies that pass the filter, in the order of `cohort`.
    pub(crate) shown: Vec<Rc<Agency>>,
    /// The inputs of the formulas, computed from `shown`.
    pub(crate) cohort: Cohort,
    pub(crate) rejects: Vec<Reject>,
    pub(crate) duplicates: Vec<LeftOut>,
    /// The cached results for `cohort`.
    pub(crate) known: Known,
    /// Links of the fictional agencies.
    fictional: HashSet<String>,
    added: Option<Added>,
    before: Option<Before>,
    next_id: Id,
    /// Agencies that may be the same as another one.
    pub(crate) twins: HashSet<Id>,
    /// Today's date, if the clock of the host is plausible.
    today: fn() -> Option<Date>,
}

/// A profile that was left out as a duplicate.
#[derive(Debug, Clone)]
pub(crate) struct LeftOut {
    /// The id of the agency that is kept.
    pub(crate) kept: Id,
    pub(crate) entry: Entry,
    pub(crate) reason: Sameness,
}

/// The group before the last change.
#[derive(Debug)]
struct Before {
    agencies: Vec<Rc<Agency>>,
    rejects: Vec<Reject>,
    duplicates: Vec<LeftOut>,
}

impl State {
    pub(crate) fn new<'a>(
        bank: Bank,
        fictional: impl Iterator<Item = &'a str>,
        today: fn() -> Option<Date>,
    ) -> State {
        let link = |line: &str| Some(encode_whole(&bank, &decode(&bank, line).ok()?).as_str().to_owned());
        let fictional = fictional.flat_map(str::lines).filter_map(link).collect();
        State {
            cohort: Cohort::empty(&bank),
            bank: Rc::new(bank),
            agencies: Vec::new(),
            filter: Filter::default(),
            shown: Vec::new(),
            rejects: Vec::new(),
            duplicates: Vec::new(),
            known: Known::default(),
            fictional,
            added: None,
            before: None,
            next_id: 0,
            twins: HashSet::new(),
            today,
        }
    }

    /// Adds the agencies that were found. If `is_replacement` is set, all others but the person's own are removed.
    pub(crate) fn take_in(&mut self, mut found: Found, is_replacement: bool) {
        self.remember();
        if is_replacement {
            self.agencies.retain(|agency| agency.is_mine);
            self.rejects.clear();
            self.duplicates.clear();
        }
        let n_rejected = narrow(found.rejects.len());
        self.rejects.append(&mut found.rejects);
        let new: Vec<Rc<Agency>> = found.entries.into_iter().map(|entry| self.number(entry, false)).collect();
        let added = self.join(new);
        self.added = Some(Added { n_rejected, ..added });
    }

    /// Sets the user's own profile as a member of the group; `None` removes it.
    pub(crate) fn mine(&mut self, link: Option<&str>) {
        (self.before, self.added) = (None, None);
        self.agencies.retain(|agency| !agency.is_mine);
        let Some(profile) = link.and_then(|link| decode(&self.bank, link).ok()) else { return };
        let place = Place::whole("");
        let entry = Entry { fragment: encode_whole(&self.bank, &profile), profile, id: None, place };
        let n_duplicates = self.duplicates.len();
        let mine = self.number(entry, true);
        self.join(vec![mine]);
        // Duplicates that the person's own answers cause are not reported.
        self.duplicates.truncate(n_duplicates);
    }

    pub(crate) fn remove(&mut self, id: Id) {
        self.remember();
        self.agencies.retain(|agency| agency.id != id);
        self.duplicates.retain(|it| it.kept != id);
    }

    /// Removes the agencies that came from hidden rows and sheets.
    pub(crate) fn skip_hidden(&mut self) {
        self.remember();
        let gone: HashSet<Id> =
            self.agencies.iter().filter(|agency| is_hidden(agency)).map(|agency| agency.id).collect();
        self.agencies.retain(|agency| !gone.contains(&agency.id));
        self.duplicates.retain(|it| !gone.contains(&it.kept));
    }

    pub(crate) fn clear(&mut self) {
        self.remember();
        self.agencies.clear();
        self.rejects.clear();
        self.duplicates.clear();
    }

    pub(crate) fn undo(&mut self) {
        self.added = None;
        if let Some(Before { agencies, rejects, duplicates }) = self.before.take() {
            (self.agencies, self.rejects, self.duplicates) = (agencies, rejects, duplicates);
        }
    }

    /// The number of agencies, and their links, one per line.
    pub(crate) fn links(&self) -> (u32, String) {
        let links: Vec<&str> = self.agencies.iter().map(|agency| agency.entry.fragment.as_str()).collect();
        (narrow(links.len()), links.join("\n"))
    }

    /// The agency with this id, whether it passes the filter or not.
    pub(crate) fn agency(&self, id: Id) -> Option<&Rc<Agency>> {
        self.agencies.iter().find(|agency| agency.id == id)
    }

    /// The index of the agency in `shown`.
    pub(crate) fn idx(&self, id: Id) -> Option<usize> {
        self.shown.iter().position(|agency| agency.id == id)
    }

    /// The agencies that pass the filter.
    pub(crate) fn counted(&self) -> Vec<Rc<Agency>> {
        self.agencies.iter().filter(|agency| self.lets_through(agency)).map(Rc::clone).collect()
    }

    /// Sets the agencies that pass the filter, and their cohort. Clears the cached results.
    pub(crate) fn count(&mut self, shown: Vec<Rc<Agency>>, cohort: Cohort) {
        (self.shown, self.cohort) = (shown, cohort);
        self.known = Known::default();
        let entries: Vec<&Entry> = self.agencies.iter().map(|agency| &agency.entry).collect();
        let ids = self.agencies.iter().map(|agency| agency.id);
        self.twins =
            ids.zip(may_be_same(&entries)).filter(|(_, is_twin)| *is_twin).map(|(id, _)| id).collect();
    }

    /// Whether the agency's date is after tomorrow.
    pub(crate) fn is_future(&self, agency: &Agency) -> bool {
        agency.entry.profile.date.is_some_and(|date| is_future(date, (self.today)()))
    }

    /// The counts that describe the group.
    pub(crate) fn overview(&self) -> Overview {
        let newest = self.bank.newest();
        let is_older = |agency: &&Rc<Agency>| agency.entry.profile.edition < newest;
        let is_fictional = |agency: &Rc<Agency>| self.fictional.contains(agency.entry.fragment.as_str());
        let common = &self.cohort.common;
        Overview {
            n: narrow(self.agencies.len()),
            n_shown: narrow(self.shown.len()),
            is_examples: !self.agencies.is_empty() && self.agencies.iter().all(is_fictional),
            n_rejected: narrow(self.rejects.len()),
            n_duplicates: narrow(self.duplicates.len()),
            n_hidden: narrow(self.agencies.iter().filter(|agency| is_hidden(agency)).count()),
            n_older: narrow(self.agencies.iter().filter(is_older).count()),
            n_twins: narrow(self.twins.len()),
            n_future: narrow(self.agencies.iter().filter(|agency| self.is_future(agency)).count()),
            mine: self.agencies.iter().find(|agency| agency.is_mine).map(|agency| agency.id),
            added: self.added,
            can_undo: self.before.is_some(),
            kinds: tally(self.agencies.iter().map(|agency| agency.choice(common.kind_idx))),
            bands: tally(self.agencies.iter().map(|agency| agency.choice(common.population_idx))),
            regions: tally(self.agencies.iter().map(|agency| agency.region().map(str::to_owned))),
        }
    }

    fn number(&mut self, entry: Entry, is_mine: bool) -> Rc<Agency> {
        let id = self.next_id;
        self.next_id = self.next_id.wrapping_add(1);
        Rc::new(Agency::new(id, entry, is_mine))
    }

    fn remember(&mut self) {
        self.added = None;
        self.before = Some(Before {
            agencies: self.agencies.clone(),
            rejects: self.rejects.clone(),
            duplicates: self.duplicates.clone(),
        });
    }

    /// Adds agencies and removes duplicates: a newer profile takes the position and the id of the older one.
    fn join(&mut self, new: Vec<Rc<Agency>>) -> Added {
        let n_old = self.agencies.len();
        let all: Vec<Rc<Agency>> = self.agencies.drain(..).chain(new).collect();
        let entries: Vec<&Entry> = all.iter().map(|agency| &agency.entry).collect();
        let own = all.iter().position(|agency| agency.is_mine);
        let verdicts = verdicts(&entries, own, (self.today)());
        let mut added = Added::default();
        let mut seats: Vec<usize> = (0..all.len()).collect();
        let mut is_mine: Vec<bool> = all.iter().map(|agency| agency.is_mine).collect();
        for (idx, verdict) in verdicts.iter().enumerate() {
            let Some((kept, reason)) = *verdict else { continue };
            // Only the same answers, word for word, are the person's own too.
            is_mine[kept] |= is_mine[idx] && reason == Sameness::SameLink;
            if idx < n_old && kept >= n_old && seats[kept] == kept {
                seats[kept] = idx;
                added.n_replaced += 1;
            } else {
                added.n_duplicates += 1;
            }
        }
        let mut seated: Vec<Option<Rc<Agency>>> = vec![None; all.len()];
        for (idx, verdict) in verdicts.iter().enumerate() {
            match *verdict {
                None => seated[seats[idx]] = Some(all[idx].at(all[seats[idx]].id, is_mine[idx])),
                Some((kept, reason)) => {
                    let entry = all[idx].entry.clone();
                    self.duplicates.push(LeftOut { kept: all[seats[kept]].id, entry, reason });
                }
            }
        }
        let n_kept = verdicts.iter().skip(n_old).filter(|verdict| verdict.is_none()).count();
        added.n_new = narrow(n_kept).saturating_sub(added.n_replaced);
        self.agencies = seated.into_iter().flatten().collect();
        added
    }

    fn lets_through(&self, agency: &Agency) -> bool {
        let Filter { kinds, bands, regions } = &self.filter;
        let common = &self.cohort.common;
        let has = |wanted: &[u8], choice: Option<u8>| {
            wanted.is_empty() || choice.is_some_and(|choice| wanted.contains(&choice))
        };
        let region = agency.entry.profile.context.region.as_ref();
        let is_there = |wanted: &String| {
            region.is_some_and(|region| region.as_str() == wanted || region.country() == wanted)
        };
        has(kinds, agency.choice(common.kind_idx))
            && has(bands, agency.choice(common.population_idx))
            && (regions.is_empty() || regions.iter().any(is_there))
    }
}

/// Whether a spreadsheet hid the agency. The person's own answers are never removed so.
fn is_hidden(agency: &Agency) -> bool {
    agency.entry.place.is_hidden && !agency.is_mine
}

fn tally<K: Ord>(keys: impl Iterator<Item = Option<K>>) -> Vec<(Option<K>, u32)> {
    let mut counts: BTreeMap<(bool, Option<K>), u32> = BTreeMap::new();
    // Agencies without an answer come last.
    keys.for_each(|key| *counts.entry((key.is_none(), key)).or_insert(0) += 1);
    counts.into_iter().map(|((_, key), n)| (key, n)).collect()
}

/// Converts a sum to 32 bits. Sums over 20,000 agencies are below the limit; larger values saturate.
pub(crate) fn narrow_sum(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Converts a count to 32 bits. Counts of agencies are far below the limit; larger values saturate.
pub(crate) fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
