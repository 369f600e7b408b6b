//! One agency of the group. Knows what was read of it, once; refuses to know the others.

use interlocal_collect::Entry;
use interlocal_group::answer::{Id, Who};
use std::rc::Rc;

/// An agency as it was read.
#[derive(Debug, Clone)]
pub(crate) struct Agency {
    /// Its number in the group.
    pub(crate) id: Id,
    /// Its profile, the link that says all of it, and where it stood.
    pub(crate) entry: Entry,
    /// Its name as it is searched for and sorted: capitals and accents do not count.
    pub(crate) as_read: String,
    /// Whether it is one's own.
    pub(crate) is_mine: bool,
}

impl Agency {
    pub(crate) fn new(id: Id, entry: Entry, is_mine: bool) -> Agency {
        let as_read = entry.profile.context.agency.as_ref().map(|name| name.as_read()).unwrap_or_default();
        Agency { id, entry, as_read, is_mine }
    }

    /// The same with this number, and one's own or not.
    pub(crate) fn at(self: &Rc<Agency>, id: Id, is_mine: bool) -> Rc<Agency> {
        match (id, is_mine) == (self.id, self.is_mine) {
            true => Rc::clone(self),
            false => Rc::new(Agency { id, is_mine, ..Agency::clone(self) }),
        }
    }

    /// Its name; empty where it is not told.
    pub(crate) fn name(&self) -> &str {
        self.entry.profile.context.agency.as_ref().map_or("", |name| name.as_str())
    }

    /// As answers name it.
    pub(crate) fn who(&self) -> Who {
        Who { id: self.id, name: self.name().to_owned(), is_mine: self.is_mine }
    }

    /// Region code.
    pub(crate) fn region(&self) -> Option<&str> {
        self.entry.profile.context.region.as_ref().map(|region| region.as_str())
    }

    /// Date, as `2026-11-24`.
    pub(crate) fn date(&self) -> Option<String> {
        self.entry.profile.date.map(|date| date.iso())
    }

    /// Its answer to a question about the agency, by option index.
    pub(crate) fn choice(&self, question_idx: Option<usize>) -> Option<u8> {
        *self.entry.profile.context.choices.get(question_idx?)?
    }
}
