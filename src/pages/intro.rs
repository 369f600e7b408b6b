//! The start: what this is, what it asks, and the two ways in. This page is in the static HTML, too.

use crate::components::button::{Look, button};
use crate::components::choice::{Choice, Kind, choice};
use crate::components::question::{aside, heading};
use crate::visit::Visit;
use interlocal_core::session::desk_page::EXAMPLES;
use interlocal_core::session::{Action, Change, Form, Page};
use interlocal_core::words::Word;
use yew::prelude::*;

/// The page.
pub(super) fn intro(visit: &Visit) -> Html {
    let has_answers = visit.session.has_answers();
    let begin = if has_answers { Word::StartContinue } else { Word::StartBegin };
    let open = button(visit, Look::Quiet, "open", Word::StartOpen, Action::Show(Page::Open));
    html! {
        <main class="intro">
            { heading(visit.say(Word::StartTitle)) }
            <p class="lead">{ visit.say(Word::StartLead) }</p>
            <ul class="intro__points">
                <li>{ visit.say(Word::StartTime) }</li>
                <li>{ visit.say(Word::StartPrivate) }</li>
                <li>{ visit.say(Word::StartWho) }</li>
            </ul>
            { forms(visit) }
            <div class="steps">
                { button(visit, Look::Main, "begin", begin, Action::Begin) }
                { button(visit, Look::Link, "example", Word::StartExample, Action::OpenDesk(EXAMPLES.to_owned())) }
                if has_answers {
                    { button(visit, Look::Link, "see-profile", Word::NavProfile, Action::Show(Page::Profile)) }
                }
            </div>
            { aside("got-link", visit.say(Word::StartGotLink).to_owned(), open) }
        </main>
    }
}

fn forms(visit: &Visit) -> Html {
    let bank = visit.bank();
    let n_all = bank.capabilities.iter().filter(|capability| !capability.retired).count();
    let n_core = bank.capabilities.iter().filter(|capability| !capability.retired && capability.core).count();
    let one = |form: Form, value: &str, word: Word, n: usize| {
        choice(Choice {
            kind: Kind::Radio,
            name: "form",
            value,
            label: "",
            text: &visit.tell(word, &[("n", &n.to_string())]),
            is_on: visit.session.form == form,
            onchange: visit.on(Change::Form(form)),
        })
    };
    html! {
        <fieldset class="question">
            <legend class="question__legend">{ visit.say(Word::StartForm) }</legend>
            { one(Form::Quick, "quick", Word::StartQuick, n_core) }
            { one(Form::Full, "full", Word::StartFull, n_all) }
        </fieldset>
    }
}
