//! Finds the places of profiles and links in a JSON text, in one pass and without building values. Relies on a text that is
//! JSON; refuses to know what is in a profile.

use crate::hidden;
use crate::lines::Lines;
use crate::place::At;
use interlocal_core::link::may_hold_link;
use std::collections::VecDeque;
use std::ops::Range;

/// As deep as the reader of a profile goes.
const MOST_DEPTH: usize = 128;
/// Bytes that are looked through before a caller may stop.
const STRETCH: usize = 1 << 15;
/// More things than a reading takes, so that waiting ones have a bound.
const MOST_WAITING: usize = 200_000;
/// Members of a list without a link that are told.
const MOST_BARE: usize = 10_000;
/// An object with this name in it is a profile.
const ANSWERS: &str = "\"answers\"";
const ID: &str = "\"id\"";

/// Something that was found.
#[derive(Debug)]
pub(super) enum Item {
    /// An object with answers.
    Profile { at: At, range: Range<usize> },
    /// A string with a link in it; `id` is the string of that name beside it.
    Text { at: At, range: Range<usize>, id: Option<Range<usize>> },
    /// A member of a list that holds neither, where others do.
    Bare { at: At, range: Range<usize> },
    /// Objects in objects, deeper than any profile.
    TooDeep { line: usize },
    /// Nothing yet.
    Other,
}

/// An object or a list that is open.
#[derive(Debug)]
struct Frame {
    start: usize,
    is_object: bool,
    /// Whether a string that comes next is a name.
    wants_name: bool,
    name: Range<usize>,
    id: Option<Range<usize>>,
    has_answers: bool,
    /// How many items were waiting when it began.
    n_waiting: usize,
}

/// A pass over a text.
#[derive(Debug)]
pub(super) struct Outline {
    /// The line of the file, where each has a value of its own.
    line: Option<u32>,
    at: usize,
    frames: Vec<Frame>,
    /// Found, and perhaps part of a profile that is not at its end.
    waiting: Vec<(usize, Item)>,
    ready: VecDeque<Item>,
    /// The outermost list: how deep it stands, which member it is at, and where that starts.
    list: Option<(usize, u32, usize)>,
    n_found: usize,
    n_before_member: usize,
    bare: Vec<Item>,
    list_has_links: bool,
    /// The first mail gateway whose address hides its link.
    pub(super) gateway: Option<String>,
    /// How many rejects there were before.
    pub(super) first_reject: Option<usize>,
    lines: Lines,
}

impl Outline {
    pub(super) fn new(line: Option<u32>) -> Outline {
        Outline {
            line,
            at: 0,
            frames: Vec::new(),
            waiting: Vec::new(),
            ready: VecDeque::new(),
            list: None,
            n_found: 0,
            n_before_member: 0,
            bare: Vec::new(),
            list_has_links: false,
            gateway: None,
            first_reject: None,
            lines: Lines::from(1),
        }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The line of `offset`, which must not decrease from call to call.
    pub(super) fn line_at(&mut self, text: &str, offset: usize) -> usize {
        let line = self.line.unwrap_or_else(|| self.lines.at(text, offset));
        usize::try_from(line).unwrap_or(usize::MAX)
    }

    /// The next thing in `text`, which must be the same in each call.
    pub(super) fn next(&mut self, text: &str) -> Option<Item> {
        if let Some(item) = self.ready.pop_front() {
            return Some(item);
        }
        let end = self.at.saturating_add(STRETCH);
        let bytes = text.as_bytes();
        while self.at < end
            && let Some(byte) = bytes.get(self.at)
        {
            let start = self.at;
            self.at += 1;
            match byte {
                b'{' | b'[' => {
                    if self.frames.len() == MOST_DEPTH {
                        self.at = text.len();
                        self.frames.clear();
                        return Some(Item::TooDeep { line: self.line_at(text, start) });
                    }
                    self.open(start, *byte == b'{');
                }
                b'}' | b']' => self.close(start + 1),
                b'"' => {
                    self.at = end_of_string(bytes, self.at);
                    self.string(text, start..self.at);
                }
                b',' => self.separate(start),
                _ => {}
            }
            if !self.ready.is_empty() {
                break;
            }
        }
        if self.at >= text.len() {
            self.release(0);
        }
        match self.ready.pop_front() {
            Some(item) => Some(item),
            None if self.at >= text.len() => None,
            None => Some(Item::Other),
        }
    }

    fn open(&mut self, start: usize, is_object: bool) {
        if !is_object && self.list.is_none() {
            self.list = Some((self.frames.len(), 1, start + 1));
            (self.n_before_member, self.list_has_links) = (self.n_found, false);
        }
        let n_waiting = self.waiting.len();
        let name = 0..0;
        self.frames.push(Frame {
            start,
            is_object,
            wants_name: is_object,
            name,
            id: None,
            has_answers: false,
            n_waiting,
        });
    }

    fn close(&mut self, end: usize) {
        let Some(frame) = self.frames.pop() else { return };
        if frame.is_object {
            self.close_object(&frame, end);
        } else if self.list.is_some_and(|(depth, ..)| depth == self.frames.len()) {
            self.end_member(end - 1);
            self.end_list();
        }
        if !self.frames.iter().any(|frame| frame.is_object) {
            self.release(0);
        }
    }

    fn close_object(&mut self, frame: &Frame, end: usize) {
        if frame.has_answers {
            // The items inside are part of the profile.
            let inside = self.waiting.len().saturating_sub(frame.n_waiting);
            self.waiting.truncate(frame.n_waiting);
            self.n_found -= inside.min(self.n_found);
            let at = self.place();
            self.wait(frame.start, Item::Profile { at, range: frame.start..end });
            return;
        }
        let Some(found) = &frame.id else { return };
        for (_, item) in
            self.waiting.iter_mut().skip(frame.n_waiting).filter(|(parent, _)| *parent == frame.start)
        {
            if let Item::Text { id, .. } = item {
                *id = Some(found.clone());
            }
        }
    }

    fn separate(&mut self, at: usize) {
        if let Some(frame) = self.frames.last_mut() {
            frame.wants_name = frame.is_object;
        }
        if self.list.is_some_and(|(depth, ..)| depth + 1 == self.frames.len()) {
            self.end_member(at);
            if let Some((_, member, start)) = &mut self.list {
                *member = member.saturating_add(1);
                *start = at + 1;
            }
        }
    }

    /// A member of the outermost list ends before `end`.
    fn end_member(&mut self, end: usize) {
        let Some((_, _, start)) = self.list else { return };
        let has_links = self.n_found > self.n_before_member;
        self.list_has_links |= has_links;
        if !has_links && self.bare.len() < MOST_BARE && end > start {
            let at = self.place();
            self.bare.push(Item::Bare { at, range: start..end });
        }
        self.n_before_member = self.n_found;
    }

    fn end_list(&mut self) {
        self.list = None;
        let bare = std::mem::take(&mut self.bare);
        if self.list_has_links {
            self.ready.extend(bare);
        }
    }

    fn string(&mut self, text: &str, range: Range<usize>) {
        let literal = &text[range.clone()];
        let Some(frame) = self.frames.last_mut() else {
            return self.value(literal, range, 0);
        };
        if frame.wants_name {
            frame.wants_name = false;
            frame.has_answers |= literal == ANSWERS && begins_object(text, range.end);
            frame.name = range;
            return;
        }
        if frame.is_object && text.get(frame.name.clone()) == Some(ID) {
            frame.id = Some(range.clone());
        }
        let parent = frame.start;
        self.value(literal, range, parent);
    }

    fn value(&mut self, literal: &str, range: Range<usize>, parent: usize) {
        let unescaped =
            literal.contains('\\').then(|| serde_json::from_str::<String>(literal).ok()).flatten();
        let value = unescaped.as_deref().unwrap_or(literal.trim_matches('"'));
        let is_address = || value.contains("://") || value.contains('%');
        if may_hold_link(value) || (is_address() && hidden::link(value.trim()).is_some()) {
            let at = self.place();
            self.wait(parent, Item::Text { at, range, id: None });
        } else if self.gateway.is_none() && is_address() {
            self.gateway = hidden::gateway(value).map(str::to_owned);
        }
    }

    fn place(&self) -> At {
        match (self.line, &self.list) {
            (Some(line), _) => At::Line(line),
            (None, Some((_, member, _))) => At::Entry(*member),
            (None, None) => At::Whole,
        }
    }

    fn wait(&mut self, parent: usize, item: Item) {
        self.n_found += 1;
        if self.waiting.len() < MOST_WAITING {
            self.waiting.push((parent, item));
        }
    }

    fn release(&mut self, from: usize) {
        self.ready.extend(self.waiting.drain(from..).map(|(_, item)| item));
    }
}

/// The offset behind the string whose content starts at `at`.
fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' => break,
            b'\\' => at += 1,
            _ => {}
        }
    }
    at.min(bytes.len())
}

/// Whether the value of the name that ends at `at` is an object.
fn begins_object(text: &str, at: usize) -> bool {
    let value = text.get(at..).unwrap_or_default().trim_start().strip_prefix(':');
    value.is_some_and(|value| value.trim_start().starts_with('{'))
}
