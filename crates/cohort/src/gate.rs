//! Whether help may flow from one member to another at all. Knows roles and terms; refuses to know with what.

use crate::cohort::Cohort;
use crate::pair::{allows, clashes, statuses_with};
use interlocal_compare::Role;
use interlocal_compare::terms::Status;

/// Whether help may flow from `a` to `b`: two members, the roles allow it, and no hard term clashes.
///
/// The term on data is left out. It clashes only where all help is barred by it, and each help is then barred by its own
/// factor, so that `c(a, b, i)` is the same wherever `b` wants `i`.
pub(crate) fn may_flow(cohort: &Cohort, a: usize, b: usize) -> bool {
    let (one, other) = (&cohort.members[a].terms, &cohort.members[b].terms);
    a != b
        && allows(one, Role::Provider, other, Role::Recipient)
        && !clashes(&cohort.common.is_hard, &statuses_with(one, other, Status::Unknown))
}
