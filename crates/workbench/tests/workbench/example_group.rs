//! The worker's answers for the six fictional agencies, written by hand for tests of pages, which have no worker. The
//! numbers equal those in docs/scoring.md, section 5.10.

use interlocal_core::bank::Bank;
use interlocal_core::session::Session;
use interlocal_group::answer::{
    Agencies, AgencyRow, AgencyStep, Answer, BuyingGroup, Candidate, Edge, Helpers, Invite, Meeting,
    Meetings, Network, Overview, Partners, Slot, Step, Who,
};
use interlocal_workbench::Desk;
use interlocal_workbench::action::Action;
use interlocal_workbench::page::DeskPage;

const NAMES: [&str; 6] = [
    "Larkspur County",
    "Fenwick Falls",
    "Little Quill",
    "State of Halcyon Rivers",
    "Copperleaf Schools",
    "Alder Fork Water",
];

/// Returns one of the six; the first one is the user's own.
pub(crate) fn who(id: u32) -> Who {
    Who { id, name: NAMES[usize::try_from(id).unwrap()].to_owned(), is_mine: id == 0 }
}

/// Returns the workbench at `page`, with all six in the group and no other answer.
pub(crate) fn at(session: Session, page: DeskPage) -> Desk {
    let overview = Overview { n: 6, n_shown: 6, is_examples: true, mine: Some(0), ..Overview::default() };
    let row = |id| AgencyRow {
        who: who(id),
        kind: None,
        band: None,
        region: None,
        date: None,
        n_offers: 3,
        n_needs: 4,
        n_answered: (72, 72),
        is_older: false,
        is_future: false,
        may_be_same: false,
    };
    let agencies = Agencies { from: 0, n: 6, rows: (0..6).map(row).collect() };
    let desk = Desk::start(session, Some(page), None);
    tell(tell(desk, Answer::Collected(overview)), Answer::Agencies(agencies))
}

/// Returns `desk` after an answer from the worker.
pub(crate) fn tell(desk: Desk, answer: Answer) -> Desk {
    desk.apply(Action::Told(answer)).0
}

fn slots<const N: usize>(bank: &Bank, ids: [&str; N]) -> Vec<Slot> {
    ids.map(|id| bank.capability_by_id(id).unwrap().slot.0).to_vec()
}

/// Returns the two best helpers for all.
pub(crate) fn helpers(bank: &Bank) -> Helpers {
    Helpers {
        k: 2,
        whom: None,
        chosen: vec![
            (who(0), 4179, slots(bank, ["sec-monitor", "hosting", "gis-mapping"])),
            (who(3), 2072, slots(bank, ["sec-lead"])),
        ],
        value: 6251,
        total: 22144,
        is_best: true,
    }
}

/// Returns three edges, one of each strength; two of them are between the same agencies.
pub(crate) fn network(bank: &Bank) -> Network {
    let edge = |from, to, points, ids: [&str; 2]| Edge { from, to, points, slots: slots(bank, ids) };
    Network {
        around: None,
        nodes: (0..6).map(who).collect(),
        edges: vec![
            edge(0, 1, 28, ["sec-monitor", "hosting"]),
            edge(1, 0, 15, ["online-services", "accessibility"]),
            edge(5, 4, 3, ["help-desk", "gis-mapping"]),
        ],
        n: 6,
    }
}

/// Returns two buying groups: one that every member could lead, and one that no member could lead and one member
/// dominates.
pub(crate) fn buying(bank: &Bank) -> Vec<BuyingGroup> {
    vec![
        BuyingGroup {
            slot: slots(bank, ["legacy-replacement"])[0],
            by: "coop".to_owned(),
            members: [3, 0, 1, 4, 2].map(who).to_vec(),
            n_members: 5,
            power: 244,
            people_at_least: 7_200_000,
            eff10: 29,
            largest_pct: 51,
            leads: [0, 1, 3].map(who).to_vec(),
        },
        BuyingGroup {
            slot: slots(bank, ["emergency-calls"])[0],
            by: "iga".to_owned(),
            members: [3, 5].map(who).to_vec(),
            n_members: 2,
            power: 86,
            people_at_least: 640,
            eff10: 10,
            largest_pct: 97,
            leads: Vec::new(),
        },
    ]
}

/// Returns the county and the city, and the reasons for the pair.
pub(crate) fn meeting(bank: &Bank) -> Meeting {
    Meeting {
        a: who(0),
        b: who(1),
        fit: 45,
        label: "strong".to_owned(),
        a_helps: slots(bank, ["sec-monitor", "hosting", "sec-lead"]),
        b_helps: slots(bank, ["online-services"]),
        common: slots(bank, ["erp-finance", "ai-use"]),
    }
}

/// Returns the best pairs first: two pairs, two agencies left over.
pub(crate) fn meetings(bank: &Bank) -> Meetings {
    let water = Meeting {
        a: who(2),
        b: who(5),
        fit: 30,
        label: "good".to_owned(),
        a_helps: Vec::new(),
        b_helps: Vec::new(),
        common: slots(bank, ["website"]),
    };
    Meetings {
        is_fair: false,
        is_best: true,
        pairs: vec![meeting(bank), water],
        n_pairs: 2,
        alone: [3, 4].map(who).to_vec(),
        n_alone: 2,
    }
}

/// Returns the best pairs of all, as far as they are computed.
pub(crate) fn partners(bank: &Bank, is_done: bool) -> Partners {
    let talk = Meeting { a: who(3), b: who(4), fit: 14, label: "talk".to_owned(), ..meeting(bank) };
    Partners { of: None, pairs: vec![meeting(bank), talk], is_done }
}

/// Returns the state agency and the schools in a coalition.
pub(crate) fn invite(bank: &Bank) -> Invite {
    let step = |id, term: &str, step| AgencyStep { who: who(id), term: term.to_owned(), step };
    Invite {
        coalition: [3, 4].map(who).to_vec(),
        met: (180, 1000),
        candidates: vec![Candidate {
            who: who(0),
            gain: 260,
            given: 240,
            brings: slots(bank, ["sec-monitor", "gis-mapping"]),
            gets: slots(bank, ["help-desk"]),
            clashes: vec!["term-control".to_owned()],
        }],
        holes: slots(bank, ["erp-finance", "ai-use"]),
        kinds: vec![(0, 1), (1, 2)],
        bends: vec![
            step(4, "term-control", Step::Accept(3)),
            step(3, "term-platform", Step::Mind(1)),
            step(3, "term-roles", Step::Play(1)),
            step(4, "term-data", Step::Loosen),
            step(4, "term-reach", Step::Move(1)),
        ],
        together: (1, 2),
        is_best: true,
    }
}
