//! What can happen at the desk, and what the browser shall do about it. Names only; `apply` says what follows.

pub use super::group::GroupAction;
pub use super::two::TwoAction;
use crate::page::DeskPage;
use interlocal_core::bank::Slot;
use interlocal_core::link::Telling;
use interlocal_core::link::seal::{Plaintext, Sealed};
use interlocal_core::raters::{Difference, Side};
use interlocal_core::session::{Heard, Page};
use interlocal_core::words::Lang;
use interlocal_group::answer::Answer;
use interlocal_group::ask::Ask;

/// What a person did, or what the browser found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// To a page of the desk, by a link on the screen.
    Show(DeskPage),
    /// To a page of the desk, by the browser's own Back or Forward.
    Returned(DeskPage),
    /// Back to the questionnaire.
    Leave(Page),
    /// Erases everything on this device.
    Forget,
    /// The questionnaire could not be loaded.
    NotLeft,
    /// Another language.
    Speak(Lang),
    /// What the link says, or who can open it.
    Change(Change),
    /// Shows what a reader sees, or folds it away.
    Preview(bool),
    /// Makes the sealed link.
    Seal,
    /// The browser drew words; `None` where it has no good source of random numbers.
    Drawn(Option<String>),
    /// How the sealing with that number went.
    Sealed(u32, Result<Sealed, NoSeal>),
    /// The sealing or opening with that number takes longer than a blink.
    Slow(u32),
    /// Puts a text on the clipboard.
    Copy(Copied),
    /// How the copying went.
    WasCopied(Copied, bool),
    /// The device's own share sheet.
    Send,
    /// Gives the site around the widget what the link says.
    SendToSite,
    /// A file to keep.
    Save(FileKind),
    /// Paper.
    Print,
    /// On paper only the link and its code, or the profile, too.
    Card(bool),
    /// Text that may hold a link: pasted, or from the address.
    Paste(String),
    /// A file: its name and its content.
    File(String, Result<Vec<u8>, NoFile>),
    /// Opens the sealed link that waits, with a passphrase.
    Unseal(String),
    /// Shows the passphrase while it is typed, or dots.
    Reveal(bool),
    /// How the opening with that number went.
    Unsealed(u32, Result<Vec<u8>, NoSeal>),
    /// Makes what was found one's own answers; asks first where there are others.
    Adopt,
    /// The answer to that question.
    Confirm(bool),
    /// Takes the last adopting back.
    Undo,
    /// One side's answer to a question on which two people differ.
    Take(Difference, Side),
    /// Two agencies side by side.
    Two(TwoAction),
    /// On a group's pages.
    Group(GroupAction),
    /// What the worker that holds the group answered.
    Told(Answer),
    /// Settles the clash with that number: the answer at that place counts.
    Settle(usize, usize),
    /// The browser noticed something about the draft, which all tabs share.
    Heard(Heard),
    /// The browser could not keep the draft.
    StorageFailed,
    /// Hides the notice.
    CloseNotice,
}

/// A change to what the link says or who can open it. A link that was sealed before is let go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A beginning for all the rest.
    Preset(Preset),
    /// How much of one domain is told, by index.
    Domain(u8, Telling),
    /// Whether the weakness of a sensitive capability is told.
    Weakness(Slot, bool),
    /// Whether one of the optional parts is told.
    Tell(Part, bool),
    /// The note's whole content, in Unicode's form C.
    Note(String),
    /// Who can open the link.
    Lock(Lock),
    /// A passphrase of one's own, as typed.
    Passphrase(String),
}

/// For whom a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Preset {
    /// Sensitive weaknesses stay out.
    #[default]
    Public,
    /// Sensitive weaknesses can be told one by one.
    Partner,
    /// What others could use, and no needs.
    Offers,
}

/// A part of the profile that may stay out of the link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The agency's name.
    Agency,
    /// The local area.
    Local,
    /// Featured offers.
    Offers,
    /// Featured needs.
    Needs,
    /// The note.
    Note,
}

/// Who can open a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lock {
    /// Anyone who has it.
    #[default]
    Open,
    /// Who has six words that the browser draws.
    Words,
    /// Who has the passphrase that a person thought of.
    Own,
}

/// Why nothing was sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSeal {
    /// The page came over an insecure connection, and browsers have no ciphers there.
    NoCrypto,
    /// The device has no source of random numbers that can be trusted.
    NoRandom,
    /// More than a sealed link holds.
    TooMuch,
    /// There is no word in the passphrase.
    Empty,
    /// The passphrase does not open it.
    Wrong,
    /// The browser's cipher failed, for a reason that it keeps to itself.
    Failed,
}

/// Why a file could not be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFile {
    /// More bytes than are looked at.
    TooBig(usize),
    /// The browser could not read it, or it is a folder.
    Unreadable,
    /// More than one.
    Several(usize),
    /// A drop without text and without a file.
    Nothing,
}

/// What was put on the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// The link.
    Link,
    /// The words of a sealed link.
    Words,
}

/// A kind of file to save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A page to read, without scripts.
    Page,
    /// For programs.
    Json,
    /// For spreadsheets.
    Table,
    /// The picture of skills against needs.
    Picture,
    /// The code to scan.
    Code,
}

/// What the browser shall do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Keep this text on the device.
    SaveDraft(String),
    /// Erase all that is kept on the device under our name, and tell the other tabs.
    Forget,
    /// Make the browser's Back lead here.
    PushHistory(DeskPage),
    /// Hand the visit over to the questionnaire.
    Leave {
        /// The name of its page.
        page: String,
        /// The visit.
        draft: String,
        /// A link to open there.
        link: Option<String>,
    },
    /// Draw six words.
    Draw,
    /// Encrypt, and give a sign after a while.
    Seal {
        /// Number of this work.
        job: u32,
        /// What.
        plaintext: Plaintext,
        /// With what, as typed.
        passphrase: String,
    },
    /// Decrypt, and give a sign after a while.
    Unseal {
        /// Number of this work.
        job: u32,
        /// What.
        sealed: Box<Sealed>,
        /// With what, as typed.
        passphrase: String,
    },
    /// Put this on the clipboard.
    Copy(Copied, String),
    /// Open the share sheet.
    Send {
        /// What it is.
        title: String,
        /// The message, link and all.
        text: String,
    },
    /// Give the site around the widget a link, and what it says as JSON, unless that is sealed.
    SendToSite {
        /// The link.
        link: String,
        /// What it says.
        profile: Option<String>,
    },
    /// Hold a part of a file until the rest of it is there.
    Hold(String),
    /// Save a file.
    Save {
        /// Its name.
        name: String,
        /// Its type.
        mime: &'static str,
        /// Its content, or the last part of it.
        text: String,
        /// How many of the parts that were held last come before.
        n_held: u32,
    },
    /// Open the print dialog.
    Print,
    /// Ask the worker that holds the group.
    Ask(Ask),
}

impl From<GroupAction> for Action {
    fn from(action: GroupAction) -> Action {
        Action::Group(action)
    }
}

impl From<TwoAction> for Action {
    fn from(action: TwoAction) -> Action {
        Action::Two(action)
    }
}

impl From<Change> for Action {
    fn from(change: Change) -> Action {
        Action::Change(change)
    }
}
