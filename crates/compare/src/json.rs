//! A comparison as JSON, for other programs and the command line. Contains ids, but not the names of the two
//! agencies.

use crate::comparison::Comparison;
use crate::help::Help;
use interlocal_core::bank::{Bank, Slot};
use serde_json::{Map, Value, json};

/// Number of capabilities in `top_help_ab` and `top_help_ba`; `n_help_ab` and `n_help_ba` count all.
const TOP: usize = 3;

/// All numbers of a comparison, in the shape of `expected_pairs` in `tests/vectors/score/personas.json`, plus all
/// helps (`help_ab_ids`, `help_ba_ids`) as in `pairs` of `draws.json`.
pub fn comparison_json(bank: &Bank, comparison: &Comparison) -> Value {
    let Comparison { a_helps_b, b_helps_a, common, .. } = comparison;
    let (help_ab_ids, help_ba_ids) = (reached(bank, a_helps_b), reached(bank, b_helps_a));
    let status: Map<String, Value> = comparison
        .terms
        .iter()
        .map(|term| (term.term.id().to_owned(), Value::from(term.status.id())))
        .collect();
    json!({
        "help_ab": a_helps_b.points,
        "help_ba": b_helps_a.points,
        "complement": comparison.complement,
        "common": common.points,
        "common_eff": common.points_with_lead,
        "lead": common.has_lead,
        "common_ids": ids(bank, common.slots.iter().copied()),
        "value": comparison.value,
        "terms": comparison.terms_points,
        "term_status": status,
        "hard": comparison.hard_clashes().map(|term| term.term.id()).collect::<Vec<_>>(),
        "ready": comparison.readiness.pair,
        "fit": comparison.fit,
        "label": comparison.label.id(),
        "top_help_ab": help_ab_ids.get(..TOP).unwrap_or(&help_ab_ids),
        "n_help_ab": help_ab_ids.len(),
        "top_help_ba": help_ba_ids.get(..TOP).unwrap_or(&help_ba_ids),
        "n_help_ba": help_ba_ids.len(),
        "help_ab_ids": help_ab_ids,
        "help_ba_ids": help_ba_ids,
    })
}

fn reached<'a>(bank: &'a Bank, help: &Help) -> Vec<&'a str> {
    ids(bank, help.reached().map(|flow| flow.slot))
}

fn ids(bank: &Bank, slots: impl Iterator<Item = Slot>) -> Vec<&str> {
    slots.map(|slot| bank.capability(slot).id.as_str()).collect()
}
