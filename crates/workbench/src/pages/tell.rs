//! The disclosure: a preset, then each domain, each sensitive weakness, and the optional parts.

use super::one_of;
use crate::action::{Action, Change, Part, Preset};
use crate::sharing::sensitive;
use crate::visit::DeskVisit;
use interlocal_core::bank::Slot;
use interlocal_core::explain;
use interlocal_core::link::Telling;
use interlocal_core::words::DeskWord;
use interlocal_ui::browser::event::{is_checked, text};
use interlocal_ui::components::choice::{Choice, Kind, choice};
use yew::prelude::*;

/// Renders the first part of the page.
pub(super) fn tell(visit: &DeskVisit) -> Html {
    html! {
        <section class="aside" aria-labelledby="tell-title">
            <h2 id="tell-title">{ visit.say(DeskWord::TellTitle) }</h2>
            { presets(visit) }
            if visit.state.sharing.preset == Preset::Partner { { weaknesses(visit) } }
            { domains(visit) }
            { parts(visit) }
            { note(visit) }
            <p class="small">{ visit.say(DeskWord::TellAlways) }</p>
        </section>
    }
}

fn presets(visit: &DeskVisit) -> Html {
    let all = [
        (Preset::Public, "public", DeskWord::PresetPublic, DeskWord::PresetPublicText),
        (Preset::Partner, "partner", DeskWord::PresetPartner, DeskWord::PresetPartnerText),
        (Preset::Offers, "offers", DeskWord::PresetOffers, DeskWord::PresetOffersText),
    ];
    let legend = html! { <legend class="question__legend">{ visit.say(DeskWord::PresetTitle) }</legend> };
    let is_on = |preset| visit.state.sharing.preset == preset && visit.state.sharing.keeps_promise();
    one_of(visit, legend, "preset", &all, is_on, |preset| Change::Preset(preset).into())
}

/// Renders a checkbox for each weakness, so that none is included by accident.
fn weaknesses(visit: &DeskVisit) -> Html {
    let slots = sensitive(&visit.state.session);
    let one = |slot: Slot| {
        let dispatch =
            visit.dispatch.reform(move |event: Event| Change::Weakness(slot, is_checked(&event)).into());
        choice(Choice {
            kind: Kind::Checkbox,
            name: "weakness",
            value: &visit.bank().capability(slot).id,
            label: "",
            text: visit.text(&visit.bank().capability(slot).label),
            is_on: visit.state.sharing.disclosure.weaknesses.contains(&slot),
            onchange: dispatch,
        })
    };
    html! {
        <fieldset class="question">
            <legend class="question__legend">{ visit.say(DeskWord::WeaknessTitle) }</legend>
            if slots.is_empty() {
                <p>{ visit.say(DeskWord::WeaknessNone) }</p>
            } else {
                <p class="question__hint">{ visit.say(DeskWord::WeaknessHint) }</p>
                <div>{ for slots.into_iter().map(one) }</div>
            }
        </fieldset>
    }
}

fn domains(visit: &DeskVisit) -> Html {
    let n_domains = visit.bank().domains.len();
    let n_less = (0u8..)
        .take(n_domains)
        .filter(|idx| visit.state.sharing.disclosure.of_domain(*idx) != Telling::Everything)
        .count();
    let summary = match n_less {
        0 => visit.say(DeskWord::DomainsAll).to_owned(),
        n => visit.tell(DeskWord::DomainsLess, &[("n", &n.to_string()), ("of", &n_domains.to_string())]),
    };
    let rows = (0u8..).zip(&visit.bank().domains).map(|(idx, domain)| {
        html! {
            <fieldset class="telling">
                <legend class="telling__domain">{ visit.text(&domain.label) }</legend>
                <div class="telling__states">{ for TELLINGS.map(|telling| state(visit, idx, &domain.id, telling)) }</div>
            </fieldset>
        }
    });
    html! {
        <details class="fold">
            <summary>{ visit.say(DeskWord::DomainsTitle) }</summary>
            <p class="question__hint">{ summary }</p>
            <div class="tellings">{ for rows }</div>
        </details>
    }
}

const TELLINGS: [(Telling, &str, DeskWord); 3] = [
    (Telling::Everything, "everything", DeskWord::TellingEverything),
    (Telling::Offers, "offers", DeskWord::TellingOffers),
    (Telling::Nothing, "nothing", DeskWord::TellingNothing),
];

fn state(
    visit: &DeskVisit,
    idx: u8,
    domain: &str,
    (telling, value, word): (Telling, &str, DeskWord),
) -> Html {
    choice(Choice {
        kind: Kind::Radio,
        name: &["telling-", domain].concat(),
        value,
        label: "",
        text: visit.say(word),
        is_on: visit.state.sharing.disclosure.of_domain(idx) == telling,
        onchange: visit.on(Change::Domain(idx, telling)),
    })
}

/// Renders checkboxes for the optional parts that have content.
fn parts(visit: &DeskVisit) -> Html {
    let profile = &visit.state.session.profile;
    let text = |text: &Option<interlocal_core::plain_text::PlainText>| {
        text.as_ref().map(|text| text.as_str().to_owned())
    };
    let labels = |slots: &[Slot]| {
        let labels: Vec<&str> =
            slots.iter().map(|slot| visit.text(&visit.bank().capability(*slot).label)).collect();
        (!labels.is_empty()).then(|| labels.join(", "))
    };
    let all = [
        (Part::Agency, "agency", DeskWord::PartAgency, text(&profile.context.agency)),
        (Part::Local, "local", DeskWord::PartLocal, text(&profile.context.local)),
        (Part::Offers, "offers", DeskWord::PartOffers, labels(&profile.featured.offers)),
        (Part::Needs, "needs", DeskWord::PartNeeds, labels(&profile.featured.needs)),
    ];
    let ticks: Vec<Html> = all
        .into_iter()
        .filter_map(|(part, value, word, content)| Some(tick(visit, part, value, word, &content?)))
        .collect();
    if ticks.is_empty() {
        return Html::default();
    }
    html! {
        <fieldset class="question">
            <legend class="question__legend">{ visit.say(DeskWord::PartsTitle) }</legend>
            <div>{ for ticks }</div>
        </fieldset>
    }
}

fn tick(visit: &DeskVisit, part: Part, value: &str, word: DeskWord, content: &str) -> Html {
    choice(Choice {
        kind: Kind::Checkbox,
        name: "part",
        value,
        label: visit.say(word),
        text: content,
        is_on: visit.state.sharing.tells(part),
        onchange: visit.dispatch.reform(move |event: Event| Change::Tell(part, is_checked(&event)).into()),
    })
}

fn note(visit: &DeskVisit) -> Html {
    let entry = &visit.state.sharing.note;
    let oninput = visit.dispatch.reform(|event: InputEvent| Action::from(Change::Note(text(&event))));
    html! {
        <div class="field">
            <label class="field__label" for="note">{ visit.say(DeskWord::NoteLabel) }</label>
            <p class="field__hint" id="note-hint">{ visit.say(DeskWord::NoteHint) }</p>
            <div role="alert">
                if let Some(problem) = entry.problem {
                    <p class="field__error" id="note-error">{ explain::entry_problem(visit.lang(), problem) }</p>
                }
            </div>
            <textarea id="note" class="field__input" rows="3" value={entry.text.clone()} {oninput}
                aria-invalid={entry.problem.is_some().to_string()} aria-describedby={if entry.problem.is_some() { "note-error note-hint" } else { "note-hint" }} />
            if !entry.text.is_empty() && entry.problem.is_none() {
                { tick(visit, Part::Note, "note", DeskWord::PartNote, "") }
            }
        </div>
    }
}
