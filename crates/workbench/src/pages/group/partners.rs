//! The best partners of one agency, or the best pairs of all. They are computed on request, because the computation can
//! be slow.

use super::introduction::introductions;
use super::parts::{choose, export, told, who_text};
use crate::action::GroupAction;
use crate::visit::DeskVisit;
use interlocal_core::words::DeskWord;
use interlocal_group::answer::{Partners, Who};
use interlocal_group::ask::Export;
use interlocal_ui::components::button::Look;
use yew::prelude::*;

/// Maximum number of pairs, as in the worker's answer.
const MOST: usize = 50;

/// Renders this part of the page.
pub(super) fn partners(visit: &DeskVisit) -> Html {
    let group = &visit.state.group;
    let wanted = group.partners_of.as_ref();
    let whose = wanted.and_then(Option::as_ref);
    html! {
        <section class="part" aria-labelledby="partners-title">
            <h2 id="partners-title">{ visit.say(DeskWord::PartnersTitle) }</h2>
            <p>{ visit.say(DeskWord::PartnersLead) }</p>
            <div class="controls no-print">
                { choose(visit, visit.say(DeskWord::PartnersOf), whose, false, GroupAction::Partners) }
                <div>{ visit.button(Look::Quiet, "partners-all", DeskWord::PartnersAll, GroupAction::Partners(None)) }</div>
            </div>
            if let Some(of) = wanted {
                <h3>{ title(visit, of.as_ref()) }</h3>
                { told(visit, &group.partners, |it| found(visit, it)) }
            }
        </section>
    }
}

fn title(visit: &DeskVisit, of: Option<&Who>) -> String {
    match of {
        Some(who) => visit.tell(DeskWord::PartnersOfOne, &[("who", &who_text(visit, who))]),
        None => visit.say(DeskWord::PartnersOfAll).to_owned(),
    }
}

fn found(visit: &DeskVisit, partners: &Partners) -> Html {
    if partners.is_done && partners.pairs.is_empty() {
        return html! { <p class="none">{ visit.say(DeskWord::PartnersNone) }</p> };
    }
    html! {
        <>
            <p>{ visit.say(how_far(visit, partners)) }</p>
            { introductions(visit, &partners.pairs, MOST) }
            if !partners.pairs.is_empty() { { export(visit, Export::Partners) } }
        </>
    }
}

/// Returns the text about the state of the search.
fn how_far(visit: &DeskVisit, partners: &Partners) -> DeskWord {
    match (partners.is_done, visit.state.group.partners.is_stopped()) {
        (true, _) => DeskWord::PartnersDone,
        (false, true) => DeskWord::PartnersStopped,
        (false, false) => DeskWord::PartnersSoFar,
    }
}
