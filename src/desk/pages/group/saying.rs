//! Small parts of sentences: lists of capabilities, large numbers, the bank's messages filled. Knows no result.

use super::parts::capability;
use crate::desk::visit::DeskVisit;
use interlocal_core::words::{self, DeskWord};
use interlocal_group::answer::Slot;

/// Capabilities as a list inside a sentence.
pub(super) fn capabilities(visit: &DeskVisit, slots: &[Slot]) -> String {
    let labels: Vec<&str> = slots.iter().map(|slot| capability(visit, *slot)).collect();
    words::list(visit.lang(), &labels)
}

/// One of the bank's messages, filled.
pub(super) fn message(visit: &DeskVisit, id: &str, values: &[(&str, &str)]) -> String {
    words::fill(visit.bank().message(visit.lang(), id), values)
}

/// A number with its thousands set apart, as the language does.
pub(super) fn grouped(visit: &DeskVisit, n: u32) -> String {
    if n < 1000 {
        return n.to_string();
    }
    let (front, last) = (grouped(visit, n / 1000), format!("{:03}", n % 1000));
    visit.tell(DeskWord::NumberGrouped, &[("front", &front), ("last", &last)])
}
