//! A second implementation of a link's outer layer (docs/link-v1.md, sections 3 and 4): converts bytes to symbols with
//! length and checksum, and back.

const SYMBOLS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Returns the token for any kind and payload of at most 1019 bytes.
pub fn token_of(body: &[u8]) -> String {
    let length = u16::try_from(body.len() + 4).unwrap();
    let covered = [b"su1".as_slice(), &length.to_be_bytes(), body].concat();
    let symbol = |value: u16| char::from(SYMBOLS[usize::from(value & 31)]);
    let mut token = String::from("su1");
    token.extend([symbol(length >> 5), symbol(length)]);
    let (mut bits, mut n_bits) = (0u16, 0);
    for byte in body.iter().chain(&crc32(&covered).to_be_bytes()) {
        (bits, n_bits) = (bits << 8 | u16::from(*byte), n_bits + 8);
        while n_bits >= 5 {
            n_bits -= 5;
            token.push(symbol(bits >> n_bits));
        }
    }
    if n_bits > 0 {
        token.push(symbol(bits << (5 - n_bits)));
    }
    token
}

/// Returns kind and payload of a valid token.
pub fn body_of(token: &str) -> Vec<u8> {
    let bits: String = token[5..].chars().map(|c| format!("{:05b}", value(c).unwrap())).collect();
    let bytes: Vec<u8> = bits
        .as_bytes()
        .chunks_exact(8)
        .map(|eight| eight.iter().fold(0, |byte, bit| byte << 1 | (bit - b'0')))
        .collect();
    bytes[..bytes.len() - 4].to_vec()
}

/// Returns the value that a reader gives to a symbol.
pub fn value(c: char) -> Option<usize> {
    let c = match c.to_ascii_lowercase() {
        'i' | 'l' => '1',
        'o' => '0',
        other => other,
    };
    SYMBOLS.iter().position(|symbol| char::from(*symbol) == c)
}

/// Returns the length of a token in characters for the two symbols of its length; `None` if a body can't be that short.
pub fn want(high: usize, low: usize) -> Option<usize> {
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
