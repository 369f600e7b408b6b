//! The text form of a link: wraps bytes with length and checksum in an alphabet that survives mail, and finds such text
//! in whatever was pasted.

use super::crc::crc32;
use super::{CRC_BYTES, LinkError, MAGIC, MOST_INPUT, MOST_PLACES};
use crate::plain_text::is_invisible;
use std::ops::Range;

/// Crockford's base 32 in lower case. It has no `i`, `l`, `o` and `u`, so typing errors such as `o` for `0` can be
/// corrected.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH_SYMBOLS: usize = 2;
/// Minimum length of a body: kind and checksum.
const LEAST_BODY: usize = 1 + CRC_BYTES;

/// Returns the fragment for a body (kind and payload): magic, length, body, checksum.
pub(super) fn wrap(body: &[u8]) -> String {
    let length = u16::try_from(body.len() + CRC_BYTES).unwrap_or(u16::MAX);
    let crc = crc32(&[MAGIC.as_bytes(), &length.to_be_bytes(), body]);
    let mut out = String::from(MAGIC);
    let mut push = |symbol: u32| out.push(char::from(ALPHABET[usize::try_from(symbol & 31).unwrap_or(0)]));
    push(u32::from(length) >> 5);
    push(u32::from(length));
    let (mut bits, mut n_bits) = (0u32, 0u32);
    for byte in body.iter().chain(&crc.to_be_bytes()) {
        bits = (bits << 8) | u32::from(*byte);
        n_bits += 8;
        while n_bits >= 5 {
            n_bits -= 5;
            push(bits >> n_bits);
        }
    }
    if n_bits > 0 {
        push(bits << (5 - n_bits));
    }
    out
}

/// Finds the first body (kind and payload) in `text` with a valid checksum. The time is linear in the length of the
/// text: `u` is not in the alphabet, so a candidate ends at the next magic, and only one candidate is diagnosed.
///
/// # Errors
/// The problem of the first candidate, or that there is none.
pub(super) fn unwrap(text: &str) -> Result<Vec<u8>, LinkError> {
    if text.len() > MOST_INPUT {
        return Err(LinkError::TooLong { got: text.len() });
    }
    let once = percent_decoded(text);
    let twice = once.as_deref().and_then(percent_decoded);
    let mut n_left = MOST_PLACES;
    let mut first_error = None;
    for stage in [Some(text), once.as_deref(), twice.as_deref()].into_iter().flatten() {
        for start in starts(stage).take(n_left) {
            n_left -= 1;
            match Passes::over(stage.get(start.range.end..).unwrap_or_default()) {
                Ok(body) => return Ok(body),
                // If the letters of the magic are spread over words, an error message about a link would be wrong.
                Err(passes) if start.is_sure => {
                    first_error = first_error.or_else(|| Some(passes.diagnosis()));
                }
                Err(_) => {}
            }
        }
    }
    Err(first_error.or_else(|| start_of_magic(text)).unwrap_or(LinkError::NoLink))
}

/// Returns true if `text` contains the magic in the form that it has at the start of a link.
pub(super) fn has_magic(text: &str) -> bool {
    starts(text).any(|start| start.is_sure)
}

/// A place with the letters of the magic.
pub(super) struct Start {
    /// The range of the letters.
    pub(super) range: Range<usize>,
    /// True if a link starts here: the letters are unbroken, or a `#` precedes them. Words such as "buses\nU1" contain
    /// the letters too, so a broken magic without `#` counts only if the link is valid.
    pub(super) is_sure: bool,
}

/// Finds every magic in lower-case, upper-case or full-width letters, with skipped characters between them.
pub(super) fn starts(text: &str) -> impl Iterator<Item = Start> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            // The byte of an "s", or the first byte of a full-width letter. In UTF-8, neither is part of another
            // character.
            let rest = text.as_bytes().get(from..)?;
            let at = from + rest.iter().position(|byte| matches!(byte, b's' | b'S' | 0xEF))?;
            from = at + 1;
            if let Some(start) = magic_at(text, at) {
                from = start.range.end;
                return Some(start);
            }
        }
    })
}

fn magic_at(text: &str, at: usize) -> Option<Start> {
    let (before, rest) = text.split_at_checked(at)?;
    let mut letters = MAGIC.chars().peekable();
    let mut is_sure = true;
    for (idx, c) in rest.char_indices() {
        let letter = narrow(c).to_ascii_lowercase();
        if letters.next_if_eq(&letter).is_some() {
            if letters.peek().is_none() {
                return Some(Start { range: at..at + idx + c.len_utf8(), is_sure });
            }
        } else if idx > 0 && is_filler(letter) {
            is_sure = before.ends_with('#') || before.ends_with("%23");
        } else if idx == 0 || !is_invisible(letter) {
            return None;
        }
    }
    None
}

/// Returns the error for a link that was cut inside its first letters.
fn start_of_magic(text: &str) -> Option<LinkError> {
    let end = text.rsplit('#').next().unwrap_or(text).trim();
    let is_start =
        !end.is_empty() && MAGIC.get(..end.len()).is_some_and(|start| start.eq_ignore_ascii_case(end));
    is_start.then_some(LinkError::Cut { got: end.len(), want: None })
}

/// The two passes over a candidate that gave no body.
struct Passes<'a> {
    strict: Pass<'a>,
    /// `None` if the strict pass read every symbol without a filler, because a lenient pass would read the same.
    lenient: Option<Pass<'a>>,
}

impl<'a> Passes<'a> {
    /// Returns the body of a candidate, or the passes over it.
    fn over(candidate: &'a str) -> Result<Vec<u8>, Passes<'a>> {
        let strict = Pass::over(candidate, |c| ([c; 3], 1));
        let lenient = (!strict.is_complete()).then(|| Pass::over(candidate, undone));
        match lenient.as_ref().unwrap_or(&strict).body() {
            Some(body) => Ok(body),
            None => Err(Passes { strict, lenient }),
        }
    }

    fn diagnosis(&self) -> LinkError {
        let lenient = self.lenient.as_ref().map(Pass::diagnosis);
        match (lenient, self.strict.diagnosis()) {
            // The pass that read more symbols determines how much arrived, unless it read on into other text.
            (Some(LinkError::Cut { got, want }), LinkError::Cut { got: strict_got, .. }) => {
                LinkError::Cut { got: got.max(strict_got), want }
            }
            (_, error) => error,
        }
    }
}

/// A pass over a candidate, up to the length that it states.
struct Pass<'a> {
    symbols: Vec<u8>,
    /// The expected number of symbols including the length, once the length is known.
    want: Option<usize>,
    /// The text from the first character that isn't a symbol.
    stopped_at: &'a str,
}

impl<'a> Pass<'a> {
    /// Reads the symbols of `text`. `undo` maps a character to the letters that it stands for.
    fn over(text: &'a str, undo: impl Fn(char) -> ([char; 3], usize)) -> Pass<'a> {
        let mut pass = Pass { symbols: Vec::new(), want: None, stopped_at: "" };
        for (idx, c) in text.char_indices() {
            let (letters, n_letters) = undo(c);
            for letter in letters.into_iter().take(n_letters) {
                if pass.is_complete() {
                    return pass;
                }
                let Some(symbol) = symbol(letter) else {
                    pass.stopped_at = &text[idx..];
                    return pass;
                };
                pass.push(symbol);
            }
        }
        pass
    }

    fn push(&mut self, symbol: u8) {
        self.symbols.push(symbol);
        if self.symbols.len() == LENGTH_SYMBOLS {
            self.want = Some(LENGTH_SYMBOLS + (8 * self.length()).div_ceil(5));
        }
    }

    fn is_complete(&self) -> bool {
        self.want == Some(self.symbols.len())
    }

    /// Returns the stated length of the body in bytes, with the checksum.
    fn length(&self) -> usize {
        self.symbols.iter().take(LENGTH_SYMBOLS).fold(0, |length, symbol| length << 5 | usize::from(*symbol))
    }

    /// Returns kind and payload if the length, the checksum and the spare bits are right.
    fn body(&self) -> Option<Vec<u8>> {
        let length = self.length();
        if length < LEAST_BODY || !self.is_complete() {
            return None;
        }
        let (mut bytes, spare) = bytes(&self.symbols[LENGTH_SYMBOLS..]);
        let crc = bytes.split_off(bytes.len().saturating_sub(CRC_BYTES));
        let stated = u16::try_from(length).unwrap_or(u16::MAX).to_be_bytes();
        let is_right = crc == crc32(&[MAGIC.as_bytes(), &stated, &bytes]).to_be_bytes() && spare == 0;
        is_right.then_some(bytes)
    }

    /// Returns the error of a pass that gave no body. The link is cut if the text ends too early, and damaged if enough
    /// characters follow the one that isn't a symbol.
    fn diagnosis(&self) -> LinkError {
        let is_short = self.want.is_some() && self.length() < LEAST_BODY;
        let n_missing = self.want.map_or(1, |want| want.saturating_sub(self.symbols.len()));
        let n_following = self.stopped_at.chars().take_while(|c| !c.is_whitespace()).take(n_missing).count();
        match is_short || n_following == n_missing {
            true => LinkError::Damaged,
            false => LinkError::Cut {
                got: MAGIC.len() + self.symbols.len(),
                want: self.want.map(|want| MAGIC.len() + want),
            },
        }
    }
}

/// Returns the value of a symbol in [`ALPHABET`]. `o`, `i` and `l` count as digits.
fn symbol(c: char) -> Option<u8> {
    let byte = u8::try_from(c).ok()?.to_ascii_lowercase();
    Some(match byte {
        b'0'..=b'9' => byte - b'0',
        b'o' => 0,
        b'i' | b'l' => 1,
        b'a'..=b'h' => byte - b'a' + 10,
        b'j' | b'k' => byte - b'j' + 18,
        b'm' | b'n' => byte - b'm' + 20,
        b'p'..=b't' => byte - b'p' + 22,
        b'v'..=b'z' => byte - b'v' + 27,
        _ => return None,
    })
}

/// Returns the letters that a typographic character stands for, and their number: none for a filler, several for a
/// ligature.
fn undone(c: char) -> ([char; 3], usize) {
    match c {
        '\u{FB00}' => (['f'; 3], 2),
        '\u{FB01}' => (['f', 'i', 'i'], 2),
        '\u{FB02}' => (['f', 'l', 'l'], 2),
        '\u{FB03}' => (['f', 'f', 'i'], 3),
        '\u{FB04}' => (['f', 'f', 'l'], 3),
        '\u{FB05}' | '\u{FB06}' => (['s', 't', 't'], 2),
        _ => {
            let c = narrow(c);
            ([c; 3], usize::from(!is_invisible(c) && !is_filler(c)))
        }
    }
}

/// Returns the ASCII character for a full-width one.
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

/// Returns true for characters that mail programs and typesetting insert: line breaks, quote marks and hyphens.
fn is_filler(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '=' | '>' | '|' | '-' | '\u{2010}'
                ..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}'
        )
}

/// Converts symbols to whole bytes; returns them with the remaining bits.
fn bytes(symbols: &[u8]) -> (Vec<u8>, u32) {
    let mut out = Vec::with_capacity(symbols.len() * 5 / 8);
    let (mut bits, mut n_bits) = (0u32, 0u32);
    for symbol in symbols {
        bits = (bits << 5) | u32::from(*symbol);
        n_bits += 5;
        if n_bits >= 8 {
            n_bits -= 8;
            out.push((bits >> n_bits).to_le_bytes()[0]);
            bits &= (1 << n_bits) - 1;
        }
    }
    (out, bits)
}

/// Decodes percent escapes; `None` if there are none.
fn percent_decoded(text: &str) -> Option<String> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|byte| *byte == b'%') {
        let (before, escape) = rest.split_at(at);
        out.extend_from_slice(before);
        let value = match escape {
            [_, high, low, ..] => {
                digit(*high).zip(digit(*low)).and_then(|(high, low)| u8::try_from(16 * high + low).ok())
            }
            _ => None,
        };
        out.push(value.unwrap_or(b'%'));
        rest = &escape[if value.is_some() { 3 } else { 1 }..];
    }
    out.extend_from_slice(rest);
    (out.len() < text.len()).then(|| String::from_utf8_lossy(&out).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts the bytes that all passes over failing candidates read.
    fn n_read(text: &str) -> usize {
        let of = |pass: &Pass<'_>, candidate: &str| match pass.is_complete() {
            true => pass.symbols.len(),
            false => candidate.len() - pass.stopped_at.len(),
        };
        let candidates = starts(text).map(|start| &text[start.range.end..]);
        candidates
            .filter_map(|candidate| Some((Passes::over(candidate).err()?, candidate)))
            .map(|(passes, candidate)| {
                let lenient = passes.lenient.as_ref().map_or(0, |pass| of(pass, candidate));
                of(&passes.strict, candidate) + lenient
            })
            .sum()
    }

    #[test]
    fn no_text_is_read_more_than_twice() {
        let parts = [
            "su1",
            "su1zz",
            "su100",
            "s",
            "s\n",
            "u",
            "=",
            "\u{AD}",
            "\u{FB00}",
            "\u{FF53}u1",
            "-",
            "%25",
            " x",
        ];
        for one in parts {
            for other in parts {
                for (n_one, n_other) in [(1, 0), (1, 1), (3, 1), (1, 200)] {
                    let text = [one.repeat(n_one), other.repeat(n_other)].concat().repeat(50);
                    assert!(n_read(&text) <= 2 * text.len(), "{one:?} {other:?} {}", n_read(&text));
                }
            }
        }
    }

    #[test]
    fn every_symbol_has_its_index_in_the_alphabet_as_value() {
        for c in '\0'..='\u{17F}' {
            let expected = match c {
                'i' | 'I' | 'l' | 'L' => Some(1),
                'o' | 'O' => Some(0),
                _ => ALPHABET.iter().position(|symbol| char::from(*symbol) == c.to_ascii_lowercase()),
            };
            assert_eq!(symbol(c).map(usize::from), expected, "{c:?}");
        }
    }
}
