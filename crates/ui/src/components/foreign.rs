//! Texts of a bank that doesn't have the interface's language: they stand in elements that name theirs, so that they are
//! read aloud with the right voice. If the languages are equal, the markup has no trace of this.

use interlocal_core::bank::{Bank, ScaleId};
use interlocal_core::direction::Part;
use interlocal_core::explain;
use interlocal_core::profile::{Profile, TermAnswer};
use interlocal_core::words::{Lang, Say, Word, filled, say, tell};
use yew::prelude::*;

/// For the `lang` of an element that holds texts of the bank and nothing else. `None` adds no attribute.
pub fn foreign(bank: &Bank, lang: Lang) -> Option<AttrValue> {
    bank.foreign(lang).map(|code| AttrValue::from(code.to_owned()))
}

/// A text of the bank beside texts of the interface.
pub fn quote(bank: &Bank, lang: Lang, text: &str) -> Html {
    let text = text.to_owned();
    match foreign(bank, lang) {
        Some(code) => html! { <span lang={code}>{ text }</span> },
        None => html! { text },
    }
}

/// A text of the interface, filled with texts of the bank.
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

/// The bank's title and version, which is in no language.
pub fn from_bank(bank: &Bank, lang: Lang) -> Html {
    let template = tell(lang, Word::ProfileBank, &[("version", &bank.version)]);
    fill_quoting(bank, lang, &template, &[("title", bank.say(lang, &bank.title))])
}

/// A level's label, or that the level isn't known.
pub fn level(bank: &Bank, lang: Lang, scale: ScaleId, level: Option<u8>) -> Html {
    let text = explain::level(bank, lang, scale, level);
    match level {
        Some(_) => quote(bank, lang, text),
        None => html! { text.to_owned() },
    }
}

/// The answer to a term, which is made of the bank's words unless there is none.
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
