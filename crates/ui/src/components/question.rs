//! A card with one question.

use super::button::small;
use interlocal_core::words::{Lang, Word, say, tell};
use yew::prelude::*;

/// Renders one question in a card. `foreign` is the language of `ask` if it differs from the page's. `clear` is the
/// button that clears the answer, if there is one.
pub fn question(
    foreign: Option<AttrValue>,
    lang: Lang,
    ask: &str,
    hint: Option<Word>,
    body: Html,
    clear: Option<Callback<MouseEvent>>,
) -> Html {
    let clear = clear.map(|onclick| {
        let button =
            small(say(lang, Word::RowClear), tell(lang, Word::TermsClearOf, &[("ask", ask)]), onclick);
        html! { <div class="item-card__foot">{ button }</div> }
    });
    html! {
        <section class="item-card">
            <fieldset class="question">
                <legend class="item-card__label" lang={foreign}>{ ask.to_owned() }</legend>
                if let Some(hint) = hint {
                    <p class="question__hint">{ say(lang, hint) }</p>
                }
                { body }
            </fieldset>
            // An empty element instead of none: if a sibling is added or removed, yew recreates the fieldset, which
            // loses the focus.
            { clear.unwrap_or_default() }
        </section>
    }
}
