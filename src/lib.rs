//! The widget: Interlocal in a page. Only this file and `browser/` touch the browser's own interfaces; pages and
//! components make HTML out of a session, and can be rendered on a build machine.

pub mod app;
pub mod browser;
pub mod components;
pub mod desk;
pub mod pages;
pub mod qr;
pub mod visit;

#[cfg(not(feature = "desk"))]
use app::App as Root;
use app::AppProps;
use browser::host::{self, Host};
#[cfg(feature = "desk")]
use desk::app::DeskApp as Root;
use interlocal_core::bank::Bank;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::Element;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

thread_local! {
    /// The program, once it is mounted.
    static RUNNING: RefCell<Option<yew::AppHandle<Root>>> = const { RefCell::new(None) };
}

/// The bank that the widget carries, made by `build.rs`.
static BANK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/bank.bin"));

/// The bank that the widget carries. `None` would mean that the build is broken.
pub fn bundled_bank() -> Option<Rc<Bank>> {
    Bank::unpack(BANK).map(Rc::new)
}

/// Starts the program inside `root`, whose content it replaces, and says whether it could: the questionnaire, or with the
/// feature `desk` the desk. `host` is the page around it. `link` is text that may hold a profile link. Where the other
/// program handed over to this, `page` and `draft` are what it said, and `root` is the same as the first time: yew never
/// takes its listeners off a root, so each program has one and keeps it. `bank` is another questionnaire than the one that
/// the program carries, packed.
#[wasm_bindgen]
pub fn mount(
    root: Element,
    host: Host,
    link: Option<String>,
    page: Option<String>,
    draft: Option<String>,
    bank: Option<Vec<u8>>,
) -> bool {
    browser::panic::catch_in(&root);
    let Some(bank) = bank.map_or_else(bundled_bank, |bank| Bank::unpack(&bank).map(Rc::new)) else {
        return false;
    };
    let surroundings = browser::surroundings(&host);
    host::stand_in(host);
    browser::storage::use_bank(&bank.id);
    let props = AppProps {
        draft: draft.or_else(browser::storage::load),
        surroundings,
        bank,
        link: link.map(Into::into),
        page: page.map(Into::into),
    };
    RUNNING.with_borrow_mut(|running| match running {
        Some(app) => app.update(props),
        None => *running = Some(yew::Renderer::<Root>::with_root_and_props(root, props).render()),
    });
    true
}

/// Opens text that may hold a profile link.
#[wasm_bindgen]
pub fn open(text: String) {
    tell(|_| Some(Root::opening(text)));
}

/// Tells of the browser's own Back and Forward, with the name of the step that they lead to.
#[wasm_bindgen]
pub fn back(key: &str) {
    tell(|root| root.returning(key));
}

/// Says that the other program could not be loaded, so that this one goes on.
#[wasm_bindgen]
pub fn stay() {
    tell(|_| Some(Root::STAYS));
}

/// Says that the other program has taken over, so that this one forgets what only its pages should know.
#[cfg(feature = "desk")]
#[wasm_bindgen]
pub fn rest() {
    tell(|_| Some(desk::action::Action::Rest));
}

/// Ends the program, and keeps what is still to be kept. Its root is empty afterwards.
#[wasm_bindgen]
pub fn end() {
    // That nothing can be kept was said while somebody could read it.
    let _ = browser::storage::flush();
    if let Some(app) = RUNNING.take() {
        app.destroy();
    }
}

fn tell(message: impl FnOnce(&Root) -> Option<<Root as yew::Component>::Message>) {
    RUNNING.with_borrow(|running| {
        let Some(app) = running else { return };
        // The component is lent only until the message is made.
        let message = app.get_component().and_then(|root| message(&root));
        if let Some(message) = message {
            app.send_message(message);
        }
    });
}
