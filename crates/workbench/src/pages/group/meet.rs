//! The pairs of agencies to introduce: each agency at most once, by one of two methods.

use super::introduction::{about_labels, introductions};
use super::partners::partners;
use super::parts::{agencies, export, number, told};
use crate::action::GroupAction;
use crate::visit::DeskVisit;
use interlocal_core::words::DeskWord;
use interlocal_group::answer::Meetings;
use interlocal_group::ask::Export;
use interlocal_ui::components::choice::{Choice, Kind, choice};
use yew::prelude::*;

/// Maximum number of pairs on the page. The files contain all.
const MOST: usize = 50;

/// Renders the page.
pub(super) fn meet(visit: &DeskVisit) -> Html {
    html! {
        <>
            <p class="lead">{ visit.say(DeskWord::MeetLead) }</p>
            { ways(visit) }
            { told(visit, &visit.state.group.meetings, |it| found(visit, it)) }
            { partners(visit) }
        </>
    }
}

fn ways(visit: &DeskVisit) -> Html {
    let all = [
        (false, "best", DeskWord::MeetWayBest, DeskWord::MeetWayBestText),
        (true, "fair", DeskWord::MeetWayFair, DeskWord::MeetWayFairText),
    ];
    let one = |(is_fair, value, label, text)| {
        choice(Choice {
            kind: Kind::Radio,
            name: "way",
            value,
            label: visit.say(label),
            text: visit.say(text),
            is_on: visit.state.group.is_fair == is_fair,
            onchange: visit.on(GroupAction::Fair(is_fair)),
        })
    };
    html! {
        <fieldset class="question no-print">
            <legend class="question__legend">{ visit.say(DeskWord::MeetWay) }</legend>
            <div class="question__grid">{ for all.map(one) }</div>
        </fieldset>
    }
}

fn found(visit: &DeskVisit, meetings: &Meetings) -> Html {
    if meetings.pairs.is_empty() {
        return html! { <p class="none">{ visit.say(DeskWord::MeetNone) }</p> };
    }
    let n_shown = meetings.pairs.len().min(MOST);
    let of = number(visit, meetings.n_pairs);
    let is_part = usize::try_from(meetings.n_pairs).is_ok_and(|n| n > n_shown);
    html! {
        <>
            <section class="part" aria-labelledby="pairs-title">
                <h2 id="pairs-title">{ visit.tell(DeskWord::MeetPairs, &[("n", &of)]) }</h2>
                <p>{ visit.say(certainty(meetings)) }</p>
                if is_part {
                    <p>{ visit.tell(DeskWord::MeetFirst, &[("n", &n_shown.to_string()), ("of", &of)]) }</p>
                }
                { introductions(visit, &meetings.pairs, MOST) }
                { about_labels(visit) }
                { export(visit, Export::Meetings) }
            </section>
            { alone(visit, meetings) }
        </>
    }
}

fn certainty(meetings: &Meetings) -> DeskWord {
    match (meetings.is_best, meetings.is_fair) {
        (true, false) => DeskWord::MeetStable,
        (true, true) => DeskWord::MeetFair,
        (false, _) => DeskWord::MeetNear,
    }
}

fn alone(visit: &DeskVisit, meetings: &Meetings) -> Html {
    if meetings.n_alone == 0 {
        return html! { <p>{ visit.say(DeskWord::MeetAloneNone) }</p> };
    }
    let why = if meetings.is_fair { DeskWord::MeetAloneFair } else { DeskWord::MeetAloneBest };
    let title = visit.tell(DeskWord::MeetAlone, &[("n", &number(visit, meetings.n_alone))]);
    let listed = meetings.alone.get(..MOST).unwrap_or(&meetings.alone);
    html! {
        <section class="part" aria-labelledby="alone-title">
            <h2 id="alone-title">{ title }</h2>
            <p>{ visit.say(why) }</p>
            { agencies(visit, listed, meetings.n_alone) }
        </section>
    }
}
