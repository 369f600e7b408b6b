//! A box to paste a link into, with whatever came around it.

use super::heading;
use crate::browser::event::text;
use crate::visit::Visit;
use interlocal_core::session::Action;
use interlocal_core::words::Word;
use yew::prelude::*;

/// The page.
pub(super) fn open(visit: &Visit) -> Html {
    html! {
        <main>
            { heading(visit.say(Word::OpenTitle)) }
            <PasteBox visit={visit.clone()} />
        </main>
    }
}

/// The visit that the box speaks to.
#[derive(Properties, PartialEq)]
pub struct PasteBoxProps {
    /// The visit.
    pub visit: Visit,
}

/// The box keeps what is being pasted to itself: it is nobody's business before "Open" is pressed.
#[component]
pub fn PasteBox(props: &PasteBoxProps) -> Html {
    let visit = &props.visit;
    let pasted = use_state_eq(String::new);
    let is_empty = use_state_eq(|| false);
    let oninput = {
        let (pasted, is_empty) = (pasted.clone(), is_empty.clone());
        Callback::from(move |event: InputEvent| {
            pasted.set(text(&event));
            is_empty.set(false);
        })
    };
    let onsubmit = {
        let (pasted, is_empty, dispatch) = (pasted.clone(), is_empty.clone(), visit.dispatch.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match pasted.trim().is_empty() {
                true => is_empty.set(true),
                false => dispatch.emit(Action::OpenLink((*pasted).clone())),
            }
        })
    };
    html! {
        <form {onsubmit} novalidate=true>
            <label class="field__label" for="paste">{ visit.say(Word::OpenLabel) }</label>
            <p class="field__hint" id="paste-hint">{ visit.say(Word::OpenHint) }</p>
            <div role="alert">
                if *is_empty {
                    <p class="field__error" id="paste-error">{ visit.say(Word::OpenEmpty) }</p>
                }
            </div>
            <textarea id="paste" class="field__input" rows="5" spellcheck="false" autocomplete="off"
                aria-describedby={if *is_empty { "paste-error paste-hint" } else { "paste-hint" }}
                aria-invalid={is_empty.to_string()} value={(*pasted).clone()} {oninput} />
            <div class="steps">
                <button type="submit" class="button" data-action="open-link">{ visit.say(Word::OpenButton) }</button>
            </div>
        </form>
    }
}
