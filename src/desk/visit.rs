//! What every page of the desk gets: the desk as it is now, and where actions go.

use super::Desk;
use super::action::Action;
use crate::components::button::{Look, plain};
use crate::components::foreign::{foreign, quote};
use interlocal_core::bank::{Bank, Text};
use interlocal_core::words::{DeskWord, Lang, Say, fill, say, tell};
use std::rc::Rc;
use yew::prelude::*;

/// Two visits are equal where they are the same moment.
#[derive(Clone)]
pub struct DeskVisit {
    /// To be shown.
    pub desk: Rc<Desk>,
    /// To be told.
    pub dispatch: Callback<Action>,
}

impl PartialEq for DeskVisit {
    fn eq(&self, other: &DeskVisit) -> bool {
        Rc::ptr_eq(&self.desk, &other.desk)
    }
}

impl DeskVisit {
    /// The language.
    pub fn lang(&self) -> Lang {
        self.desk.session.lang
    }

    /// What can be asked.
    pub fn bank(&self) -> &Rc<Bank> {
        &self.desk.session.bank
    }

    /// One of the interface's texts.
    pub fn say(&self, word: impl Say) -> &'static str {
        say(self.lang(), word)
    }

    /// One of the interface's texts, filled.
    pub fn tell(&self, word: impl Say, values: &[(&str, &str)]) -> String {
        tell(self.lang(), word, values)
    }

    /// One of the bank's texts.
    pub fn text<'a>(&'a self, text: &'a Text) -> &'a str {
        self.bank().say(self.lang(), text)
    }

    /// One of the bank's messages, filled.
    pub fn message(&self, id: &str, values: &[(&str, &str)]) -> String {
        fill(self.bank().message(self.lang(), id), values)
    }

    /// For an element that holds nothing but the bank's texts: their language if it isn't the page's.
    pub fn foreign(&self) -> Option<AttrValue> {
        foreign(self.bank(), self.lang())
    }

    /// A text of the bank beside texts of the interface.
    pub fn quote(&self, text: &str) -> Html {
        quote(self.bank(), self.lang(), text)
    }

    /// A callback that says the same each time.
    pub fn on<E>(&self, action: impl Into<Action>) -> Callback<E> {
        let action = action.into();
        self.dispatch.reform(move |_| action.clone())
    }

    /// A button that says one thing to the desk.
    pub fn button(&self, look: Look, name: &'static str, word: DeskWord, action: impl Into<Action>) -> Html {
        plain(look, name, self.say(word), self.on(action))
    }
}
