//! Lists of capabilities: help in both directions, common needs, and common strengths. Each line opens to show the four
//! answers behind it.

use super::list;
use super::says::{Pair, Ways};
use crate::two::other;
use interlocal_compare::common::can_lead;
use interlocal_compare::help::{DataFit, Flow, Help};
use interlocal_compare::{Consent, Party, TermId};
use interlocal_core::bank::{ScaleId, Slot};
use interlocal_core::explain;
use interlocal_core::score::score;
use interlocal_core::words::{DeskWord, Word};
use yew::prelude::*;

/// Renders the help from `from` to the other party.
pub(super) fn help(pair: &Pair<'_>, from: Party) -> Html {
    let help = help_of(pair, from);
    let reached: Vec<&Flow> = help.reached().collect();
    // The fit already names the possible help; this part only explains the obstacles.
    let lead = match (help.consent, reached.is_empty()) {
        (Consent::Refused, _) if !help.flows.is_empty() => Some(no_role(pair, from)),
        (Consent::Agreed | Consent::Unsaid | Consent::Refused, true) => {
            Some(pair.visit.say(DeskWord::PairHelpNothing).to_owned())
        }
        (Consent::Agreed | Consent::Unsaid | Consent::Refused, false) => None,
    };
    let is_unsaid = help.consent == Consent::Unsaid && !help.flows.is_empty();
    let lines = reached.iter().map(|flow| capability(pair, flow.slot, Some((from, flow.data)))).collect();
    html! {
        <section class="part">
            <h2>{ help_title(pair, from) }</h2>
            if let Some(lead) = lead { <p>{ lead }</p> }
            if is_unsaid { <p>{ pair.visit.say(DeskWord::PairRoleUnsaid) }</p> }
            { list(pair, lines) }
            { without(pair, help) }
        </section>
    }
}

/// Returns the help from `from` to the other party.
pub(super) fn help_of<'a>(pair: &'a Pair<'_>, from: Party) -> &'a Help {
    match from {
        Party::A => &pair.two.comparison.a_helps_b,
        Party::B => &pair.two.comparison.b_helps_a,
    }
}

/// Returns the title of a direction of help.
pub(super) fn help_title(pair: &Pair<'_>, from: Party) -> String {
    match pair.two.mine {
        Some(mine) if mine == from => pair.visit.say(DeskWord::PairHelpThem).to_owned(),
        Some(_) => pair.visit.say(DeskWord::PairHelpUs).to_owned(),
        None => {
            let names = [("a", pair.name(from)), ("b", pair.name(other(from)))];
            pair.visit.tell(DeskWord::PairHelp, &names)
        }
    }
}

/// Returns a sentence about who can help with what.
pub(super) fn can_help(pair: &Pair<'_>, from: Party, slots: &[Slot]) -> String {
    pair.between(from, "why.help", DeskWord::PairWhyUs, DeskWord::PairWhyThem, &pair.caps(slots))
}

/// Returns why skills that are needed aren't lent.
pub(super) fn no_role(pair: &Pair<'_>, from: Party) -> String {
    pair.between(from, "why.norole", DeskWord::PairNoroleUs, DeskWord::PairNoroleThem, "")
}

/// Renders the help that doesn't count: all of it if a role is refused, or else the part with data that the partner may
/// not see.
fn without(pair: &Pair<'_>, help: &Help) -> Html {
    let is_refused = !help.consent.is_allowed();
    let is_out = |flow: &&Flow| is_refused || flow.data == DataFit::Barred;
    let slots: Vec<Slot> = help.flows.iter().filter(is_out).map(|flow| flow.slot).collect();
    match (slots.is_empty(), is_refused) {
        (true, _) => Html::default(),
        (false, true) => list(pair, slots.iter().map(|slot| capability(pair, *slot, None)).collect()),
        (false, false) => {
            html! { <p class="small">{ pair.visit.tell(DeskWord::PairHelpBarred, &[("caps", &pair.caps(&slots))]) }</p> }
        }
    }
}

/// Renders the common needs, and who could run a joint bid.
pub(super) fn common(pair: &Pair<'_>) -> Html {
    let visit = pair.visit;
    let common = &pair.two.comparison.common;
    let title = if pair.has_us() { DeskWord::PairCommonUs } else { DeskWord::PairCommon };
    let lead = match (common.slots.is_empty(), common.consent) {
        (true, _) => DeskWord::PairCommonNothing,
        (false, Consent::Agreed) => DeskWord::PairCommonLead,
        (false, Consent::Unsaid) => DeskWord::PairCommonUnsaid,
        (false, Consent::Refused) => DeskWord::PairCommonRefused,
    };
    let lines = common.slots.iter().map(|slot| capability(pair, *slot, None)).collect();
    html! {
        <section class="part">
            <h2>{ visit.say(title) }</h2>
            <p>{ visit.say(lead) }</p>
            { list(pair, lines) }
            if !common.slots.is_empty() { <p>{ leads(pair).join(" ") }</p> }
        </section>
    }
}

/// Returns a sentence for each party that could run a joint bid, or that none could.
pub(super) fn leads(pair: &Pair<'_>) -> Vec<String> {
    let (visit, bank) = (pair.visit, pair.visit.bank());
    let mut leads: Vec<String> = Vec::new();
    for party in [Party::A, Party::B] {
        let profile = pair.two.of(party);
        if can_lead(bank, profile, &score(bank, profile)) {
            leads.push(match pair.two.is_mine(party) {
                true => visit.say(DeskWord::PairLeadUs).to_owned(),
                false => pair.message("buy.lead", &[("name", pair.name(party))]),
            });
        }
    }
    if leads.is_empty() {
        leads.push(visit.say(DeskWord::PairLeadNone).to_owned());
    }
    leads
}

/// Renders the common strengths.
pub(super) fn peers(pair: &Pair<'_>) -> Html {
    let visit = pair.visit;
    let peers = &pair.two.comparison.peers;
    let title = if pair.has_us() { DeskWord::PairPeersUs } else { DeskWord::PairPeers };
    let lead = if peers.is_empty() { DeskWord::PairPeersNothing } else { DeskWord::PairPeersLead };
    html! {
        <section class="part">
            <h2>{ visit.say(title) }</h2>
            <p>{ visit.say(lead) }</p>
            { list(pair, peers.iter().map(|slot| capability(pair, *slot, None)).collect()) }
        </section>
    }
}

/// Renders one capability. `help` is the helper and whether the data may be seen.
fn capability(pair: &Pair<'_>, slot: Slot, help: Option<(Party, DataFit)>) -> Html {
    let visit = pair.visit;
    let bends = help.filter(|(_, data)| *data == DataFit::Bends).map(|(from, _)| other(from));
    html! {
        <li>
            <details class="pair__line" key={[if help.is_some() { "help-" } else { "" }, &slot.0.to_string()].concat()}>
                <summary>
                    { pair.label(slot).to_owned() }
                    if bends.is_some() { { " " }<span class="badge">{ visit.say(DeskWord::PairBends) }</span> }
                </summary>
                <dl class="answers">{ for [Party::A, Party::B].map(|party| answers(pair, party, slot)) }</dl>
                if help.is_some() { <p class="small">{ explain::sharing(visit.bank(), visit.lang(), slot) }</p> }
                if let Some(helped) = bends { <p>{ must_bend(pair, helped, slot) }</p> }
            </details>
        </li>
    }
}

fn answers(pair: &Pair<'_>, party: Party, slot: Slot) -> Html {
    let line = |scale: ScaleId, word: Word| {
        let (label, text) = pair.answer(party, slot, scale);
        let said = pair.visit.tell(Word::ProfileLevel, &[("scale", pair.visit.say(word)), ("label", label)]);
        html! { <p>{ said }if !text.is_empty() { { ". " }<span class="pair__text">{ text.to_owned() }</span> }</p> }
    };
    html! {
        <div class="answers__row">
            <dt><bdi>{ pair.name(party).to_owned() }</bdi></dt>
            <dd>{ line(ScaleId::Skill, Word::ProfileSkill) }{ line(ScaleId::Need, Word::ProfileNeed) }</dd>
        </div>
    }
}

/// Returns the adjustment that the helped party would need.
fn must_bend(pair: &Pair<'_>, helped: Party, slot: Slot) -> String {
    let bank = pair.visit.bank();
    let class = usize::from(bank.capability(slot).data_class);
    let option = TermId::Data.idx(bank).and_then(|idx| bank.terms[idx].options.get(class));
    let data = option.map_or("", |option| pair.visit.text(&option.label));
    let ways = Ways { us: DeskWord::PairBendsDataUs, name: DeskWord::PairBendsData };
    pair.of(helped, ways, &[("data", data)])
}
