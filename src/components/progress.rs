//! The progress through the questionnaire, with a link to every step.

use crate::Visit;
use interlocal_core::session::{Action, Page};
use interlocal_core::words::Word;
use yew::prelude::*;

/// Renders the line and the bar above each step, with a list of all steps.
pub fn progress(visit: &Visit) -> Html {
    let pages = visit.state.pages();
    let progress = visit.state.progress_of(&pages);
    let number = |n: u32| n.to_string();
    let step =
        visit.tell(Word::ProgressStep, &[("step", &number(progress.step)), ("n", &number(progress.n_steps))]);
    let (answered, asked) = (number(progress.n_answered), number(progress.n_asked));
    let left = match progress.n_answered == progress.n_asked {
        true => visit.tell(Word::ProgressDone, &[("asked", &asked)]),
        false => visit.tell(
            Word::ProgressLeft,
            &[("answered", &answered), ("asked", &asked), ("minutes", &number(progress.minutes_left))],
        ),
    };
    html! {
        <div class="progress">
            <p class="progress__line"><strong>{ step }</strong>{ " " }<span>{ left.clone() }</span></p>
            <progress class="progress__bar" max={asked} value={answered} aria-label={left}></progress>
            <details class="progress__steps">
                <summary>{ visit.say(Word::NavSteps) }</summary>
                <ol>{ for pages.into_iter().map(|page| step_link(visit, page)) }</ol>
            </details>
        </div>
    }
}

fn step_link(visit: &Visit, (page, n_answered, n_asked): (Page, u32, u32)) -> Html {
    let state = match (n_answered, n_asked) {
        (_, 0) => String::new(),
        (n, of) if n == of => visit.say(Word::ProgressComplete).to_owned(),
        (n, of) => visit.tell(Word::ProgressPart, &[("n", &n.to_string()), ("of", &of.to_string())]),
    };
    let is_current = (page == visit.state.page).then_some("step");
    html! {
        <li>
            <button type="button" class="link-button" aria-current={is_current} onclick={visit.on(Action::Show(page))}>
                { page_title(visit, page) }
            </button>
            if !state.is_empty() {
                <span class="progress__state">{ " " }{ state }</span>
            }
        </li>
    }
}

/// Renders a page's name. The name of a domain comes from the bank.
pub fn page_title(visit: &Visit, page: Page) -> Html {
    let name = page_name(visit, page);
    match matches!(page, Page::Domain(_)) {
        true => visit.quote(&name),
        false => html! { name },
    }
}

/// Returns the name of a page of the questionnaire.
pub fn page_name(visit: &Visit, page: Page) -> String {
    let word = match page {
        Page::Domain(idx) => {
            let domain = visit.bank().domains.get(usize::from(idx));
            return domain.map_or(String::new(), |domain| visit.text(&domain.label).to_owned());
        }
        Page::Start => Word::NavHome,
        Page::Details => Word::DetailsTitle,
        Page::Readiness => Word::ReadinessTitle,
        Page::Terms => Word::TermsTitle,
        Page::Picks => Word::PicksTitle,
        Page::Review => Word::ReviewTitle,
        Page::Profile => Word::ProfileTitle,
        Page::Open => Word::OpenTitle,
        Page::Received => Word::ReceivedTitleAnonymous,
        Page::Problem => Word::BrokenTitle,
    };
    visit.say(word).to_owned()
}
