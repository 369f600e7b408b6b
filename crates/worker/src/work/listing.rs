//! The list of agencies, sorted and searched, and the import errors.

use super::agency::Agency;
use super::state::{State, narrow};
use interlocal_cohort::Member;
use interlocal_compare::common::NEED;
use interlocal_core::plain_text::PlainText;
use interlocal_core::score::score;
use interlocal_core::words::Lang;
use interlocal_group::answer::{Agencies, AgencyRow, Duplicate, Place, Reject, Rejects};
use interlocal_group::ask::Sort;
use interlocal_import::{At, Sameness, why};
use std::cmp::Reverse;

/// Maximum number of import errors in an answer, of each kind.
const MOST_LINES: usize = 500;
/// Maximum length of a search, like that of a name.
const MOST_SEARCH: usize = 400;

/// The part of the list that a page requests.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows<'a> {
    pub(crate) sort: Sort,
    pub(crate) is_reversed: bool,
    pub(crate) search: &'a str,
    pub(crate) from: u32,
    pub(crate) n: u32,
}

impl State {
    pub(crate) fn list(&self, rows: Rows) -> Agencies {
        let mut order = self.order(rows.sort);
        if rows.is_reversed {
            order.reverse();
        }
        if let Ok(Some(search)) = PlainText::typed(rows.search, MOST_SEARCH) {
            let search = search.as_read();
            order.retain(|idx| self.shown[*idx].as_read.contains(&search));
        }
        let page = page(&order, rows.from, rows.n);
        let rows_of = page.iter().map(|idx| self.row(*idx)).collect();
        Agencies { from: rows.from, n: narrow(order.len()), rows: rows_of }
    }

    /// Indices of the agencies that pass the filter, in the order of `sort`. Ties keep the order of adding; agencies
    /// without an answer come last.
    pub(crate) fn order(&self, sort: Sort) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.shown.len()).collect();
        let common = &self.cohort.common;
        let last = |key: Option<u8>| (key.is_none(), key);
        match sort {
            Sort::Added => {}
            Sort::Name => order.sort_by_key(|idx| {
                let name = &self.shown[*idx].as_read;
                (name.is_empty(), name.as_str())
            }),
            Sort::Kind => order.sort_by_key(|idx| last(self.shown[*idx].choice(common.kind_idx))),
            Sort::Size => order.sort_by_key(|idx| last(self.shown[*idx].choice(common.population_idx))),
            Sort::Region => order.sort_by_key(|idx| {
                let region = self.shown[*idx].region();
                (region.is_none(), region)
            }),
            Sort::Date => order.sort_by_key(|idx| {
                let date = self.shown[*idx].entry.profile.date;
                (date.is_none(), Reverse(date))
            }),
            Sort::Offers => order.sort_by_cached_key(|idx| Reverse(n_offers(&self.cohort.members[*idx]))),
            Sort::Needs => order.sort_by_cached_key(|idx| Reverse(n_needs(&self.cohort.members[*idx]))),
        }
        order
    }

    fn row(&self, idx: usize) -> AgencyRow {
        let (agency, member) = (&self.shown[idx], &self.cohort.members[idx]);
        let card = score(&self.bank, &agency.entry.profile);
        AgencyRow {
            who: agency.who(),
            kind: member.kind,
            band: member.population,
            region: agency.region().map(str::to_owned),
            date: agency.date(),
            n_offers: n_offers(member),
            n_needs: n_needs(member),
            n_answered: (card.n_answered, card.n_ratings),
            is_future: self.is_future(agency),
            may_be_same: self.twins.contains(&agency.id),
            is_older: agency.entry.profile.edition < self.bank.newest(),
        }
    }

    pub(crate) fn told_rejects(&self) -> Rejects {
        let bad = self.rejects.iter().take(MOST_LINES).map(|reject| Reject {
            place: place(&reject.place),
            why: Lang::all().map(|lang| (lang.code().to_owned(), why(lang, &reject.reason))).collect(),
            excerpt: reject.excerpt.clone(),
        });
        let duplicates = self.duplicates.iter().filter_map(|it| {
            Some(Duplicate {
                kept: self.agency(it.kept).map(|agency| Agency::who(agency))?,
                place: place(&it.entry.place),
                date: it.entry.profile.date.map(|date| date.iso()),
                is_same: it.reason == Sameness::SameLink,
            })
        });
        Rejects {
            bad: bad.collect(),
            n_bad: narrow(self.rejects.len()),
            duplicates: duplicates.take(MOST_LINES).collect(),
            n_duplicates: narrow(self.duplicates.len()),
        }
    }
}

/// The number of capabilities that the member can lend.
pub(crate) fn n_offers(member: &Member) -> u32 {
    narrow(member.cells.iter().filter(|cell| cell.surplus > 0).count())
}

/// The number of capabilities that the member needs at level 2 or more.
pub(crate) fn n_needs(member: &Member) -> u32 {
    narrow(member.cells.iter().filter(|cell| cell.need >= NEED).count())
}

/// At most `n` elements of `all`, starting at `from`.
pub(crate) fn page<T>(all: &[T], from: u32, n: u32) -> &[T] {
    let at = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let from = at(from).min(all.len());
    &all[from..from.saturating_add(at(n)).min(all.len())]
}

fn place(place: &interlocal_import::Place) -> Place {
    let file = place.file.to_string();
    match &place.at {
        At::Whole => Place { file, ..Place::default() },
        At::Line(line) | At::Entry(line) => Place { file, line: *line, ..Place::default() },
        At::Cell { sheet, row, column } => {
            let sheet = sheet.as_ref().map(|sheet| sheet.to_string()).unwrap_or_default();
            Place { file, sheet, line: *row, column: *column }
        }
    }
}
