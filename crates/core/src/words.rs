//! The interface's own texts and how a text is filled. Knows no bank and makes no sentence about a profile; `explain`
//! does that.

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

/// A name for a text that stands in `words/`.
pub trait Say: Copy {
    /// Where its texts are.
    fn texts(self) -> Texts;
}

/// The texts of a set in each language, all in one, with the places where each ends.
pub struct Texts {
    texts: &'static [&'static str],
    ends: &'static [&'static [u16]],
    idx: u16,
}

/// One of the interface's languages, as an index into [`LANGS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lang(u8);

impl Lang {
    /// The language for a BCP 47 tag: its first subtag decides, so `es-MX` is Spanish. `None` where we do not speak it.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let primary = tag.split('-').next().unwrap_or_default();
        let index = LANGS.iter().position(|code| code.eq_ignore_ascii_case(primary))?;
        u8::try_from(index).ok().map(Lang)
    }

    /// All languages, English first.
    pub fn all() -> impl Iterator<Item = Lang> {
        (0u8..).take(LANGS.len()).map(Lang)
    }

    /// The language's code, such as `en`.
    pub fn code(self) -> &'static str {
        LANGS[usize::from(self.0)]
    }
}

/// The text of `word` in `lang`.
pub fn say(lang: Lang, word: impl Say) -> &'static str {
    cut(lang, word.texts())
}

/// The text of `word` in `lang` with its `{placeholders}` filled.
pub fn tell(lang: Lang, word: impl Say, values: &[(&str, &str)]) -> String {
    fill(say(lang, word), values)
}

fn cut(lang: Lang, Texts { texts, ends, idx }: Texts) -> &'static str {
    let (text, ends) = (texts[usize::from(lang.0)], ends[usize::from(lang.0)]);
    let idx = usize::from(idx);
    let start = idx.checked_sub(1).map_or(0, |before| ends[before]);
    text.get(usize::from(start)..usize::from(ends[idx])).unwrap_or_default()
}

/// Puts `values` into the `{placeholders}` of `template`; a value is never searched for placeholders itself, so an
/// agency named `{needs}` stays that. Unknown placeholders stay as they are. Values that are written from right to left are
/// isolated, so that they do not reorder the sentence.
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

/// The pieces of a filled `template` in order. For markup, in which a value may need an element of its own.
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

/// `a, b and c` with the language's own "and" (Spanish uses "e" before an i sound).
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
    fn a_value_is_not_searched_for_placeholders() {
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
    fn lists_read_as_a_person_would_write_them() {
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
