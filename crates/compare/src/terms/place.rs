//! The relation `r` of two places, and the status of the term on reach (docs/scoring.md, section 4.5). There is no map:
//! two neighbouring counties are only in the same state.

use super::Status;
use interlocal_core::profile::{Profile, TermAnswer};

/// r: 0 the same local area, 1 the same state, 2 the same country, 3 other. Equals the index of the option in the
/// term on reach that just covers it. `None` if one side didn't state its place. If only one side stated a local
/// area, the relation is the same state.
pub(super) fn relation(a: &Profile, b: &Profile) -> Option<u8> {
    let (a, b) = (&a.context, &b.context);
    let (here, there) = (a.region.as_ref()?, b.region.as_ref()?);
    if here.country() != there.country() {
        return Some(3);
    }
    if here.subdivision()? != there.subdivision()? {
        return Some(2);
    }
    let is_same_area = a.local.as_ref().zip(b.local.as_ref()).is_some_and(|(a, b)| a.reads_as(b));
    Some(if is_same_area { 0 } else { 1 })
}

/// Match: both reach that far. Workable: a side is short by one and flexible.
pub(super) fn reach((a, b): &(TermAnswer, TermAnswer), relation: Option<u8>) -> Status {
    let Some((a, b)) = relation.and_then(|relation| reach_of_one(a, relation).zip(reach_of_one(b, relation)))
    else {
        return Status::Unknown;
    };
    match (a, b) {
        (Status::Conflict, _) | (_, Status::Conflict) => Status::Conflict,
        (Status::Match, Status::Match) => Status::Match,
        (Status::Match | Status::Workable | Status::Unknown, _) => Status::Workable,
    }
}

/// Whether one side reaches as far as `relation`, 0 to 3; `None` for a blank answer.
pub fn reach_of_one(answer: &TermAnswer, relation: u8) -> Option<Status> {
    match answer {
        TermAnswer::Ordered { level, .. } if *level >= relation => Some(Status::Match),
        TermAnswer::Ordered { level, bend: true } if level + 1 == relation => Some(Status::Workable),
        TermAnswer::Ordered { .. } => Some(Status::Conflict),
        TermAnswer::Blank | TermAnswer::Multi(_) | TermAnswer::Tri(_) | TermAnswer::Platform { .. } => None,
    }
}
