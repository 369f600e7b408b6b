//! Something to say once, at the top of the page, in a region that is read out when it changes.

use super::button::{Look, button};
use crate::visit::Visit;
use interlocal_core::explain;
use interlocal_core::session::Action;
use interlocal_core::session::desk_page::CLASH;
use interlocal_core::words::Word;
use yew::prelude::*;

/// The notice, if there is one. The region is always there: one that comes with its text is not read out.
pub fn notice(visit: &Visit) -> Html {
    let text = visit.session.notice.map(|notice| {
        html! {
            <div class="notice">
                <p class="notice__text">{ explain::notice(visit.lang(), notice) }</p>
                if visit.session.can_undo() {
                    { button(visit, Look::Main, "undo", Word::NoticeUndo, Action::Undo) }
                }
                { button(visit, Look::Link, "close-notice", Word::NoticeClose, Action::CloseNotice) }
            </div>
        }
    });
    let clash = visit.session.has_clash().then(|| {
        html! {
            <div class="notice">
                <p class="notice__text">{ visit.say(Word::NoticeClash) }</p>
                { button(visit, Look::Main, "clash", Word::NoticeClashChoose, Action::OpenDesk(CLASH.to_owned())) }
            </div>
        }
    });
    html! { <div class="page notices" role="status">{ text }{ clash }</div> }
}
