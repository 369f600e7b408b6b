//! The position of the widget in the page: its root element, the focus, and the page's title.

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

/// The position of a mounted widget.
pub struct Place {
    root: Element,
    /// The selector of the first field with an error.
    problem: &'static str,
    /// The number of the last focus request.
    moved: u32,
    /// The part of the page that had the focus before the last step.
    focused_in: Option<Element>,
    _listeners: Vec<EventListener>,
}

impl Place {
    /// Creates the position. `problem` is the selector of the first field with an error. `None` if the widget isn't in
    /// the page.
    pub fn new(root: &NodeRef, problem: &'static str) -> Option<Place> {
        let root = root.cast::<Element>()?;
        Some(Place { root, problem, moved: 0, focused_in: None, _listeners: storage::keep_in_step() })
    }

    /// Reports title and language to the page.
    pub fn describe(&self, title: &str, lang: &str) {
        // The other program may be in the page instead.
        if self.root.is_connected() {
            host::with(|host| host.describe(title, lang));
        }
    }

    /// Moves the focus if `number` is new; otherwise keeps it as close as possible. After a switch from the other
    /// program, the heading gets the focus.
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

    /// Stores where the focus is, for buttons that remove themselves, such as "Clear".
    pub fn remember_focus(&mut self) {
        self.focused_in =
            focused(&self.root).and_then(|element| element.closest("section, .page").ok().flatten());
    }

    /// If the focused element was removed, moves the focus to the closest remaining one: the first control of its card,
    /// or the heading.
    fn regain_focus(&mut self) {
        let Some(part) = self.focused_in.take().filter(|_| focused(&self.root).is_none()) else { return };
        let control = part.query_selector("section input, section button").ok().flatten();
        match control.filter(|_| part.is_connected() && part.tag_name() == "SECTION") {
            Some(control) => focus(control),
            None => self.focus("h1"),
        }
    }

    /// Returns the box with the link.
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

/// Returns the focused element inside the widget's document or shadow root. If nothing has the focus, this is the body.
fn focused(root: &Element) -> Option<Element> {
    let tree: Tree = root.get_root_node().unchecked_into();
    tree.active_element().filter(|element| element.tag_name() != "BODY")
}

fn focus(element: Element) {
    // If the element can't take the focus, the page works all the same.
    let _ = element.unchecked_into::<HtmlElement>().focus();
}
