//! The workbench: disclosure, encryption, files, and comparisons. It is a separate program, so that people who only
//! fill in the questionnaire don't download it. It gets the session as text, and returns it as text.
//!
//! ```text
//! questionnaire ─ hand_over(page, draft, link) ─► Desk::start ─ Action ─► Desk::apply ─► (Desk, effects)
//!       ▲                                                                                   │
//!       └──────────────────────── Effect::Leave { page, draft, link } ◄─────────────────────┘
//! ```

pub mod action;
pub mod app;
mod apply;
pub mod browser;
mod files;
pub mod group;
mod incoming;
mod message;
mod moves;
pub mod page;
pub mod pages;
mod picks;
pub mod qr;
mod quoted;
mod sealing;
mod sending;
pub mod sharing;
pub mod two;
pub mod visit;

use action::{Copied, NoFile, NoSeal};
use group::Group;
use interlocal_core::disclosed::Disclosed;
use interlocal_core::export::FileError;
use interlocal_core::link::seal::Sealed;
use interlocal_core::profile::Profile;
use interlocal_core::session::{Focus, Session};
use interlocal_group::ask::Source;
use interlocal_import::RejectReason;
use page::DeskPage;
use sharing::Sharing;
use std::rc::Rc;
use two::Two;

/// The state of the workbench. Read the public fields; only [`Desk::apply`] changes the state.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The session with the user's own answers.
    pub session: Session,
    /// The current page.
    pub page: DeskPage,
    /// The disclosure and the access to the link.
    pub sharing: Sharing,
    /// An encrypted link that waits for its passphrase.
    pub sealed: Option<Box<Sealed>>,
    /// The number of such links so far. Each gets its own input field.
    pub n_sealed: u32,
    /// Whether the passphrase is visible while it is typed.
    pub is_revealed: bool,
    /// Why the last link, file or passphrase failed.
    pub problem: Option<Problem>,
    /// The received profile: another agency's, or an earlier one of the own agency.
    pub found: Option<Found>,
    /// The comparison of two agencies.
    pub two: Option<Rc<Two>>,
    /// A profile that is compared once the user has answers. It is the only state that survives a switch to the
    /// questionnaire.
    pub waiting: Option<Found>,
    /// The group of agencies.
    pub group: Rc<Group>,
    /// Whether the sheet is a card with only the link and its code.
    pub is_card: bool,
    /// Whether the page asks to confirm replacing the user's own answers.
    pub is_asking: bool,
    /// A notice to show once.
    pub notice: Option<Notice>,
    /// The last copied text, and whether the copy succeeded.
    pub copied: Option<(Copied, bool)>,
    /// The origin of the embedding site, if it receives profiles.
    pub receiver: Option<Rc<str>>,
    /// Whether the current link was sent to the site.
    pub is_sent: bool,
    /// The running encryption or decryption.
    pub job: Option<Job>,
    /// The element that gets the focus. The number changes each time that the focus must move.
    pub focus: (Focus, u32),
    /// The user's own answers before the last replacement.
    before: Option<Box<Session>>,
    n_jobs: u32,
    has_told_storage: bool,
}

/// A received profile.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The profile.
    pub profile: Rc<Disclosed>,
    /// The user's own answers when it was received, so that differences stay on the page while some are taken over.
    pub mine: Rc<Profile>,
    /// The name of the file that it came from.
    pub file: Option<String>,
    /// Whether it came from an encrypted link.
    pub was_sealed: bool,
}

/// Why there is no profile to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The text or the file has an error.
    Content(FileError),
    /// The file couldn't be read.
    File(NoFile),
    /// The decryption failed.
    Seal(NoSeal),
    /// The importer rejected the text or the file.
    Refused(RejectReason),
    /// There are more profiles than a comparison can show; a group can import them.
    Many(Rc<Source>),
    /// There is too much content for this page; a group can import it.
    Large(Rc<Source>),
}

/// A notice at the top of the page. It is shown once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The received profile has replaced the user's own answers. This can be undone.
    Adopted,
    /// The replacement was undone.
    Undone,
    /// The answers can't be stored on this device.
    NotSaved,
    /// The questionnaire couldn't be loaded.
    NotLeft,
}

/// A job that the browser performs in the background.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Job {
    /// The number of the job. Results of earlier jobs are ignored.
    pub number: u32,
    /// Whether the job is slow, so that the page must show it.
    pub is_slow: bool,
}

impl Desk {
    /// Returns the link to hand out; `None` if it must be encrypted first.
    pub fn link(&self) -> Option<String> {
        let fragment = self.sharing.fragment(&self.session)?;
        Some(fragment.link(self.session.share_base()))
    }

    /// Returns true if the last replacement can be undone.
    pub fn can_undo(&self) -> bool {
        self.before.is_some()
    }
}
