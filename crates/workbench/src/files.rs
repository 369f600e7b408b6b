//! Creates the files that a person can save. Each contains only what the link includes.

use super::Desk;
use super::action::{Effect, FileKind, Lock};
use crate::qr::Qr;
use interlocal_core::disclosed::Disclosed;
use interlocal_core::export;
use interlocal_core::profile::Date;
use interlocal_core::words::{DeskWord, say};

/// Creates the file; `None` if there is no link that fits in a QR code.
pub(super) fn save(desk: &Desk, kind: FileKind) -> Option<Effect> {
    let (bank, lang) = (&desk.session.bank, desk.session.lang);
    let told = desk.sharing.told(&desk.session);
    let (ending, mime, text) = match kind {
        FileKind::Page => {
            let base = desk.session.share_base();
            ("html", "text/html", export::html(bank, lang, &told, Some(base)))
        }
        FileKind::Json => ("json", "application/json", json(desk, &told)),
        FileKind::Table => ("csv", "text/csv", export::csv(bank, lang, &told)),
        FileKind::Picture => ("svg", "image/svg+xml", export::svg(bank, lang, &told)),
        FileKind::Code => {
            let code = Qr::of(&desk.link()?).ok()?;
            ("code.svg", "image/svg+xml", code.svg(say(lang, DeskWord::CodeLabel)))
        }
    };
    let is_covered = kind == FileKind::Code && desk.sharing.lock != Lock::Open;
    let name = told.context.agency.as_ref().filter(|_| !is_covered).map_or("", |name| name.as_str());
    Some(Effect::Save { name: [&stem(name, told.date), ".", ending].concat(), mime, text, n_held: 0 })
}

pub(super) fn json(desk: &Desk, told: &Disclosed) -> String {
    format!("{:#}\n", export::json(&desk.session.bank, told))
}

/// Returns `interlocal-marlow-county-2026-11-24`: letters and digits that every system accepts, with a date to tell
/// files apart.
fn stem(name: &str, date: Option<Date>) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.take(6).collect::<Vec<&str>>().join("-").to_ascii_lowercase();
    let date = date.map(|date| ["-", &date.iso()].concat()).unwrap_or_default();
    let name = if name.is_empty() { "profile" } else { &name };
    ["interlocal-", name, &date].concat()
}
