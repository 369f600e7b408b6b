//! Back and Forward, and links that arrive in a page that is already open. Only names of pages go into the history,
//! never a link or an answer.

use gloo_events::EventListener;
use interlocal_core::bank::Bank;
use interlocal_core::link::may_hold_link;
use interlocal_core::session::{Action, Page};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use yew::Callback;

/// Names the page that is shown now, so that Back finds it.
pub fn name_current(bank: &Bank, page: Page) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // A sandboxed frame may refuse; then Back leaves the widget, which is what it would do without us.
        let _ = history.replace_state_with_url(&JsValue::from_str(&page.key(bank)), "", None);
    }
}

/// A new step for Back to come back from.
pub fn push(bank: &Bank, page: Page) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // As above.
        let _ = history.push_state_with_url(&JsValue::from_str(&page.key(bank)), "", None);
    }
}

/// Listens while the result is kept.
pub fn listen(bank: &Rc<Bank>, dispatch: &Callback<Action>) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let on_return = {
        let (bank, dispatch) = (Rc::clone(bank), dispatch.clone());
        EventListener::new(&window, "popstate", move |_| {
            // A step onto a link that was pasted into the address bar has no name; `hashchange` takes that one.
            if let Some(page) = current_name().and_then(|key| Page::from_key(&bank, &key)) {
                dispatch.emit(Action::Returned(page));
            }
        })
    };
    let on_fragment = {
        let dispatch = dispatch.clone();
        EventListener::new(&window, "hashchange", move |_| {
            if let Some(text) = take_fragment() {
                dispatch.emit(Action::OpenLink(text));
            }
        })
    };
    vec![on_return, on_fragment]
}

fn current_name() -> Option<String> {
    web_sys::window()?.history().ok()?.state().ok()?.as_string()
}

/// The fragment, if a link may be in it; it is gone from the address afterwards.
fn take_fragment() -> Option<String> {
    let window = web_sys::window()?;
    let fragment = window.location().hash().ok()?;
    // A site's own anchors are left alone.
    if !may_hold_link(&fragment) {
        return None;
    }
    let path = window.location().pathname().ok()?;
    let search = window.location().search().ok().filter(|search| search.len() > 1).unwrap_or_default();
    let history = window.history().ok()?;
    // Where this is refused the link still opens; only the address keeps it.
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&[path, search].concat()));
    Some(fragment)
}
