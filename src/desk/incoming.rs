//! Links and files that come in, and what is made of them: found first, then one's own if somebody says so. Refuses to
//! know how text got here.

use super::action::Effect;
use super::sharing::Sharing;
use super::{Desk, Found, Notice, Problem};
use crate::desk::page::DeskPage;
use interlocal_core::disclosed::Disclosed;
use interlocal_core::export::FileError;
use interlocal_core::link::LinkError;
use interlocal_core::session::Focus;
use std::rc::Rc;

/// Characters that would make a file's name read as something else.
fn is_unreadable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What was pasted is no file, and shall not be called one.
pub(super) fn of_text(error: FileError) -> FileError {
    match error {
        FileError::NotOurs => FileError::Link(LinkError::NoLink),
        FileError::TooBig { got } => FileError::Link(LinkError::TooLong { got }),
        FileError::Several { .. }
        | FileError::Broken { .. }
        | FileError::Place { .. }
        | FileError::OtherBank { .. }
        | FileError::Disagrees
        | FileError::Link(_) => error,
    }
}

impl Desk {
    pub(super) fn open(&mut self, read: Result<Disclosed, FileError>, file: Option<String>) -> Vec<Effect> {
        let before = self.page;
        match read {
            // A second one found on the same page is news as well.
            Ok(profile) => {
                self.find(profile, file, false);
                self.turn_to(DeskPage::Found);
            }
            Err(FileError::Link(LinkError::Sealed(sealed))) => {
                self.sealed = Some(sealed);
                self.n_sealed = self.n_sealed.wrapping_add(1);
                self.turn_to(DeskPage::Unseal);
            }
            // A link may arrive on any page; this is the one that can say what is wrong with it.
            Err(error) => {
                self.turn_to(DeskPage::Open);
                let _ = self.fail(Problem::Content(error));
            }
        }
        let is_step = self.page != before || self.page != DeskPage::Open;
        is_step.then_some(Effect::PushHistory(self.page)).into_iter().collect()
    }

    pub(super) fn find(&mut self, profile: Disclosed, file: Option<String>, was_sealed: bool) {
        let mine = Rc::new(self.session.profile.clone());
        let file = file.map(|name| name.replace(is_unreadable, ""));
        self.found = Some(Found { profile: Rc::new(profile), mine, file, was_sealed });
        self.before = None;
        self.notice = None;
    }

    pub(super) fn adopt(&mut self) -> Vec<Effect> {
        let Some(found) = &self.found else { return Vec::new() };
        let profile = Disclosed::clone(&found.profile).into_profile();
        let before = self.session.clone();
        self.session = before.clone().with_profile(profile);
        self.before = Some(Box::new(before));
        self.after_swap(Notice::Adopted)
    }

    pub(super) fn undo(&mut self) -> Vec<Effect> {
        let Some(mut before) = self.before.take() else { return Vec::new() };
        // The language is no answer.
        before.lang = self.session.lang;
        self.session = *before;
        self.after_swap(Notice::Undone)
    }

    fn after_swap(&mut self, notice: Notice) -> Vec<Effect> {
        self.sharing = Sharing::new(&self.session.profile);
        self.let_go();
        self.is_asking = false;
        self.notice = Some(notice);
        self.focus_on(Focus::Heading);
        self.keep()
    }
}
