//! The browser: everything that may fail, be denied or be missing. Each part does one thing and reports; none of them
//! may stop the visit.
//!
//! | part | does |
//! |---|---|
//! | [`clipboard`] | copies, or selects the text where copying is denied |
//! | [`event`] | reads what a person typed |
//! | [`history`] | Back and Forward, and links that arrive in an open page |
//! | [`panic`] | a readable panel where a fault would leave a dead page |
//! | [`storage`] | keeps the draft |

pub mod clipboard;
pub mod event;
pub mod history;
pub mod panic;
mod place;
pub mod storage;

pub use place::Place;

use interlocal_core::profile::Date;
use interlocal_core::session::{Action, Effect, Surroundings};
use interlocal_core::words::Lang;
use yew::Callback;

/// Does what the session asks. `place` is where the widget stands, once it does.
pub fn run(effect: Effect, dispatch: &Callback<Action>, place: Option<&Place>) {
    match effect {
        Effect::SaveDraft(text) => {
            if storage::save(&text).is_none() {
                dispatch.emit(Action::StorageFailed);
            }
        }
        Effect::KeepAside(text) => {
            if storage::keep_aside(&text).is_none() {
                dispatch.emit(Action::StorageFailed);
            }
        }
        Effect::ForgetDraft => storage::forget(),
        Effect::CopyLink(link) => clipboard::copy(&link, place, dispatch.clone()),
        Effect::PushHistory(page) => {
            if let Some(place) = place {
                place.push_history(page);
            }
        }
        Effect::Print => {
            // A browser without a print dialog has no other way to print either.
            let _ = web_sys::window().map(|window| window.print());
        }
    }
}

/// Runs `task` after the current event; on a build machine, where there is no later, not at all.
pub fn later(task: impl FnOnce() + 'static) {
    #[cfg(target_arch = "wasm32")]
    wasm_bindgen_futures::spawn_local(async move { task() });
    #[cfg(not(target_arch = "wasm32"))]
    drop(task);
}

/// Where and when the visit takes place.
pub fn surroundings(lang: &str) -> Surroundings {
    let location = web_sys::window().map(|window| window.location());
    let part = |read: fn(&web_sys::Location) -> Result<String, wasm_bindgen::JsValue>| {
        location.as_ref().and_then(|location| read(location).ok()).unwrap_or_default()
    };
    let share_base = match part(web_sys::Location::protocol).as_str() {
        // A page opened from a file has no origin to speak of.
        "file:" => ["file://".to_owned(), part(web_sys::Location::pathname)].concat(),
        _ => [part(web_sys::Location::origin), part(web_sys::Location::pathname)].concat(),
    };
    Surroundings { share_base, today: today(), lang: Lang::from_tag(lang).unwrap_or_default() }
}

/// The device's own calendar day.
fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let month = u8::try_from(now.get_month() + 1).ok()?;
    let day = u8::try_from(now.get_date()).ok()?;
    Date::from_ymd(u16::try_from(now.get_full_year()).ok()?, month, day)
}
