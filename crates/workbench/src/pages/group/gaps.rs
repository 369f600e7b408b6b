//! The needs in the group and the agencies that could meet them, as a table and as a heat map.

use super::parts::{agencies, capability, domain_idx, export, number, told, who_link};
use super::{filter, heat};
use crate::action::Action;
use crate::page::DeskPage;
use crate::visit::DeskVisit;
use interlocal_core::words::{DeskWord, list};
use interlocal_group::answer::{NeedRow, Slot, Who};
use interlocal_group::ask::Export;
use interlocal_ui::components::button::Look;
use yew::prelude::*;

/// Renders the page.
pub(super) fn gaps(visit: &DeskVisit) -> Html {
    html! {
        <>
            <p class="lead">{ visit.say(DeskWord::GapsLead) }</p>
            { filter::domain(visit) }
            <section class="part" aria-labelledby="needs-title">
                <h2 id="needs-title">{ visit.say(DeskWord::GapsNeeds) }</h2>
                { told(visit, &visit.state.group.coverage, |rows| needs(visit, rows)) }
            </section>
            <section class="part" aria-labelledby="heat-title">
                <h2 id="heat-title">{ visit.say(DeskWord::HeatTitle) }</h2>
                { told(visit, &visit.state.group.heat, |map| heat::heat(visit, map)) }
            </section>
        </>
    }
}

/// Returns true if the capability belongs to the selected domain.
pub(super) fn is_shown(visit: &DeskVisit, slot: Slot) -> bool {
    visit.state.group.domain.is_none_or(|domain| domain_idx(visit, slot) == Some(domain))
}

fn needs(visit: &DeskVisit, rows: &[NeedRow]) -> Html {
    let rows: Vec<&NeedRow> =
        rows.iter().filter(|row| row.n_needed > 0 && is_shown(visit, row.slot)).collect();
    if rows.is_empty() {
        return html! { <p>{ visit.say(DeskWord::GapsNone) }</p> };
    }
    let heads = [DeskWord::GapsNeeded, DeskWord::GapsUncovered, DeskWord::GapsOneHelper, DeskWord::GapsOffer];
    html! {
        <>
            { nobody(visit, &rows) }
            <p class="small no-print">{ visit.say(DeskWord::GapsHint) }</p>
            <div class="moves grid" role="region" aria-label={visit.say(DeskWord::GapsCaption)} tabindex="0">
                <table class="moves__table">
                    <caption class="visually-hidden">{ visit.say(DeskWord::GapsCaption) }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ visit.say(DeskWord::GapsCapability) }</th>
                            { for heads.map(|word| html! { <th scope="col">{ visit.say(word) }</th> }) }
                        </tr>
                    </thead>
                    <tbody>{ for rows.into_iter().map(|it| need(visit, it)) }</tbody>
                </table>
            </div>
            { export(visit, Export::Coverage) }
        </>
    }
}

/// Renders the needs that no agency in the group can meet, which agencies could buy together or look for elsewhere.
fn nobody(visit: &DeskVisit, rows: &[&NeedRow]) -> Html {
    let is_nobody = |row: &&&NeedRow| row.n_uncovered == row.n_needed;
    let labels: Vec<&str> = rows.iter().filter(is_nobody).map(|row| capability(visit, row.slot)).collect();
    if labels.is_empty() {
        return html! { <p>{ visit.say(DeskWord::GapsNobodyNone) }</p> };
    }
    html! {
        <div class="nobody">
            <p><strong>{ visit.tell(DeskWord::GapsNobody, &[("caps", &list(visit.lang(), &labels))]) }</strong></p>
            <div class="onward no-print">
                { visit.button(Look::Link, "to-buying", DeskWord::GapsToBuying, Action::Show(DeskPage::Buying)) }
                { visit.button(Look::Link, "to-invite", DeskWord::GapsToInvite, Action::Show(DeskPage::Invite)) }
            </div>
        </div>
    }
}

/// Renders one need. Each count opens to show the agencies.
fn need(visit: &DeskVisit, row: &NeedRow) -> Html {
    let uncovered = agencies(visit, &row.uncovered, row.n_uncovered);
    let n_told = u32::try_from(row.one_helper.len()).unwrap_or(u32::MAX);
    let one_helper = html! {
        <ul class="names">
            { for row.one_helper.iter().map(|(who, helper)| rests(visit, who, helper)) }
            if row.n_one_helper > n_told {
                <li>{ visit.tell(DeskWord::SharedMore, &[("n", &number(visit, row.n_one_helper - n_told))]) }</li>
            }
        </ul>
    };
    html! {
        <tr key={row.slot}>
            <th scope="row">{ capability(visit, row.slot) }</th>
            <td>{ number(visit, row.n_needed) }</td>
            <td>{ open(visit, row.n_uncovered, uncovered) }</td>
            <td>{ open(visit, row.n_one_helper, one_helper) }</td>
            <td>{ number(visit, row.n_offer) }</td>
        </tr>
    }
}

/// Renders an agency with its only helper.
fn rests(visit: &DeskVisit, who: &Who, helper: &Who) -> Html {
    html! {
        <li>
            { who_link(visit, who) }
            <span aria-hidden="true">{ " ← " }</span>
            <span class="visually-hidden">{ " " }{ visit.say(DeskWord::GapsRestsOn) }{ " " }</span>
            { who_link(visit, helper) }
        </li>
    }
}

fn open(visit: &DeskVisit, n: u32, names: Html) -> Html {
    if n == 0 {
        return html! { { "0" } };
    }
    html! {
        <details class="count">
            <summary>{ number(visit, n) }<span class="visually-hidden">{ " – " }{ visit.say(DeskWord::GapsNames) }</span></summary>
            { names }
        </details>
    }
}
