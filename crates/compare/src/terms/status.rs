//! The status of two answers, for each kind of term except reach: the table of docs/scoring.md, section 4.5.

use super::Status;
use crate::help::{DataFit, Help};
use crate::roles::{Consent, Role, consent};
use interlocal_core::bank::Bank;
use interlocal_core::profile::{Profile, TermAnswer, Tri};

/// A status, and the option that determined it, if any.
pub(super) struct Found {
    pub(super) status: Status,
    pub(super) option_idx: Option<usize>,
}

impl From<Status> for Found {
    fn from(status: Status) -> Found {
        Found { status, option_idx: None }
    }
}

/// Match: one provides what the other would receive, or both would buy together. Workable: both are peers.
pub(super) fn roles(bank: &Bank, a: &Profile, b: &Profile) -> Status {
    let pairs = [
        (Role::Provider, Role::Recipient, Status::Match),
        (Role::Recipient, Role::Provider, Status::Match),
        (Role::Cobuyer, Role::Cobuyer, Status::Match),
        (Role::Peer, Role::Peer, Status::Workable),
    ];
    for (its, their, status) in pairs {
        match consent(bank, a, its, b, their) {
            Consent::Agreed => return status,
            Consent::Unsaid => return Status::Unknown,
            Consent::Refused => {}
        }
    }
    Status::Conflict
}

/// The first option that both rate Best (match) or at least OK (workable). Without one, the status is unknown if an
/// option left blank could still fit, else it is a conflict.
pub(super) fn options(a: &TermAnswer, b: &TermAnswer) -> Found {
    let (TermAnswer::Tri(a), TermAnswer::Tri(b)) = (a, b) else { return Status::Unknown.into() };
    let first = |found: &dyn Fn(Tri, Tri) -> bool| a.iter().zip(b).position(|(a, b)| found(*a, *b));
    if let Some(idx) = first(&|a, b| a == Tri::Best && b == Tri::Best) {
        return Found { status: Status::Match, option_idx: Some(idx) };
    }
    if let Some(idx) = first(&|a, b| a.is_acceptable() && b.is_acceptable()) {
        return Found { status: Status::Workable, option_idx: Some(idx) };
    }
    match first(&|a, b| a != Tri::No && b != Tri::No) {
        Some(_) => Status::Unknown.into(),
        None => Status::Conflict.into(),
    }
}

/// Match: helpers may see the data of all flows. Workable: they may see the data of some, or only if a side is
/// flexible. A side that didn't answer allows everything.
pub(super) fn data(help: [&Help; 2]) -> Status {
    let allowed = help.into_iter().filter(|help| help.consent.is_allowed());
    let fits: Vec<DataFit> = allowed.flat_map(|help| help.flows.iter().map(|flow| flow.data)).collect();
    let n_barred = fits.iter().filter(|fit| **fit == DataFit::Barred).count();
    match fits.len() {
        0 => Status::Unknown,
        n if n == n_barred => Status::Conflict,
        _ if fits.iter().all(|fit| *fit == DataFit::Allowed) => Status::Match,
        _ => Status::Workable,
    }
}

/// Two levels of the term on timing: a difference of 0 or 1 is a match, 2 is workable.
#[inline]
pub fn apart(a: u8, b: u8) -> Status {
    match a.abs_diff(b) {
        0 | 1 => Status::Match,
        2 => Status::Workable,
        3.. => Status::Conflict,
    }
}

pub(super) fn timing(a: &TermAnswer, b: &TermAnswer) -> Status {
    let (TermAnswer::Ordered { level: a, .. }, TermAnswer::Ordered { level: b, .. }) = (a, b) else {
        return Status::Unknown;
    };
    apart(*a, *b)
}

/// A shared platform is a match. Without one the status depends on the stricter of the two answers, 0 to 2.
#[inline]
pub fn minds(has_common: bool, most: u8) -> Status {
    match (has_common, most) {
        (true, _) | (false, 0) => Status::Match,
        (false, 1) => Status::Workable,
        (false, 2..) => Status::Conflict,
    }
}

pub(super) fn platform(a: &TermAnswer, b: &TermAnswer) -> Status {
    let (
        TermAnswer::Platform { mask: a, strict: a_minds },
        TermAnswer::Platform { mask: b, strict: b_minds },
    ) = (a, b)
    else {
        return Status::Unknown;
    };
    minds(a & b != 0, *a_minds.max(b_minds))
}
