//! The draft on the device. Denied, full or broken storage is an everyday thing: everything here is an `Option`.

use super::{after_paint, host};
use gloo_events::EventListener;
use std::cell::RefCell;
use web_sys::Storage;

const PREFIX: &str = "interlocal:";

thread_local! {
    /// The bank's id is part of the key, so that two questionnaires on one site do not share a draft.
    static KEY: RefCell<String> = const { RefCell::new(String::new()) };
    /// The draft that is still to be written.
    static WAITING: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// From here on drafts are those of the bank with this id.
pub fn use_bank(bank_id: &str) {
    KEY.set([PREFIX, "draft:", bank_id].concat());
}

/// The draft that was kept, if there is one and it can be read.
pub fn load() -> Option<String> {
    storage()?.get_item(&draft_key()).ok()?
}

/// Keeps the draft once what it says is on the screen, or when the page is left, whichever comes first. Calls `onfail` if
/// it can't be kept.
pub fn save(text: String, onfail: impl FnOnce() + 'static) {
    if WAITING.replace(Some(text)).is_none() {
        after_paint(move || {
            if flush().is_none() {
                onfail();
            }
        });
    }
}

/// Keeps now what waits to be kept; `None` where that failed.
pub fn flush() -> Option<()> {
    match WAITING.take() {
        Some(text) => storage()?.set_item(&draft_key(), &text).ok(),
        None => Some(()),
    }
}

/// While the result is kept, nothing that waits is lost with the page. A phone may end a page that was only put aside,
/// and says no more than that it is hidden.
pub fn keep_on_leaving() -> Vec<EventListener> {
    let window = web_sys::window();
    let document = window.as_ref().and_then(web_sys::Window::document);
    // What can't be kept now could not be kept before either, and that has been said.
    let listener = |target: &web_sys::EventTarget, name| {
        EventListener::new(target, name, |_| {
            let _ = flush();
        })
    };
    let leaving = window.as_ref().map(|window| listener(window, "pagehide"));
    let hiding = document.as_ref().map(|document| listener(document, "visibilitychange"));
    leaving.into_iter().chain(hiding).collect()
}

/// Moves a draft that can't be used out of the way; `None` where that failed.
pub fn keep_aside(text: &str) -> Option<()> {
    let storage = storage()?;
    storage.set_item(&aside_key(), text).ok()?;
    storage.remove_item(&draft_key()).ok()
}

/// Removes everything that was kept.
pub fn forget() {
    WAITING.take();
    if let Some(storage) = storage() {
        for key in [draft_key(), aside_key()] {
            // What can't be removed could not be written either: nothing is left behind.
            let _ = storage.remove_item(&key);
        }
    }
}

fn storage() -> Option<Storage> {
    host::with(host::Host::store)?
}

fn draft_key() -> String {
    KEY.with_borrow(String::clone)
}

fn aside_key() -> String {
    [&draft_key(), ":aside"].concat()
}
