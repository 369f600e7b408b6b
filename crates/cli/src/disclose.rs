//! `--disclose` and what goes with it: how much a link or a file says. Knows the options' words; the core knows what follows
//! from them.

use crate::failure::Failure;
use interlocal_core::bank::{Bank, Sensitivity};
use interlocal_core::link::{Disclosure, Telling};

/// The options as they were given; names are looked up once there is a bank.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Disclose {
    /// `--disclose`.
    pub(crate) preset: Option<String>,
    /// `--domain`, each `ID=HOW`.
    pub(crate) domains: Vec<String>,
    /// `--tell`: sensitive capabilities.
    pub(crate) tell: Vec<String>,
    /// `--omit`: texts and picks.
    pub(crate) omit: Vec<String>,
}

impl Disclose {
    /// Whether nothing was said about it.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Disclose::default()
    }

    /// What the options mean for `bank`.
    pub(crate) fn resolve(&self, bank: &Bank) -> Result<Disclosure, Failure> {
        let mut disclosure = match self.preset.as_deref() {
            None | Some("public") => Disclosure::public(),
            Some("partner") => Disclosure::partner(bank),
            Some("offers") => Disclosure::offers(bank),
            Some(other) => return Err(wrong("--disclose", other, "public, partner or offers")),
        };
        for given in &self.domains {
            let (domain_idx, telling) = domain(bank, given)?;
            disclosure.domains.resize(bank.domains.len(), Telling::Everything);
            disclosure.domains[domain_idx] = telling;
        }
        for id in &self.tell {
            let sensitive = bank.capability_by_id(id).filter(|c| c.sensitivity == Sensitivity::Weakness);
            let Some(capability) = sensitive else { return Err(wrong("--tell", id, &sensitive_ids(bank))) };
            disclosure.weaknesses.push(capability.slot);
        }
        for part in &self.omit {
            let told = match part.as_str() {
                "name" => &mut disclosure.agency,
                "local" => &mut disclosure.local,
                "note" => &mut disclosure.note,
                "offers" => &mut disclosure.offers,
                "needs" => &mut disclosure.needs,
                other => return Err(wrong("--omit", other, "name, local, note, offers or needs")),
            };
            *told = false;
        }
        Ok(disclosure)
    }
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
    Failure::Usage(format!("{option} {given:?} is not known; use {wanted}"))
}
