//! The status of each of the eight terms of two agencies (docs/scoring.md, section 4.5). The term on data depends on
//! the flows of help; no other term does.

mod place;
mod status;

pub use place::reach_of_one;
pub use status::{apart, minds};

use crate::help::Help;
use crate::term_id::TermId;
use interlocal_core::bank::Bank;
use interlocal_core::profile::Profile;
use interlocal_core::round::{count, percent, rhu};
use status::Found;

/// The relation of two answers to one term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Both prefer the same.
    Match,
    /// Both could accept it.
    Workable,
    /// One side didn't answer enough.
    Unknown,
    /// No answer is acceptable to both yet.
    Conflict,
}

/// One term of two agencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermFit {
    /// The term.
    pub term: TermId,
    /// The relation of the answers.
    pub status: Status,
    /// Whether a conflict blocks a deal, from the bank.
    pub is_hard: bool,
    /// Index of the first option that suits both best. Only for agreements, costs and control with status match or
    /// workable.
    pub option_idx: Option<usize>,
}

impl Status {
    /// The status's name for other programs.
    pub fn id(self) -> &'static str {
        match self {
            Status::Match => "match",
            Status::Workable => "workable",
            Status::Unknown => "unknown",
            Status::Conflict => "conflict",
        }
    }

    /// The points of the status on one term, 0 to 100. A conflict in timing keeps 20, because dates can move.
    #[inline]
    pub fn points(self, term: TermId) -> u8 {
        match (self, term) {
            (Status::Match, _) => 100,
            (Status::Workable | Status::Unknown, _) => 60,
            (Status::Conflict, TermId::Timing) => 20,
            (Status::Conflict, _) => 0,
        }
    }
}

impl TermFit {
    /// Whether the term is hard and in conflict.
    pub fn is_hard_clash(&self) -> bool {
        self.is_hard && self.status == Status::Conflict
    }

    fn points(&self) -> u32 {
        u32::from(self.status.points(self.term))
    }
}

/// The eight terms of `a` and `b`; `help` holds both directions of help.
pub(crate) fn terms(bank: &Bank, a: &Profile, b: &Profile, help: [&Help; 2]) -> Vec<TermFit> {
    let of = |term: TermId| {
        let answers = term.answer(bank, a).zip(term.answer(bank, b));
        let is_hard = term.idx(bank).is_some_and(|idx| bank.terms[idx].hard);
        let Found { status, option_idx } = match (term, answers) {
            (_, None) => Status::Unknown.into(),
            (TermId::Roles, Some(_)) => status::roles(bank, a, b).into(),
            (TermId::Agreements | TermId::Costs | TermId::Control, Some((a, b))) => status::options(&a, &b),
            (TermId::Reach, Some(answers)) => place::reach(&answers, place::relation(a, b)).into(),
            (TermId::Data, Some(_)) => status::data(help).into(),
            (TermId::Timing, Some((a, b))) => status::timing(&a, &b).into(),
            (TermId::Platform, Some((a, b))) => status::platform(&a, &b).into(),
        };
        TermFit { term, status, is_hard, option_idx }
    };
    TermId::ALL.into_iter().map(of).collect()
}

/// `T = rhu(Σ, 8)`, 0 to 100.
pub(crate) fn points(terms: &[TermFit]) -> u8 {
    percent(rhu(terms.iter().map(TermFit::points).sum(), count(terms)))
}
