//! The list of agencies: sortable, searchable and paged, with actions for each agency.

use super::filter::{band, kind};
use super::parts::{export, number, search, told, who_link, who_text};
use crate::action::GroupAction;
use crate::group::ROWS;
use crate::visit::DeskVisit;
use interlocal_core::words::DeskWord;
use interlocal_group::answer::{Agencies, AgencyRow, Id};
use interlocal_group::ask::{Export, Sort};
use interlocal_ui::components::button::{Look, plain, small};
use yew::prelude::*;

/// The columns with their sort keys.
const COLUMNS: [(Sort, DeskWord); 8] = [
    (Sort::Name, DeskWord::ListName),
    (Sort::Kind, DeskWord::ListKind),
    (Sort::Size, DeskWord::ListSize),
    (Sort::Region, DeskWord::ListRegion),
    (Sort::Date, DeskWord::ListDate),
    (Sort::Offers, DeskWord::ListOffers),
    (Sort::Needs, DeskWord::ListNeeds),
    // This column isn't sortable; the initial order is that of the import.
    (Sort::Added, DeskWord::ListAnswered),
];

/// Renders the list.
pub(super) fn list(visit: &DeskVisit) -> Html {
    html! {
        <>
            <div class="no-print">{ search(visit) }</div>
            { told(visit, &visit.state.group.agencies, |agencies| table(visit, agencies)) }
            { beside(visit) }
            <div class="list__foot no-print">
                { export(visit, Export::Agencies) }
                { plain(Look::Link, "clear", visit.say(DeskWord::ListClear), visit.on(GroupAction::Clear)) }
            </div>
        </>
    }
}

fn table(visit: &DeskVisit, agencies: &Agencies) -> Html {
    if agencies.rows.is_empty() {
        return html! { <p>{ visit.say(DeskWord::ListNone) }</p> };
    }
    let mine = visit.state.group.overview.value().and_then(|overview| overview.mine);
    html! {
        <>
            <div class="moves grid list" role="region" aria-label={visit.say(DeskWord::ListCaption)} tabindex="0">
                <table class="moves__table">
                    <caption class="visually-hidden">{ visit.say(DeskWord::ListCaption) }</caption>
                    <thead>
                        <tr>
                            { for COLUMNS.map(|(sort, word)| head(visit, sort, word)) }
                            <th scope="col" class="no-print">{ visit.say(DeskWord::ListActions) }</th>
                        </tr>
                    </thead>
                    <tbody>{ for agencies.rows.iter().map(|it| row(visit, it, mine)) }</tbody>
                </table>
            </div>
            { pages(visit, agencies.from, agencies.n, ROWS, GroupAction::Rows) }
        </>
    }
}

/// Renders a column's name, as a button if the list can be sorted by it.
fn head(visit: &DeskVisit, sort: Sort, word: DeskWord) -> Html {
    let listing = &visit.state.group.listing;
    if sort == Sort::Added {
        return html! { <th scope="col">{ visit.say(word) }</th> };
    }
    let (aria, mark) = match (listing.sort == sort, listing.is_reversed) {
        (true, false) => (Some("ascending"), " ▲"),
        (true, true) => (Some("descending"), " ▼"),
        (false, _) => (None, ""),
    };
    html! {
        <th scope="col" aria-sort={aria}>
            <button type="button" class="link-button" data-action={["sort-", sort_name(sort)].concat()} onclick={visit.on(GroupAction::Sort(sort))}>
                { visit.say(word) }<span aria-hidden="true">{ mark }</span>
            </button>
        </th>
    }
}

/// Returns the name for tests, which is the same in every language.
fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Added => "added",
        Sort::Name => "name",
        Sort::Kind => "kind",
        Sort::Size => "size",
        Sort::Region => "region",
        Sort::Date => "date",
        Sort::Offers => "offers",
        Sort::Needs => "needs",
    }
}

fn row(visit: &DeskVisit, row: &AgencyRow, mine: Option<Id>) -> Html {
    let (answered, asked) = row.n_answered;
    let answered = visit
        .tell(DeskWord::ListAnsweredOf, &[("n", &number(visit, answered)), ("of", &number(visit, asked))]);
    let cells = [
        row.kind.map(|option| kind(visit, option)),
        row.band.map(|option| band(visit, option)),
        row.region.clone(),
        row.date.clone(),
        Some(number(visit, row.n_offers)),
        Some(number(visit, row.n_needs)),
        Some(answered),
    ];
    html! {
        <tr key={row.who.id}>
            <th scope="row">
                { who_link(visit, &row.who) }
                if row.is_future { { " " }<span class="badge">{ visit.say(DeskWord::ListFuture) }</span> }
                if row.may_be_same { { " " }<span class="badge">{ visit.say(DeskWord::ListTwin) }</span> }
                if row.is_older { { " " }<span class="badge">{ visit.say(DeskWord::ListOlder) }</span> }
            </th>
            { for cells.map(|it| cell(visit, it)) }
            <td class="no-print">{ actions(visit, row, mine) }</td>
        </tr>
    }
}

fn cell(visit: &DeskVisit, text: Option<String>) -> Html {
    match text {
        // Dates and codes must not be broken across lines.
        Some(text) if !text.contains(' ') => html! { <td class="is-whole">{ text }</td> },
        Some(text) => html! { <td>{ text }</td> },
        None => html! {
            <td>
                <span aria-hidden="true">{ "–" }</span>
                <span class="visually-hidden">{ visit.say(DeskWord::ListNotTold) }</span>
            </td>
        },
    }
}

fn actions(visit: &DeskVisit, row: &AgencyRow, mine: Option<Id>) -> Html {
    let (who, name) = (&row.who, who_text(visit, &row.who));
    let is_on = visit.state.group.beside.iter().any(|it| it.id == who.id);
    let (word, beside) = match is_on {
        true => (DeskWord::ListBesideOff, DeskWord::ListBesideOffOf),
        false => (DeskWord::ListBeside, DeskWord::ListBesideOf),
    };
    let of = |word| visit.tell(word, &[("name", &name)]);
    let with_mine = mine.filter(|mine| *mine != who.id).map(|mine| {
        small(
            visit.say(DeskWord::ListWithMine),
            of(DeskWord::ListWithMineOf),
            visit.on(GroupAction::Pair(mine, who.id)),
        )
    });
    html! {
        <div class="grid__actions">
            { with_mine }
            <button type="button" class="link-button" data-action="beside" aria-pressed={is_on.to_string()}
                aria-label={of(beside)} onclick={visit.on(GroupAction::Beside(who.clone()))}>
                { visit.say(word) }
            </button>
            <button type="button" class="link-button" data-action="remove" aria-label={of(DeskWord::ListRemoveOf)}
                onclick={visit.on(GroupAction::Remove(who.id))}>
                { visit.say(DeskWord::ListRemove) }
            </button>
        </div>
    }
}

/// Renders the agencies selected for a comparison, and the link to it once there are two.
fn beside(visit: &DeskVisit) -> Html {
    let chosen = &visit.state.group.beside;
    let body = match chosen.as_slice() {
        [] => Html::default(),
        [one] => html! { <p>{ visit.tell(DeskWord::ListBesideOne, &[("name", &who_text(visit, one))]) }</p> },
        [a, b, ..] => {
            let (a_text, b_text) = (who_text(visit, a), who_text(visit, b));
            html! {
                <div class="notice">
                    <p class="notice__text">{ visit.tell(DeskWord::ListBesideTwo, &[("a", &a_text), ("b", &b_text)]) }</p>
                    { visit.button(Look::Main, "pair", DeskWord::SharedPair, GroupAction::Pair(a.id, b.id)) }
                </div>
            }
        }
    };
    html! { <div class="news no-print" role="status">{ body }</div> }
}

/// Renders the visible range of a longer list, with links to the next and the previous part.
pub(super) fn pages(
    visit: &DeskVisit,
    from: u32,
    n: u32,
    step: u32,
    to: impl Fn(u32) -> GroupAction,
) -> Html {
    if n <= step && from == 0 {
        return Html::default();
    }
    let last = from.saturating_add(step).min(n);
    let text = visit.tell(
        DeskWord::ListPart,
        &[
            ("from", &number(visit, from.saturating_add(1))),
            ("to", &number(visit, last)),
            ("n", &number(visit, n)),
        ],
    );
    let turn = |name, word, is_there: bool, goal| {
        // The button isn't disabled at the end, because it would lose the focus.
        let target = if is_there { goal } else { from };
        html! {
            <button type="button" class="button button--quiet button--small" data-action={name} aria-disabled={(!is_there).then_some("true")}
                onclick={visit.on(to(target))}>
                { visit.say(word) }
            </button>
        }
    };
    html! {
        <div class="turn">
            <p role="status">{ text }</p>
            <div class="turn__ways no-print">
                { turn("before", DeskWord::ListBefore, from > 0, from.saturating_sub(step)) }
                { turn("after", DeskWord::ListAfter, last < n, last) }
            </div>
        </div>
    }
}
