//! The link, with the capabilities that it leaves out, the box to copy it from, and a preview.

use crate::Visit;
use interlocal_core::session::desk_page::SHARE;
use interlocal_core::session::{Action, Copying};
use interlocal_core::words::Word;
use interlocal_ui::components::button::Look;
use interlocal_ui::components::link_host::link_host;
use yew::prelude::*;

/// Renders this part of the profile page.
pub(super) fn share(visit: &Visit) -> Html {
    let link = visit.state.link();
    let label = |slot| visit.text(&visit.bank().capability(slot).label).to_owned();
    let withheld = visit.state.withheld();
    let status = match visit.state.copying {
        Some(Copying::Done) => visit.say(Word::ShareCopied),
        Some(Copying::Refused) => visit.say(Word::ShareRefused),
        None => "",
    };
    html! {
        <section class="share no-print" aria-labelledby="share-title">
            <h2 id="share-title">{ visit.say(Word::ShareTitle) }</h2>
            <p>{ visit.say(Word::ShareLead) }</p>
            if !withheld.is_empty() {
                <p>{ visit.say(Word::ShareWithheld) }</p>
                <ul class="share__withheld" lang={visit.foreign()}>{ for withheld.into_iter().map(|slot| html! { <li>{ label(slot) }</li> }) }</ul>
            }
            <label class="field__label" for="share-link">{ visit.say(Word::ShareLabel) }</label>
            <textarea id="share-link" class="field__input share__link" readonly=true rows="3" spellcheck="false" translate="no"
                aria-describedby="share-host" value={link.clone()} />
            { link_host(&visit.state, "share-host") }
            <div class="steps">
                { visit.button(Look::Main, "copy", Word::ShareCopy, Action::CopyLink) }
                { visit.button(Look::Quiet, "preview", Word::SharePreview, Action::OpenLink(link)) }
                { visit.button(Look::Quiet, "print", Word::SharePrint, Action::Print) }
            </div>
            <div class="steps">
                { visit.button(Look::Quiet, "desk-share", Word::ShareMore, Action::OpenDesk(SHARE.to_owned())) }
            </div>
            <p class="share__status" role="status">{ status }</p>
            <p class="small" lang={visit.foreign()}>{ visit.bank().message(visit.lang(), "warn.record") }</p>
        </section>
    }
}
