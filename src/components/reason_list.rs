//! The answers behind a number, folded away until somebody asks.

use interlocal_core::bank::Bank;
use interlocal_core::explain;
use interlocal_core::score::Reason;
use interlocal_core::words::{Lang, Word, say, tell};
use yew::prelude::*;

/// `what` names the number for those who hear the list of folds without its surroundings.
pub fn reason_list(bank: &Bank, lang: Lang, what: &str, reasons: &[Reason]) -> Html {
    html! {
        <details class="reasons">
            <summary>
                <span aria-hidden="true">{ say(lang, Word::ProfileWhy) }</span>
                <span class="visually-hidden">{ tell(lang, Word::ProfileWhyOf, &[("what", what)]) }</span>
            </summary>
            <ul>{ for reasons.iter().map(|reason| html! { <li>{ explain::sentence(bank, lang, reason) }</li> }) }</ul>
        </details>
    }
}
