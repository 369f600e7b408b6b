//! Import errors with place and reason, and duplicates with the profile that replaces them.

use super::parts::{counted, number, told, who_link};
use crate::visit::DeskVisit;
use interlocal_core::direction::isolated;
use interlocal_core::words::DeskWord;
use interlocal_group::answer::{Duplicate, Overview, Place, Reject, Rejects};
use yew::prelude::*;

/// Renders two lists under their counts; empty if there are none.
pub(super) fn rejects(visit: &DeskVisit, overview: &Overview) -> Html {
    if overview.n_rejected + overview.n_duplicates == 0 {
        return Html::default();
    }
    html! {
        <section class="rejects" aria-label={visit.say(DeskWord::RejectsTitle)}>
            { told(visit, &visit.state.group.rejects, |rejects| html! { <>{ bad(visit, rejects) }{ duplicates(visit, rejects) }</> }) }
        </section>
    }
}

fn bad(visit: &DeskVisit, rejects: &Rejects) -> Html {
    let rows = rejects.bad.iter().map(|it| reject(visit, it)).collect::<Vec<Html>>();
    let heads = [DeskWord::RejectsPlace, DeskWord::RejectsWhy, DeskWord::RejectsExcerpt];
    let title = counted(visit, rejects.n_bad, DeskWord::RejectsBadOne, DeskWord::RejectsBad);
    fold(visit, "bad", &title, rejects.n_bad, heads, rows)
}

fn reject(visit: &DeskVisit, reject: &Reject) -> Html {
    let code = visit.lang().code();
    let why = reject.why.iter().find(|(lang, _)| lang == code).or(reject.why.first());
    html! {
        <tr>
            <th scope="row">{ place(visit, &reject.place) }</th>
            <td>{ why.map_or("", |(_, sentence)| sentence) }</td>
            <td><code class="excerpt">{ reject.excerpt.clone() }</code></td>
        </tr>
    }
}

fn duplicates(visit: &DeskVisit, rejects: &Rejects) -> Html {
    let rows = rejects.duplicates.iter().map(|it| duplicate(visit, it)).collect::<Vec<Html>>();
    let heads = [DeskWord::RejectsPlace, DeskWord::RejectsWhy, DeskWord::RejectsKept];
    let n = rejects.n_duplicates;
    let title = counted(visit, n, DeskWord::RejectsDuplicatesOne, DeskWord::RejectsDuplicates);
    fold(visit, "duplicates", &title, n, heads, rows)
}

fn duplicate(visit: &DeskVisit, duplicate: &Duplicate) -> Html {
    let why = match (duplicate.is_same, &duplicate.date) {
        (true, _) => visit.say(DeskWord::RejectsSame).to_owned(),
        (false, Some(date)) => visit.tell(DeskWord::RejectsOlder, &[("date", date)]),
        (false, None) => visit.say(DeskWord::RejectsUndated).to_owned(),
    };
    html! {
        <tr>
            <th scope="row">{ place(visit, &duplicate.place) }</th>
            <td>{ why }</td>
            <td>{ who_link(visit, &duplicate.kept) }</td>
        </tr>
    }
}

/// Renders a table in a disclosure widget, with a note if it isn't complete.
fn fold(
    visit: &DeskVisit,
    name: &'static str,
    title: &str,
    n: u32,
    heads: [DeskWord; 3],
    rows: Vec<Html>,
) -> Html {
    if rows.is_empty() {
        return Html::default();
    }
    let n_more = n.saturating_sub(u32::try_from(rows.len()).unwrap_or(u32::MAX));
    html! {
        <details class="fold" data-fold={name}>
            <summary>{ title.to_owned() }</summary>
            <div class="moves" role="region" aria-label={title.to_owned()} tabindex="0">
                <table class="moves__table">
                    <caption class="visually-hidden">{ title.to_owned() }</caption>
                    <thead><tr>{ for heads.map(|word| html! { <th scope="col">{ visit.say(word) }</th> }) }</tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            if n_more > 0 { <p class="small">{ visit.tell(DeskWord::SharedMore, &[("n", &number(visit, n_more))]) }</p> }
        </details>
    }
}

/// Returns "members.xlsx, sheet 2026, row 14, column 3", or the position in a pasted text.
fn place(visit: &DeskVisit, place: &Place) -> String {
    let Place { file, sheet, line, column } = place;
    let is_file = !file.is_empty();
    let line_word = if sheet.is_empty() { DeskWord::PlaceLine } else { DeskWord::PlaceRow };
    let parts = [
        Some(if is_file { isolated(file).into_owned() } else { visit.say(DeskWord::PlacePasted).to_owned() }),
        (!sheet.is_empty()).then(|| visit.tell(DeskWord::PlaceSheet, &[("sheet", sheet)])),
        (*line > 0).then(|| visit.tell(line_word, &[("n", &number(visit, *line))])),
        (*column > 0).then(|| visit.tell(DeskWord::PlaceColumn, &[("n", &number(visit, *column))])),
    ];
    parts.into_iter().flatten().collect::<Vec<String>>().join(", ")
}
