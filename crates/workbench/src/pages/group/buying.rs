//! Groups that could buy together, with their members and their terms. Savings are not estimated.

use super::helpers::warning;
use super::parts::{agencies, capability, export, number, told, who_link, who_text};
use super::saying::in_sentence;
use super::terms::option_by_id;
use crate::visit::DeskVisit;
use interlocal_core::words::DeskWord;
use interlocal_group::answer::{BuyingGroup, LARGE_PCT};
use interlocal_group::ask::Export;
use yew::prelude::*;

/// Number of groups that are open initially.
const FIRST: usize = 6;

/// Renders the page.
pub(super) fn buying(visit: &DeskVisit) -> Html {
    html! {
        <>
            <p class="lead">{ visit.say(DeskWord::BuyingLead) }</p>
            { told(visit, &visit.state.group.buying, |groups| found(visit, groups)) }
        </>
    }
}

fn found(visit: &DeskVisit, groups: &[BuyingGroup]) -> Html {
    if groups.is_empty() {
        return html! { <p class="none">{ visit.say(DeskWord::BuyingNone) }</p> };
    }
    let (first, rest) = groups.split_at(groups.len().min(FIRST));
    let summary = match rest.len() {
        1 => visit.say(DeskWord::BuyingRestOne).to_owned(),
        n => visit.tell(DeskWord::BuyingRest, &[("n", &n.to_string())]),
    };
    html! {
        <>
            { export(visit, Export::Buying) }
            <div class="stack">{ for first.iter().enumerate().map(|(idx, it)| group(visit, it, idx == 0)) }</div>
            if !rest.is_empty() {
                <details class="fold">
                    <summary>{ summary }</summary>
                    <div class="stack">{ for rest.iter().map(|it| group(visit, it, false)) }</div>
                </details>
            }
            <p class="small">{ warning(visit) }</p>
        </>
    }
}

fn group(visit: &DeskVisit, group: &BuyingGroup, is_first: bool) -> Html {
    let row = |word: String, text: Html| html! { <div class="answers__row"><dt>{ word }</dt><dd>{ text }</dd></div> };
    let say = |word: DeskWord| visit.say(word).to_owned();
    let members = visit.tell(DeskWord::BuyingMembers, &[("n", &group.n_members.to_string())]);
    html! {
        <article key={group.slot} class="tile">
            <h2 class="tile__title">
                { capability(visit, group.slot) }
                if is_first { { " " }<span class="badge">{ visit.say(DeskWord::BuyingMost) }</span> }
            </h2>
            <p>{ summary(visit, group) }</p>
            <dl class="answers">
                { row(say(DeskWord::BuyingBy), html! { { option_by_id(visit, "term-agreements", &group.by) } }) }
                { row(members, agencies(visit, &group.members, group.n_members)) }
                { row(say(DeskWord::BuyingCounts), html! { { equal(visit, group.eff10) } }) }
                { row(say(DeskWord::BuyingLargest), largest(visit, group)) }
                { row(say(DeskWord::BuyingLeads), leads(visit, group)) }
            </dl>
            { how(visit, group) }
        </article>
    }
}

fn summary(visit: &DeskVisit, group: &BuyingGroup) -> String {
    let [n, people] = [group.n_members, group.people_at_least].map(|n| number(visit, n));
    let cap = in_sentence(visit, group.slot);
    visit.message("buy.group", &[("n", &n), ("pop", &people), ("cap", &cap)])
}

/// Formats a number with one decimal. Both languages use a point.
fn equal(visit: &DeskVisit, eff10: u32) -> String {
    let (whole, tenth) = (eff10 / 10, eff10 % 10);
    match (whole, tenth) {
        (1, 0) => visit.say(DeskWord::BuyingEqualOne).to_owned(),
        (_, 0) => visit.tell(DeskWord::BuyingEqual, &[("n", &whole.to_string())]),
        (_, _) => visit.tell(DeskWord::BuyingEqual, &[("n", &format!("{whole}.{tenth}"))]),
    }
}

fn largest(visit: &DeskVisit, group: &BuyingGroup) -> Html {
    let Some(first) = group.members.first() else { return Html::default() };
    let share = [("who", who_text(visit, first)), ("n", group.largest_pct.to_string())];
    let share =
        visit.tell(DeskWord::BuyingLargestShare, &share.each_ref().map(|(key, it)| (*key, it.as_str())));
    html! {
        <>
            <p>{ share }</p>
            if group.largest_pct > LARGE_PCT { <p class="caution">{ visit.say(DeskWord::BuyingHeavy) }</p> }
        </>
    }
}

fn leads(visit: &DeskVisit, group: &BuyingGroup) -> Html {
    match group.leads.as_slice() {
        [] => html! { <p class="caution">{ visit.say(DeskWord::BuyingNobody) }</p> },
        leads => html! {
            <ul class="names">{ for leads.iter().map(|who| html! { <li key={who.id}>{ who_link(visit, who) }</li> }) }</ul>
        },
    }
}

/// Renders the number with its parts. This is the only place that shows the bare number.
fn how(visit: &DeskVisit, group: &BuyingGroup) -> Html {
    let weight = visit.tell(DeskWord::BuyingHowWeight, &[("n", &number(visit, group.power))]);
    html! {
        <details class="fold no-print">
            <summary>{ visit.say(DeskWord::BuyingHow) }</summary>
            <ul>
                <li>{ weight }</li>
                <li>{ visit.say(DeskWord::BuyingHowPeople) }</li>
                <li>{ visit.say(DeskWord::BuyingHowEqual) }</li>
            </ul>
        </details>
    }
}
