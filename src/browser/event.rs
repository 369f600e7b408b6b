//! The typed reads of the DOM that handlers need.

use super::host;
use crate::desk::handed::Forms;
use interlocal_core::words::Lang;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{ClipboardEvent, DataTransfer, Element, Event, HtmlFormElement, HtmlInputElement};

/// Bytes of a text that a person may still want to look at in its box: some hundred links.
const MOST_TYPED: usize = 50_000;

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

/// A list that is being pasted, or text with links that the box would lose. It does not go into the box then: a browser takes
/// long to lay out some thousand lines in one. `None` if the text is short enough to be looked at first.
pub fn pasted_list(event: &Event) -> Option<String> {
    let data = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    let forms = forms(&data);
    let text = (forms.hides_links() || forms.plain.len() > MOST_TYPED).then(|| forms.text()).flatten();
    text.inspect(|_| event.prevent_default())
}

/// The text that is being pasted, if it has links behind words, which the box would lose.
pub fn pasted_unseen(event: &Event) -> Option<String> {
    let data = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    let forms = Some(forms(&data)).filter(Forms::hides_links)?;
    forms.text().inspect(|_| event.prevent_default())
}

/// The forms of what is dropped or pasted.
pub fn forms(data: &DataTransfer) -> Forms {
    let form = |kind: &str| data.get_data(kind).unwrap_or_default();
    Forms { plain: form("text/plain"), html: form("text/html"), addresses: form("text/uri-list") }
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
