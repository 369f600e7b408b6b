//! Extracts searchable text from HTML: the visible text and the addresses in attributes. It is no full parser; a link's
//! checksum detects mistakes.

use interlocal_core::link::may_hold_link;

/// The number of bytes that decide whether a text is HTML.
const SAMPLE: usize = 1 << 14;
/// The maximum length of a character reference, such as `&#x10FFFF;`.
const MOST_REFERENCE: usize = 10;

/// Returns true if `text` is HTML or similar markup.
pub(crate) fn looks_like_it(text: &str) -> bool {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let is_element =
        |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?'));
    sample.contains("</") || sample.trim_start().strip_prefix('<').is_some_and(is_element)
}

/// Removes the tags of `text`, except those with an address or a link, and resolves character references. The number of
/// lines stays the same.
pub(crate) fn searchable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once('<') {
        resolve(before, &mut out);
        let (tag, after) = tail.split_once('>').unwrap_or((tail, ""));
        if tag.contains("://") || may_hold_link(tag) {
            out.push(' ');
            resolve(tag, &mut out);
            out.push(' ');
        } else {
            out.extend(tag.chars().filter(|c| matches!(c, '\r' | '\n')));
        }
        rest = after;
    }
    resolve(rest, &mut out);
    out
}

fn resolve(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.bytes().take(MOST_REFERENCE).position(|byte| byte == b';');
        match end.and_then(|end| Some((character(after.get(..end)?)?, after.get(end + 1..)?))) {
            Some((c, tail)) => {
                // A line break written as a reference must not count as a line of the source.
                out.push(if matches!(c, '\r' | '\n') { ' ' } else { c });
                rest = tail;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
}

/// Returns the character for `&name;`, for the references that saved pages and mail programs use.
fn character(name: &str) -> Option<char> {
    Some(match name {
        "num" => '#',
        "shy" => '\u{AD}',
        "zwnj" => '\u{200C}',
        "ZeroWidthSpace" => '\u{200B}',
        _ => return interlocal_core::export::character(name),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_removed_except_for_addresses() {
        let page = "<p\nclass=x>su1a<wbr>b&#8203;c</p> <a href=\"https://x/#su1q\">our &amp; profile</a>";
        assert_eq!(searchable(page), "\nsu1ab\u{200B}c  a href=\"https://x/#su1q\" our & profile");
        assert_eq!(searchable("1 < 2 &x; &#xFFFFFFFF;"), "1 ");
        assert_eq!(searchable("see <https://x/#su1q>"), "see  https://x/#su1q ");
    }

    #[test]
    fn prose_is_not_markup() {
        assert!(looks_like_it("<!doctype html>") && looks_like_it("Hi <b>you</b>"));
        assert!(!looks_like_it("1 < 2 and <https://x/>") && !looks_like_it("<3"));
    }
}
