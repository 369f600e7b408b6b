//! Small parts of sentences: lists of capabilities. Knows no result.

use super::parts::capability;
use crate::visit::DeskVisit;
use interlocal_core::explain::inside_sentence;
use interlocal_group::answer::Slot;

/// Capabilities inside a sentence. Their labels have commas and an "and" of their own, so semicolons part them.
pub(super) fn capabilities(visit: &DeskVisit, slots: &[Slot]) -> String {
    slots.iter().map(|slot| in_sentence(visit, *slot)).collect::<Vec<String>>().join("; ")
}

/// Capabilities by themselves, in a cell of a table.
pub(super) fn labels(visit: &DeskVisit, slots: &[Slot]) -> String {
    slots.iter().map(|slot| capability(visit, *slot)).collect::<Vec<&str>>().join("; ")
}

/// A capability inside a sentence.
pub(super) fn in_sentence(visit: &DeskVisit, slot: Slot) -> String {
    inside_sentence(visit.lang(), &[capability(visit, slot)])
}
