//! The desk as a program: the calls that `static/visit.js` makes.

use interlocal::browser::host::Host;
use interlocal::desk::action::Action;
use interlocal::desk::app::DeskApp;
use interlocal::program::{Running, Start};
use wasm_bindgen::prelude::*;
use web_sys::Element;

thread_local! {
    static RUNNING: Running<DeskApp> = const { Running::none() };
}

/// Starts the desk; see [`Start`] for the arguments. Returns `false` if the bank can't be read.
#[wasm_bindgen]
pub fn mount(
    root: Element,
    host: Host,
    link: Option<String>,
    page: Option<String>,
    draft: Option<String>,
    bank: Option<Vec<u8>>,
) -> bool {
    let start = Start { root, host, link, page, draft, bank };
    RUNNING.with(|running| running.mount(start, interlocal::DESK_BANK))
}

/// Opens text that may hold a profile link.
#[wasm_bindgen]
pub fn open(text: String) {
    RUNNING.with(|running| running.open(text));
}

/// Goes to the step that the browser's Back or Forward leads to.
#[wasm_bindgen]
pub fn back(key: &str) {
    RUNNING.with(|running| running.back(key));
}

/// Goes on, because the questionnaire could not be loaded.
#[wasm_bindgen]
pub fn stay() {
    RUNNING.with(Running::stay);
}

/// Ends the desk and keeps what is still to be kept.
#[wasm_bindgen]
pub fn end() {
    RUNNING.with(Running::end);
}

/// Forgets what only the desk's pages should know, because the questionnaire has taken over.
#[wasm_bindgen]
pub fn rest() {
    RUNNING.with(|running| running.send(|_| Some(Action::Rest)));
}
