//! The widget: Interlocal in a page. Only this file and `browser/` touch the browser's own interfaces; pages and
//! components make HTML out of a session, and can be rendered on a build machine.

pub mod app;
pub mod browser;
pub mod components;
pub mod pages;
pub mod qr;
pub mod visit;

use interlocal_core::bank::Bank;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::Element;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The bank that the widget carries, made by `build.rs`.
static BANK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/bank.bin"));

/// The bank that the widget carries. `None` would mean that the build is broken.
pub fn bundled_bank() -> Option<Rc<Bank>> {
    Bank::unpack(BANK).map(Rc::new)
}

/// Starts the widget inside `root`, whose content it replaces, and says whether it could. `link` is text that came with
/// the address and may hold a profile link. `lang` is the page's language.
#[wasm_bindgen]
pub fn mount(root: Element, lang: &str, link: Option<String>) -> bool {
    browser::panic::catch_in(&root);
    let Some(bank) = bundled_bank() else { return false };
    let props = app::AppProps {
        draft: browser::storage::load(&bank.id),
        surroundings: browser::surroundings(lang),
        bank,
        link: link.map(Into::into),
    };
    yew::Renderer::<app::App>::with_root_and_props(root, props).render();
    true
}
