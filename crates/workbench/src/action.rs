//! The actions and effects of the workbench. `apply` implements the actions.

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

/// An action of the person, or an event that the browser reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Opens a page of the workbench by a link on the screen.
    Show(DeskPage),
    /// Opens a page of the workbench by the browser's Back or Forward.
    Returned(DeskPage),
    /// Returns to the questionnaire.
    Leave(Page),
    /// Erases everything on this device.
    Forget,
    /// The questionnaire couldn't be loaded.
    NotLeft,
    /// Selects another language.
    Speak(Lang),
    /// Changes what the link includes or who can open it.
    Change(Change),
    /// Shows or hides the preview.
    Preview(bool),
    /// Creates the encrypted link.
    Seal,
    /// Reports the drawn words; `None` if the browser has no good source of random numbers.
    Drawn(Option<String>),
    /// Reports the result of the encryption with this job number.
    Sealed(u32, Result<Sealed, NoSeal>),
    /// Reports that the job with this number is slow, so that the page shows it.
    Slow(u32),
    /// Copies a text to the clipboard.
    Copy(Copied),
    /// Reports whether the copy succeeded.
    WasCopied(Copied, bool),
    /// Opens the device's share sheet.
    Send,
    /// Sends the profile to the embedding site.
    SendToSite,
    /// Saves a file.
    Save(FileKind),
    /// Prints the page.
    Print,
    /// Selects whether the sheet is a card with only the link and its code.
    Card(bool),
    /// Opens text that may contain a link: pasted, or from the address.
    Paste(String),
    /// Opens a file with this name and content.
    File(String, Result<Vec<u8>, NoFile>),
    /// Decrypts the waiting link with a passphrase.
    Unseal(String),
    /// Shows or hides the passphrase while it is typed.
    Reveal(bool),
    /// Reports the result of the decryption with this job number.
    Unsealed(u32, Result<Vec<u8>, NoSeal>),
    /// Replaces the user's own answers with the received profile; asks first if there are any.
    Adopt,
    /// Answers that question.
    Confirm(bool),
    /// Undoes the last replacement.
    Undo,
    /// Takes one person's answer to a question on which two people differ.
    Take(Difference, Side),
    /// Handles the comparison of two agencies.
    Two(TwoAction),
    /// Handles the pages of a group.
    Group(GroupAction),
    /// Receives an answer from the group's worker.
    Told(Answer),
    /// Settles the conflict with this number: the answer at this index counts.
    Settle(usize, usize),
    /// Reports a change of the draft, which all tabs share.
    Heard(Heard),
    /// Reports that the browser couldn't store the draft.
    StorageFailed,
    /// Hides the notice.
    CloseNotice,
}

/// A change of what the link includes or who can open it. It discards an encrypted link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Selects a preset for the whole disclosure.
    Preset(Preset),
    /// Selects how much of one domain is included, by index.
    Domain(u8, Telling),
    /// Includes or withholds the weakness in a sensitive capability.
    Weakness(Slot, bool),
    /// Includes or withholds an optional part.
    Tell(Part, bool),
    /// Sets the whole content of the note, in Unicode's form C.
    Note(String),
    /// Selects who can open the link.
    Lock(Lock),
    /// Sets the person's own passphrase, as typed.
    Passphrase(String),
}

/// The intended recipients of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Preset {
    /// Anyone: sensitive weaknesses are left out.
    #[default]
    Public,
    /// A partner: sensitive weaknesses can be included one by one.
    Partner,
    /// Strengths that others could use, without needs.
    Offers,
}

/// An optional part of the profile.
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

/// The access to a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lock {
    /// Anyone who has the link.
    #[default]
    Open,
    /// People with the six words that the browser draws.
    Words,
    /// People with the passphrase that the person chose.
    Own,
}

/// Why encryption or decryption failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSeal {
    /// The page came over an insecure connection, on which browsers have no WebCrypto.
    NoCrypto,
    /// The device has no reliable source of random numbers.
    NoRandom,
    /// The profile is too large for an encrypted link.
    TooMuch,
    /// The passphrase contains no word.
    Empty,
    /// The passphrase is wrong.
    Wrong,
    /// The browser's cipher failed for an unknown reason.
    Failed,
}

/// Why a file couldn't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFile {
    /// The file is too large.
    TooBig(usize),
    /// The browser couldn't read the file, or it is a folder.
    Unreadable,
    /// There are several files.
    Several(usize),
    /// The drop has neither text nor a file.
    Nothing,
}

/// A text that can be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// The link.
    Link,
    /// The words of an encrypted link.
    Words,
}

/// A format of a saved file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// An HTML page without scripts.
    Page,
    /// JSON, for other programs.
    Json,
    /// CSV, for spreadsheets.
    Table,
    /// The picture of skills against needs.
    Picture,
    /// The QR code.
    Code,
}

/// A side effect for the browser to perform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Store this draft on the device.
    SaveDraft(String),
    /// Erase everything that we stored on the device, and tell the other tabs.
    Forget,
    /// Add this page to the browser's history.
    PushHistory(DeskPage),
    /// Switch to the questionnaire.
    Leave {
        /// The page that it opens.
        page: String,
        /// The draft.
        draft: String,
        /// A link to open there.
        link: Option<String>,
    },
    /// Draw six random words.
    Draw,
    /// Encrypt, and report if it is slow.
    Seal {
        /// The number of the job.
        job: u32,
        /// The plaintext.
        plaintext: Plaintext,
        /// The passphrase, as typed.
        passphrase: String,
    },
    /// Decrypt, and report if it is slow.
    Unseal {
        /// The number of the job.
        job: u32,
        /// The encrypted link.
        sealed: Box<Sealed>,
        /// The passphrase, as typed.
        passphrase: String,
    },
    /// Copy this text to the clipboard.
    Copy(Copied, String),
    /// Open the share sheet.
    Send {
        /// The title.
        title: String,
        /// The message, including the link.
        text: String,
    },
    /// Send the embedding site a link, and the profile as JSON unless the link is encrypted.
    SendToSite {
        /// The link.
        link: String,
        /// The profile as JSON.
        profile: Option<String>,
    },
    /// Store a part of a file until the rest follows.
    Hold(String),
    /// Save a file.
    Save {
        /// The name.
        name: String,
        /// The media type.
        mime: &'static str,
        /// The content, or its last part.
        text: String,
        /// The number of stored parts that come before.
        n_held: u32,
    },
    /// Open the print dialog.
    Print,
    /// Send this message to the group's worker.
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
