//! One of the two agencies: its answers and what they are worth. Refuses to know the other.

use interlocal_core::profile::Profile;
use interlocal_core::score::Scorecard;

/// One agency, scored once for both directions of help.
pub(crate) struct Side<'a> {
    /// What it said.
    pub(crate) profile: &'a Profile,
    /// What that is worth.
    pub(crate) card: Scorecard,
}
