//! Parts of several pages of a group: names of agencies and capabilities, pending results, files, and the choice of an
//! agency.

use crate::action::GroupAction;
use crate::group::{ROWS, Told};
use crate::visit::DeskVisit;
use interlocal_core::bank;
use interlocal_core::direction::isolated;
use interlocal_core::words::DeskWord;
use interlocal_group::answer::{Id, Slot, Who};
use interlocal_group::ask::{Export, Format};
use interlocal_ui::browser::event::text;
use interlocal_ui::components::button::{Look, plain};
use yew::prelude::*;

/// Renders an agency's name, with a mark on the user's own.
pub(super) fn who(visit: &DeskVisit, who: &Who) -> Html {
    html! {
        <span class="who">
            { name(visit, who) }
            if who.is_mine { { " " }<span class="badge">{ visit.say(DeskWord::SharedMine) }</span> }
        </span>
    }
}

/// Returns the same as text, for sentences and labels.
pub(super) fn who_text(visit: &DeskVisit, who: &Who) -> String {
    let name = name(visit, who);
    match who.is_mine {
        true => [&name, " (", visit.say(DeskWord::SharedMine), ")"].concat(),
        false => name,
    }
}

/// Renders an agency as a button that opens its profile.
pub(super) fn who_link(visit: &DeskVisit, who: &Who) -> Html {
    let name = name(visit, who);
    let label = visit.tell(DeskWord::SharedShow, &[("name", &who_text(visit, who))]);
    html! {
        <span class="who">
            <button type="button" class="link-button" data-action="show" title={label} onclick={visit.on(GroupAction::Show(who.id))}>
                { name }
            </button>
            if who.is_mine { { " " }<span class="badge">{ visit.say(DeskWord::SharedMine) }</span> }
        </span>
    }
}

fn name(visit: &DeskVisit, who: &Who) -> String {
    match who.name.is_empty() {
        true => visit.tell(DeskWord::SharedAnonymous, &[("n", &who.id.saturating_add(1).to_string())]),
        false => isolated(&who.name).into_owned(),
    }
}

/// Renders a list of agencies; `n` is the total number, which may be larger than the list.
pub(super) fn agencies(visit: &DeskVisit, all: &[Who], n: u32) -> Html {
    let n_more = usize::try_from(n).unwrap_or(usize::MAX).saturating_sub(all.len());
    html! {
        <ul class="names">
            { for all.iter().map(|who| html! { <li key={who.id}>{ who_link(visit, who) }</li> }) }
            if n_more > 0 { <li key="more">{ visit.tell(DeskWord::SharedMore, &[("n", &n_more.to_string())]) }</li> }
        </ul>
    }
}

/// Returns the label of a capability; empty if this questionnaire doesn't have it.
pub(super) fn capability(visit: &DeskVisit, slot: Slot) -> &str {
    let found = visit.bank().capabilities.get(bank::Slot(slot).idx());
    found.map_or("", |capability| visit.text(&capability.label))
}

/// Returns the index of a capability's domain.
pub(super) fn domain_idx(visit: &DeskVisit, slot: Slot) -> Option<u8> {
    visit.bank().capabilities.get(bank::Slot(slot).idx()).map(|capability| capability.domain_idx)
}

/// Returns the label of a capability's domain; empty if this questionnaire doesn't have it.
pub(super) fn domain(visit: &DeskVisit, slot: Slot) -> &str {
    let idx = domain_idx(visit, slot).map_or(usize::MAX, usize::from);
    visit.bank().domains.get(idx).map_or("", |domain| visit.text(&domain.label))
}

/// Renders the buttons that save a result as CSV or JSON.
pub(super) fn export(visit: &DeskVisit, what: Export) -> Html {
    let name = export_name(what);
    let one = |ending: &str, word, format| {
        let action = ["export-", name, "-", ending].concat();
        html! {
            <button type="button" class="link-button" data-action={action} onclick={visit.on(GroupAction::Export(what, format))}>
                { visit.say(word) }
            </button>
        }
    };
    html! {
        <div class="export no-print">
            <span>{ visit.say(DeskWord::SharedSave) }</span>
            { one("csv", DeskWord::SharedCsv, Format::Csv) }
            { one("json", DeskWord::SharedJson, Format::Json) }
        </div>
    }
}

/// Returns the name for tests, which is the same in every language.
fn export_name(what: Export) -> &'static str {
    match what {
        Export::Links => "links",
        Export::Agencies => "agencies",
        Export::Coverage => "coverage",
        Export::Helpers => "helpers",
        Export::Buying => "buying",
        Export::Meetings => "meetings",
        Export::Partners => "partners",
        Export::Invite => "invite",
        Export::Summary => "summary",
        Export::Heat => "heat",
        Export::Network => "network",
    }
}

/// Renders a result: the value, a message while the first one is pending, or a button to retry after a cancellation.
pub(super) fn told<T>(visit: &DeskVisit, told: &Told<T>, show: impl FnOnce(&T) -> Html) -> Html {
    let is_waiting = told.is_awaited() && told.value().is_none();
    html! {
        <div class="told" aria-busy={told.is_awaited().to_string()}>
            if is_waiting { <p class="told__wait">{ visit.say(DeskWord::SharedWaiting) }</p> }
            if told.is_stopped() {
                <div class="told__stopped">
                    <p>{ visit.say(DeskWord::SharedStopped) }</p>
                    { visit.button(Look::Quiet, "resume", DeskWord::SharedResume, GroupAction::Resume) }
                </div>
            }
            { told.value().map(show) }
        </div>
    }
}

/// Renders the button that compares two agencies.
pub(super) fn pair_button(visit: &DeskVisit, a: &Who, b: &Who) -> Html {
    let names = [who_text(visit, a), who_text(visit, b)];
    let label = visit.tell(DeskWord::SharedPairOf, &[("a", &names[0]), ("b", &names[1])]);
    html! {
        <button type="button" class="link-button no-print" data-action="pair" aria-label={label}
            onclick={visit.on(GroupAction::Pair(a.id, b.id))}>
            { visit.say(DeskWord::SharedPair) }
        </button>
    }
}

/// Renders the choice of one agency, or with `with_all` of all. In a large group, a text field narrows the list down.
pub(super) fn choose(
    visit: &DeskVisit,
    label: &str,
    selected: Option<&Who>,
    with_all: bool,
    on: impl Fn(Option<Who>) -> GroupAction + 'static,
) -> Html {
    let listed = visit.state.group.agencies.value().map_or(&[][..], |it| &it.rows);
    let mut all: Vec<Who> = listed.iter().map(|row| row.who.clone()).collect();
    if let Some(selected) = selected.filter(|it| all.iter().all(|who| who.id != it.id)) {
        all.insert(0, selected.clone());
    }
    let id = selected.map(|who| who.id);
    let options = all.iter().map(|who| option(Some(who.id), who_text(visit, who), id)).collect::<Vec<Html>>();
    let first = if with_all { DeskWord::SharedAll } else { DeskWord::SharedNobody };
    let onchange = visit.dispatch.reform(move |event: Event| {
        let picked = text(&event).parse::<Id>().ok();
        on(all.iter().find(|who| Some(who.id) == picked).cloned()).into()
    });
    html! {
        <div class="choose no-print">
            <label class="choose__one">
                <span class="field__label">{ label.to_owned() }</span>
                <select class="field__input" {onchange}>
                    { option(None, visit.say(first).to_owned(), id) }
                    { for options }
                </select>
            </label>
            { narrow(visit) }
        </div>
    }
}

/// Renders an option. Its key makes yew recreate it when the selection changes, because browsers read `selected` only
/// then.
fn option(id: Option<Id>, name: String, selected: Option<Id>) -> Html {
    let (value, is_selected) = (id.map(|id| id.to_string()).unwrap_or_default(), id == selected);
    let key = [if is_selected { "on-" } else { "off-" }, &value].concat();
    html! { <option {key} {value} selected={is_selected}>{ name }</option> }
}

/// Renders the field that narrows the list down; empty if the list is short.
fn narrow(visit: &DeskVisit) -> Html {
    let group = &visit.state.group;
    let n = group.overview.value().map_or(0, |overview| overview.n_shown);
    if n <= ROWS && group.listing.search.is_empty() {
        return Html::default();
    }
    search(visit)
}

/// Renders the field for a part of a name, with the number of matches. The text stays the same until the answer
/// arrives, so that screen readers announce it after a pause and not with each letter.
pub(super) fn search(visit: &DeskVisit) -> Html {
    let group = &visit.state.group;
    let found = group.agencies.value().map(|it| match it.n {
        0 => visit.say(DeskWord::SharedFoundNone).to_owned(),
        1 => visit.say(DeskWord::SharedFoundOne).to_owned(),
        n => visit.tell(DeskWord::SharedFound, &[("n", &n.to_string())]),
    });
    let oninput = visit.dispatch.reform(|event: InputEvent| GroupAction::Search(text(&event)).into());
    html! {
        <div class="choose__search">
            <label class="choose__one">
                <span class="field__label">{ visit.say(DeskWord::SharedSearch) }</span>
                <input class="field__input" type="search" name="search" autocomplete="off" spellcheck="false"
                    value={group.listing.search.clone()} {oninput} />
            </label>
            <p class="small" role="status">{ found.filter(|_| !group.listing.search.is_empty()) }</p>
            if !group.listing.search.is_empty() {
                { plain(Look::Link, "search-clear", visit.say(DeskWord::SharedSearchClear), visit.on(GroupAction::Search(String::new()))) }
            }
        </div>
    }
}

/// Formats an integer; from five digits on, groups of three are separated.
pub(super) fn number(visit: &DeskVisit, n: u32) -> String {
    let digits = n.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let head = match digits.len() % 3 {
        0 => 3,
        rest => rest,
    };
    let (head, tail) = digits.split_at(head);
    let groups = tail.as_bytes().chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
    let parts: Vec<String> = std::iter::once(head.to_owned()).chain(groups).collect();
    parts.join(visit.say(DeskWord::SharedThousands))
}

/// Returns a sentence with a count, in the singular for one.
pub(super) fn counted(visit: &DeskVisit, n: u32, one: DeskWord, many: DeskWord) -> String {
    match n {
        1 => visit.say(one).to_owned(),
        n => visit.tell(many, &[("n", &number(visit, n))]),
    }
}
