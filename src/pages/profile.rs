//! The user's own profile, with quality flags and the link.

use super::review;
use super::share::share;
use crate::Visit;
use interlocal_core::bank::ScaleId;
use interlocal_core::score::{Flag, FlagKind, FlagScale, Scorecard};
use interlocal_core::session::{Action, Change, Page};
use interlocal_core::words::Word;
use interlocal_ui::components::button::{Look, small};
use interlocal_ui::components::heading::heading;
use interlocal_ui::components::shown::Shown;
use yew::prelude::*;

/// Renders the page.
pub(super) fn own(visit: &Visit) -> Html {
    let card = visit.state.scorecard();
    let shown = Shown {
        bank: visit.bank(),
        lang: visit.lang(),
        profile: &visit.state.profile,
        card: &card,
        today: visit.state.today(),
    };
    let progress = visit.state.progress();
    let is_complete = progress.n_answered == progress.n_asked;
    html! {
        <main class="profile">
            { heading(visit.say(Word::ProfileTitle)) }
            if visit.state.has_answers() {
                { shown.headline() }
                <p class="small" lang={visit.foreign()}>{ visit.bank().message(visit.lang(), "warn.self") }</p>
                if !is_complete { { go_on(visit) } }
                { flags(visit, &card) }
                { share(visit) }
                { shown.body() }
                { review::more(visit) }
            } else {
                <p class="lead">{ visit.say(Word::ProfileEmpty) }</p>
                { go_on(visit) }
            }
        </main>
    }
}

fn go_on(visit: &Visit) -> Html {
    let unfinished = visit.state.steps().into_iter().find(|page| {
        let (n_answered, n_asked) = visit.state.answered_on(*page);
        n_answered < n_asked
    });
    html! {
        <div class="steps no-print">
            { visit.button(Look::Quiet, "go-on", Word::ProfileBack, Action::Show(unfinished.unwrap_or(Page::Details))) }
        </div>
    }
}

/// Renders the quality flags, which only the user sees.
fn flags(visit: &Visit, card: &Scorecard) -> Html {
    let restore = visit
        .state
        .has_dismissed()
        .then(|| visit.button(Look::Link, "restore-flags", Word::ProfileRestore, Change::RestoreFlags));
    if card.flags.is_empty() {
        return restore.unwrap_or_default();
    }
    html! {
        <section class="flags no-print" aria-labelledby="flags-title">
            <h2 id="flags-title">{ visit.say(Word::ProfileFlags) }</h2>
            <ul>{ for card.flags.iter().map(|note| flag(visit, note)) }</ul>
            { restore }
        </section>
    }
}

fn flag(visit: &Visit, flag: &Flag) -> Html {
    let text = visit.bank().message(visit.lang(), flag.kind.id());
    let dismiss = visit.say(Word::ProfileDismiss);
    let place = match (flag.kind, flag.scale) {
        (FlagKind::Fast, _) => {
            let domain = usize::try_from(flag.value).ok().and_then(|idx| visit.bank().domains.get(idx));
            domain.map(|domain| (visit.text(&domain.label), true))
        }
        (_, FlagScale::One(ScaleId::Skill)) => Some((visit.say(Word::ProfileOnSkill), false)),
        (_, FlagScale::One(ScaleId::Need)) => Some((visit.say(Word::ProfileOnNeed), false)),
        (_, FlagScale::Both) => None,
    };
    let what = place.map_or(text.to_owned(), |(place, _)| [place, ": ", text].concat());
    html! {
        <li class="flags__one">
            <span>
                if let Some((place, is_of_bank)) = place {
                    <strong lang={visit.foreign().filter(|_| is_of_bank)}>{ place }{ ": " }</strong>
                }
                { visit.quote(text) }
            </span>
            { small(dismiss, [dismiss, ": ", &what].concat(), visit.on(Change::Dismiss(flag.kind, flag.scale))) }
        </li>
    }
}
