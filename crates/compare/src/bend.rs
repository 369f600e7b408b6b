//! Adjustments: the smallest changes by one or both sides that resolve a conflict in a term. Enumerates the steps
//! that an answer allows; [`compare`] decides whether a step resolves the conflict, so the rule exists once.

use crate::comparison::{Party, compare};
use crate::term_id::{TermId, n_options};
use crate::terms::Status;
use interlocal_core::bank::{Bank, TermKind};
use interlocal_core::profile::{Profile, TermAnswer, Tri};

/// A change of one side's answer to one term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Adds a role, by option index.
    Play(u8),
    /// Rates an option, by index, as OK that was rated No or left blank.
    Accept(u8),
    /// Selects another option of an ordered term, by index.
    Move(u8),
    /// Allows one level more or less than the stated one ("flexible").
    Loosen,
    /// Requires a shared platform less strictly: 0 No, 1 It helps.
    Mind(u8),
}

/// An adjustment that resolves a conflict. At least one side changes its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bend {
    /// The step of A, if any.
    pub a: Option<Step>,
    /// The step of B, if any.
    pub b: Option<Step>,
    /// The size: 1 for a role, an option or a switch; the number of levels for a move.
    pub size: u8,
}

/// All adjustments of minimum size that resolve a conflict of `term` between `a` and `b`. Empty if the term isn't in
/// conflict, or if one step of each side doesn't resolve it.
///
/// Swapping the profiles swaps the sides of each adjustment and changes nothing else.
pub fn smallest(bank: &Bank, a: &Profile, b: &Profile, term: TermId) -> Vec<Bend> {
    if status(bank, a, b, term) != Status::Conflict {
        return Vec::new();
    }
    let (of_a, of_b) = (steps(bank, a, term), steps(bank, b, term));
    let all = of_a
        .iter()
        .flat_map(|(a, size)| of_b.iter().map(move |(b, more)| Bend { a: *a, b: *b, size: size + more }));
    let mut all: Vec<Bend> = all.filter(|bend| bend.size > 0).collect();
    // The sort is stable, so adjustments of one size keep the order of the options.
    all.sort_by_key(|bend| bend.size);
    let settles = |bend: &Bend| {
        let (a, b) = (after(bank, a, term, bend.a), after(bank, b, term, bend.b));
        matches!(status(bank, &a, &b, term), Status::Match | Status::Workable)
    };
    let Some(first) = all.iter().find(|bend| settles(bend)).copied() else { return Vec::new() };
    all.into_iter().filter(|bend| bend.size == first.size && settles(bend)).collect()
}

/// Returns a copy of `profile` with `step` applied to `term`. A step that doesn't fit the term changes nothing.
pub fn after(bank: &Bank, profile: &Profile, term: TermId, step: Option<Step>) -> Profile {
    let mut changed = profile.clone();
    let place = term.idx(bank).and_then(|idx| changed.terms.get_mut(idx));
    let (Some(answer), Some(step)) = (place, step) else { return changed };
    match (answer, step) {
        (TermAnswer::Multi(mask), Step::Play(option)) => {
            *mask |= 1u16.checked_shl(u32::from(option)).unwrap_or(0);
        }
        (TermAnswer::Tri(tris), Step::Accept(option)) => {
            if let Some(tri) = tris.get_mut(usize::from(option)) {
                *tri = Tri::Ok;
            }
        }
        (TermAnswer::Ordered { level, .. }, Step::Move(to)) => *level = to,
        (TermAnswer::Ordered { bend, .. }, Step::Loosen) => *bend = true,
        (TermAnswer::Platform { strict, .. }, Step::Mind(to)) => *strict = to,
        (
            TermAnswer::Blank
            | TermAnswer::Multi(_)
            | TermAnswer::Tri(_)
            | TermAnswer::Ordered { .. }
            | TermAnswer::Platform { .. },
            _,
        ) => {}
    }
    changed
}

impl Bend {
    /// The step of one side, if any.
    pub fn of(&self, party: Party) -> Option<Step> {
        match party {
            Party::A => self.a,
            Party::B => self.b,
        }
    }
}

fn status(bank: &Bank, a: &Profile, b: &Profile, term: TermId) -> Status {
    let found = compare(bank, a, b).terms.into_iter().find(|it| it.term == term);
    found.map_or(Status::Unknown, |it| it.status)
}

/// All steps that a side could take on a term, each with its size. The first is no step, with size 0.
pub fn steps(bank: &Bank, profile: &Profile, term: TermId) -> Vec<(Option<Step>, u8)> {
    let mut steps = vec![(None, 0)];
    let Some(question) = term.idx(bank).map(|idx| &bank.terms[idx]) else { return steps };
    let options = || (0u8..).take(n_options(question, profile));
    let answer = term.answer(bank, profile).unwrap_or(TermAnswer::Blank);
    match answer {
        TermAnswer::Blank => {}
        TermAnswer::Multi(mask) => {
            let free = options().filter(|option| mask >> option & 1 == 0);
            steps.extend(free.map(|option| (Some(Step::Play(option)), 1)));
        }
        TermAnswer::Tri(tris) => {
            let shut = options().zip(tris).filter(|(_, tri)| !tri.is_acceptable());
            steps.extend(shut.map(|(option, _)| (Some(Step::Accept(option)), 1)));
        }
        TermAnswer::Ordered { level, bend } => {
            let others = options().filter(|option| *option != level);
            steps.extend(others.map(|option| (Some(Step::Move(option)), option.abs_diff(level))));
            let is_firm = question.kind == TermKind::Ordered(true) && !bend;
            steps.extend(is_firm.then_some((Some(Step::Loosen), 1)));
        }
        TermAnswer::Platform { strict, .. } => {
            steps.extend((0..strict).map(|to| (Some(Step::Mind(to)), strict - to)));
        }
    }
    steps
}
