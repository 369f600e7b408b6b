//! Decodes bytes to text: UTF-8, UTF-16 with or without byte order mark, else Windows-1252. Code pages of other scripts
//! aren't detected, because links are ASCII in all of them.

/// The characters 0x80 to 0x9F of Windows-1252. The five unassigned ones map to themselves.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];
/// The number of bytes that decide whether a file is text and whether every second byte is zero.
const SAMPLE: usize = 1 << 16;

/// Decodes `bytes`, without byte order mark and NULs. `None` if they are no text in any of these encodings. A few NULs,
/// as some programs leave in cells, are accepted.
pub fn text(bytes: Vec<u8>) -> Option<String> {
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Some(utf_16(rest, u16::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Some(utf_16(rest, u16::from_be_bytes));
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(&bytes);
    let n_zeros = |start: usize| sample.iter().skip(start).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (n_zeros(0), n_zeros(1));
    // In UTF-16, Latin letters have one zero byte each, always on the same side.
    let is_half = |zeros: usize, others: usize| 4 * zeros > sample.len() && 20 * others < zeros;
    if is_half(odd, even) {
        return Some(utf_16(&bytes, u16::from_le_bytes));
    }
    if is_half(even, odd) {
        return Some(utf_16(&bytes, u16::from_be_bytes));
    }
    is_text(sample).then(|| of_one_byte_units(bytes))
}

/// Returns true if few bytes are control characters that texts don't contain: at most one in twenty, or one in four if
/// they are zeros.
fn is_text(sample: &[u8]) -> bool {
    let is_control = |byte: u8| matches!(byte, 1..=8 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F);
    let n_zeros = sample.iter().filter(|byte| **byte == 0).count();
    let n_controls = sample.iter().filter(|byte| is_control(**byte)).count();
    4 * n_zeros <= sample.len() && 20 * n_controls <= sample.len()
}

fn of_one_byte_units(bytes: Vec<u8>) -> String {
    let mut text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => error.into_bytes().into_iter().map(windows).collect(),
    };
    if text.as_bytes().contains(&0) {
        text.retain(|c| c != '\0');
    }
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    text
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    let chars = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    let mut text = String::with_capacity(bytes.len() / 2);
    text.extend(chars.filter(|c| *c != '\0'));
    text
}

fn windows(byte: u8) -> char {
    let place = byte.checked_sub(0x80).and_then(|place| WINDOWS.get(usize::from(place)));
    place.copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Option<String> {
        text(bytes.to_vec())
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let wanted = "Peñón; “su1”\r\n";
        let units: Vec<u16> = wanted.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        let old = b"Pe\xF1\xF3n; \x93su1\x94\r\n".to_vec();
        let utf_8 = wanted.as_bytes();
        for bytes in [
            utf_8.to_vec(),
            marked(b"\xEF\xBB\xBF", utf_8),
            marked(b"\xFF\xFE", &little),
            marked(b"\xFE\xFF", &big),
            old,
        ] {
            assert_eq!(read(&bytes).as_deref(), Some(wanted), "{bytes:x?}");
        }
        let unmarked = |swap: bool| -> Vec<u8> {
            "name,link".bytes().flat_map(|byte| if swap { [0, byte] } else { [byte, 0] }).collect()
        };
        for bytes in [unmarked(false), unmarked(true)] {
            assert_eq!(read(&bytes).as_deref(), Some("name,link"));
        }
        assert_eq!(read(b"\x00\x01\x02\x03\x00\x00"), None);
    }

    #[test]
    fn a_few_zeros_are_ignored_and_many_are_not_text() {
        assert_eq!(read(b"Oak\0\0,su1 and some more text").as_deref(), Some("Oak,su1 and some more text"));
        assert_eq!(read(b"\0\0\0\0\0\0abc"), None);
    }
}
