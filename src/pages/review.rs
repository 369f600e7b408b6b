//! An overview of all answers, with a link to each part.

use crate::Visit;
use crate::components::progress::{page_name, page_title};
use crate::components::step::step;
use interlocal_core::bank::{ContextKind, ContextQuestion, ScaleId, Slot, Term};
use interlocal_core::explain;
use interlocal_core::response::Response;
use interlocal_core::session::{Action, Change, Form, Page};
use interlocal_core::words::Word;
use interlocal_ui::components::answers::answers;
use interlocal_ui::components::button::{Look, plain, small};
use interlocal_ui::components::foreign::{level, term_answer};
use interlocal_ui::components::heading::aside;
use yew::prelude::*;

/// Renders the page.
pub(super) fn review(visit: &Visit) -> Html {
    let parts = visit.state.steps().into_iter().filter_map(|page| {
        let rows = rows(visit, page)?;
        Some(part(visit, page, rows))
    });
    let body = html! { <>{ more(visit) }{ for parts }</> };
    step(visit, visit.say(Word::ReviewTitle), Word::ReviewLead, Word::ReviewSee, body)
}

/// Renders the offer to answer the questions that the quick form leaves out.
pub(super) fn more(visit: &Visit) -> Html {
    let n_more = visit.state.n_more();
    if n_more == 0 || visit.state.form == Form::Full {
        return Html::default();
    }
    let first =
        visit.state.steps().into_iter().find(|page| matches!(page, Page::Domain(_))).unwrap_or(Page::Details);
    let dispatch = visit.dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        dispatch.emit(Change::Form(Form::Full).into());
        dispatch.emit(Action::Show(first));
    });
    let body = html! {
        <>
            <p>{ visit.say(Word::MoreLead) }</p>
            { plain(Look::Quiet, "more", visit.say(Word::MoreAdd), onclick) }
        </>
    };
    aside("more-title", visit.tell(Word::MoreTitle, &[("n", &n_more.to_string())]), body)
}

/// Returns questions with their answers; `None` for pages without questions.
fn rows(visit: &Visit, page: Page) -> Option<Vec<(Html, Html)>> {
    match page {
        Page::Details => Some(details(visit)),
        Page::Domain(idx) => {
            Some(visit.state.asked(idx).into_iter().map(|slot| capability(visit, slot)).collect())
        }
        Page::Readiness => Some((0..visit.bank().readiness.len()).map(|idx| readiness(visit, idx)).collect()),
        Page::Terms => {
            let row = |(idx, term): (usize, &Term)| {
                let ask = visit.quote(visit.text(&term.ask));
                (ask, term_answer(visit.bank(), visit.lang(), &visit.state.profile, idx))
            };
            Some(visit.bank().terms.iter().enumerate().map(row).collect())
        }
        Page::Picks => Some(vec![
            picked(visit, Word::ProfileOffers, &visit.state.profile.featured.offers),
            picked(visit, Word::ProfileNeeds, &visit.state.profile.featured.needs),
        ]),
        Page::Start | Page::Review | Page::Profile | Page::Open | Page::Received | Page::Problem => None,
    }
}

fn part(visit: &Visit, page: Page, rows: Vec<(Html, Html)>) -> Html {
    let name = page_name(visit, page);
    let change = visit.say(Word::ReviewChange);
    html! {
        <section class="review__part">
            <div class="review__head">
                <h2>{ page_title(visit, page) }</h2>
                { small(change, [change, ": ", &name].concat(), visit.on(Action::Show(page))) }
            </div>
            { answers(rows) }
        </section>
    }
}

/// Renders an answer in the bank's words, or that it is blank.
fn blank(visit: &Visit, text: Option<&str>) -> Html {
    match text.filter(|text| !text.is_empty()) {
        Some(text) => visit.quote(text),
        None => html! { visit.say(Word::ReviewBlank) },
    }
}

fn details(visit: &Visit) -> Vec<(Html, Html)> {
    let row = |(idx, question): (usize, &ContextQuestion)| {
        let answer = explain::context(visit.bank(), visit.lang(), &visit.state.profile, idx);
        let answer = match question.kind {
            ContextKind::One => blank(visit, answer.as_deref()),
            // The language of the person's own text isn't known.
            ContextKind::Text | ContextKind::Region => {
                html! { answer.as_deref().unwrap_or(visit.say(Word::ReviewBlank)).to_owned() }
            }
        };
        (visit.quote(visit.text(&question.ask)), answer)
    };
    visit.bank().context.iter().enumerate().map(row).collect()
}

fn capability(visit: &Visit, slot: Slot) -> (Html, Html) {
    let label = visit.quote(visit.text(&visit.bank().capability(slot).label));
    let response = visit.state.profile.responses.get(slot);
    let level = |scale| level(visit.bank(), visit.lang(), scale, response.rating(scale).level());
    let answer = match response {
        Response::NotApplicable => visit.quote(visit.text(&visit.bank().not_applicable.label)),
        Response::Rated { .. } => html! {
            <>
                { visit.say(Word::ProfileSkill) }{ ": " }{ level(ScaleId::Skill) }{ ". " }
                { visit.say(Word::ProfileNeed) }{ ": " }{ level(ScaleId::Need) }
            </>
        },
    };
    (label, answer)
}

fn readiness(visit: &Visit, idx: usize) -> (Html, Html) {
    let item = &visit.bank().readiness[idx];
    let line =
        visit.state.profile.readiness[idx].level().and_then(|level| item.levels.get(usize::from(level)));
    (visit.quote(visit.text(&item.ask)), blank(visit, line.map(|line| visit.text(line))))
}

fn picked(visit: &Visit, title: Word, slots: &[Slot]) -> (Html, Html) {
    let labels: Vec<&str> =
        slots.iter().map(|slot| visit.text(&visit.bank().capability(*slot).label)).collect();
    (html! { visit.say(title) }, blank(visit, Some(&labels.join(", "))))
}
