//! Reads a file or pasted text in steps. The caller decides how much work one step may do, because the crate has no
//! clock.
//!
//! ```text
//! bytes ─ kind ─► Stage ─ step ─► links in Gathering
//!                   └─► Then(stages): the parts of a mail, a block of base64
//! ```

use crate::found::Found;
use crate::gather::Gathering;
use crate::json::{Json, Lines};
use crate::kind::{self, Form, Kind};
use crate::mail::Mail;
use crate::place::At;
use crate::reject::{Foreign, RejectReason, excerpt};
use crate::table::Table;
use crate::text::{Base, Text};
use crate::workbook::Workbook;
use crate::{Limits, encoding, json, quoted};
use interlocal_core::bank::Bank;
use interlocal_core::export::{self, FileError};
use interlocal_core::link::LinkError;

/// The error for a text with neither a link nor a profile.
const NOTHING: RejectReason = RejectReason::File(FileError::NotOurs);

/// The progress of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The work done, in an internal unit.
    pub done: usize,
    /// The total work. `done` reaches it only at the end.
    pub total: usize,
}

/// The state of reading one file.
#[derive(Debug)]
pub struct Reading {
    kind: Option<Kind>,
    /// The stages to read; the last one is next.
    stages: Vec<Stage>,
    gathering: Gathering,
    /// The first characters of the text.
    start: String,
    /// The total work of the first stage.
    total: usize,
}

/// A part of a file in one format.
#[derive(Debug)]
pub(crate) enum Stage {
    Text(Text),
    Table(Box<Table>),
    Json(Json),
    Lines(Lines),
    /// A profile saved as a page.
    Page(String),
    Mail(Mail),
    /// A text that is searched only if there is no result yet.
    Fallback(Text),
    /// The end of a mail's parts.
    MailEnd,
    Workbook(Box<Workbook>),
}

/// The result of a step.
#[derive(Debug)]
pub(crate) enum Next {
    /// The stage isn't finished.
    More,
    /// The stage is finished.
    Done,
    /// These stages must be read first.
    Then(Vec<Stage>),
}

impl Progress {
    /// Returns true if everything is read.
    pub fn is_done(self) -> bool {
        self.done >= self.total
    }
}

impl Reading {
    /// Starts to read a file called `name`, or pasted text if `name` is empty. A file that can't be read gives one
    /// error.
    pub fn new(name: &str, bytes: impl Into<Vec<u8>>) -> Reading {
        Reading::within(Limits::PAGE, name, bytes)
    }

    /// Starts to read with other limits than [`Reading::new`].
    pub fn within(limits: Limits, name: &str, bytes: impl Into<Vec<u8>>) -> Reading {
        let mut reading = Reading {
            kind: None,
            stages: Vec::new(),
            gathering: Gathering::new(name, limits),
            start: String::new(),
            total: 1,
        };
        let bytes = bytes.into();
        let begun = match bytes.len() > limits.bytes {
            true => Err(RejectReason::TooBig { got: bytes.len() }),
            false => reading.begin(name, bytes),
        };
        match begun {
            Ok(stage) => reading.stages.push(stage),
            Err(reason) => reading.gathering.reject(At::Whole, reason, &reading.start),
        }
        reading
    }

    /// Sets the function that converts texts in JSON to Unicode's form NFC. Its tables are too large for the widget;
    /// the browser and the command line have their own.
    pub fn with_nfc(mut self, nfc: fn(&str) -> String) -> Reading {
        self.gathering.nfc = nfc;
        self
    }

    /// Sets whether hidden rows and sheets of spreadsheets are skipped.
    pub fn skipping_hidden(mut self, skips_hidden: bool) -> Reading {
        self.gathering.skips_hidden = skips_hidden;
        self
    }

    /// Returns the kind of the file; `None` if it can't be read.
    pub fn kind(&self) -> Option<Kind> {
        self.kind
    }

    /// Returns the progress.
    pub fn progress(&self) -> Progress {
        let Some(first) = self.stages.first() else {
            return Progress { done: self.total, total: self.total };
        };
        let (done, total) = first.progress();
        let total = total.max(1);
        Progress { done: done.min(total - 1), total }
    }

    /// Does as much work as reading `most` links takes. A thousand links take about 10 ms in a browser.
    pub fn step(&mut self, bank: &Bank, most: usize) -> Progress {
        self.gathering.refuel(most);
        while !self.gathering.is_tired()
            && let Some(stage) = self.stages.last_mut()
        {
            let next = stage.step(bank, &mut self.gathering);
            if self.stages.len() == 1 {
                self.total = self.progress().total;
            }
            match next {
                Ok(Next::More) => {}
                Ok(Next::Done) => drop(self.stages.pop()),
                Ok(Next::Then(stages)) => self.stages.extend(stages.into_iter().rev()),
                Err(reason) => {
                    self.stages.pop();
                    self.gathering.reject(At::Whole, reason, &self.start);
                }
            }
        }
        if self.gathering.is_full {
            self.stages.clear();
        }
        if self.stages.is_empty() && self.gathering.is_empty {
            let reason = self.gathering.gateway.take().map_or(NOTHING, RejectReason::gateway);
            self.gathering.reject(At::Whole, reason, &self.start);
        }
        self.progress()
    }

    /// Takes the result of the steps since the last call.
    pub fn take(&mut self) -> Found {
        std::mem::take(&mut self.gathering.found)
    }

    /// Reads everything that is left.
    pub fn finish(mut self, bank: &Bank) -> Found {
        while !self.step(bank, usize::MAX).is_done() {}
        self.gathering.found
    }

    fn begin(&mut self, name: &str, bytes: Vec<u8>) -> Result<Stage, RejectReason> {
        let text = match kind::form(&bytes) {
            Form::Foreign(foreign) => return Err(RejectReason::Foreign(foreign)),
            Form::Container => {
                self.kind = Some(Kind::Workbook);
                return Ok(Stage::Workbook(Box::new(Workbook::open(bytes)?)));
            }
            Form::Text => encoding::text(bytes).ok_or(RejectReason::NotText)?,
        };
        self.start = excerpt(&text);
        if text.trim().is_empty() {
            return Err(RejectReason::Empty);
        }
        let kind = kind::of_text(name, &text);
        self.kind = Some(kind);
        Stage::of_text(kind, text, Base::START, 0)
    }
}

impl Stage {
    /// Maximum depth of nested formats.
    pub(crate) const MOST_DEPTH: u8 = 4;

    /// Starts a stage for a text of that kind. `depth` is the number of formats around it.
    pub(crate) fn of_text(kind: Kind, text: String, base: Base, depth: u8) -> Result<Stage, RejectReason> {
        Ok(match kind {
            Kind::Json => match json::syntax(&text) {
                Ok(json::Shape::One) => Stage::Json(Json::new(text)),
                Ok(json::Shape::Lines) => Stage::Lines(Lines::new(text)),
                Err(line) => return Err(RejectReason::File(FileError::Broken { line })),
            },
            Kind::Page => Stage::Page(quoted::undone(&text).unwrap_or(text)),
            Kind::Table => Stage::Table(Box::new(Table::new(text))),
            Kind::Mail => Stage::Mail(Mail::new(text, base, depth)),
            Kind::Text | Kind::Workbook => Stage::Text(Text::unquoted(text, base, depth, depth == 0)),
        })
    }

    fn progress(&self) -> (usize, usize) {
        match self {
            Stage::Text(text) | Stage::Fallback(text) => text.progress(),
            Stage::Table(table) => table.progress(),
            Stage::Json(json) => json.progress(),
            Stage::Lines(lines) => lines.progress(),
            Stage::Mail(mail) => mail.progress(),
            Stage::Workbook(workbook) => workbook.progress(),
            Stage::Page(_) | Stage::MailEnd => (0, 1),
        }
    }

    fn step(&mut self, bank: &Bank, out: &mut Gathering) -> Result<Next, RejectReason> {
        match self {
            Stage::Text(text) => text.step(bank, out),
            Stage::Table(table) => Ok(table.step(bank, out)),
            Stage::Json(json) => Ok(json.step(bank, out)),
            Stage::Lines(lines) => Ok(lines.step(bank, out)),
            Stage::Page(text) => Ok(page(bank, text, out)),
            Stage::Mail(mail) => Ok(mail.step(out)),
            Stage::Fallback(_) if !out.is_mail_empty => Ok(Next::Done),
            Stage::Fallback(text) => text.step(bank, out),
            Stage::MailEnd => {
                out.in_mail(false);
                Ok(Next::Done)
            }
            Stage::Workbook(workbook) => workbook.step(bank, out),
        }
    }
}

/// Reads a saved page. It gives exactly one profile, even if its note contains links.
fn page(bank: &Bank, text: &str, out: &mut Gathering) -> Next {
    match export::read(bank, text) {
        Ok(profile) => out.profile(bank, At::Whole, profile, None),
        Err(FileError::Link(LinkError::NoLink)) => out.reject(At::Whole, NOTHING, ""),
        Err(FileError::Link(error)) => out.reject(At::Whole, RejectReason::Link(error), ""),
        Err(error) => out.reject(At::Whole, RejectReason::File(error), ""),
    }
    Next::Done
}

/// Opens a spreadsheet attached to a mail; `None` if `bytes` aren't one.
pub(crate) fn workbook(bytes: Vec<u8>) -> Option<Stage> {
    Workbook::open(bytes).ok().map(|workbook| Stage::Workbook(Box::new(workbook)))
}

impl RejectReason {
    /// Returns the error for a text with the address of a mail gateway and no link.
    pub(crate) fn gateway(host: String) -> RejectReason {
        RejectReason::Gateway { host: crate::readable::readable(&host, crate::readable::MOST_NAME) }
    }
}

impl From<Foreign> for RejectReason {
    fn from(foreign: Foreign) -> RejectReason {
        RejectReason::Foreign(foreign)
    }
}
