//! One term, with an input for each of the four kinds.

use interlocal_core::bank::{Bank, Strict, TermKind};
use interlocal_core::profile::{TermAnswer, Tri};
use interlocal_core::session::{Action, Change, TermChange};
use interlocal_core::words::{Lang, Word, say};
use interlocal_ui::browser::event::is_checked;
use interlocal_ui::components::choice::{Choice, Kind, choice, choice_in};
use interlocal_ui::components::foreign::foreign;
use interlocal_ui::components::question::question;
use std::rc::Rc;
use yew::prelude::*;

/// The properties of the card.
#[derive(Properties, PartialEq)]
pub struct TermCardProps {
    /// The questionnaire.
    pub bank: Rc<Bank>,
    /// The language of the interface.
    pub lang: Lang,
    /// Index of [`Bank::terms`].
    pub idx: usize,
    /// The answer.
    pub answer: TermAnswer,
    /// The callback for changes.
    pub dispatch: Callback<Action>,
}

impl TermCardProps {
    fn on<E>(&self, change: TermChange) -> Callback<E> {
        let idx = self.idx;
        self.dispatch.reform(move |_| Change::Term(idx, change).into())
    }

    fn option(&self, idx: usize) -> &str {
        self.bank.terms[self.idx]
            .options
            .get(idx)
            .map_or("", |option| self.bank.say(self.lang, &option.label))
    }

    fn foreign(&self) -> Option<AttrValue> {
        foreign(&self.bank, self.lang)
    }

    fn id(&self) -> &str {
        &self.bank.terms[self.idx].id
    }
}

/// Renders the card.
#[component]
pub fn TermCard(props: &TermCardProps) -> Html {
    let term = &props.bank.terms[props.idx];
    let ask = props.bank.say(props.lang, &term.ask);
    let (hint, body) = match &term.kind {
        TermKind::Multi => (Word::TermsMany, multi(props, true)),
        TermKind::Tri => (Word::TermsEach, tri(props)),
        TermKind::Ordered(can_bend) => (Word::TermsOne, ordered(props, *can_bend)),
        TermKind::Platform(strict) => (Word::TermsMany, platform(props, strict)),
    };
    let clear = (props.answer != TermAnswer::Blank).then(|| props.on(TermChange::Clear));
    question(props.foreign(), props.lang, ask, Some(hint), body, clear)
}

/// Renders a question inside a question, with its answers in a row.
fn row(ask: &str, foreign: Option<AttrValue>, states: impl Iterator<Item = Html>) -> Html {
    html! {
        <fieldset class="tri">
            <legend class="tri__option" lang={foreign}>{ ask.to_owned() }</legend>
            <div class="tri__states">{ for states }</div>
        </fieldset>
    }
}

fn multi(props: &TermCardProps, has_none: bool) -> Html {
    let mask = match props.answer {
        TermAnswer::Multi(mask) | TermAnswer::Platform { mask, .. } => mask,
        TermAnswer::Blank | TermAnswer::Tri(_) | TermAnswer::Ordered { .. } => 0,
    };
    let idx = props.idx;
    let boxes = (0u8..).zip(&props.bank.terms[idx].options).map(|(option, entry)| {
        choice_in(
            props.foreign(),
            Choice {
                kind: Kind::Checkbox,
                name: props.id(),
                value: &entry.id,
                label: "",
                text: props.option(usize::from(option)),
                is_on: mask.checked_shr(u32::from(option)).is_some_and(|rest| rest & 1 == 1),
                onchange: props.dispatch.reform(move |event: Event| {
                    Change::Term(idx, TermChange::Toggle { option, is_on: is_checked(&event) }).into()
                }),
            },
        )
    });
    let none = has_none.then(|| {
        let is_on = props.answer == TermAnswer::Multi(0);
        choice(Choice {
            kind: Kind::Checkbox,
            name: props.id(),
            value: "none",
            label: "",
            text: say(props.lang, Word::TermsNone),
            is_on,
            onchange: props.on(if is_on { TermChange::Clear } else { TermChange::NoneOfThem }),
        })
    });
    html! { <div class="question__grid">{ for boxes }{ none }</div> }
}

fn tri(props: &TermCardProps) -> Html {
    let said: &[Tri] = match &props.answer {
        TermAnswer::Tri(tris) => tris,
        TermAnswer::Blank
        | TermAnswer::Multi(_)
        | TermAnswer::Ordered { .. }
        | TermAnswer::Platform { .. } => &[],
    };
    let rows = (0u8..).zip(&props.bank.terms[props.idx].options).map(|(option, entry)| {
        let now = said.get(usize::from(option)).copied().unwrap_or_default();
        let name = [props.id(), "-", &entry.id].concat();
        let states =
            Tri::SAID.into_iter().zip(&props.bank.tri_states).enumerate().map(|(idx, (tri, label))| {
                choice_in(
                    props.foreign(),
                    Choice {
                        kind: Kind::Radio,
                        name: &name,
                        value: &idx.to_string(),
                        label: "",
                        text: props.bank.say(props.lang, label),
                        is_on: now == tri,
                        onchange: props.on(TermChange::Rate { option, tri }),
                    },
                )
            });
        row(props.option(usize::from(option)), props.foreign(), states)
    });
    html! { <>{ for rows }</> }
}

fn ordered(props: &TermCardProps, can_bend: bool) -> Html {
    let now = match props.answer {
        TermAnswer::Ordered { level, bend } => Some((level, bend)),
        TermAnswer::Blank | TermAnswer::Multi(_) | TermAnswer::Tri(_) | TermAnswer::Platform { .. } => None,
    };
    let levels = (0u8..).zip(&props.bank.terms[props.idx].options).map(|(level, entry)| {
        choice_in(
            props.foreign(),
            Choice {
                kind: Kind::Radio,
                name: props.id(),
                value: &entry.id,
                label: "",
                text: props.option(usize::from(level)),
                is_on: now.is_some_and(|(now, _)| now == level),
                onchange: props.on(TermChange::Level(level)),
            },
        )
    });
    let name = [props.id(), "-firm"].concat();
    let firmness = now.filter(|_| can_bend).map(|(_, bend)| {
        let states = [false, true].into_iter().zip(&props.bank.firm_states).map(|(state, label)| {
            choice_in(
                props.foreign(),
                Choice {
                    kind: Kind::Radio,
                    name: &name,
                    value: if state { "1" } else { "0" },
                    label: "",
                    text: props.bank.say(props.lang, label),
                    is_on: bend == state,
                    onchange: props.on(TermChange::Bend(state)),
                },
            )
        });
        row(say(props.lang, Word::TermsFirm), None, states)
    });
    html! { <><div class="question__grid">{ for levels }</div>{ firmness.unwrap_or_default() }</> }
}

fn platform(props: &TermCardProps, question: &Strict) -> Html {
    let name = [props.id(), "-strict"].concat();
    let now = match props.answer {
        TermAnswer::Platform { strict, .. } => Some(strict),
        TermAnswer::Blank | TermAnswer::Multi(_) | TermAnswer::Tri(_) | TermAnswer::Ordered { .. } => None,
    };
    let states = (0u8..).zip(&question.levels).map(|(strict, label)| {
        choice_in(
            props.foreign(),
            Choice {
                kind: Kind::Radio,
                name: &name,
                value: &strict.to_string(),
                label: "",
                text: props.bank.say(props.lang, label),
                is_on: now == Some(strict),
                onchange: props.on(TermChange::Strict(strict)),
            },
        )
    });
    html! {
        <>
            { multi(props, false) }
            { row(props.bank.say(props.lang, &question.ask), props.foreign(), states) }
        </>
    }
}
