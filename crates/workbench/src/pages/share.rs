//! The disclosure, the access and the ways to hand a link over, on one page, so that each choice changes the link at
//! once.

use super::{lock, nothing_to_share, tell, to_profile, ways};
use crate::action::Action;
use crate::page::DeskPage;
use crate::visit::DeskVisit;
use interlocal_core::link;
use interlocal_core::score::score;
use interlocal_core::words::DeskWord;
use interlocal_ui::components::button::Look;
use interlocal_ui::components::heading::heading;
use interlocal_ui::components::shown::Shown;
use yew::prelude::*;

/// Renders the page.
pub(super) fn share(visit: &DeskVisit) -> Html {
    if !visit.state.session.has_answers() {
        return nothing_to_share(visit, DeskWord::ShareTitle);
    }
    html! {
        <main class="desk">
            { heading(visit.say(DeskWord::ShareTitle)) }
            <p class="lead">{ visit.say(DeskWord::ShareLead) }</p>
            { tell::tell(visit) }
            { lock::lock(visit) }
            { ways::ways(visit) }
            { preview(visit) }
            <p class="no-print">{ to_profile(visit) }</p>
        </main>
    }
}

/// Renders the preview. It is decoded from the link, so it can't show anything that isn't in the link.
fn preview(visit: &DeskVisit) -> Html {
    let is_open = visit.state.sharing.is_previewed;
    html! {
        <section class="part" aria-labelledby="preview-title">
            <h2 id="preview-title">{ visit.say(DeskWord::PreviewTitle) }</h2>
            <p>{ visit.say(DeskWord::PreviewLead) }</p>
            <button type="button" class="button button--quiet" data-action="preview" aria-expanded={is_open.to_string()}
                onclick={visit.on(Action::Preview(!is_open))}>
                { visit.say(if is_open { DeskWord::PreviewHide } else { DeskWord::PreviewShow }) }
            </button>
            if is_open { { read_back(visit) } }
        </section>
    }
}

fn read_back(visit: &DeskVisit) -> Html {
    let fragment = visit.state.sharing.open_fragment(&visit.state.session);
    let Ok(profile) = link::decode(visit.bank(), fragment.as_str()) else { return Html::default() };
    let card = score(visit.bank(), &profile);
    let shown = Shown { bank: visit.bank(), lang: visit.lang(), profile: &profile, card: &card, today: None };
    html! {
        <div class="preview">
            <p><strong>{ super::unchecked(visit, &profile, false) }</strong></p>
            { shown.headline() }
            { shown.agency() }
            { shown.body() }
        </div>
    }
}

/// Renders the link to the printable sheet.
pub(super) fn to_sheet(visit: &DeskVisit) -> Html {
    visit.button(Look::Quiet, "sheet", DeskWord::WaysPrint, Action::Show(DeskPage::Sheet))
}
