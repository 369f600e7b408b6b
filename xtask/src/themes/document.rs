//! Compares docs/theming.md with the styles and the markup: tokens and their defaults, parts, contrasts.
//! `UPDATE=1 cargo test -p xtask themes` writes the table of contrasts.

use std::collections::BTreeSet;
use std::fs;

use super::color::{Place, Scheme};
use super::pairs::{PAIRS, contrast};
use super::{Defaults, PREFIX, Theme, Values, call, defaults, read, themes};
use crate::paths;

const DOCUMENT: &str = "docs/theming.md";
const START: &str = "<!-- contrast: UPDATE=1 cargo test -p xtask themes -->\n";
const END: &str = "<!-- end -->";

/// The cells of each table row whose first cell is code and matches `wanted`.
fn rows(document: &str, wanted: impl Fn(&str) -> bool) -> Vec<Vec<&str>> {
    let lines = document.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    lines
        .map(|line| line.split(" | ").map(str::trim).collect::<Vec<_>>())
        .filter(|cells| in_code(cells[0]).is_some_and(&wanted))
        .collect()
}

fn in_code(cell: &str) -> Option<&str> {
    cell.strip_prefix('`')?.strip_suffix('`')
}

/// The cells of a default in the document: one, or light and dark.
fn cells_of_default(private: &Values, token: &str, default: &str) -> Vec<String> {
    let code = |value: &str| format!("`{value}`");
    match default {
        "#0000" => vec!["none".to_owned(); 2],
        _ if default.starts_with("var(") => {
            let name = call(default, "var").unwrap_or_default();
            vec![format!("as `{PREFIX}{}`", private[name]); 2]
        }
        _ if token.starts_with("color-") => {
            let both = call(default, "light-dark").unwrap().split(", ");
            both.map(code).collect()
        }
        _ => vec![code(default)],
    }
}

#[test]
fn every_token_is_documented_with_its_default() {
    let Defaults { public, private } = defaults();
    let document = read(DOCUMENT);
    let described: Values = rows(&document, |name| name.starts_with(PREFIX))
        .into_iter()
        .map(|cells| {
            let name = in_code(cells[0]).unwrap().trim_start_matches(PREFIX).to_owned();
            (name, cells[2..].join(" / "))
        })
        .collect();
    let held: Values = public
        .iter()
        .map(|(token, default)| (token.clone(), cells_of_default(&private, token, default).join(" / ")))
        .collect();
    assert_eq!(described, held);
}

#[test]
fn every_preset_is_documented_and_in_the_gallery() {
    let document = read(DOCUMENT);
    let gallery = read("src/pages/gallery.rs");
    for Theme { name, .. } in themes().iter().skip(1) {
        assert_eq!(rows(&document, |it| it == name).len(), 1, "{name}");
        assert!(gallery.contains(&format!("Some(\"{name}\")")), "{name}");
    }
}

#[test]
fn every_part_of_the_element_is_documented() {
    let document = read(DOCUMENT);
    let (_, parts) = document.split_once("## Parts").unwrap();
    let (parts, _) = parts.split_once("\n## ").unwrap();
    let described: BTreeSet<String> =
        rows(parts, |_| true).iter().filter_map(|cells| in_code(cells[0])).map(str::to_owned).collect();
    let loader = read("web/entry/interlocal.js");
    let (_, list) = loader.split_once("const PARTS = {").unwrap();
    let (list, _) = list.split_once('}').unwrap();
    let named: BTreeSet<String> = list
        .lines()
        .filter_map(|line| Some(line.trim().split_once(": ")?.0.trim_matches('"').to_owned()))
        .collect();
    assert!(!named.is_empty());
    assert_eq!(described, named);
}

/// The lowest contrast of all browsers, rounded down so that a failing number never reads as a passing one.
fn least(theme: &Theme, defaults: &Defaults, pair: &super::pairs::Pair, scheme: Scheme) -> String {
    let places = Place::all().filter(|place| place.scheme == scheme);
    let all = places.map(|place| contrast(pair, |it| theme.color(defaults, place, it)).unwrap());
    let tenths = (all.fold(f64::INFINITY, f64::min) * 10.0).floor();
    format!("{:.1}", tenths / 10.0)
}

fn table() -> String {
    let (defaults, themes) = (defaults(), themes());
    let names = themes.iter().map(|theme| match theme.name.as_str() {
        "default" => "its own".to_owned(),
        name => format!("`{name}`"),
    });
    let mut lines = vec![
        format!("| Colors | At least | {} |", names.collect::<Vec<_>>().join(" | ")),
        "|---|---".to_owned() + &"|---".repeat(themes.len()) + "|",
    ];
    for pair in PAIRS {
        let cells = themes.iter().map(|theme| {
            let of = |scheme| least(theme, &defaults, pair, scheme);
            format!("{} / {}", of(Scheme::Light), of(Scheme::Dark))
        });
        lines.push(format!("| {} | {} | {} |", pair.what, pair.least, cells.collect::<Vec<_>>().join(" | ")));
    }
    lines.join("\n") + "\n"
}

#[test]
fn the_table_of_contrasts_matches_the_styles() {
    let document = read(DOCUMENT);
    let (before, rest) = document.split_once(START).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    let table = table();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(paths::root().join(DOCUMENT), [before, START, &table, END, after].concat()).unwrap();
    } else {
        assert_eq!(written, table);
    }
}
