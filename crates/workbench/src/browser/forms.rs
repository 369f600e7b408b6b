//! A drop or a paste may carry the same thing in several forms. Chooses the form to read.

use interlocal_core::link::pieces;
use std::collections::BTreeSet;

/// Characters of a link that tell it from others, behind those that all links share.
const TELLING: usize = 64;

/// The forms of a drop or of what is pasted. A form that is missing is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forms {
    /// `text/plain`.
    pub plain: String,
    /// `text/html`: a link may stand behind words only here.
    pub html: String,
    /// `text/uri-list`: the addresses of dragged links.
    pub addresses: String,
}

impl Forms {
    /// The form to read: the plain text, unless another one holds links that it lacks. `None` if all are empty.
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

    /// Whether another form holds links that the plain text lacks, so that a box for text would lose them.
    pub fn hides_links(&self) -> bool {
        self.clone().text().is_some_and(|text| text != self.plain)
    }
}

/// The starts of the links in `text`.
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
    fn a_link_behind_words_is_read_from_the_form_that_has_it() {
        let html = format!("<a href=\"{LINK}\">Our profile</a>");
        assert_eq!(forms("Our profile", &html, "").text(), Some(html.clone()));
        assert!(forms("Our profile", &html, "").hides_links());
        assert_eq!(forms("Our profile", "", LINK).text().as_deref(), Some(LINK));
        assert_eq!(forms("", "", LINK).text().as_deref(), Some(LINK));
        // A gateway's address has no letters of a link in it.
        let wrapped = "<a href=\"https://gw.example/?u=aHR0cHM6Ly9pdC5leGFtcGxl\">Our profile</a>";
        assert_eq!(forms("Our profile", wrapped, "").text().as_deref(), Some(wrapped));
    }

    #[test]
    fn plain_text_that_has_all_links_is_read_as_it_is() {
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
