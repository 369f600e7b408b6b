//! Limits on the size of a bank, which make sure that indices fit in a byte and that a link has room for every answer.
//! It also checks the form of ids. It doesn't check texts.

use super::lint::{Finding, Problem};
use super::{Bank, ContextKind, TermKind, scoring};
use crate::json_place::Place;
use std::collections::BTreeSet;

pub(super) const MOST_SLOTS: u16 = 512;
/// The options that a person picked are bits of a `u16`.
pub(super) const MOST_OPTIONS: u32 = 12;
pub(super) const MOST_CHOICES: u32 = 60;
pub(super) const ID: &str = "an id: lower-case letters, digits and hyphens";

const MOST_LANGS: u32 = 32;
const MOST_ENTRIES: u32 = 60;
/// An edition's number is a byte.
const MOST_EDITIONS: usize = 100;
/// The room for answers in the 1018 bytes of a link whose names, notes and dates have their maximum length.
const MOST_ANSWER_BITS: u32 = 8 * 488;
/// The id of the question about the kind of agency, which is the only required one.
const KIND: &str = "ctx-kind";
/// Ids of the messages that pages and files show; every bank must contain them.
#[rustfmt::skip]
const MESSAGES: [&str; 55] = [
    "headline.both", "headline.offers", "headline.needs", "headline.none", "quad.share", "quad.team",
    "quad.seek", "quad.steady", "score.S", "score.H", "score.A", "score.R", "score.E", "score.S.help",
    "score.H.help", "score.A.help", "score.R.help", "score.E.help", "band.0", "band.1", "band.2", "band.3",
    "band.4", "band.none", "range", "fit.strong", "fit.good", "fit.some", "fit.weak", "fit.talk", "why.help",
    "why.norole", "why.common", "why.peers", "why.nothing", "why.oneway", "term.match",
    "term.workable", "term.conflict", "term.unknown", "term.data.half", "buy.group",
    "buy.lead", "warn.self", "warn.record", "warn.savings", "flag.flat",
    "flag.run", "flag.mirror", "flag.halo", "flag.allurgent", "flag.fast", "flag.thin", "pick.offers",
    "pick.needs",
];

type Read<T> = Result<T, Finding>;

/// Finds the entries of a bank that exceed a limit or are out of order.
pub(super) fn check(root: &Place<'_>, bank: &Bank) -> Read<Vec<Finding>> {
    let mut findings = Vec::new();
    let id = root.get("id")?;
    if bank.id.is_empty() || !bank.id.split('.').all(is_id) {
        findings.push(Finding::at(&id, Problem::NotA("an id such as ca.example.oakvale.it")));
    }
    findings.extend(scoring::check(&root.get("scoring")?, &bank.scoring)?);
    let messages = root.get("messages")?;
    let lacks = |id: &&&str| !bank.messages.iter().any(|(known, _)| known == **id);
    findings
        .extend(MESSAGES.iter().filter(lacks).map(|id| Finding::at(&messages, Problem::LacksMessage(id))));
    if !bank.context.iter().any(|it| it.id == KIND && it.kind == ContextKind::One) {
        findings.push(Finding::at(&root.get("context")?, Problem::LacksQuestion(KIND)));
    }
    let got = answer_bits(bank);
    if got > MOST_ANSWER_BITS {
        findings.push(Finding::at(root, Problem::TooMuch { got, most: MOST_ANSWER_BITS }));
    }
    Ok(findings)
}

/// Checks that no list is empty or too long. The other checks run only if this one passes, because entries refer to
/// each other.
pub(super) fn lists(root: &Place<'_>) -> Read<()> {
    // The questionnaire has a page for each of these lists, and a page must not be empty.
    for list in ["domains", "sharing_models", "capabilities", "readiness", "terms", "context"] {
        let most = if list == "capabilities" { u32::from(MOST_SLOTS) } else { MOST_ENTRIES };
        if let Some(finding) = entries(&root.get(list)?, 1, most)? {
            return Err(finding);
        }
    }
    Ok(())
}

/// Checks that `list` has `least` to `most` entries.
pub(super) fn entries(list: &Place<'_>, least: u32, most: u32) -> Read<Option<Finding>> {
    let got = u32::try_from(list.items()?.len()).unwrap_or(u32::MAX);
    let is_good = (least..=most).contains(&got);
    Ok((!is_good).then(|| Finding::at(list, Problem::Entries { got, least, most })))
}

/// Checks that there is at least one language and that none is repeated. The other checks run only if this one passes,
/// because they read texts by language.
pub(super) fn langs(list: &Place<'_>) -> Read<()> {
    if let Some(finding) = entries(list, 1, MOST_LANGS)? {
        return Err(finding);
    }
    let mut seen = BTreeSet::new();
    for lang in list.items()? {
        let code = lang.str()?;
        if code.is_empty() || !code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return Err(Finding::at(&lang, Problem::NotA("a language code such as en or pt-BR")));
        }
        if !seen.insert(code) {
            return Err(Finding::at(&lang, Problem::Duplicate(code.to_owned())));
        }
    }
    Ok(())
}

/// Checks that the number of editions fits in a byte.
pub(super) fn editions(n: usize) -> Read<()> {
    match n <= MOST_EDITIONS {
        true => Ok(()),
        false => Err(Finding { pointer: String::new(), problem: Problem::Editions { most: MOST_EDITIONS } }),
    }
}

pub(super) fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Returns an upper bound on the bits that one set of answers takes. Each answer is rounded up to whole bits; the link
/// packs them more tightly.
fn answer_bits(bank: &Bank) -> u32 {
    let n = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
    let bits = |n_states: u32| u32::BITS - n_states.saturating_sub(1).leading_zeros();
    let terms = bank.terms.iter().map(|term| {
        let n_options = n(term.options.len());
        match &term.kind {
            TermKind::Multi => n_options.saturating_add(1),
            TermKind::Tri => n_options.saturating_mul(2),
            TermKind::Ordered(_) => bits(n_options.saturating_mul(2).saturating_add(1)),
            TermKind::Platform(_) => n_options.saturating_add(2),
        }
    });
    let context = bank.context.iter().map(|question| match question.kind {
        ContextKind::One => bits(n(question.options.len()).saturating_add(1)),
        ContextKind::Text | ContextKind::Region => 0,
    });
    let n_capabilities = n(bank.capabilities.len());
    let capabilities = bits(37).saturating_mul(n_capabilities);
    let readiness = bits(6).saturating_mul(n(bank.readiness.len()));
    let featured = 6 * bits(n_capabilities.saturating_add(1));
    terms.chain(context).chain([capabilities, readiness, featured]).fold(0, u32::saturating_add)
}
