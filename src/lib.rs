//! The widget: Interlocal in a page. Only this file and `browser/` touch the browser's own interfaces; pages and
//! components make HTML out of a session, and can be rendered on a build machine.

pub mod app;
pub mod browser;
pub mod components;
pub mod pages;
pub mod visit;

use interlocal_core::bank::Bank;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::Element;

/// The bank that the widget carries, made by `build.rs`.
static BANK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/bank.bin"));

/// The bank that the widget carries. `None` would mean that the build is broken.
pub fn bundled_bank() -> Option<Rc<Bank>> {
    postcard::from_bytes(BANK).ok().map(Rc::new)
}

/// A running widget; dropping it leaves the page as it is.
#[wasm_bindgen]
pub struct Widget(Option<yew::AppHandle<app::App>>);

#[wasm_bindgen]
impl Widget {
    /// Takes the widget out of the page.
    pub fn unmount(&mut self) {
        if let Some(handle) = self.0.take() {
            handle.destroy();
        }
    }
}

/// Starts the widget inside `root`, whose content it replaces. `link` is text that came with the address and may hold
/// a profile link. `lang` is the page's language.
///
/// # Errors
/// Where the bundled bank can't be read: then nothing is mounted.
#[wasm_bindgen]
pub fn mount(root: Element, lang: &str, link: Option<String>) -> Result<Widget, JsError> {
    browser::panic::catch_in(&root);
    let bank = bundled_bank().ok_or_else(|| JsError::new("the bundled bank can't be read"))?;
    let props = app::AppProps {
        draft: browser::storage::load(&bank.id),
        surroundings: browser::surroundings(lang),
        bank,
        link: link.map(Into::into),
    };
    Ok(Widget(Some(yew::Renderer::<app::App>::with_root_and_props(root, props).render())))
}
