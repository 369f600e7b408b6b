//! Opens incoming links and files. The profile is shown first, and replaces the user's own answers only on request.

use super::action::Effect;
use super::sharing::Sharing;
use super::{Desk, Found, Notice, Problem};
use crate::page::DeskPage;
use interlocal_core::disclosed::Disclosed;
use interlocal_core::export::FileError;
use interlocal_core::link::LinkError;
use interlocal_core::session::Focus;
use interlocal_group::ask::Source;
use interlocal_import::{Entry, Found as Read, Reading, RejectReason, readable};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Maximum size and work, in links, of one import on this page, which would block the page for longer. A group's import
/// runs in a worker and can be cancelled.
const MOST_BYTES: usize = 4 << 20;
const AT_ONCE: usize = 3_000;
/// Maximum number of characters of a file's name on the screen.
const MOST_NAME: usize = 200;

/// Converts an error of the file reader for pasted text, so that the message doesn't mention a file.
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
    /// Imports pasted, dropped or chosen content. One profile is shown, two are compared, and more are offered to a
    /// group.
    pub(super) fn take_in(&mut self, source: Source) -> Vec<Effect> {
        let (name, bytes) = match &source {
            Source::Text(text) => (None, text.as_bytes()),
            Source::File(name, bytes) => (Some(name.clone()), bytes.as_slice()),
            Source::Examples(_) => return Vec::new(),
        };
        let bank = Rc::clone(&self.session.bank);
        let (found, is_done) = match bytes.len() > MOST_BYTES {
            true => (Read::default(), false),
            false => {
                let reading = Reading::new(name.as_deref().unwrap_or_default(), bytes);
                let mut reading = reading.with_nfc(interlocal_ui::browser::nfc);
                let is_done = reading.step(&bank, AT_ONCE).is_done();
                (reading.take(), is_done)
            }
        };
        let mut seen = BTreeSet::new();
        let is_new = |entry: &Entry| seen.insert(entry.fragment.as_str().to_owned());
        let profiles: Vec<Disclosed> =
            found.entries.into_iter().filter(is_new).map(|it| it.profile).take(3).collect();
        match (profiles.as_slice(), is_done) {
            ([_, _, _, ..], _) => self.offer_group(Problem::Many(Rc::new(source))),
            (_, false) => self.offer_group(Problem::Large(Rc::new(source))),
            ([one, other], true) => self.lay(one.clone(), other.clone()),
            ([one], true) => self.open(Ok(one.clone()), name),
            ([], true) => {
                let sealed = found.rejects.iter().find(|reject| reject.reason.is_sealed());
                let reason = sealed.or(found.rejects.first()).map(|reject| reject.reason.clone());
                self.refuse(reason, name.is_none())
            }
        }
    }

    fn offer_group(&mut self, problem: Problem) -> Vec<Effect> {
        self.turn_to(DeskPage::Open);
        self.fail(problem)
    }

    /// Reports why there is no profile, or asks for the passphrase of an encrypted link.
    fn refuse(&mut self, reason: Option<RejectReason>, is_text: bool) -> Vec<Effect> {
        let error = match reason {
            Some(RejectReason::Link(error)) => FileError::Link(error),
            Some(RejectReason::File(error)) if is_text => of_text(error),
            Some(RejectReason::File(error)) => error,
            None => FileError::NotOurs,
            Some(RejectReason::Empty) if is_text => FileError::Link(LinkError::NoLink),
            Some(reason) => {
                let before = self.page;
                self.turn_to(DeskPage::Open);
                let _ = self.fail(Problem::Refused(reason));
                let is_step = before != DeskPage::Open;
                return is_step.then_some(Effect::PushHistory(DeskPage::Open)).into_iter().collect();
            }
        };
        self.open(Err(error), None)
    }

    pub(super) fn open(&mut self, read: Result<Disclosed, FileError>, file: Option<String>) -> Vec<Effect> {
        let before = self.page;
        match read {
            // A second profile on the same page moves the focus too.
            Ok(profile) => {
                self.find(profile, file, false);
                self.turn_to(DeskPage::Found);
            }
            Err(FileError::Link(LinkError::Sealed(sealed))) => {
                self.sealed = Some(sealed);
                self.n_sealed = self.n_sealed.wrapping_add(1);
                self.turn_to(DeskPage::Unseal);
            }
            // A link may arrive on any page; this page can show its error.
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
        let file = file.map(|name| readable(&name, MOST_NAME));
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
        // Undo doesn't restore the language.
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
