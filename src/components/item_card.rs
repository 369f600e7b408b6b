//! One capability: its description and the two ratings side by side.

use interlocal_core::bank::{Bank, ScaleId, Slot};
use interlocal_core::response::{Level, Rating, Response};
use interlocal_core::session::{Action, Change};
use interlocal_core::words::{Lang, Word, say, tell};
use interlocal_ui::browser::event::is_checked;
use interlocal_ui::components::button::small;
use interlocal_ui::components::choice::{Choice, Kind, choice_in};
use interlocal_ui::components::foreign::foreign;
use std::rc::Rc;
use yew::prelude::*;

/// The properties of the card. It is rendered again only if they change, so a click on one card doesn't affect the
/// others.
#[derive(Properties, PartialEq)]
pub struct ItemCardProps {
    /// The questionnaire.
    pub bank: Rc<Bank>,
    /// The language of the interface.
    pub lang: Lang,
    /// The capability.
    pub slot: Slot,
    /// The answer.
    pub response: Response,
    /// The callback for changes.
    pub dispatch: Callback<Action>,
}

/// Renders the card.
#[component]
pub fn ItemCard(props: &ItemCardProps) -> Html {
    let ItemCardProps { bank, lang, slot, response, dispatch } = props;
    let (slot, lang) = (*slot, *lang);
    let capability = bank.capability(slot);
    let label = bank.say(lang, &capability.label);
    let heading_id = ["cap-", &capability.id].concat();
    let is_not_ours = *response == Response::NotApplicable;
    let onclear = dispatch.reform(move |_: MouseEvent| Change::ClearRow(slot).into());
    let onjob =
        dispatch.reform(move |event: Event| Change::NotOurJob { slot, is_not: is_checked(&event) }.into());
    html! {
        <section class="item-card" aria-labelledby={heading_id.clone()}>
            <h2 class="item-card__label" lang={foreign(bank, lang)} id={heading_id}>{ label }</h2>
            <p class="item-card__text" lang={foreign(bank, lang)}>{ bank.say(lang, &capability.text) }</p>
            if !is_not_ours {
                <div class="item-card__scales">
                    { scale(props, ScaleId::Skill, "skill") }
                    { scale(props, ScaleId::Need, "need") }
                </div>
            }
            <div class="item-card__foot">
                { choice_in(foreign(bank, lang), Choice {
                    kind: Kind::Checkbox,
                    name: &["job-", &capability.id].concat(),
                    value: "not-our-job",
                    label: bank.say(lang, &bank.not_applicable.label),
                    text: bank.say(lang, &bank.not_applicable.text),
                    is_on: is_not_ours,
                    onchange: onjob,
                }) }
                if !is_not_ours && *response != Response::SKIPPED {
                    { small(say(lang, Word::RowClear), tell(lang, Word::RowClearOf, &[("cap", label)]), onclear) }
                }
            </div>
        </section>
    }
}

fn scale(props: &ItemCardProps, scale_id: ScaleId, name: &str) -> Html {
    let ItemCardProps { bank, lang, slot, response, dispatch } = props;
    let (slot, lang) = (*slot, *lang);
    let capability = bank.capability(slot);
    let scale = bank.scale(scale_id);
    let rating = response.rating(scale_id);
    let name = [name, "-", &capability.id].concat();
    let lines = Level::ALL.into_iter().zip(&scale.levels).map(|(level, line)| {
        let picked = Rating::Level(level);
        choice_in(
            foreign(bank, lang),
            Choice {
                kind: Kind::Radio,
                name: &name,
                value: &level.get().to_string(),
                label: bank.say(lang, &line.label),
                text: bank.say(lang, &line.text),
                is_on: rating == picked,
                onchange: dispatch
                    .reform(move |_| Change::Rate { slot, scale: scale_id, rating: picked }.into()),
            },
        )
    });
    html! {
        <fieldset class="scale-input">
            <legend class="scale-input__ask" lang={foreign(bank, lang)}>
                <span class="visually-hidden">{ bank.say(lang, &capability.label) }{ ": " }</span>
                { bank.say(lang, &scale.ask) }
            </legend>
            { for lines }
        </fieldset>
    }
}
