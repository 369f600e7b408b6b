//! The draft on the device, which all tabs, elements and frames of one origin share. `session::Shared` decides what to
//! write and report. Storage is often denied, full or broken, which never stops the session.

use super::{Listeners, after_paint, host};
use gloo_events::EventListener;
use interlocal_core::session::{Heard, Session, Shared, Step};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget, Storage};
use yew::Callback;

const PREFIX: &str = "interlocal:";

#[wasm_bindgen]
extern "C" {
    /// The `pageshow` event.
    type Shown;
    #[wasm_bindgen(method, getter)]
    fn persisted(this: &Shown) -> bool;
}

/// The storage of the running program.
struct Side {
    key: String,
    /// Any session with the same bank, for reading drafts.
    blank: Session,
    shared: Shared,
    on_heard: Callback<Heard>,
}

thread_local! {
    /// `None` while the other program runs.
    static SIDE: RefCell<Option<Side>> = const { RefCell::new(None) };
}

/// Reads the stored draft for the bank with this id.
pub fn load(bank_id: &str) -> Option<String> {
    read(&key_of(bank_id))
}

/// Starts to write the program's drafts and to report those of other tabs. `base` is the stored text that the session
/// started with. If `is_handed` is true, the other program may not have written the draft yet.
pub fn share(session: &Session, base: Option<String>, is_handed: bool, on_heard: Callback<Heard>) {
    let (key, blank) = (key_of(&session.bank.id), session.blank());
    // Unreadable drafts are never overwritten.
    let mut shared = Shared::new(base.filter(|text| blank.can_read(text)));
    if is_handed && (shared.base().is_some() || session.has_answers()) {
        shared.wait(session.draft());
    }
    SIDE.set(Some(Side { key, blank, shared, on_heard }));
    // A failure is reported with the next draft that can't be saved.
    let _ = flush();
}

/// Stops writing and listening, because the other program runs now.
pub fn rest() {
    SIDE.set(None);
}

/// Returns the stored text as this program knows it.
pub fn base() -> Option<String> {
    SIDE.with_borrow(|side| side.as_ref()?.shared.base().map(str::to_owned))
}

/// Stores the draft after the next paint or when the page is left, whichever is first. Calls `onfail` if it can't be
/// stored.
pub fn save(text: String, onfail: impl FnOnce() + 'static) {
    let is_first = SIDE.with_borrow_mut(|side| side.as_mut().is_some_and(|side| side.shared.wait(text)));
    if is_first {
        after_paint(move || {
            if flush().is_none() {
                onfail();
            }
        });
    }
}

/// Writes the queued draft, and reports changes of other tabs to the session; `None` if the draft can't be stored.
pub fn flush() -> Option<()> {
    let (result, heard) = SIDE.with_borrow_mut(|side| match side {
        Some(side) => side.step(),
        None => (Some(()), None),
    });
    if let Some((on_heard, heard)) = heard {
        on_heard.emit(heard);
    }
    result
}

impl Side {
    fn step(&mut self) -> (Option<()>, Option<(Callback<Heard>, Heard)>) {
        let (result, heard) = match self.shared.step(&self.blank, self.stored()) {
            Step::Nothing => (Some(()), None),
            Step::Write(text, heard) => match storage().and_then(|it| it.set_item(&self.key, &text).ok()) {
                Some(()) => {
                    self.shared.written(text);
                    (Some(()), heard)
                }
                None => (None, None),
            },
            Step::Hear(heard) => (Some(()), Some(heard)),
            Step::Unreadable => (None, None),
        };
        (result, heard.map(|heard| (self.on_heard.clone(), heard)))
    }

    /// Reads the stored text. A text that a tab with another version moved aside counts as still stored.
    fn stored(&self) -> Option<String> {
        let aside = || read(&aside(&self.key)).filter(|text| self.shared.base() == Some(text));
        read(&self.key).or_else(aside)
    }
}

/// Writes the queued draft when the page is hidden or left, and reports changes of other tabs, until the result is
/// dropped. A phone may end a hidden page without any further event.
pub fn keep_in_step() -> Listeners {
    let window = web_sys::window();
    let document = window.as_ref().and_then(web_sys::Window::document);
    let document = document.map(|document| ("visibilitychange", EventTarget::from(document)));
    let events = ["pagehide", "pageshow", "focus", "storage"];
    let of_window =
        window.into_iter().flat_map(|window| events.map(|name| (name, EventTarget::from(window.clone()))));
    of_window.chain(document).map(|(name, target)| EventListener::new(&target, name, notice)).collect()
}

fn notice(event: &Event) {
    if event.type_() == "pageshow" && event.unchecked_ref::<Shown>().persisted() {
        tell(Heard::Woken);
    }
    // A failure was already reported when the draft was queued.
    let _ = flush();
}

fn tell(heard: Heard) {
    if let Some(on_heard) = SIDE.with_borrow(|side| side.as_ref().map(|side| side.on_heard.clone())) {
        on_heard.emit(heard);
    }
}

/// Reports that another tab erased everything, including data that isn't in shared storage.
pub fn erased() {
    let is_shared = SIDE.with_borrow(|side| side.as_ref().is_some_and(|side| side.shared.base().is_some()));
    if is_shared {
        let _ = flush();
    } else {
        tell(Heard::Erased);
    }
}

/// Moves an unusable draft to another key; `None` if that fails.
pub fn keep_aside(text: &str) -> Option<()> {
    let storage = storage()?;
    SIDE.with_borrow_mut(|side| {
        let side = side.as_mut()?;
        storage.set_item(&aside(&side.key), text).ok()?;
        storage.remove_item(&side.key).ok()?;
        side.shared = Shared::default();
        Some(())
    })
}

/// Erases everything that we stored, and tells the other tabs.
pub fn forget() {
    SIDE.with_borrow_mut(|side| {
        if let Some(side) = side {
            side.shared = Shared::default();
        }
    });
    host::with(host::Host::forget);
}

fn storage() -> Option<Storage> {
    host::with(host::Host::store)?
}

fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// The key contains the bank's id, so that two questionnaires on one site have separate drafts.
fn key_of(bank_id: &str) -> String {
    [PREFIX, "draft:", bank_id].concat()
}

fn aside(key: &str) -> String {
    [key, ":aside"].concat()
}
