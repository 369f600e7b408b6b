//! Lists of capabilities inside sentences and tables.

use super::parts::capability;
use crate::visit::DeskVisit;
use interlocal_core::explain::inside_sentence;
use interlocal_group::answer::Slot;

/// Returns capabilities for a sentence. They are separated by semicolons, because their labels contain commas and
/// "and".
pub(super) fn capabilities(visit: &DeskVisit, slots: &[Slot]) -> String {
    slots.iter().map(|slot| in_sentence(visit, *slot)).collect::<Vec<String>>().join("; ")
}

/// Returns capabilities for a cell of a table.
pub(super) fn labels(visit: &DeskVisit, slots: &[Slot]) -> String {
    slots.iter().map(|slot| capability(visit, *slot)).collect::<Vec<&str>>().join("; ")
}

/// Returns a capability for a sentence.
pub(super) fn in_sentence(visit: &DeskVisit, slot: Slot) -> String {
    inside_sentence(visit.lang(), &[capability(visit, slot)])
}
