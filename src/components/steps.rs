//! Forward, back, and the way out to the profile, at the end of each step.

use crate::browser::event::seconds_now;
use crate::visit::Visit;
use interlocal_core::session::{Action, Page};
use interlocal_core::words::Word;
use yew::prelude::*;

/// When the page was first shown, for the note about very quick screens.
#[derive(Properties, PartialEq)]
pub struct StepButtonsProps {
    /// The visit.
    pub visit: Visit,
    /// What the button forward says.
    #[prop_or(Word::NavNext)]
    pub next: Word,
}

/// The buttons. The component is new on each page, so its birth is when the page was shown.
#[component]
pub fn StepButtons(props: &StepButtonsProps) -> Html {
    let visit = &props.visit;
    let shown = use_memo((), |()| seconds_now());
    let onnext = visit.dispatch.reform(move |_: MouseEvent| {
        let seconds = seconds_now().checked_sub(*shown).and_then(|seconds| u16::try_from(seconds).ok());
        Action::Next { seconds }
    });
    html! {
        <div class="steps">
            <button type="button" class="button" data-action="next" onclick={onnext}>{ visit.say(props.next) }</button>
            <button type="button" class="button button--quiet" data-action="back" onclick={visit.on(Action::Previous)}>
                { visit.say(Word::NavBack) }
            </button>
            if visit.session.page != Page::Review {
                <button type="button" class="link-button" data-action="see-profile"
                    onclick={visit.on(Action::Show(Page::Profile))}>
                    { visit.say(Word::NavProfile) }
                </button>
            }
        </div>
    }
}
