//! A card with one question.

use super::button::small;
use interlocal_core::words::{Lang, Word, say, tell};
use yew::prelude::*;

/// One question in a card; `foreign` is the language of `ask` if it isn't the page's. `clear` takes the answer away; `None` where there is nothing to take.
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
            // An empty place and not nothing: where a sibling comes or goes, the fieldset would be made anew and lose focus.
            { clear.unwrap_or_default() }
        </section>
    }
}
