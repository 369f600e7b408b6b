//! What is left when the program itself fails: a readable panel in place of a page that no longer answers. The draft
//! is on the device already, so reloading goes on where it stopped.

use interlocal_core::words::{Lang, Word, say};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn error(message: &str);
}

thread_local! {
    /// Where the panel goes. The hook must be shareable between threads, which an element is not; there is one thread.
    static ROOT: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// From here on a panic shows the panel inside `root`.
pub fn catch_in(root: &Element) {
    ROOT.set(Some(root.clone()));
    // Yew sets a hook of its own at the first render, unless it was told of another.
    yew::set_custom_panic_hook(Box::new(move |info| {
        error(&info.to_string());
        // Where this fails, the panel below is still worth showing.
        let _ = super::storage::flush();
        if let Some(root) = ROOT.take() {
            // No panel can be shown without a document; the console has the message.
            let _ = show(&root);
        }
    }));
}

fn show(root: &Element) -> Option<()> {
    let document = root.owner_document()?;
    let speaking = root.query_selector("[lang]").ok().flatten();
    let lang =
        speaking.and_then(|element| Lang::from_tag(&element.get_attribute("lang")?)).unwrap_or_default();
    let panel = element(&document, "div", "interlocal crash", None)?;
    // An alert is read out at once, wherever the focus was.
    panel.set_attribute("role", "alert").ok()?;
    let button = element(&document, "button", "button", Some(say(lang, Word::CrashReload)))?;
    let reload = Closure::once_into_js(|| {
        // A page that can't be reloaded by script still has the browser's own button.
        let _ = web_sys::window().map(|window| window.location().reload());
    });
    button.dyn_ref::<HtmlElement>()?.set_onclick(reload.dyn_ref());
    for child in [
        element(&document, "h1", "heading", Some(say(lang, Word::CrashTitle)))?,
        element(&document, "p", "lead", Some(say(lang, Word::CrashLead)))?,
        button,
    ] {
        panel.append_child(&child).ok()?;
    }
    root.set_text_content(None);
    root.append_child(&panel).ok()?;
    Some(())
}

fn element(document: &Document, name: &str, class: &str, text: Option<&str>) -> Option<Element> {
    let element = document.create_element(name).ok()?;
    element.set_class_name(class);
    element.set_text_content(text);
    Some(element)
}
