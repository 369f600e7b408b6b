//! Whether help may flow from one member to another, by roles and terms. Capabilities play no part.

use crate::cohort::Cohort;
use crate::pair::{allows, clashes, statuses_with};
use interlocal_compare::Role;
use interlocal_compare::terms::Status;

/// Whether help may flow from `a` to `b`: they are two members, the roles allow it, and no hard term is in conflict.
///
/// The term on data is left out. It is in conflict only if every flow has the data factor 0. Then `c(a, b, i)` is 0
/// for each of these flows anyway, so the result is the same for every `i` that `b` wants.
pub(crate) fn may_flow(cohort: &Cohort, a: usize, b: usize) -> bool {
    let (one, other) = (&cohort.members[a].terms, &cohort.members[b].terms);
    a != b
        && allows(one, Role::Provider, other, Role::Recipient)
        && !clashes(&cohort.common.is_hard, &statuses_with(one, other, Status::Unknown))
}
