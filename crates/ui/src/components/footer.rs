//! The footer of every page, with the privacy notice.

use super::button::{Look, plain};
use interlocal_core::words::{Lang, Word, say};
use yew::prelude::*;

/// Renders the privacy notice, the printable form and "forget everything". `site` is the prefix for the names of the
/// site's other pages.
pub fn footer(lang: Lang, site: &str, onforget: Callback<MouseEvent>) -> Html {
    html! {
        <footer class="footer" aria-label={say(lang, Word::FooterLabel)}>
            <p class="footer__text">{ say(lang, Word::FooterPrivate) }</p>
            <p class="footer__links">
                <a href={[site, "questionnaire.", lang.code(), ".html"].concat()}>{ say(lang, Word::FooterPaper) }</a>
                { plain(Look::Link, "forget", say(lang, Word::FooterForget), onforget) }
            </p>
        </footer>
    }
}
