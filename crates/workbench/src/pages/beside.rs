//! The parts that the two comparisons with the user's own answers have in common: the other profile's origin, and the
//! links back.

use super::{date, unchecked};
use crate::Found;
use crate::action::Action;
use crate::page::DeskPage;
use crate::visit::DeskVisit;
use interlocal_core::session::Page;
use interlocal_core::words::DeskWord;
use interlocal_ui::components::button::Look;
use interlocal_ui::components::heading::heading;
use yew::prelude::*;

/// Renders the other profile's origin and date, and whether it can be of the same agency.
pub(super) fn banner(visit: &DeskVisit, found: &Found, whose: DeskWord, same_agency: &str) -> Html {
    html! {
        <section class="banner" aria-label={visit.say(whose)}>
            <p><strong>{ unchecked(visit, &found.profile, found.file.is_some()) }</strong></p>
            <p>{ date(visit, &found.profile) }{ " " }{ same_agency.to_owned() }</p>
        </section>
    }
}

/// Renders the message for people who have no own answers to compare.
pub(super) fn no_answers(visit: &DeskVisit, title: DeskWord) -> Html {
    html! {
        <main class="compare">
            { heading(visit.say(title)) }
            <p class="lead">{ visit.say(DeskWord::CompareNoMine) }</p>
            { visit.button(Look::Main, "begin", DeskWord::UsesBegin, Action::Leave(Page::Start)) }
            <p>{ visit.button(Look::Link, "found", DeskWord::CompareFound, Action::Show(DeskPage::Found)) }</p>
        </main>
    }
}

/// Renders the links to the user's own profile and to the received one.
pub(super) fn ways_back(visit: &DeskVisit) -> Html {
    html! {
        <div class="steps">
            { visit.button(Look::Main, "profile", DeskWord::NavProfile, Action::Leave(Page::Profile)) }
            { visit.button(Look::Link, "found", DeskWord::CompareFound, Action::Show(DeskPage::Found)) }
        </div>
    }
}
