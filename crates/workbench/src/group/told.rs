//! One thing that a worker is asked for, on its way. Knows whether it is here, awaited or stopped; refuses to know what it
//! says.

use std::rc::Rc;

/// What the worker told, and whether it still holds. A copy shares the value: each step copies the group, and a large one
/// was told some ten thousand names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<T> {
    value: Option<Rc<T>>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nobody asked for it as it is wanted now.
    Open,
    /// Asked, and not answered yet.
    Asked,
    /// Answered.
    Here,
    /// It was not to be had: stopped by a person, or it failed.
    Stopped,
}

impl<T> Default for Told<T> {
    fn default() -> Told<T> {
        Told { value: None, state: State::Open }
    }
}

impl<T> Told<T> {
    /// What was told last; where [`Told::is_awaited`], it is about to change.
    pub fn value(&self) -> Option<&T> {
        self.value.as_deref()
    }

    /// Whether an answer is still to come.
    pub fn is_awaited(&self) -> bool {
        matches!(self.state, State::Open | State::Asked)
    }

    /// Whether it was stopped before it was answered.
    pub fn is_stopped(&self) -> bool {
        self.state == State::Stopped
    }

    /// Whether it is to be asked for now; it counts as asked from here on, so that nothing is asked for twice.
    pub(super) fn is_wanted(&mut self) -> bool {
        let is_wanted = self.state == State::Open;
        if is_wanted {
            self.state = State::Asked;
        }
        is_wanted
    }

    /// The answer.
    pub(super) fn hear(&mut self, value: T) {
        *self = Told { value: Some(Rc::new(value)), state: State::Here };
    }

    /// Part of the answer: more is to come.
    pub(super) fn hear_part(&mut self, value: T) {
        self.value = Some(Rc::new(value));
    }

    /// Something else is wanted now. What was told stays on the screen until the new answer is there.
    pub(super) fn renew(&mut self) {
        self.state = State::Open;
    }
}

/// Whatever it is about.
pub(super) trait OnItsWay {
    /// It is not to be waited for.
    fn stop(&mut self);
    /// A person wants it after all.
    fn resume(&mut self);
    /// What was told holds no longer.
    fn let_go(&mut self);
}

impl<T> OnItsWay for Told<T> {
    fn stop(&mut self) {
        if self.state == State::Asked {
            self.state = State::Stopped;
        }
    }

    fn resume(&mut self) {
        if self.state == State::Stopped {
            self.state = State::Open;
        }
    }

    fn let_go(&mut self) {
        *self = Told::default();
    }
}
