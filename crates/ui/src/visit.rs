//! The values that every page gets: the program's state and the callback for actions.

use crate::components::button::{Look, plain};
use crate::components::foreign::{foreign, quote};
use crate::program::Program;
use interlocal_core::bank::{Bank, Text};
use interlocal_core::words::{Lang, Say, fill, say, tell};
use std::rc::Rc;
use yew::{AttrValue, Callback, Html};

/// The state of a program at one moment, and the callback for actions. Two values are equal if they are from the same
/// moment.
pub struct Visit<P: Program> {
    /// The state to show.
    pub state: Rc<P::State>,
    /// Takes the user's actions.
    pub dispatch: Callback<P::Action>,
    /// When the page was first shown, in seconds of the device's clock.
    pub shown_at: u64,
    bank: Rc<Bank>,
}

impl<P: Program> Clone for Visit<P> {
    fn clone(&self) -> Visit<P> {
        let (state, bank) = (Rc::clone(&self.state), Rc::clone(&self.bank));
        Visit { state, dispatch: self.dispatch.clone(), shown_at: self.shown_at, bank }
    }
}

impl<P: Program> PartialEq for Visit<P> {
    fn eq(&self, other: &Visit<P>) -> bool {
        Rc::ptr_eq(&self.state, &other.state)
    }
}

impl<P: Program> Visit<P> {
    /// A visit that shows `state`.
    pub fn new(state: Rc<P::State>, dispatch: Callback<P::Action>, shown_at: u64) -> Visit<P> {
        let bank = P::bank(&state);
        Visit { state, dispatch, shown_at, bank }
    }

    /// Returns the language of the interface.
    pub fn lang(&self) -> Lang {
        P::session(&self.state).lang
    }

    /// The question bank, as the program's pages show it.
    pub fn bank(&self) -> &Rc<Bank> {
        &self.bank
    }

    /// A text of the interface.
    pub fn say(&self, word: impl Say) -> &'static str {
        say(self.lang(), word)
    }

    /// A text of the interface with its placeholders filled.
    pub fn tell(&self, word: impl Say, values: &[(&str, &str)]) -> String {
        tell(self.lang(), word, values)
    }

    /// A text of the bank.
    pub fn text<'a>(&'a self, text: &'a Text) -> &'a str {
        self.bank().say(self.lang(), text)
    }

    /// A message of the bank with its placeholders filled.
    pub fn message(&self, id: &str, values: &[(&str, &str)]) -> String {
        fill(self.bank().message(self.lang(), id), values)
    }

    /// The `lang` of an element that holds only texts of the bank. `None` if it is the page's language.
    pub fn foreign(&self) -> Option<AttrValue> {
        foreign(self.bank(), self.lang())
    }

    /// Renders a text of the bank inside a text of the interface.
    pub fn quote(&self, text: &str) -> Html {
        quote(self.bank(), self.lang(), text)
    }

    /// A callback that sends `action` each time.
    pub fn on<E>(&self, action: impl Into<P::Action>) -> Callback<E> {
        let action = action.into();
        self.dispatch.reform(move |_| action.clone())
    }

    /// A button that sends `action`. Tests, early clicks and styles find it by `name`, which is the same in every language.
    pub fn button(
        &self,
        look: Look,
        name: &'static str,
        word: impl Say,
        action: impl Into<P::Action>,
    ) -> Html {
        plain(look, name, self.say(word), self.on(action))
    }
}
