//! Featured offers and needs: at most three of each.

use crate::Visit;
use crate::components::step::step;
use interlocal_core::bank::{ScaleId, Slot};
use interlocal_core::session::{Change, Pick};
use interlocal_core::words::Word;
use interlocal_ui::browser::event::is_checked;
use interlocal_ui::components::choice::{Choice, Kind, choice_in};
use interlocal_ui::components::foreign::tell_quoting;
use interlocal_ui::components::question::question;
use yew::prelude::*;

/// Renders the page.
pub(super) fn picks(visit: &Visit) -> Html {
    let card = visit.state.scorecard();
    // In the order of the questionnaire, because a list must not change while a person picks from it.
    let ascending = |slots: Vec<Slot>| -> Vec<Slot> {
        visit.bank().capabilities.iter().map(|c| c.slot).filter(|slot| slots.contains(slot)).collect()
    };
    let body = html! {
        <>
            { list(visit, Pick::Offers, &ascending(card.offers)) }
            { list(visit, Pick::Needs, &ascending(card.needs)) }
        </>
    };
    step(visit, visit.say(Word::PicksTitle), Word::PicksLead, Word::NavNext, body)
}

fn list(visit: &Visit, pick: Pick, slots: &[Slot]) -> Html {
    let (message, name, picked) = match pick {
        Pick::Offers => ("pick.offers", "featured-offers", &visit.state.profile.featured.offers),
        Pick::Needs => ("pick.needs", "featured-needs", &visit.state.profile.featured.needs),
    };
    let boxes = slots.iter().map(|slot| {
        let (slot, capability) = (*slot, visit.bank().capability(*slot));
        choice_in(
            visit.foreign(),
            Choice {
                kind: Kind::Checkbox,
                name,
                value: &capability.id,
                label: "",
                text: visit.text(&capability.label),
                is_on: picked.contains(&slot),
                onchange: visit.dispatch.reform(move |event: Event| {
                    Change::Feature { pick, slot, is_on: is_checked(&event) }.into()
                }),
            },
        )
    });
    let body = match slots.is_empty() {
        true => html! { <p>{ nothing(visit, pick) }</p> },
        false => html! { <div class="question__grid">{ for boxes }</div> },
    };
    question(visit.foreign(), visit.lang(), visit.bank().message(visit.lang(), message), None, body, None)
}

fn nothing(visit: &Visit, pick: Pick) -> Html {
    let label = |scale: ScaleId, level: usize| visit.text(&visit.bank().scale(scale).levels[level].label);
    let tell = |word, values: &[(&str, &str)]| tell_quoting(visit.bank(), visit.lang(), word, values);
    match pick {
        Pick::Offers => tell(
            Word::PicksNoOffers,
            &[("share", label(ScaleId::Skill, 3)), ("lend", label(ScaleId::Skill, 4))],
        ),
        Pick::Needs => tell(Word::PicksNoNeeds, &[("planned", label(ScaleId::Need, 2))]),
    }
}
