//! Finds links hidden in an address by percent escapes and base64, nested up to three times. Mail gateways wrap
//! addresses so.

use interlocal_core::link::may_hold_link;
use mail_parser::decoders::base64::base64_decode;
use percent_encoding::percent_decode_str;

/// The maximum length of an address that is searched.
pub(crate) const MOST_WORD: usize = 1 << 14;
/// The maximum number of nested wrappings.
const MOST_LAYERS: usize = 3;
/// The minimum length of base64 that is decoded. Links are much longer.
const LEAST_VALUE: usize = 24;

/// Parts of the host names of mail gateways whose addresses may not contain the original address.
const GATEWAYS: [&str; 18] = [
    ".protection.sophos.com",
    ".safelinks.protection.outlook.com",
    "urldefense.com",
    "urldefense.proofpoint.com",
    "urldefense.us",
    ".mimecast.com",
    ".mimecastprotect.com",
    "linkprotect.cudasvc.com",
    "secure-web.cisco.com",
    "clicktime.symantec.com",
    "url.emailprotection.link",
    ".fireeye.com",
    ".trendmicro.com",
    "urlsand.esvalabs.com",
    ".hornetsecurity.com",
    ".vadesecure.com",
    ".egress.com",
    ".checkpoint.com",
];

/// Returns a text with the link that `word` hides; `None` if there is none.
pub(crate) fn link(word: &str) -> Option<String> {
    if word.len() > MOST_WORD {
        return None;
    }
    let mut layer = vec![word.to_owned()];
    for _ in 0..MOST_LAYERS {
        let mut inner = Vec::new();
        for text in &layer {
            for found in percent_decoded(text).into_iter().chain(values(text).filter_map(base64_text)) {
                if may_hold_link(&found) {
                    return Some(found);
                }
                inner.push(found);
            }
        }
        layer = inner;
    }
    None
}

/// Returns the host if `text` is the address of a mail gateway.
pub(crate) fn gateway(text: &str) -> Option<&str> {
    let (_, address) = text.split_once("://")?;
    let host = address.split(['/', '?', '#', ':', '"', '\'', '<', '>']).next()?;
    let is_gateway = |name: &&'static str| match name.strip_prefix('.') {
        Some(domain) => host.strip_suffix(domain).is_some_and(|front| front.ends_with('.')),
        None => host == *name,
    };
    (host.len() < 256 && GATEWAYS.iter().any(is_gateway)).then_some(host)
}

/// Returns the parts of an address that may be base64.
fn values(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '/' | '-' | '_'));
    // Standard base64 contains "/", which also separates the parts of a path.
    let whole_and_parts =
        |run| std::iter::once(run).chain(str::split(run, '/').filter(move |part| *part != run));
    runs.filter(|run| run.len() >= LEAST_VALUE)
        .flat_map(whole_and_parts)
        .filter(|part| part.len() >= LEAST_VALUE)
}

fn base64_text(value: &str) -> Option<String> {
    let bytes = base64(value.as_bytes())?;
    let text = String::from_utf8(bytes).ok()?;
    // Text decoded from random characters contains control characters.
    text.chars().all(|c| !c.is_control() || c.is_ascii_whitespace()).then_some(text)
}

/// Decodes base64 in either alphabet, padded or not; `None` if there is another character.
pub(crate) fn base64(digits: &[u8]) -> Option<Vec<u8>> {
    const GROUP: usize = 4;
    let standard = |digit: &u8| match digit {
        b'-' => b'+',
        b'_' => b'/',
        other => *other,
    };
    let mut padded: Vec<u8> = digits.iter().filter(|digit| **digit != b'=').map(standard).collect();
    // A single remaining digit doesn't encode a byte.
    padded.truncate(padded.len() - usize::from(padded.len() % GROUP == 1));
    padded.resize(padded.len().next_multiple_of(GROUP), b'=');
    base64_decode(&padded)
}

/// Decodes percent escapes once; `None` if there are none.
fn percent_decoded(text: &str) -> Option<String> {
    let decoded = percent_decode_str(text).decode_utf8_lossy();
    (decoded.len() < text.len()).then(|| decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_in_both_alphabets_with_and_without_its_padding() {
        for digits in ["Pz8/Pj4+YQ==", "Pz8_Pj4-YQ", "Pz8_Pj4-YQ=="] {
            assert_eq!(base64(digits.as_bytes()).as_deref(), Some(b"???>>>a".as_slice()), "{digits}");
        }
        assert_eq!(base64(b"a!b"), None);
    }

    #[test]
    fn a_gateway_is_detected_by_its_whole_host() {
        assert_eq!(
            gateway("<https://us-west-2.protection.sophos.com/?d=x>"),
            Some("us-west-2.protection.sophos.com")
        );
        assert_eq!(gateway("https://urldefense.com/v3/x"), Some("urldefense.com"));
        for other in [
            "https://it.example.gov/",
            "https://nourldefense.com/",
            "urldefense.com",
            "https://mimecast.com.x/",
        ] {
            assert_eq!(gateway(other), None, "{other}");
        }
    }
}
