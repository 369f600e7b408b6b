//! A reader of markup that is stricter than browsers: it requires quoted attributes, escaped text and properly nested
//! elements.

/// A start tag, with its attributes unescaped.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
}

pub(crate) struct Page {
    pub(crate) elements: Vec<Element>,
    /// The text between elements, without style sheets.
    pub(crate) text: String,
}

/// HTML elements without an end tag.
const VOID: [&str; 1] = ["meta"];

pub(crate) fn parse(markup: &str) -> Page {
    let mut page = Page { elements: Vec::new(), text: String::new() };
    let mut open: Vec<String> = Vec::new();
    let body = ["<!doctype html>\n", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"]
        .iter()
        .find_map(|start| markup.strip_prefix(start));
    let mut rest = body.expect("a declaration");
    while let Some((text, tag)) = rest.split_once('<') {
        add_text(&mut page, open.last(), text);
        let (tag, after) = tag.split_once('>').expect("an end of the tag");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "ends in order");
            continue;
        }
        let (tag, is_closed) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let element = element(tag);
        if !is_closed && !VOID.contains(&element.name.as_str()) {
            open.push(element.name.clone());
        }
        page.elements.push(element);
    }
    assert_eq!((rest.trim(), open.len()), ("", 0));
    page
}

fn add_text(page: &mut Page, inside: Option<&String>, text: &str) {
    if inside.is_some_and(|name| name == "style") {
        return;
    }
    assert!(!text.contains(['>', '"', '\'']), "unescaped: {text}");
    page.text.push_str(&unescaped(text));
    page.text.push('\n');
}

fn element(tag: &str) -> Element {
    let (name, mut rest) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
    assert!(!name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{tag}");
    let mut attributes = Vec::new();
    while let Some(attribute) = rest.strip_prefix(' ') {
        let (name, value) = attribute.split_once("=\"").expect("a quoted value");
        assert!(name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-' || b == b':'), "{tag}");
        let (value, after) = value.split_once('"').expect("a closing quote");
        assert!(!value.contains(['<', '\'']), "{tag}");
        attributes.push((name.to_owned(), unescaped(value)));
        rest = after;
    }
    assert_eq!(rest, "", "{tag}");
    Element { name: name.to_owned(), attributes }
}

fn unescaped(text: &str) -> String {
    let is_escaped =
        |rest: &str| ["amp;", "lt;", "gt;", "quot;", "#39;"].iter().any(|it| rest.starts_with(it));
    assert!(text.split('&').skip(1).all(is_escaped), "a bare &: {text}");
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&amp;", "&")
}

impl Page {
    pub(crate) fn named(&self, name: &str) -> Vec<&Element> {
        self.elements.iter().filter(|element| element.name == name).collect()
    }
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}
