//! The desk: what a link says, sealing and opening, files, and laying two profiles side by side. A program of its own, so
//! that nobody who only answers and copies a link has to download it. It takes the visit over as text, and hands it back
//! as text.
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

/// One visit to the desk. Public fields are for reading; only [`Desk::apply`] makes a new state.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The visit that was handed over, with one's own answers.
    pub session: Session,
    /// Where.
    pub page: DeskPage,
    /// What a link says, and who can open it.
    pub sharing: Sharing,
    /// A sealed link that waits for its passphrase.
    pub sealed: Option<Box<Sealed>>,
    /// How many such there were: each gets a field of its own.
    pub n_sealed: u32,
    /// Whether the passphrase can be read while it is typed.
    pub is_revealed: bool,
    /// Why the last link, file or passphrase gave nothing.
    pub problem: Option<Problem>,
    /// Somebody else's profile, or an earlier one.
    pub found: Option<Found>,
    /// Two agencies side by side.
    pub two: Option<Rc<Two>>,
    /// A profile that is to be compared once there are answers of one's own. The one thing that stays while the
    /// questionnaire is shown.
    pub waiting: Option<Found>,
    /// Many agencies.
    pub group: Rc<Group>,
    /// Whether paper holds only the link and its code.
    pub is_card: bool,
    /// Whether it was asked if one's own answers shall be replaced.
    pub is_asking: bool,
    /// To be said once.
    pub notice: Option<Notice>,
    /// What was copied last, and whether the browser allowed it.
    pub copied: Option<(Copied, bool)>,
    /// The origin of the site around the widget, where that takes what a person sends to it.
    pub receiver: Option<Rc<str>>,
    /// Whether the link on the screen was sent there.
    pub is_sent: bool,
    /// The sealing or opening that is under way.
    pub job: Option<Job>,
    /// Where focus belongs; the number changes each time that it is to be moved.
    pub focus: (Focus, u32),
    /// One's own answers before the last adopting.
    before: Option<Box<Session>>,
    n_jobs: u32,
    has_told_storage: bool,
}

/// A profile that is not one's own yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What it says.
    pub profile: Rc<Disclosed>,
    /// One's own answers when it was found, so that differences stay in place while some are taken.
    pub mine: Rc<Profile>,
    /// The file's name, where it came from one.
    pub file: Option<String>,
    /// Whether it came out of a sealed link.
    pub was_sealed: bool,
}

/// Why there is nothing to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The text or the file.
    Content(FileError),
    /// The file could not be read at all.
    File(NoFile),
    /// The seal.
    Seal(NoSeal),
    /// The text or the file, for a reason that only the reader of files has.
    Refused(RejectReason),
    /// There are more profiles than can be laid side by side; a group can take them.
    Many(Rc<Source>),
    /// There is more than can be read at once; a group can take it.
    Large(Rc<Source>),
}

/// Something to say once, at the top of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// What was found is one's own now, and that can be taken back.
    Adopted,
    /// It was taken back.
    Undone,
    /// Answers can't be kept on this device.
    NotSaved,
    /// The questionnaire could not be loaded.
    NotLeft,
}

/// Work that the browser does meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Job {
    /// Its number: an answer to an earlier one is nothing to wait for any longer.
    pub number: u32,
    /// Whether it takes so long that a sign is due.
    pub is_slow: bool,
}

impl Desk {
    /// The link to hand out; `None` until it is sealed, where it is to be.
    pub fn link(&self) -> Option<String> {
        let fragment = self.sharing.fragment(&self.session)?;
        Some(fragment.link(self.session.share_base()))
    }

    /// Whether the last adopting can be taken back.
    pub fn can_undo(&self) -> bool {
        self.before.is_some()
    }
}
