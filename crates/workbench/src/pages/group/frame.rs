//! The frame of every page of a group: navigation, counts, progress, and the message for an empty group.

use super::parts::{counted, number};
use super::{filter, title};
use crate::action::{Action, GroupAction};
use crate::page::DeskPage;
use crate::visit::DeskVisit;
use interlocal_core::words::DeskWord;
use interlocal_group::answer::{Failure, Overview, Progress, Work};
use interlocal_group::ask::Source;
use interlocal_ui::components::button::Look;
use interlocal_ui::components::heading::heading;
use yew::prelude::*;

/// Renders a page in its frame. In an empty group, only the import page has content.
pub(super) fn frame(visit: &DeskVisit, page: impl FnOnce(&DeskVisit) -> Html) -> Html {
    let (group, is_collect) = (&visit.state.group, visit.state.page == DeskPage::Group);
    let has_any = !group.is_empty();
    // The children are always the same two: if one were added or removed, yew would recreate the page and lose the
    // focus.
    let about = if has_any { about(visit, is_collect) } else { Html::default() };
    let body = if has_any || is_collect { page(visit) } else { empty(visit) };
    html! {
        <>
            { heading(title(visit.lang(), visit.state.page)) }
            { nav(visit) }
            { problem(visit) }
            { progress(visit) }
            { about }
            { body }
        </>
    }
}

/// Renders the navigation between the pages. Each page has its entry in the browser's history.
fn nav(visit: &DeskVisit) -> Html {
    let one = |page: DeskPage| {
        let is_here = visit.state.page == page;
        html! {
            <li>
                <button type="button" class="tabs__one" data-action={page.key()} aria-current={is_here.then_some("page")}
                    onclick={visit.on(Action::Show(page))}>
                    { visit.say(nav_word(page)) }
                </button>
            </li>
        }
    };
    html! {
        <nav class="tabs no-print" aria-label={visit.say(DeskWord::GroupNav)}>
            <ul>{ for DeskPage::OF_GROUP.map(one) }</ul>
        </nav>
    }
}

/// Returns the page's name in the navigation, which is shorter than its title.
fn nav_word(page: DeskPage) -> DeskWord {
    match page {
        DeskPage::Gaps => DeskWord::GroupNavGaps,
        DeskPage::Helpers => DeskWord::GroupNavHelpers,
        DeskPage::Buying => DeskWord::GroupNavBuying,
        DeskPage::Meet => DeskWord::GroupNavMeet,
        DeskPage::Invite => DeskWord::GroupNavInvite,
        DeskPage::Summary => DeskWord::GroupNavSummary,
        DeskPage::Group
        | DeskPage::Share
        | DeskPage::Words
        | DeskPage::Sheet
        | DeskPage::Open
        | DeskPage::Unseal
        | DeskPage::Found
        | DeskPage::Since
        | DeskPage::Raters
        | DeskPage::Pair
        | DeskPage::Clash
        | DeskPage::Talk
        | DeskPage::Examples => DeskWord::GroupNavCollect,
    }
}

/// Renders the counts, the note about fictional agencies, and the filter.
fn about(visit: &DeskVisit, is_collect: bool) -> Html {
    let Some(overview) = visit.state.group.overview.value() else { return Html::default() };
    // The printed summary states only numbers that may be published.
    let is_summary = visit.state.page == DeskPage::Summary;
    html! {
        <>
            if overview.is_examples { { examples(visit) } }
            if !is_collect {
                <div class={classes!("about", is_summary.then_some("no-print"))}>
                    <p class="about__count">{ count(visit, overview) }</p>
                    { filter::filter(visit, overview) }
                </div>
            }
        </>
    }
}

/// Returns "24 agencies, 20 of them counted."
pub(super) fn count(visit: &DeskVisit, overview: &Overview) -> String {
    let all = counted(visit, overview.n, DeskWord::GroupCountOne, DeskWord::GroupCount);
    match visit.state.group.is_filtered() {
        false => all,
        true => {
            let n = number(visit, overview.n_shown);
            [&all, " ", &visit.tell(DeskWord::GroupCountShown, &[("n", &n)])].concat()
        }
    }
}

/// Renders the note that the agencies are fictional.
fn examples(visit: &DeskVisit) -> Html {
    html! {
        <section class="banner examples" aria-label={visit.say(DeskWord::GroupExamplesLabel)}>
            <p><strong>{ visit.say(DeskWord::GroupExamplesText) }</strong></p>
            <p class="no-print">{ visit.button(Look::Link, "clear-examples", DeskWord::GroupExamplesClear, GroupAction::Clear) }</p>
        </section>
    }
}

/// Renders why the last action failed. The region always exists, because screen readers don't announce one that is
/// inserted with its text.
fn problem(visit: &DeskVisit) -> Html {
    let text = visit.state.group.problem.map(|failure| {
        let word = match failure {
            Failure::NotKept => DeskWord::GroupFailNotKept,
            Failure::NoCollection => DeskWord::GroupFailNoCollection,
            Failure::NameTaken => DeskWord::GroupFailNameTaken,
            Failure::TooBig => DeskWord::GroupFailTooBig,
            Failure::Unreadable => DeskWord::GroupFailUnreadable,
            Failure::Nothing => DeskWord::FileNothing,
            Failure::Broken => DeskWord::GroupFailBroken,
        };
        html! { <p class="problem">{ visit.say(word) }</p> }
    });
    html! { <div class="news" role="alert">{ text }</div> }
}

/// Renders the progress of a computation. The text stays the same, so that screen readers announce it only once.
fn progress(visit: &DeskVisit) -> Html {
    let bar = |Progress { of, done, total }: Progress| {
        let (word, part) = match of {
            Work::Reading => (DeskWord::GroupReading, DeskWord::GroupReadingPart),
            Work::Computing => (DeskWord::GroupComputing, DeskWord::GroupComputingPart),
        };
        let part = visit.tell(part, &[("n", &number(visit, done)), ("of", &number(visit, total))]);
        html! {
            <div class="work">
                <p class="visually-hidden">{ visit.say(word) }</p>
                <p aria-hidden="true">{ part }</p>
                <progress class="progress__bar" max={total.to_string()} value={done.to_string()} aria-label={visit.say(word)}></progress>
                { visit.button(Look::Quiet, "cancel", DeskWord::GroupCancel, GroupAction::Cancel) }
            </div>
        }
    };
    html! { <div class="news no-print" role="status">{ visit.state.group.progress.map(bar) }</div> }
}

/// Renders the message for an empty group.
fn empty(visit: &DeskVisit) -> Html {
    if visit.state.group.overview.value().is_none() && visit.state.group.overview.is_awaited() {
        return html! { <p class="told__wait">{ visit.say(DeskWord::SharedWaiting) }</p> };
    }
    html! {
        <>
            <p class="lead">{ visit.say(DeskWord::GroupEmpty) }</p>
            <div class="steps">
                { visit.button(Look::Main, "collect", DeskWord::GroupEmptyCollect, Action::Show(DeskPage::Group)) }
                { add_examples(visit) }
            </div>
        </>
    }
}

/// Renders the button that adds the fictional agencies.
pub(super) fn add_examples(visit: &DeskVisit) -> Html {
    let source = Source::Examples(visit.lang().code().to_owned());
    visit.button(Look::Quiet, "add-examples", DeskWord::GroupExamplesAdd, GroupAction::Add(source))
}
