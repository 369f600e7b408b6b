//! The page with the box for a link.

use crate::components::button::{Look, button};
use crate::components::paste_box::paste_box;
use crate::components::question::heading;
use crate::visit::Visit;
use interlocal_core::session::Action;
use interlocal_core::session::desk_page::OPEN;
use interlocal_core::words::Word;
use yew::prelude::*;

/// The page.
pub(super) fn open(visit: &Visit) -> Html {
    html! {
        <main>
            { heading(visit.say(Word::OpenTitle)) }
            { paste_box(visit) }
            { button(visit, Look::Link, "desk-open", Word::OpenFile, Action::OpenDesk(OPEN.to_owned())) }
        </main>
    }
}
