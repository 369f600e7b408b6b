//! The smallest bend: where a term clashes, the least that one side or both would have to give for it to go together.
//! Knows which steps an answer can take; whether a step settles the clash is asked of the comparison itself, so that
//! there is no second truth.

use crate::comparison::{Party, compare};
use crate::term_id::TermId;
use crate::terms::Status;
use interlocal_core::bank::{Bank, TermKind};
use interlocal_core::profile::{Profile, TermAnswer, Tri};

/// One step of one side on one term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Plays one more role, by option index.
    Play(u8),
    /// Could live with an option, by index, that it refused or left open.
    Accept(u8),
    /// Takes another line of an ordered term, by option index.
    Move(u8),
    /// Can bend by one where it was firm.
    Loosen,
    /// Minds less whether a partner uses the same platforms: 0 No, 1 It helps.
    Mind(u8),
}

/// What settles a clash. At least one side moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bend {
    /// What A does, if anything.
    pub a: Option<Step>,
    /// What B does, if anything.
    pub b: Option<Step>,
    /// How much is given, in lines: a role, an option or a switch is one; a move as many lines as it goes.
    pub size: u8,
}

/// The least that settles a clash of `term` between `a` and `b`, and everything else that is as little. Empty where the
/// term does not clash, or where one step of each side can't settle it.
///
/// Swapping the two swaps the sides of each bend and changes nothing else.
pub fn smallest(bank: &Bank, a: &Profile, b: &Profile, term: TermId) -> Vec<Bend> {
    if status(bank, a, b, term) != Status::Conflict {
        return Vec::new();
    }
    let (of_a, of_b) = (steps(bank, a, term), steps(bank, b, term));
    let all = of_a
        .iter()
        .flat_map(|(a, size)| of_b.iter().map(move |(b, more)| Bend { a: *a, b: *b, size: size + more }));
    let mut all: Vec<Bend> = all.filter(|bend| bend.size > 0).collect();
    // Stable: among bends of one size the order is that of the options.
    all.sort_by_key(|bend| bend.size);
    let settles = |bend: &Bend| {
        let (a, b) = (after(bank, a, term, bend.a), after(bank, b, term, bend.b));
        matches!(status(bank, &a, &b, term), Status::Match | Status::Workable)
    };
    let Some(first) = all.iter().find(|bend| settles(bend)).copied() else { return Vec::new() };
    all.into_iter().filter(|bend| bend.size == first.size && settles(bend)).collect()
}

/// `profile` after one step on `term`, with nothing else changed. A step that does not belong to the term changes nothing.
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
    /// What one side does, if anything.
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

/// What a side could do on a term, each with its size; first of all, nothing.
pub fn steps(bank: &Bank, profile: &Profile, term: TermId) -> Vec<(Option<Step>, u8)> {
    let mut steps = vec![(None, 0)];
    let Some(question) = term.idx(bank).map(|idx| &bank.terms[idx]) else { return steps };
    let options = || (0u8..).take(question.options.len());
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
