//! The notice at the top of the page, in a live region.

use crate::Visit;
use interlocal_core::explain;
use interlocal_core::session::Action;
use interlocal_core::session::desk_page::CLASH;
use interlocal_core::words::Word;
use interlocal_ui::components::button::Look;
use yew::prelude::*;

/// Renders the notice, if there is one. The region always exists, because screen readers don't announce one that is
/// inserted with its text.
pub fn notice(visit: &Visit) -> Html {
    let text = visit.state.notice.map(|notice| {
        html! {
            <div class="notice">
                <p class="notice__text">{ explain::notice(visit.lang(), notice) }</p>
                if visit.state.can_undo() {
                    { visit.button(Look::Main, "undo", Word::NoticeUndo, Action::Undo) }
                }
                { visit.button(Look::Link, "close-notice", Word::NoticeClose, Action::CloseNotice) }
            </div>
        }
    });
    let clash = visit.state.has_clash().then(|| {
        html! {
            <div class="notice">
                <p class="notice__text">{ visit.say(Word::NoticeClash) }</p>
                { visit.button(Look::Main, "clash", Word::NoticeClashChoose, Action::OpenDesk(CLASH.to_owned())) }
            </div>
        }
    });
    html! { <div class="page notices" role="status">{ text }{ clash }</div> }
}
