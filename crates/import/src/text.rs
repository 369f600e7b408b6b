//! Reads text with links in it in steps, and finds each link's line. It also searches addresses that hide a link, and
//! base64 in a mail's source.

use crate::gather::{BYTES, Gathering, LINK};
use crate::hidden::{self, MOST_WORD};
use crate::lines::{Lines, end_of_line};
use crate::place::At;
use crate::reading::{Next, Stage};
use crate::reject::RejectReason;
use crate::{encoding, markup, quoted};
use interlocal_core::bank::Bank;
use interlocal_core::link::{self, LinkError, MOST_INPUT, may_hold_link, pieces};

/// Number of bytes that one step searches for links.
const STRETCH: usize = 1 << 16;
/// Upper bound on the length of a link with inserted characters.
const MOST_LINK: usize = 1 << 14;
/// Number of bytes before a start that decide whether it counts.
const BEFORE: usize = 8;
/// Minimum length of the first line of a base64 block.
const LEAST_LINE: usize = 40;
/// Maximum size of a base64 block that is decoded.
const MOST_BLOCK: usize = 1 << 20;

/// The line of the file on which a text starts, and whether its lines are lines of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Base {
    pub(crate) first: u32,
    pub(crate) counts: bool,
}

impl Base {
    pub(crate) const START: Base = Base { first: 1, counts: true };
}

/// The state of reading a text.
#[derive(Debug)]
pub(crate) struct Text {
    text: String,
    base: Base,
    depth: u8,
    /// The offset and line up to which links were searched.
    at: usize,
    lines: Lines,
    /// The offset up to which hidden links were searched.
    looked: usize,
    looked_lines: Lines,
    /// Consecutive lines of base64, and the first one's number.
    block: Vec<u8>,
    block_line: u32,
    /// Whether the whole text may be one link.
    is_all: bool,
}

impl Text {
    /// Starts to read `text`. If it is HTML, its markup is removed.
    pub(crate) fn new(text: String, base: Base, depth: u8, is_all: bool) -> Text {
        let text = if markup::looks_like_it(&text) { markup::searchable(&text) } else { text };
        Text {
            text,
            base,
            depth,
            at: 0,
            lines: Lines::from(base.first),
            looked: 0,
            looked_lines: Lines::from(base.first),
            block: Vec::new(),
            block_line: base.first,
            is_all,
        }
    }

    /// Starts to read `text` after decoding quoted-printable.
    pub(crate) fn unquoted(text: String, base: Base, depth: u8, is_all: bool) -> Text {
        Text::new(quoted::undone(&text).unwrap_or(text), base, depth, is_all)
    }

    pub(crate) fn progress(&self) -> (usize, usize) {
        (self.at + self.looked, 2 * self.text.len())
    }

    pub(crate) fn step(&mut self, bank: &Bank, out: &mut Gathering) -> Result<Next, RejectReason> {
        while !out.is_tired() {
            if self.at < self.text.len() {
                self.search(bank, out);
            } else if self.looked < self.text.len() {
                if let Some(inner) = self.look(bank, out) {
                    return Ok(Next::Then(vec![inner]));
                }
            } else {
                let last = self.end_block();
                self.as_a_whole(bank, out);
                return Ok(last.map_or(Next::Done, |inner| Next::Then(vec![inner])));
            }
        }
        Ok(Next::More)
    }

    /// Searches the next part for links.
    fn search(&mut self, bank: &Bank, out: &mut Gathering) {
        let text = &self.text;
        let end = text.ceil_char_boundary(self.at.saturating_add(STRETCH));
        let from = text.floor_char_boundary(self.at.saturating_sub(BEFORE));
        let ahead = text.floor_char_boundary(end.saturating_add(MOST_LINK));
        let before = self.at;
        for piece in pieces(&text[from..ahead]) {
            let (start, stop) = (from + piece.range.start, from + piece.range.end);
            if start < self.at {
                continue;
            }
            if start >= end {
                break;
            }
            if out.is_tired() {
                self.at = start;
                return;
            }
            let line = if self.base.counts { self.lines.at(text, start) } else { self.base.first };
            out.piece(bank, At::Line(line), &text[start..stop], piece.is_start);
            // The next search starts after this link's first letter.
            self.at = text.ceil_char_boundary(start + 1);
        }
        self.at = end;
        out.spend((end - before) / BYTES + 1);
    }

    /// Searches the next line for hidden links. Returns the base64 block that ended before it, as a text to read.
    fn look(&mut self, bank: &Bank, out: &mut Gathering) -> Option<Stage> {
        let most = self.text.floor_char_boundary(self.looked.saturating_add(MOST_WORD));
        let rest = &self.text[self.looked..most.max(self.looked)];
        let line_end = Some(end_of_line(rest) + 1).filter(|end| *end <= rest.len());
        // A longer line is cut between two words.
        let length =
            line_end.or_else(|| rest.rfind(ends_word).map(|end| end + 1)).unwrap_or(rest.len()).max(1);
        let end = self.text.ceil_char_boundary(self.looked + length);
        let range = self.looked..end;
        let number =
            if self.base.counts { self.looked_lines.at(&self.text, self.looked) } else { self.base.first };
        self.looked = end;
        out.spend(length / BYTES + 1);
        let line = unquoted(&self.text[range.clone()]);
        let least = if self.block.is_empty() { LEAST_LINE } else { 1 };
        if line.len() >= least && is_base64(line) && self.block.len() < MOST_BLOCK {
            if self.block.is_empty() {
                self.block_line = number;
            }
            self.block.extend(line.bytes());
            return None;
        }
        let inner = self.end_block();
        let line = unquoted(&self.text[range]);
        for word in line.split(ends_word).filter(|word| word.contains("://") || word.contains('%')) {
            out.spend(word.len() / BYTES + LINK / 8);
            out.word(bank, &At::Line(number), word);
        }
        inner
    }

    /// Returns the text in the base64 block, if it may contain a link.
    fn end_block(&mut self) -> Option<Stage> {
        let block = std::mem::take(&mut self.block);
        let bytes = hidden::base64(&block).filter(|_| !block.is_empty() && self.depth < Stage::MOST_DEPTH)?;
        let text = encoding::text(bytes)?;
        let is_worth_it = may_hold_link(&text) || text.contains('%') || quoted::undone(&text).is_some();
        let base = Base { first: self.block_line, counts: false };
        is_worth_it.then(|| Stage::Text(Text::unquoted(text, base, self.depth + 1, false)))
    }

    /// Reads the text as one pasted link, which also finds a link with an escaped start.
    fn as_a_whole(&self, bank: &Bank, out: &mut Gathering) {
        let is_short = self.text.len() <= MOST_INPUT;
        if !self.is_all
            || !out.is_empty
            || !is_short
            || pieces(&self.text).next().is_some()
            || !out.takes_place()
        {
            return;
        }
        match link::decode(bank, &self.text) {
            Ok(profile) => out.profile(bank, At::Whole, profile, None),
            Err(LinkError::NoLink) => {}
            Err(error) => out.reject(At::Whole, RejectReason::Link(error), &self.text),
        }
    }
}

/// Removes the marks that mail programs put before quoted lines.
fn unquoted(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '|'))
}

/// Returns true for characters that end an address.
fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | '(' | ')' | '[' | ']' | ',')
}

/// Returns true if `line` contains only characters of base64.
fn is_base64(line: &str) -> bool {
    line.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_'))
}
