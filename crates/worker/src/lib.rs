//! The program of the worker: holds a group of agencies, works in turns, and keeps collections on the device. Passes
//! messages between the page and `work`; `interlocal-group` defines their contents.

mod store;
pub mod work;

use crate::work::{Group, Order};
use interlocal_core::bank::Bank;
use interlocal_core::profile::Date;
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

/// A group, and the callbacks for its answers.
#[wasm_bindgen]
pub struct Work(Rc<Inner>);

struct Inner {
    group: RefCell<Group>,
    onanswer: Function,
    wake: Function,
    /// The name of the database for collections.
    place: Option<String>,
}

#[wasm_bindgen]
impl Work {
    /// Creates an empty group. `onanswer` gets the bytes of each answer. `wake` is called when the store's answer
    /// gives the group new work. `place` names the database for collections; without it, the group can't keep any.
    /// `bank` is a packed bank to use instead of the worker's own.
    ///
    /// # Errors
    ///
    /// Fails if the bank can't be read.
    #[wasm_bindgen(constructor)]
    pub fn new(
        onanswer: Function,
        wake: Function,
        place: Option<String>,
        bank: Option<Vec<u8>>,
    ) -> Result<Work, JsError> {
        let bank = Bank::unpack(bank.as_deref().unwrap_or(BANK));
        let bank = bank.ok_or_else(|| JsError::new("the bank can't be read"))?;
        let group = RefCell::new(Group::new(bank, &EXAMPLES, nfc, today));
        Ok(Work(Rc::new(Inner { group, onanswer, wake, place })))
    }

    /// Handles the bytes of a query. If they come from another version of this program, the answer is `undefined`,
    /// which the page treats as a broken worker.
    pub fn ask(&self, bytes: &[u8]) {
        match from_bytes(bytes) {
            Some(ask) => {
                self.0.group.borrow_mut().ask(ask);
                deliver(&self.0);
            }
            None => tell(&self.0, &JsValue::UNDEFINED),
        }
    }

    /// Works for some milliseconds; returns whether work is left.
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
    // A failed call means that the page is gone, so the message is dropped.
    let _ = inner.onanswer.call1(&JsValue::NULL, message);
}

/// The device's own calendar day.
fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let year = u16::try_from(now.get_full_year()).ok()?;
    Date::from_ymd(year, u8::try_from(now.get_month() + 1).ok()?, u8::try_from(now.get_date()).ok()?)
}

fn nfc(text: &str) -> String {
    String::from(JsString::from(text).normalize("NFC"))
}
