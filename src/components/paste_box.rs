//! A box to paste a link into, with any text around it. Its content isn't read before the person presses "Open".

use crate::Visit;
use interlocal_core::session::Action;
use interlocal_core::words::Word;
use interlocal_ui::browser::event::submitted_text;
use yew::prelude::*;

/// Renders the form. The browser itself rejects an empty box.
pub fn paste_box(visit: &Visit) -> Html {
    let onsubmit = visit.dispatch.reform(|event: SubmitEvent| {
        event.prevent_default();
        Action::OpenLink(submitted_text(&event))
    });
    html! {
        <form {onsubmit}>
            <label class="field__label" for="paste">{ visit.say(Word::OpenLabel) }</label>
            <p class="field__hint" id="paste-hint">{ visit.say(Word::OpenHint) }</p>
            <textarea id="paste" class="field__input" rows="5" spellcheck="false" autocomplete="off" required=true
                aria-describedby="paste-hint" />
            <div class="steps">
                <button type="submit" class="button" data-action="open-link">{ visit.say(Word::OpenButton) }</button>
            </div>
        </form>
    }
}
