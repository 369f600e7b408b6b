//! What every page of the desk gets: the desk as it is now, and where actions go.

use super::Desk;
use super::action::Action;
use crate::components::button::{Look, plain};
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
    /// The questionnaire as pages show it.
    bank: Rc<Bank>,
}

impl PartialEq for DeskVisit {
    fn eq(&self, other: &DeskVisit) -> bool {
        Rc::ptr_eq(&self.desk, &other.desk)
    }
}

impl DeskVisit {
    /// What the pages show of `desk`.
    pub fn new(desk: Rc<Desk>, dispatch: Callback<Action>) -> DeskVisit {
        let bank = &desk.session.bank;
        let bank = bank.quoted(desk.session.lang).map_or_else(|| Rc::clone(bank), Rc::new);
        DeskVisit { desk, dispatch, bank }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.desk.session.lang
    }

    /// What can be asked. If its language isn't the page's, its texts stand between marks, which `pages::page` turns into
    /// elements.
    pub fn bank(&self) -> &Rc<Bank> {
        &self.bank
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
