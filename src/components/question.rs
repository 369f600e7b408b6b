//! A card with one question, and the frame that every step of the questionnaire has.

use super::button::small;
use super::direction::sentence;
use super::progress::progress;
use super::steps::steps;
use crate::visit::Visit;
use interlocal_core::words::{Lang, Word, say, tell};
use yew::prelude::*;

/// A page's heading, to which focus moves when the page comes.
pub fn heading(text: &str) -> Html {
    heading_in(None, text)
}

/// A heading in the language that [`foreign`](super::foreign::foreign) names.
pub fn heading_in(foreign: Option<AttrValue>, text: &str) -> Html {
    html! { <h1 class="heading" tabindex="-1" lang={foreign}>{ sentence(text) }</h1> }
}

/// A step: how far it is, its heading and lead, what it asks, and the way on.
pub fn step(visit: &Visit, title: &str, lead: Word, next: Word, body: Html) -> Html {
    step_of(visit, heading(title), lead, next, body)
}

/// A step whose heading is made already.
pub fn step_of(visit: &Visit, heading: Html, lead: Word, next: Word, body: Html) -> Html {
    html! {
        <main>
            { progress(visit) }
            { heading }
            <p class="lead">{ visit.say(lead) }</p>
            { body }
            { steps(visit, next) }
        </main>
    }
}

/// A box that stands apart, with a title of its own.
pub fn aside(id: &'static str, title: String, body: Html) -> Html {
    html! { <section class="aside" aria-labelledby={id}><h2 {id}>{ title }</h2>{ body }</section> }
}

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
