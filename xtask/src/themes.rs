//! Tests of the themes: whether the contrasts suffice in each of them, and whether docs/theming.md matches the
//! styles.

mod color;
mod document;
mod pairs;

use std::collections::BTreeMap;
use std::fs;

use crate::paths;
use color::{Color, Place, call};

/// Values of tokens, by name without the common prefix.
type Values = BTreeMap<String, String>;

/// The common prefix of all token names.
const PREFIX: &str = "--interlocal-";

/// A set of values for the tokens.
struct Theme {
    name: String,
    values: Values,
}

/// The values that apply if a token isn't set.
struct Defaults {
    /// Defaults of the public tokens.
    public: Values,
    /// The public token that each private color property reads.
    private: Values,
}

impl Theme {
    /// The color of an expression in the styles under this theme.
    fn color(&self, defaults: &Defaults, place: Place, expression: &str) -> Option<Color> {
        Color::read(expression, place, &|name| {
            let token = defaults.private.get(name)?;
            self.values.get(token).or_else(|| defaults.public.get(token)).cloned()
        })
    }
}

fn read(path: &str) -> String {
    fs::read_to_string(paths::root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The sheet without comments, on one line.
fn flat(sheet: &str) -> String {
    let mut parts = sheet.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    let text = parts.fold(first, |text, part| text + part.split_once("*/").map_or("", |(_, rest)| rest));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The declarations of custom properties: name and value.
fn declared(sheet: &str) -> impl Iterator<Item = (&str, &str)> {
    sheet.split(['{', ';', '}']).filter_map(|part| {
        let (name, value) = part.trim().split_once(':')?;
        name.starts_with("--").then(|| (name, value.trim()))
    })
}

/// Each use of a token with a default: the token's name and the default.
fn used(sheet: &str) -> Vec<(String, String)> {
    sheet
        .match_indices(&["var(", PREFIX].concat())
        .filter_map(|(start, _)| {
            let inside = sheet.get(start + "var(".len()..)?;
            let mut depth = 1_u32;
            let end = inside.find(|c| {
                match c {
                    '(' => depth += 1,
                    ')' => depth -= 1,
                    _ => {}
                }
                depth == 0
            })?;
            let (name, default) = inside.get(..end)?.split_once(',')?;
            Some((name.strip_prefix(PREFIX)?.trim().to_owned(), default.trim().to_owned()))
        })
        .collect()
}

/// All styles of the site as one text, without presets.
fn styles() -> String {
    let folder = paths::root().join("styles");
    let mut files = paths::files_under(&folder).unwrap();
    files.retain(|path| path.parent() == Some(folder.as_path()));
    let texts = files.iter().map(|path| flat(&fs::read_to_string(path).unwrap()));
    texts.collect::<Vec<_>>().join(" ")
}

fn defaults() -> Defaults {
    let styles = styles();
    let mut private = Values::new();
    for (name, value) in declared(&styles) {
        // A shorthand may use a width before its color.
        if let Some((token, _)) = used(value).into_iter().find(|(token, _)| token.starts_with("color-")) {
            private.insert(name.to_owned(), token);
        }
    }
    Defaults { public: used(&styles).into_iter().collect(), private }
}

/// The default look, and every preset.
fn themes() -> Vec<Theme> {
    let mut themes = vec![Theme { name: "default".to_owned(), values: Values::new() }];
    for path in paths::files_under(&paths::root().join("styles/themes")).unwrap() {
        let sheet = flat(&fs::read_to_string(&path).unwrap());
        let values = declared(&sheet)
            .map(|(name, value)| (name.trim_start_matches(PREFIX).to_owned(), value.to_owned()))
            .collect();
        themes.push(Theme { name: path.file_stem().unwrap().to_string_lossy().into_owned(), values });
    }
    themes
}

#[test]
fn presets_only_set_tokens_and_apply_to_elements_and_pages() {
    let public = defaults().public;
    let themes = themes();
    assert!(themes.len() > 1);
    for Theme { name, .. } in themes.iter().skip(1) {
        let sheet = flat(&read(&format!("styles/themes/{name}.css")));
        let (selector, body) = sheet.split_once('{').unwrap();
        assert_eq!(selector.trim(), format!(":host([theme=\"{name}\"]), .interlocal-theme-{name}"));
        for line in
            body.trim().trim_end_matches('}').split(';').map(str::trim).filter(|line| !line.is_empty())
        {
            let token = line.split(':').next().unwrap().strip_prefix(PREFIX).unwrap_or_default();
            assert!(public.contains_key(token), "{name}: {line}");
        }
    }
}

#[test]
fn no_length_depends_on_the_root_font_size() {
    for path in paths::files_under(&paths::root().join("styles")).unwrap() {
        let sheet = flat(&fs::read_to_string(&path).unwrap());
        let words = sheet.split(|c: char| !c.is_ascii_alphanumeric() && c != '.');
        let found: Vec<_> = words
            .filter(|word| {
                let number = word.trim_end_matches("rem");
                number.len() < word.len() && number.parse::<f64>().is_ok()
            })
            .collect();
        assert!(found.is_empty(), "{}: {found:?}", path.display());
    }
}
