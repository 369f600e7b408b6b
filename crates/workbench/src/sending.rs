//! Sending to the site that the widget stands in: what the link on the screen says, when a person asks for it. Knows what
//! is sent; refuses to know how it gets there.

use super::action::{Effect, Lock};
use super::{Desk, files};
use std::rc::Rc;

impl Desk {
    /// The same desk in a site that takes what is sent to it, where there is one: its origin.
    pub fn for_site(self, receiver: Option<String>) -> Desk {
        Desk { receiver: receiver.map(Rc::from), ..self }
    }

    /// The file that the link's reader could save, beside the link; a sealed link goes alone.
    pub(super) fn send_to_site(&mut self) -> Vec<Effect> {
        let Some(link) = self.link().filter(|_| self.receiver.is_some()) else { return Vec::new() };
        let profile = match self.sharing.lock {
            Lock::Open => Some(files::json(self, &self.sharing.told(&self.session))),
            Lock::Words | Lock::Own => None,
        };
        self.copied = None;
        self.is_sent = true;
        vec![Effect::SendToSite { link, profile }]
    }
}
