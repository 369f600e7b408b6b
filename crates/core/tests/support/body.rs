//! The outer layer of a link (docs/link-v1.md, sections 3 and 4) written from the document a second time: bytes to
//! symbols with length and checksum, and back.

const SYMBOLS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The token for kind and payload, whatever they are; at most 1019 bytes.
pub(crate) fn token_of(body: &[u8]) -> String {
    let length = u16::try_from(body.len() + 4).unwrap();
    let covered = [b"su1".as_slice(), &length.to_be_bytes(), body].concat();
    let mut bits = format!("{length:010b}");
    for byte in body.iter().chain(&crc32(&covered).to_be_bytes()) {
        bits.push_str(&format!("{byte:08b}"));
    }
    while bits.len() % 5 != 0 {
        bits.push('0');
    }
    let symbols = bits.as_bytes().chunks(5).map(|five| {
        let value = five.iter().fold(0, |value, bit| 2 * value + usize::from(*bit - b'0'));
        char::from(SYMBOLS[value])
    });
    "su1".chars().chain(symbols).collect()
}

/// Kind and payload of a whole and sound token.
pub(crate) fn body_of(token: &str) -> Vec<u8> {
    let bits: String = token[5..].chars().map(|c| format!("{:05b}", value(c).unwrap())).collect();
    let bytes: Vec<u8> = bits
        .as_bytes()
        .chunks_exact(8)
        .map(|eight| eight.iter().fold(0, |byte, bit| byte << 1 | (bit - b'0')))
        .collect();
    bytes[..bytes.len() - 4].to_vec()
}

/// The value of a symbol as a reader takes it.
pub(crate) fn value(c: char) -> Option<usize> {
    let c = match c.to_ascii_lowercase() {
        'i' | 'l' => '1',
        'o' => '0',
        other => other,
    };
    SYMBOLS.iter().position(|symbol| char::from(*symbol) == c)
}

/// Characters of a whole token whose length's symbols have these values; `None` where no body is that short.
pub(crate) fn want(high: usize, low: usize) -> Option<usize> {
    let length = 32 * high + low;
    (length >= 5).then(|| 5 + (8 * length).div_ceil(5))
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    !crc
}
