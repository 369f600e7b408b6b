//! Decodes quoted-printable, the encoding of mail texts with accents, in text pasted from a mail's source.

/// Decodes quoted-printable; `None` if `text` doesn't look like it. The number of lines stays the same: line breaks
/// that the encoding inserted are moved to the end of the line.
pub(crate) fn undone(text: &str) -> Option<String> {
    if !looks_like_it(text) {
        return None;
    }
    let mut out: Vec<u8> = Vec::with_capacity(text.len());
    let mut n_moved = 0usize;
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        match first {
            b'=' => match (soft_break(tail), escape(tail)) {
                (Some(length), _) => {
                    n_moved += 1;
                    rest = tail.get(length..).unwrap_or_default();
                }
                (None, Some(byte)) => {
                    // An escaped line break must not count as a line of the text.
                    out.push(if matches!(byte, b'\r' | b'\n') { b' ' } else { byte });
                    rest = tail.get(2..).unwrap_or_default();
                }
                (None, None) => out.push(b'='),
            },
            b'\n' => {
                out.push(b'\n');
                out.extend(std::iter::repeat_n(b'\n', std::mem::take(&mut n_moved)));
            }
            other => out.push(*other),
        }
    }
    crate::encoding::text(out)
}

/// Returns true if a line ends in "=" or there is an escaped "=".
fn looks_like_it(text: &str) -> bool {
    text.contains("=3D") || text.match_indices('=').any(|(at, _)| is_soft_break_at(text.as_bytes(), at))
}

fn is_soft_break_at(text: &[u8], at: usize) -> bool {
    text.get(at + 1..).is_some_and(|tail| soft_break(tail).is_some())
}

/// Returns the length of a soft line break after its "=": a line break, possibly after spaces that were added in
/// transit.
fn soft_break(tail: &[u8]) -> Option<usize> {
    const MOST_SPACES: usize = 4;
    let n_spaces = tail.iter().take(MOST_SPACES).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    match tail.get(n_spaces..)? {
        [b'\r', b'\n', ..] => Some(n_spaces + 2),
        [b'\n' | b'\r', ..] => Some(n_spaces + 1),
        _ => None,
    }
}

fn escape(tail: &[u8]) -> Option<u8> {
    let hex = tail.get(..2).filter(|hex| hex.iter().all(u8::is_ascii_hexdigit))?;
    u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_printable_is_decoded_and_lines_keep_their_number() {
        assert_eq!(undone("a=3Db s=\nu1x\nnext").as_deref(), Some("a=b su1x\n\nnext"));
        assert_eq!(undone("caf=C3=A9 =\r\nx\r\n").as_deref(), Some("café x\r\n\n"));
        assert_eq!(undone("1 = 2, a=b\nx"), None);
        assert_eq!(undone("=3D=").as_deref(), Some("=="));
    }
}
