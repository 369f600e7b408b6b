//! Somebody else's profile, read-only. That nothing in it was checked comes first, on the screen and in the order of
//! reading.

use super::profile::Shown;
use crate::components::answers::answers;
use crate::components::button::{Look, button};
use crate::components::question::heading;
use crate::visit::Visit;
use interlocal_core::bank::ContextKind;
use interlocal_core::explain;
use interlocal_core::profile::Profile;
use interlocal_core::score::score;
use interlocal_core::session::{Action, Page};
use interlocal_core::words::Word;
use yew::prelude::*;

/// The page.
pub(super) fn received(visit: &Visit) -> Html {
    let Some(profile) = &visit.session.received else {
        return html! { <main>{ heading(visit.say(Word::ReceivedTitleAnonymous)) }</main> };
    };
    let card = score(visit.bank(), profile);
    let shown = Shown { visit, profile, card: &card };
    let name = profile.context.agency.as_ref().map(|agency| agency.as_str());
    let title = match name {
        Some(name) => visit.tell(Word::ReceivedTitle, &[("name", name)]),
        None => visit.say(Word::ReceivedTitleAnonymous).to_owned(),
    };
    html! {
        <main class="profile">
            { banner(visit, name) }
            { heading(&title) }
            { shown.headline() }
            { about_agency(visit, profile) }
            { shown.body() }
        </main>
    }
}

fn banner(visit: &Visit, name: Option<&str>) -> Html {
    let from = match name {
        Some(name) => visit.tell(Word::ReceivedFrom, &[("name", name)]),
        None => visit.say(Word::ReceivedFromNobody).to_owned(),
    };
    let mine = if visit.session.has_answers() { Word::ReceivedMine } else { Word::ReceivedBegin };
    html! {
        <section class="banner" aria-label={visit.say(Word::ReceivedTitleAnonymous)}>
            <p><strong>{ from }</strong>{ " " }{ visit.say(Word::ReceivedSelf) }</p>
            <p class="no-print">
                { visit.say(Word::ReceivedSafe) }{ " " }
                { button(visit, Look::Link, "mine", mine, Action::Begin) }
                { " " }
                { button(visit, Look::Link, "open", Word::BrokenAgain, Action::Show(Page::Open)) }
            </p>
        </section>
    }
}

/// What the link says about the agency itself; nothing where it says nothing.
fn about_agency(visit: &Visit, profile: &Profile) -> Html {
    let context = &profile.context;
    let mut rows: Vec<(String, String)> = Vec::new();
    for (idx, question) in visit.bank().context.iter().enumerate() {
        // The name is the heading already.
        let is_name = question.kind == ContextKind::Text;
        let answer = explain::context(visit.bank(), visit.lang(), profile, idx).filter(|_| !is_name);
        rows.extend(answer.map(|answer| (visit.text(&question.ask).to_owned(), answer)));
    }
    rows.extend(
        context
            .note
            .as_ref()
            .map(|note| (visit.say(Word::ReceivedNote).to_owned(), note.as_str().to_owned())),
    );
    if rows.is_empty() {
        return Html::default();
    }
    answers(rows)
}
