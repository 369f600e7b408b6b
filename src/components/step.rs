//! The frame that every step of the questionnaire has.

use super::progress::progress;
use super::steps::steps;
use crate::Visit;
use interlocal_core::words::Word;
use interlocal_ui::components::heading::heading;
use yew::prelude::*;

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
