//! Sends the current link to the embedding site when the person asks for it.

use super::action::{Effect, Lock};
use super::{Desk, files};
use std::rc::Rc;

impl Desk {
    /// Sets the origin of the embedding site, if it receives profiles.
    pub fn for_site(self, receiver: Option<String>) -> Desk {
        Desk { receiver: receiver.map(Rc::from), ..self }
    }

    /// Sends the link with the file that its recipient could save. An encrypted link is sent without a file.
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
