//! Back and Forward, and links that arrive in a page that is already open. Only names of pages go into the history,
//! never a link or an answer.

use gloo_events::EventListener;
use interlocal_core::link::may_hold_link;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Names the page that is shown now, so that Back finds it.
pub fn name_current(key: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // A sandboxed frame may refuse; then Back leaves the widget, which is what it would do without us.
        let _ = history.replace_state_with_url(&JsValue::from_str(key), "", None);
    }
}

/// A new step for Back to come back from; none where Back or Forward led to this page already.
pub fn push(key: &str) {
    if current_name().as_deref() == Some(key) {
        return;
    }
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // As above.
        let _ = history.push_state_with_url(&JsValue::from_str(key), "", None);
    }
}

/// Names the page that another program handed over to. Back shall find what was there before, unless Back or Forward led
/// here and the step has a name of ours already.
pub fn enter(key: &str, is_ours: impl FnOnce(&str) -> bool) {
    match current_name().is_some_and(|name| is_ours(&name)) {
        true => name_current(key),
        false => push(key),
    }
}

/// Tells of the browser's own Back and Forward, with the name of the page that they lead to, and of links that arrive in
/// the address. Listens while the result is kept, and hears while `root` is in the page: the other program may be there.
pub fn listen(
    root: &Element,
    onreturn: impl Fn(String) + 'static,
    onlink: impl Fn(String) + 'static,
) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let place = root.clone();
    let on_return = EventListener::new(&window, "popstate", move |_| {
        // A step onto a link that was pasted into the address bar has no name; `hashchange` takes that one.
        if let Some(key) = current_name().filter(|_| place.is_connected()) {
            onreturn(key);
        }
    });
    let place = root.clone();
    let on_fragment = EventListener::new(&window, "hashchange", move |_| {
        if !place.is_connected() {
            return;
        }
        if let Some(text) = take_fragment() {
            onlink(text);
        }
    });
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
