//! Candidates for a coalition, and the adjustments that its members need.

use super::coalition::coalition;
use super::filter;
use super::parts::{capability, export, told, who_link, who_text};
use super::share_of::{bar, share};
use super::terms::{can_bend, option, question, strict_question, strictness};
use crate::action::GroupAction;
use crate::visit::DeskVisit;
use interlocal_core::words::DeskWord;
use interlocal_group::answer::{AgencyStep, Candidate, Invite, Slot, Step};
use interlocal_group::ask::Export;
use interlocal_ui::components::button::small;
use yew::prelude::*;

/// Renders the page.
pub(super) fn invite(visit: &DeskVisit) -> Html {
    let group = &visit.state.group;
    html! {
        <>
            <p class="lead">{ visit.say(DeskWord::InviteLead) }</p>
            { coalition(visit) }
            if !group.coalition.is_empty() { { told(visit, &group.invite, |it| found(visit, it)) } }
        </>
    }
}

fn found(visit: &DeskVisit, invite: &Invite) -> Html {
    html! {
        <>
            <section class="part" aria-labelledby="met-title">
                <h2 id="met-title">{ visit.say(DeskWord::InviteMet) }</h2>
                <p>{ met(visit, invite) }</p>
                { bar(invite.met.0, invite.met.1) }
            </section>
            { candidates(visit, invite) }
            { holes(visit, invite) }
            { bends(visit, invite) }
            { export(visit, Export::Invite) }
        </>
    }
}

fn met(visit: &DeskVisit, invite: &Invite) -> String {
    match (invite.met, invite.coalition.len()) {
        ((_, 0), _) => visit.say(DeskWord::InviteMetNothing).to_owned(),
        (_, ..=1) => visit.say(DeskWord::InviteMetOne).to_owned(),
        ((0, _), _) => visit.say(DeskWord::InviteMetNone).to_owned(),
        ((value, total), _) => {
            visit.tell(DeskWord::InviteMetShare, &[("share", &share(visit, value, total))])
        }
    }
}

fn candidates(visit: &DeskVisit, invite: &Invite) -> Html {
    html! {
        <section class="part" aria-labelledby="next-title">
            <h2 id="next-title">{ visit.say(DeskWord::InviteNext) }</h2>
            if invite.candidates.is_empty() {
                <p class="none">{ visit.say(DeskWord::InviteNextNone) }</p>
            } else {
                <p>{ visit.say(DeskWord::InviteNextText) }</p>
                <ol class="tiles">{ for invite.candidates.iter().map(|it| candidate(visit, invite.met, it)) }</ol>
            }
        </section>
    }
}

fn candidate(visit: &DeskVisit, met: (u32, u32), candidate: &Candidate) -> Html {
    let row = |word, text: Html| html! { <div class="answers__row"><dt>{ visit.say(word) }</dt><dd>{ text }</dd></div> };
    let gets = match candidate.gets.is_empty() {
        true => html! { { visit.say(DeskWord::InviteGetsNone) } },
        false => names(visit, &candidate.gets),
    };
    let label = visit.tell(DeskWord::InviteAddWho, &[("who", &who_text(visit, &candidate.who))]);
    let add = visit.on(GroupAction::Toggle(candidate.who.clone()));
    html! {
        <li key={candidate.who.id} class="tile">
            <h3 class="tile__title">{ who_link(visit, &candidate.who) }</h3>
            <p>{ raises(visit, met, candidate.given) }</p>
            <dl class="answers">
                if !candidate.brings.is_empty() { { row(DeskWord::InviteBrings, names(visit, &candidate.brings)) } }
                { row(DeskWord::InviteGets, gets) }
                if !candidate.clashes.is_empty() { { row(DeskWord::InviteClashes, clashes(visit, &candidate.clashes)) } }
            </dl>
            { small(visit.say(DeskWord::InviteAdd), label, add) }
        </li>
    }
}

/// Returns how the share of met needs grows. It contains no numbers if rounding would hide the growth.
fn raises(visit: &DeskVisit, (value, total): (u32, u32), gain: u32) -> String {
    let [from, to] = [value, value.saturating_add(gain)].map(|part| share(visit, part, total));
    match (gain, from == to) {
        (0, _) => visit.say(DeskWord::InviteRaisesNone).to_owned(),
        (_, true) => visit.say(DeskWord::InviteRaisesLittle).to_owned(),
        (_, false) => visit.tell(DeskWord::InviteRaises, &[("from", &from), ("to", &to)]),
    }
}

fn names(visit: &DeskVisit, slots: &[Slot]) -> Html {
    let name = |slot: &Slot| html! { <li key={*slot}>{ capability(visit, *slot).to_owned() }</li> };
    html! { <ul class="names">{ for slots.iter().map(name) }</ul> }
}

/// Renders the terms that rule cooperation out.
fn clashes(visit: &DeskVisit, ids: &[String]) -> Html {
    html! { <ul class="names">{ for ids.iter().map(|id| html! { <li>{ question(visit, id).to_owned() }</li> }) }</ul> }
}

fn holes(visit: &DeskVisit, invite: &Invite) -> Html {
    html! {
        <section class="part" aria-labelledby="holes-title">
            <h2 id="holes-title">{ visit.say(DeskWord::InviteHoles) }</h2>
            if invite.holes.is_empty() {
                <p class="none">{ visit.say(DeskWord::InviteHolesNone) }</p>
            } else {
                <p>{ visit.say(DeskWord::InviteHolesText) }</p>
                <ul>{ for invite.holes.iter().map(|slot| html! { <li>{ capability(visit, *slot).to_owned() }</li> }) }</ul>
                { kinds(visit, invite) }
            }
        </section>
    }
}

fn kinds(visit: &DeskVisit, invite: &Invite) -> Html {
    if invite.kinds.is_empty() {
        return html! { <p>{ visit.say(DeskWord::InviteKindsNone) }</p> };
    }
    let one = |(kind, n): &(u8, u32)| {
        let kind = filter::kind(visit, *kind);
        let text = match n {
            1 => visit.tell(DeskWord::InviteKindOne, &[("kind", &kind)]),
            n => visit.tell(DeskWord::InviteKind, &[("kind", &kind), ("n", &n.to_string())]),
        };
        html! { <li>{ text }</li> }
    };
    html! {
        <>
            <p>{ visit.say(DeskWord::InviteKinds) }</p>
            <ul>{ for invite.kinds.iter().map(one) }</ul>
        </>
    }
}

fn bends(visit: &DeskVisit, invite: &Invite) -> Html {
    let certainty = if invite.is_best { DeskWord::InviteStepsBest } else { DeskWord::InviteStepsNear };
    html! {
        <section class="part" aria-labelledby="bends-title">
            <h2 id="bends-title">{ visit.say(DeskWord::InviteBends) }</h2>
            <p>{ together(visit, invite) }</p>
            if !invite.bends.is_empty() {
                <ul class="plain">{ for invite.bends.iter().map(|it| html! { <li>{ step(visit, it) }</li> }) }</ul>
                <p class="small">{ visit.say(certainty) }</p>
            }
        </section>
    }
}

fn together(visit: &DeskVisit, invite: &Invite) -> String {
    let (n, after) = invite.together;
    let of = invite.coalition.len();
    let values = [("n", n.to_string()), ("after", after.to_string()), ("of", of.to_string())];
    let word = match (of, usize::try_from(n).is_ok_and(|n| n >= of), invite.bends.is_empty()) {
        (..=1, _, _) => DeskWord::InviteTogetherOne,
        (_, true, _) => DeskWord::InviteTogetherAll,
        (_, false, true) => DeskWord::InviteTogetherSame,
        (_, false, false) => DeskWord::InviteTogether,
    };
    visit.tell(word, &values.each_ref().map(|(key, value)| (*key, value.as_str())))
}

/// Returns an adjustment of one agency as a suggestion.
fn step(visit: &DeskVisit, step: &AgencyStep) -> String {
    let option = |idx| option(visit, &step.term, idx);
    let (word, option) = match step.step {
        Step::Play(idx) => (DeskWord::StepPlay, option(idx)),
        Step::Accept(idx) => (DeskWord::StepAccept, option(idx)),
        Step::Move(idx) => (DeskWord::StepMove, option(idx)),
        Step::Loosen => (DeskWord::StepAnswer, can_bend(visit)),
        Step::Mind(idx) => (DeskWord::StepAnswer, strictness(visit, &step.term, idx)),
    };
    let asked = match step.step {
        Step::Mind(_) => strict_question(visit, &step.term),
        Step::Play(_) | Step::Accept(_) | Step::Move(_) | Step::Loosen => question(visit, &step.term),
    };
    visit.tell(word, &[("who", &who_text(visit, &step.who)), ("option", option), ("term", asked)])
}
