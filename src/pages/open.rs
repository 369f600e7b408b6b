//! The page with the box for a link.

use crate::Visit;
use crate::components::paste_box::paste_box;
use interlocal_core::session::Action;
use interlocal_core::session::desk_page::OPEN;
use interlocal_core::words::Word;
use interlocal_ui::components::button::Look;
use interlocal_ui::components::heading::heading;
use yew::prelude::*;

/// Renders the page.
pub(super) fn open(visit: &Visit) -> Html {
    html! {
        <main>
            { heading(visit.say(Word::OpenTitle)) }
            { paste_box(visit) }
            { visit.button(Look::Link, "desk-open", Word::OpenFile, Action::OpenDesk(OPEN.to_owned())) }
        </main>
    }
}
