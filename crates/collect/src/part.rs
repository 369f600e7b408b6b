//! One thing to be read: the smallest unit of a reading. Knows what becomes of it; refuses to know which file it is from.

use crate::place::At;
use crate::reject::RejectReason;
use interlocal_core::bank::Bank;
use interlocal_core::disclosed::Disclosed;
use interlocal_core::export::{self, FileError};
use interlocal_core::json_text;
use interlocal_core::link::{self, LinkError};
use serde_json::Value;
use std::borrow::Cow;
use std::ops::Range;

/// A place and what is to be read there.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) at: At,
    pub(crate) what: What,
}

/// What is to be read.
#[derive(Debug)]
pub(crate) enum What {
    /// A stretch of the text that may hold a link.
    Piece {
        range: Range<usize>,
        /// Whether it counts as a link that does not open where it gives no profile.
        is_start: bool,
    },
    /// As a piece of the text, from a cell that is kept by itself.
    Cell { text: String, is_start: bool },
    /// A value of JSON: a profile, or a text with a link in it.
    Value(Value),
    /// A line of the text that is to be JSON.
    JsonLine(Range<usize>),
    /// The whole text, one of our pages.
    Page,
}

/// What came of a part.
pub(crate) enum Outcome {
    /// A profile, and what JSON calls it.
    Profile(Box<Disclosed>, Option<String>),
    /// Nothing, for a reason.
    Rejected(RejectReason),
    /// It only looked like a link.
    Nothing,
}

impl Part {
    /// What it looks like, for an excerpt.
    pub(crate) fn text<'a>(&'a self, text: &'a str) -> &'a str {
        match &self.what {
            What::Piece { range, .. } | What::JsonLine(range) => text.get(range.clone()).unwrap_or_default(),
            What::Cell { text, .. } => text,
            What::Value(value) => name(value),
            What::Page => "",
        }
    }

    /// Opens it.
    pub(crate) fn read(&self, bank: &Bank, text: &str, nfc: fn(&str) -> String) -> Outcome {
        match &self.what {
            What::Piece { range, is_start } => {
                of_link(link::decode(bank, text.get(range.clone()).unwrap_or_default()), *is_start)
            }
            What::Cell { text, is_start } => of_link(link::decode(bank, text), *is_start),
            What::Value(value) => of_value(bank, &normalized(value, nfc)),
            What::JsonLine(range) => match json_text::parse(text.get(range.clone()).unwrap_or_default()) {
                Ok(value) => of_value(bank, &normalized(&value, nfc)),
                Err(_) => Outcome::Rejected(RejectReason::File(FileError::Broken { line: self.line() })),
            },
            What::Page => of_file(export::read(bank, text), None),
        }
    }
}

impl Part {
    /// The line that it stands on, where that is known.
    fn line(&self) -> usize {
        match self.at {
            At::Line(line) => usize::try_from(line).unwrap_or(usize::MAX),
            At::Whole | At::Cell { .. } | At::Entry(_) => 1,
        }
    }
}

fn of_link(read: Result<Disclosed, LinkError>, is_start: bool) -> Outcome {
    match read {
        Ok(profile) => Outcome::Profile(Box::new(profile), None),
        Err(error) if is_start => Outcome::Rejected(RejectReason::Link(error)),
        Err(_) => Outcome::Nothing,
    }
}

fn of_value(bank: &Bank, value: &Value) -> Outcome {
    if let Value::String(text) = value {
        return of_link(link::decode(bank, text), true);
    }
    let id = value.get("id").and_then(Value::as_str).map(str::to_owned);
    of_file(export::read_value(bank, None, value), id)
}

fn of_file(read: Result<Disclosed, FileError>, id: Option<String>) -> Outcome {
    match read {
        Ok(profile) => Outcome::Profile(Box::new(profile), id),
        Err(FileError::Link(error)) => Outcome::Rejected(RejectReason::Link(error)),
        Err(error) => Outcome::Rejected(RejectReason::File(error)),
    }
}

/// What a value is called, as far as that can be seen.
fn name(value: &Value) -> &str {
    let field = |name: &str| value.get(name).and_then(Value::as_str);
    value
        .as_str()
        .or_else(|| field("agency"))
        .or_else(|| field("id"))
        .or_else(|| field("link"))
        .unwrap_or_default()
}

/// `value` with every text in Unicode's form NFC, as the core wants it. Most files need nothing done.
fn normalized(value: &Value, nfc: fn(&str) -> String) -> Cow<'_, Value> {
    match is_ascii(value) {
        true => Cow::Borrowed(value),
        false => Cow::Owned(rewritten(value, nfc)),
    }
}

fn is_ascii(value: &Value) -> bool {
    match value {
        Value::String(text) => text.is_ascii(),
        Value::Array(items) => items.iter().all(is_ascii),
        Value::Object(fields) => fields.values().all(is_ascii),
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}

fn rewritten(value: &Value, nfc: fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => Value::from(nfc(text)),
        Value::Array(items) => items.iter().map(|item| rewritten(item, nfc)).collect(),
        Value::Object(fields) => {
            fields.iter().map(|(key, value)| (key.clone(), rewritten(value, nfc))).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}
