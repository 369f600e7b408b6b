//! Compares two people's answers for one agency: the agreement, and the differences to settle. The differences are
//! those when the other profile was received, so that rows don't disappear while a person uses them.

use super::beside::{banner, no_answers, ways_back};
use crate::action::Action;
use crate::picks::{n_taken, picked};
use crate::visit::DeskVisit;
use interlocal_core::bank::{Bank, ScaleId};
use interlocal_core::explain::raters as explain;
use interlocal_core::profile::Profile;
use interlocal_core::raters::{Difference, Side, agreement, differences, one_sided, same_agency};
use interlocal_core::words::DeskWord;
use interlocal_ui::components::choice::{Choice, Kind, choice};
use interlocal_ui::components::heading::heading;
use interlocal_ui::components::question::question;
use yew::prelude::*;

/// Renders the page.
pub(super) fn raters(visit: &DeskVisit) -> Html {
    let Some(found) = &visit.state.found else { return Html::default() };
    // The answers at the time when the other profile was received: clearing the last answer must not remove the page.
    if *found.mine == Profile::empty(visit.bank()) {
        return no_answers(visit, DeskWord::RatersTitle);
    }
    let (bank, lang) = (visit.bank(), visit.lang());
    let (mine, theirs) = (&found.mine, &found.profile);
    let agreement = agreement(bank, mine, theirs);
    let (apart, only) = (differences(bank, mine, theirs), one_sided(bank, mine, theirs));
    html! {
        <main class="compare">
            { banner(visit, found, DeskWord::RatersColleague, explain::same_agency(lang, same_agency(mine, theirs))) }
            { heading(visit.say(DeskWord::RatersTitle)) }
            <p class="lead">{ explain::agreement(lang, &agreement) }</p>
            if agreement.both > 0 { <p>{ explain::agreement_parts(lang, &agreement) }</p> }
            { far_apart(visit, &apart) }
            { alone(visit, &only) }
            <p class="share__status" role="status">{ taken(visit, apart.iter().chain(&only)) }</p>
            { ways_back(visit) }
        </main>
    }
}

fn far_apart(visit: &DeskVisit, differences: &[Difference]) -> Html {
    if differences.is_empty() {
        return html! { <p>{ visit.say(DeskWord::RatersApartNone) }</p> };
    }
    let job = visit.text(&visit.bank().not_applicable.label);
    html! {
        <section class="part" aria-labelledby="apart-title">
            <h2 id="apart-title">{ visit.tell(DeskWord::RatersApart, &[("n", &differences.len().to_string())]) }</h2>
            <p>{ visit.tell(DeskWord::RatersApartHint, &[("job", job)]) }</p>
            <div class="settle">{ for differences.iter().map(|it| row(visit, *it)) }</div>
        </section>
    }
}

fn alone(visit: &DeskVisit, differences: &[Difference]) -> Html {
    if differences.is_empty() {
        return Html::default();
    }
    html! {
        <details class="fold">
            <summary>{ visit.tell(DeskWord::RatersOnly, &[("n", &differences.len().to_string())]) }</summary>
            <p>{ visit.say(DeskWord::RatersOnlyHint) }</p>
            <div class="settle">{ for differences.iter().map(|it| row(visit, *it)) }</div>
        </details>
    }
}

/// Renders one question with both answers. The one in the user's own profile is selected.
fn row(visit: &DeskVisit, difference: Difference) -> Html {
    let (bank, lang) = (visit.bank(), visit.lang());
    let name = name(bank, difference);
    let now = picked(&visit.state.session.profile, difference);
    let sides =
        [(Side::Mine, "mine", DeskWord::RatersMine), (Side::Theirs, "theirs", DeskWord::RatersTheirs)];
    let one = |(side, value, label)| {
        choice(Choice {
            kind: Kind::Radio,
            name: &name,
            value,
            label: visit.say(label),
            text: &explain::answer(bank, lang, &difference, side),
            is_on: now == Some(side),
            onchange: visit.on(Action::Take(difference, side)),
        })
    };
    let body = html! { <div class="question__grid">{ for sides.map(one) }</div> };
    question(None, lang, &explain::question(bank, lang, &difference), None, body, None)
}

/// Returns the name of the group of radio buttons, which is unique on the page.
fn name(bank: &Bank, difference: Difference) -> String {
    let (kind, id) = match difference {
        Difference::Rating { slot, scale: ScaleId::Skill, .. } => ("skill-", &bank.capability(slot).id),
        Difference::Rating { slot, scale: ScaleId::Need, .. } => ("need-", &bank.capability(slot).id),
        Difference::Job { slot, .. } => ("job-", &bank.capability(slot).id),
        Difference::Readiness { idx, .. } => ("", &bank.readiness[idx].id),
    };
    ["side-", kind, id].concat()
}

/// Returns how many of the other person's answers were taken over.
fn taken<'a>(visit: &DeskVisit, all: impl IntoIterator<Item = &'a Difference>) -> String {
    match n_taken(&visit.state.session.profile, all) {
        0 => visit.say(DeskWord::RatersTakenNone).to_owned(),
        1 => visit.say(DeskWord::RatersTakenOne).to_owned(),
        n => visit.tell(DeskWord::RatersTaken, &[("n", &n.to_string())]),
    }
}
