//! Marks around a bank's texts, for pages that show them inside of sentences in another language: the last step of such a page
//! turns each pair of marks into an element that names the bank's language. Knows no markup.

use super::{
    Bank, Capability, Choice, ContextQuestion, ReadinessItem, Scale, ScaleLevel, Strict, Term, TermKind, Text,
};
use crate::words::Lang;

/// Before a text of the bank. A noncharacter of Unicode, so that it stands in no text.
pub const OPEN: char = '\u{1FFFE}';
/// After a text of the bank.
pub const CLOSE: char = '\u{1FFFF}';

impl Bank {
    /// The bank with marks around each text, if `say` and `message` answer in another language than `lang`.
    pub fn quoted(&self, lang: Lang) -> Option<Bank> {
        self.foreign(lang)?;
        let mut bank = self.clone();
        let idx = usize::from(bank.default_lang);
        for text in texts(&mut bank) {
            if let Some(text) = text.0.get_mut(idx).filter(|text| !text.is_empty()) {
                text.insert(0, OPEN);
                text.push(CLOSE);
            }
        }
        Some(bank)
    }
}

/// A text that came out of [`Bank::quoted`], or was made of such texts, without its marks.
pub fn unquoted(text: &str) -> String {
    text.replace([OPEN, CLOSE], "")
}

/// Every text that a person can read. All fields are named, so that a new one breaks the build here.
fn texts(bank: &mut Bank) -> Vec<&mut Text> {
    let Bank {
        id: _,
        version: _,
        default_lang: _,
        langs: _,
        title,
        name_chars: _,
        skill,
        need,
        not_applicable,
        sharing_models,
        domains,
        capabilities,
        readiness,
        terms,
        tri_states,
        firm_states,
        context,
        messages,
        scoring: _,
        editions: _,
    } = bank;
    let mut found = vec![title];
    for Scale { ask, rule, levels } in [skill, need] {
        found.extend([ask, rule]);
        found.extend(levels.iter_mut().flat_map(line));
    }
    found.extend(line(not_applicable));
    found.extend(sharing_models.iter_mut().chain(domains).map(label));
    found.extend(capabilities.iter_mut().flat_map(|Capability { label, text, .. }| [label, text]));
    for ReadinessItem { ask, levels, .. } in readiness {
        found.push(ask);
        found.extend(levels);
    }
    for Term { ask, options, kind, .. } in terms {
        found.push(ask);
        found.extend(options.iter_mut().map(label));
        if let TermKind::Platform(Strict { ask, levels }) = kind {
            found.push(ask);
            found.extend(levels);
        }
    }
    found.extend(tri_states.iter_mut().chain(firm_states));
    for ContextQuestion { ask, options, .. } in context {
        found.push(ask);
        found.extend(options.iter_mut().map(label));
    }
    found.extend(messages.iter_mut().map(|(_, text)| text));
    found
}

fn line(ScaleLevel { label, text }: &mut ScaleLevel) -> [&mut Text; 2] {
    [label, text]
}

fn label(Choice { label, .. }: &mut Choice) -> &mut Text {
    label
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;

    /// The shipped bank in French alone.
    fn french() -> Bank {
        let file = include_str!("../../../../banks/share-gov-it.json");
        let mut value: serde_json::Value = serde_json::from_str(file).unwrap_or_default();
        (value["langs"], value["default_lang"]) = (serde_json::json!(["fr"]), "fr".into());
        let text = value.to_string().replace("\"en\":", "\"fr\":").replace("\"es\":", "\"xx\":");
        Bank::parse(&text).unwrap_or_else(|error| panic!("{error:?}"))
    }

    #[test]
    fn each_text_of_a_foreign_bank_stands_between_marks() {
        let bank = Bank::parse(include_str!("../../../../banks/share-gov-it.json")).ok();
        assert_eq!(bank.and_then(|bank| bank.quoted(Lang::default())), None);
        let french = french();
        let quoted = french.quoted(Lang::default());
        // A text without marks would be in both.
        let (plain, marked) = (format!("{french:?}"), format!("{quoted:?}"));
        let n_texts = plain.matches("Text([").count();
        assert_eq!(marked.matches(&["Text([\"", "\\u{1fffe}"].concat()).count(), n_texts);
        assert_eq!(marked.matches("\\u{1ffff}\"])").count(), n_texts);
        assert_eq!(unquoted("a \u{1FFFE}b\u{1FFFF} c"), "a b c");
    }
}
