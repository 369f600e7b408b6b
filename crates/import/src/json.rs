//! Reads JSON with profiles: one, a list, one on each line, or links at any depth under any key. Values are parsed one
//! at a time, because a tree of all of them would take many times the memory of the text.

mod outline;

use crate::gather::{BYTES, Gathering};
use crate::hidden;
use crate::lines;
use crate::place::At;
use crate::reading::Next;
use crate::reject::RejectReason;
use interlocal_core::bank::Bank;
use interlocal_core::export::{self, FileError};
use interlocal_core::json_text;
use interlocal_core::link::{may_hold_link, pieces};
use outline::{Item, Outline};
use serde::de::IgnoredAny;
use serde_json::Value;
use std::borrow::Cow;
use std::ops::Range;

/// The maximum size of one profile in bytes.
const MOST_PROFILE: usize = 1 << 20;

/// The arrangement of values in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One value.
    One,
    /// A value on each line.
    Lines,
}

/// The state of reading one value.
#[derive(Debug)]
pub(crate) struct Json {
    text: String,
    outline: Outline,
}

/// The state of reading one value on each line.
#[derive(Debug)]
pub(crate) struct Lines {
    text: String,
    at: usize,
    line: lines::Lines,
    /// The current line and its outline.
    current: Option<(Range<usize>, Outline)>,
}

/// Returns true if `text` looks like JSON. Its syntax errors are then reported, and no other format is tried.
pub(crate) fn looks_like_json(text: &str) -> bool {
    let text = text.trim_start();
    let inside = |open: char| text.strip_prefix(open).map(str::trim_start);
    inside('{').is_some_and(|rest| rest.starts_with(['"', '}']))
        || inside('[').is_some_and(|rest| rest.starts_with(['{', '[', ']', '"']))
}

/// Returns the arrangement of the values in `text`.
///
/// # Errors
/// The line that isn't JSON.
pub(crate) fn syntax(text: &str) -> Result<Shape, usize> {
    let error = match serde_json::from_str::<IgnoredAny>(text) {
        Ok(_) => return Ok(Shape::One),
        Err(error) => error,
    };
    let mut lines = lines::lines(text).filter(|line| !line.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    let is_on_lines = lines.next().is_some() && serde_json::from_str::<IgnoredAny>(first).is_ok();
    if is_on_lines { Ok(Shape::Lines) } else { Err(error.line()) }
}

impl Json {
    pub(crate) fn new(text: String) -> Json {
        Json { text, outline: Outline::new(None) }
    }

    pub(crate) fn progress(&self) -> (usize, usize) {
        (self.outline.at(), self.text.len())
    }

    pub(crate) fn step(&mut self, bank: &Bank, out: &mut Gathering) -> Next {
        step(&self.text, &mut self.outline, bank, out)
    }
}

impl Lines {
    pub(crate) fn new(text: String) -> Lines {
        Lines { text, at: 0, line: lines::Lines::from(1), current: None }
    }

    pub(crate) fn progress(&self) -> (usize, usize) {
        (self.at, self.text.len())
    }

    pub(crate) fn step(&mut self, bank: &Bank, out: &mut Gathering) -> Next {
        while !out.is_tired() {
            if let Some((range, outline)) = &mut self.current {
                match step(&self.text[range.clone()], outline, bank, out) {
                    Next::Done => self.current = None,
                    more @ (Next::More | Next::Then(_)) => return more,
                }
                continue;
            }
            if self.at >= self.text.len() {
                return Next::Done;
            }
            self.next_line(out);
        }
        Next::More
    }

    fn next_line(&mut self, out: &mut Gathering) {
        let start = self.at;
        let length = self.text[start..].find(['\n', '\r']).unwrap_or(self.text.len() - start);
        self.at = (start + length + 1).min(self.text.len());
        out.spend(length / BYTES + 1);
        let line = &self.text[start..start + length];
        if line.trim().is_empty() {
            return;
        }
        let number = self.line.at(&self.text, start);
        if serde_json::from_str::<IgnoredAny>(line).is_ok() {
            self.current = Some((start..start + length, Outline::new(Some(number))));
        } else {
            let line_number = usize::try_from(number).unwrap_or(usize::MAX);
            let broken = RejectReason::File(FileError::Broken { line: line_number });
            out.reject(At::Line(number), broken, line);
        }
    }
}

fn step(text: &str, outline: &mut Outline, bank: &Bank, out: &mut Gathering) -> Next {
    let first = *outline.first_reject.get_or_insert(out.found.rejects.len());
    while !out.is_tired() {
        let before = outline.at();
        match outline.next(text) {
            Some(Item::Profile { at, range }) => {
                let line = outline.line_at(text, range.start);
                profile(bank, at, &text[range], line, out);
            }
            Some(Item::Text { at, range, id }) => {
                string(bank, &at, &text[range], id.and_then(|id| name(&text[id])), out);
            }
            Some(Item::Bare { at, range }) => {
                let value = &text[range];
                out.reject(at, RejectReason::File(FileError::NotOurs), &title(value));
            }
            Some(Item::TooDeep { line }) => {
                out.reject(At::Whole, RejectReason::File(FileError::Broken { line }), "");
            }
            Some(Item::Other) => {}
            None => {
                out.gateway = out.gateway.take().or(outline.gateway.take());
                out.sort_rejects(first);
                return Next::Done;
            }
        }
        out.spend((outline.at() - before) / BYTES + 1);
    }
    Next::More
}

/// Reads an object with answers.
fn profile(bank: &Bank, at: At, text: &str, line: usize, out: &mut Gathering) {
    if !out.takes_place() {
        return;
    }
    if text.len() > MOST_PROFILE {
        return out.reject(at, RejectReason::File(FileError::TooBig { got: text.len() }), "");
    }
    let value = match json_text::parse(text) {
        Ok(value) => value,
        // A key occurs twice in one object, or the nesting is deeper than in any profile.
        Err(error) => {
            let broken = FileError::Broken { line: line.saturating_add(error.line()).saturating_sub(1) };
            return out.reject(at, RejectReason::File(broken), &title(text));
        }
    };
    let value = normalized(value, out.nfc);
    let id = value.get("id").and_then(Value::as_str).map(str::to_owned);
    match export::read_value(bank, None, &value) {
        Ok(profile) => out.profile(bank, at, profile, id),
        Err(FileError::Link(error)) => out.reject(at, RejectReason::Link(error), &title(text)),
        Err(error) => out.reject(at, RejectReason::File(error), &title(text)),
    }
}

/// Reads the links in a string literal.
fn string(bank: &Bank, at: &At, literal: &str, id: Option<String>, out: &mut Gathering) {
    let inner = literal.get(1..literal.len().saturating_sub(1)).unwrap_or_default();
    let text = match inner.contains('\\') {
        true => serde_json::from_str::<String>(literal).map_or(Cow::Borrowed(inner), Cow::Owned),
        false => Cow::Borrowed(inner),
    };
    let text = match hidden::link(text.trim()).filter(|_| !may_hold_link(&text)) {
        Some(inner) => Cow::Owned(inner),
        None => text,
    };
    for piece in pieces(&text) {
        if out.is_full {
            break;
        }
        let before = out.found.entries.len();
        out.piece(bank, at.clone(), &text[piece.range], piece.is_start);
        if let Some(entry) = out.found.entries.get_mut(before) {
            entry.id.clone_from(&id);
        }
    }
}

fn name(literal: &str) -> Option<String> {
    serde_json::from_str(literal).ok()
}

/// Returns the name of a value, from one of the usual fields.
fn title(text: &str) -> String {
    const MOST: usize = 1 << 14;
    let value = if text.len() <= MOST { serde_json::from_str(text).unwrap_or_default() } else { Value::Null };
    let field = |name: &str| value.get(name).and_then(Value::as_str);
    let title = value.as_str().or_else(|| field("agency")).or_else(|| field("id")).or_else(|| field("link"));
    title.unwrap_or_default().to_owned()
}

/// Converts every text in `value` to Unicode's form NFC, as the core requires. Most files don't need it.
fn normalized(value: Value, nfc: fn(&str) -> String) -> Value {
    match value {
        Value::String(text) if !text.is_ascii() => Value::from(nfc(&text)),
        Value::Array(items) => items.into_iter().map(|item| normalized(item, nfc)).collect(),
        Value::Object(fields) => {
            fields.into_iter().map(|(key, value)| (key, normalized(value, nfc))).collect()
        }
        other @ (Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_)) => other,
    }
}
