//! The typed reads of the DOM that handlers need.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// The content of the field behind `event`, in Unicode's form C, as links want it.
pub fn text(event: &Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    composed(if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        select.value()
    } else {
        String::new()
    })
}

fn composed(raw: String) -> String {
    // The browser has the tables already; in the WebAssembly they would weigh more than the whole link codec.
    if raw.is_ascii() { raw } else { js_sys::JsString::from(raw).normalize("NFC").into() }
}

/// The content of the text box in the form behind `event`, in Unicode's form C.
pub fn submitted_text(event: &Event) -> String {
    let form = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let area = form.and_then(|form| form.query_selector("textarea").ok().flatten());
    let area = area.and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
    area.map_or(String::new(), |area| composed(area.value()))
}

/// Whether the box behind `event` is ticked.
pub fn is_checked(event: &Event) -> bool {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    input.is_some_and(|input| input.checked())
}

/// Seconds since midnight by the device's clock: enough to tell how long a screen was shown.
pub fn seconds_now() -> u32 {
    #[cfg(target_arch = "wasm32")]
    {
        let now = js_sys::Date::new_0();
        (now.get_hours() * 60 + now.get_minutes()) * 60 + now.get_seconds()
    }
    #[cfg(not(target_arch = "wasm32"))]
    0
}
