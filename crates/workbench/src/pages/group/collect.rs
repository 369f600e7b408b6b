//! Importing agencies: a text box, files, the user's own answers and the examples; the result of the last import; the
//! list and the collections on this device.

use super::frame::{add_examples, count};
use super::parts::counted;
use super::{filter, kept, list, rejects};
use crate::action::{Action, GroupAction, NoFile};
use crate::browser::files;
use crate::browser::paste::pasted_list;
use crate::visit::DeskVisit;
use interlocal_core::session::Page;
use interlocal_core::words::DeskWord;
use interlocal_group::answer::{Added, Failure, Overview};
use interlocal_group::ask::Source;
use interlocal_ui::browser::event::{is_checked, taken_text};
use interlocal_ui::components::button::Look;
use interlocal_ui::components::choice::{Choice, Kind, choice};
use yew::prelude::*;

/// Renders the page.
pub(super) fn collect(visit: &DeskVisit) -> Html {
    let group = &visit.state.group;
    let overview = group.overview.value();
    html! {
        <>
            <p class="lead no-print">{ visit.say(DeskWord::CollectLead) }</p>
            { add(visit, overview) }
            { news(visit, overview) }
            if let Some(overview) = overview {
                { rejects::rejects(visit, overview) }
                if overview.n > 0 { { agencies(visit, overview) } }
            }
            { kept::kept(visit, overview.is_some_and(|it| it.n > 0)) }
        </>
    }
}

/// Returns the handler for drops. Files and text may be dropped anywhere on the page.
pub(super) fn ondrop(visit: &DeskVisit) -> Callback<DragEvent> {
    let dispatch = visit.dispatch.clone();
    Callback::from(move |event: DragEvent| {
        let (onfile, ontext) = (dispatch.clone(), dispatch.clone());
        files::all_dropped(
            &event,
            move |name, bytes| onfile.emit(add_file(name, bytes)),
            move |text| ontext.emit(add_text(text)),
        );
    })
}

fn add(visit: &DeskVisit, overview: Option<&Overview>) -> Html {
    let is_empty = overview.is_none_or(|overview| overview.n == 0);
    html! {
        <section class="aside drop no-print" aria-labelledby="add-title">
            <h2 id="add-title">{ visit.say(DeskWord::CollectAdd) }</h2>
            <div class="columns">
                { paste(visit) }
                { file(visit) }
            </div>
            { mine(visit, overview) }
            if is_empty {
                <div class="examples-offer">
                    <p>{ visit.say(DeskWord::CollectExamples) }</p>
                    { add_examples(visit) }
                </div>
            }
        </section>
    }
}

fn add_text(text: String) -> Action {
    GroupAction::Add(Source::Text(text)).into()
}

fn add_file(name: String, bytes: Result<Vec<u8>, NoFile>) -> Action {
    let action = match bytes {
        Ok(bytes) => GroupAction::Add(Source::File(name, bytes)),
        Err(NoFile::TooBig(_)) => GroupAction::Unread(Failure::TooBig),
        Err(NoFile::Unreadable | NoFile::Several(_)) => GroupAction::Unread(Failure::Unreadable),
        Err(NoFile::Nothing) => GroupAction::Unread(Failure::Nothing),
    };
    action.into()
}

fn paste(visit: &DeskVisit) -> Html {
    let onsubmit = visit.dispatch.reform(|event: SubmitEvent| {
        event.prevent_default();
        add_text(taken_text(&event))
    });
    let dispatch = visit.dispatch.clone();
    let onpaste = Callback::from(move |event: Event| {
        if let Some(text) = pasted_list(&event) {
            dispatch.emit(add_text(text));
        }
    });
    html! {
        <form {onsubmit}>
            <label class="field__label" for="links">{ visit.say(DeskWord::CollectPaste) }</label>
            <p class="field__hint" id="links-hint">{ visit.say(DeskWord::CollectPasteHint) }</p>
            <textarea id="links" class="field__input" rows="4" spellcheck="false" autocomplete="off" required=true {onpaste}
                aria-describedby="links-hint" />
            <button type="submit" class="button" data-action="add-links">{ visit.say(DeskWord::CollectPasteButton) }</button>
        </form>
    }
}

fn file(visit: &DeskVisit) -> Html {
    let dispatch = visit.dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        let dispatch = dispatch.clone();
        files::all_chosen(&event, move |name, bytes| dispatch.emit(add_file(name, bytes)));
    });
    html! {
        <div>
            <label class="field__label" for="lists">{ visit.say(DeskWord::CollectFile) }</label>
            <p class="field__hint" id="lists-hint">{ visit.say(DeskWord::CollectFileHint) }</p>
            <input id="lists" class="field__input" type="file" multiple=true
                accept=".csv,.tsv,.txt,.eml,.xlsx,.ods,.json,.jsonl,.html,.htm" {onchange} aria-describedby="lists-hint" />
        </div>
    }
}

/// Renders the option to add the user's own agency. Without own answers, it leads to the questionnaire.
fn mine(visit: &DeskVisit, overview: Option<&Overview>) -> Html {
    if !visit.state.session.has_answers() {
        return html! {
            <p class="small">
                { visit.say(DeskWord::CollectNoMine) }{ " " }
                { visit.button(Look::Link, "begin", DeskWord::CollectBegin, Action::Leave(Page::Start)) }
            </p>
        };
    }
    choice(Choice {
        kind: Kind::Checkbox,
        name: "mine",
        value: "mine",
        label: visit.say(DeskWord::CollectMine),
        text: visit.say(DeskWord::CollectMineText),
        is_on: overview.is_some_and(|overview| overview.mine.is_some()),
        onchange: visit.dispatch.reform(|event: Event| GroupAction::Mine(is_checked(&event)).into()),
    })
}

/// Renders the result of the last action with Undo. The region always exists, because screen readers don't announce one
/// that is inserted with its text.
fn news(visit: &DeskVisit, overview: Option<&Overview>) -> Html {
    let news = overview.filter(|overview| overview.can_undo || overview.added.is_some()).map(|overview| {
        let text = match &overview.added {
            Some(added) => brought(visit, *added),
            None => visit.say(DeskWord::CollectChanged).to_owned(),
        };
        html! {
            <div class="notice">
                <p class="notice__text">{ text }</p>
                if overview.can_undo { { visit.button(Look::Quiet, "undo-group", DeskWord::CollectUndo, GroupAction::Undo) } }
            </div>
        }
    });
    html! { <div class="news no-print" role="status">{ news }</div> }
}

/// Returns "18 agencies are new, 1 was replaced by a newer profile."
fn brought(visit: &DeskVisit, added: Added) -> String {
    let Added { n_new, n_replaced, n_duplicates, n_rejected } = added;
    let new = match n_new {
        0 => visit.say(DeskWord::CollectNewNone).to_owned(),
        n => counted(visit, n, DeskWord::CollectNewOne, DeskWord::CollectNew),
    };
    let rest = [
        (n_replaced, DeskWord::CollectReplacedOne, DeskWord::CollectReplaced),
        (n_duplicates, DeskWord::CollectDuplicatesOne, DeskWord::CollectDuplicates),
        (n_rejected, DeskWord::CollectRejectedOne, DeskWord::CollectRejected),
    ];
    let rest = rest.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| counted(visit, n, one, many));
    std::iter::once(new).chain(rest).collect::<Vec<String>>().join(" ")
}

/// Renders the number of profiles that are hidden in the spreadsheet, with a button to remove them.
fn hidden(visit: &DeskVisit, n: u32) -> Html {
    if n == 0 {
        return Html::default();
    }
    html! {
        <p class="no-print">
            { counted(visit, n, DeskWord::CollectHiddenOne, DeskWord::CollectHidden) }{ " " }
            { visit.button(Look::Link, "skip-hidden", DeskWord::CollectHiddenSkip, GroupAction::SkipHidden) }
        </p>
    }
}

/// Renders the list with its filter, files and collections.
fn agencies(visit: &DeskVisit, overview: &Overview) -> Html {
    html! {
        <section class="part" aria-labelledby="list-title">
            <h2 id="list-title">{ visit.say(DeskWord::ListTitle) }</h2>
            <p>
                { count(visit, overview) }
                if overview.n_twins > 0 {
                    { " " }{ counted(visit, overview.n_twins, DeskWord::CollectTwinsOne, DeskWord::CollectTwins) }
                }
                if overview.n_future > 0 {
                    { " " }{ counted(visit, overview.n_future, DeskWord::CollectFutureOne, DeskWord::CollectFuture) }
                }
                if overview.n_older > 0 {
                    { " " }{ counted(visit, overview.n_older, DeskWord::CollectOlderOne, DeskWord::CollectOlder) }
                }
            </p>
            { hidden(visit, overview.n_hidden) }
            { filter::filter(visit, overview) }
            // The list has its own section, so that the focus stays in it when a row is removed.
            <section>{ list::list(visit) }</section>
        </section>
    }
}
