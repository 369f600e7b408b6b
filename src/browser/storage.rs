//! The draft on the device. Denied, full or broken storage is an everyday thing: everything here is an `Option`.

use std::cell::RefCell;
use web_sys::Storage;

const PREFIX: &str = "interlocal:";

thread_local! {
    /// The bank's id is part of the key, so that two questionnaires on one site do not share a draft.
    static KEY: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The draft that was kept for the bank, if there is one and it can be read.
pub fn load(bank_id: &str) -> Option<String> {
    KEY.set([PREFIX, "draft:", bank_id].concat());
    storage()?.get_item(&draft_key()).ok()?
}

/// Keeps the draft; `None` where that failed.
pub fn save(text: &str) -> Option<()> {
    storage()?.set_item(&draft_key(), text).ok()
}

/// Moves a draft that can't be used out of the way; `None` where that failed.
pub fn keep_aside(text: &str) -> Option<()> {
    let storage = storage()?;
    storage.set_item(&aside_key(), text).ok()?;
    storage.remove_item(&draft_key()).ok()
}

/// Removes everything that was kept.
pub fn forget() {
    if let Some(storage) = storage() {
        for key in [draft_key(), aside_key()] {
            // What can't be removed could not be written either: nothing is left behind.
            let _ = storage.remove_item(&key);
        }
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn draft_key() -> String {
    KEY.with_borrow(String::clone)
}

fn aside_key() -> String {
    [&draft_key(), ":aside"].concat()
}
