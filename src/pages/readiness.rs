//! The readiness questions with five factual levels each.

use crate::Visit;
use crate::components::step::step;
use interlocal_core::response::{Level, Rating};
use interlocal_core::session::Change;
use interlocal_core::words::Word;
use interlocal_ui::components::choice::{Choice, Kind, choice_in};
use interlocal_ui::components::question::question;
use yew::prelude::*;

/// Renders the page.
pub(super) fn readiness(visit: &Visit) -> Html {
    let questions = (0..visit.bank().readiness.len()).map(|idx| readiness_card(visit, idx)).collect();
    step(visit, visit.say(Word::ReadinessTitle), Word::ReadinessLead, Word::NavNext, questions)
}

fn readiness_card(visit: &Visit, idx: usize) -> Html {
    let item = &visit.bank().readiness[idx];
    let now = visit.state.profile.readiness[idx];
    let lines = Level::ALL.into_iter().zip(&item.levels).map(|(level, line)| {
        let rating = Rating::Level(level);
        choice_in(
            visit.foreign(),
            Choice {
                kind: Kind::Radio,
                name: &item.id,
                value: &level.get().to_string(),
                label: "",
                text: visit.text(line),
                is_on: now == rating,
                onchange: visit.on(Change::Readiness { idx, rating }),
            },
        )
    });
    let clear = now.is_known().then(|| visit.on(Change::Readiness { idx, rating: Rating::Skipped }));
    question(visit.foreign(), visit.lang(), visit.text(&item.ask), None, lines.collect(), clear)
}
