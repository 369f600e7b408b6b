//! The profile for paper: every offer and need on a line, scores in one line each, and answers as text. All parts are
//! open, because paper has no buttons.

use super::dated;
use crate::visit::DeskVisit;
use interlocal_core::bank::{Choice, ScaleId, Slot};
use interlocal_core::explain;
use interlocal_core::profile::TermAnswer;
use interlocal_core::score::{DomainScore, ShareScore};
use interlocal_core::words::{DeskWord, Say, Word};
use interlocal_ui::components::answers::answers;
use interlocal_ui::components::foreign::level as level_of;
use interlocal_ui::components::quadrant::quadrant;
use interlocal_ui::components::range_bar::range_bar;
use interlocal_ui::components::shown::Shown;
use yew::prelude::*;

/// Renders all parts in reading order.
pub(super) fn parts(visit: &DeskVisit, shown: &Shown) -> Html {
    html! {
        <>
            <div class="sheet__columns">{ offers(visit, shown) }{ needs(visit, shown) }</div>
            { part(visit, Word::ProfileQuadrants, quadrant(shown.lang, shown.bank, shown.card)) }
            { domains(visit, shown) }
            { share(visit, shown) }
            { readiness(visit, shown) }
            { terms(visit, shown) }
            { about(visit, shown) }
        </>
    }
}

fn part(visit: &DeskVisit, title: impl Say, body: Html) -> Html {
    html! { <section class="sheet__part"><h2>{ visit.say(title) }</h2>{ body }</section> }
}

fn offers(visit: &DeskVisit, shown: &Shown) -> Html {
    let entry = |slot: &Slot| {
        let level = shown.card.row(*slot).and_then(|row| row.skill);
        entry(visit, *slot, ScaleId::Skill, level, shown.profile.featured.offers.contains(slot))
    };
    let entries = shown.card.offers.iter().map(entry).collect();
    list(visit, DeskWord::SheetOffers, DeskWord::SheetOffersLead, Word::ProfileNoOffers, entries)
}

fn needs(visit: &DeskVisit, shown: &Shown) -> Html {
    let entry = |slot: &Slot| {
        let level = shown.card.row(*slot).and_then(|row| row.need);
        entry(visit, *slot, ScaleId::Need, level, shown.profile.featured.needs.contains(slot))
    };
    let entries = shown.card.needs.iter().map(entry).collect();
    list(visit, DeskWord::SheetNeeds, DeskWord::SheetNeedsLead, Word::ProfileNoNeeds, entries)
}

fn list(visit: &DeskVisit, title: DeskWord, lead: DeskWord, nothing: Word, entries: Vec<Html>) -> Html {
    let body = match entries.is_empty() {
        true => html! { <p>{ visit.say(nothing) }</p> },
        false => {
            html! { <><p class="sheet__lead">{ visit.say(lead) }</p><ul class="lines">{ for entries }</ul></> }
        }
    };
    part(visit, title, body)
}

fn entry(visit: &DeskVisit, slot: Slot, scale: ScaleId, level: Option<u8>, is_picked: bool) -> Html {
    let bank = visit.bank();
    let label = visit.text(&bank.capability(slot).label).to_owned();
    let level = level_of(bank, visit.lang(), scale, level);
    html! {
        <li class="lines__one">
            <span class="lines__label">
                { label }
                if is_picked {
                    { " " }<span class="badge">{ visit.say(Word::ProfilePicked) }</span>
                }
            </span>
            { " " }
            <span class="lines__level">{ level }</span>
        </li>
    }
}

fn domains(visit: &DeskVisit, shown: &Shown) -> Html {
    let bar = |word: Word, score: &DomainScore| {
        range_bar(shown.bank, shown.lang, visit.say(word), score.range.as_ref())
    };
    let one = |(domain, (skill, need)): (&Choice, &(DomainScore, DomainScore))| {
        html! {
            <section class="measure">
                <h3>{ visit.text(&domain.label).to_owned() }</h3>
                { bar(Word::ProfileSkill, skill) }
                { bar(Word::ProfileNeed, need) }
            </section>
        }
    };
    let all = shown.bank.domains.iter().zip(&shown.card.domains).map(one);
    part(visit, Word::ProfileDomains, html! { <div class="sheet__columns">{ for all }</div> })
}

fn share(visit: &DeskVisit, shown: &Shown) -> Html {
    let one = |score: &ShareScore| {
        let letter = score.letter.as_str();
        let message =
            |end: &str| shown.bank.message(shown.lang, &["score.", letter, end].concat()).to_owned();
        html! {
            <section class="measure">
                <h3><span class="measure__letter" aria-hidden="true">{ letter }</span>{ " " }{ message("") }</h3>
                <p class="measure__help">{ message(".help") }</p>
                { range_bar(shown.bank, shown.lang, "", score.range.as_ref()) }
            </section>
        }
    };
    let body = html! {
        <>
            <p class="sheet__lead">{ visit.say(Word::ProfileShareLead) }</p>
            <div class="sheet__share">{ for shown.card.share.iter().map(one) }</div>
        </>
    };
    part(visit, Word::ProfileShare, body)
}

fn readiness(visit: &DeskVisit, shown: &Shown) -> Html {
    let rows = shown.bank.readiness.iter().zip(&shown.profile.readiness).map(|(item, rating)| {
        let line = rating.level().and_then(|level| item.levels.get(usize::from(level)));
        (html! { visit.text(&item.ask).to_owned() }, line.map(|line| visit.text(line).to_owned()))
    });
    part(visit, DeskWord::SheetReadiness, said(visit, rows))
}

fn terms(visit: &DeskVisit, shown: &Shown) -> Html {
    let rows = shown.profile.terms.iter().enumerate().map(|(idx, answer)| {
        let is_said = *answer != TermAnswer::Blank;
        (shown.term_name(idx), is_said.then(|| explain::term(shown.bank, shown.lang, idx, answer)))
    });
    part(visit, Word::ProfileTerms, said(visit, rows))
}

/// Renders the answers row by row, and the unanswered questions in one line.
fn said(visit: &DeskVisit, rows: impl Iterator<Item = (Html, Option<String>)>) -> Html {
    let (mut said, mut unsaid) = (Vec::new(), Vec::new());
    for (ask, answer) in rows {
        match answer {
            Some(answer) => said.push((ask, html! { answer })),
            None => {
                let mark = if unsaid.is_empty() { ": " } else { " · " };
                unsaid.push(html! { mark });
                unsaid.push(ask);
            }
        }
    }
    let state = visit.say(Word::TermBlank);
    html! {
        <>
            if !said.is_empty() { { answers(said) } }
            if !unsaid.is_empty() {
                <p class="sheet__lead">{ state }{ for unsaid }</p>
            }
        </>
    }
}

/// Renders the number of answers, the date, and the warning about savings.
fn about(visit: &DeskVisit, shown: &Shown) -> Html {
    let (n, of) = (shown.card.n_answered.to_string(), shown.card.n_ratings.to_string());
    let answered = visit.tell(Word::ProfileAnsweredOf, &[("n", &n), ("of", &of)]);
    let savings = shown.bank.message(shown.lang, "warn.savings");
    html! {
        <footer class="sheet__foot">
            <p>{ dated(visit, shown.profile) }</p>
            <p>{ answered }{ " " }{ savings }</p>
        </footer>
    }
}
