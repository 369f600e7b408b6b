//! Shows a readable message after a crash, in place of a page that no longer responds. Reloading continues with the
//! stored draft.

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
    /// The root element. The hook must be shareable between threads, which an element isn't, although there is only one
    /// thread.
    static ROOT: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// Shows the message inside `root` after a panic.
pub fn catch_in(root: &Element) {
    ROOT.set(Some(root.clone()));
    // Yew would set its own hook at the first render if none was set before.
    yew::set_custom_panic_hook(Box::new(move |info| {
        error(&info.to_string());
        // Shows the message even if the draft can't be written.
        let _ = super::storage::flush();
        if let Some(root) = ROOT.take() {
            // Without a document there is only the message in the console.
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
    // Screen readers announce an alert at once, independent of the focus.
    panel.set_attribute("role", "alert").ok()?;
    let button = element(&document, "button", "button", Some(say(lang, Word::CrashReload)))?;
    let reload = Closure::once_into_js(|| {
        // If the script can't reload the page, the person can use the browser's button.
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
