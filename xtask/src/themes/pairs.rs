//! The pairs of colors that meet on the screen, and their minimum contrasts. Independent of the themes.

use super::color::{Color, Place};
use super::{Defaults, Theme, defaults, styles, themes};

/// Minimum for text (WCAG 1.4.3). Our text sizes never count as large.
pub(super) const TEXT: f64 = 4.5;
/// Minimum for fields, picked choices, marks and the focus (WCAG 1.4.11, 2.4.13).
pub(super) const SHAPE: f64 = 3.0;

/// Two adjacent colors, or one on the other, as expressions of the styles.
pub(super) struct Pair {
    pub(super) what: &'static str,
    /// One of these must have the contrast: a ring of two colors is visible if either is.
    pub(super) front: &'static [&'static str],
    pub(super) back: &'static str,
    pub(super) least: f64,
}

const fn text(what: &'static str, front: &'static [&'static str], back: &'static str) -> Pair {
    Pair { what, front, back, least: TEXT }
}

const fn shape(what: &'static str, front: &'static [&'static str], back: &'static str) -> Pair {
    Pair { what, front, back, least: SHAPE }
}

const BODY: &[&str] = &["var(--_text)"];
const MUTED: &[&str] = &["var(--_muted)"];
const ACCENT: &[&str] = &["var(--_accent)"];
const ON_ACCENT: &[&str] = &["var(--_on-accent)"];
const ERROR: &[&str] = &["var(--_error)"];
const FIELD: &[&str] = &["var(--_field)"];
const WARN_LINE: &[&str] = &["var(--_warn-line)"];
const FOCUS: &[&str] = &["var(--_focus)", "var(--_focus-edge)"];

const PAGE: &str = "var(--_page)";
const CARD: &str = "var(--_card)";
const PICKED: &str = "var(--_picked)";
const WARN: &str = "var(--_warn)";
const HOVERED_ON_PAGE: &str = "color-mix(in srgb, var(--_picked) 55%, var(--_page))";
const HOVERED_ON_CARD: &str = "color-mix(in srgb, var(--_picked) 55%, var(--_card))";
const HOVERED_BUTTON: &str = "color-mix(in srgb, var(--_button), var(--_text) 20%)";
const HEAT_MUCH: &str = "color-mix(in srgb, var(--_accent) 45%, var(--_card))";
const HEAT_SOME: &str = "color-mix(in srgb, var(--_accent) 18%, var(--_card))";
const HEAT_NO_HELP: &str = "color-mix(in srgb, var(--_warn-line) 40%, var(--_card))";

pub(super) const PAIRS: &[Pair] = &[
    text("text on the page", BODY, PAGE),
    text("text on a card", BODY, CARD),
    text("text of a picked choice", BODY, PICKED),
    text("text of a choice under the pointer, on the page", BODY, HOVERED_ON_PAGE),
    text("text of a choice under the pointer, on a card", BODY, HOVERED_ON_CARD),
    text("text of a banner", BODY, WARN),
    text("explanations on the page", MUTED, PAGE),
    text("explanations on a card", MUTED, CARD),
    text("explanation of a picked choice", MUTED, PICKED),
    text("explanation of a choice under the pointer", MUTED, HOVERED_ON_CARD),
    text("explanations in a banner", MUTED, WARN),
    text("links and quiet buttons on the page", ACCENT, PAGE),
    text("links and quiet buttons on a card", ACCENT, CARD),
    text("links in a banner", ACCENT, WARN),
    text("a quiet button under the pointer, on the page", ACCENT, HOVERED_ON_PAGE),
    text("a quiet button under the pointer, on a card", ACCENT, HOVERED_ON_CARD),
    text("a button's text", ON_ACCENT, "var(--_button)"),
    text("a button's text under the pointer", ON_ACCENT, HOVERED_BUTTON),
    text("a button's text while it is busy", ON_ACCENT, "var(--_muted)"),
    text("a letter on the accent", ON_ACCENT, "var(--_accent)"),
    text("an error on the page", ERROR, PAGE),
    text("an error on a card", ERROR, CARD),
    text("text in a table cell with a large offer", BODY, HEAT_MUCH),
    text("text in a table cell with a small offer", BODY, HEAT_SOME),
    text("text in a table cell for an uncovered need", BODY, HEAT_NO_HELP),
    shape("a button on the page", &["var(--_button)"], PAGE),
    shape("a button on a card", &["var(--_button)"], CARD),
    shape("the frame of a field on the page", FIELD, PAGE),
    shape("the frame of a field on a card", FIELD, CARD),
    shape("the frame of a picked choice", ACCENT, PICKED),
    shape("a bar's point on its track", ACCENT, "var(--_line)"),
    shape("the edge of a banner on the page", WARN_LINE, PAGE),
    shape("the edge of a banner on its background", WARN_LINE, WARN),
    shape("the focus on the page", FOCUS, PAGE),
    shape("the focus on a card", FOCUS, CARD),
    shape("the focus on a picked choice", FOCUS, PICKED),
    shape("the focus in a banner", FOCUS, WARN),
];

/// The contrast of a pair in one place; `None` if a color can't be evaluated.
pub(super) fn contrast(pair: &Pair, color: impl Fn(&str) -> Option<Color>) -> Option<f64> {
    let back = color(pair.back)?;
    let seen = pair.front.iter().filter_map(|front| Some(color(front)?.contrast(back)));
    seen.fold(None, |most: Option<f64>, one| Some(most.map_or(one, |most| most.max(one))))
}

/// Messages for all pairs with a contrast that is too low or unknown.
fn complaints(theme: &Theme, defaults: &Defaults) -> Vec<String> {
    let mut found = Vec::new();
    for place in Place::all() {
        for pair in PAIRS {
            let contrast = contrast(pair, |it| theme.color(defaults, place, it));
            if contrast.is_some_and(|contrast| contrast >= pair.least) {
                continue;
            }
            let colors = [pair.front, &[pair.back]].concat();
            let colors = colors.iter().map(|it| {
                let color = theme.color(defaults, place, it);
                format!("{it} {}", color.map_or("?".to_owned(), |color| color.to_string()))
            });
            found.push(format!(
                "{}, {place:?}: {}: {} is {:.2}, but must be at least {}",
                theme.name,
                pair.what,
                colors.collect::<Vec<_>>().join(" on "),
                contrast.unwrap_or_default(),
                pair.least
            ));
        }
    }
    found
}

#[test]
fn all_pairs_have_their_minimum_contrast_in_every_theme_and_scheme() {
    let defaults = defaults();
    let found: Vec<_> = themes().iter().flat_map(|theme| complaints(theme, &defaults)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_message_names_a_low_contrast_and_its_colors() {
    let values = [("color-error".to_owned(), "light-dark(#ff8080, #ff9c93)".to_owned())].into();
    let theme = Theme { name: "pale".to_owned(), values };
    let found = complaints(&theme, &defaults());
    assert_eq!(found.len(), 2 * 3, "{found:?}");
    assert_eq!(
        found.last().map(String::as_str),
        Some(
            "pale, Light in Safari: an error on a card: var(--_error) rgb(255 128 128) on var(--_card) rgb(255 255 255) is 2.43, \
             but must be at least 4.5"
        )
    );
}

#[test]
fn an_unknown_color_is_an_error() {
    let values = [("color-page".to_owned(), "salmon".to_owned())].into();
    let found = complaints(&Theme { name: "odd".to_owned(), values }, &defaults());
    assert!(found.iter().any(|it| it.contains("var(--_page) ?")), "{found:?}");
}

#[test]
fn every_mixed_color_of_the_styles_is_in_a_pair() {
    let styles = styles();
    let listed = |mix: &str| PAIRS.iter().any(|pair| pair.back == mix);
    let mixes: Vec<_> =
        styles.split(';').filter_map(|part| Some(&part[part.find("color-mix(")?..])).collect();
    assert!(mixes.len() > 3, "{mixes:?}");
    for mix in mixes {
        // Partly transparent colors are checked on both backgrounds.
        let solid = [PAGE, CARD].map(|ground| mix.replace("#0000", ground));
        assert!(solid.iter().all(|mix| listed(mix)), "{mix} is not in xtask/src/themes/pairs.rs");
    }
}
