//! One tab's view of the draft that all tabs share: the text that it last read or wrote, and the text that it must
//! write next. A tab compares the stored text before each write, so it never overwrites a change that it missed.

use super::{Heard, Session};

/// One tab's side of a shared draft.
#[derive(Debug, Clone, Default)]
pub struct Shared {
    /// The stored text that this tab last read or wrote.
    base: Option<String>,
    waiting: Option<String>,
}

/// The next step after reading the stored text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// There is nothing to do.
    Nothing,
    /// Write this text, then call [`Shared::written`]. The session also gets the changes that other tabs made.
    Write(String, Option<Heard>),
    /// Report this to the session.
    Hear(Heard),
    /// The stored text can't be read and must stay, because it may be from a newer version.
    Unreadable,
}

impl Shared {
    /// Starts with `base`, the stored text.
    pub fn new(base: Option<String>) -> Shared {
        Shared { base, waiting: None }
    }

    /// Returns the stored text that this tab last read or wrote.
    pub fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// Queues a draft to write; returns true if none was queued.
    pub fn wait(&mut self, text: String) -> bool {
        self.waiting.replace(text).is_none()
    }

    /// Returns true if a draft is queued.
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// Compares `stored`, the stored text, with the last known one and returns the next step. `session` can be any
    /// session with the same bank.
    pub fn step(&mut self, session: &Session, stored: Option<String>) -> Step {
        let mine = self.waiting.take();
        if mine.is_some() && mine == stored {
            self.base = mine;
            return Step::Nothing;
        }
        if stored == self.base {
            return mine.map_or(Step::Nothing, |mine| Step::Write(mine, None));
        }
        let Some(theirs) = stored else {
            // The queued text belongs to the erased session.
            self.base = None;
            return Step::Hear(Heard::Erased);
        };
        match mine {
            None if session.can_read(&theirs) => {
                let base = self.base.replace(theirs.clone());
                Step::Hear(Heard::Changed { base, theirs })
            }
            None => Step::Unreadable,
            Some(mine) => match session.merge_drafts(self.base(), &mine, &theirs) {
                None => Step::Unreadable,
                Some(text) if text == mine => Step::Write(text, None),
                Some(text) => {
                    let heard = Heard::Changed { base: Some(mine), theirs: text.clone() };
                    Step::Write(text, Some(heard))
                }
            },
        }
    }

    /// Reports that the text was written.
    pub fn written(&mut self, text: String) {
        self.base = Some(text);
    }
}
