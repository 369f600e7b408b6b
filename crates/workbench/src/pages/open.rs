//! Opening links and files: a text box and a drop area.

use super::{problem, to_profile};
use crate::Problem;
use crate::action::{Action, GroupAction, TwoAction};
use crate::browser::files;
use crate::browser::paste::pasted_unseen;
use crate::page::DeskPage;
use crate::visit::DeskVisit;
use interlocal_core::words::{DeskWord, Word};
use interlocal_group::ask::Source;
use interlocal_ui::browser::event::submitted_text;
use interlocal_ui::components::button::Look;
use interlocal_ui::components::heading::heading;
use yew::prelude::*;

/// Renders the page. A file may be dropped anywhere in the window.
pub(super) fn open(visit: &DeskVisit) -> Html {
    html! {
        <main class="desk">
            { heading(visit.say(DeskWord::OpenTitle)) }
            <p class="lead">{ visit.say(DeskWord::OpenLead) }</p>
            { waiting(visit) }
            { problem(visit, true) }
            { many(visit) }
            { file(visit) }
            { paste(visit) }
            { group(visit) }
            if visit.state.session.has_answers() { <p>{ to_profile(visit) }</p> }
        </main>
    }
}

/// Renders the profile that waits to be compared with the user's own answers.
fn waiting(visit: &DeskVisit) -> Html {
    let Some(waiting) = &visit.state.waiting else { return Html::default() };
    let name = match &waiting.profile.context.agency {
        Some(name) => name.as_str(),
        None => visit.say(DeskWord::PairNameNone),
    };
    let (look, word) = match visit.state.session.has_answers() {
        true => (Look::Main, DeskWord::PairCompare),
        false => (Look::Quiet, DeskWord::CompareFound),
    };
    html! {
        <section class="aside" aria-labelledby="waiting-title">
            <h2 id="waiting-title">{ visit.say(DeskWord::PairWaitsTitle) }</h2>
            <p>{ visit.tell(DeskWord::PairWaits, &[("name", name)]) }</p>
            if !visit.state.session.has_answers() { <p>{ visit.say(DeskWord::PairWaitsNone) }</p> }
            <div class="steps">{ visit.button(look, "resume", word, TwoAction::Resume) }</div>
        </section>
    }
}

/// Renders the offer to import more than two profiles into a group.
fn many(visit: &DeskVisit) -> Html {
    let Some(Problem::Many(source) | Problem::Large(source)) = &visit.state.problem else {
        return Html::default();
    };
    let add = GroupAction::Add(Source::clone(source));
    html! { <div class="steps">{ visit.button(Look::Main, "collect", DeskWord::PairManyButton, add) }</div> }
}

fn file(visit: &DeskVisit) -> Html {
    let dispatch = visit.dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        let dispatch = dispatch.clone();
        files::chosen(&event, move |name, bytes| dispatch.emit(Action::File(name, bytes)));
    });
    html! {
        <section class="aside drop" aria-labelledby="file-title">
            <h2 id="file-title">{ visit.say(DeskWord::OpenFile) }</h2>
            <label class="field__label" for="file">{ visit.say(DeskWord::OpenChoose) }</label>
            <p class="field__hint" id="file-hint">{ visit.say(DeskWord::OpenFileHint) }</p>
            <input id="file" class="field__input" type="file" accept=".html,.htm,.json,.jsonl,.txt,.eml,.csv,.tsv,.xlsx" {onchange}
                aria-describedby="file-hint" />
        </section>
    }
}

fn paste(visit: &DeskVisit) -> Html {
    let onsubmit = visit.dispatch.reform(|event: SubmitEvent| {
        event.prevent_default();
        Action::Paste(submitted_text(&event))
    });
    let dispatch = visit.dispatch.clone();
    let onpaste = Callback::from(move |event: Event| {
        if let Some(text) = pasted_unseen(&event) {
            dispatch.emit(Action::Paste(text));
        }
    });
    html! {
        <section class="aside" aria-labelledby="paste-title">
            <h2 id="paste-title">{ visit.say(DeskWord::OpenPaste) }</h2>
            <form {onsubmit}>
                <label class="field__label" for="paste">{ visit.say(Word::OpenLabel) }</label>
                <textarea id="paste" class="field__input" rows="5" spellcheck="false" autocomplete="off" required=true {onpaste} />
                <div class="steps">
                    <button type="submit" class="button" data-action="open-link">{ visit.say(Word::OpenButton) }</button>
                </div>
            </form>
        </section>
    }
}

/// Renders the link to the group, for people with many profiles.
fn group(visit: &DeskVisit) -> Html {
    html! {
        <section class="aside" aria-labelledby="group-title">
            <h2 id="group-title">{ visit.say(DeskWord::GroupWay) }</h2>
            <p>{ visit.say(DeskWord::GroupWayText) }</p>
            { visit.button(Look::Quiet, "group", DeskWord::GroupWayButton, Action::Show(DeskPage::Group)) }
        </section>
    }
}
