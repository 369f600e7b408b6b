//! Counts that may be printed and published: small counts are withheld, and there are no names.

use super::filter::{band, kind};
use super::parts::{capability, counted, export, number, told};
use crate::action::Action;
use crate::visit::DeskVisit;
use interlocal_core::words::DeskWord;
use interlocal_group::answer::{LEAST, SummaryOf, SummaryRow, SummaryTable};
use interlocal_group::ask::Export;
use interlocal_ui::components::button::Look;
use yew::prelude::*;

/// Renders the page, which looks the same when printed.
pub(super) fn summary(visit: &DeskVisit) -> Html {
    // A smaller number of agencies must not be published either.
    let n = visit.state.group.overview.value().map_or(0, |overview| overview.n_shown);
    let n = (n >= LEAST).then(|| counted(visit, n, DeskWord::GroupCountOne, DeskWord::GroupCount));
    let date =
        visit.state.session.today().map(|today| visit.tell(DeskWord::SummaryDate, &[("date", &today.iso())]));
    html! {
        <>
            <p class="lead no-print">{ visit.say(DeskWord::SummaryLead) }</p>
            <p>{ n }{ " " }{ date }{ " " }{ visit.say(DeskWord::SummarySelf) }</p>
            <p>{ visit.say(DeskWord::SummaryHeld) }</p>
            <p class="small no-print">{ visit.say(DeskWord::SummaryOnce) }</p>
            <div class="steps">{ visit.button(Look::Main, "print", DeskWord::SummaryPrint, Action::Print) }</div>
            { told(visit, &visit.state.group.summary, |all| tables(visit, all)) }
            { export(visit, Export::Summary) }
        </>
    }
}

fn table(visit: &DeskVisit, table: &SummaryTable) -> Html {
    if table.rows.is_empty() {
        return Html::default();
    }
    let (title, first, heads) = words(table.of);
    html! {
        <section class="part">
            <div class="moves grid" role="region" aria-label={visit.say(title)} tabindex="0">
                <table class="moves__table summary__table">
                    <caption>{ visit.say(title) }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ visit.say(first) }</th>
                            { for heads.iter().map(|word| html! { <th scope="col">{ visit.say(*word) }</th> }) }
                        </tr>
                    </thead>
                    <tbody>{ for table.rows.iter().map(|it| row(visit, table.of, it)) }</tbody>
                </table>
            </div>
        </section>
    }
}

/// Renders the tables that have rows.
fn tables(visit: &DeskVisit, tables: &[SummaryTable]) -> Html {
    if tables.iter().all(|table| table.rows.is_empty()) {
        return html! { <p>{ visit.say(DeskWord::SummaryNone) }</p> };
    }
    html! { <div class="summary">{ for tables.iter().map(|it| table(visit, it)) }</div> }
}

/// Returns a table's title, the label of its rows, and the labels of its counts.
fn words(of: SummaryOf) -> (DeskWord, DeskWord, &'static [DeskWord]) {
    match of {
        SummaryOf::Capabilities => (
            DeskWord::SummaryCapabilities,
            DeskWord::GapsCapability,
            &[DeskWord::SummaryNeed, DeskWord::SummaryOffer, DeskWord::SummaryWithout],
        ),
        SummaryOf::Kinds => (DeskWord::SummaryKinds, DeskWord::FilterKind, &[DeskWord::SummaryAgencies]),
        SummaryOf::Bands => (DeskWord::SummaryBands, DeskWord::FilterSize, &[DeskWord::SummaryAgencies]),
        SummaryOf::Regions => {
            (DeskWord::SummaryRegions, DeskWord::FilterRegion, &[DeskWord::SummaryAgencies])
        }
    }
}

fn row(visit: &DeskVisit, of: SummaryOf, row: &SummaryRow) -> Html {
    let option = |name: fn(&DeskVisit, u8) -> String| row.key.parse().ok().map(|option| name(visit, option));
    let label = match of {
        SummaryOf::Capabilities => row.key.parse().ok().map(|slot| capability(visit, slot).to_owned()),
        SummaryOf::Kinds => option(kind),
        SummaryOf::Bands => option(band),
        SummaryOf::Regions => Some(row.key.clone()),
    };
    let label = label.filter(|label| !label.is_empty());
    let cell = |count: &Option<u32>| match count {
        Some(n) => html! { <td>{ number(visit, *n) }</td> },
        None => html! { <td class="summary__held">{ visit.say(DeskWord::SummaryFew) }</td> },
    };
    html! {
        <tr>
            <th scope="row">{ label.unwrap_or_else(|| visit.say(DeskWord::ListNotTold).to_owned()) }</th>
            { for row.counts.iter().map(cell) }
        </tr>
    }
}
