//! The buttons at the end of each step: next, back, and the link to the profile.

use crate::Visit;
use interlocal_core::session::{Action, Page};
use interlocal_core::words::Word;
use interlocal_ui::browser::seconds_now;
use interlocal_ui::components::button::{Look, plain};
use yew::prelude::*;

/// Renders the buttons. `next` is the text of the main button.
pub fn steps(visit: &Visit, next: Word) -> Html {
    let shown_at = visit.shown_at;
    let onnext = visit.dispatch.reform(move |_: MouseEvent| {
        // If the clock was set back, the duration is unknown.
        let seconds = seconds_now().checked_sub(shown_at).and_then(|seconds| u16::try_from(seconds).ok());
        Action::Next { seconds }
    });
    html! {
        <div class="steps">
            { plain(Look::Main, "next", visit.say(next), onnext) }
            { visit.button(Look::Quiet, "back", Word::NavBack, Action::Previous) }
            if visit.state.page != Page::Review {
                { visit.button(Look::Link, "see-profile", Word::NavProfile, Action::Show(Page::Profile)) }
            }
        </div>
    }
}
