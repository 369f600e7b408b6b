//! The names of the workbench's pages that the questionnaire opens. The workbench is a separate program, which is
//! loaded when one of its pages opens.

/// Disclosure, access and the ways to hand a link over.
pub const SHARE: &str = "desk-share";
/// A box and a place to drop a saved file.
pub const OPEN: &str = "desk-open";
/// The passphrase of an encrypted link.
pub const UNSEAL: &str = "desk-unseal";
/// The content of a link or a file, with the actions for it.
pub const FOUND: &str = "desk-found";
/// Questions that two tabs answered differently.
pub const CLASH: &str = "desk-clash";
/// Fictional agencies, compared.
pub const EXAMPLES: &str = "desk-examples";

/// Returns true if a page name in the browser's history belongs to the workbench.
pub fn is_of_desk(key: &str) -> bool {
    key.starts_with("desk-")
}
