//! Finds the places of profiles and links in a JSON text, in one pass and without building values. The text must be
//! valid JSON.

use crate::hidden;
use crate::lines::Lines;
use crate::place::At;
use interlocal_core::link::may_hold_link;
use std::collections::VecDeque;
use std::ops::Range;

/// The maximum depth, as in the reader of profiles.
const MOST_DEPTH: usize = 128;
/// The number of bytes that are searched before a step may end.
const STRETCH: usize = 1 << 15;
/// The maximum number of waiting items, which is more than an import accepts.
const MOST_WAITING: usize = 200_000;
/// The maximum number of list members without a link that are reported.
const MOST_BARE: usize = 10_000;
/// An object with this key is a profile.
const ANSWERS: &str = "\"answers\"";
const ID: &str = "\"id\"";

/// An item that the pass found.
#[derive(Debug)]
pub(super) enum Item {
    /// An object with answers.
    Profile { at: At, range: Range<usize> },
    /// A string with a link; `id` is the value of that key in the same object.
    Text { at: At, range: Range<usize>, id: Option<Range<usize>> },
    /// A list member with neither a profile nor a link, if other members have one.
    Bare { at: At, range: Range<usize> },
    /// Objects are nested more deeply than in any profile.
    TooDeep { line: usize },
    /// No item yet.
    Other,
}

/// An open object or list.
#[derive(Debug)]
struct Frame {
    start: usize,
    is_object: bool,
    /// Whether the next string is a key.
    wants_name: bool,
    name: Range<usize>,
    id: Option<Range<usize>>,
    has_answers: bool,
    /// The number of waiting items when it began.
    n_waiting: usize,
}

/// The state of the pass.
#[derive(Debug)]
pub(super) struct Outline {
    /// The line in the file, if every line has its own value.
    line: Option<u32>,
    at: usize,
    frames: Vec<Frame>,
    /// Items that are dropped if they turn out to be part of a profile, with their depth.
    waiting: Vec<(usize, Item)>,
    ready: VecDeque<Item>,
    /// The outermost list: its depth, the current member's index, and the member's start.
    list: Option<(usize, u32, usize)>,
    n_found: usize,
    n_before_member: usize,
    bare: Vec<Item>,
    list_has_links: bool,
    /// The host of the first mail gateway whose address contained no link.
    pub(super) gateway: Option<String>,
    /// The number of earlier rejects.
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

    /// Returns the line of `offset`, which must not decrease from call to call.
    pub(super) fn line_at(&mut self, text: &str, offset: usize) -> usize {
        let line = self.line.unwrap_or_else(|| self.lines.at(text, offset));
        usize::try_from(line).unwrap_or(usize::MAX)
    }

    /// Returns the next item in `text`, which must be the same in each call.
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

    /// Ends a member of the outermost list before `end`.
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

/// Returns the offset after the string whose content starts at `at`.
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

/// Returns true if the value of the key that ends at `at` is an object.
fn begins_object(text: &str, at: usize) -> bool {
    let value = text.get(at..).unwrap_or_default().trim_start().strip_prefix(':');
    value.is_some_and(|value| value.trim_start().starts_with('{'))
}
