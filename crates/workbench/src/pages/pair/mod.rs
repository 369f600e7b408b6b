//! The comparison of two agencies: origin, fit with its reasons, help in both directions, common needs, terms, and
//! readiness. There are no bare numbers, and each line opens to show the answers behind it.

mod fit;
mod ready;
mod says;
mod skills;
mod talk;
mod terms;

pub(super) use talk::talk;

use super::as_told;
use crate::action::{Action, TwoAction};
use crate::page::DeskPage;
use crate::visit::DeskVisit;
use interlocal_compare::Party;
use interlocal_core::bank::ContextKind;
use interlocal_core::explain;
use interlocal_core::raters::{SameAgency, same_agency};
use interlocal_core::words::{DeskWord, Word};
use interlocal_ui::components::button::Look;
use interlocal_ui::components::heading::heading;
use says::Pair;
use yew::prelude::*;

/// Number of entries of a list that are open initially.
const OPEN: usize = 5;

/// Renders the page.
pub(super) fn pair(visit: &DeskVisit) -> Html {
    let Some(two) = &visit.state.two else { return Html::default() };
    let pair = Pair::new(visit, two);
    html! {
        <main class="pair">
            { who(&pair) }
            { heading(&visit.tell(DeskWord::PairHeading, &pair.names())) }
            if two.mine.is_some() { { as_told(visit) } }
            { other_side(&pair) }
            { fit::fit(&pair) }
            { skills::help(&pair, Party::A) }
            { skills::help(&pair, Party::B) }
            { skills::common(&pair) }
            { skills::peers(&pair) }
            { terms::terms(&pair) }
            { ready::ready(&pair) }
            { ways(&pair) }
        </main>
    }
}

/// Renders the origin of the two profiles, and that nobody verified them.
fn who(pair: &Pair<'_>) -> Html {
    let visit = pair.visit;
    let is_same = same_agency(&pair.two.a, &pair.two.b) == SameAgency::Yes;
    html! {
        <section class="banner" aria-label={visit.say(DeskWord::PairWho)}>
            <ul class="pair__who">{ for [Party::A, Party::B].map(|party| one(pair, party)) }</ul>
            <p><strong>{ visit.say(DeskWord::PairWhoUnchecked) }</strong></p>
            if is_same { <p>{ visit.say(DeskWord::PairWhoSame) }</p> }
        </section>
    }
}

/// Renders name, kind, size, region and date.
fn one(pair: &Pair<'_>, party: Party) -> Html {
    let (visit, profile) = (pair.visit, pair.two.of(party));
    let (bank, lang) = (visit.bank(), visit.lang());
    let rest = bank.context.iter().enumerate().filter(|(_, question)| question.kind != ContextKind::Text);
    let mut said: Vec<String> =
        rest.filter_map(|(idx, _)| explain::context(bank, lang, profile, idx)).collect();
    said.extend(profile.date.map(|date| visit.tell(Word::ProfileDate, &[("date", &date.iso())])));
    html! {
        <li>
            <strong class="pair__name"><bdi>{ pair.name(party).to_owned() }</bdi></strong>
            if pair.two.is_mine(party) { { " " }<span class="badge">{ visit.say(DeskWord::PairWhoMine) }</span> }
            <span class="pair__about">{ said.join(" · ") }</span>
        </li>
    }
}

/// Renders the button that swaps the two sides.
fn other_side(pair: &Pair<'_>) -> Html {
    let visit = pair.visit;
    let told = match pair.two.is_swapped {
        true => visit.tell(DeskWord::PairSwapped, &[("name", pair.name(Party::A))]),
        false => String::new(),
    };
    html! {
        <div class="pair__side no-print">
            { visit.button(Look::Quiet, "swap", DeskWord::PairSwap, TwoAction::Swap) }
            <p role="status">{ told }</p>
        </div>
    }
}

/// Renders the links to the agenda and back, and the print button.
fn ways(pair: &Pair<'_>) -> Html {
    let visit = pair.visit;
    let from = pair.two.from;
    let (name, word) = match DeskPage::OF_GROUP.contains(&from) {
        true => ("group", DeskWord::PairToGroup),
        false if from == DeskPage::Found && visit.state.found.is_some() => ("found", DeskWord::CompareFound),
        false => ("another", DeskWord::UsesAnother),
    };
    let to = if name == "another" { DeskPage::Open } else { from };
    html! {
        <div class="steps">
            { visit.button(Look::Main, "talk", DeskWord::PairTalk, Action::Show(DeskPage::Talk)) }
            { visit.button(Look::Quiet, "print", DeskWord::WordsPrint, Action::Print) }
            { visit.button(Look::Link, name, word, Action::Show(to)) }
        </div>
    }
}

/// Renders the first entries, and the others under their count; empty if there are none.
fn list(pair: &Pair<'_>, mut entries: Vec<Html>) -> Html {
    if entries.is_empty() {
        return Html::default();
    }
    // A single remaining entry takes no more space than the line that would hide it.
    let rest = if entries.len() > OPEN + 1 { entries.split_off(OPEN) } else { Vec::new() };
    let n = rest.len().to_string();
    html! {
        <>
            <ul class="pair__list">{ for entries }</ul>
            if !rest.is_empty() {
                <details class="pair__more">
                    <summary>{ pair.visit.tell(DeskWord::PairMore, &[("n", &n)]) }</summary>
                    <ul class="pair__list">{ for rest }</ul>
                </details>
            }
        </>
    }
}
