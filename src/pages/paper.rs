//! The whole questionnaire as a page to print, for browsers without scripts and for committees. The page is
//! prerendered.

use interlocal_core::bank::{Bank, Capability, Scale, Term, TermKind};
use interlocal_core::words::{Lang, ShellWord, Word, say};
use interlocal_ui::components::foreign::{foreign, quote};
use yew::prelude::*;

/// The properties of the page.
#[derive(Properties, PartialEq)]
pub struct PaperProps {
    /// The questionnaire.
    pub bank: std::rc::Rc<Bank>,
    /// The language of the interface.
    pub lang: Lang,
}

/// Renders the page's body.
#[component]
pub fn Paper(props: &PaperProps) -> Html {
    let PaperProps { bank, lang } = props;
    let lang = *lang;
    html! {
        <main class="interlocal paper">
            <h1 class="heading" lang={foreign(bank, lang)}>{ bank.say(lang, &bank.title) }</h1>
            <p class="lead">{ say(lang, ShellWord::PaperLead) }</p>
            { details(bank, lang) }
            <section class="part">
                <h2>{ say(lang, ShellWord::PaperScale) }</h2>
                <div class="columns">{ scale(bank, lang, &bank.skill) }{ scale(bank, lang, &bank.need) }</div>
            </section>
            { for (0u8..).zip(&bank.domains).map(|(idx, _)| domain(bank, lang, idx)) }
            <section class="part">
                <h2>{ say(lang, Word::ReadinessTitle) }</h2>
                { for bank.readiness.iter().map(|item| {
                    boxes(foreign(bank, lang), bank.say(lang, &item.ask), item.levels.iter().map(|line| bank.say(lang, line)).collect())
                }) }
            </section>
            <section class="part">
                <h2>{ say(lang, Word::TermsTitle) }</h2>
                { for bank.terms.iter().map(|entry| term(bank, lang, entry)) }
            </section>
        </main>
    }
}

fn details(bank: &Bank, lang: Lang) -> Html {
    let one = |question: &interlocal_core::bank::ContextQuestion| {
        let options: Vec<&str> =
            question.options.iter().map(|option| bank.say(lang, &option.label)).collect();
        match options.is_empty() {
            true => {
                html! { <p class="paper__line" lang={foreign(bank, lang)}>{ bank.say(lang, &question.ask) }{ ":" }</p> }
            }
            false => boxes(foreign(bank, lang), bank.say(lang, &question.ask), options),
        }
    };
    html! { <section class="part"><h2>{ say(lang, Word::DetailsTitle) }</h2>{ for bank.context.iter().map(one) }</section> }
}

fn scale(bank: &Bank, lang: Lang, scale: &Scale) -> Html {
    let line = |level: &interlocal_core::bank::ScaleLevel| {
        html! { <li><strong>{ bank.say(lang, &level.label) }</strong>{ ". " }{ bank.say(lang, &level.text) }</li> }
    };
    html! {
        <div lang={foreign(bank, lang)}>
            <h3>{ bank.say(lang, &scale.ask) }</h3>
            <p>{ bank.say(lang, &scale.rule) }</p>
            <ol start="0">{ for scale.levels.iter().map(line) }</ol>
        </div>
    }
}

/// Each box stays on one line with its number, in every font.
const LEVELS: &str = "☐\u{a0}0  ☐\u{a0}1  ☐\u{a0}2  ☐\u{a0}3  ☐\u{a0}4";

fn domain(bank: &Bank, lang: Lang, idx: u8) -> Html {
    let row = |capability: &Capability| {
        html! {
            <tr>
                <th scope="row">
                    { quote(bank, lang, bank.say(lang, &capability.label)) }
                    <span class="paper__text" lang={foreign(bank, lang)}>{ bank.say(lang, &capability.text) }</span>
                </th>
                <td class="paper__boxes">{ LEVELS }</td>
                <td class="paper__boxes">{ LEVELS }</td>
                <td class="paper__boxes">{ "☐" }</td>
            </tr>
        }
    };
    html! {
        <table class="paper__table">
            <caption lang={foreign(bank, lang)}>{ bank.say(lang, &bank.domains[usize::from(idx)].label) }</caption>
            <thead>
                <tr>
                    <th scope="col">{ say(lang, ShellWord::PaperArea) }</th>
                    <th scope="col">{ say(lang, Word::ProfileSkill) }</th>
                    <th scope="col">{ say(lang, Word::ProfileNeed) }</th>
                    <th scope="col" lang={foreign(bank, lang)}>{ bank.say(lang, &bank.not_applicable.label) }</th>
                </tr>
            </thead>
            <tbody>{ for bank.domain_capabilities(idx).into_iter().map(row) }</tbody>
        </table>
    }
}

fn term(bank: &Bank, lang: Lang, term: &Term) -> Html {
    let options: Vec<&str> = term.options.iter().map(|option| bank.say(lang, &option.label)).collect();
    let ask = bank.say(lang, &term.ask);
    match &term.kind {
        TermKind::Multi | TermKind::Ordered(false) => boxes(foreign(bank, lang), ask, options),
        TermKind::Ordered(true) => {
            let firm: Vec<&str> = bank.firm_states.iter().map(|state| bank.say(lang, state)).collect();
            html! { <>{ boxes(foreign(bank, lang), ask, options) }{ firmness(bank, lang, firm) }</> }
        }
        TermKind::Platform(strict) => {
            let levels: Vec<&str> = strict.levels.iter().map(|level| bank.say(lang, level)).collect();
            html! { <>{ boxes(foreign(bank, lang), ask, options) }{ boxes(foreign(bank, lang), bank.say(lang, &strict.ask), levels) }</> }
        }
        TermKind::Tri => {
            let states: Vec<&str> = bank.tri_states.iter().map(|state| bank.say(lang, state)).collect();
            html! {
                <div class="paper__question" lang={foreign(bank, lang)}>
                    <h3>{ ask }</h3>
                    <ul class="paper__options">
                        { for options.into_iter().map(|option| html! {
                            <li>{ option }{ ": " }{ for states.iter().map(|state| html! { <span>{ "☐\u{a0}" }{ *state }{ "  " }</span> }) }</li>
                        }) }
                    </ul>
                </div>
            }
        }
    }
}

/// Renders the question of the interface with the bank's answers.
fn firmness(bank: &Bank, lang: Lang, options: Vec<&str>) -> Html {
    let option = |option: &str| html! { <li>{ "☐\u{a0}" }{ quote(bank, lang, option) }</li> };
    html! {
        <div class="paper__question">
            <h3>{ say(lang, Word::TermsFirm) }</h3>
            <ul class="paper__options">{ for options.into_iter().map(option) }</ul>
        </div>
    }
}

fn boxes(foreign: Option<AttrValue>, ask: &str, options: Vec<&str>) -> Html {
    html! {
        <div class="paper__question" lang={foreign}>
            <h3>{ ask.to_owned() }</h3>
            <ul class="paper__options">{ for options.into_iter().map(|option| html! { <li>{ "☐\u{a0}" }{ option.to_owned() }</li> }) }</ul>
        </div>
    }
}
