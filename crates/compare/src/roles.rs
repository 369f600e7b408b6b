//! The roles that two agencies would play for each other. Knows the term on roles; refuses to know what a role is worth.

use crate::term_id::TermId;
use interlocal_core::bank::Bank;
use interlocal_core::profile::{Profile, TermAnswer};

/// What an agency may offer to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Would help others.
    Provider,
    /// Would be helped.
    Recipient,
    /// Would buy together.
    Cobuyer,
    /// Would trade tips.
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
    /// Each picked its role.
    Agreed,
    /// One of them has not said which roles it would play. That counts as allowed, and is worth asking.
    Unsaid,
    /// Both said, and one did not pick its role.
    Refused,
}

impl Consent {
    /// Whether numbers count on it.
    pub fn is_allowed(self) -> bool {
        match self {
            Consent::Agreed | Consent::Unsaid => true,
            Consent::Refused => false,
        }
    }
}

/// Whether `one` and `other` would play `its` and `their` role for each other.
pub(crate) fn consent(bank: &Bank, one: &Profile, its: Role, other: &Profile, their: Role) -> Consent {
    match (plays(bank, one, its), plays(bank, other, their)) {
        (Some(true), Some(true)) => Consent::Agreed,
        (Some(_), Some(_)) => Consent::Refused,
        (None, _) | (_, None) => Consent::Unsaid,
    }
}

/// Whether `role` is among those that were picked; `None` where nothing was said.
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
