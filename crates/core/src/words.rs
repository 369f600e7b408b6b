//! The texts of the interface and the templates' placeholders. `explain` builds sentences about profiles from them.

use crate::direction::{Part, isolated};

#[allow(
    clippy::as_conversions,
    reason = "the only way from a fieldless enum to its number, which is a u16 by its repr"
)]
mod generated {
    use super::{Say, Texts};

    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

pub use generated::{DeskWord, LANGS, ShellWord, Word};

/// An id of a text in `words/`.
pub trait Say: Copy {
    /// Returns the table with this text.
    fn texts(self) -> Texts;
}

/// The texts of one set in each language: one string per language, with the end position of each text.
pub struct Texts {
    texts: &'static [&'static str],
    ends: &'static [&'static [u16]],
    idx: u16,
}

/// One of the interface's languages, as an index into [`LANGS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lang(u8);

impl Lang {
    /// Finds the language for a BCP 47 tag by its first subtag, so `es-MX` is Spanish. `None` if the interface doesn't
    /// have it.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let primary = tag.split('-').next().unwrap_or_default();
        let index = LANGS.iter().position(|code| code.eq_ignore_ascii_case(primary))?;
        u8::try_from(index).ok().map(Lang)
    }

    /// Returns all languages, English first.
    pub fn all() -> impl Iterator<Item = Lang> {
        (0u8..).take(LANGS.len()).map(Lang)
    }

    /// Returns the language's code, such as `en`.
    pub fn code(self) -> &'static str {
        LANGS[usize::from(self.0)]
    }
}

/// Returns the text of `word` in `lang`.
pub fn say(lang: Lang, word: impl Say) -> &'static str {
    cut(lang, word.texts())
}

/// Returns the text of `word` in `lang` with its `{placeholders}` filled.
pub fn tell(lang: Lang, word: impl Say, values: &[(&str, &str)]) -> String {
    fill(say(lang, word), values)
}

fn cut(lang: Lang, Texts { texts, ends, idx }: Texts) -> &'static str {
    let (text, ends) = (texts[usize::from(lang.0)], ends[usize::from(lang.0)]);
    let idx = usize::from(idx);
    let start = idx.checked_sub(1).map_or(0, |before| ends[before]);
    text.get(usize::from(start)..usize::from(ends[idx])).unwrap_or_default()
}

/// Fills the `{placeholders}` of `template` with `values`. Placeholders in a value are not filled, so an agency can be
/// named `{needs}`. Unknown placeholders stay. Right-to-left values are isolated, so that they don't reorder the
/// sentence.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for piece in filled(template, values) {
        match piece {
            Part::Text(text) => out.push_str(text),
            Part::Value(value) => out.push_str(&isolated(value)),
        }
    }
    out
}

/// Returns the pieces of a filled `template` in order, for markup in which a value needs an element of its own.
pub fn filled<'a>(template: &'a str, values: &[(&str, &'a str)]) -> Vec<Part<'a>> {
    let mut out = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let found = after.split_once('}').and_then(|(name, tail)| {
            let (_, value) = values.iter().find(|(key, _)| *key == name)?;
            Some((*value, tail))
        });
        match found {
            Some((value, tail)) => {
                out.extend([Part::Text(before), Part::Value(value)]);
                rest = tail;
            }
            None => {
                out.extend([Part::Text(before), Part::Text("{")]);
                rest = after;
            }
        }
    }
    out.push(Part::Text(rest));
    out
}

/// Joins items as `a, b and c` with the language's own "and" (Spanish uses "e" before an i sound).
pub fn list(lang: Lang, items: &[&str]) -> String {
    let Some((last, front)) = items.split_last() else { return String::new() };
    if front.is_empty() {
        return (*last).to_owned();
    }
    let sounds_like_i = |text: &str| {
        let text = text.strip_prefix(['h', 'H']).unwrap_or(text);
        let is_diphthong = text.get(1..2).is_some_and(|second| matches!(second, "e" | "a"));
        text.starts_with(['i', 'I', 'í', 'Í']) && !is_diphthong
    };
    let and = match sounds_like_i(last) {
        true => say(lang, Word::ListAndBeforeI),
        false => say(lang, Word::ListAnd),
    };
    [&front.join(", "), and, *last].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_in_values_are_not_filled() {
        assert_eq!(fill("{name} needs {x}.", &[("name", "{x}"), ("x", "help")]), "{x} needs help.");
        assert_eq!(fill("{a} {unknown} {", &[("a", "1")]), "1 {unknown} {");
    }

    #[test]
    fn pieces_of_a_filled_template_make_the_same_text() {
        for template in ["{name} needs {x}.", "{a} {unknown} {", "no value", "{x}{x}", ""] {
            let values = [("name", "{x}"), ("x", "help"), ("a", "1")];
            let pieces = filled(template, &values).into_iter().map(|piece| match piece {
                Part::Text(text) | Part::Value(text) => text,
            });
            assert_eq!(pieces.collect::<String>(), fill(template, &values));
        }
        assert_eq!(filled("a {x}", &[("x", "b")]), [Part::Text("a "), Part::Value("b"), Part::Text("")]);
    }

    #[test]
    fn lists_have_commas_and_the_word_for_and() {
        let (en, es) = (Lang::default(), Lang::from_tag("es-MX").unwrap_or_default());
        assert_eq!(list(en, &["a", "b", "c"]), "a, b and c");
        assert_eq!(list(es, &["mapas", "informes"]), "mapas e informes");
        assert_eq!(list(es, &["agua", "hielo"]), "agua y hielo");
        assert_eq!(list(en, &["one"]), "one");
        assert_eq!(list(en, &[]), "");
    }

    #[test]
    fn every_language_has_a_name_and_is_found_by_its_tag() {
        for lang in Lang::all() {
            assert_eq!(Lang::from_tag(&format!("{}-XX", lang.code())), Some(lang));
            assert!(!say(lang, Word::LangName).is_empty());
        }
        assert_eq!(Lang::from_tag("tlh"), None);
    }
}
