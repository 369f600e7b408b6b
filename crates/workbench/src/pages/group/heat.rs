//! The heat map of capabilities and agencies: a table whose cells have signs, with hidden text for screen readers.
//! Colour only repeats the sign.

use super::gaps::is_shown;
use super::list::pages;
use super::parts::{capability, domain, export, who_link};
use crate::action::GroupAction;
use crate::group::COLUMNS;
use crate::visit::DeskVisit;
use interlocal_core::words::DeskWord;
use interlocal_group::answer::{Cell, Heat, HeatRow};
use interlocal_group::ask::Export;
use yew::prelude::*;

/// The lowest surplus that counts as large, out of 8.
const MUCH: u8 = 4;

/// The signs of cells, in the order of the legend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Much,
    Some,
    Covered,
    OneHelper,
    Uncovered,
    Steady,
    Unknown,
    NotIts,
}

impl Sign {
    const ALL: [Sign; 8] = [
        Sign::Much,
        Sign::Some,
        Sign::Covered,
        Sign::OneHelper,
        Sign::Uncovered,
        Sign::Steady,
        Sign::Unknown,
        Sign::NotIts,
    ];

    fn of(cell: Cell) -> Sign {
        match cell {
            Cell::NotIts => Sign::NotIts,
            Cell::Unknown => Sign::Unknown,
            Cell::Steady => Sign::Steady,
            Cell::Offers(surplus) if surplus >= MUCH => Sign::Much,
            Cell::Offers(_) => Sign::Some,
            Cell::Covered(_) => Sign::Covered,
            Cell::OneHelper(_) => Sign::OneHelper,
            Cell::Uncovered(_) => Sign::Uncovered,
        }
    }

    /// Returns the sign, the class for styles, and the text.
    fn face(self) -> (&'static str, &'static str, DeskWord) {
        match self {
            Sign::Much => ("▲", "much", DeskWord::HeatMuch),
            Sign::Some => ("△", "some", DeskWord::HeatSome),
            Sign::Covered => ("○", "covered", DeskWord::HeatCovered),
            Sign::OneHelper => ("◐", "one", DeskWord::HeatOne),
            Sign::Uncovered => ("●", "uncovered", DeskWord::HeatUncovered),
            Sign::Steady => ("–", "steady", DeskWord::HeatSteady),
            Sign::Unknown => ("?", "unknown", DeskWord::HeatUnknown),
            Sign::NotIts => ("", "not-its", DeskWord::HeatNotIts),
        }
    }
}

/// Renders the map with its legend.
pub(super) fn heat(visit: &DeskVisit, heat: &Heat) -> Html {
    if heat.agencies.is_empty() {
        return html! { <p>{ visit.say(DeskWord::HeatNone) }</p> };
    }
    let rows: Vec<&HeatRow> = heat.rows.iter().filter(|row| is_shown(visit, row.slot)).collect();
    let same_domain = |a: &&HeatRow, b: &&HeatRow| domain(visit, a.slot) == domain(visit, b.slot);
    html! {
        <>
            { legend(visit) }
            { pages(visit, heat.from, heat.n, COLUMNS, GroupAction::Columns) }
            <div class="moves heat" role="region" aria-label={visit.say(DeskWord::HeatCaption)} tabindex="0">
                <table class="heat__table">
                    <caption class="visually-hidden">{ visit.say(DeskWord::HeatCaption) }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ visit.say(DeskWord::GapsCapability) }</th>
                            { for heat.agencies.iter().map(|who| html! {
                                <th scope="col" class="heat__agency"><span>{ who_link(visit, who) }</span></th>
                            }) }
                        </tr>
                    </thead>
                    { for rows.chunk_by(same_domain).map(|rows| part(visit, rows, heat.agencies.len())) }
                </table>
            </div>
            { export(visit, Export::Heat) }
        </>
    }
}

/// Renders the capabilities of one domain.
fn part(visit: &DeskVisit, rows: &[&HeatRow], n_agencies: usize) -> Html {
    let title = rows.first().map_or("", |row| domain(visit, row.slot));
    html! {
        <tbody>
            <tr class="heat__domain">
                <th scope="rowgroup">{ title }</th>
                <td colspan={n_agencies.to_string()}></td>
            </tr>
            { for rows.iter().map(|it| row(visit, it)) }
        </tbody>
    }
}

fn row(visit: &DeskVisit, row: &HeatRow) -> Html {
    let cell = |cell: &Cell| {
        let (mark, class, word) = Sign::of(*cell).face();
        html! {
            <td class={classes!("heat__cell", ["heat__cell--", class].concat())} title={visit.say(word)}>
                <span aria-hidden="true">{ mark }</span>
                <span class="visually-hidden">{ visit.say(word) }</span>
            </td>
        }
    };
    html! { <tr><th scope="row">{ capability(visit, row.slot) }</th>{ for row.cells.iter().map(cell) }</tr> }
}

/// Renders the meaning of each sign.
fn legend(visit: &DeskVisit) -> Html {
    let one = |sign: Sign| {
        let (mark, class, word) = sign.face();
        html! {
            <li>
                <span class={classes!("heat__key", "heat__cell", ["heat__cell--", class].concat())} aria-hidden="true">{ mark }</span>
                { visit.say(word) }
            </li>
        }
    };
    html! { <ul class="legend" aria-label={visit.say(DeskWord::HeatLegend)}>{ for Sign::ALL.map(one) }</ul> }
}
