//! The table as text: CSV, with formulas neutralized because spreadsheets open it too, and JSON Lines, with each text as it is.

use super::{COLUMNS, Value, Values, rows};
use crate::failure::Failure;
use crate::members::Member;
use crate::output::Output;
use interlocal_core::bank::Bank;
use interlocal_core::export::csv_line;
use serde_json::{Map, Value as Json};

/// Writes column names, then rows. A missing value is an empty cell; there are no empty texts.
pub(super) fn csv(bank: &Bank, members: &[Member], out: &mut Output) -> Result<(), Failure> {
    out.text(&csv_line(COLUMNS.map(|(name, ..)| name)))?;
    for member in members {
        let line = |row: Values<'_>| csv_line(row.map(cell).iter().map(String::as_str));
        let lines: String = rows(bank, member).into_iter().map(line).collect();
        out.text(&lines)?;
    }
    Ok(())
}

/// Writes an object with all columns on each line.
pub(super) fn json_lines(bank: &Bank, members: &[Member], out: &mut Output) -> Result<(), Failure> {
    for member in members {
        let lines = rows(bank, member).into_iter().map(|row| format!("{}\n", Json::Object(object(row))));
        out.text(&lines.collect::<String>())?;
    }
    Ok(())
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
