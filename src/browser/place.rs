//! Where the widget stands in the page: its root element, and what is done to the page around it.

use super::history;
use gloo_events::EventListener;
use interlocal_core::bank::Bank;
use interlocal_core::session::{Action, Page, Session};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};
use yew::{Callback, NodeRef};

/// A mounted widget's surroundings.
pub struct Place {
    root: Element,
    bank: Rc<Bank>,
    _listeners: Vec<EventListener>,
}

impl Place {
    /// `None` before the widget is in the page.
    pub fn new(root: &NodeRef, session: &Session, dispatch: &Callback<Action>) -> Option<Place> {
        let root = root.cast::<Element>()?;
        history::name_current(&session.bank, session.page);
        let listeners = history::listen(&session.bank, dispatch);
        Some(Place { root, bank: Rc::clone(&session.bank), _listeners: listeners })
    }

    /// Names the window and its language.
    pub fn describe(&self, title: &str, lang: &str) {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        if document.title() != title {
            document.set_title(title);
        }
        if let Some(html) = document.document_element() {
            // The root element takes any value of this attribute.
            let _ = html.set_attribute("lang", lang);
        }
    }

    /// Lets Back lead to the page before.
    pub fn push_history(&self, page: Page) {
        history::push(&self.bank, page);
    }

    /// Shows the top of the page and reads out its heading.
    pub fn focus_heading(&self) {
        self.root.scroll_into_view();
        self.focus("h1");
    }

    /// Goes to the first field that has a problem.
    pub fn focus_first_problem(&self) {
        self.focus("[aria-invalid=true]");
    }

    /// The box that shows the link.
    pub fn link_box(&self) -> Option<HtmlTextAreaElement> {
        self.find("textarea[readonly]")?.dyn_into().ok()
    }

    fn focus(&self, selector: &str) {
        if let Some(element) = self.find(selector).and_then(|element| element.dyn_into::<HtmlElement>().ok())
        {
            // An element that can't take focus leaves it where it is; the page is there all the same.
            let _ = element.focus();
        }
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).ok()?
    }
}
