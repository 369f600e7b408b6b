//! Markup that what stands in it can't break: the names of elements and attributes are fixed in the code, and all else
//! is escaped. Knows what HTML and SVG have in common; refuses to know what a page says.

use crate::direction::{Part, parts};

/// A piece of markup, whole in itself.
#[derive(Debug, Default)]
pub(super) struct Markup(String);

/// Attributes of an element: fixed names, any values.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

/// On lines of their own, and what is in them as well.
const CONTAINERS: [&str; 16] = [
    "html", "head", "body", "header", "main", "section", "footer", "div", "ol", "ul", "table", "thead",
    "tbody", "tr", "svg", "g",
];
/// Inside a line of text; everything else ends its line.
const INLINE: [&str; 6] = ["span", "strong", "small", "bdi", "a", "code"];
/// Shapes that hold nothing and say so, which HTML reads as XML does.
const SHAPES: [&str; 2] = ["rect", "circle"];

impl Markup {
    /// The text of the whole.
    pub(super) fn into_string(self) -> String {
        self.0
    }
}

impl FromIterator<Markup> for Markup {
    fn from_iter<I: IntoIterator<Item = Markup>>(parts: I) -> Markup {
        Markup(parts.into_iter().map(Markup::into_string).collect())
    }
}

/// Any text, escaped for the content of elements of HTML. Each isolated value gets an element.
pub(super) fn text(text: &str) -> Markup {
    parts(text)
        .map(|part| match part {
            Part::Text(text) => plain(text),
            Part::Value(value) => el("bdi", &[], [plain(value)]),
        })
        .collect()
}

/// Any text, escaped for elements that hold no others.
pub(super) fn plain(text: &str) -> Markup {
    Markup(escaped(text))
}

/// Text that is part of this program and is written as it is: a style sheet, a declaration.
pub(super) fn fixed(text: &'static str) -> Markup {
    Markup(text.to_owned())
}

/// An element with what is in it.
pub(super) fn el(
    name: &'static str,
    attributes: Attributes<'_>,
    inner: impl IntoIterator<Item = Markup>,
) -> Markup {
    around(name, attributes, inner.into_iter().collect())
}

/// Compiled once and not for each kind of list that elements come in.
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

/// An element of HTML that never has an end.
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
    fn what_is_isolated_in_a_text_gets_an_element() {
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
