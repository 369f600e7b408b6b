//! The capabilities of one domain, with skill and need side by side.

use crate::Visit;
use crate::components::item_card::ItemCard;
use crate::components::step::step_of;
use interlocal_core::bank::{ScaleId, Slot};
use interlocal_core::words::Word;
use interlocal_ui::components::heading::heading_in;
use yew::prelude::*;

/// Renders the page.
pub(super) fn domain(visit: &Visit, domain_idx: u8) -> Html {
    let title =
        visit.bank().domains.get(usize::from(domain_idx)).map_or("", |domain| visit.text(&domain.label));
    let card = |slot: Slot| {
        html! {
            <ItemCard key={slot.0} bank={visit.bank().clone()} lang={visit.lang()} {slot}
                response={visit.state.profile.responses.get(slot)} dispatch={visit.dispatch.clone()} />
        }
    };
    let body = html! {
        <>
            <ul class="rules">{ for [ScaleId::Skill, ScaleId::Need].map(|scale| rule(visit, scale)) }</ul>
            { for visit.state.asked(domain_idx).into_iter().map(card) }
        </>
    };
    step_of(visit, heading_in(visit.foreign(), title), Word::DomainLead, Word::NavNext, body)
}

fn rule(visit: &Visit, scale: ScaleId) -> Html {
    let scale = visit.bank().scale(scale);
    html! { <li lang={visit.foreign()}><strong>{ visit.text(&scale.ask) }</strong>{ " " }{ visit.text(&scale.rule) }</li> }
}
