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
#[cfg(feature = "desk")]
use desk::app::DeskApp as Root;
use interlocal_core::bank::Bank;
use js_sys::Function;
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
/// feature `desk` the desk. `lang` is the page's language. `link` is text that may hold a profile link. `hand_over(page,
/// draft, link)` loads the other program; where that one handed over to this, `page` and `draft` are what it said, and
/// `root` is the same as the first time: yew never takes its listeners off a root, so each program has one and keeps it.
#[wasm_bindgen]
pub fn mount(
    root: Element,
    lang: &str,
    link: Option<String>,
    hand_over: Function,
    page: Option<String>,
    draft: Option<String>,
) -> bool {
    browser::panic::catch_in(&root);
    let Some(bank) = bundled_bank() else { return false };
    browser::storage::use_bank(&bank.id);
    let props = AppProps {
        draft: draft.or_else(browser::storage::load),
        surroundings: browser::surroundings(lang),
        bank,
        link: link.map(Into::into),
        page: page.map(Into::into),
    };
    browser::hand_over::through(hand_over);
    RUNNING.with_borrow_mut(|running| match running {
        Some(app) => app.update(props),
        None => *running = Some(yew::Renderer::<Root>::with_root_and_props(root, props).render()),
    });
    true
}

/// Says that the other program has taken over, so that this one forgets what only its pages should know.
#[cfg(feature = "desk")]
#[wasm_bindgen]
pub fn rest() {
    RUNNING.with_borrow(|app| {
        if let Some(app) = app {
            app.send_message(desk::action::Action::Rest);
        }
    });
}

/// Says that the other program could not be loaded, so that this one goes on.
#[wasm_bindgen]
pub fn stay() {
    RUNNING.with_borrow(|app| {
        if let Some(app) = app {
            app.send_message(Root::STAYS);
        }
    });
}
