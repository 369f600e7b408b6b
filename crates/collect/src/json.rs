//! JSON with profiles in it: one, a list, one on each line, or a file that carries a list. Knows the shapes; refuses to
//! know what a profile is.

use crate::part::{Part, What};
use crate::place::At;
use crate::reject::RejectReason;
use interlocal_core::export::FileError;
use interlocal_core::json_text;
use serde_json::Value;

/// Where a file may carry its list.
const LISTS: [&str; 3] = ["profiles", "personas", "members"];

/// Whether `text` is meant as JSON: then a mistake in it is told, and nothing else in it is tried.
pub(crate) fn looks_like_json(text: &str) -> bool {
    let text = text.trim_start();
    let inside = |open: char| text.strip_prefix(open).map(str::trim_start);
    inside('{').is_some_and(|rest| rest.starts_with(['"', '}']))
        || inside('[').is_some_and(|rest| rest.starts_with(['{', ']', '"']))
}

/// The parts of `text`.
pub(crate) fn parts(text: &str) -> Result<Vec<Part>, RejectReason> {
    match json_text::parse(text) {
        Ok(value) => Ok(of_value(value)),
        Err(_) if is_on_lines(text) => Ok(lines(text)),
        Err(error) => Err(RejectReason::File(FileError::Broken { line: error.line() })),
    }
}

fn of_value(value: Value) -> Vec<Part> {
    let entries = |items: Vec<Value>| {
        let entries = (1u32..).zip(items);
        entries.map(|(n, item)| Part { at: At::Entry(n), what: What::Value(item) }).collect()
    };
    match value {
        Value::Array(items) => entries(items),
        Value::Object(mut fields) => {
            let is_profile = fields.contains_key("answers") || fields.contains_key("link");
            let name = LISTS.into_iter().find(|name| fields.get(*name).is_some_and(Value::is_array));
            match name.filter(|_| !is_profile).and_then(|name| fields.remove(name)) {
                Some(Value::Array(items)) => entries(items),
                Some(_) | None => vec![Part { at: At::Whole, what: What::Value(Value::Object(fields)) }],
            }
        }
        one @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => {
            vec![Part { at: At::Whole, what: What::Value(one) }]
        }
    }
}

/// The first line is a value by itself, and others follow.
fn is_on_lines(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    lines.next().is_some() && json_text::parse(first).is_ok()
}

fn lines(text: &str) -> Vec<Part> {
    let mut start = 0;
    let mut parts = Vec::new();
    for (number, line) in (1u32..).zip(text.split_inclusive('\n')) {
        let range = start..start + line.len();
        start = range.end;
        if !line.trim().is_empty() {
            parts.push(Part { at: At::Line(number), what: What::JsonLine(range) });
        }
    }
    parts
}
