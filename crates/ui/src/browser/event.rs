//! The typed reads of the DOM that handlers need.

use super::host;
use interlocal_core::words::Lang;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event, HtmlFormElement, HtmlInputElement};

/// The content of the field behind `event`, in Unicode's form C, as links want it.
pub fn text(event: &Event) -> String {
    event.target().map_or(String::new(), |target| composed(as_field(&target).value()))
}

/// The text in the field behind `event` as its code, for `oncode`, where it is the name of a country or of a state: people and
/// autofill write names where the page asks for codes. `field` and `country` are those of [`host::Host::name_region`].
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

/// Whatever the target is: inputs, selects and text areas read alike, and to ask which one it is would only cost bytes.
fn as_field(target: &impl JsCast) -> &HtmlInputElement {
    target.unchecked_ref()
}

fn composed(raw: String) -> String {
    if raw.is_ascii() { raw } else { super::nfc(&raw) }
}

/// The content of the text box in the form behind `event`, in Unicode's form C.
pub fn submitted_text(event: &Event) -> String {
    let form = event.target().map(|target| target.unchecked_into::<Element>());
    let area = form.and_then(|form| form.query_selector("textarea").ok().flatten());
    area.map_or(String::new(), |area| composed(as_field(&area).value()))
}

/// The same, and empties the box for the next text.
pub fn taken_text(event: &Event) -> String {
    let text = submitted_text(event);
    if let Some(form) = event.target() {
        form.unchecked_into::<HtmlFormElement>().reset();
    }
    text
}

/// As it was typed, the content of the one field in the form behind `event`: spaces and spelling are the reader's matter.
pub fn submitted_field(event: &Event) -> String {
    let form = event.target().map(|target| target.unchecked_into::<Element>());
    let field = form.and_then(|form| form.query_selector("input[required]").ok().flatten());
    field.map_or(String::new(), |field| as_field(&field).value())
}

/// Whether the box behind `event` is ticked.
pub fn is_checked(event: &Event) -> bool {
    event.target().is_some_and(|target| as_field(&target).checked())
}
