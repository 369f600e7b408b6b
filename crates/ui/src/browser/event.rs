//! Reads values from DOM events.

use super::host;
use interlocal_core::words::Lang;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event, HtmlFormElement, HtmlInputElement};

/// Returns the content of the field behind `event`, in Unicode's form C, which links require.
pub fn text(event: &Event) -> String {
    event.target().map_or(String::new(), |target| composed(as_field(&target).value()))
}

/// Calls `oncode` with the code of the text in the field behind `event`, if it is the name of a country or state:
/// people and autofill enter names where the page asks for codes. `field` and `country` are those of
/// [`host::Host::name_region`].
pub fn name_region(
    event: &Event,
    field: &str,
    country: &str,
    lang: Lang,
    oncode: impl FnOnce(String) + 'static,
) {
    let text = text(event);
    let oncode = Closure::once_into_js(oncode);
    host::with(|host| host.name_region(field, &text, country, lang.code(), oncode.unchecked_ref()));
}

/// Inputs, selects and text areas have the same `value`, and checking the type would only add code.
fn as_field(target: &impl JsCast) -> &HtmlInputElement {
    target.unchecked_ref()
}

fn composed(raw: String) -> String {
    if raw.is_ascii() { raw } else { super::nfc(&raw) }
}

/// Returns the content of the text box in the form behind `event`, in Unicode's form C.
pub fn submitted_text(event: &Event) -> String {
    let form = event.target().map(|target| target.unchecked_into::<Element>());
    let area = form.and_then(|form| form.query_selector("textarea").ok().flatten());
    area.map_or(String::new(), |area| composed(as_field(&area).value()))
}

/// Returns the same and clears the box for the next text.
pub fn taken_text(event: &Event) -> String {
    let text = submitted_text(event);
    if let Some(form) = event.target() {
        form.unchecked_into::<HtmlFormElement>().reset();
    }
    text
}

/// Returns the content of the only field in the form behind `event`, exactly as typed.
pub fn submitted_field(event: &Event) -> String {
    let form = event.target().map(|target| target.unchecked_into::<Element>());
    let field = form.and_then(|form| form.query_selector("input[required]").ok().flatten());
    field.map_or(String::new(), |field| as_field(&field).value())
}

/// Returns true if the box behind `event` is checked.
pub fn is_checked(event: &Event) -> bool {
    event.target().is_some_and(|target| as_field(&target).checked())
}
