//! Writes the page that makes snippets for sites, with the texts of its script. The texts are in `words/shell`, and
//! their keys start with `get.`.

use interlocal_core::words::{Lang, ShellWord, Word, fill, say};
use serde_json::{Map, Value};
use std::error::Error;
use std::path::Path;

const PAGE: &str = include_str!("../../../templates/get.html");
/// The prefix of the page's keys.
const OURS: &str = "get.";

/// Writes the page in `lang`, and its texts as data.
pub(crate) fn write(site: &Path, files: &Path, lang: Lang) -> Result<(), Box<dyn Error>> {
    std::fs::write(site.join(file("get", "get", lang)), page(lang))?;
    let texts: Map<String, Value> = words(lang)
        .filter_map(|(name, text)| Some((name.strip_prefix(OURS)?.to_owned(), text.into())))
        .collect();
    Ok(std::fs::write(files.join(format!("get.{}.json", lang.code())), Value::from(texts).to_string())?)
}

fn page(lang: Lang) -> String {
    let (home, themes) = (file("index", "", lang), file("themes", "themes", lang));
    let texts: Vec<(&str, &str)> = words(lang).collect();
    let here = |code| if lang.code() == code { "page" } else { "false" };
    let more = [
        ("lang", lang.code()),
        ("app", say(lang, Word::AppName)),
        ("languages", say(lang, Word::LangChoose)),
        ("here-en", here("en")),
        ("here-es", here("es")),
        ("page-file", home.as_str()),
        ("themes-file", themes.as_str()),
    ];
    let values = [texts.as_slice(), &more].concat();
    fill(PAGE, &values)
}

fn words(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    ShellWord::NAMED.iter().map(move |(name, word)| (*name, say(lang, *word)))
}

/// Returns the file name of a page. English pages have the plain name.
fn file(english: &str, other: &str, lang: Lang) -> String {
    let parts = match lang == Lang::default() {
        true => vec![english],
        false => [other, lang.code()].into_iter().filter(|part| !part.is_empty()).collect(),
    };
    parts.join(".") + ".html"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_placeholder_on_the_page_is_filled_in_each_language() {
        for lang in Lang::all() {
            let page = page(lang).replace("{files}", "");
            assert_eq!(page.find('{'), None, "{page}");
        }
    }

    #[test]
    fn english_pages_have_the_plain_name() {
        let names = |lang| [file("index", "", lang), file("get", "get", lang)];
        assert_eq!(names(Lang::default()), ["index.html", "get.html"]);
        assert_eq!(names(Lang::from_tag("es").unwrap_or_default()), ["es.html", "get.es.html"]);
    }
}
