//! The questions about the agency. Only the kind of agency is required, because it decides which capabilities are
//! asked.

use crate::Visit;
use crate::components::step::step;
use interlocal_core::bank::{ContextKind, ContextQuestion};
use interlocal_core::explain;
use interlocal_core::session::{Change, TextField};
use interlocal_core::words::Word;
use interlocal_ui::browser::event::{name_region, text};
use yew::prelude::*;

/// Renders the page.
pub(super) fn details(visit: &Visit) -> Html {
    // The required question comes first; the others follow in the bank's order.
    let body =
        html! { <div class="fields">{ for questions(visit, true) }{ for questions(visit, false) }</div> };
    step(visit, visit.say(Word::DetailsTitle), Word::DetailsLead, Word::NavNext, body)
}

fn questions(visit: &Visit, is_required: bool) -> Vec<Html> {
    let all = visit.bank().context.iter().enumerate();
    all.filter(|(_, question)| (question.id == "ctx-kind") == is_required)
        .map(|(idx, question)| match question.kind {
            ContextKind::One => one(visit, idx, question, is_required),
            ContextKind::Text => {
                let most = visit.bank().name_chars.to_string();
                let hint = visit.tell(Word::DetailsAgencyHint, &[("n", &most)]);
                field(visit, TextField::Agency, visit.quote(visit.text(&question.ask)), &hint, "organization")
            }
            ContextKind::Region => region(visit, question),
        })
        .collect()
}

fn one(visit: &Visit, idx: usize, question: &ContextQuestion, is_required: bool) -> Html {
    let picked = visit.state.profile.context.choices.get(idx).copied().flatten();
    let options = (0u8..).zip(&question.options).map(|(option, entry)| {
        html! {
            <option value={option.to_string()} lang={visit.foreign()} selected={picked == Some(option)}>{ visit.text(&entry.label) }</option>
        }
    });
    let onchange = visit
        .dispatch
        .reform(move |event: Event| Change::Choose { idx, option: text(&event).parse().ok() }.into());
    let has_problem = is_required && visit.state.details.lacks_kind;
    let error_id = [&question.id, "-error"].concat();
    html! {
        <div class="field">
            <label class="field__label" for={question.id.clone()}>
                { visit.quote(visit.text(&question.ask)) }
                <span class="field__note">{ " (" }{ visit.say(requirement(is_required)) }{ ")" }</span>
            </label>
            if has_problem {
                <p class="field__error" id={error_id.clone()} role="alert">{ visit.say(Word::TroubleKind) }</p>
            }
            <select id={question.id.clone()} class="field__input" {onchange} required={is_required}
                aria-invalid={has_problem.to_string()} aria-describedby={has_problem.then_some(error_id)}>
                <option value="" selected={picked.is_none()}>
                    { if is_required { "" } else { visit.say(Word::DetailsNotSaid) } }
                </option>
                { for options }
            </select>
        </div>
    }
}

fn requirement(is_required: bool) -> Word {
    if is_required { Word::DetailsRequired } else { Word::DetailsOptional }
}

fn region(visit: &Visit, question: &ContextQuestion) -> Html {
    let one = |name: TextField, label: Word, hint: Word, autocomplete: &'static str| {
        field(visit, name, html! { visit.say(label) }, visit.say(hint), autocomplete)
    };
    html! {
        <fieldset class="fields__group">
            <legend class="question__legend" lang={visit.foreign()}>{ visit.text(&question.ask) }</legend>
            { one(TextField::Country, Word::DetailsCountry, Word::DetailsCountryHint, "country") }
            { one(TextField::Subdivision, Word::DetailsSubdivision, Word::DetailsSubdivisionHint, "address-level1") }
            { one(TextField::Local, Word::DetailsLocal, Word::DetailsLocalHint, "off") }
        </fieldset>
    }
}

/// Renders a text field with its error.
pub(super) fn field(
    visit: &Visit,
    name: TextField,
    label: Html,
    hint: &str,
    autocomplete: &'static str,
) -> Html {
    let entry = visit.state.details.entry(name);
    let oninput = visit.dispatch.reform(move |event: InputEvent| Change::Type(name, text(&event)).into());
    let onchange = is_code(name).then(|| named(visit, name));
    let id = ["field-", name.key()].concat();
    let (hint_id, error_id) = ([&id, "-hint"].concat(), [&id, "-error"].concat());
    let described = match entry.problem {
        Some(_) => [&error_id, " ", &hint_id].concat(),
        None => hint_id.clone(),
    };
    html! {
        <div class={classes!("field", is_code(name).then_some("field--short"))}>
            <label class="field__label" for={id.clone()}>
                { label }
                <span class="field__note">{ " (" }{ visit.say(Word::DetailsOptional) }{ ")" }</span>
            </label>
            <p class="field__hint" id={hint_id}>{ hint.to_owned() }</p>
            <div role="alert">
                if let Some(problem) = entry.problem {
                    <p class="field__error" id={error_id}>{ explain::entry_problem(visit.lang(), problem) }</p>
                }
            </div>
            <input class="field__input" type="text" {id} value={entry.text.clone()} {oninput} {onchange} {autocomplete}
                aria-invalid={entry.problem.is_some().to_string()} aria-describedby={described} />
        </div>
    }
}

fn is_code(name: TextField) -> bool {
    matches!(name, TextField::Country | TextField::Subdivision)
}

/// When a field changes, replaces the name of a country or state with its code.
fn named(visit: &Visit, name: TextField) -> Callback<Event> {
    let (dispatch, lang) = (visit.dispatch.clone(), visit.lang());
    let country = visit.state.details.entry(TextField::Country).text.clone();
    Callback::from(move |event: Event| {
        let dispatch = dispatch.clone();
        name_region(&event, name.key(), &country, lang, move |code| {
            dispatch.emit(Change::Type(name, code).into());
        });
    })
}
