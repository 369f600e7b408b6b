//! Detects the kind of a file from its content, and from its name if the content doesn't decide.

use crate::reject::Foreign;
use crate::{json, mail, table};

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text with links in it, such as a list or a page of another site.
    Text,
    /// A table in text form.
    Table,
    /// A spreadsheet.
    Workbook,
    /// JSON: one profile, a list, one on each line, or any JSON with links in it.
    Json,
    /// A profile saved as a page.
    Page,
    /// The source of a mail.
    Mail,
}

/// The `meta` element with the link in our pages, as in a page and in a mail's source.
const META: [&str; 2] = ["name=\"interlocal\"", "name=3D\"interlocal\""];
/// The number of bytes that decide the kind of a text.
const MOST_HEAD: usize = 1 << 16;
/// The maximum size of a saved page in bytes.
const MOST_PAGE: usize = interlocal_core::export::MOST_FILE;
/// The first bytes of a ZIP container such as a spreadsheet.
const CONTAINER: &[u8] = b"PK\x03\x04";
/// The first bytes of an empty ZIP container.
const EMPTY_CONTAINER: &[u8] = b"PK\x05\x06";
/// The first bytes of old office files, and of new ones with a password.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";
/// The number of bytes in which the names of such a file's parts are searched.
const MOST_DIRECTORY: usize = 1 << 22;

/// The form of a file, decided by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Container,
    Foreign(Foreign),
    Text,
}

pub(crate) fn form(bytes: &[u8]) -> Form {
    let starts = |start: &[u8]| bytes.starts_with(start);
    if starts(CONTAINER) || starts(EMPTY_CONTAINER) {
        return Form::Container;
    }
    if starts(COMPOUND) {
        return Form::Foreign(compound(bytes));
    }
    let is_picture = starts(b"\x89PNG")
        || starts(b"\xFF\xD8\xFF")
        || starts(b"GIF8")
        || starts(b"BM") && bytes.get(6..10) == Some(&[0; 4])
        || starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
        || starts(b"II*\0")
        || starts(b"MM\0*")
        || bytes.get(4..12).is_some_and(|brand| {
            [b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"].iter().any(|known| brand == *known)
        });
    let is_archive = starts(b"\x1F\x8B")
        || starts(b"7z\xBC\xAF")
        || starts(b"Rar!")
        || starts(b"BZh")
        || starts(b"\xFD7zXZ")
        || starts(b"MSCF");
    match bytes {
        _ if bytes.get(..1024).unwrap_or(bytes).windows(5).any(|it| it == b"%PDF-") => {
            Form::Foreign(Foreign::Pdf)
        }
        _ if is_picture => Form::Foreign(Foreign::Picture),
        _ if is_archive => Form::Foreign(Foreign::Archive),
        // TNEF, in which Outlook wraps mails for other programs.
        _ if starts(b"\x78\x9F\x3E\x22") => Form::Foreign(Foreign::OutlookMail),
        _ => Form::Text,
    }
}

/// Detects the program that wrote a compound file from the names of its parts.
fn compound(bytes: &[u8]) -> Foreign {
    let bytes = bytes.get(..MOST_DIRECTORY).unwrap_or(bytes);
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|part| part == name)
    };
    match () {
        () if has("EncryptedPackage") => Foreign::Locked,
        () if has("__properties_version1.0") || has("__nameid_version1.0") => Foreign::OutlookMail,
        () if has("WordDocument") || has("PowerPoint Document") => Foreign::Document,
        () => Foreign::OldSpreadsheet,
    }
}

/// Detects the kind of a text in a file with that name.
pub(crate) fn of_text(name: &str, text: &str) -> Kind {
    if json::looks_like_json(text) {
        return Kind::Json;
    }
    let head = &text[..text.floor_char_boundary(MOST_HEAD)];
    if mail::looks_like_it(head) {
        return Kind::Mail;
    }
    let is_ours = head.trim_start().starts_with('<') && META.iter().any(|meta| head.contains(meta));
    if is_ours && text.len() <= MOST_PAGE {
        return Kind::Page;
    }
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    let says_table = matches!(extension.as_str(), "csv" | "tsv" | "tab");
    if says_table || table::looks_like_table(head) { Kind::Table } else { Kind::Text }
}
