//! Selects the format to read from a drop or a paste, which may contain the same data in several formats.

use interlocal_core::link::pieces;
use std::collections::BTreeSet;

/// Number of characters that distinguish a link, after those that all links share.
const TELLING: usize = 64;

/// The formats of a drop or a paste. A missing format is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forms {
    /// `text/plain`.
    pub plain: String,
    /// `text/html`. Only this format contains links behind words.
    pub html: String,
    /// `text/uri-list`: the addresses of dragged links.
    pub addresses: String,
}

impl Forms {
    /// Returns the text to read: the plain text, unless another format has links that it lacks. `None` if all are
    /// empty.
    pub fn text(self) -> Option<String> {
        let Forms { plain, html, addresses } = self;
        let known = links(&plain);
        let has_more = |text: &str| links(text).difference(&known).next().is_some();
        let hides = |text: &str| known.is_empty() && text.contains("://") && !plain.contains("://");
        let best = if has_more(&html) || hides(&html) {
            html
        } else if has_more(&addresses) || plain.trim().is_empty() {
            addresses
        } else {
            plain
        };
        (!best.trim().is_empty()).then_some(best)
    }

    /// Returns true if another format has links that the plain text lacks, so that a text box would lose them.
    pub fn hides_links(&self) -> bool {
        self.clone().text().is_some_and(|text| text != self.plain)
    }
}

/// Returns the starts of the links in `text`.
fn links(text: &str) -> BTreeSet<String> {
    let start = |piece: &str| -> String {
        piece
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(TELLING)
            .collect::<String>()
            .to_ascii_lowercase()
    };
    let pieces = pieces(text).filter(|piece| piece.is_start);
    pieces.filter_map(|piece| text.get(piece.range)).map(start).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "https://it.example.gov/share/?#su1q0abcdefgh";

    fn forms(plain: &str, html: &str, addresses: &str) -> Forms {
        Forms { plain: plain.to_owned(), html: html.to_owned(), addresses: addresses.to_owned() }
    }

    #[test]
    fn a_link_behind_words_is_read_from_the_format_that_contains_it() {
        let html = format!("<a href=\"{LINK}\">Our profile</a>");
        assert_eq!(forms("Our profile", &html, "").text(), Some(html.clone()));
        assert!(forms("Our profile", &html, "").hides_links());
        assert_eq!(forms("Our profile", "", LINK).text().as_deref(), Some(LINK));
        assert_eq!(forms("", "", LINK).text().as_deref(), Some(LINK));
        // A gateway's address contains no recognizable link.
        let wrapped = "<a href=\"https://gw.example/?u=aHR0cHM6Ly9pdC5leGFtcGxl\">Our profile</a>";
        assert_eq!(forms("Our profile", wrapped, "").text().as_deref(), Some(wrapped));
    }

    #[test]
    fn plain_text_with_all_links_is_preferred() {
        let html =
            format!("<p>See <a href=\"{LINK}\">{LINK}</a> <a href=\"https://www.example.gov/\">home</a></p>");
        let plain = format!("See {LINK} home");
        assert_eq!(forms(&plain, &html, LINK).text(), Some(plain.clone()));
        assert!(!forms(&plain, &html, LINK).hides_links());
        assert_eq!(forms("", "", "").text(), None);
        assert_eq!(forms(" \n", "<b> </b>", "").text(), None);
        assert_eq!(forms("hello", "<b>hello</b>", "").text().as_deref(), Some("hello"));
    }
}
