//! What every page gets: the session to show and the way to say what the person did.

use crate::components::foreign::{foreign, quote};
use interlocal_core::bank::{Bank, Text};
use interlocal_core::session::{Action, Session};
use interlocal_core::words::{Lang, Word, say, tell};
use std::rc::Rc;
use yew::{AttrValue, Callback, Html};

/// A session as it is now, and where actions go. Two visits are equal where they are the same moment.
#[derive(Clone)]
pub struct Visit {
    /// To be shown.
    pub session: Rc<Session>,
    /// To be told.
    pub dispatch: Callback<Action>,
    /// When the page was first shown, in seconds of the device's clock.
    pub shown_at: u64,
}

impl PartialEq for Visit {
    fn eq(&self, other: &Visit) -> bool {
        Rc::ptr_eq(&self.session, &other.session)
    }
}

impl Visit {
    /// The language.
    pub fn lang(&self) -> Lang {
        self.session.lang
    }

    /// What can be asked.
    pub fn bank(&self) -> &Rc<Bank> {
        &self.session.bank
    }

    /// One of the interface's texts.
    pub fn say(&self, word: Word) -> &'static str {
        say(self.lang(), word)
    }

    /// One of the interface's texts, filled.
    pub fn tell(&self, word: Word, values: &[(&str, &str)]) -> String {
        tell(self.lang(), word, values)
    }

    /// One of the bank's texts.
    pub fn text<'a>(&'a self, text: &'a Text) -> &'a str {
        self.session.bank.say(self.session.lang, text)
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
}
