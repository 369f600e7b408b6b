//! One agency of a comparison: its profile and its scorecard.

use interlocal_core::profile::Profile;
use interlocal_core::score::Scorecard;

/// One agency, scored once for both directions of help.
pub(crate) struct Side<'a> {
    /// The answers.
    pub(crate) profile: &'a Profile,
    /// The scores computed from them.
    pub(crate) card: Scorecard,
}
