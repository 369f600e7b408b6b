//! Reads the few parts of HTML that saved profiles need: one `meta` element, and the text between elements. It handles
//! quotes, entities and line breaks of mail programs. It is no full parser; the link's checksum detects mistakes.

/// Maximum number of `meta` elements and maximum bytes of one. They bound the time for a hostile page.
const MOST_METAS: usize = 200;
const MOST_TAG: usize = 8192;

/// Returns the content of the `meta` element with the name `name`.
pub(super) fn meta(text: &str, name: &str) -> Option<String> {
    let tags = text.match_indices('<').filter_map(|(at, _)| tag(text.get(at + 1..)?, "meta"));
    tags.take(MOST_METAS).map(attributes).find_map(|found| {
        let value = |wanted: &str| found.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted));
        let (_, stated) = value("name")?;
        let (_, content) = value("content")?;
        stated.trim().eq_ignore_ascii_case(name).then(|| entities(content))
    })
}

/// Returns `text` without tags, with entities resolved and the line breaks of quoted-printable mail undone.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    entities(&out.replace("=\r\n", "").replace("=\n", ""))
}

/// Returns the rest of a tag after its name, if `text` starts with `name`.
fn tag<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(name.len())?;
    let is_whole = rest.starts_with(|c: char| c.is_ascii_whitespace() || c == '/');
    (is_whole && start.eq_ignore_ascii_case(name)).then_some(rest)
}

/// Returns names and values of a tag's attributes.
fn attributes(text: &str) -> Vec<(&str, &str)> {
    let between = |c: char| c.is_ascii_whitespace() || c == '/';
    let text = &text[..text.floor_char_boundary(MOST_TAG)];
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches(between);
    while !rest.is_empty() && !rest.starts_with('>') {
        let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/');
        // At least one byte is taken, so that a stray "=" can't cause an endless loop.
        let end = rest.find(is_end).unwrap_or(rest.len()).max(1);
        let Some((name, after)) = rest.split_at_checked(end) else { break };
        let (value, after) = match after.trim_start().strip_prefix('=') {
            Some(after) => value(after.trim_start()),
            None => ("", after),
        };
        found.push((name, value));
        rest = after.trim_start_matches(between);
    }
    found
}

/// Splits off an attribute's value, with or without quotes.
fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    let end = text.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(text.len());
    text.split_at(end)
}

/// Resolves numeric character references and the common named ones.
fn entities(text: &str) -> String {
    const LONGEST: usize = 10;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let is_name = |b: &u8| *b == b'#' || b.is_ascii_alphabetic();
        let end = after.as_bytes().first().is_some_and(is_name);
        let end = end.then(|| after.bytes().take(LONGEST).position(|b| b == b';')).flatten();
        match end.and_then(|end| Some((character(after.get(..end)?)?, after.get(end + 1..)?))) {
            Some((c, tail)) => {
                out.push(c);
                rest = tail;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Returns the character for the reference `&name;`, such as `amp` or `#x2F`. `None` if the name is not supported.
pub fn character(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        return match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some('\u{A0}'),
            "shy" => Some('\u{200B}'),
            _ => None,
        };
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meta_element_is_found_after_rewriting() {
        for page in [
            "<meta name=\"us\" content=\"su1abc\">",
            "<META CONTENT='su1abc' NAME='us' />",
            "<p><meta\n  content = su1abc\n  name = us\n>",
            "<meta name=us content=su1abc>",
            "<meta content=\"su1&#97;bc\" data-x name=\" US \"/>",
            "<meta name=\"viewport\" content=\"x\"><meta charset=utf-8><meta content=\"su1&#x61;bc\" name=\"us\">",
        ] {
            assert_eq!(meta(page, "us").as_deref(), Some("su1abc"), "{page}");
        }
    }

    #[test]
    fn similar_elements_are_ignored() {
        for page in
            ["", "<meta", "<metal name=us content=x>", "<meta name=us>", "&lt;meta name=us content=x>"]
        {
            assert_eq!(meta(page, "us"), None, "{page}");
        }
        for page in ["<meta ====>", "<meta '", "<meta name=\"us", "<meta / / =", "<meta é=ü>"] {
            assert_eq!(meta(page, "us"), None, "{page}");
        }
    }

    #[test]
    fn the_text_between_elements_is_what_a_reader_sees() {
        assert_eq!(
            plain("<p>su1a<wbr>b&#8203;c</p> &amp; d=\r\ne &x; &#xFFFFFFFF;"),
            "su1ab\u{200B}c & de &x; &#xFFFFFFFF;"
        );
        assert_eq!(plain("1 < 2"), "1 ");
    }
}
