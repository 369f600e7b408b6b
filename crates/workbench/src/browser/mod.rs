//! The browser functions that only the workbench needs, and the performer of its effects.

pub mod cipher;
pub mod files;
pub mod forms;
pub mod group;
pub mod paste;
pub mod share_sheet;

use crate::action::{Action, Effect};
use gloo_timers::callback::Timeout;
use interlocal_ui::browser::{Place, clipboard, hand_over, history, host, print, storage};
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// The time in milliseconds after which a running job is shown.
const BLINK: u32 = 300;

/// Performs an effect. `place` is the position in the page, if the workbench is in it.
pub fn run(effect: Effect, dispatch: &Callback<Action>, place: Option<&Place>) {
    let dispatch = dispatch.clone();
    match effect {
        Effect::SaveDraft(text) => storage::save(text, move || dispatch.emit(Action::StorageFailed)),
        Effect::Forget => storage::forget(),
        Effect::PushHistory(page) => history::push(page.key()),
        Effect::Leave { page, draft, link } => hand_over(&page, &draft, link.as_deref()),
        Effect::Draw => dispatch.emit(Action::Drawn(cipher::draw())),
        Effect::Seal { job, plaintext, passphrase } => {
            sign_after_a_blink(job, &dispatch);
            spawn_local(async move {
                let result = cipher::seal(&plaintext, &passphrase).await;
                dispatch.emit(Action::Sealed(job, result));
            });
        }
        Effect::Unseal { job, sealed, passphrase } => {
            sign_after_a_blink(job, &dispatch);
            spawn_local(async move {
                let result = cipher::open(&sealed, &passphrase).await;
                dispatch.emit(Action::Unsealed(job, result));
            });
        }
        Effect::Copy(what, text) => {
            let select = place.and_then(Place::link_box);
            clipboard::copy(&text, select, move |is_done| dispatch.emit(Action::WasCopied(what, is_done)));
        }
        Effect::Send { title, text } => share_sheet::open(&title, &text),
        Effect::SendToSite { link, profile } => {
            host::with(|host| host.send(&link, profile.as_deref()));
        }
        Effect::Hold(text) => files::hold(&text),
        Effect::Save { name, mime, text, n_held } => {
            // A sandboxed frame may not download, and browsers don't report that.
            let _ = files::save(&name, mime, &text, n_held);
        }
        Effect::Print => print(),
        Effect::Ask(ask) => group::ask(ask, dispatch.reform(Action::Told)),
    }
}

fn sign_after_a_blink(job: u32, dispatch: &Callback<Action>) {
    let dispatch = dispatch.clone();
    Timeout::new(BLINK, move || dispatch.emit(Action::Slow(job))).forget();
}
