//! One agency of the group, with the data that was read from its link.

use interlocal_group::answer::{Id, Who};
use interlocal_import::Entry;
use std::rc::Rc;

/// An agency of the group.
#[derive(Debug, Clone)]
pub(crate) struct Agency {
    /// The agency's id in the group.
    pub(crate) id: Id,
    /// The profile, the link that encodes all of it, and the place where it was found.
    pub(crate) entry: Entry,
    /// The name for searching and sorting, without case and accents.
    pub(crate) as_read: String,
    /// Whether this is the user's own agency.
    pub(crate) is_mine: bool,
}

impl Agency {
    pub(crate) fn new(id: Id, entry: Entry, is_mine: bool) -> Agency {
        let as_read = entry.profile.context.agency.as_ref().map(|name| name.as_read()).unwrap_or_default();
        Agency { id, entry, as_read, is_mine }
    }

    /// The same agency with another id, and marked as the user's own or not.
    pub(crate) fn at(self: &Rc<Agency>, id: Id, is_mine: bool) -> Rc<Agency> {
        match (id, is_mine) == (self.id, self.is_mine) {
            true => Rc::clone(self),
            false => Rc::new(Agency { id, is_mine, ..Agency::clone(self) }),
        }
    }

    /// The name; empty if the profile has none.
    pub(crate) fn name(&self) -> &str {
        self.entry.profile.context.agency.as_ref().map_or("", |name| name.as_str())
    }

    /// The agency as answers identify it.
    pub(crate) fn who(&self) -> Who {
        Who { id: self.id, name: self.name().to_owned(), is_mine: self.is_mine }
    }

    /// The region's code.
    pub(crate) fn region(&self) -> Option<&str> {
        self.entry.profile.context.region.as_ref().map(|region| region.as_str())
    }

    /// The date, as `2026-11-24`.
    pub(crate) fn date(&self) -> Option<String> {
        self.entry.profile.date.map(|date| date.iso())
    }

    /// The answer to a context question, by option index.
    pub(crate) fn choice(&self, question_idx: Option<usize>) -> Option<u8> {
        *self.entry.profile.context.choices.get(question_idx?)?
    }
}
