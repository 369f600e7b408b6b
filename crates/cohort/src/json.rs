//! Results as JSON, in the shape of `groups` in `tests/vectors/score/draws.json` and of `expected_group` in
//! `personas.json`. Knows the members' ids, which the caller gives; refuses to know their names.

use crate::buying::{BuyingGroup, buying_groups};
use crate::cohort::Cohort;
use crate::coverage::Coverage;
use crate::helpers::{Helpers, Whom};
use crate::pairing::{Fair, FairPairs, Introduction, Stable};
use interlocal_core::bank::Bank;
use serde_json::{Value, json};

/// All that is said of a group, where each part was found in steps.
#[derive(Debug, Clone)]
pub struct Results {
    /// Who helps most.
    pub helpers: Helpers,
    /// Which needs nobody here can meet.
    pub coverage: Coverage,
    /// Who could buy what together.
    pub buying: Vec<BuyingGroup>,
    /// Whom to introduce to whom, the best pair first.
    pub stable: Vec<Introduction>,
    /// The same, where as few as possible are left alone.
    pub fair: FairPairs,
}

/// All results of a group, found at once: as [`results_json`].
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

/// `helpers`, `uncovered`, `buy_groups`, `stable_pairs`, `fair_pairs` and whether the last are the best (`fair_optimal`).
/// `ids` are the members' names for other programs, by index.
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

/// `[{cap, needed_by, uncovered}]`, for each capability that somebody here needs in vain, in the order of the bank.
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

/// `[{cap, by, members, power, people_at_least, eff10, largest_pct, leads}]`, the most power first.
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
