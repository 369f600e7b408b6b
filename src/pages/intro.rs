//! The start page: the purpose, the questions, and the choice of the form. This page is also prerendered.

use crate::Visit;
use interlocal_core::session::desk_page::EXAMPLES;
use interlocal_core::session::{Action, Change, Form, Page};
use interlocal_core::words::Word;
use interlocal_ui::components::button::Look;
use interlocal_ui::components::choice::{Choice, Kind, choice};
use interlocal_ui::components::heading::{aside, heading};
use yew::prelude::*;

/// Renders the page.
pub(super) fn intro(visit: &Visit) -> Html {
    let has_answers = visit.state.has_answers();
    let begin = if has_answers { Word::StartContinue } else { Word::StartBegin };
    let open = visit.button(Look::Quiet, "open", Word::StartOpen, Action::Show(Page::Open));
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
                { visit.button(Look::Main, "begin", begin, Action::Begin) }
                { visit.button(Look::Link, "example", Word::StartExample, Action::OpenDesk(EXAMPLES.to_owned())) }
                if has_answers {
                    { visit.button(Look::Link, "see-profile", Word::NavProfile, Action::Show(Page::Profile)) }
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
            is_on: visit.state.form == form,
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
