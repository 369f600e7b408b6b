//! The terms that comparisons use, by their well-known ids in banks.

use interlocal_core::bank::{Bank, Term};
use interlocal_core::profile::{Profile, TermAnswer};

/// The terms of every comparison, by their well-known ids. A term that the bank lacks has the status unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermId {
    /// Roles: provider, recipient, joint buyer, peer.
    Roles,
    /// Kinds of agreement.
    Agreements,
    /// Ways to handle costs.
    Costs,
    /// Who may decide.
    Control,
    /// How far away a partner may be.
    Reach,
    /// The most sensitive data that a partner may handle.
    Data,
    /// When to start.
    Timing,
    /// Platforms in use.
    Platform,
}

impl TermId {
    /// All terms, in the order to show them.
    pub const ALL: [TermId; 8] = [
        TermId::Roles,
        TermId::Agreements,
        TermId::Costs,
        TermId::Control,
        TermId::Reach,
        TermId::Data,
        TermId::Timing,
        TermId::Platform,
    ];

    /// The term's permanent id in banks.
    pub fn id(self) -> &'static str {
        match self {
            TermId::Roles => "term-roles",
            TermId::Agreements => "term-agreements",
            TermId::Costs => "term-costs",
            TermId::Control => "term-control",
            TermId::Reach => "term-reach",
            TermId::Data => "term-data",
            TermId::Timing => "term-timing",
            TermId::Platform => "term-platform",
        }
    }

    /// The term's index in [`Bank::terms`].
    pub fn idx(self, bank: &Bank) -> Option<usize> {
        bank.term_idx(self.id())
    }

    /// The answer in `profile`, with the options that its edition has; `None` if the edition lacks the term.
    pub fn answer(self, bank: &Bank, profile: &Profile) -> Option<TermAnswer> {
        let idx = self.idx(bank)?;
        let term = bank.terms.get(idx).filter(|term| term.since <= profile.edition)?;
        let mut answer = profile.terms.get(idx)?.clone();
        if let TermAnswer::Tri(tris) = &mut answer {
            tris.truncate(n_options(term, profile));
        }
        Some(answer)
    }
}

/// How many of the term's options the profile's edition has.
pub(crate) fn n_options(term: &Term, profile: &Profile) -> usize {
    term.options.iter().filter(|option| option.since <= profile.edition).count()
}
