//! What kind of file something is: by what is in it first, and by its name only where that leaves a choice.

use crate::{json, table};

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text with links in it: a mail, a list.
    Text,
    /// A table as text.
    Table,
    /// A spreadsheet.
    Workbook,
    /// JSON: one profile, a list, or one on each line.
    Json,
    /// A page that was saved here.
    Page,
}

/// What our pages call the element that carries the link.
const META: &str = "name=\"interlocal\"";
/// How spreadsheets start, as every other container of this sort does.
const CONTAINER: &[u8] = b"PK\x03\x04";
/// How files of old spreadsheet programs start, and of new ones with a password.
const OLD: &[u8] = b"\xD0\xCF\x11\xE0";

/// What the first bytes say already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Container,
    Old,
    Text,
}

pub(crate) fn form(bytes: &[u8]) -> Form {
    match bytes {
        _ if bytes.starts_with(CONTAINER) => Form::Container,
        _ if bytes.starts_with(OLD) => Form::Old,
        _ => Form::Text,
    }
}

/// The kind of a text in a file of that name.
pub(crate) fn of_text(name: &str, text: &str) -> Kind {
    if json::looks_like_json(text) {
        return Kind::Json;
    }
    if text.trim_start().starts_with('<') && text.contains(META) {
        return Kind::Page;
    }
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    let says_table = matches!(extension.as_str(), "csv" | "tsv" | "tab");
    if says_table || table::looks_like_table(text) { Kind::Table } else { Kind::Text }
}
