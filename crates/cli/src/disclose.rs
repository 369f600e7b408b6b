//! From `--disclose`, `--domain`, `--include` and `--omit` to the core's `Disclosure`.

use crate::args::{DiscloseOptions, Part, Preset};
use crate::failure::Failure;
use interlocal_core::bank::{Bank, Sensitivity};
use interlocal_core::link::{Disclosure, Telling};

/// The disclosure that `options` describe. Looks up names in `bank`.
pub(crate) fn resolve(options: &DiscloseOptions, bank: &Bank) -> Result<Disclosure, Failure> {
    let mut disclosure = match options.disclose {
        None | Some(Preset::Public) => Disclosure::public(),
        Some(Preset::Partner) => Disclosure::partner(bank),
        Some(Preset::Offers) => Disclosure::offers(bank),
    };
    for given in &options.domains {
        let (domain_idx, telling) = domain(bank, given)?;
        disclosure.domains.resize(bank.domains.len(), Telling::Everything);
        disclosure.domains[domain_idx] = telling;
    }
    for id in &options.include {
        let sensitive = bank.capability_by_id(id).filter(|c| c.sensitivity == Sensitivity::Weakness);
        let Some(capability) = sensitive else { return Err(wrong("--include", id, &sensitive_ids(bank))) };
        disclosure.weaknesses.push(capability.slot);
    }
    for part in &options.omit {
        let is_included = match part {
            Part::Name => &mut disclosure.agency,
            Part::Local => &mut disclosure.local,
            Part::Note => &mut disclosure.note,
            Part::Offers => &mut disclosure.offers,
            Part::Needs => &mut disclosure.needs,
        };
        *is_included = false;
    }
    Ok(disclosure)
}

fn domain(bank: &Bank, given: &str) -> Result<(usize, Telling), Failure> {
    let (id, how) = given.split_once('=').unwrap_or((given, ""));
    let Some(domain_idx) = bank.domains.iter().position(|domain| domain.id == id) else {
        let ids: Vec<&str> = bank.domains.iter().map(|domain| domain.id.as_str()).collect();
        return Err(wrong("--domain", id, &ids.join(", ")));
    };
    let telling = match how {
        "everything" => Telling::Everything,
        "offers" => Telling::Offers,
        "none" => Telling::Nothing,
        _ => return Err(wrong("--domain", given, &format!("{id}=everything, {id}=offers or {id}=none"))),
    };
    Ok((domain_idx, telling))
}

fn sensitive_ids(bank: &Bank) -> String {
    let sensitive = bank.capabilities.iter().filter(|c| c.sensitivity == Sensitivity::Weakness);
    sensitive.map(|capability| capability.id.as_str()).collect::<Vec<_>>().join(", ")
}

fn wrong(option: &str, given: &str, wanted: &str) -> Failure {
    Failure::Usage(format!("{option} {given:?} is unknown. Use {wanted}."))
}
