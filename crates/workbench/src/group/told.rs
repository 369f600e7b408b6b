//! The cache for one answer of the worker, with its state: stale, loading, loaded or cancelled.

use std::rc::Rc;

/// An answer of the worker with its state. Copies share the value, because each action copies the group and a large
/// group has tens of thousands of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<T> {
    value: Option<Rc<T>>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// The value must be requested.
    Open,
    /// The value is requested.
    Asked,
    /// The value is current.
    Here,
    /// The request was cancelled or failed.
    Stopped,
}

impl<T> Default for Told<T> {
    fn default() -> Told<T> {
        Told { value: None, state: State::Open }
    }
}

impl<T> Told<T> {
    /// Returns the last value. It is about to change if [`Told::is_awaited`] is true.
    pub fn value(&self) -> Option<&T> {
        self.value.as_deref()
    }

    /// Returns true if an answer is pending.
    pub fn is_awaited(&self) -> bool {
        matches!(self.state, State::Open | State::Asked)
    }

    /// Returns true if the request was cancelled.
    pub fn is_stopped(&self) -> bool {
        self.state == State::Stopped
    }

    /// Returns true if the value must be requested, and marks it as requested.
    pub(super) fn is_wanted(&mut self) -> bool {
        let is_wanted = self.state == State::Open;
        if is_wanted {
            self.state = State::Asked;
        }
        is_wanted
    }

    /// Stores the answer.
    pub(super) fn hear(&mut self, value: T) {
        *self = Told { value: Some(Rc::new(value)), state: State::Here };
    }

    /// Stores a part of the answer; more follow.
    pub(super) fn hear_part(&mut self, value: T) {
        self.value = Some(Rc::new(value));
    }

    /// Marks the value as stale. It stays on the screen until the new answer arrives.
    pub(super) fn renew(&mut self) {
        self.state = State::Open;
    }
}

/// Operations on caches of any type.
pub(super) trait OnItsWay {
    /// Cancels the request.
    fn stop(&mut self);
    /// Marks a cancelled value as stale.
    fn resume(&mut self);
    /// Invalidates and drops the value.
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
