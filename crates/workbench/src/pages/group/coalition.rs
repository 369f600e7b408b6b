//! The members of the coalition, which are chosen from the list of agencies.

use super::list::pages;
use super::parts::{search, who_text};
use crate::action::GroupAction;
use crate::group::ROWS;
use crate::visit::DeskVisit;
use interlocal_core::words::DeskWord;
use interlocal_group::answer::{Agencies, Who};
use interlocal_ui::components::choice::{Choice, Kind, choice};
use yew::prelude::*;

/// Renders the list with its search, and the members.
pub(super) fn coalition(visit: &DeskVisit) -> Html {
    html! {
        <>
            { members(visit) }
            <section class="aside no-print" aria-labelledby="choose-title">
                <h2 id="choose-title">{ visit.say(DeskWord::InviteChoose) }</h2>
                { visit.state.group.agencies.value().map(|agencies| list(visit, agencies)) }
            </section>
        </>
    }
}

/// Renders the members in a live region. The region always exists, because screen readers don't announce one that is
/// inserted with its text. It is a section, so that the focus moves to the next control if a button removes itself.
fn members(visit: &DeskVisit) -> Html {
    let members = &visit.state.group.coalition;
    let text = match members.len() {
        0 => visit.say(DeskWord::InviteEmpty).to_owned(),
        n => visit.tell(DeskWord::InviteChosen, &[("n", &n.to_string())]),
    };
    html! {
        <section class="chosen" aria-labelledby="chosen-title">
            <p class="chosen__title" id="chosen-title" role="status">{ text }</p>
            if !members.is_empty() { <ul class="chips">{ for members.iter().map(|who| chip(visit, who)) }</ul> }
        </section>
    }
}

fn chip(visit: &DeskVisit, who: &Who) -> Html {
    let name = who_text(visit, who);
    let label = visit.tell(DeskWord::InviteTakeOutWho, &[("who", &name)]);
    html! {
        <li key={who.id} class="chip">
            <span>{ name }</span>
            <button type="button" class="chip__remove no-print" data-action="take-out" aria-label={label}
                onclick={visit.on(GroupAction::Toggle(who.clone()))}>
                <span aria-hidden="true">{ "×" }</span>
            </button>
        </li>
    }
}

fn list(visit: &DeskVisit, agencies: &Agencies) -> Html {
    let is_long = visit.state.group.overview.value().is_some_and(|overview| overview.n_shown > ROWS);
    let one = |who: &Who| {
        let value = who.id.to_string();
        html! {
            <li key={who.id}>{ choice(Choice {
                kind: Kind::Checkbox,
                name: "member",
                value: &value,
                label: "",
                text: &who_text(visit, who),
                is_on: visit.state.group.coalition.iter().any(|it| it.id == who.id),
                onchange: visit.on(GroupAction::Toggle(who.clone())),
            }) }</li>
        }
    };
    html! {
        <>
            if is_long { { search(visit) } }
            <fieldset class="question">
                <legend class="visually-hidden">{ visit.say(DeskWord::InviteChoose) }</legend>
                <ul class="members">{ for agencies.rows.iter().map(|row| one(&row.who)) }</ul>
            </fieldset>
            { pages(visit, agencies.from, agencies.n, ROWS, GroupAction::Rows) }
        </>
    }
}
