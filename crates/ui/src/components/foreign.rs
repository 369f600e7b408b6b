//! Texts of a bank that doesn't have the interface's language. Their elements have a `lang` attribute, so that screen
//! readers use the right voice. If the languages are equal, the markup has no additional element or attribute.

use interlocal_core::bank::{Bank, ScaleId};
use interlocal_core::direction::Part;
use interlocal_core::explain;
use interlocal_core::profile::{Profile, TermAnswer};
use interlocal_core::words::{Lang, Say, Word, filled, say, tell};
use yew::prelude::*;

/// Returns the `lang` of an element that contains only texts of the bank. `None` adds no attribute.
pub fn foreign(bank: &Bank, lang: Lang) -> Option<AttrValue> {
    bank.foreign(lang).map(|code| AttrValue::from(code.to_owned()))
}

/// Renders a text of the bank inside a text of the interface.
pub fn quote(bank: &Bank, lang: Lang, text: &str) -> Html {
    let text = text.to_owned();
    match foreign(bank, lang) {
        Some(code) => html! { <span lang={code}>{ text }</span> },
        None => html! { text },
    }
}

/// Renders a text of the interface, filled with texts of the bank.
pub fn tell_quoting(bank: &Bank, lang: Lang, word: impl Say, values: &[(&str, &str)]) -> Html {
    fill_quoting(bank, lang, say(lang, word), values)
}

fn fill_quoting(bank: &Bank, lang: Lang, template: &str, values: &[(&str, &str)]) -> Html {
    let html = |piece| match piece {
        Part::Text(text) => html! { text.to_owned() },
        Part::Value(value) => quote(bank, lang, value),
    };
    filled(template, values).into_iter().map(html).collect()
}

/// Renders the bank's title and version. The version has no language.
pub fn from_bank(bank: &Bank, lang: Lang) -> Html {
    let template = tell(lang, Word::ProfileBank, &[("version", &bank.version)]);
    fill_quoting(bank, lang, &template, &[("title", bank.say(lang, &bank.title))])
}

/// Renders a level's label, or that the level isn't known.
pub fn level(bank: &Bank, lang: Lang, scale: ScaleId, level: Option<u8>) -> Html {
    let text = explain::level(bank, lang, scale, level);
    match level {
        Some(_) => quote(bank, lang, text),
        None => html! { text.to_owned() },
    }
}

/// Renders the answer to a term. It is a text of the bank unless it is blank.
pub fn term_answer(bank: &Bank, lang: Lang, profile: &Profile, idx: usize) -> Html {
    if bank.terms[idx].since > profile.edition {
        return html! { say(lang, Word::TermNotAsked) };
    }
    let answer = &profile.terms[idx];
    let text = explain::term(bank, lang, idx, answer);
    match answer {
        TermAnswer::Blank | TermAnswer::Multi(0) => html! { text },
        TermAnswer::Multi(_)
        | TermAnswer::Tri(_)
        | TermAnswer::Ordered { .. }
        | TermAnswer::Platform { .. } => quote(bank, lang, &text),
    }
}
