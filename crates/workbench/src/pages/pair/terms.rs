//! The terms of two agencies: whether they are compatible, the smallest adjustments for each conflict, and both
//! answers.

use super::says::{Pair, Ways};
use super::skills::help_of;
use crate::two::other;
use interlocal_compare::bend::{Bend, Step, smallest};
use interlocal_compare::help::DataFit;
use interlocal_compare::terms::{Status, TermFit};
use interlocal_compare::{Party, TermId};
use interlocal_core::bank::{Slot, TermKind};
use interlocal_core::explain;
use interlocal_core::words::{DeskWord, Word};
use yew::prelude::*;

/// Maximum number of adjustments that are named. Others of the same size are counted.
const NAMED: usize = 4;

/// Renders all terms in display order.
pub(super) fn terms(pair: &Pair<'_>) -> Html {
    let visit = pair.visit;
    html! {
        <section class="part">
            <h2>{ visit.say(DeskWord::PairTerms) }</h2>
            <p>{ visit.say(DeskWord::PairTermsLead) }</p>
            <ul class="pair__list">{ for pair.two.comparison.terms.iter().map(|fit| term(pair, fit)) }</ul>
        </section>
    }
}

fn term(pair: &Pair<'_>, fit: &TermFit) -> Html {
    let (visit, bank) = (pair.visit, pair.visit.bank());
    let (word, kind) = status(fit);
    let idx = fit.term.idx(bank);
    let answer = |party: Party| {
        let answer = idx.map(|idx| match pair.was_asked(party, bank.terms[idx].since) {
            true => explain::term(bank, visit.lang(), idx, &pair.two.of(party).terms[idx]),
            false => visit.say(Word::TermNotAsked).to_owned(),
        });
        html! {
            <div class="answers__row"><dt><bdi>{ pair.name(party).to_owned() }</bdi></dt><dd>{ answer }</dd></div>
        }
    };
    let (settles, more) = bends(pair, fit);
    html! {
        <li class="pair__term">
            <details class="pair__line" key={fit.term.id()}>
                <summary>
                    <span class={classes!("badge", "pair__status", kind)}>{ visit.say(word) }</span>{ " " }{ sentence(pair, fit) }
                </summary>
                if let Some(idx) = idx { <p>{ visit.text(&bank.terms[idx].ask).to_owned() }</p> }
                <dl class="answers">{ for [Party::A, Party::B].map(answer) }</dl>
            </details>
            if !settles.is_empty() {
                <div class="pair__bends">
                    <p>{ visit.say(DeskWord::BendTitle) }</p>
                    <ul>{ for settles.into_iter().map(|bend| html! { <li>{ bend }</li> }) }</ul>
                    if let Some(more) = more { <p class="small">{ more }</p> }
                </div>
            }
            { for data_bends(pair, fit).into_iter().map(|bend| html! { <p class="pair__bends">{ bend }</p> }) }
        </li>
    }
}

/// Returns the label of a status and its class. The class is never the only sign.
pub(super) fn status(fit: &TermFit) -> (DeskWord, Option<&'static str>) {
    match fit.status {
        Status::Match => (DeskWord::PairStatusMatch, None),
        Status::Workable => (DeskWord::PairStatusWorkable, None),
        Status::Unknown => (DeskWord::PairStatusUnknown, Some("pair__status--open")),
        Status::Conflict => (DeskWord::PairStatusConflict, Some("pair__status--clash")),
    }
}

/// Returns a short name of a term.
pub(super) fn name(pair: &Pair<'_>, term: TermId) -> &'static str {
    explain::term_word(term.id()).map_or("", |word| pair.visit.say(word))
}

/// Returns some terms for a sentence.
pub(super) fn term_names<'t>(pair: &Pair<'_>, terms: impl Iterator<Item = &'t TermFit>) -> String {
    let names: Vec<&str> = terms.map(|fit| name(pair, fit.term)).collect();
    explain::inside_sentence(pair.visit.lang(), &names)
}

/// Returns a sentence about a term.
pub(super) fn sentence(pair: &Pair<'_>, fit: &TermFit) -> String {
    let (visit, term) = (pair.visit, name(pair, fit.term));
    if let Some(word) = own_word(fit) {
        return visit.tell(word, &[("term", term)]);
    }
    let id = match fit.status {
        Status::Match => "term.match",
        Status::Workable => "term.workable",
        Status::Unknown => "term.unknown",
        Status::Conflict => "term.conflict",
    };
    let bank = visit.bank();
    let option = fit.term.idx(bank).zip(fit.option_idx);
    let option = option.and_then(|(idx, option)| bank.terms[idx].options.get(option));
    let label = option
        .map_or(String::new(), |option| explain::inside_sentence(visit.lang(), &[visit.text(&option.label)]));
    pair.message(id, &[("term", term), ("opt", &label)])
}

/// Returns the special sentence for terms that no single option settles.
fn own_word(fit: &TermFit) -> Option<DeskWord> {
    match (fit.term, fit.status) {
        (TermId::Agreements | TermId::Costs | TermId::Control, _) => None,
        (TermId::Roles, Status::Match) => Some(DeskWord::PairRolesMatch),
        (TermId::Roles, Status::Workable) => Some(DeskWord::PairRolesWorkable),
        (TermId::Reach, Status::Match) => Some(DeskWord::PairReachMatch),
        (TermId::Reach, Status::Workable) => Some(DeskWord::PairReachWorkable),
        (TermId::Data, Status::Match) => Some(DeskWord::PairDataMatch),
        (TermId::Data, Status::Workable) => Some(DeskWord::PairDataWorkable),
        (TermId::Data, Status::Unknown) => Some(DeskWord::PairDataUnknown),
        (TermId::Data, Status::Conflict) => Some(DeskWord::PairDataConflict),
        (TermId::Timing, Status::Match) => Some(DeskWord::PairTimingMatch),
        (TermId::Timing, Status::Workable) => Some(DeskWord::PairTimingWorkable),
        (TermId::Timing, Status::Conflict) => Some(DeskWord::PairTimingConflict),
        (TermId::Platform, Status::Match) => Some(DeskWord::PairPlatformMatch),
        (TermId::Platform, Status::Workable) => Some(DeskWord::PairPlatformWorkable),
        (TermId::Platform, Status::Conflict) => Some(DeskWord::PairPlatformConflict),
        (TermId::Roles | TermId::Reach, Status::Unknown | Status::Conflict)
        | (TermId::Timing | TermId::Platform, Status::Unknown) => None,
    }
}

/// Returns the smallest adjustments for a conflict, and the number of others of the same size. Empty without a
/// conflict.
pub(super) fn bends(pair: &Pair<'_>, fit: &TermFit) -> (Vec<String>, Option<String>) {
    if fit.status != Status::Conflict {
        return (Vec::new(), None);
    }
    let (visit, two) = (pair.visit, pair.two);
    let all = smallest(visit.bank(), &two.a, &two.b, fit.term);
    if all.is_empty() {
        return (vec![visit.say(DeskWord::BendNone).to_owned()], None);
    }
    let n_more = all.len().saturating_sub(NAMED);
    let more = (n_more > 0).then(|| visit.tell(DeskWord::BendMore, &[("n", &n_more.to_string())]));
    (all.iter().take(NAMED).map(|bend| settles(pair, fit.term, bend)).collect(), more)
}

fn settles(pair: &Pair<'_>, term: TermId, bend: &Bend) -> String {
    let step = |party| bend.of(party).map(|step| self::step(pair, term, party, step));
    match (step(Party::A), step(Party::B)) {
        (Some(one), Some(other)) => pair.visit.tell(DeskWord::BendTwo, &[("one", &one), ("other", &other)]),
        (Some(step), None) | (None, Some(step)) => pair.visit.tell(DeskWord::BendOne, &[("step", &step)]),
        (None, None) => String::new(),
    }
}

fn step(pair: &Pair<'_>, term: TermId, party: Party, step: Step) -> String {
    let (visit, bank) = (pair.visit, pair.visit.bank());
    let Some(term) = term.idx(bank).map(|idx| &bank.terms[idx]) else { return String::new() };
    let option = |idx: u8| term.options.get(usize::from(idx)).map_or("", |option| visit.text(&option.label));
    let (ways, option, ask) = match (step, &term.kind) {
        (Step::Play(idx), _) => {
            (Ways { us: DeskWord::BendPlayUs, name: DeskWord::BendPlay }, option(idx), "")
        }
        (Step::Accept(idx), _) => {
            (Ways { us: DeskWord::BendAcceptUs, name: DeskWord::BendAccept }, option(idx), "")
        }
        (Step::Move(idx), _) => {
            (Ways { us: DeskWord::BendMoveUs, name: DeskWord::BendMove }, option(idx), "")
        }
        (Step::Loosen, _) => (Ways { us: DeskWord::BendLoosenUs, name: DeskWord::BendLoosen }, "", ""),
        (Step::Mind(level), TermKind::Platform(strict)) => {
            let level = strict.levels.get(usize::from(level)).map_or("", |level| visit.text(level));
            (Ways { us: DeskWord::BendMindUs, name: DeskWord::BendMind }, level, visit.text(&strict.ask))
        }
        (Step::Mind(_), TermKind::Multi | TermKind::Tri | TermKind::Ordered(_)) => return String::new(),
    };
    pair.of(party, ways, &[("option", option), ("ask", ask)])
}

/// Returns the help that would need an adjustment on data.
pub(super) fn data_bends(pair: &Pair<'_>, fit: &TermFit) -> Vec<String> {
    if fit.term != TermId::Data {
        return Vec::new();
    }
    let one = |from: Party| {
        let flows = help_of(pair, from).reached().filter(|flow| flow.data == DataFit::Bends);
        let slots: Vec<Slot> = flows.map(|flow| flow.slot).collect();
        (!slots.is_empty()).then(|| bend_on_data(pair, other(from), &slots))
    };
    [Party::A, Party::B].into_iter().filter_map(one).collect()
}

/// Returns the sentence that a party would have to adjust its term on data.
pub(super) fn bend_on_data(pair: &Pair<'_>, helped: Party, slots: &[Slot]) -> String {
    let caps = pair.caps(slots);
    match pair.two.is_mine(helped) {
        true => pair.visit.tell(DeskWord::PairBendCapsUs, &[("caps", &caps)]),
        false => pair.message("term.data.half", &[("b", pair.name(helped)), ("caps", &caps)]),
    }
}
