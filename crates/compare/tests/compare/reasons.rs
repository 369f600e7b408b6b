//! The reasons for a pair, and their order (docs/scoring.md, section 4.8).

use crate::compared;
use interlocal_compare::Party;
use interlocal_compare::reason::{Reason, reasons};
use interlocal_core::bank::Slot;
use interlocal_testkit::support::{BANK, personas};
use serde_json::json;

/// One line for a reason: the first three ids of its list, and the list's length.
fn line(reason: &Reason) -> String {
    let some = |slots: &[Slot]| {
        let ids: Vec<&str> = slots.iter().take(3).map(|slot| BANK.capability(*slot).id.as_str()).collect();
        format!("{} of {}", ids.join(" "), slots.len())
    };
    match reason {
        Reason::Help { from, slots } => format!("{from:?} helps: {}", some(slots)),
        Reason::NoRole { from } => format!("{from:?} has no role"),
        Reason::OneWay => "one way".to_owned(),
        Reason::Common(slots) => format!("common: {}", some(slots)),
        Reason::Peers(slots) => format!("peers: {}", some(slots)),
        Reason::Nothing => "nothing".to_owned(),
        Reason::Term(term) => format!("{}: {}", term.term.id(), term.status.id()),
        Reason::BendOnData { helped, slots } => format!("{helped:?} bends: {}", some(slots)),
        Reason::NotReady(party) => format!("{party:?} is not ready"),
    }
}

fn lines(a: &str, b: &str) -> Vec<String> {
    let find = |id: &str| personas().iter().find(|persona| persona["id"] == id).unwrap();
    reasons(&compared(find(a), find(b))).iter().map(line).collect()
}

#[test]
fn the_county_and_the_city_help_each_other_and_buy_together() {
    let wanted = [
        "A helps: sec-monitor hosting sec-lead of 13",
        "B helps: online-services service-design accessibility of 8",
        "common: erp-finance ai-use it-workforce of 13",
        "term-control: workable",
    ];
    let got = lines("larkspur-county", "fenwick-falls");
    assert_eq!(
        got.iter().filter(|line| !line.starts_with("peers")).collect::<Vec<_>>(),
        wanted.iter().collect::<Vec<_>>()
    );
}

#[test]
fn the_town_has_a_skill_but_not_the_role() {
    let got = lines("larkspur-county", "little-quill");
    assert!(got.contains(&"B has no role".to_owned()) && got.contains(&"one way".to_owned()), "{got:?}");
}

#[test]
fn the_school_would_need_to_be_flexible_on_data_for_the_countys_threat_watch() {
    let got = lines("larkspur-county", "copperleaf-schools");
    assert!(got.iter().any(|line| line.starts_with("B bends: sec-monitor")), "{got:?}");
}

#[test]
fn two_empty_profiles_give_nothing_and_name_the_one_not_ready() {
    let unready = json!({"answers": {}, "readiness": {"share-s1": 0, "share-s2": 1}});
    let got = reasons(&compared(&json!({"answers": {}}), &unready));
    assert_eq!((got.first(), got.last()), (Some(&Reason::Nothing), Some(&Reason::NotReady(Party::B))));
}
