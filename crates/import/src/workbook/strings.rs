//! The shared texts of a spreadsheet, concatenated, with the end of each.

use super::package::Package;
use super::xml::{Name, Step, Xml};
use crate::gather::Gathering;
use crate::place::At;
use crate::reject::RejectReason;
use std::borrow::Cow;

/// Maximum number of bytes that are kept of one text: four times the limit of Excel.
pub(super) const MOST_TEXT: usize = 1 << 17;
/// Maximum number of bytes of all texts, and maximum number of texts.
const MOST_TEXTS: usize = 64 << 20;
const MOST_COUNT: usize = 4_000_000;

/// The shared texts read so far.
#[derive(Debug, Default)]
pub(super) struct Strings {
    xml: Option<Xml>,
    text: String,
    /// The end of each text.
    ends: Vec<u32>,
    is_text: bool,
    is_sound: bool,
    is_open: bool,
    /// Whether a text was longer than the limit.
    is_cut: bool,
}

impl Strings {
    /// Opens the texts in the part at `path`. If there is no such part, there are no texts.
    pub(super) fn of(package: &Package, path: &str) -> Strings {
        Strings { xml: package.file(path).map(Xml::new), ..Strings::default() }
    }

    /// Returns the text with that number.
    pub(super) fn get(&self, idx: usize) -> Option<&str> {
        let at = |idx: usize| self.ends.get(idx).and_then(|end| usize::try_from(*end).ok());
        let start = idx.checked_sub(1).map_or(Some(0), at)?;
        self.text.get(start..at(idx)?)
    }

    /// Reads on; returns true at the end. Phonetic hints (`rPh`) are skipped.
    pub(super) fn step(&mut self, out: &mut Gathering) -> Result<bool, RejectReason> {
        while !out.is_tired() {
            let Some(xml) = &mut self.xml else { return Ok(true) };
            let step = match xml.next(out)? {
                Step::Text(text) if self.is_text && self.is_open => {
                    let start = self.ends.last().map_or(0, |end| usize::try_from(*end).unwrap_or(0));
                    self.is_cut |= push(&mut self.text, &text, start + MOST_TEXT);
                    continue;
                }
                Step::Start(element) => (Name::of(element.name().as_ref()), true, false),
                Step::Empty(element) => (Name::of(element.name().as_ref()), true, true),
                Step::End(name) => (name, false, true),
                Step::Text(_) | Step::Other => continue,
                Step::Over => {
                    self.xml = None;
                    if self.is_cut {
                        out.reject(At::Whole, RejectReason::Unpacked, "");
                    }
                    return Ok(true);
                }
            };
            self.mark(step)?;
        }
        Ok(false)
    }

    fn mark(&mut self, (name, is_start, is_end): (Name, bool, bool)) -> Result<(), RejectReason> {
        match name {
            Name::Item => {
                self.is_open = is_start && !is_end;
                if is_end {
                    self.end_text()?;
                }
            }
            Name::Sound => self.is_sound = is_start && !is_end,
            Name::Value => self.is_text = is_start && !is_end && !self.is_sound,
            Name::Row | Name::Cell | Name::Formula | Name::Other => {}
        }
        Ok(())
    }

    fn end_text(&mut self) -> Result<(), RejectReason> {
        let start = self.ends.last().map_or(0, |end| usize::try_from(*end).unwrap_or(0));
        if let Cow::Owned(text) = unescaped(self.text.get(start..).unwrap_or_default()) {
            self.text.truncate(start);
            self.text.push_str(&text);
        }
        if self.text.len() > MOST_TEXTS || self.ends.len() >= MOST_COUNT {
            return Err(RejectReason::Unpacked);
        }
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        Ok(())
    }
}

/// Appends `text` up to a length of `most`. Returns true if part of it was left out.
pub(super) fn push(to: &mut String, text: &str, most: usize) -> bool {
    let room = most.saturating_sub(to.len());
    to.push_str(&text[..text.floor_char_boundary(room)]);
    text.len() > room
}

/// Decodes escapes such as `_x000D_`, which stand for characters that XML doesn't allow.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    const LENGTH: usize = 7;
    let Some(first) = text.find("_x") else { return Cow::Borrowed(text) };
    let (mut out, mut rest) = (text[..first].to_owned(), &text[first..]);
    while let Some(c) = rest.chars().next() {
        let escape = rest.get(..LENGTH).and_then(|it| it.strip_prefix("_x")?.strip_suffix('_'));
        match escape.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32) {
            Some(escaped) => {
                out.push(escaped);
                rest = &rest[LENGTH..];
            }
            None => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_for_characters_outside_xml_are_decoded() {
        assert_eq!(unescaped("a_x000D_\nb_x_ _xZZZZ_é_x005F_"), "a\r\nb_x_ _xZZZZ_é_");
        assert_eq!(unescaped("plain"), "plain");
    }

    #[test]
    fn a_text_is_cut_between_two_characters() {
        let mut text = String::from("a");
        assert!(push(&mut text, "ñññ", 4));
        assert_eq!(text, "añ");
        assert!(!push(&mut text, "b", 4));
    }
}
