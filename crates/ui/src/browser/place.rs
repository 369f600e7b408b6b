//! Where the widget stands in the page: its root element, and what is done to the page around it.

use super::{host, storage};
use gloo_events::EventListener;
use interlocal_core::session::Focus;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};
use yew::NodeRef;

#[wasm_bindgen]
extern "C" {
    /// A document or a shadow root.
    type Tree;
    #[wasm_bindgen(method, getter, js_name = activeElement)]
    fn active_element(this: &Tree) -> Option<Element>;
}

/// A mounted widget's surroundings.
pub struct Place {
    root: Element,
    /// Finds the field to correct first.
    problem: &'static str,
    /// Number of the last place that the focus was moved to.
    moved: u32,
    /// Part of the page that had the focus before the last step.
    focused_in: Option<Element>,
    _listeners: Vec<EventListener>,
}

impl Place {
    /// `problem` is the selector of the field to correct first. `None` before the widget is in the page.
    pub fn new(root: &NodeRef, problem: &'static str) -> Option<Place> {
        let root = root.cast::<Element>()?;
        Some(Place { root, problem, moved: 0, focused_in: None, _listeners: storage::keep_in_step() })
    }

    /// Tells the page around it what is shown.
    pub fn describe(&self, title: &str, lang: &str) {
        // The other program may be in the page.
        if self.root.is_connected() {
            host::with(|host| host.describe(title, lang));
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
        if host::with(host::Host::may_move) == Some(false) {
            return;
        }
        match focus {
            Focus::Heading => {
                self.root.scroll_into_view();
                self.focus("h1");
            }
            Focus::FirstProblem => self.focus(self.problem),
        }
    }

    /// Remembers where the focus is, for a button that takes itself away, such as "Clear".
    pub fn remember_focus(&mut self) {
        self.focused_in =
            focused(&self.root).and_then(|element| element.closest("section, .page").ok().flatten());
    }

    /// Puts a focus that went with its element to the nearest place that is left: the first control of its card, or
    /// the page's heading.
    fn regain_focus(&mut self) {
        let Some(part) = self.focused_in.take().filter(|_| focused(&self.root).is_none()) else { return };
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

/// What has the focus, of what the widget can see: from outside of a shadow root that is its host. The body has it when
/// nothing has.
fn focused(root: &Element) -> Option<Element> {
    let tree: Tree = root.get_root_node().unchecked_into();
    tree.active_element().filter(|element| element.tag_name() != "BODY")
}

fn focus(element: Element) {
    // An element that can't take focus leaves it where it is; the page is there all the same.
    let _ = element.unchecked_into::<HtmlElement>().focus();
}
