//! The browser: everything that may fail, be denied or be missing. Each part does one thing and reports; none of them
//! may stop the visit.
//!
//! | part | does |
//! |---|---|
//! | [`clipboard`] | copies, or selects the text where copying is denied |
//! | [`event`] | reads what a person typed |
//! | [`history`] | Back and Forward |
//! | [`host`] | the page around the program, and the way to the other program |
//! | [`panic`] | a readable panel where a fault would leave a dead page |
//! | [`storage`] | keeps the draft |

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

/// Goes on in the other program at the page named `page`, with the visit as text and a link to begin with.
pub fn hand_over(page: &str, draft: &str, link: Option<&str>) {
    host::with(|host| host.hand_over(page, draft, storage::base().as_deref(), link));
}

/// Runs `task` after the current event; on a build machine, where there is no later, not at all.
pub fn later(task: impl FnOnce() + 'static) {
    #[cfg(target_arch = "wasm32")]
    wasm_bindgen_futures::spawn_local(async move { task() });
    #[cfg(not(target_arch = "wasm32"))]
    drop(task);
}

/// Runs `task` right after the next paint, so that it keeps nobody waiting; at once where nothing is painted.
fn after_paint(task: impl FnOnce() + 'static) {
    let window = web_sys::window();
    let is_hidden =
        window.as_ref().and_then(web_sys::Window::document).is_none_or(|document| document.hidden());
    // A frame's own callbacks run before its paint, a timer that one of them sets runs after it.
    let task = Closure::once_into_js(move || Timeout::new(0, task).forget());
    match window.filter(|_| !is_hidden) {
        // The callback is sound, so there is nothing that could be refused.
        Some(window) => drop(window.request_animation_frame(task.unchecked_ref())),
        None => drop(task.unchecked_ref::<js_sys::Function>().call0(&JsValue::NULL)),
    }
}

/// Where and when the visit takes place.
pub fn surroundings(host: &host::Host) -> Surroundings {
    let lang = Lang::from_tag(&host.lang()).unwrap_or_default();
    Surroundings { share_base: host.share_base(), site: host.site(), today: today(), lang }
}

/// The device's own calendar day.
fn today() -> Option<Date> {
    const MINUTES_A_DAY: u64 = 24 * 60;
    /// Days from 1970-01-01, where the browser's clock starts, to 2020-01-01.
    const UNTIL_2020: u64 = 18_262;
    let now = js_sys::Date::new_0();
    let minutes = whole(now.get_time() / 60_000.0 - now.get_timezone_offset());
    u16::try_from((minutes / MINUTES_A_DAY).checked_sub(UNTIL_2020)?).ok().map(Date)
}

/// Seconds of the device's clock: enough to tell how long a screen was shown. On a build machine no time passes.
pub fn seconds_now() -> u64 {
    #[cfg(target_arch = "wasm32")]
    {
        whole(js_sys::Date::now() / 1000.0)
    }
    #[cfg(not(target_arch = "wasm32"))]
    0
}

/// Whole units of a browser's number; floats end here.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, so that a clock before 1970 is 0"
)]
pub fn whole(units: f64) -> u64 {
    units as u64
}

/// `text` in Unicode's form C, as links and profiles want it. The browser has the tables already; in the WebAssembly they
/// would weigh more than the whole link codec. Elsewhere, in tests, the text stays as it is.
pub fn nfc(text: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    return js_sys::JsString::from(text).normalize("NFC").into();
    #[cfg(not(target_arch = "wasm32"))]
    return text.to_owned();
}
