//! The roles that two agencies would play for each other, from the term on roles.

use crate::term_id::TermId;
use interlocal_core::bank::Bank;
use interlocal_core::profile::{Profile, TermAnswer};

/// A role that an agency may offer to play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Would help others.
    Provider,
    /// Would accept help.
    Recipient,
    /// Would buy together.
    Cobuyer,
    /// Would exchange experience as a peer.
    Peer,
}

impl Role {
    fn id(self) -> &'static str {
        match self {
            Role::Provider => "provider",
            Role::Recipient => "recipient",
            Role::Cobuyer => "cobuyer",
            Role::Peer => "peer",
        }
    }
}

/// Whether two agencies play a pair of roles for each other (docs/scoring.md, section 4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// Both picked their role.
    Agreed,
    /// At least one of them didn't answer the term on roles. Counts as allowed, and the reader is told.
    Unsaid,
    /// Both answered, and at least one didn't pick its role.
    Refused,
}

impl Consent {
    /// Whether the formulas count the direction.
    pub fn is_allowed(self) -> bool {
        match self {
            Consent::Agreed | Consent::Unsaid => true,
            Consent::Refused => false,
        }
    }
}

/// Whether `one` would play the role `its` and `other` the role `their`.
pub(crate) fn consent(bank: &Bank, one: &Profile, its: Role, other: &Profile, their: Role) -> Consent {
    match (plays(bank, one, its), plays(bank, other, their)) {
        (Some(true), Some(true)) => Consent::Agreed,
        (Some(_), Some(_)) => Consent::Refused,
        (None, _) | (_, None) => Consent::Unsaid,
    }
}

/// Whether `role` was picked; `None` if the term wasn't answered.
pub fn plays(bank: &Bank, profile: &Profile, role: Role) -> Option<bool> {
    let term_idx = TermId::Roles.idx(bank)?;
    match profile.terms.get(term_idx)? {
        TermAnswer::Multi(mask) => {
            let option = bank.terms[term_idx].options.iter().position(|option| option.id == role.id());
            Some(option.is_some_and(|idx| mask >> idx & 1 == 1))
        }
        TermAnswer::Blank | TermAnswer::Tri(_) | TermAnswer::Ordered { .. } | TermAnswer::Platform { .. } => {
            None
        }
    }
}
