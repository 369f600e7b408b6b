//! The best helpers for one agency or for all, and the network of help.

use super::network::network;
use super::parts::{choose, export, told, who_link, who_text};
use super::saying::capabilities;
use super::share_of::{bar, share};
use crate::action::GroupAction;
use crate::group::MOST_HELPERS;
use crate::visit::DeskVisit;
use interlocal_core::words::DeskWord;
use interlocal_group::answer::{Helpers, Slot, Who};
use interlocal_group::ask::Export;
use interlocal_ui::browser::event::text;
use yew::prelude::*;

/// Renders the page.
pub(super) fn helpers(visit: &DeskVisit) -> Html {
    let group = &visit.state.group;
    html! {
        <>
            <p class="lead">{ visit.say(DeskWord::HelpersLead) }</p>
            <div class="controls no-print">
                { choose(visit, visit.say(DeskWord::HelpersWhom), group.whom.as_ref(), true, GroupAction::Whom) }
                { how_many(visit) }
            </div>
            { told(visit, &group.helpers, |it| found(visit, it)) }
            { network(visit) }
        </>
    }
}

fn how_many(visit: &DeskVisit) -> Html {
    let picked = visit.state.group.n_helpers();
    let onchange = visit
        .dispatch
        .reform(move |event: Event| GroupAction::HowMany(text(&event).parse().unwrap_or(picked)).into());
    let option = |n: u8| html! { <option value={n.to_string()} selected={n == picked}>{ n }</option> };
    html! {
        <label class="field field--short">
            <span class="field__label">{ visit.say(DeskWord::HelpersHowMany) }</span>
            <select class="field__input" data-action="how-many" {onchange}>{ for (1..=MOST_HELPERS).map(option) }</select>
        </label>
    }
}

fn found(visit: &DeskVisit, helpers: &Helpers) -> Html {
    if helpers.total == 0 {
        return html! { <p class="none">{ visit.say(DeskWord::HelpersNothing) }</p> };
    }
    if helpers.chosen.is_empty() {
        return html! { <p class="none">{ visit.say(DeskWord::HelpersNone) }</p> };
    }
    let certainty = if helpers.is_best { DeskWord::HelpersBest } else { DeskWord::HelpersNear };
    html! {
        <section class="part" aria-labelledby="met-title">
            <h2 id="met-title" class="result">{ met(visit, helpers) }</h2>
            { bar(helpers.value, helpers.total) }
            <p>{ visit.say(certainty) }</p>
            if let Some(fewer) = fewer(visit, helpers) { <p>{ fewer }</p> }
            if helpers.chosen.len() > 1 { <p class="small">{ visit.say(DeskWord::HelpersOrder) }</p> }
            <ol class="tiles">
                { for helpers.chosen.iter().enumerate().map(|(idx, chosen)| helper(visit, helpers.total, idx, chosen)) }
            </ol>
            <p class="small">{ visit.say(DeskWord::HelpersTime) }{ " " }{ warning(visit) }</p>
            { export(visit, Export::Helpers) }
        </section>
    }
}

/// Returns the warning that sharing doesn't guarantee savings.
pub(super) fn warning(visit: &DeskVisit) -> String {
    visit.message("warn.savings", &[])
}

fn met(visit: &DeskVisit, helpers: &Helpers) -> String {
    let share = share(visit, helpers.value, helpers.total);
    let is_one = helpers.chosen.len() == 1;
    match &helpers.whom {
        Some(whom) => {
            let word = if is_one { DeskWord::HelpersMeetWhomOne } else { DeskWord::HelpersMeetWhom };
            visit.tell(word, &[("share", &share), ("who", &who_text(visit, whom))])
        }
        None => {
            let word = if is_one { DeskWord::HelpersMeetAllOne } else { DeskWord::HelpersMeetAll };
            visit.tell(word, &[("share", &share)])
        }
    }
}

/// Returns the message that fewer helpers than requested are useful.
fn fewer(visit: &DeskVisit, helpers: &Helpers) -> Option<String> {
    match helpers.chosen.len() {
        n if n >= usize::from(helpers.k) => None,
        1 => Some(visit.say(DeskWord::HelpersFewerOne).to_owned()),
        n => Some(visit.tell(DeskWord::HelpersFewer, &[("n", &n.to_string())])),
    }
}

fn helper(visit: &DeskVisit, total: u32, idx: usize, (who, value, slots): &(Who, u32, Vec<Slot>)) -> Html {
    let word = if idx == 0 { DeskWord::HelpersFirst } else { DeskWord::HelpersAdds };
    html! {
        <li key={who.id} class="tile">
            <h3>{ who_link(visit, who) }</h3>
            <p>{ visit.tell(word, &[("share", &share(visit, *value, total))]) }</p>
            if !slots.is_empty() {
                <p class="small">{ visit.tell(DeskWord::HelpersWith, &[("caps", &capabilities(visit, slots))]) }</p>
            }
        </li>
    }
}
