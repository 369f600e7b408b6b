//! The small files round the sheets: which sheets there are, where they stand, and the texts that cells share. Knows
//! element names without their prefixes, since programs differ in those.

use crate::reject::RejectReason;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::HashMap;

/// Nobody writes spreadsheets in another.
const XML: XmlVersion = XmlVersion::Implicit1_0;

/// One step through XML, with what is looked at here.
pub(super) enum Step<'a> {
    /// An element starts.
    Start(BytesStart<'a>),
    /// An element starts and ends.
    Empty(BytesStart<'a>),
    /// The element of this name ends.
    End(String),
    /// Text.
    Text(String),
    /// Comments and the like.
    Other,
    /// Nothing follows.
    Over,
}

/// The next step.
pub(super) fn next<'a>(reader: &mut Reader<&'a [u8]>) -> Result<Step<'a>, RejectReason> {
    let event = reader.read_event().map_err(|_| RejectReason::BrokenSpreadsheet)?;
    Ok(match event {
        Event::Start(element) => Step::Start(element),
        Event::Empty(element) => Step::Empty(element),
        Event::End(element) => Step::End(local(element.name().as_ref()).to_owned()),
        Event::Text(text) => Step::Text(text.xml10_content().into_owned()),
        Event::CData(text) => Step::Text(text.xml10_content().into_owned()),
        Event::GeneralRef(reference) => Step::Text(character(&reference)),
        Event::Eof => Step::Over,
        Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => Step::Other,
    })
}

/// What `&amp;` and its like stand for; nothing for what XML does not know.
fn character(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        Ok(None) | Err(_) => {
            let known = quick_xml::escape::resolve_predefined_entity(&reference.xml10_content());
            known.unwrap_or_default().to_owned()
        }
    }
}

/// The value of the attribute `name`, whatever its prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|it| local(it.key.as_ref()) == name)?;
    Some(found.normalized_value(XML).map_or_else(|_| String::new(), |value| value.into_owned()))
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Name and relation of each sheet, in the order that a person sees.
pub(super) fn sheets(text: &str) -> Result<Vec<(String, String)>, RejectReason> {
    let mut sheets = Vec::new();
    each(text, "sheet", |element| {
        if let (Some(name), Some(relation)) = (attribute(element, "name"), relation(element)) {
            sheets.push((name, relation));
        }
    })?;
    Ok(sheets)
}

/// `r:id`, and not another `id`.
pub(super) fn relation(element: &BytesStart<'_>) -> Option<String> {
    let is_it = |key: &str| key.contains(':') && local(key) == "id";
    let found = element.attributes().flatten().find(|it| is_it(it.key.as_ref()))?;
    found.normalized_value(XML).ok().map(|value| value.into_owned())
}

/// Targets by relation; those of files as paths in the container, seen from `from`.
pub(super) fn relations(text: &str, from: &str) -> Result<HashMap<String, String>, RejectReason> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut targets = HashMap::new();
    each(text, "Relationship", |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            let path = match (target.strip_prefix('/'), folder) {
                (_, "") => target,
                (Some(absolute), _) => absolute.to_owned(),
                (None, folder) => [folder, "/", &target].concat(),
            };
            targets.insert(id, path);
        }
    })?;
    Ok(targets)
}

/// Where the relations of the file `path` stand.
pub(super) fn relations_of(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    [folder, "/_rels/", name, ".rels"].concat()
}

/// The texts that cells share, by number. Formatted ones are in parts; how they sound (`rPh`) is no part of them.
pub(super) fn strings(text: &str) -> Result<Vec<String>, RejectReason> {
    let mut reader = Reader::from_str(text);
    let mut strings: Vec<String> = Vec::new();
    let (mut is_text, mut is_sound) = (false, false);
    loop {
        match next(&mut reader)? {
            Step::Start(element) => match local(element.name().as_ref()) {
                "si" => strings.push(String::new()),
                "rPh" => is_sound = true,
                "t" => is_text = !is_sound,
                _ => {}
            },
            Step::Empty(element) if local(element.name().as_ref()) == "si" => strings.push(String::new()),
            Step::End(name) => match name.as_str() {
                "rPh" => is_sound = false,
                "t" => is_text = false,
                _ => {}
            },
            Step::Text(text) if is_text => append(&mut strings, &text),
            Step::Empty(_) | Step::Text(_) | Step::Other => {}
            Step::Over => return Ok(strings),
        }
    }
}

fn append(strings: &mut [String], text: &str) {
    if let Some(last) = strings.last_mut() {
        last.push_str(text);
    }
}

/// `work` on each element `name`.
pub(super) fn each(
    text: &str,
    name: &str,
    mut work: impl FnMut(&BytesStart<'_>),
) -> Result<(), RejectReason> {
    let mut reader = Reader::from_str(text);
    loop {
        match next(&mut reader)? {
            Step::Start(element) | Step::Empty(element) if local(element.name().as_ref()) == name => {
                work(&element)
            }
            Step::Start(_) | Step::Empty(_) | Step::End(_) | Step::Text(_) | Step::Other => {}
            Step::Over => return Ok(()),
        }
    }
}
