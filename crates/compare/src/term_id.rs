//! The terms that comparisons look for in a bank. Knows their well-known ids; refuses to know which answers go together.

use interlocal_core::bank::Bank;
use interlocal_core::profile::{Profile, TermAnswer};

/// The terms that every comparison looks at, by their well-known ids. One that a bank lacks is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermId {
    /// Provider, recipient, buyer together, peer.
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
    /// In the order that they are told.
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

    /// Its permanent name in banks.
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

    /// Its index in [`Bank::terms`].
    pub fn idx(self, bank: &Bank) -> Option<usize> {
        bank.term_idx(self.id())
    }

    /// What `profile` answered; `None` where the bank lacks the term.
    pub(crate) fn answer(self, bank: &Bank, profile: &Profile) -> Option<TermAnswer> {
        profile.terms.get(self.idx(bank)?).cloned()
    }
}
