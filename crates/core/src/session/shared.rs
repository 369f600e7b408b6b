//! One tab's view of the draft that all tabs share: the text that it last read or wrote, and the text that it has yet to
//! write. A tab compares the stored text before each write, so it never overwrites a change that it missed. Knows texts;
//! refuses to know where they are stored.

use super::{Heard, Session};

/// One tab's side of a shared draft.
#[derive(Debug, Clone, Default)]
pub struct Shared {
    /// The stored text as this tab knows it.
    base: Option<String>,
    waiting: Option<String>,
}

/// The next step after a look at the stored text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Nothing.
    Nothing,
    /// Write this text, then call [`Shared::written`]; the visit hears what other tabs added to it.
    Write(String, Option<Heard>),
    /// Tell the visit.
    Hear(Heard),
    /// The stored text can't be read here, so it stays as it is. It may be of a newer version.
    Unreadable,
}

impl Shared {
    /// A tab that starts with `base`, the stored text as it was read.
    pub fn new(base: Option<String>) -> Shared {
        Shared { base, waiting: None }
    }

    /// The stored text as this tab knows it.
    pub fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// Takes a draft that is to be written; returns whether none was waiting before.
    pub fn wait(&mut self, text: String) -> bool {
        self.waiting.replace(text).is_none()
    }

    /// Whether a draft is to be written.
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// Compares `stored`, the stored text, with the known one and returns the next step. `session` is any visit with the same
    /// bank.
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
            // The waiting text belongs to the erased visit.
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

    /// The text was written.
    pub fn written(&mut self, text: String) {
        self.base = Some(text);
    }
}
