//! Explains why something was rejected, with the next step. The sentences are in `words/desk`.

use crate::reject::{Foreign, RejectReason};
use interlocal_core::explain;
use interlocal_core::export::{FileError, file_error};
use interlocal_core::link::LinkError;
use interlocal_core::words::{DeskWord, Lang, say, tell};

/// Returns the sentence for `reason`, for the list of import errors.
pub fn why(lang: Lang, reason: &RejectReason) -> String {
    let word = match reason {
        RejectReason::Link(LinkError::NoLink) => DeskWord::RejectNoLink,
        RejectReason::Link(LinkError::Sealed(_))
        | RejectReason::File(FileError::Link(LinkError::Sealed(_))) => DeskWord::RejectSealed,
        RejectReason::Link(error) => return explain::link_error(lang, error),
        RejectReason::File(error) => return file_error(lang, error),
        RejectReason::TooManySheets { got } => {
            return tell(lang, DeskWord::RejectTooManySheets, &[("n", &got.to_string())]);
        }
        RejectReason::TooManyBare { got } => {
            return tell(lang, DeskWord::RejectTooManyBare, &[("n", &got.to_string())]);
        }
        RejectReason::Gateway { host } => return tell(lang, DeskWord::RejectGateway, &[("host", host)]),
        RejectReason::Empty => DeskWord::RejectEmpty,
        RejectReason::TooBig { .. } => DeskWord::RejectTooBig,
        RejectReason::TooMany { .. } => DeskWord::RejectTooMany,
        RejectReason::Unpacked => DeskWord::RejectUnpacked,
        RejectReason::Foreign(foreign) => of_foreign(*foreign),
        RejectReason::BrokenSpreadsheet => DeskWord::RejectBrokenSpreadsheet,
        RejectReason::NotText => DeskWord::RejectNotText,
    };
    say(lang, word).to_owned()
}

fn of_foreign(foreign: Foreign) -> DeskWord {
    match foreign {
        Foreign::Locked => DeskWord::RejectLocked,
        Foreign::OldSpreadsheet => DeskWord::RejectOldSpreadsheet,
        Foreign::OtherSpreadsheet => DeskWord::RejectOtherSpreadsheet,
        Foreign::OutlookMail => DeskWord::RejectOutlookMail,
        Foreign::Document => DeskWord::RejectDocument,
        Foreign::Archive => DeskWord::RejectArchive,
        Foreign::Pdf => DeskWord::RejectPdf,
        Foreign::Picture => DeskWord::RejectPicture,
    }
}
