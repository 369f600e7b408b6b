//! The terms of sharing.

use crate::Visit;
use crate::components::step::step;
use crate::components::term_card::TermCard;
use interlocal_core::profile::TermAnswer;
use interlocal_core::words::Word;
use yew::prelude::*;

/// Renders the page.
pub(super) fn terms(visit: &Visit) -> Html {
    let card = |(idx, answer): (usize, &TermAnswer)| {
        html! {
            <TermCard key={idx} bank={visit.bank().clone()} lang={visit.lang()} {idx} answer={answer.clone()}
                dispatch={visit.dispatch.clone()} />
        }
    };
    let cards = visit.state.profile.terms.iter().enumerate().map(card).collect();
    step(visit, visit.say(Word::TermsTitle), Word::TermsLead, Word::NavNext, cards)
}
