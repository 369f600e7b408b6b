//! The terms: what the agency could live with.

use super::heading;
use crate::components::progress::progress;
use crate::components::steps::steps;
use crate::components::term_card::TermCard;
use crate::visit::Visit;
use interlocal_core::words::Word;
use yew::prelude::*;

/// The page.
pub(super) fn terms(visit: &Visit) -> Html {
    let card = |(idx, answer): (usize, &interlocal_core::profile::TermAnswer)| {
        html! {
            <TermCard key={idx} bank={visit.bank().clone()} lang={visit.lang()} {idx} answer={answer.clone()}
                dispatch={visit.dispatch.clone()} />
        }
    };
    html! {
        <main>
            { progress(visit) }
            { heading(visit.say(Word::TermsTitle)) }
            <p class="lead">{ visit.say(Word::TermsLead) }</p>
            { for visit.session.profile.terms.iter().enumerate().map(card) }
            { steps(visit, Word::NavNext) }
        </main>
    }
}
