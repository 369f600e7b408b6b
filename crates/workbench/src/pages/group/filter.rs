//! The filter of agencies by kind, size and region, and the selection of capabilities by domain.

use super::parts::number;
use crate::action::GroupAction;
use crate::visit::DeskVisit;
use interlocal_core::words::DeskWord;
use interlocal_group::answer::Overview;
use interlocal_group::ask::Filter;
use interlocal_ui::browser::event::{is_checked, text};
use interlocal_ui::components::button::Look;
use interlocal_ui::components::choice::{Choice, Kind, choice};
use yew::prelude::*;

/// Renders checkboxes for all values in the group, in a disclosure widget whose summary has the number of checked ones.
pub(super) fn filter(visit: &DeskVisit, overview: &Overview) -> Html {
    let filter = &visit.state.group.filter;
    let n_on = filter.kinds.len() + filter.bands.len() + filter.regions.len();
    let summary = match n_on {
        0 => visit.say(DeskWord::FilterTitle).to_owned(),
        n => visit.tell(DeskWord::FilterTitleOn, &[("n", &n.to_string())]),
    };
    let kinds = options(&overview.kinds, &filter.kinds);
    let bands = options(&overview.bands, &filter.bands);
    let regions = options(&overview.regions, &filter.regions);
    html! {
        <div class="filter no-print">
            <details class="fold">
                <summary>{ summary }</summary>
                <p class="small">{ visit.say(DeskWord::FilterHint) }</p>
                <div class="filter__sets">
                    { set(visit, "kind", DeskWord::FilterKind, kinds, |it| kind(visit, *it), |filter| &mut filter.kinds) }
                    { set(visit, "band", DeskWord::FilterSize, bands, |it| band(visit, *it), |filter| &mut filter.bands) }
                    { set(visit, "region", DeskWord::FilterRegion, regions, String::clone, |filter| &mut filter.regions) }
                </div>
            </details>
            if n_on > 0 {
                { visit.button(Look::Link, "clear-filter", DeskWord::FilterClear, GroupAction::Filter(Filter::default())) }
            }
            <p class="visually-hidden" role="status">{ left(visit, overview) }</p>
        </div>
    }
}

/// Returns how many agencies match the filter, once that is known; `None` without a filter.
fn left(visit: &DeskVisit, overview: &Overview) -> Option<String> {
    let is_known = visit.state.group.is_filtered() && !visit.state.group.overview.is_awaited();
    is_known.then(|| visit.tell(DeskWord::GroupCountShown, &[("n", &number(visit, overview.n_shown))]))
}

/// Returns the values to check, each with its count and state: all values in the group, and all checked ones.
fn options<T: Clone + Ord>(counts: &[(Option<T>, u32)], on: &[T]) -> Vec<(T, u32, bool)> {
    let has = |it: &T| counts.iter().any(|(known, _)| known.as_ref() == Some(it));
    let known = counts.iter().filter_map(|(it, n)| Some((it.clone()?, *n)));
    let rest = on.iter().filter(|it| !has(it)).map(|it| (it.clone(), 0));
    let mut all: Vec<_> = known.chain(rest).map(|(it, n)| (it.clone(), n, on.contains(&it))).collect();
    all.sort();
    all
}

fn set<T: Clone + PartialEq + 'static>(
    visit: &DeskVisit,
    name: &'static str,
    legend: DeskWord,
    options: Vec<(T, u32, bool)>,
    label: impl Fn(&T) -> String,
    list: fn(&mut Filter) -> &mut Vec<T>,
) -> Html {
    // A value that all agencies have can't filter anything.
    if options.len() < 2 && !options.iter().any(|(_, _, is_on)| *is_on) {
        return Html::default();
    }
    let one = |(value, n, is_on): (T, u32, bool)| {
        let (label, filter) = (label(&value), visit.state.group.filter.clone());
        let shown = [&label, " (", &number(visit, n), ")"].concat();
        let onchange = visit.dispatch.reform(move |event: Event| {
            let mut filter = filter.clone();
            let list = list(&mut filter);
            list.retain(|it| *it != value);
            if is_checked(&event) {
                list.push(value.clone());
            }
            GroupAction::Filter(filter).into()
        });
        choice(Choice { kind: Kind::Checkbox, name, value: &label, label: "", text: &shown, is_on, onchange })
    };
    html! {
        <fieldset class="question filter__set">
            <legend class="question__legend">{ visit.say(legend) }</legend>
            <div>{ for options.into_iter().map(one) }</div>
        </fieldset>
    }
}

/// Returns the label of a kind of agency.
pub(super) fn kind(visit: &DeskVisit, option: u8) -> String {
    context_option(visit, "ctx-kind", option)
}

/// Returns the label of a population band.
pub(super) fn band(visit: &DeskVisit, option: u8) -> String {
    context_option(visit, "ctx-pop", option)
}

fn context_option(visit: &DeskVisit, id: &str, option: u8) -> String {
    let bank = visit.bank();
    let question = bank.context_idx(id).and_then(|idx| bank.context.get(idx));
    let option = question.and_then(|question| question.options.get(usize::from(option)));
    option.map_or(String::new(), |option| visit.text(&option.label).to_owned())
}

/// Renders the selection of one domain or all.
pub(super) fn domain(visit: &DeskVisit) -> Html {
    let picked = visit.state.group.domain;
    let options = (0u8..).zip(&visit.bank().domains).map(|(idx, domain)| {
        html! { <option value={idx.to_string()} selected={picked == Some(idx)}>{ visit.text(&domain.label) }</option> }
    });
    let onchange =
        visit.dispatch.reform(|event: Event| GroupAction::Domain(text(&event).parse().ok()).into());
    html! {
        <label class="choose__one no-print">
            <span class="field__label">{ visit.say(DeskWord::FilterDomain) }</span>
            <select class="field__input" name="domain" {onchange}>
                <option value="" selected={picked.is_none()}>{ visit.say(DeskWord::FilterDomainAll) }</option>
                { for options }
            </select>
        </label>
    }
}
