//! Explains why a link gave no profile, with the next step and a box for another link.

use crate::Visit;
use crate::components::paste_box::paste_box;
use interlocal_core::explain;
use interlocal_core::session::Action;
use interlocal_core::words::Word;
use interlocal_ui::components::button::Look;
use interlocal_ui::components::direction::sentence;
use interlocal_ui::components::heading::{aside, heading};
use yew::prelude::*;

/// Renders the page.
pub(super) fn problem(visit: &Visit) -> Html {
    let text = visit.state.problem.as_ref().map(|error| explain::link_error(visit.lang(), error));
    let mine = if visit.state.has_answers() { Word::ReceivedMine } else { Word::ReceivedBegin };
    html! {
        <main>
            { heading(visit.say(Word::BrokenTitle)) }
            <p class="lead problem" role="alert">{ text.as_deref().map(sentence) }</p>
            { aside("again", visit.say(Word::BrokenAgain).to_owned(), paste_box(visit)) }
            <p>
                { visit.say(Word::ReceivedSafe) }{ " " }
                { visit.button(Look::Link, "mine", mine, Action::Begin) }
            </p>
        </main>
    }
}
