//! `--disclose`, `--domain`, `--include` and `--omit`, and the core's `Disclosure` that they describe.

use crate::failure::Failure;
use clap::{Args, ValueEnum};
use interlocal_core::bank::{Bank, Sensitivity};
use interlocal_core::link::{Disclosure, Telling};

/// The content of a link or a file. Names are looked up when the bank is loaded.
#[derive(Args)]
pub(crate) struct DiscloseOptions {
    /// The part of the answers to include [default: public for links, all for files]
    #[arg(long, value_name = "HOW")]
    disclose: Option<Preset>,
    /// The part of one domain to include; may be given again
    #[arg(long = "domain", value_name = "ID=everything|offers|none")]
    domains: Vec<String>,
    /// Include the low skill and the need of one sensitive capability; may be given again
    #[arg(long, value_name = "ID", alias = "tell")]
    include: Vec<String>,
    /// Leave out one part; may be given again
    #[arg(long, value_name = "PART")]
    omit: Vec<Part>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Preset {
    /// All but low skills and needs in sensitive areas
    Public,
    /// All answers
    Partner,
    /// Only what the agency could offer
    Offers,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The agency's name
    Name,
    /// The local area
    Local,
    /// The note
    Note,
    /// The featured offers
    Offers,
    /// The featured needs
    Needs,
}

impl DiscloseOptions {
    /// Whether none of the options was given.
    pub(crate) fn is_empty(&self) -> bool {
        self.disclose.is_none() && self.domains.is_empty() && self.include.is_empty() && self.omit.is_empty()
    }

    /// The disclosure that the options describe. Looks up names in `bank`.
    pub(crate) fn resolve(&self, bank: &Bank) -> Result<Disclosure, Failure> {
        let mut disclosure = match self.disclose {
            None | Some(Preset::Public) => Disclosure::public(),
            Some(Preset::Partner) => Disclosure::partner(bank),
            Some(Preset::Offers) => Disclosure::offers(bank),
        };
        for given in &self.domains {
            let (domain_idx, telling) = domain(bank, given)?;
            disclosure.domains.resize(bank.domains.len(), Telling::Everything);
            disclosure.domains[domain_idx] = telling;
        }
        for id in &self.include {
            let sensitive = bank.capability_by_id(id).filter(|c| c.sensitivity == Sensitivity::Weakness);
            let Some(capability) = sensitive else {
                return Err(wrong("--include", id, &sensitive_ids(bank)));
            };
            disclosure.weaknesses.push(capability.slot);
        }
        for part in &self.omit {
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
