//! The browser's interfaces, all of which may fail, be denied or be missing. Each module reports the result, and no
//! failure stops the session.
//!
//! | module | contents |
//! |---|---|
//! | [`clipboard`] | copying, or selecting the text if copying is denied |
//! | [`event`] | values of fields |
//! | [`history`] | Back and Forward |
//! | [`host`] | the page around the program, and the switch to the other program |
//! | [`panic`] | a readable message after a crash |
//! | [`storage`] | the stored draft |

pub mod clipboard;
pub mod event;
pub mod history;
pub mod host;
pub mod panic;
mod place;
pub mod storage;

pub use place::Place;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use interlocal_core::profile::Date;
use interlocal_core::session::Surroundings;
use interlocal_core::words::Lang;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Listeners that end when they are dropped.
pub type Listeners = Vec<EventListener>;

/// Opens the print dialog.
pub fn print() {
    host::with(host::Host::print);
}

/// Switches to the other program at the page named `page`, with the draft and a link to open.
pub fn hand_over(page: &str, draft: &str, link: Option<&str>) {
    host::with(|host| host.hand_over(page, draft, storage::base().as_deref(), link));
}

/// Runs `task` after the current event. The prerenderer never runs it.
pub fn later(task: impl FnOnce() + 'static) {
    #[cfg(target_arch = "wasm32")]
    wasm_bindgen_futures::spawn_local(async move { task() });
    #[cfg(not(target_arch = "wasm32"))]
    drop(task);
}

/// Runs `task` right after the next paint, so that it doesn't delay the paint. If nothing is painted, it runs at once.
fn after_paint(task: impl FnOnce() + 'static) {
    let window = web_sys::window();
    let is_hidden =
        window.as_ref().and_then(web_sys::Window::document).is_none_or(|document| document.hidden());
    // Animation callbacks run before the paint; a timer that one of them sets runs after it.
    let task = Closure::once_into_js(move || Timeout::new(0, task).forget());
    match window.filter(|_| !is_hidden) {
        // The callback is a valid function, so the call can't fail.
        Some(window) => drop(window.request_animation_frame(task.unchecked_ref())),
        None => drop(task.unchecked_ref::<js_sys::Function>().call0(&JsValue::NULL)),
    }
}

/// Returns the facts about the page and the host.
pub fn surroundings(host: &host::Host) -> Surroundings {
    let lang = Lang::from_tag(&host.lang()).unwrap_or_default();
    Surroundings { share_base: host.share_base(), site: host.site(), today: today(), lang }
}

/// Returns today's date in the device's time zone.
fn today() -> Option<Date> {
    const MINUTES_A_DAY: u64 = 24 * 60;
    /// Days from 1970-01-01, where the browser's clock starts, to 2020-01-01.
    const UNTIL_2020: u64 = 18_262;
    let now = js_sys::Date::new_0();
    let minutes = whole(now.get_time() / 60_000.0 - now.get_timezone_offset());
    u16::try_from((minutes / MINUTES_A_DAY).checked_sub(UNTIL_2020)?).ok().map(Date)
}

/// Returns seconds of the device's clock, for the time that a screen was shown. In the prerenderer it is constant.
pub fn seconds_now() -> u64 {
    #[cfg(target_arch = "wasm32")]
    {
        whole(js_sys::Date::now() / 1000.0)
    }
    #[cfg(not(target_arch = "wasm32"))]
    0
}

/// Converts a browser's number to whole units.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, so that a clock before 1970 is 0"
)]
pub fn whole(units: f64) -> u64 {
    units as u64
}

/// Converts `text` to Unicode's form C, which links and profiles require. The browser has the tables; in the
/// WebAssembly they would be larger than the whole link codec. In tests on other targets, the text stays unchanged.
pub fn nfc(text: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    return js_sys::JsString::from(text).normalize("NFC").into();
    #[cfg(not(target_arch = "wasm32"))]
    return text.to_owned();
}
