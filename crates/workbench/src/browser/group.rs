//! Sends messages to the worker with the group of agencies and receives its answers. The worker is loaded with the
//! first message and stays as long as the page.

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
    /// The callback for answers: that of the current workbench.
    static HEARING: RefCell<Option<Callback<Answer>>> = const { RefCell::new(None) };
    /// The function that sends a message, once there is a worker.
    static ASKING: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Sends a message to the worker; `dispatch` gets the answers.
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
            // The next message starts another worker. The content of the failed one is lost.
            ASKING.set(None);
        }
        hear(answer.unwrap_or(Answer::Failed(Failure::Broken)));
    });
    // The worker lives as long as the page.
    let onanswer = onanswer.into_js_value();
    host::with(|host| host.open_group(onanswer.unchecked_ref()))
}

fn hear(answer: Answer) {
    if let Some(hearing) = HEARING.with_borrow(Option::clone) {
        hearing.emit(answer);
    }
}
