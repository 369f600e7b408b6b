//! Builds HTML and SVG so that no value can break the markup: names of elements and attributes are constants, and
//! everything else is escaped.

use crate::direction::{Part, parts};

/// A complete piece of markup.
#[derive(Debug, Default)]
pub(super) struct Markup(String);

/// Attributes of an element: constant names, any values.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

/// Elements that start on a line of their own, as do their children.
const CONTAINERS: [&str; 16] = [
    "html", "head", "body", "header", "main", "section", "footer", "div", "ol", "ul", "table", "thead",
    "tbody", "tr", "svg", "g",
];
/// Elements inside a line of text. After every other element there is a line break.
const INLINE: [&str; 6] = ["span", "strong", "small", "bdi", "a", "code"];
/// Empty shapes that end with `/>`, which is valid in HTML and XML.
const SHAPES: [&str; 2] = ["rect", "circle"];

impl Markup {
    /// Returns the markup as text.
    pub(super) fn into_string(self) -> String {
        self.0
    }
}

impl FromIterator<Markup> for Markup {
    fn from_iter<I: IntoIterator<Item = Markup>>(parts: I) -> Markup {
        Markup(parts.into_iter().map(Markup::into_string).collect())
    }
}

/// Escapes a text for the content of an HTML element. Each isolated value gets an element.
pub(super) fn text(text: &str) -> Markup {
    parts(text)
        .map(|part| match part {
            Part::Text(text) => plain(text),
            Part::Value(value) => el("bdi", &[], [plain(value)]),
        })
        .collect()
}

/// Escapes a text for an element that can't contain others.
pub(super) fn plain(text: &str) -> Markup {
    Markup(escaped(text))
}

/// Includes a constant of this program without escaping, such as a style sheet.
pub(super) fn fixed(text: &'static str) -> Markup {
    Markup(text.to_owned())
}

/// Creates an element with its content.
pub(super) fn el(
    name: &'static str,
    attributes: Attributes<'_>,
    inner: impl IntoIterator<Item = Markup>,
) -> Markup {
    around(name, attributes, inner.into_iter().collect())
}

/// A separate function, so that it is compiled only once and not for each type of iterator.
fn around(name: &'static str, attributes: Attributes<'_>, inner: Markup) -> Markup {
    let mut out = start(name, attributes);
    if inner.0.is_empty() && SHAPES.contains(&name) {
        out.push_str("/>\n");
        return Markup(out);
    }
    out.push('>');
    if CONTAINERS.contains(&name) {
        out.push('\n');
    }
    out.push_str(&inner.0);
    out.push_str(&["</", name, ">"].concat());
    if !INLINE.contains(&name) {
        out.push('\n');
    }
    Markup(out)
}

/// Creates an HTML element without content and end tag.
pub(super) fn void(name: &'static str, attributes: Attributes<'_>) -> Markup {
    Markup(start(name, attributes) + ">\n")
}

fn start(name: &'static str, attributes: Attributes<'_>) -> String {
    let mut out = ["<", name].concat();
    for (name, value) in attributes {
        out.push_str(&[" ", name, "=\"", &escaped(value), "\""].concat());
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_ends_an_element_or_an_attribute() {
        let evil = "\"'><script>&";
        let written = el("p", &[("title", evil)], [text(evil)]).into_string();
        let safe = "&quot;&#39;&gt;&lt;script&gt;&amp;";
        assert_eq!(written, format!("<p title=\"{safe}\">{safe}</p>\n"));
    }

    #[test]
    fn isolated_values_get_an_element() {
        let written = text("\u{2068}<א>\u{2069} & b").into_string();
        assert_eq!(written, "<bdi>&lt;א&gt;</bdi> &amp; b");
        assert_eq!(plain("a & b").into_string(), "a &amp; b");
    }

    #[test]
    fn a_shape_closes_itself_and_a_cell_does_not() {
        assert_eq!(el("rect", &[("x", "1")], []).into_string(), "<rect x=\"1\"/>\n");
        assert_eq!(el("td", &[], []).into_string(), "<td></td>\n");
        assert_eq!(void("meta", &[("charset", "utf-8")]).into_string(), "<meta charset=\"utf-8\">\n");
    }
}
