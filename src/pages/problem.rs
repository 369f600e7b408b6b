//! A link that did not give a profile: what happened, and what to do next. The box for another try is right here.

use crate::components::button::{Look, button};
use crate::components::direction::sentence;
use crate::components::paste_box::paste_box;
use crate::components::question::{aside, heading};
use crate::visit::Visit;
use interlocal_core::explain;
use interlocal_core::session::Action;
use interlocal_core::words::Word;
use yew::prelude::*;

/// The page.
pub(super) fn problem(visit: &Visit) -> Html {
    let text = visit.session.problem.as_ref().map(|error| explain::link_error(visit.lang(), error));
    let mine = if visit.session.has_answers() { Word::ReceivedMine } else { Word::ReceivedBegin };
    html! {
        <main>
            { heading(visit.say(Word::BrokenTitle)) }
            <p class="lead problem" role="alert">{ text.as_deref().map(sentence) }</p>
            { aside("again", visit.say(Word::BrokenAgain).to_owned(), paste_box(visit)) }
            <p>
                { visit.say(Word::ReceivedSafe) }{ " " }
                { button(visit, Look::Link, "mine", mine, Action::Begin) }
            </p>
        </main>
    }
}
