//! The answers behind a number, in a disclosure widget.

use super::foreign::tell_quoting;
use interlocal_core::bank::Bank;
use interlocal_core::direction::Part;
use interlocal_core::explain;
use interlocal_core::score::Reason;
use interlocal_core::words::{Lang, Word, filled, say};
use yew::prelude::*;

/// Renders the list. `what` names the number for screen readers.
pub fn reason_list(bank: &Bank, lang: Lang, what: Html, reasons: &[Reason]) -> Html {
    let what = filled(say(lang, Word::ProfileWhyOf), &[("what", "")]).into_iter().map(|piece| match piece {
        Part::Text(text) => html! { text },
        Part::Value(_) => what.clone(),
    });
    html! {
        <details class="reasons">
            <summary>
                <span aria-hidden="true">{ say(lang, Word::ProfileWhy) }</span>
                <span class="visually-hidden">{ for what }</span>
            </summary>
            <ul>{ for reasons.iter().map(|reason| html! { <li>{ sentence(bank, lang, reason) }</li> }) }</ul>
        </details>
    }
}

fn sentence(bank: &Bank, lang: Lang, reason: &Reason) -> Html {
    let (word, values) = explain::parts(bank, lang, reason);
    let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_ref())).collect();
    tell_quoting(bank, lang, word, &values)
}
