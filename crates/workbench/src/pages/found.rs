//! A received profile: its origin, its content, and the actions for it. Nothing happens automatically.

use super::{date, to_profile, unchecked};
use crate::Found;
use crate::action::{Action, GroupAction, TwoAction};
use crate::page::DeskPage;
use crate::visit::DeskVisit;
use interlocal_core::link::encode_whole;
use interlocal_core::score::{Scorecard, score};
use interlocal_core::words::{DeskWord, Word};
use interlocal_group::ask::Source;
use interlocal_ui::components::button::Look;
use interlocal_ui::components::heading::heading;
use interlocal_ui::components::shown::Shown;
use yew::prelude::*;

/// Renders the page.
pub(super) fn found(visit: &DeskVisit) -> Html {
    let Some(found) = &visit.state.found else { return Html::default() };
    let profile = &found.profile;
    let card = score(visit.bank(), profile);
    let shown = Shown { bank: visit.bank(), lang: visit.lang(), profile, card: &card, today: None };
    let title = match &profile.context.agency {
        Some(name) => visit.tell(Word::ReceivedTitle, &[("name", name.as_str())]),
        None => visit.say(Word::ReceivedTitleAnonymous).to_owned(),
    };
    html! {
        <main class="profile">
            <section class="banner" aria-label={visit.say(DeskWord::FoundTitle)}>
                <p><strong>{ unchecked(visit, profile, found.file.is_some()) }</strong></p>
                <p>{ summary(visit, found, &card) }</p>
            </section>
            { heading(&title) }
            { shown.headline() }
            { uses(visit) }
            { shown.agency() }
            { shown.body() }
        </main>
    }
}

/// Returns the profile's origin, its date, and the number of answers.
fn summary(visit: &DeskVisit, found: &Found, card: &Scorecard) -> String {
    let from = match (&found.file, found.was_sealed) {
        (Some(name), _) if !name.is_empty() => visit.tell(DeskWord::FoundFile, &[("file", name)]),
        (_, true) => visit.say(DeskWord::FoundSealed).to_owned(),
        (_, false) => visit.say(DeskWord::FoundLink).to_owned(),
    };
    let (n, of) = (card.n_answered.to_string(), card.n_ratings.to_string());
    let answered = visit.tell(DeskWord::FoundAnswered, &[("n", &n), ("of", &of)]);
    [from, date(visit, &found.profile), answered].join(" ")
}

fn uses(visit: &DeskVisit) -> Html {
    if visit.state.is_asking {
        return question(visit);
    }
    let has_mine = visit.state.session.has_answers();
    let is_adopted = visit.state.can_undo();
    html! {
        <section class="aside no-print" aria-labelledby="uses-title">
            <h2 id="uses-title">{ visit.say(DeskWord::UsesTitle) }</h2>
            if !is_adopted { { compare(visit, has_mine) } }
            if has_mine && !is_adopted {
                <p>{ visit.say(DeskWord::UsesMine) }</p>
                <dl class="answers">
                    { row(visit, "since", DeskWord::UsesSince, DeskWord::UsesSinceText, Action::Show(DeskPage::Since)) }
                    { row(visit, "raters", DeskWord::UsesRaters, DeskWord::UsesRatersText, Action::Show(DeskPage::Raters)) }
                    { row(visit, "adopt", DeskWord::UsesReplace, DeskWord::UsesReplaceText, Action::Adopt) }
                </dl>
            }
            if is_adopted {
                <p>{ visit.button(Look::Quiet, "undo-adopting", DeskWord::NoticeUndo, Action::Undo) }</p>
            }
            <dl class="answers">
                if !has_mine { { row(visit, "adopt", DeskWord::UsesAdopt, DeskWord::UsesAdoptText, Action::Adopt) } }
                { row(visit, "add-to-group", DeskWord::GroupAdd, DeskWord::GroupAddText, add(visit)) }
            </dl>
            <div class="steps">
                if has_mine { { to_profile(visit) } }
                if !visit.state.group.is_empty() {
                    { visit.button(Look::Link, "group", DeskWord::GroupBack, Action::Show(DeskPage::Group)) }
                }
                { visit.button(Look::Link, "another", DeskWord::UsesAnother, Action::Show(DeskPage::Open)) }
            </div>
        </section>
    }
}

/// Renders the button to compare it with the user's own answers. Without own answers, the button leads to the
/// questionnaire.
fn compare(visit: &DeskVisit, has_mine: bool) -> Html {
    if has_mine {
        return html! {
            <div class="pair__way">
                <p>{ visit.say(DeskWord::PairCompareLead) }</p>
                <div class="steps">{ visit.button(Look::Main, "compare", DeskWord::PairCompare, TwoAction::WithMine) }</div>
            </div>
        };
    }
    let (open, file) = (visit.say(Word::StartOpen), visit.say(Word::OpenFile));
    html! {
        <div class="pair__way">
            <h3>{ visit.say(DeskWord::PairWaitTitle) }</h3>
            <p>{ visit.tell(DeskWord::PairWait, &[("open", open), ("file", file)]) }</p>
            <div class="steps">{ visit.button(Look::Main, "wait", DeskWord::PairWaitBegin, TwoAction::Wait) }</div>
        </div>
    }
}

/// Returns the action that adds the profile to a group.
fn add(visit: &DeskVisit) -> Action {
    let link = visit.state.found.as_ref().map(|found| encode_whole(visit.bank(), &found.profile));
    let text = link.map_or(String::new(), |link| link.as_str().to_owned());
    GroupAction::Add(Source::Text(text)).into()
}

fn row(visit: &DeskVisit, name: &'static str, label: DeskWord, text: DeskWord, action: Action) -> Html {
    html! {
        <div class="answers__row">
            <dt>
                // If the person declines the question, the focus returns to this button.
                <button type="button" class="link-button" data-action={name} data-goal={(action == Action::Adopt).then_some("")}
                    onclick={visit.on(action)}>
                    { visit.say(label) }
                </button>
            </dt>
            <dd>{ visit.say(text) }</dd>
        </div>
    }
}

/// Renders the confirmation that is required before the user's own answers are replaced.
fn question(visit: &DeskVisit) -> Html {
    let dispatch = visit.dispatch.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            dispatch.emit(Action::Confirm(false));
        }
    });
    html! {
        <section class="banner asking no-print" role="group" aria-labelledby="asking" {onkeydown}>
            <h2 id="asking" tabindex="-1" data-goal="">{ visit.say(DeskWord::AskingTitle) }</h2>
            <p>{ visit.say(DeskWord::AskingText) }</p>
            <div class="steps">
                { visit.button(Look::Main, "confirm", DeskWord::AskingYes, Action::Confirm(true)) }
                { visit.button(Look::Quiet, "keep-mine", DeskWord::AskingNo, Action::Confirm(false)) }
            </div>
        </section>
    }
}
