//! The browser's Back and Forward. The history contains only names of pages, never links or answers.

use super::host;

/// Names the current entry of the history, so that Back finds the page.
pub fn name_current(key: &str) {
    host::with(|host| host.name_step(key));
}

/// Adds an entry to the history, unless Back or Forward led to this page.
pub fn push(key: &str) {
    host::with(|host| {
        if host.step().as_deref() != Some(key) {
            host.add_step(key);
        }
    });
}

/// Names the page to which another program handed over. It adds an entry, so that Back leads to the page before, unless
/// Back or Forward led here and the entry has one of our names.
pub fn enter(key: &str, is_ours: impl FnOnce(&str) -> bool) {
    match host::with(|host| host.step()).flatten().is_some_and(|name| is_ours(&name)) {
        true => name_current(key),
        false => push(key),
    }
}
