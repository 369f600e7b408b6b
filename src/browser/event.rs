//! The typed reads of the DOM that handlers need.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, Event, HtmlFormElement, HtmlInputElement};

/// Bytes of a text that a person may still want to look at in its box: some hundred links.
const MOST_TYPED: usize = 50_000;

/// The content of the field behind `event`, in Unicode's form C, as links want it.
pub fn text(event: &Event) -> String {
    event.target().map_or(String::new(), |target| composed(as_field(&target).value()))
}

/// Whatever the target is: inputs, selects and text areas read alike, and to ask which one it is would only cost bytes.
fn as_field(target: &impl JsCast) -> &HtmlInputElement {
    target.unchecked_ref()
}

fn composed(raw: String) -> String {
    // The browser has the tables already; in the WebAssembly they would weigh more than the whole link codec.
    if raw.is_ascii() { raw } else { js_sys::JsString::from(raw).normalize("NFC").into() }
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

/// A list that is being pasted, which then does not go into the box: a browser takes long to lay out some thousand lines in
/// one. Nothing where the text is short enough to be looked at first.
pub fn pasted_list(event: &Event) -> Option<String> {
    let text = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text").ok()?;
    (text.len() > MOST_TYPED).then(|| {
        event.prevent_default();
        text
    })
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
