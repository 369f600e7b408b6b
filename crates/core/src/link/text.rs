//! Bytes as text that survives mail, and back out of whatever was pasted. Knows the alphabet, the length and the
//! checksum; refuses to know what the bytes mean.

use super::crc::crc32;
use super::{CRC_BYTES, LinkError, MAGIC, MOST_INPUT};

/// Crockford's base 32 in lower case: no `i`, `l`, `o`, `u`, so a mistyped digit can be put right.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH_SYMBOLS: usize = 2;
/// Kind and checksum.
const LEAST_BODY: usize = 1 + CRC_BYTES;
const MOST_CANDIDATES: usize = 8;

/// The fragment for a body of kind and payload: magic, length, body, checksum.
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

/// The first body (kind and payload) in `text` whose checksum is right.
///
/// # Errors
/// What is wrong with the first candidate, or that there is none.
pub(super) fn unwrap(text: &str) -> Result<Vec<u8>, LinkError> {
    if text.len() > MOST_INPUT {
        return Err(LinkError::TooLong { got: text.len() });
    }
    let once = percent_decoded(text);
    let twice = once.as_deref().and_then(percent_decoded);
    let stages = [Some(text), once.as_deref(), twice.as_deref()];
    let candidates = stages.iter().flatten().flat_map(|stage| candidates(stage));
    let mut first_error = None;
    for candidate in candidates.take(MOST_CANDIDATES) {
        match read(candidate) {
            Ok(body) => return Ok(body),
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    Err(first_error.or_else(|| start_of_magic(text)).unwrap_or(LinkError::NoLink))
}

/// Whether the magic stands anywhere in `text`.
pub(super) fn has_magic(text: &str) -> bool {
    candidates(text).next().is_some()
}

/// What follows each magic.
fn candidates(text: &str) -> impl Iterator<Item = &str> {
    starts(text).map(|idx| &text[idx + MAGIC.len()..])
}

/// Where each magic stands, in small or capital letters.
pub(super) fn starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    // The magic is ASCII, so bytes that spell it are letters of their own and never a part of another character.
    let spells = text.as_bytes().windows(MAGIC.len()).enumerate();
    spells.filter(|(_, bytes)| bytes.eq_ignore_ascii_case(MAGIC.as_bytes())).map(|(idx, _)| idx)
}

/// A link that was cut inside its first letters.
fn start_of_magic(text: &str) -> Option<LinkError> {
    let end = text.rsplit('#').next().unwrap_or(text).trim();
    let is_start =
        !end.is_empty() && MAGIC.get(..end.len()).is_some_and(|start| start.eq_ignore_ascii_case(end));
    is_start.then_some(LinkError::Cut { got: end.len(), want: None })
}

fn read(candidate: &str) -> Result<Vec<u8>, LinkError> {
    let strict = Pass::over(candidate, |_| false);
    let error = match strict.body() {
        Ok(body) => return Ok(body),
        // Every symbol arrived without a filler between them, so the lenient pass would read the same.
        Err(error) if strict.is_complete() => return Err(error),
        Err(error) => error,
    };
    let lenient = Pass::over(candidate, is_filler);
    match (lenient.body(), error) {
        (Ok(body), _) => Ok(body),
        // The better pass tells how much arrived, unless it read on into other text.
        (Err(LinkError::Cut { got, want }), LinkError::Cut { got: strict_got, .. }) => {
            Err(LinkError::Cut { got: got.max(strict_got), want })
        }
        (Err(_), error) => Err(error),
    }
}

/// One reading of a candidate, up to the length that it states.
struct Pass<'a> {
    symbols: Vec<u8>,
    /// Symbols with the length's own, once that is known.
    want: Option<usize>,
    /// Text from the first character that is no symbol.
    stopped_at: &'a str,
}

impl<'a> Pass<'a> {
    fn over(text: &'a str, skips: impl Fn(char) -> bool) -> Pass<'a> {
        let mut pass = Pass { symbols: Vec::new(), want: None, stopped_at: "" };
        for (idx, c) in text.char_indices().filter(|(_, c)| !skips(*c)) {
            if pass.is_complete() {
                break;
            }
            let Some(symbol) = symbol(c) else {
                pass.stopped_at = &text[idx..];
                break;
            };
            pass.symbols.push(symbol);
            if pass.symbols.len() == LENGTH_SYMBOLS {
                pass.want = Some(LENGTH_SYMBOLS + (8 * pass.length()).div_ceil(5));
            }
        }
        pass
    }

    fn is_complete(&self) -> bool {
        self.want == Some(self.symbols.len())
    }

    /// The body's bytes, checksum included.
    fn length(&self) -> usize {
        self.symbols.iter().take(LENGTH_SYMBOLS).fold(0, |length, symbol| length << 5 | usize::from(*symbol))
    }

    /// Kind and payload, where the length, the checksum and the spare bits are right.
    fn body(&self) -> Result<Vec<u8>, LinkError> {
        let length = self.length();
        if self.want.is_some() && length < LEAST_BODY {
            return Err(LinkError::Damaged);
        }
        if !self.is_complete() {
            return Err(self.incomplete());
        }
        let (mut bytes, spare) = bytes(&self.symbols[LENGTH_SYMBOLS..]);
        let crc = bytes.split_off(bytes.len().saturating_sub(CRC_BYTES));
        let stated = u16::try_from(length).unwrap_or(u16::MAX).to_be_bytes();
        let is_right = crc == crc32(&[MAGIC.as_bytes(), &stated, &bytes]).to_be_bytes() && spare == 0;
        if is_right { Ok(bytes) } else { Err(LinkError::Damaged) }
    }

    /// Cut where the text ended; damaged where it goes on long enough behind a strange character.
    fn incomplete(&self) -> LinkError {
        let n_missing = self.want.map_or(1, |want| want - self.symbols.len());
        let n_following = self.stopped_at.chars().take_while(|c| !c.is_whitespace()).take(n_missing).count();
        match n_following == n_missing {
            true => LinkError::Damaged,
            false => LinkError::Cut {
                got: MAGIC.len() + self.symbols.len(),
                want: self.want.map(|want| MAGIC.len() + want),
            },
        }
    }
}

/// The value of a symbol, as [`ALPHABET`] has them, with the letters that are read as digits.
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

/// Line breaks, mail quoting and invisible characters that crept in.
fn is_filler(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '=' | '>' | '|' | '-' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Whole bytes, and the bits that are left over.
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

/// `text` with its escapes undone; `None` where there are none.
fn percent_decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return None;
    }
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let escaped = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match escaped.filter(|hex| *first == b'%' && hex.bytes().all(|b| b.is_ascii_hexdigit())) {
            Some(hex) => {
                out.push(u8::from_str_radix(hex, 16).unwrap_or(b'%'));
                rest = &tail[2..];
            }
            None => {
                out.push(*first);
                rest = tail;
            }
        }
    }
    (out.len() < text.len()).then(|| String::from_utf8_lossy(&out).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_symbol_is_read_as_the_place_it_has_in_the_alphabet() {
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
