//! A card for two agencies to introduce, with their fit and the reasons for it.

use super::parts::{pair_button, who, who_text};
use super::saying::capabilities;
use crate::pages::fit_word;
use crate::visit::DeskVisit;
use interlocal_core::words::DeskWord;
use interlocal_group::answer::{Meeting, Slot, Who};
use yew::prelude::*;

/// Renders at most `most` pairs as cards.
pub(super) fn introductions(visit: &DeskVisit, pairs: &[Meeting], most: usize) -> Html {
    html! { <ul class="tiles">{ for pairs.iter().take(most).map(|pair| introduction(visit, pair)) }</ul> }
}

/// Renders the explanation of the labels for a fit.
pub(super) fn about_labels(visit: &DeskVisit) -> Html {
    let talk = fit_word(visit, "talk");
    html! { <p class="small">{ visit.tell(DeskWord::MeetLabels, &[("talk", talk)]) }</p> }
}

fn introduction(visit: &DeskVisit, pair: &Meeting) -> Html {
    let reasons = reasons(visit, pair);
    html! {
        <li key={format!("{}-{}", pair.a.id, pair.b.id)} class="tile">
            <h3 class="tile__title">
                { who(visit, &pair.a) }
                <span aria-hidden="true">{ "\u{a0}· " }</span>
                <span class="visually-hidden">{ visit.say(DeskWord::MeetAnd) }</span>
                { who(visit, &pair.b) }
            </h3>
            <p><span class="badge">{ fit_word(visit, &pair.label) }</span></p>
            <ul class="plain">{ for reasons.into_iter().map(|reason| html! { <li>{ reason }</li> }) }</ul>
            { pair_button(visit, &pair.a, &pair.b) }
        </li>
    }
}

/// Returns the help in both directions and the common needs, as far as there are any.
fn reasons(visit: &DeskVisit, pair: &Meeting) -> Vec<String> {
    let help = |a: &Who, b: &Who, slots: &[Slot]| {
        let names = [who_text(visit, a), who_text(visit, b)];
        let values = [("a", names[0].as_str()), ("b", &names[1]), ("caps", &capabilities(visit, slots))];
        (!slots.is_empty()).then(|| visit.message("why.help", &values))
    };
    let common = (!pair.common.is_empty())
        .then(|| visit.message("why.common", &[("caps", &capabilities(visit, &pair.common))]));
    let all = [help(&pair.a, &pair.b, &pair.a_helps), help(&pair.b, &pair.a, &pair.b_helps), common];
    let all: Vec<String> = all.into_iter().flatten().collect();
    match all.is_empty() {
        true => vec![visit.message("why.nothing", &[])],
        false => all,
    }
}
