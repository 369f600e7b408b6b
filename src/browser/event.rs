//! The typed reads of the DOM that handlers need.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// The content of the field behind `event`, in Unicode's form C, as links want it.
pub fn text(event: &Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    let raw = if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        area.value()
    } else if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        select.value()
    } else {
        String::new()
    };
    // The browser has the tables already; in the WebAssembly they would weigh more than the whole link codec.
    if raw.is_ascii() { raw } else { js_sys::JsString::from(raw).normalize("NFC").into() }
}

/// Whether the box behind `event` is ticked.
pub fn is_checked(event: &Event) -> bool {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    input.is_some_and(|input| input.checked())
}

/// Whole seconds of the page's own clock.
pub fn seconds_now() -> u32 {
    #[cfg(target_arch = "wasm32")]
    {
        // A float by the browser's nature; as whole seconds it enters the core.
        let seconds = js_sys::Date::now() / 1000.0;
        u32::try_from(seconds.rem_euclid(4_000_000_000.0) as u64).unwrap_or(0)
    }
    #[cfg(not(target_arch = "wasm32"))]
    0
}
