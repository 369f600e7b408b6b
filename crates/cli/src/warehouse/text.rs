//! The table as text: CSV, by the rules of every table that we write, because a spreadsheet opens it too; and JSON Lines,
//! which have every text as it is.

use super::{COLUMNS, Value, Values, rows};
use crate::failure::Failure;
use crate::members::Member;
use crate::output::Sink;
use interlocal_core::bank::Bank;
use interlocal_core::export::csv_line;
use serde_json::{Map, Value as Json};

/// Column names first. A missing value is an empty cell; an empty text does not occur.
pub(super) fn csv(bank: &Bank, members: &[Member], sink: &mut Sink) -> Result<(), Failure> {
    sink.write(csv_line(COLUMNS.map(|(name, ..)| name)).as_bytes())?;
    for member in members {
        let line = |row: Values<'_>| csv_line(row.map(cell).iter().map(String::as_str));
        let lines: String = rows(bank, member).into_iter().map(line).collect();
        sink.write(lines.as_bytes())?;
    }
    sink.finish()
}

/// An object a line, with every column.
pub(super) fn json_lines(bank: &Bank, members: &[Member], sink: &mut Sink) -> Result<(), Failure> {
    for member in members {
        let lines = rows(bank, member).into_iter().map(|row| format!("{}\n", Json::Object(object(row))));
        sink.write(lines.collect::<String>().as_bytes())?;
    }
    sink.finish()
}

fn cell(value: Value<'_>) -> String {
    match value {
        Value::Text(text) => text.map(str::to_owned),
        Value::Date(date) => date.map(|date| date.iso()),
        Value::Number(number) => number.map(|number| number.to_string()),
        Value::Truth(truth) => truth.map(|truth| truth.to_string()),
    }
    .unwrap_or_default()
}

fn object(row: Values<'_>) -> Map<String, Json> {
    let fields = COLUMNS.iter().zip(row).map(|((name, ..), value)| {
        let value = match value {
            Value::Text(text) => Json::from(text),
            Value::Date(date) => Json::from(date.map(|date| date.iso())),
            Value::Number(number) => Json::from(number),
            Value::Truth(truth) => Json::from(truth),
        };
        ((*name).to_owned(), value)
    });
    fields.collect()
}
