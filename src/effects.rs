//! Performs the effects of a session.

use crate::app::Questionnaire;
use interlocal_core::session::{Action, Effect};
use interlocal_ui::browser::{Place, clipboard, hand_over, history, print, storage};
use interlocal_ui::shell::Stage;

/// Performs `effect`.
pub(crate) fn run(effect: Effect, stage: &Stage<'_, Questionnaire>) {
    let dispatch = stage.dispatch.clone();
    match effect {
        Effect::SaveDraft(text) => storage::save(text, move || dispatch.emit(Action::StorageFailed)),
        Effect::KeepAside(text) => {
            if storage::keep_aside(&text).is_none() {
                dispatch.emit(Action::StorageFailed);
            }
        }
        Effect::Forget => storage::forget(),
        Effect::CopyLink(link) => {
            let select = stage.place.and_then(Place::link_box);
            clipboard::copy(&link, select, move |is_done| dispatch.emit(Action::Copied(is_done)));
        }
        Effect::PushHistory(page) => history::push(&page.key(&stage.state.bank)),
        Effect::Print => print(),
        Effect::OpenDesk { page, draft, link } => hand_over(&page, &draft, link.as_deref()),
    }
}
