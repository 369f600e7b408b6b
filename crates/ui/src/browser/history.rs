//! Back and Forward. Only names of pages go into the history, never a link or an answer.

use super::host;

/// Names the page that is shown now, so that Back finds it.
pub fn name_current(key: &str) {
    host::with(|host| host.name_step(key));
}

/// A new step for Back to come back from; none where Back or Forward led to this page already.
pub fn push(key: &str) {
    host::with(|host| {
        if host.step().as_deref() != Some(key) {
            host.add_step(key);
        }
    });
}

/// Names the page that another program handed over to. Back shall find what was there before, unless Back or Forward led
/// here and the step has a name of ours already.
pub fn enter(key: &str, is_ours: impl FnOnce(&str) -> bool) {
    match host::with(|host| host.step()).flatten().is_some_and(|name| is_ours(&name)) {
        true => name_current(key),
        false => push(key),
    }
}
