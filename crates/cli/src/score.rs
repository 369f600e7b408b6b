//! `interlocal score`: the form that came in goes out.

use crate::failure::Failure;
use crate::input::{self, Form};
use crate::output;
use interlocal_core::bank::Bank;
use interlocal_core::exchange::{read_profile, scorecard_json};
use interlocal_core::score;
use serde_json::Value;

pub(crate) fn run(bank: &Bank, file: &str) -> Result<(), Failure> {
    match input::profiles(bank, file)? {
        Form::One(value) => {
            output::pretty(&scored(bank, &value).map_err(|failure| failure.at(input::name(file)))?)
        }
        Form::List(values) => {
            let score_one = |(idx, value)| {
                scored(bank, value)
                    .map_err(|failure| failure.at(&format!("{}, entry {}", input::name(file), idx + 1)))
            };
            output::pretty(&values.iter().enumerate().map(score_one).collect::<Result<Value, Failure>>()?)
        }
        Form::Lines(lines) => {
            for found in lines {
                let (line, value) = found?;
                let card = scored(bank, &value)
                    .map_err(|failure| failure.at(&format!("{}, line {line}", input::name(file))))?;
                output::line(&card.to_string())?;
            }
            Ok(())
        }
    }
}

fn scored(bank: &Bank, value: &Value) -> Result<Value, Failure> {
    let profile = read_profile(bank, value).map_err(|error| Failure::Data(error.to_string()))?;
    Ok(scorecard_json(bank, &score::score(bank, &profile)))
}
