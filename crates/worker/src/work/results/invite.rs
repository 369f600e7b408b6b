//! The agencies to invite next, and the adjustments that resolve a coalition's conflicts.

use crate::work::job::{Job, PAIRS, Step, Went};
use crate::work::state::{State, narrow, narrow_sum};
use interlocal_cohort::bends::{BendSearch, Bends};
use interlocal_cohort::invite::{Candidate as Found, Invite as Search, InviteSearch};
use interlocal_compare::bend;
use interlocal_group::answer::{AgencyStep, Answer, Candidate, Id, Invite, Slot, Step as Bend};

/// Budget per step of the search for adjustments, whose units take longer.
const BENDS: u32 = 4_000;
/// Maximum numbers of capabilities for each candidate, and of holes.
const WITH: usize = 5;
const HOLES: usize = 10;

/// The two searches, which run one after the other.
#[derive(Debug)]
pub(crate) enum Inviting {
    /// Searches for candidates.
    Whom(Box<InviteSearch>),
    /// Searches for adjustments; holds the result of the first search.
    Bends(Search, Box<BendSearch>),
}

impl Inviting {
    pub(crate) fn step(self, state: &mut State) -> Went {
        match self {
            Inviting::Whom(mut search) => {
                let went = search.step(&state.cohort, PAIRS);
                let next = match went.is_done {
                    true => {
                        let found = search.into_invite(&state.cohort);
                        let profiles =
                            found.coalition.iter().map(|it| (*it, &*state.shown[*it].entry.profile));
                        let bends = BendSearch::new(&state.bank, profiles);
                        Inviting::Bends(found, Box::new(bends))
                    }
                    false => Inviting::Whom(search),
                };
                Went { next: Some(Job::Invite(next)), ..Went::at(went) }
            }
            Inviting::Bends(found, mut search) => {
                let went = search.step(&state.bank, BENDS);
                if !went.is_done {
                    let next = Some(Job::Invite(Inviting::Bends(found, search)));
                    return Went { next, ..Went::at(went) };
                }
                let invite = state.told_invite(&found, &search.into_bends());
                state.known.last.invite = Some(invite.clone());
                Went { answers: vec![Answer::Invite(invite)], ..Went::at(went) }
            }
        }
    }
}

impl State {
    pub(crate) fn begin_invite(&mut self, coalition: &[Id]) -> Step {
        // Agencies that the filter excludes don't count here either.
        let members: Vec<usize> = coalition.iter().filter_map(|id| self.idx(*id)).collect();
        if members.is_empty() {
            return Step::Answer(Answer::Invite(Invite { is_best: true, ..Invite::default() }));
        }
        let search = InviteSearch::new(&self.cohort, &members, 0..self.cohort.len());
        Step::Begin(Job::Invite(Inviting::Whom(Box::new(search))))
    }

    fn told_invite(&self, found: &Search, bends: &Bends) -> Invite {
        let steps = bends.steps.iter().map(|it| AgencyStep {
            who: self.who(it.member),
            term: it.term.id().to_owned(),
            step: told(it.step),
        });
        Invite {
            coalition: self.names(&found.coalition),
            met: (narrow_sum(found.value), narrow_sum(found.total)),
            candidates: found.candidates.iter().map(|it| self.candidate(it)).collect(),
            holes: found.holes.iter().take(HOLES).map(|hole| hole.slot.0).collect(),
            kinds: found.kinds.iter().map(|kind| (kind.kind, kind.n_offer)).collect(),
            bends: steps.collect(),
            together: (narrow(bends.now.len()), narrow(bends.after.len())),
            is_best: bends.is_optimal,
        }
    }

    fn candidate(&self, found: &Found) -> Candidate {
        let slots = |capabilities: &[usize]| -> Vec<Slot> {
            capabilities.iter().take(WITH).map(|idx| self.slot(*idx)).collect()
        };
        Candidate {
            who: self.who(found.member),
            gain: narrow_sum(found.gain),
            given: narrow_sum(found.given),
            brings: slots(&found.brings),
            gets: slots(&found.gets),
            clashes: found.clashes.iter().map(|term| term.id().to_owned()).collect(),
        }
    }
}

fn told(step: bend::Step) -> Bend {
    match step {
        bend::Step::Play(role) => Bend::Play(role),
        bend::Step::Accept(option) => Bend::Accept(option),
        bend::Step::Move(line) => Bend::Move(line),
        bend::Step::Loosen => Bend::Loosen,
        bend::Step::Mind(strict) => Bend::Mind(strict),
    }
}
