//! The actions of the questionnaire. `apply` and `change` implement them.

use super::{Form, Page, Pick, TextField};
use crate::bank::{ScaleId, Slot};
use crate::profile::Tri;
use crate::response::Rating;
use crate::score::{FlagKind, FlagScale};
use crate::words::Lang;

/// An action of the person, or an event that the browser reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Starts or continues the questionnaire.
    Begin,
    /// Goes to the next page.
    Next {
        /// Whole seconds since the page was shown, if the browser can tell.
        seconds: Option<u16>,
    },
    /// Goes to the previous page.
    Previous,
    /// Opens a page by a link on the screen.
    Show(Page),
    /// Opens a page by the browser's Back or Forward.
    Returned(Page),
    /// Changes the draft.
    Change(Change),
    /// Opens a page of the workbench. The page for a received profile gets that profile.
    OpenDesk(String),
    /// The workbench couldn't be loaded.
    NoDesk,
    /// Opens a link, or text that contains one, from the address or the box.
    OpenLink(String),
    /// Copies the person's own link.
    CopyLink,
    /// Reports whether the copy succeeded.
    Copied(bool),
    /// Erases everything on this device.
    Forget,
    /// Undoes the last erasing.
    Undo,
    /// Reports a change of the draft, which all tabs share.
    Heard(Heard),
    /// Reports that the browser couldn't store the draft.
    StorageFailed,
    /// Hides the notice.
    CloseNotice,
    /// Prints the page.
    Print,
}

/// A change of the shared draft that the browser observed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Another tab changed it.
    Changed {
        /// The last draft that both tabs had.
        base: Option<String>,
        /// The draft of the other tab.
        theirs: String,
    },
    /// Another tab erased everything.
    Erased,
    /// The browser restored the page from its cache, perhaps for another person.
    Woken,
}

/// A change of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Selects another language.
    Speak(Lang),
    /// Selects the quick or the full form.
    Form(Form),
    /// Sets a rating; `Skipped` clears it.
    Rate {
        /// The capability.
        slot: Slot,
        /// The scale.
        scale: ScaleId,
        /// The rating.
        rating: Rating,
    },
    /// Marks a capability as not applicable, or removes the mark.
    NotOurJob {
        /// The capability.
        slot: Slot,
        /// `true` if it is not applicable.
        is_not: bool,
    },
    /// Clears both ratings of a capability.
    ClearRow(Slot),
    /// Sets the whole content of a text field, in Unicode's form C.
    Type(TextField, String),
    /// Picks an option of a context question.
    Choose {
        /// Index of the question.
        idx: usize,
        /// Option index; `None` for no answer.
        option: Option<u8>,
    },
    /// Sets a readiness answer.
    Readiness {
        /// Index of the question.
        idx: usize,
        /// The rating; `Skipped` clears it.
        rating: Rating,
    },
    /// Changes the term with this index.
    Term(usize, TermChange),
    /// Features a capability, or stops featuring it.
    Feature {
        /// The list: offers or needs.
        pick: Pick,
        /// The capability.
        slot: Slot,
        /// `true` to feature it.
        is_on: bool,
    },
    /// Hides a quality flag.
    Dismiss(FlagKind, FlagScale),
    /// Shows all quality flags again.
    RestoreFlags,
}

/// A change of the answer to one term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermChange {
    /// Clears the answer.
    Clear,
    /// Picks or unpicks an option of a term with several options.
    Toggle {
        /// The index of the option.
        option: u8,
        /// `true` to pick it.
        is_on: bool,
    },
    /// Answers "none of them".
    NoneOfThem,
    /// Rates one option.
    Rate {
        /// The index of the option.
        option: u8,
        /// No, OK or Best.
        tri: Tri,
    },
    /// Picks the option of an ordered term.
    Level(u8),
    /// Sets the switch to Firm (`false`) or Flexible (`true`).
    Bend(bool),
    /// Sets whether a partner must use the same platforms: 0 No, 1 It helps, 2 Yes.
    Strict(u8),
}

impl From<Change> for Action {
    fn from(change: Change) -> Action {
        Action::Change(change)
    }
}
