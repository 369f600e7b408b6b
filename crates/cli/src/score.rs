//! `interlocal score`. JSON output has the same form as the input.

use crate::args::{ScoreArgs, ViewFormat};
use crate::failure::Failure;
use crate::input;
use crate::output::Output;
use crate::score_table;
use interlocal_core::bank::Bank;
use interlocal_core::exchange::scorecard_json;
use interlocal_core::profile::Profile;
use interlocal_core::score::{Scorecard, score};
use interlocal_core::words::Lang;
use serde_json::Value;

pub(crate) fn run(bank: &Bank, args: &ScoreArgs, out: &mut Output) -> Result<(), Failure> {
    let form = input::profiles(bank, &args.file)?;
    let read = |value: &Value, place: &str| -> Result<(Profile, Scorecard), Failure> {
        let profile = input::profile(bank, args.view.lang.map(Lang::code), value, place)?;
        let card = score(bank, &profile);
        Ok((profile, card))
    };
    match args.view.format(out.is_terminal()) {
        ViewFormat::Json => input::convert(&args.file, form, out, &|value, place| {
            read(value, place).map(|(_, card)| scorecard_json(bank, &card))
        }),
        ViewFormat::Table => {
            let mut scored = Vec::new();
            input::each(&args.file, form, &mut |value, place| {
                scored.push(read(value, place)?);
                Ok(())
            })?;
            out.text(&match scored.as_slice() {
                [(profile, card)] => score_table::one(bank, args.view.lang(), profile, card),
                several => score_table::several(bank, args.view.lang(), several),
            })
        }
    }
}
