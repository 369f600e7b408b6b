//! `interlocal compare`: two profiles side by side. Knows where each comes from; refuses to know the formulas.

use crate::failure::Failure;
use crate::input::{self, Form};
use crate::passphrase::Source;
use crate::{link, output};
use interlocal_compare::compare;
use interlocal_compare::json::comparison_json;
use interlocal_core::bank::Bank;
use interlocal_core::exchange::read_profile;
use interlocal_core::link::may_hold_link;
use interlocal_core::profile::Profile;
use serde_json::Value;
use std::path::Path;

/// One of the two, and what it is called in the output.
struct Named {
    name: Value,
    profile: Profile,
}

pub(crate) fn run(bank: &Bank, [a, b]: [&str; 2], passphrase: &Source) -> Result<(), Failure> {
    let a = read(bank, a, passphrase)?;
    let b = read(bank, b, passphrase)?;
    let mut out = comparison_json(bank, &compare(bank, &a.profile, &b.profile));
    (out["a"], out["b"]) = (a.name, b.name);
    output::pretty(&out)
}

/// A file of that name comes first, because a link is no name that anybody gives to a file.
fn read(bank: &Bank, text: &str, passphrase: &Source) -> Result<Named, Failure> {
    if text != "-" && !Path::new(text).exists() && may_hold_link(text) {
        let profile = link::open(bank, text.as_bytes().to_vec(), passphrase)?;
        return Ok(Named { name: agency(&profile), profile: profile.into_profile() });
    }
    let value = one(input::profiles(bank, text)?, input::name(text))?;
    let profile =
        read_profile(bank, &value).map_err(|error| Failure::Data(error.to_string()).at(input::name(text)))?;
    let id = value.get("id").filter(|id| id.is_string());
    Ok(Named { name: id.cloned().unwrap_or_else(|| agency(&profile)), profile })
}

/// The name of the agency; null where it is not told.
fn agency(profile: &Profile) -> Value {
    profile.context.agency.as_ref().map(|agency| agency.as_str()).into()
}

fn one(form: Form, name: &str) -> Result<Value, Failure> {
    match form {
        Form::One(value) => Ok(value),
        Form::List(_) | Form::Lines(_) => Err(Failure::Data(format!(
            "{name} holds a list of profiles; put the one to compare into a file of its own"
        ))),
    }
}
