//! The draft on the device, which all tabs, elements and frames of one origin share. `session::Shared` decides what to write
//! and what to report. Denied, full or broken storage is common, and never stops the visit.

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
    /// The event of a page that is shown.
    type Shown;
    #[wasm_bindgen(method, getter)]
    fn persisted(this: &Shown) -> bool;
}

/// The side of the program that runs.
struct Side {
    key: String,
    /// Any visit with the same bank, for reading drafts.
    blank: Session,
    shared: Shared,
    on_heard: Callback<Heard>,
}

thread_local! {
    /// `None` while the other program runs.
    static SIDE: RefCell<Option<Side>> = const { RefCell::new(None) };
}

/// The draft of the bank with this id, if one is kept.
pub fn load(bank_id: &str) -> Option<String> {
    read(&key_of(bank_id))
}

/// Starts to write the program's drafts and to report those of other tabs. `base` is the stored text that the visit began
/// with. If `is_handed`, the other program may not have written the visit yet.
pub fn share(session: &Session, base: Option<String>, is_handed: bool, on_heard: Callback<Heard>) {
    let (key, blank) = (key_of(&session.bank.id), session.blank());
    // An unreadable draft is never overwritten.
    let mut shared = Shared::new(base.filter(|text| blank.can_read(text)));
    if is_handed && (shared.base().is_some() || session.has_answers()) {
        shared.wait(session.draft());
    }
    SIDE.set(Some(Side { key, blank, shared, on_heard }));
    // The next draft that can't be saved reports the failure.
    let _ = flush();
}

/// Stops writing and listening, because the other program runs now.
pub fn rest() {
    SIDE.set(None);
}

/// The stored text as this program knows it.
pub fn base() -> Option<String> {
    SIDE.with_borrow(|side| side.as_ref()?.shared.base().map(str::to_owned))
}

/// Keeps the draft once what it says is on the screen, or when the page is left, whichever comes first. Calls `onfail` if
/// it can't be kept.
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

/// Writes what waits to be kept, and tells the visit what other tabs did; `None` where the draft can't be kept.
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

    /// The stored text. One that a tab with another version of the questionnaire put aside counts as being there still.
    fn stored(&self) -> Option<String> {
        let aside = || read(&aside(&self.key)).filter(|text| self.shared.base() == Some(text));
        read(&self.key).or_else(aside)
    }
}

/// While the result is kept, nothing that waits is lost with the page, and what other tabs do is heard. A phone may end a
/// page that was only put aside, and says no more than that it is hidden.
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
    // What can't be kept now could not be kept before either, and that has been said.
    let _ = flush();
}

fn tell(heard: Heard) {
    if let Some(on_heard) = SIDE.with_borrow(|side| side.as_ref().map(|side| side.on_heard.clone())) {
        on_heard.emit(heard);
    }
}

/// Another tab says that it erased everything, also what is not in a storage that tabs share.
pub fn erased() {
    let is_shared = SIDE.with_borrow(|side| side.as_ref().is_some_and(|side| side.shared.base().is_some()));
    if is_shared {
        let _ = flush();
    } else {
        tell(Heard::Erased);
    }
}

/// Moves a draft that can't be used out of the way; `None` where that failed.
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

/// Erases everything that is kept under our name, and tells the other tabs.
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

/// The bank's id is part of the key, so that two questionnaires on one site do not share a draft.
fn key_of(bank_id: &str) -> String {
    [PREFIX, "draft:", bank_id].concat()
}

fn aside(key: &str) -> String {
    [key, ":aside"].concat()
}
