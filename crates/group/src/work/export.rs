//! Results as files: one table, written for a spreadsheet or for a program. Knows columns; refuses to know a formula, and
//! to leave out what a page had no room for.

mod columns;

use super::state::State;
use crate::answer::Answer;
use crate::ask::{Export, Format, Writing};
use interlocal_core::export::csv_table;
use interlocal_core::words::Lang;
use serde_json::{Map, Value};

/// Rows under names of columns. Names are the same in every language; labels are in the reader's.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    pub(crate) columns: Vec<&'static str>,
    pub(crate) rows: Vec<Vec<Value>>,
}

/// What every table may need.
pub(crate) struct Writer<'a> {
    pub(crate) state: &'a State,
    pub(crate) lang: Lang,
    pub(crate) share_base: &'a str,
}

impl State {
    /// A result as a file; nothing where it was never asked for.
    pub(crate) fn export(&self, what: Export, format: Format, writing: &Writing) -> Option<Answer> {
        let lang = Lang::from_tag(&writing.lang).unwrap_or_default();
        let writer = Writer { state: self, lang, share_base: &writing.share_base };
        let table = writer.table(what)?;
        let (mime, text, ending) = match format {
            Format::Csv => ("text/csv", table.csv(), "csv"),
            Format::Json => ("application/json", table.json(), "json"),
        };
        let name = ["interlocal-", name(what), ".", ending].concat();
        Some(Answer::File { name, mime: mime.to_owned(), text })
    }
}

/// Whether a file tells who can meet which need.
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

impl Table {
    fn csv(&self) -> String {
        let header: Vec<String> = self.columns.iter().map(|name| (*name).to_owned()).collect();
        let rows = self.rows.iter().map(|row| row.iter().map(in_a_cell).collect());
        csv_table(std::iter::once(header).chain(rows))
    }

    /// One object a row, one row a line.
    fn json(&self) -> String {
        let object = |row: &Vec<Value>| {
            let fields = self.columns.iter().map(|name| (*name).to_owned()).zip(row.iter().cloned());
            Value::Object(fields.collect::<Map<_, _>>()).to_string()
        };
        let rows: Vec<String> = self.rows.iter().map(object).collect();
        ["[\n", &rows.join(",\n"), "\n]\n"].concat()
    }
}

/// Lists by semicolons, yes and no in words, nothing as nothing.
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
