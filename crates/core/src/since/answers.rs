//! Compares readiness, terms, facts about the agency and featured capabilities, for entries that both editions have.
//! The note is not compared, because it is a message to the reader.

use super::{PickChange, Shelf, Side, Step, Turn, shared_edition};
use crate::bank::{Bank, Choice, ContextKind, Slot};
use crate::profile::{Profile, TermAnswer, Tri};
use crate::response::Rating;
use crate::round::count;

pub(super) fn readiness(bank: &Bank, earlier: &Profile, today: &Profile) -> Vec<(usize, Step)> {
    let edition = shared_edition(earlier, today);
    let rating =
        |profile: &Profile, idx: usize| profile.readiness.get(idx).copied().unwrap_or(Rating::Skipped);
    let items = bank.readiness.iter().enumerate().filter(|(_, item)| item.since <= edition);
    items
        .filter_map(|(idx, _)| Step::of(rating(earlier, idx), rating(today, idx)).map(|step| (idx, step)))
        .collect()
}

pub(super) fn terms(bank: &Bank, earlier: &Profile, today: &Profile) -> Vec<(usize, Turn)> {
    let edition = shared_edition(earlier, today);
    let said = |profile: &Profile, idx: usize, options: &[Choice]| {
        let n_options = count(options.iter().filter(|option| option.since <= edition));
        profile.terms.get(idx).and_then(|answer| within(answer, n_options))
    };
    let terms = bank.terms.iter().enumerate().filter(|(_, term)| term.since <= edition);
    terms
        .filter_map(|(idx, term)| {
            turn(said(earlier, idx, &term.options), said(today, idx, &term.options)).map(|turn| (idx, turn))
        })
        .collect()
}

pub(super) fn context(bank: &Bank, earlier: &Profile, today: &Profile) -> Vec<(usize, Turn)> {
    let edition = shared_edition(earlier, today);
    let questions = bank.context.iter().enumerate().filter(|(_, question)| question.since <= edition);
    questions
        .filter_map(|(idx, question)| about(earlier, today, idx, question.kind).map(|turn| (idx, turn)))
        .collect()
}

/// Compares featured capabilities: offers first, by slot, the earlier profile's before today's.
pub(super) fn picks(bank: &Bank, earlier: &Profile, today: &Profile) -> Vec<PickChange> {
    let edition = shared_edition(earlier, today);
    let changes = |shelf: Shelf| {
        bank.capabilities
            .iter()
            .filter(move |capability| capability.since <= edition && !capability.retired)
            .filter_map(move |capability| {
                let slot = capability.slot;
                let is_picked = |profile| shelf.of(profile).contains(&slot);
                let side = match (is_picked(earlier), is_picked(today)) {
                    (true, false) => Side::Earlier,
                    (false, true) => Side::Today,
                    (true, true) | (false, false) => return None,
                };
                Some(PickChange { slot, shelf, side })
            })
    };
    changes(Shelf::Offers).chain(changes(Shelf::Needs)).collect()
}

impl Shelf {
    fn of(self, profile: &Profile) -> &[Slot] {
        match self {
            Shelf::Offers => &profile.featured.offers,
            Shelf::Needs => &profile.featured.needs,
        }
    }
}

fn turn<T: PartialEq>(earlier: Option<T>, today: Option<T>) -> Option<Turn> {
    match (earlier, today) {
        (Some(earlier), Some(today)) => (earlier != today).then_some(Turn::Changed),
        (Some(_), None) => Some(Turn::Only(Side::Earlier)),
        (None, Some(_)) => Some(Turn::Only(Side::Today)),
        (None, None) => None,
    }
}

fn about(earlier: &Profile, today: &Profile, idx: usize, kind: ContextKind) -> Option<Turn> {
    let (was, is) = (&earlier.context, &today.context);
    match kind {
        ContextKind::One => turn(was.choices.get(idx).copied()?, is.choices.get(idx).copied()?),
        ContextKind::Text => turn(was.agency.as_ref(), is.agency.as_ref()),
        ContextKind::Region => turn(
            Some((&was.region, &was.local)).filter(|place| *place != (&None, &None)),
            Some((&is.region, &is.local)).filter(|place| *place != (&None, &None)),
        ),
    }
}

/// Returns the answer without options that the earlier edition doesn't have; `None` if nothing is left. New options are
/// always appended, so the number of options is enough.
fn within(answer: &TermAnswer, n_options: u32) -> Option<TermAnswer> {
    let known = |mask: u16| mask & 1u16.checked_shl(n_options).map_or(u16::MAX, |next| next.wrapping_sub(1));
    match answer {
        TermAnswer::Blank => None,
        TermAnswer::Multi(mask) => Some(TermAnswer::Multi(known(*mask))),
        TermAnswer::Tri(tris) => {
            let tris: Vec<Tri> = (0..n_options).zip(tris).map(|(_, tri)| *tri).collect();
            tris.iter().any(|tri| *tri != Tri::Blank).then_some(TermAnswer::Tri(tris))
        }
        // Picking a new option instead of an old one is a change.
        TermAnswer::Ordered { .. } => Some(answer.clone()),
        TermAnswer::Platform { mask, strict } => {
            Some(TermAnswer::Platform { mask: known(*mask), strict: *strict })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_options_are_left_out_of_an_answer() {
        let tris = |tris: &[Tri]| TermAnswer::Tri(tris.to_vec());
        assert_eq!(within(&TermAnswer::Multi(0b111), 2), Some(TermAnswer::Multi(0b11)));
        assert_eq!(within(&TermAnswer::Multi(u16::MAX), 16), Some(TermAnswer::Multi(u16::MAX)));
        assert_eq!(within(&tris(&[Tri::No, Tri::Best]), 1), Some(tris(&[Tri::No])));
        assert_eq!(within(&tris(&[Tri::Blank, Tri::Best]), 1), None);
        assert_eq!(within(&TermAnswer::Blank, 9), None);
    }
}
