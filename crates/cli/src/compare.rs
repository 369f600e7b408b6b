//! `interlocal compare`: two profiles, each from a file or a link.

use crate::args::{CompareArgs, ViewFormat};
use crate::compare_table;
use crate::failure::Failure;
use crate::input::{self, Form};
use crate::link;
use crate::output::Output;
use crate::passphrase::Source;
use interlocal_compare::compare;
use interlocal_compare::json::comparison_json;
use interlocal_core::bank::Bank;
use interlocal_core::link::may_hold_link;
use interlocal_core::profile::Profile;
use interlocal_core::words::Lang;
use serde_json::Value;
use std::path::Path;

/// A profile and its name in the output.
struct Named {
    /// The `id` of its JSON, else the agency's name, if it has one.
    name: Option<String>,
    profile: Profile,
}

pub(crate) fn run(bank: &Bank, args: &CompareArgs, out: &mut Output) -> Result<(), Failure> {
    let [a, b] = [read(bank, &args.a, args)?, read(bank, &args.b, args)?];
    let comparison = compare(bank, &a.profile, &b.profile);
    match args.view.format(out.is_terminal()) {
        ViewFormat::Json => {
            let mut json = comparison_json(bank, &comparison);
            (json["a"], json["b"]) = (a.name.into(), b.name.into());
            out.pretty(&json)
        }
        ViewFormat::Table => {
            let names = [a.name.as_deref(), b.name.as_deref()];
            let profiles = [&a.profile, &b.profile];
            out.text(&compare_table::text(bank, args.view.lang(), names, profiles, &comparison))
        }
    }
}

/// Reads a file with the name `text` if there is one, else the link in `text`.
fn read(bank: &Bank, text: &str, args: &CompareArgs) -> Result<Named, Failure> {
    if text != "-" && !Path::new(text).exists() && may_hold_link(text) {
        let passphrase = Source::of(args.passphrase.file.as_deref());
        let profile = link::open(bank, text.as_bytes().to_vec(), passphrase)?.into_profile();
        return Ok(Named { name: agency(&profile), profile });
    }
    let name = input::name(text);
    let value = match input::profiles(bank, text)? {
        Form::One(value) => value,
        Form::List(_) | Form::Lines(_) => {
            return Err(Failure::Data(format!(
                "{name} has a list of profiles. Save the one to compare to a file of its own."
            )));
        }
    };
    let profile = input::profile(bank, args.view.lang.map(Lang::code), &value, name)?;
    let id = value.get("id").and_then(Value::as_str).map(str::to_owned);
    Ok(Named { name: id.or_else(|| agency(&profile)), profile })
}

fn agency(profile: &Profile) -> Option<String> {
    profile.context.agency.as_ref().map(|agency| agency.as_str().to_owned())
}
