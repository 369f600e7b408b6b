//! The fit of two agencies with its reasons. Terms and answers are in other parts of the page.

use super::says::{Pair, Ways};
use super::skills::{can_help, no_role};
use super::terms::term_names;
use crate::pages::fit_word;
use interlocal_compare::Party;
use interlocal_compare::fit::{Label, says_enough};
use interlocal_compare::reason::{Reason, reasons};
use interlocal_compare::terms::{Status, TermFit};
use interlocal_core::score::score;
use interlocal_core::words::DeskWord;
use yew::prelude::*;

/// Renders the fit with its reasons.
pub(super) fn fit(pair: &Pair<'_>) -> Html {
    let visit = pair.visit;
    let comparison = &pair.two.comparison;
    let reasons = match comparison.label {
        Label::NotEnough => few(pair),
        Label::Strong | Label::Good | Label::Some | Label::Weak | Label::Talk => why(pair),
    };
    let class = classes!("pair__fit", (comparison.label == Label::Talk).then_some("pair__fit--talk"));
    html! {
        <section {class} aria-labelledby="fit-title">
            <h2 id="fit-title" class="pair__kind">{ visit.say(DeskWord::PairFit) }</h2>
            <p class="pair__label">{ fit_word(visit, comparison.label.id()) }</p>
            if let Some(worth) = worth(pair) { <p class="lead">{ worth }</p> }
            if comparison.label == Label::NotEnough { <p>{ visit.say(DeskWord::PairFitFew) }</p> }
            <h3>{ visit.say(DeskWord::PairFitWhy) }</h3>
            <ul>{ for reasons.into_iter().map(|reason| html! { <li>{ reason }</li> }) }</ul>
        </section>
    }
}

/// Returns the fit that the agencies would have without a conflict and if both were ready.
pub(super) fn worth(pair: &Pair<'_>) -> Option<String> {
    let comparison = &pair.two.comparison;
    if comparison.label != Label::Talk {
        return None;
    }
    let word = match Label::of(comparison.value, false) {
        Label::Strong => DeskWord::PairWorthStrong,
        Label::Good => DeskWord::PairWorthGood,
        Label::Some => DeskWord::PairWorthSome,
        Label::Weak | Label::Talk | Label::NotEnough => DeskWord::PairWorthWeak,
    };
    let terms = term_names(pair, comparison.hard_clashes());
    Some(pair.visit.tell(word, &[("terms", &terms)]))
}

/// Returns the parties with too few answers for a fit.
fn few(pair: &Pair<'_>) -> Vec<String> {
    let bank = pair.visit.bank();
    let cards = [Party::A, Party::B].map(|party| (party, score(bank, pair.two.of(party))));
    let few = cards.iter().filter(|(_, card)| !says_enough(card));
    few.map(|(party, card)| {
        let (n, of) = (card.n_answered.to_string(), card.n_ratings.to_string());
        let values = [("name", pair.name(*party)), ("n", n.as_str()), ("of", of.as_str())];
        pair.visit.tell(DeskWord::PairFitAnswered, &values)
    })
    .collect()
}

fn why(pair: &Pair<'_>) -> Vec<String> {
    let comparison = &pair.two.comparison;
    let all = reasons(comparison);
    // In display order, with one line for all terms.
    let (skills, rest): (Vec<&Reason>, Vec<&Reason>) = all.iter().partition(|reason| is_of_skills(reason));
    let skills = skills.into_iter().filter_map(|reason| sentence(pair, reason));
    let rest = rest.into_iter().filter_map(|reason| sentence(pair, reason));
    skills.chain(terms(pair, &comparison.terms)).chain(rest).collect()
}

fn is_of_skills(reason: &Reason) -> bool {
    match reason {
        Reason::Help { .. }
        | Reason::NoRole { .. }
        | Reason::OneWay
        | Reason::Common(_)
        | Reason::Peers(_)
        | Reason::Nothing => true,
        Reason::Term(_) | Reason::BendOnData { .. } | Reason::NotReady(_) => false,
    }
}

/// Returns one reason; `None` for a term, because terms are counted together.
fn sentence(pair: &Pair<'_>, reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::Help { from, slots } => can_help(pair, *from, slots),
        Reason::NoRole { from } => no_role(pair, *from),
        Reason::OneWay => pair.message("why.oneway", &[]),
        Reason::Common(slots) => pair.message("why.common", &[("caps", &pair.caps(slots))]),
        Reason::Peers(slots) => pair.message("why.peers", &[("caps", &pair.caps(slots))]),
        Reason::Nothing => pair.message("why.nothing", &[]),
        Reason::BendOnData { helped, slots } => super::terms::bend_on_data(pair, *helped, slots),
        Reason::NotReady(party) => not_ready(pair, *party),
        Reason::Term(_) => return None,
    })
}

/// Returns the sentence that one party isn't ready to start.
pub(super) fn not_ready(pair: &Pair<'_>, party: Party) -> String {
    pair.of(party, Ways { us: DeskWord::PairNotReadyUs, name: DeskWord::PairNotReady }, &[])
}

fn terms(pair: &Pair<'_>, terms: &[TermFit]) -> Vec<String> {
    let with = |status: &[Status]| {
        terms.iter().filter(|term| status.contains(&term.status)).collect::<Vec<&TermFit>>()
    };
    let of = terms.len().to_string();
    let count = |word, found: Vec<&TermFit>| {
        (!found.is_empty()).then(|| pair.visit.tell(word, &[("n", &found.len().to_string()), ("of", &of)]))
    };
    let clashing = with(&[Status::Conflict]);
    let clash = (!clashing.is_empty()).then(|| {
        let names = term_names(pair, clashing.iter().copied());
        pair.visit.tell(DeskWord::PairFitClash, &[("terms", &names)])
    });
    let fine = count(DeskWord::PairFitTerms, with(&[Status::Match, Status::Workable]));
    let open = count(DeskWord::PairFitOpen, with(&[Status::Unknown]));
    [fine, open, clash].into_iter().flatten().collect()
}
