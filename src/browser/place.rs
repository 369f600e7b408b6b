//! Where the widget stands in the page: its root element, and what is done to the page around it.

use super::storage;
use gloo_events::EventListener;
use interlocal_core::session::Focus;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};
use yew::NodeRef;

/// What is to be mended first. A page of the desk may have more than one problem, and says which it is about.
const PROBLEM: &str = if cfg!(feature = "desk") { "[data-goal]" } else { "[aria-invalid=true]" };

/// A mounted widget's surroundings.
pub struct Place {
    root: Element,
    /// Number of the last place that the focus was moved to.
    moved: u32,
    /// Part of the page that had the focus before the last step.
    focused_in: Option<Element>,
    _listeners: Vec<EventListener>,
}

impl Place {
    /// `None` before the widget is in the page. What `listen` gives hears as long as the place is kept.
    pub fn new(root: &NodeRef, listen: impl FnOnce(&Element) -> Vec<EventListener>) -> Option<Place> {
        let root = root.cast::<Element>()?;
        let mut listeners = listen(&root);
        listeners.extend(storage::keep_on_leaving());
        Some(Place { root, moved: 0, focused_in: None, _listeners: listeners })
    }

    /// Names the window and its language.
    pub fn describe(&self, title: &str, lang: &str) {
        let document = web_sys::window().and_then(|window| window.document());
        // The other program may be in the page.
        let Some(document) = document.filter(|_| self.root.is_connected()) else { return };
        if document.title() != title {
            document.set_title(title);
        }
        // Written only when it changes: even the same value makes the browser style and lay out the whole document again,
        // and this runs at every click.
        let html = document.document_element();
        if let Some(html) = html.filter(|html| html.get_attribute("lang").as_deref() != Some(lang)) {
            // The root element takes any value of this attribute.
            let _ = html.set_attribute("lang", lang);
        }
    }

    /// Moves the focus to where it belongs, where the number says that this is news; otherwise it stays as near as it can.
    /// A page that was handed over to is news: its heading gets the focus.
    pub fn move_focus(&mut self, (focus, number): (Focus, u32)) {
        if number == self.moved {
            self.regain_focus();
            return;
        }
        self.moved = number;
        match focus {
            Focus::Heading => {
                self.root.scroll_into_view();
                self.focus("h1");
            }
            Focus::FirstProblem => self.focus(PROBLEM),
        }
    }

    /// Remembers where the focus is, for a button that takes itself away, such as "Clear".
    pub fn remember_focus(&mut self) {
        self.focused_in = focused().and_then(|element| element.closest("section, .page").ok().flatten());
    }

    /// Puts a focus that went with its element to the nearest place that is left: the first control of its card, or
    /// the page's heading.
    fn regain_focus(&mut self) {
        let Some(part) = self.focused_in.take().filter(|_| focused().is_none()) else { return };
        let control = part.query_selector("section input, section button").ok().flatten();
        match control.filter(|_| part.is_connected() && part.tag_name() == "SECTION") {
            Some(control) => focus(control),
            None => self.focus("h1"),
        }
    }

    /// The box that shows the link.
    pub fn link_box(&self) -> Option<HtmlTextAreaElement> {
        self.find("textarea[readonly]")?.dyn_into().ok()
    }

    fn focus(&self, selector: &str) {
        if let Some(element) = self.find(selector) {
            focus(element);
        }
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).ok()?
    }
}

/// What has the focus; the body has it when nothing has.
fn focused() -> Option<Element> {
    let document = web_sys::window()?.document()?;
    document.active_element().filter(|element| element.tag_name() != "BODY")
}

fn focus(element: Element) {
    // An element that can't take focus leaves it where it is; the page is there all the same.
    let _ = element.unchecked_into::<HtmlElement>().focus();
}
