//! Each row of the table of terms (docs/scoring.md, section 4.5), one answer against another.

use crate::compared;
use interlocal_compare::terms::{Status, TermFit};
use interlocal_compare::{Consent, TermId};
use serde_json::{Value, json};

fn term(term: TermId, a: Value, b: Value) -> TermFit {
    let profile = |answer: Value| json!({"answers": {}, "terms": {term.id(): answer}});
    let got = compared(&profile(a), &profile(b));
    got.terms.into_iter().find(|it| it.term == term).unwrap()
}

/// Checks both orders, since every status is symmetric.
#[track_caller]
fn is(id: TermId, a: Value, b: Value, status: Status) {
    assert_eq!(term(id, a.clone(), b.clone()).status, status);
    assert_eq!(term(id, b, a).status, status);
}

#[test]
fn roles_match_if_one_provides_and_the_other_receives_or_both_buy() {
    is(TermId::Roles, json!(["provider"]), json!(["recipient"]), Status::Match);
    is(TermId::Roles, json!(["cobuyer"]), json!(["cobuyer", "peer"]), Status::Match);
    is(TermId::Roles, json!(["provider", "peer"]), json!(["provider", "peer"]), Status::Workable);
    is(TermId::Roles, json!(["provider"]), json!(["provider", "cobuyer"]), Status::Conflict);
    is(TermId::Roles, json!([]), json!(["provider"]), Status::Conflict);
    is(TermId::Roles, json!(["provider"]), Value::Null, Status::Unknown);
}

#[test]
fn an_option_must_suit_both_and_a_blank_leaves_the_status_unknown() {
    let costs = |inkind: Value, usage: Value| json!({"inkind": inkind, "use": usage, "split": 0, "flat": 0, "grant": 0});
    let (no, ok, best) = (json!(0), json!(1), json!(2));
    let open = Value::Null;
    let is = |a, b, status| is(TermId::Costs, a, b, status);
    is(costs(no.clone(), best.clone()), costs(best.clone(), best.clone()), Status::Match);
    is(costs(no.clone(), ok.clone()), costs(best.clone(), best.clone()), Status::Workable);
    is(costs(no.clone(), best.clone()), costs(best.clone(), no.clone()), Status::Conflict);
    is(costs(no.clone(), best.clone()), costs(best.clone(), open.clone()), Status::Unknown);
    is(costs(no.clone(), open.clone()), costs(best.clone(), no.clone()), Status::Conflict);
    is(costs(no, best), Value::Null, Status::Unknown);
    let both = term(TermId::Costs, costs(ok.clone(), ok.clone()), costs(ok.clone(), ok));
    assert_eq!(both.option_idx, Some(0));
}

#[test]
fn timing_two_levels_apart_is_workable_and_three_is_a_soft_conflict() {
    is(TermId::Timing, json!(1), json!(2), Status::Match);
    is(TermId::Timing, json!(0), json!(2), Status::Workable);
    is(TermId::Timing, json!(0), json!(3), Status::Conflict);
    assert!(!term(TermId::Timing, json!(0), json!(3)).is_hard_clash());
}

#[test]
fn different_platforms_conflict_only_if_one_side_requires_the_same() {
    let uses = |name: &str, strict: u8| json!({"list": [name], "strict": strict});
    is(TermId::Platform, uses("ms365", 2), uses("ms365", 0), Status::Match);
    is(TermId::Platform, uses("ms365", 0), uses("gws", 0), Status::Match);
    is(TermId::Platform, uses("ms365", 0), uses("gws", 1), Status::Workable);
    is(TermId::Platform, uses("ms365", 1), uses("gws", 2), Status::Conflict);
    assert!(term(TermId::Platform, uses("ms365", 1), uses("gws", 2)).is_hard_clash());
}

#[test]
fn reach_is_compared_with_the_relation_of_the_places() {
    let at = |region: Value, level: u8, bend: bool| json!({"answers": {}, "context": {"ctx-region": region}, "terms": {"term-reach": {"level": level, "bend": bend}}});
    let place = |country: &str, subdivision: &str, local: Value| json!({"country": country, "subdivision": subdivision, "local": local});
    let status = |a: &Value, b: &Value| compared(a, b).terms[4].status;
    let here = place("XX", "HX", json!("Larkspur"));
    let firm = |region: &Value, level: u8| at(region.clone(), level, false);
    assert_eq!(status(&firm(&here, 0), &firm(&place("XX", "HX", json!("lárkspur")), 0)), Status::Match);
    let elsewhere = place("XX", "HX", json!("Capital"));
    assert_eq!(status(&firm(&here, 0), &firm(&elsewhere, 3)), Status::Conflict);
    assert_eq!(status(&at(here.clone(), 0, true), &firm(&elsewhere, 3)), Status::Workable);
    // In the same state without a known area, the relation is the same state.
    assert_eq!(status(&firm(&here, 1), &firm(&place("XX", "HX", Value::Null), 1)), Status::Match);
    assert_eq!(status(&firm(&here, 0), &firm(&place("XX", "HX", Value::Null), 1)), Status::Conflict);
    assert_eq!(status(&firm(&here, 2), &firm(&place("XX", "HY", json!("Larkspur")), 2)), Status::Match);
    assert_eq!(status(&firm(&here, 2), &firm(&place("XY", "HX", json!("Larkspur")), 3)), Status::Conflict);
    assert_eq!(status(&firm(&here, 2), &firm(&json!({"country": "XX"}), 2)), Status::Unknown);
    assert_eq!(status(&firm(&here, 2), &firm(&Value::Null, 2)), Status::Unknown);
}

#[test]
fn the_status_of_data_depends_on_the_flows_of_help() {
    // Threat watch involves personal data, level 2; mapping involves only public data.
    let helper = |ids: &[&str]| {
        let answers: serde_json::Map<String, Value> =
            ids.iter().map(|id| ((*id).to_owned(), json!({"skill": 4, "need": 0}))).collect();
        json!({"answers": answers, "terms": {"term-roles": ["provider"]}})
    };
    let helped = |level: u8, bend: bool| {
        json!({
            "answers": {"sec-monitor": {"skill": 0, "need": 4}, "gis-mapping": {"skill": 0, "need": 4}},
            "terms": {"term-roles": ["recipient"], "term-data": {"level": level, "bend": bend}},
        })
    };
    let with = |ids: &[&str], helped: &Value| {
        let mut helper = helper(ids);
        helper["terms"]["term-data"] = json!({"level": 3, "bend": false});
        let got = compared(&helper, helped);
        (got.terms[5].status, got.a_helps_b.reached().count())
    };
    assert_eq!(with(&["sec-monitor"], &helped(2, false)), (Status::Match, 1));
    assert_eq!(with(&["sec-monitor"], &helped(1, true)), (Status::Workable, 1));
    assert_eq!(with(&["sec-monitor"], &helped(1, false)), (Status::Conflict, 0));
    assert_eq!(with(&["sec-monitor", "gis-mapping"], &helped(0, false)), (Status::Workable, 1));
    assert_eq!(with(&["website"], &helped(0, false)), (Status::Unknown, 0));
}

#[test]
fn an_unanswered_role_is_allowed_and_flagged() {
    let helper = json!({"answers": {"gis-mapping": {"skill": 4, "need": 0}}});
    let mut helped =
        json!({"answers": {"gis-mapping": {"skill": 0, "need": 4}}, "terms": {"term-roles": ["peer"]}});
    let help = compared(&helper, &helped).a_helps_b;
    assert_eq!((help.consent, help.points > 0), (Consent::Unsaid, true));
    helped["terms"]["term-roles"] = json!(["recipient"]);
    let mut said = helper.clone();
    said["terms"]["term-roles"] = json!(["peer"]);
    let help = compared(&said, &helped).a_helps_b;
    assert_eq!((help.consent, help.points, help.flows.len()), (Consent::Refused, 0, 1));
}
