//! The ways from the questionnaire to the desk: a program of its own, which is loaded when one of its pages is asked for.
//! Knows the names of the pages that the questionnaire leads to; which others there are, the desk knows.

/// What a link says, who can open it, and the ways to hand it over.
pub const SHARE: &str = "desk-share";
/// A box and a place to drop a saved file.
pub const OPEN: &str = "desk-open";
/// The passphrase of a sealed link is asked for.
pub const UNSEAL: &str = "desk-unseal";
/// What was found in a link or a file, and what can be done with it.
pub const FOUND: &str = "desk-found";
/// Questions that were answered differently in two tabs.
pub const CLASH: &str = "desk-clash";
/// Fictional agencies, side by side.
pub const EXAMPLES: &str = "desk-examples";

/// Whether a page of that name, from the browser's history, is the desk's.
pub fn is_of_desk(key: &str) -> bool {
    key.starts_with("desk-")
}
