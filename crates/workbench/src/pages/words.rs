//! The words of an encrypted link. They are shown once; leaving the page drops them.

use super::busy;
use super::ways::copied;
use crate::action::{Action, Copied};
use crate::page::DeskPage;
use crate::visit::DeskVisit;
use interlocal_core::words::DeskWord;
use interlocal_ui::components::button::Look;
use interlocal_ui::components::heading::heading;
use yew::prelude::*;

/// Renders the page. Printed, it is a slip of paper with the words and their purpose.
pub(super) fn words(visit: &DeskVisit) -> Html {
    let words = visit.state.sharing.words.clone().unwrap_or_default();
    let trouble = visit.state.sharing.trouble;
    html! {
        <main class="desk">
            { heading(visit.say(DeskWord::WordsTitle)) }
            <p class="lead">{ visit.say(DeskWord::WordsLead) }</p>
            <ol class="words" translate="no">{ for words.split('-').map(|word| html! { <li>{ word.to_owned() }</li> }) }</ol>
            <label class="field__label" for="words">{ visit.say(DeskWord::WordsLine) }</label>
            <textarea id="words" class="field__input share__link" readonly=true rows="2" spellcheck="false" translate="no"
                value={words} />
            <ul>
                <li>{ visit.say(DeskWord::SealApart) }</li>
                <li>{ visit.say(DeskWord::WordsLost) }</li>
            </ul>
            <div class="steps">
                { visit.button(Look::Quiet, "copy-words", DeskWord::WordsCopy, Action::Copy(Copied::Words)) }
                { visit.button(Look::Quiet, "print-words", DeskWord::WordsPrint, Action::Print) }
            </div>
            <p class="share__status no-print" role="status">{ copied(visit, Copied::Words) }</p>
            { busy(visit, DeskWord::SealBusy) }
            <div role="alert">
                if let Some(trouble) = trouble { <p class="problem">{ super::no_seal(visit.lang(), trouble) }</p> }
            </div>
            <div class="steps">
                { visit.button(Look::Main, "words-kept", DeskWord::WordsKept, Action::Show(DeskPage::Share)) }
            </div>
        </main>
    }
}
