//! The way between the two programs of the page, the questionnaire and the desk. `hand_over.js` loads the other one and
//! puts it in this one's place, with the visit as text; where it can't, it tells this one to stay.

use js_sys::Function;
use std::cell::RefCell;
use wasm_bindgen::JsValue;

thread_local! {
    /// What loads the other program.
    static HAND_OVER: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// From here on `hand_over` is called for it.
pub fn through(hand_over: Function) {
    HAND_OVER.set(Some(hand_over));
}

/// Goes on in the other program at the page named `page`, with the visit as text and a link to begin with.
pub fn hand_over(page: &str, draft: &str, link: Option<&str>) {
    // What still waits to be kept must not be written over what the other program keeps. That it can't be was said before.
    let _ = super::storage::flush();
    let link = link.map_or(JsValue::UNDEFINED, JsValue::from_str);
    if let Some(hand_over) = HAND_OVER.with_borrow(Option::clone) {
        // It is asynchronous, and says itself how it went.
        let _ = hand_over.call3(&JsValue::NULL, &page.into(), &draft.into(), &link);
    }
}
