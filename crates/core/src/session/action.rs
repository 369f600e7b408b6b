//! What can happen in a visit. Names only; `apply` and `change` say what follows.

use super::{Form, Page, Pick, TextField};
use crate::bank::{ScaleId, Slot};
use crate::profile::Tri;
use crate::response::Rating;
use crate::score::{FlagKind, FlagScale};
use crate::words::Lang;

/// What a person did, or what the browser found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// From the start screen into the questionnaire, or back to where it was left.
    Begin,
    /// Forward, after so many seconds on the page (where the browser knows).
    Next {
        /// Whole seconds since the page was shown.
        seconds: Option<u16>,
    },
    /// One step back.
    Previous,
    /// To a page, by a link on the screen.
    Show(Page),
    /// To a page, by the browser's own Back or Forward.
    Returned(Page),
    /// Something that is kept on the device.
    Change(Change),
    /// To a page of the desk, with the profile that was received where the page is about one.
    OpenDesk(String),
    /// The desk could not be loaded.
    NoDesk,
    /// A link, or text with one in it, from the address or from the box.
    OpenLink(String),
    /// Copies one's own link.
    CopyLink,
    /// How the copying went.
    Copied(bool),
    /// Erases everything on this device.
    Forget,
    /// Takes the last erasing back.
    Undo,
    /// The browser noticed something about the draft, which all tabs share.
    Heard(Heard),
    /// The browser could not keep the draft.
    StorageFailed,
    /// Hides the notice.
    CloseNotice,
    /// Paper.
    Print,
}

/// A change of the shared draft that the browser noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Another tab changed it.
    Changed {
        /// The draft that both tabs had last.
        base: Option<String>,
        /// The draft of the other tab.
        theirs: String,
    },
    /// Another tab erased everything.
    Erased,
    /// The page was left and comes back as it was, perhaps before somebody else.
    Woken,
}

/// A change to what is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Another language.
    Speak(Lang),
    /// Quick or full.
    Form(Form),
    /// One rating; `Skipped` takes it away.
    Rate {
        /// Of which capability.
        slot: Slot,
        /// On which scale.
        scale: ScaleId,
        /// The line.
        rating: Rating,
    },
    /// Whether a capability is the agency's job at all.
    NotOurJob {
        /// Which.
        slot: Slot,
        /// `true`: it is not.
        is_not: bool,
    },
    /// Takes both ratings away.
    ClearRow(Slot),
    /// A text field's whole content, in Unicode's form C.
    Type(TextField, String),
    /// An option of a context question, by indices.
    Choose {
        /// Index of the question.
        idx: usize,
        /// Option index; `None` for no answer.
        option: Option<u8>,
    },
    /// A readiness answer.
    Readiness {
        /// Index of the question.
        idx: usize,
        /// The line; `Skipped` takes it away.
        rating: Rating,
    },
    /// A term, by index.
    Term(usize, TermChange),
    /// Puts a capability first, or no longer.
    Feature {
        /// Among offers or needs.
        pick: Pick,
        /// Which.
        slot: Slot,
        /// Picked.
        is_on: bool,
    },
    /// Hides a quality note.
    Dismiss(FlagKind, FlagScale),
    /// Brings the quality notes back.
    RestoreFlags,
}

/// A change to the answer to one term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermChange {
    /// Takes the answer away.
    Clear,
    /// An option of a pick-many term, on or off.
    Toggle {
        /// Option index.
        option: u8,
        /// Picked.
        is_on: bool,
    },
    /// None of the options: an answer too.
    NoneOfThem,
    /// What the agency thinks of one option.
    Rate {
        /// Option index.
        option: u8,
        /// No, OK, Best.
        tri: Tri,
    },
    /// The option of an ordered term.
    Level(u8),
    /// Firm (`false`), or can bend.
    Bend(bool),
    /// Whether a partner must use the same platforms: 0 No, 1 It helps, 2 Yes.
    Strict(u8),
}

impl From<Change> for Action {
    fn from(change: Change) -> Action {
        Action::Change(change)
    }
}
