//! Another agency's profile, which is read-only. The page starts with the warning that nobody verified the answers.

use crate::Visit;
use interlocal_core::profile::{Date, Profile};
use interlocal_core::score::score;
use interlocal_core::session::desk_page::FOUND;
use interlocal_core::session::{Action, Page};
use interlocal_core::words::Word;
use interlocal_ui::components::button::Look;
use interlocal_ui::components::direction::sentence;
use interlocal_ui::components::heading::heading;
use interlocal_ui::components::shown::Shown;
use yew::prelude::*;

/// Renders the page.
pub(super) fn received(visit: &Visit) -> Html {
    let Some(profile) = &visit.state.received else {
        return html! { <main>{ heading(visit.say(Word::ReceivedTitleAnonymous)) }</main> };
    };
    let card = score(visit.bank(), profile);
    let shown = Shown { bank: visit.bank(), lang: visit.lang(), profile, card: &card, today: None };
    let title = match &profile.context.agency {
        Some(name) => visit.tell(Word::ReceivedTitle, &[("name", name.as_str())]),
        None => visit.say(Word::ReceivedTitleAnonymous).to_owned(),
    };
    html! {
        <main class="profile">
            { banner(visit, profile) }
            { heading(&title) }
            { shown.headline() }
            <div class="steps">{ visit.button(Look::Quiet, "use", Word::ReceivedUse, Action::OpenDesk(FOUND.to_owned())) }</div>
            { shown.agency() }
            { shown.body() }
        </main>
    }
}

fn banner(visit: &Visit, profile: &Profile) -> Html {
    let from = match &profile.context.agency {
        Some(name) => visit.tell(Word::ReceivedFrom, &[("name", name.as_str())]),
        None => visit.say(Word::ReceivedFromNobody).to_owned(),
    };
    let mine = if visit.state.has_answers() { Word::ReceivedMine } else { Word::ReceivedBegin };
    html! {
        <section class="banner" aria-label={visit.say(Word::ReceivedTitleAnonymous)}>
            <p><strong>{ sentence(&from) }</strong>{ " " }{ visit.say(Word::ReceivedSelf) }</p>
            { future(visit, profile) }
            <p class="no-print">
                { visit.say(Word::ReceivedSafe) }{ " " }
                { visit.button(Look::Link, "mine", mine, Action::Begin) }
                { " " }
                { visit.button(Look::Link, "open", Word::BrokenAgain, Action::Show(Page::Open)) }
            </p>
        </section>
    }
}

/// Renders a warning if the profile is dated after tomorrow; empty for any other date.
fn future(visit: &Visit, profile: &Profile) -> Html {
    let is_future = |date: &Date| visit.state.today().is_some_and(|today| date.is_future(today));
    let Some(date) = profile.date.filter(is_future) else { return Html::default() };
    let dated = visit.tell(Word::BrokenBankDate, &[("date", &date.iso())]);
    html! { <p>{ dated }{ " " }{ visit.say(Word::ReceivedFuture) }</p> }
}
