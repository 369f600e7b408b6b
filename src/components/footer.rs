//! The bottom of every page: what happens to one's data, and how to end that.

use super::button::{Look, button};
use crate::visit::Visit;
use interlocal_core::session::Action;
use interlocal_core::words::Word;
use yew::prelude::*;

/// The privacy line, the paper form and "forget everything".
pub fn footer(visit: &Visit) -> Html {
    html! {
        <footer class="footer" aria-label={visit.say(Word::FooterLabel)}>
            <p class="footer__text">{ visit.say(Word::FooterPrivate) }</p>
            <p class="footer__links">
                <a href={format!("questionnaire.{}.html", visit.lang().code())}>{ visit.say(Word::FooterPaper) }</a>
                { button(visit, Look::Link, "forget", Word::FooterForget, Action::Forget) }
            </p>
        </footer>
    }
}
