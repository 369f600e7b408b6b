//! Results as JSON, in the shape of `groups` in `tests/vectors/score/draws.json` and of `expected_group` in
//! `personas.json`. Members appear under ids that the caller passes.

use crate::buying::{BuyingGroup, buying_groups};
use crate::cohort::Cohort;
use crate::coverage::Coverage;
use crate::helpers::{Helpers, Whom};
use crate::pairing::{Fair, FairPairs, Introduction, Stable};
use interlocal_core::bank::Bank;
use serde_json::{Value, json};

/// The results for a group, each computed in steps by the caller.
#[derive(Debug, Clone)]
pub struct Results {
    /// The best helpers.
    pub helpers: Helpers,
    /// The coverage of needs.
    pub coverage: Coverage,
    /// The joint-buying groups.
    pub buying: Vec<BuyingGroup>,
    /// The stable pairing, the best pair first.
    pub stable: Vec<Introduction>,
    /// The fair pairing, which leaves as few agencies as possible without a partner.
    pub fair: FairPairs,
}

/// Computes all results of a group in one call and returns them as [`results_json`].
pub fn group_json(bank: &Bank, cohort: &Cohort, ids: &[String], k: usize, whom: Whom) -> Value {
    let results = Results {
        helpers: Helpers::of(cohort, k, whom),
        coverage: Coverage::of(cohort),
        buying: buying_groups(bank, cohort),
        stable: Stable::all(cohort),
        fair: Fair::all(cohort),
    };
    results_json(bank, cohort, ids, &results)
}

/// `helpers`, `uncovered`, `buy_groups`, `stable_pairs`, `fair_pairs`, and `fair_optimal`: whether the fair pairing
/// is optimal. `ids` are the members' ids for other programs, by index.
pub fn results_json(bank: &Bank, cohort: &Cohort, ids: &[String], results: &Results) -> Value {
    json!({
        "helpers": helpers_json(&results.helpers, ids),
        "uncovered": uncovered_json(bank, cohort, &results.coverage, ids),
        "buy_groups": buying_json(bank, &results.buying, ids),
        "stable_pairs": pairs_json(&results.stable, ids),
        "fair_pairs": pairs_json(&results.fair.pairs, ids),
        "fair_optimal": results.fair.is_optimal,
    })
}

/// `{k, chosen, value, total, optimal}`.
pub fn helpers_json(helpers: &Helpers, ids: &[String]) -> Value {
    json!({
        "k": helpers.k,
        "chosen": names(helpers.chosen.iter().map(|it| it.member), ids),
        "value": helpers.value,
        "total": helpers.total,
        "optimal": helpers.is_optimal,
    })
}

/// `[{cap, needed_by, uncovered}]` for each capability with an uncovered need, in the order of the bank.
pub fn uncovered_json(bank: &Bank, cohort: &Cohort, coverage: &Coverage, ids: &[String]) -> Value {
    let needs = coverage.needs.iter().zip(&cohort.common.capabilities);
    let uncovered = needs.filter(|(need, _)| !need.uncovered.is_empty()).map(|(need, facts)| {
        json!({
            "cap": bank.capability(facts.slot).id,
            "needed_by": names(need.needed_by.iter().copied(), ids),
            "uncovered": names(need.uncovered.iter().copied(), ids),
        })
    });
    uncovered.collect()
}

/// `[{cap, by, members, power, people_at_least, eff10, largest_pct, leads}]`, the greatest power first.
pub fn buying_json(bank: &Bank, groups: &[BuyingGroup], ids: &[String]) -> Value {
    let group = |group: &BuyingGroup| {
        json!({
            "cap": bank.capability(group.slot).id,
            "by": group.deal.id(),
            "members": names(group.members.iter().copied(), ids),
            "power": group.power,
            "people_at_least": group.people_at_least,
            "eff10": group.eff10,
            "largest_pct": group.largest_pct,
            "leads": names(group.leads.iter().copied(), ids),
        })
    };
    groups.iter().map(group).collect()
}

/// `[[one, other, fit]]`.
pub fn pairs_json(pairs: &[Introduction], ids: &[String]) -> Value {
    let name = |member: usize| ids.get(member).map_or("", String::as_str);
    pairs.iter().map(|pair| json!([name(pair.a), name(pair.b), pair.rank.fit])).collect()
}

fn names(members: impl Iterator<Item = usize>, ids: &[String]) -> Vec<&str> {
    members.filter_map(|member| ids.get(member)).map(String::as_str).collect()
}
