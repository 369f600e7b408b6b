//! Copying a link, with the ways that are left where the browser says no.

use super::Place;
use interlocal_core::session::Action;
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::Callback;

/// Copies `text` and reports how it went. Where the clipboard is denied, the link's own box is selected and the old
/// command is tried; where that fails too, the selection stays, so that Ctrl+C is all that is left to do.
pub fn copy(text: &str, place: Option<&Place>, dispatch: Callback<Action>) {
    let select: Option<web_sys::HtmlTextAreaElement> = place.and_then(Place::link_box);
    let Some(promise) = write(text) else {
        dispatch.emit(Action::Copied(select_and_copy(select)));
        return;
    };
    spawn_local(async move {
        let is_done = JsFuture::from(promise).await.is_ok() || select_and_copy(select);
        dispatch.emit(Action::Copied(is_done));
    });
}

/// `None` on insecure origins, where there is no clipboard at all and the typed binding would throw.
fn write(text: &str) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?;
    let is_there = !clipboard.is_undefined();
    is_there.then(|| clipboard.unchecked_into::<web_sys::Clipboard>().write_text(text))
}

fn select_and_copy(area: Option<web_sys::HtmlTextAreaElement>) -> bool {
    let Some(area) = area else { return false };
    // Focus may be refused (a hidden frame); the selection is what counts.
    let _ = area.focus();
    area.select();
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.and_then(|document| document.dyn_into::<web_sys::HtmlDocument>().ok());
    document.is_some_and(|document| document.exec_command("copy").unwrap_or(false))
}
