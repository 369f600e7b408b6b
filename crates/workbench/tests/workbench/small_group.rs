//! A worker's answers for a small group, for tests of pages, which compute nothing.

use interlocal_group::answer::{
    Added, Agencies, AgencyRow, Answer, Cell, Collection, Duplicate, Heat, HeatRow, NeedRow, Overview, Place,
    Reject, Rejects, SummaryOf, SummaryRow, SummaryTable, Who,
};

pub(crate) fn who(id: u32, name: &str) -> Who {
    Who { id, name: name.to_owned(), is_mine: false }
}

/// Returns a county, a city, an agency without a name, and the user's own.
pub(crate) fn four() -> [Who; 4] {
    let mine = Who { is_mine: true, ..who(3, "Alder Fork Water") };
    [who(0, "Larkspur County"), who(1, "City of <b>Fenwick</b> Falls"), who(2, ""), mine]
}

pub(crate) fn overview() -> Overview {
    Overview {
        n: 4,
        n_shown: 4,
        n_rejected: 3,
        n_duplicates: 2,
        n_older: 1,
        n_hidden: 0,
        n_twins: 2,
        n_future: 1,
        mine: Some(3),
        added: Some(Added { n_new: 18, n_replaced: 1, n_duplicates: 2, n_rejected: 3 }),
        can_undo: true,
        kinds: vec![(Some(2), 1), (Some(1), 1), (Some(5), 1), (None, 1)],
        bands: vec![(Some(4), 2), (Some(0), 2)],
        regions: vec![(Some("US-OR".to_owned()), 3), (None, 1)],
        ..Overview::default()
    }
}

fn row(who: Who, kind: Option<u8>) -> AgencyRow {
    AgencyRow {
        kind,
        band: kind.map(|_| 4),
        region: kind.map(|_| "US-OR".to_owned()),
        date: kind.map(|_| "2026-11-20".to_owned()),
        n_offers: 5,
        n_needs: 12,
        n_answered: (48, 72),
        is_older: kind == Some(2),
        is_future: kind == Some(5),
        may_be_same: kind == Some(1),
        who,
    }
}

pub(crate) fn agencies() -> Answer {
    let [county, city, nameless, mine] = four();
    let rows = vec![row(county, Some(1)), row(city, Some(2)), row(nameless, None), row(mine, Some(5))];
    Answer::Agencies(Agencies { from: 0, n: 4, rows })
}

pub(crate) fn rejects() -> Answer {
    let place = |file: &str, sheet: &str, line, column| Place {
        file: file.to_owned(),
        sheet: sheet.to_owned(),
        line,
        column,
    };
    let why = |en: &str, es: &str| vec![("en".to_owned(), en.to_owned()), ("es".to_owned(), es.to_owned())];
    let [county, city, ..] = four();
    Answer::Rejects(Rejects {
        bad: vec![
            Reject {
                place: place("members.xlsx", "2026", 14, 3),
                why: why("This link was cut off.", "Este enlace está cortado."),
                excerpt: "https://agency.example/#su1abc".to_owned(),
            },
            Reject {
                place: place("", "", 2, 0),
                why: why("There is no profile in this text.", "No hay ningún perfil en este texto."),
                excerpt: "<script>".to_owned(),
            },
        ],
        n_bad: 3,
        duplicates: vec![
            Duplicate { kept: county, place: place("a.csv", "", 7, 1), date: None, is_same: true },
            Duplicate {
                kept: city,
                place: place("a.csv", "", 9, 1),
                date: Some("2025-01-31".to_owned()),
                is_same: false,
            },
        ],
        n_duplicates: 2,
    })
}

pub(crate) fn coverage() -> Answer {
    let [county, city, nameless, mine] = four();
    let need = |slot, n_needed, uncovered: &[&Who], one_helper: &[(&Who, &Who)], n_offer| NeedRow {
        slot,
        n_needed,
        n_uncovered: u32::try_from(uncovered.len()).unwrap_or(0),
        n_one_helper: u32::try_from(one_helper.len()).unwrap_or(0),
        n_offer,
        uncovered: uncovered.iter().map(|who| (*who).clone()).collect(),
        one_helper: one_helper.iter().map(|(a, b)| ((*a).clone(), (*b).clone())).collect(),
    };
    Answer::Coverage(vec![
        need(2, 3, &[&city, &nameless, &mine], &[], 0),
        need(11, 2, &[&mine], &[(&city, &county)], 1),
        need(3, 0, &[], &[], 2),
    ])
}

pub(crate) fn heat() -> Answer {
    let cells = |cells: [Cell; 4]| cells.to_vec();
    let rows = vec![
        HeatRow {
            slot: 1,
            cells: cells([Cell::Offers(8), Cell::Covered(9), Cell::OneHelper(4), Cell::NotIts]),
        },
        HeatRow {
            slot: 2,
            cells: cells([Cell::Offers(1), Cell::Uncovered(20), Cell::Steady, Cell::Unknown]),
        },
        HeatRow { slot: 11, cells: cells([Cell::Steady, Cell::Steady, Cell::Steady, Cell::Steady]) },
    ];
    Answer::Heat(Heat { from: 0, n: 4, agencies: four().to_vec(), rows })
}

pub(crate) fn summary() -> Answer {
    let row = |key: &str, counts: &[Option<u32>]| SummaryRow { key: key.to_owned(), counts: counts.to_vec() };
    Answer::Summary(vec![
        SummaryTable {
            of: SummaryOf::Capabilities,
            rows: vec![row("2", &[Some(12_345), None, Some(7)]), row("11", &[None, None, None])],
        },
        SummaryTable {
            of: SummaryOf::Kinds,
            rows: vec![row("1", &[Some(9)]), row("3", &[None]), row("", &[Some(0)])],
        },
        SummaryTable { of: SummaryOf::Bands, rows: vec![row("0", &[Some(6)])] },
        SummaryTable { of: SummaryOf::Regions, rows: vec![row("US-OR", &[Some(11)])] },
    ])
}

pub(crate) fn collections() -> Answer {
    let one = |name: &str, n, date: &str| Collection { name: name.to_owned(), n, date: date.to_owned() };
    Answer::Collections(vec![one("Oregon 2026", 24, "2026-11-24"), one("Pilot", 1, "2026-10-02")])
}
