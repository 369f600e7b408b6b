//! The readiness questions, five factual lines each.

use super::heading;
use crate::components::button::small;
use crate::components::choice::{Choice, Kind, choice};
use crate::components::progress::progress;
use crate::components::steps::steps;
use crate::visit::Visit;
use interlocal_core::response::{Level, Rating};
use interlocal_core::session::Change;
use interlocal_core::words::Word;
use yew::prelude::*;

/// The page.
pub(super) fn readiness(visit: &Visit) -> Html {
    html! {
        <main>
            { progress(visit) }
            { heading(visit.say(Word::ReadinessTitle)) }
            <p class="lead">{ visit.say(Word::ReadinessLead) }</p>
            { for (0..visit.bank().readiness.len()).map(|idx| question(visit, idx)) }
            { steps(visit, Word::NavNext) }
        </main>
    }
}

fn question(visit: &Visit, idx: usize) -> Html {
    let item = &visit.bank().readiness[idx];
    let now = visit.session.profile.readiness[idx];
    let ask = visit.text(&item.ask);
    let lines = Level::ALL.into_iter().zip(&item.levels).map(|(level, line)| {
        let rating = Rating::Level(level);
        choice(Choice {
            kind: Kind::Radio,
            name: &item.id,
            value: &level.get().to_string(),
            label: "",
            text: visit.text(line),
            is_on: now == rating,
            onchange: visit.on(Change::Readiness { idx, rating }),
        })
    });
    html! {
        <section class="item-card">
            <fieldset class="question">
                <legend class="item-card__label">{ ask }</legend>
                { for lines }
            </fieldset>
            if now.is_known() {
                <div class="item-card__foot">
                    { small(
                        visit.say(Word::RowClear),
                        visit.tell(Word::TermsClearOf, &[("ask", ask)]),
                        visit.on(Change::Readiness { idx, rating: Rating::Skipped }),
                    ) }
                </div>
            }
        </section>
    }
}
