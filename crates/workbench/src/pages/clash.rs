//! Questions that two tabs answered differently, each with its answers, of which the person keeps one.

use crate::action::Action;
use crate::visit::DeskVisit;
use interlocal_core::bank::{ContextKind, ScaleId, Slot};
use interlocal_core::explain;
use interlocal_core::profile::Profile;
use interlocal_core::response::Response;
use interlocal_core::session::{Answer, Clash, Pick, TextField};
use interlocal_core::words::{DeskWord, Word};
use interlocal_ui::components::button::Look;
use interlocal_ui::components::heading::heading;
use interlocal_ui::components::question::question;
use yew::prelude::*;

/// Renders the page.
pub(super) fn clash(visit: &DeskVisit) -> Html {
    let clashes = visit.state.session.clashes();
    let lead = if clashes.is_empty() { DeskWord::ClashNone } else { DeskWord::ClashLead };
    html! {
        <main>
            { heading(visit.say(DeskWord::ClashTitle)) }
            <p class="lead">{ visit.say(lead) }</p>
            { for clashes.iter().map(|clash| card(visit, clash)) }
            <div class="steps">
                { visit.button(Look::Main, "start", DeskWord::ClashBack, Action::Leave(visit.state.session.resume())) }
            </div>
        </main>
    }
}

/// Renders one question with a button for each answer. The button's text contains the answer, for screen readers.
fn card(visit: &DeskVisit, clash: &Clash) -> Html {
    let Some(first) = clash.answers.first() else { return Html::default() };
    let one = |(choice, answer): (usize, &Answer)| {
        let text = visit.tell(DeskWord::ClashKeep, &[("answer", &answer_text(visit, answer))]);
        let onclick = visit.on::<MouseEvent>(Action::Settle(clash.idx, choice));
        html! { <p><button type="button" class="button button--quiet" data-action="keep" {onclick}>{ text }</button></p> }
    };
    let body = html! { <>{ for clash.answers.iter().enumerate().map(one) }</> };
    question(None, visit.lang(), &ask(visit, first), None, body, None)
}

/// Returns the question.
fn ask(visit: &DeskVisit, answer: &Answer) -> String {
    let bank = visit.bank();
    let text = match answer {
        Answer::Response(slot, _) => visit.text(&bank.capability(*slot).label),
        Answer::Readiness(idx, _) => visit.text(&bank.readiness[*idx].ask),
        Answer::Term(idx, _) => visit.text(&bank.terms[*idx].ask),
        Answer::Choice(idx, _) => visit.text(&bank.context[*idx].ask),
        Answer::Text(TextField::Agency, _) => {
            let name = bank.context.iter().find(|question| question.kind == ContextKind::Text);
            name.map_or("", |question| visit.text(&question.ask))
        }
        Answer::Text(TextField::Country, _) => visit.say(Word::DetailsCountry),
        Answer::Text(TextField::Subdivision, _) => visit.say(Word::DetailsSubdivision),
        Answer::Text(TextField::Local, _) => visit.say(Word::DetailsLocal),
        Answer::Note(_) => visit.say(DeskWord::NoteLabel),
        Answer::Picks(Pick::Offers, _) => visit.say(Word::ProfileOffers),
        Answer::Picks(Pick::Needs, _) => visit.say(Word::ProfileNeeds),
    };
    text.to_owned()
}

/// Returns the answer.
fn answer_text(visit: &DeskVisit, answer: &Answer) -> String {
    let (bank, lang) = (visit.bank(), visit.lang());
    match answer {
        Answer::Response(_, Response::NotApplicable) => visit.text(&bank.not_applicable.label).to_owned(),
        Answer::Response(_, response @ Response::Rated { .. }) => {
            let level = |scale| explain::level(bank, lang, scale, response.rating(scale).level());
            let (skill, need) = (level(ScaleId::Skill), level(ScaleId::Need));
            visit.tell(DeskWord::ClashRatings, &[("skill", skill), ("need", need)])
        }
        Answer::Readiness(idx, rating) => {
            let line = rating.level().and_then(|level| bank.readiness[*idx].levels.get(usize::from(level)));
            line.map_or("", |line| visit.text(line)).to_owned()
        }
        Answer::Term(idx, answer) => explain::term(bank, lang, *idx, answer),
        Answer::Choice(idx, option) => {
            let mut profile = Profile::empty(bank);
            profile.context.choices[*idx] = *option;
            explain::context(bank, lang, &profile, *idx).unwrap_or_default()
        }
        Answer::Text(_, text) => text.clone(),
        Answer::Note(note) => note.as_ref().map_or(String::new(), |note| note.as_str().to_owned()),
        Answer::Picks(_, slots) => {
            let label = |slot: &Slot| visit.text(&bank.capability(*slot).label);
            slots.iter().map(label).collect::<Vec<_>>().join(", ")
        }
    }
}
