//! The program beside the page: holds a group of agencies, works in turns, and keeps collections on the device. Knows how
//! messages come and go; `interlocal-group` defines their contents.

mod store;
pub mod work;

use crate::work::{Group, Order};
use interlocal_core::bank::Bank;
use interlocal_group::{from_bytes, to_bytes};
use js_sys::{Function, JsString, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The bank that the worker carries, made by `build.rs`.
static BANK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/bank.bin"));
/// Links of the fictional agencies, by language.
const EXAMPLES: [(&str, &str); 2] = [
    ("en", include_str!("../../../banks/examples/en.txt")),
    ("es", include_str!("../../../banks/examples/es.txt")),
];

/// A group, and whom it answers.
#[wasm_bindgen]
pub struct Work(Rc<Inner>);

struct Inner {
    group: RefCell<Group>,
    onanswer: Function,
    wake: Function,
    /// The name of the database for what is kept.
    place: Option<String>,
}

#[wasm_bindgen]
impl Work {
    /// Nobody yet. `onanswer` gets the bytes of each answer; `wake` is called when there is work again that nobody asked
    /// for in between. `place` names the database for what is kept; without it nothing may be. `bank` is another bank
    /// than the one that the worker carries, packed.
    ///
    /// # Errors
    /// Where the bank can't be read.
    #[wasm_bindgen(constructor)]
    pub fn new(
        onanswer: Function,
        wake: Function,
        place: Option<String>,
        bank: Option<Vec<u8>>,
    ) -> Result<Work, JsError> {
        let bank = Bank::unpack(bank.as_deref().unwrap_or(BANK));
        let bank = bank.ok_or_else(|| JsError::new("the bank can't be read"))?;
        let group = RefCell::new(Group::new(bank, &EXAMPLES, nfc));
        Ok(Work(Rc::new(Inner { group, onanswer, wake, place })))
    }

    /// Takes the bytes of a question. Those of another version of this program are answered by nothing, which the page
    /// takes for a broken worker.
    pub fn ask(&self, bytes: &[u8]) {
        match from_bytes(bytes) {
            Some(ask) => {
                self.0.group.borrow_mut().ask(ask);
                deliver(&self.0);
            }
            None => tell(&self.0, &JsValue::UNDEFINED),
        }
    }

    /// Works for some milliseconds; says whether anything is left to do.
    pub fn turn(&self) -> bool {
        let is_busy = self.0.group.borrow_mut().turn();
        deliver(&self.0);
        is_busy
    }
}

fn deliver(inner: &Rc<Inner>) {
    let orders = inner.group.borrow_mut().take();
    for order in orders {
        match order {
            Order::Answer(answer) => tell(inner, &Uint8Array::from(to_bytes(&answer).as_slice())),
            Order::Keep(keeping) => {
                let inner = Rc::clone(inner);
                spawn_local(async move {
                    let kept = store::keep(inner.place.as_deref(), keeping).await;
                    inner.group.borrow_mut().kept(kept);
                    deliver(&inner);
                    // A failed call means that the page is gone, so there is no one to report it to.
                    let _ = inner.wake.call0(&JsValue::NULL);
                });
            }
        }
    }
}

fn tell(inner: &Inner, message: &JsValue) {
    // A page that is gone hears nothing.
    let _ = inner.onanswer.call1(&JsValue::NULL, message);
}

fn nfc(text: &str) -> String {
    String::from(JsString::from(text).normalize("NFC"))
}
