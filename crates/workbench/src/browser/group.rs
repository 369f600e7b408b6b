//! The worker that holds the group of agencies: loaded with the first question, kept while the page is open. Knows how
//! messages travel; refuses to know what they say.

use interlocal_group::answer::{Answer, Failure};
use interlocal_group::ask::Ask;
use interlocal_group::{from_bytes, to_bytes};
use interlocal_ui::browser::host;
use js_sys::{Function, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use yew::Callback;

thread_local! {
    /// Where answers go: to the desk as it is now.
    static HEARING: RefCell<Option<Callback<Answer>>> = const { RefCell::new(None) };
    /// What takes questions, once there is a worker.
    static ASKING: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Asks the worker; answers come through `dispatch`.
pub fn ask(ask: Ask, dispatch: Callback<Answer>) {
    HEARING.set(Some(dispatch));
    let asking = ASKING.with_borrow(Option::clone).or_else(open);
    ASKING.set(asking.clone());
    let message = Uint8Array::from(to_bytes(&ask).as_slice());
    if asking.is_none_or(|asking| asking.call1(&JsValue::NULL, &message).is_err()) {
        hear(Answer::Failed(Failure::Broken));
    }
}

fn open() -> Option<Function> {
    let onanswer = Closure::<dyn Fn(JsValue)>::new(|message: JsValue| {
        let bytes = message.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
        let answer = bytes.and_then(|bytes| from_bytes(&bytes));
        if answer.is_none() {
            // The next question starts another worker; what this one held is gone.
            ASKING.set(None);
        }
        hear(answer.unwrap_or(Answer::Failed(Failure::Broken)));
    });
    // The worker is there as long as the page.
    let onanswer = onanswer.into_js_value();
    host::with(|host| host.open_group(onanswer.unchecked_ref()))
}

fn hear(answer: Answer) {
    if let Some(hearing) = HEARING.with_borrow(Option::clone) {
        hearing.emit(answer);
    }
}
