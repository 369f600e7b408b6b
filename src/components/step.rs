//! The frame that every step of the questionnaire has.

use super::progress::progress;
use super::steps::steps;
use crate::Visit;
use interlocal_core::words::Word;
use interlocal_ui::components::heading::heading;
use yew::prelude::*;

/// Renders a step: progress, heading, lead, questions, and the buttons.
pub fn step(visit: &Visit, title: &str, lead: Word, next: Word, body: Html) -> Html {
    step_of(visit, heading(title), lead, next, body)
}

/// Renders a step with a given heading.
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
