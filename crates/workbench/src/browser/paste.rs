//! Reads what a person pastes or drops, in the form that has the links.

use super::forms::Forms;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, Event};

/// The maximum size of a pasted text that is shown in its box: about a hundred links.
const MOST_TYPED: usize = 50_000;

/// Returns the text that is pasted if it is a long list, or has links that the box would lose. It isn't inserted in the
/// box, because browsers are slow to lay out thousands of lines in one. `None` if the text is short enough to be
/// reviewed first.
pub fn pasted_list(event: &Event) -> Option<String> {
    let data = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    let forms = forms(&data);
    let text = (forms.hides_links() || forms.plain.len() > MOST_TYPED).then(|| forms.text()).flatten();
    text.inspect(|_| event.prevent_default())
}

/// Returns the text that is pasted if it has links behind words, which the box would lose.
pub fn pasted_unseen(event: &Event) -> Option<String> {
    let data = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    let forms = Some(forms(&data)).filter(Forms::hides_links)?;
    forms.text().inspect(|_| event.prevent_default())
}

/// Returns the formats of dropped or pasted data.
pub fn forms(data: &DataTransfer) -> Forms {
    let form = |kind: &str| data.get_data(kind).unwrap_or_default();
    Forms { plain: form("text/plain"), html: form("text/html"), addresses: form("text/uri-list") }
}
