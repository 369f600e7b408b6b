//! The readiness of two agencies as bands, with the answers behind them.

use super::fit::not_ready;
use super::says::Pair;
use interlocal_compare::Party;
use interlocal_compare::reason::{Reason, reasons};
use interlocal_core::bank::Letter;
use interlocal_core::explain;
use interlocal_core::words::DeskWord;
use yew::prelude::*;

/// Renders this part of the page.
pub(super) fn ready(pair: &Pair<'_>) -> Html {
    let visit = pair.visit;
    let readiness = pair.two.comparison.readiness;
    let both = visit.tell(DeskWord::PairReadyBoth, &[("band", &band(pair, readiness.pair))]);
    let not_yet = reasons(&pair.two.comparison).into_iter().filter_map(|reason| match reason {
        Reason::NotReady(party) => Some(html! { <p>{ not_ready(pair, party) }</p> }),
        Reason::Help { .. }
        | Reason::NoRole { .. }
        | Reason::OneWay
        | Reason::Common(_)
        | Reason::Peers(_)
        | Reason::Nothing
        | Reason::Term(_)
        | Reason::BendOnData { .. } => None,
    });
    html! {
        <section class="part">
            <h2>{ visit.say(DeskWord::PairReady) }</h2>
            if [Party::A, Party::B].into_iter().all(|party| has_said(pair, party)) {
                <p><strong>{ both }</strong>{ " " }{ visit.say(DeskWord::PairReadyLead) }</p>
            }
            <ul>{ for [Party::A, Party::B].map(|party| html! { <li>{ one(pair, party) }</li> }) }</ul>
            { for not_yet }
            { behind(pair) }
        </section>
    }
}

/// Returns the band of one party's readiness.
fn one(pair: &Pair<'_>, party: Party) -> String {
    let readiness = pair.two.comparison.readiness;
    let points = match party {
        Party::A => readiness.a,
        Party::B => readiness.b,
    };
    let name = ("name", pair.name(party));
    match has_said(pair, party) {
        true => pair.visit.tell(DeskWord::PairReadyOne, &[name, ("band", &band(pair, points))]),
        false => pair.visit.tell(DeskWord::PairReadyUnsaid, &[name]),
    }
}

fn band(pair: &Pair<'_>, points: u8) -> String {
    explain::inside_sentence(
        pair.visit.lang(),
        &[&explain::part_band(pair.visit.bank(), pair.visit.lang(), Some(points))],
    )
}

/// Returns true if a party answered anything that counts for readiness.
fn has_said(pair: &Pair<'_>, party: Party) -> bool {
    let ratings = pair.visit.bank().readiness.iter().zip(&pair.two.of(party).readiness);
    ratings.into_iter().any(|(item, rating)| item.letter != Letter::H && rating.is_known())
}

fn behind(pair: &Pair<'_>) -> Html {
    let visit = pair.visit;
    let item = |(idx, item): (usize, &interlocal_core::bank::ReadinessItem)| {
        html! {
            <div class="answers__row">
                <dt>{ visit.text(&item.ask).to_owned() }</dt>
                <dd>{ for [Party::A, Party::B].map(|party| html! { <p>{ said(pair, party, idx) }</p> }) }</dd>
            </div>
        }
    };
    html! {
        <details class="pair__line">
            <summary>{ visit.say(DeskWord::PairReadyAnswers) }</summary>
            <dl class="answers">{ for visit.bank().readiness.iter().enumerate().map(item) }</dl>
        </details>
    }
}

/// Returns a party's answer to a readiness question, by index.
pub(super) fn said(pair: &Pair<'_>, party: Party, idx: usize) -> String {
    let visit = pair.visit;
    let item = &visit.bank().readiness[idx];
    let level = pair.two.of(party).readiness.get(idx).and_then(|rating| rating.level());
    let line = level.and_then(|level| item.levels.get(usize::from(level)));
    let line = line.map_or_else(|| pair.no_answer(party, item.since), |line| visit.text(line));
    visit.tell(DeskWord::TalkReadyAnswer, &[("name", pair.name(party)), ("line", line)])
}
