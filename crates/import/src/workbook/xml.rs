//! Reads XML as a stream of a few kinds of steps. Element names are compared without prefixes, which differ between
//! programs.

use super::package::Stream;
use crate::gather::{BYTES, Gathering};
use crate::reject::RejectReason;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::cell::Cell;
use std::io::{self, BufReader, Read};
use std::rc::Rc;

/// Spreadsheets always use XML 1.0.
const XML: XmlVersion = XmlVersion::Implicit1_0;
/// Maximum number of bytes of one tag or text. A cell has at most 32,767 characters.
const MOST_AT_ONCE: usize = 16 << 20;
/// Number of bytes that are decompressed at a time.
const AT_ONCE: usize = 1 << 15;
/// The work of one step, in the unit of [`Gathering::spend`].
const STEP: usize = 3;

/// The state of reading one part of the container.
#[derive(Debug)]
pub(super) struct Xml {
    reader: Reader<BufReader<Metered>>,
    buffer: Vec<u8>,
    burst: Rc<Cell<usize>>,
    left: Rc<Cell<u64>>,
    read: Rc<Cell<usize>>,
    length: usize,
}

/// A step through XML, reduced to what the readers need.
#[derive(Debug)]
pub(super) enum Step<'a> {
    /// The start of an element.
    Start(BytesStart<'a>),
    /// An empty element.
    Empty(BytesStart<'a>),
    /// The end of the element with this name.
    End(Name),
    /// Text.
    Text(std::borrow::Cow<'a, str>),
    /// Comments and everything else.
    Other,
    /// The end of the stream.
    Over,
}

/// The elements that the readers need, without prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Row,
    Cell,
    Value,
    Formula,
    /// Phonetic hints.
    Sound,
    Item,
    Other,
}

/// Counts the bytes read since the last step.
#[derive(Debug)]
struct Metered {
    stream: Stream,
    burst: Rc<Cell<usize>>,
}

impl Read for Metered {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if self.burst.get() > MOST_AT_ONCE {
            return Err(io::Error::other("more than a cell holds"));
        }
        let n = self.stream.read(room)?;
        self.burst.set(self.burst.get() + n);
        Ok(n)
    }
}

impl Xml {
    pub(super) fn new(stream: Stream) -> Xml {
        let (read, length) = stream.meter();
        let left = stream.left();
        let burst = Rc::new(Cell::new(0));
        let metered = Metered { stream, burst: Rc::clone(&burst) };
        let mut reader = Reader::from_reader(BufReader::with_capacity(AT_ONCE, metered));
        // The readers use only texts and attributes, so unbalanced tags do no harm.
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        Xml { reader, buffer: Vec::new(), burst, left, read, length }
    }

    /// Returns how much of the part is read, in thousandths.
    pub(super) fn thousandths(&self) -> usize {
        self.read.get().saturating_mul(1000) / self.length.max(1)
    }

    /// Returns the next step, and records its work in `out`.
    pub(super) fn next(&mut self, out: &mut Gathering) -> Result<Step<'_>, RejectReason> {
        self.buffer.clear();
        self.burst.set(0);
        let (burst, left) = (&self.burst, &self.left);
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|_| {
            match burst.get() > MOST_AT_ONCE || left.get() == 0 {
                true => RejectReason::Unpacked,
                false => RejectReason::BrokenSpreadsheet,
            }
        })?;
        out.spend(STEP + event.len() / BYTES);
        Ok(match event {
            Event::Start(element) => Step::Start(element),
            Event::Empty(element) => Step::Empty(element),
            Event::End(element) => Step::End(Name::of(element.name().as_ref())),
            Event::Text(text) => Step::Text(text.xml10_content()),
            Event::CData(text) => Step::Text(text.xml10_content()),
            Event::GeneralRef(reference) => Step::Text(character(&reference).into()),
            Event::Eof => Step::Over,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => Step::Other,
        })
    }
}

impl Name {
    pub(super) fn of(name: &str) -> Name {
        match local(name) {
            "row" => Name::Row,
            "c" => Name::Cell,
            "v" | "t" => Name::Value,
            "f" => Name::Formula,
            "rPh" => Name::Sound,
            "si" => Name::Item,
            _ => Name::Other,
        }
    }
}

/// Returns the text for a reference such as `&amp;`, or an empty text for an unknown one.
fn character(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        Ok(None) | Err(_) => {
            let known = quick_xml::escape::resolve_predefined_entity(&reference.xml10_content());
            known.unwrap_or_default().to_owned()
        }
    }
}

/// Returns the value of the attribute `name` with any prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    valued(element, |key| local(key) == name)
}

/// Returns the value of `r:id`, but not of `id`.
pub(super) fn relation(element: &BytesStart<'_>) -> Option<String> {
    valued(element, |key| key.contains(':') && local(key) == "id")
}

fn valued(element: &BytesStart<'_>, is_it: impl Fn(&str) -> bool) -> Option<String> {
    // The check for duplicate names takes quadratic time.
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|it| is_it(it.key.as_ref()))?;
    Some(found.normalized_value(XML).map_or_else(|_| String::new(), |value| value.into_owned()))
}

/// Returns true if the attribute `name` is set to true.
pub(super) fn is_set(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| matches!(value.as_str(), "1" | "true"))
}

/// Returns a name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
