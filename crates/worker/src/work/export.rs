//! Writes results as files: tables for spreadsheets (CSV) or programs (JSON). They are written in parts, because the
//! tables of 20,000 agencies may have half a million rows. Files contain all rows, also those that pages leave out.

mod columns;

use super::job::{Job, Went};
use super::state::{State, narrow};
use columns::{Tables, columns};
use interlocal_core::export::{BYTE_ORDER_MARK, csv_line};
use interlocal_core::words::Lang;
use interlocal_group::answer::Answer;
use interlocal_group::ask::{Export, Format, Writing};
use serde_json::{Map, Value};

/// Parts of a table per step: agencies, capabilities or pairs.
const PARTS: usize = 100;
/// Maximum size of a text that is sent at once, in bytes. A larger text would be in memory several times on its way.
const MOST_TEXT: usize = 1 << 20;

/// A file that is being written.
#[derive(Debug)]
pub(crate) struct Written {
    what: Export,
    format: Format,
    lang: Lang,
    share_base: String,
    next_part: usize,
    n_rows: usize,
    text: String,
    /// The number of texts sent so far.
    n_sent: u32,
}

impl Written {
    /// Starts a file without rows.
    pub(crate) fn new(what: Export, format: Format, writing: Writing) -> Written {
        let text = match format {
            Format::Csv => [BYTE_ORDER_MARK, &csv_line(columns(what).iter().copied())].concat(),
            Format::Json => "[".to_owned(),
        };
        let lang = Lang::from_tag(&writing.lang).unwrap_or_default();
        Written {
            what,
            format,
            lang,
            share_base: writing.share_base,
            next_part: 0,
            n_rows: 0,
            text,
            n_sent: 0,
        }
    }

    /// Writes the next part. Returns the file at the end, or nothing if its result hasn't been computed.
    pub(crate) fn step(mut self: Box<Written>, state: &State) -> Went {
        let tables = Tables { state, lang: self.lang, share_base: &self.share_base };
        let Some(n_parts) = tables.n_parts(self.what) else { return Went::default() };
        let end = (self.next_part + PARTS).min(n_parts);
        let rows: Vec<Vec<Value>> =
            (self.next_part..end).flat_map(|part| tables.rows(self.what, part)).collect();
        rows.iter().for_each(|row| self.write(row));
        self.next_part = end;
        let progress = Some((narrow(end), narrow(n_parts)));
        if end == n_parts {
            return Went { progress, answers: vec![self.finish()], ..Went::default() };
        }
        let full = (self.text.len() >= MOST_TEXT).then(|| std::mem::take(&mut self.text));
        self.n_sent += u32::from(full.is_some());
        let answers = full.into_iter().map(Answer::FilePart).collect();
        Went { progress, answers, next: Some(Job::Writing(self)), ..Went::default() }
    }

    fn write(&mut self, row: &[Value]) {
        match self.format {
            Format::Csv => {
                let cells: Vec<String> = row.iter().map(in_a_cell).collect();
                self.text.push_str(&csv_line(cells.iter().map(String::as_str)));
            }
            // One object per row, one row per line.
            Format::Json => {
                let names = columns(self.what).iter().map(|name| (*name).to_owned());
                let object: Map<String, Value> = names.zip(row.iter().cloned()).collect();
                self.text.push_str(if self.n_rows == 0 { "\n" } else { ",\n" });
                self.text.push_str(&Value::Object(object).to_string());
            }
        }
        self.n_rows += 1;
    }

    fn finish(mut self) -> Answer {
        let (mime, ending) = match self.format {
            Format::Csv => ("text/csv", "csv"),
            Format::Json => {
                self.text.push_str("\n]\n");
                ("application/json", "json")
            }
        };
        let name = ["interlocal-", name(self.what), ".", ending].concat();
        Answer::File { name, mime: mime.to_owned(), text: self.text, n_parts: self.n_sent }
    }
}

/// Whether the file needs the coverage.
pub(crate) fn needs_coverage(what: Export) -> bool {
    match what {
        Export::Coverage | Export::Heat | Export::Summary => true,
        Export::Links
        | Export::Agencies
        | Export::Helpers
        | Export::Buying
        | Export::Meetings
        | Export::Partners
        | Export::Invite
        | Export::Network => false,
    }
}

/// The text of a CSV cell: lists are separated by semicolons, booleans are yes and no, and null is empty.
fn in_a_cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(is_so) => if *is_so { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(in_a_cell).collect::<Vec<_>>().join("; "),
        Value::Object(_) => value.to_string(),
    }
}

fn name(what: Export) -> &'static str {
    match what {
        Export::Links => "links",
        Export::Agencies => "agencies",
        Export::Coverage => "needs",
        Export::Helpers => "helpers",
        Export::Buying => "buying-groups",
        Export::Meetings => "introductions",
        Export::Partners => "partners",
        Export::Invite => "invitations",
        Export::Summary => "summary",
        Export::Heat => "capabilities",
        Export::Network => "who-helps-whom",
    }
}
