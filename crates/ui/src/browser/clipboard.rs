//! Copies a link, with fallbacks if the browser refuses.

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Copies `text` and reports the result. If the clipboard is denied, the box with the link is selected and
/// `execCommand` is tried. If that fails too, the selection stays, so that the person can press Ctrl+C.
pub fn copy(text: &str, select: Option<web_sys::HtmlTextAreaElement>, ondone: impl FnOnce(bool) + 'static) {
    let promise = write(text);
    spawn_local(async move {
        let is_written = match promise {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        };
        ondone(is_written || select_and_copy(select));
    });
}

/// `None` on insecure origins, which have no clipboard and where the typed binding would throw.
fn write(text: &str) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?;
    let is_there = !clipboard.is_undefined();
    is_there.then(|| clipboard.unchecked_into::<web_sys::Clipboard>().write_text(text))
}

fn select_and_copy(area: Option<web_sys::HtmlTextAreaElement>) -> bool {
    let Some(area) = area else { return false };
    // Focus may be refused in a hidden frame; only the selection matters.
    let _ = area.focus();
    area.select();
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.and_then(|document| document.dyn_into::<web_sys::HtmlDocument>().ok());
    document.is_some_and(|document| document.exec_command("copy").unwrap_or(false))
}
