//! Bytes to text, whatever a spreadsheet program of the last thirty years made of it: UTF-8, UTF-16 with or without its
//! mark, else Windows-1252. Refuses to guess between the code pages of other scripts: links are ASCII in all of them.

/// The characters of 0x80 to 0x9F in Windows-1252; the five that it lacks are read as they are.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];
/// So much of a file tells whether every second byte is zero.
const SAMPLE: usize = 512;

/// The text in `bytes`; `None` where they are no text in any of these.
pub(crate) fn text(bytes: &[u8]) -> Option<String> {
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Some(utf_16(rest, u16::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Some(utf_16(rest, u16::from_be_bytes));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let n_zeros = |start: usize| sample.iter().skip(start).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (n_zeros(0), n_zeros(1));
    if even + odd > 0 {
        // Latin letters in UTF-16 have a zero each, all on one side.
        let is_half = |zeros: usize, others: usize| 4 * zeros > sample.len() && 20 * others < zeros;
        return match (is_half(odd, even), is_half(even, odd)) {
            (true, _) => Some(utf_16(bytes, u16::from_le_bytes)),
            (_, true) => Some(utf_16(bytes, u16::from_be_bytes)),
            (false, false) => None,
        };
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => Some(bytes.iter().map(|byte| windows(*byte)).collect()),
    }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn windows(byte: u8) -> char {
    let place = byte.checked_sub(0x80).and_then(|place| WINDOWS.get(usize::from(place)));
    place.copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_is_read_alike_from_every_encoding() {
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
            assert_eq!(text(&bytes).as_deref(), Some(wanted), "{bytes:x?}");
        }
        let plain: Vec<u8> = "name,link".bytes().flat_map(|byte| [byte, 0]).collect();
        assert_eq!(text(&plain).as_deref(), Some("name,link"));
        assert_eq!(text(b"\x00\x01\x02\x03\x00\x00"), None);
    }
}
