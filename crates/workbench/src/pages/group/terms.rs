//! The bank's texts for terms, by id and index.

use crate::visit::DeskVisit;
use interlocal_core::bank::{Strict, Term, TermKind};

/// Returns a term's question; the id if this questionnaire doesn't have the term.
pub(super) fn question<'a>(visit: &'a DeskVisit, id: &'a str) -> &'a str {
    term(visit, id).map_or(id, |term| visit.text(&term.ask))
}

/// Returns an option of a term; empty if it doesn't exist.
pub(super) fn option<'a>(visit: &'a DeskVisit, id: &str, idx: u8) -> &'a str {
    let option = term(visit, id).and_then(|term| term.options.get(usize::from(idx)));
    option.map_or("", |option| visit.text(&option.label))
}

/// Returns the option with this id; the id itself if it doesn't exist.
pub(super) fn option_by_id<'a>(visit: &'a DeskVisit, id: &str, option: &'a str) -> &'a str {
    let found = term(visit, id).and_then(|term| term.options.iter().find(|it| it.id == option));
    found.map_or(option, |found| visit.text(&found.label))
}

/// Returns the label of the state "flexible".
pub(super) fn can_bend(visit: &DeskVisit) -> &str {
    visit.bank().firm_states.get(1).map_or("", |state| visit.text(state))
}

/// Returns the question whether a partner must use the same platforms.
pub(super) fn strict_question<'a>(visit: &'a DeskVisit, id: &'a str) -> &'a str {
    strict(visit, id).map_or(id, |strict| visit.text(&strict.ask))
}

/// Returns an answer to that question.
pub(super) fn strictness<'a>(visit: &'a DeskVisit, id: &str, level: u8) -> &'a str {
    let level = strict(visit, id).and_then(|strict| strict.levels.get(usize::from(level)));
    level.map_or("", |level| visit.text(level))
}

fn term<'a>(visit: &'a DeskVisit, id: &str) -> Option<&'a Term> {
    let bank = visit.bank();
    bank.term_idx(id).and_then(|idx| bank.terms.get(idx))
}

fn strict<'a>(visit: &'a DeskVisit, id: &str) -> Option<&'a Strict> {
    match &term(visit, id)?.kind {
        TermKind::Platform(strict) => Some(strict),
        TermKind::Multi | TermKind::Tri | TermKind::Ordered(_) => None,
    }
}
