//! Parses the color expressions that our tokens use, and computes contrasts.

use std::fmt;

/// Red, green and blue in sRGB, each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Color([f64; 3]);

/// The color scheme that the user prefers or the page sets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scheme {
    Light,
    Dark,
}

/// The browser whose system colors are meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Browser {
    Chromium,
    Firefox,
    Safari,
}

/// The scheme and the browser that a color is evaluated for.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) scheme: Scheme,
    pub(super) browser: Browser,
}

impl Place {
    pub(super) fn all() -> impl Iterator<Item = Place> {
        let browsers = [Browser::Chromium, Browser::Firefox, Browser::Safari];
        let both = [Scheme::Light, Scheme::Dark];
        both.into_iter().flat_map(move |scheme| browsers.map(|browser| Place { scheme, browser }))
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{:?} in {:?}", self.scheme, self.browser)
    }
}

impl Color {
    /// Evaluates an expression; `resolve` returns the value of `var(--_name)`. `None` if the expression is unknown or
    /// transparent.
    pub(super) fn read(text: &str, place: Place, resolve: &dyn Fn(&str) -> Option<String>) -> Option<Color> {
        let text = text.trim();
        let again = |part: &str| Color::read(part, place, resolve);
        if let Some(hex) = text.strip_prefix('#') {
            return from_hex(hex);
        }
        if let Some(inside) = call(text, "light-dark") {
            let [light, dark] = arguments(inside)?;
            return again(match place.scheme {
                Scheme::Light => light,
                Scheme::Dark => dark,
            });
        }
        if let Some(inside) = call(text, "color-mix") {
            let (first, second) = mixed(inside)?;
            let (share, first, second) = match (with_share(first), with_share(second)) {
                ((first, Some(share)), (second, None)) => (share, first, second),
                ((first, None), (second, Some(share))) => (1.0 - share, first, second),
                _ => return None,
            };
            return Some(again(first)?.mix(share, again(second)?));
        }
        if let Some(inside) = call(text, "var") {
            return again(&resolve(inside)?);
        }
        of_system(text, place)
    }

    fn mix(self, share: f64, other: Color) -> Color {
        let mut parts = self.0.into_iter().zip(other.0).map(|(one, two)| one * share + two * (1.0 - share));
        Color(std::array::from_fn(|_| parts.next().unwrap_or_default()))
    }

    /// The contrast ratio of WCAG 2, from 1 (equal) to 21 (black on white).
    pub(super) fn contrast(self, other: Color) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self
            .0
            .map(|part| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl fmt::Display for Color {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let [red, green, blue] = self.0.map(|part| part * 255.0);
        write!(out, "rgb({red:.0} {green:.0} {blue:.0})")
    }
}

fn from_hex(hex: &str) -> Option<Color> {
    let part =
        |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok().map(|part| f64::from(part) / 255.0);
    match hex.len() {
        6 => Some(Color([part(0)?, part(2)?, part(4)?])),
        _ => None,
    }
}

/// System colors of each browser. tests/e2e/themes.test.mjs checks the first two in the browser.
fn of_system(name: &str, place: Place) -> Option<Color> {
    let [chromium, firefox, safari] = match (name, place.scheme) {
        ("Canvas", Scheme::Light) => ["ffffff", "ffffff", "ffffff"],
        ("Canvas", Scheme::Dark) => ["121212", "1c1b22", "1e1e1e"],
        ("CanvasText", Scheme::Light) => ["000000", "000000", "000000"],
        ("CanvasText", Scheme::Dark) => ["ffffff", "fbfbfe", "ffffff"],
        ("LinkText", Scheme::Light) => ["0000ee", "0000ee", "0000ee"],
        ("LinkText", Scheme::Dark) => ["9e9eff", "00cadb", "9e9eff"],
        _ => return None,
    };
    from_hex(match place.browser {
        Browser::Chromium => chromium,
        Browser::Firefox => firefox,
        Browser::Safari => safari,
    })
}

/// The arguments of a function call, if it is the whole text.
pub(super) fn call<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')')
}

/// The two arguments of a function. Commas inside nested brackets don't separate them.
fn arguments(inside: &str) -> Option<[&str; 2]> {
    let mut depth = 0_u32;
    let comma = inside.find(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    })?;
    let (first, second) = inside.split_at(comma);
    Some([first.trim(), second.trim_start_matches(',').trim()])
}

fn mixed(inside: &str) -> Option<(&str, &str)> {
    let [space, colors] = arguments(inside)?;
    let [first, second] = arguments(colors)?;
    (space == "in srgb").then_some((first, second))
}

fn with_share(text: &str) -> (&str, Option<f64>) {
    let share = text.rsplit_once(' ').and_then(|(color, share)| {
        let percent: f64 = share.strip_suffix('%')?.parse().ok()?;
        Some((color, percent / 100.0))
    });
    match share {
        Some((color, share)) => (color, Some(share)),
        None => (text, None),
    }
}

#[test]
fn contrasts_equal_those_of_the_guidelines() {
    let place = Place { scheme: Scheme::Dark, browser: Browser::Chromium };
    let read =
        |text| Color::read(text, place, &|name| (name == "--_a").then(|| "#777777".to_owned())).unwrap();
    let between = |one, two| (read(one).contrast(read(two)) * 100.0).round() / 100.0;
    assert_eq!(between("#000000", "#ffffff"), 21.0);
    assert_eq!(between("#ffffff", "#ffffff"), 1.0);
    // Known examples from discussions of the guidelines: just below and just above the limit.
    assert_eq!(between("var(--_a)", "#ffffff"), 4.48);
    assert_eq!(between("light-dark(#000000, #767676)", "#ffffff"), 4.54);
}

#[test]
fn mixtures_may_have_the_share_on_either_side() {
    let place = Place { scheme: Scheme::Light, browser: Browser::Firefox };
    let read = |text| Color::read(text, place, &|_| None).map(|color| color.to_string());
    assert_eq!(read("color-mix(in srgb, #ffffff 25%, #000000)").as_deref(), Some("rgb(64 64 64)"));
    assert_eq!(read("color-mix(in srgb, #ffffff, #000000 75%)").as_deref(), Some("rgb(64 64 64)"));
    assert_eq!(
        read("color-mix(in srgb, light-dark(#ff0000, #00ff00) 100%, Canvas)").as_deref(),
        Some("rgb(255 0 0)")
    );
    assert_eq!(read("#0000"), None);
    assert_eq!(read("color-mix(in oklab, #ffffff 25%, #000000)"), None);
}
