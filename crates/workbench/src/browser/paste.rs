//! Reads what a person pastes or drops, in the form that has the links.

use super::forms::Forms;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, Event};

/// Bytes of a text that a person may still want to look at in its box: some hundred links.
const MOST_TYPED: usize = 50_000;

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
