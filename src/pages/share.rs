//! The link: what it holds back, the box to copy it from, and a look at what a reader sees.

use crate::components::button::{Look, button};
use crate::components::link_host::link_host;
use crate::visit::Visit;
use interlocal_core::session::desk_page::SHARE;
use interlocal_core::session::{Action, Copying};
use interlocal_core::words::Word;
use yew::prelude::*;

/// The part of one's own profile that makes the link.
pub(super) fn share(visit: &Visit) -> Html {
    let link = visit.session.link();
    let label = |slot| visit.text(&visit.bank().capability(slot).label).to_owned();
    let withheld = visit.session.withheld();
    let status = match visit.session.copying {
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
            { link_host(&visit.session, "share-host") }
            <div class="steps">
                { button(visit, Look::Main, "copy", Word::ShareCopy, Action::CopyLink) }
                { button(visit, Look::Quiet, "preview", Word::SharePreview, Action::OpenLink(link)) }
                { button(visit, Look::Quiet, "print", Word::SharePrint, Action::Print) }
            </div>
            <div class="steps">
                { button(visit, Look::Quiet, "desk-share", Word::ShareMore, Action::OpenDesk(SHARE.to_owned())) }
            </div>
            <p class="share__status" role="status">{ status }</p>
            <p class="small" lang={visit.foreign()}>{ visit.bank().message(visit.lang(), "warn.record") }</p>
        </section>
    }
}
