//! An agenda for a first meeting of two agencies, made from the reasons for and against cooperation. The printed page
//! equals the one on the screen and has lines to write on.

use super::says::Pair;
use super::skills::{help_of, help_title, leads, no_role};
use super::terms::{bends, data_bends, sentence, term_names};
use crate::action::Action;
use crate::page::DeskPage;
use crate::pages::as_told;
use crate::two::{Two, other};
use crate::visit::DeskVisit;
use interlocal_compare::Party;
use interlocal_compare::terms::{Status, TermFit};
use interlocal_core::bank::{ScaleId, Slot};
use interlocal_core::words::DeskWord;
use interlocal_ui::components::button::Look;
use interlocal_ui::components::heading::heading;
use yew::prelude::*;

/// Maximum number of capabilities in a list, because a meeting is short.
const ENTRIES: usize = 5;
/// Number of lines for people and for steps.
const LINES: usize = 3;
/// Readiness answers below this level are discussed.
const READY: u8 = 2;

/// Renders the page.
pub(in crate::pages) fn talk(visit: &DeskVisit) -> Html {
    let Some(two) = &visit.state.two else { return Html::default() };
    let is_mine = two.mine.is_some();
    // Both sides read the agenda, so it doesn't use "we".
    let two = Two { mine: None, ..Two::clone(two) };
    let pair = Pair::new(visit, &two);
    html! {
        <main class="desk">
            <div class="sheet-tools no-print">
                { heading(visit.say(DeskWord::TalkTitle)) }
                <p class="lead">{ visit.say(DeskWord::TalkLead) }</p>
                if is_mine { { as_told(visit) } }
                <div class="steps">
                    { visit.button(Look::Main, "print", DeskWord::SheetPrint, Action::Print) }
                    { visit.button(Look::Quiet, "pair", DeskWord::TalkBack, Action::Show(DeskPage::Pair)) }
                </div>
            </div>
            <article class="sheet talk" aria-labelledby="talk-name">
                { head(&pair) }
                { attends(&pair) }
                <ol class="talk__agenda">
                    { part(&pair, DeskWord::TalkHelp, 10, help(&pair)) }
                    { part(&pair, DeskWord::TalkBuy, 5, buy(&pair)) }
                    { part(&pair, DeskWord::TalkTerms, 8, terms(&pair)) }
                    { part(&pair, DeskWord::TalkReady, 3, ready(&pair)) }
                    { part(&pair, DeskWord::TalkNext, 2, next(&pair)) }
                </ol>
                <footer class="sheet__foot">
                    <p>{ visit.say(DeskWord::PairWhoUnchecked) }{ " " }{ pair.message("warn.savings", &[]) }</p>
                </footer>
            </article>
        </main>
    }
}

fn head(pair: &Pair<'_>) -> Html {
    html! {
        <header class="sheet__head">
            <p class="sheet__kind">{ pair.visit.say(DeskWord::TalkKind) }</p>
            <h2 class="sheet__name" id="talk-name">{ pair.visit.tell(DeskWord::TalkNames, &pair.names()) }</h2>
            if let Some(worth) = super::fit::worth(pair) { <p>{ worth }</p> }
            <p class="talk__field"><span>{ pair.visit.say(DeskWord::TalkWhen) }</span><span class="talk__rule"></span></p>
        </header>
    }
}

fn attends(pair: &Pair<'_>) -> Html {
    let visit = pair.visit;
    let one = |party: Party| {
        html! {
            <div>
                <h4><bdi>{ pair.name(party).to_owned() }</bdi></h4>
                { for (0..LINES).map(|_| html! { <p class="talk__rule"></p> }) }
            </div>
        }
    };
    html! {
        <section class="sheet__part">
            { title(pair, DeskWord::TalkAttends, 2) }
            <div class="sheet__columns">{ for [Party::A, Party::B].map(one) }</div>
            <p class="visually-hidden">{ visit.say(DeskWord::TalkBlank) }</p>
        </section>
    }
}

fn title(pair: &Pair<'_>, word: DeskWord, minutes: u8) -> Html {
    let minutes = pair.visit.tell(DeskWord::TalkMinutes, &[("n", &minutes.to_string())]);
    html! {
        <div class="talk__title"><h3>{ pair.visit.say(word) }</h3><p class="talk__minutes">{ minutes }</p></div>
    }
}

fn part(pair: &Pair<'_>, word: DeskWord, minutes: u8, body: Html) -> Html {
    html! { <li class="talk__part">{ title(pair, word, minutes) }{ body }</li> }
}

fn help(pair: &Pair<'_>) -> Html {
    let visit = pair.visit;
    let one = |from: Party| {
        let help = help_of(pair, from);
        let slots: Vec<Slot> = help.reached().map(|flow| flow.slot).collect();
        let is_refused = !help.consent.is_allowed() && !help.flows.is_empty();
        let level = |slot: Slot| {
            let (skill, need) =
                (pair.answer(from, slot, ScaleId::Skill).0, pair.answer(other(from), slot, ScaleId::Need).0);
            visit.tell(DeskWord::TalkLevels, &[("skill", skill), ("need", need)])
        };
        html! {
            <div>
                <h4>{ help_title(pair, from) }</h4>
                if is_refused { <p>{ no_role(pair, from) }</p> }
                else if slots.is_empty() { <p>{ visit.say(DeskWord::PairHelpNothing) }</p> }
                { lines(pair, &slots, level) }
            </div>
        }
    };
    html! {
        <>
            <div class="sheet__columns">{ for [Party::A, Party::B].map(one) }</div>
            <p class="small">{ visit.say(DeskWord::TalkLevelsKey) }</p>
            <p>{ visit.say(DeskWord::TalkHelpAsk) }</p>
        </>
    }
}

/// Renders capabilities, each with a level, and the number of others.
fn lines(pair: &Pair<'_>, slots: &[Slot], level: impl Fn(Slot) -> String) -> Html {
    let one = |slot: &Slot| {
        html! {
            <li class="lines__one"><span>{ pair.label(*slot).to_owned() }</span><span class="lines__level">{ level(*slot) }</span></li>
        }
    };
    let n_more = slots.len().saturating_sub(ENTRIES);
    html! {
        <>
            if !slots.is_empty() { <ul class="lines">{ for slots.iter().take(ENTRIES).map(one) }</ul> }
            if n_more > 0 { <p class="small">{ pair.visit.tell(DeskWord::PairMore, &[("n", &n_more.to_string())]) }</p> }
        </>
    }
}

fn buy(pair: &Pair<'_>) -> Html {
    let (visit, comparison) = (pair.visit, &pair.two.comparison);
    let common = &comparison.common;
    let level = |slot: Slot| {
        let [a, b] = [Party::A, Party::B].map(|party| pair.answer(party, slot, ScaleId::Need).0);
        visit.tell(DeskWord::TalkCommonLevels, &[("a", a), ("b", b)])
    };
    let peers = pair.caps(&comparison.peers);
    html! {
        <>
            if common.slots.is_empty() {
                <p>{ visit.say(DeskWord::PairCommonNothing) }</p>
            } else {
                { lines(pair, &common.slots, level) }
                <p class="small">{ visit.tell(DeskWord::TalkCommonKey, &pair.names()) }</p>
                if !common.consent.is_allowed() { <p>{ visit.say(DeskWord::PairCommonRefused) }</p> }
                <p>{ leads(pair).join(" ") }</p>
            }
            if !comparison.peers.is_empty() { <p>{ visit.tell(DeskWord::TalkLearn, &[("caps", &peers)]) }</p> }
        </>
    }
}

/// Renders the terms: conflicts with possible adjustments first, then unanswered terms, and terms that need some care.
fn terms(pair: &Pair<'_>) -> Html {
    let visit = pair.visit;
    let all = &pair.two.comparison.terms;
    let with = |status: Status| all.iter().filter(move |fit| fit.status == status);
    let one = |fit: &TermFit| {
        let (steps, more) = bends(pair, fit);
        let steps: Vec<String> = steps.into_iter().chain(data_bends(pair, fit)).collect();
        html! {
            <li>
                { sentence(pair, fit) }
                if !steps.is_empty() { <ul class="talk__bends">{ for steps.into_iter().map(|step| html! { <li>{ step }</li> }) }</ul> }
                if let Some(more) = more { <p class="small">{ more }</p> }
            </li>
        }
    };
    let to_settle: Vec<Html> =
        with(Status::Conflict).chain(with(Status::Unknown)).chain(with(Status::Workable)).map(one).collect();
    let fine = term_names(pair, with(Status::Match));
    html! {
        <>
            if to_settle.is_empty() { <p>{ visit.say(DeskWord::TalkTermsNone) }</p> } else { <ul>{ for to_settle }</ul> }
            if !fine.is_empty() { <p>{ visit.tell(DeskWord::TalkTermsFit, &[("terms", &fine)]) }</p> }
        </>
    }
}

/// Renders the readiness questions that one party left blank or answered with one of the two lowest levels.
fn ready(pair: &Pair<'_>) -> Html {
    let visit = pair.visit;
    let is_low = |idx: usize| {
        [Party::A, Party::B].into_iter().any(|party| {
            let level = pair.two.of(party).readiness.get(idx).and_then(|rating| rating.level());
            level.is_none_or(|level| level < READY)
        })
    };
    let one = |(idx, item): (usize, &interlocal_core::bank::ReadinessItem)| {
        html! {
            <li>
                <strong>{ visit.text(&item.ask).to_owned() }</strong>
                { for [Party::A, Party::B].map(|party| html! { <span class="talk__said">{ super::ready::said(pair, party, idx) }</span> }) }
            </li>
        }
    };
    let asked: Vec<Html> =
        visit.bank().readiness.iter().enumerate().filter(|(idx, _)| is_low(*idx)).map(one).collect();
    match asked.is_empty() {
        true => html! { <p>{ visit.say(DeskWord::TalkReadyNone) }</p> },
        false => html! { <ul>{ for asked }</ul> },
    }
}

/// Renders a table for the next steps.
fn next(pair: &Pair<'_>) -> Html {
    let visit = pair.visit;
    let heads = [DeskWord::TalkNextWhat, DeskWord::TalkNextWho, DeskWord::TalkNextWhen];
    let blank = || html! { <td><span class="visually-hidden">{ visit.say(DeskWord::TalkBlank) }</span></td> };
    html! {
        <table class="talk__steps">
            <caption class="visually-hidden">{ visit.say(DeskWord::TalkNext) }</caption>
            <thead><tr>{ for heads.map(|word| html! { <th scope="col">{ visit.say(word) }</th> }) }</tr></thead>
            <tbody>{ for (0..=LINES).map(|_| html! { <tr>{ for heads.map(|_| blank()) }</tr> }) }</tbody>
        </table>
    }
}
