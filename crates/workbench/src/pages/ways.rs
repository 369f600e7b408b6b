//! The ways to hand a link over, and files to save. Until an encrypted link exists, only the files are offered.

use super::share::to_sheet;
use crate::action::{Action, Copied, FileKind, Lock};
use crate::browser::share_sheet;
use crate::message::{mailto, message};
use crate::qr::{Qr, TooLong};
use crate::visit::DeskVisit;
use interlocal_core::words::DeskWord;
use interlocal_ui::components::button::Look;
use interlocal_ui::components::link_host::link_host;
use yew::prelude::*;

/// Renders the third part of the page.
pub(super) fn ways(visit: &DeskVisit) -> Html {
    let link = visit.state.link();
    html! {
        <>
            <section class="aside" aria-labelledby="ways-title">
                <h2 id="ways-title">{ visit.say(DeskWord::WaysTitle) }</h2>
                {
                    match link {
                        Some(link) => out(visit, link),
                        None => html! { <p>{ visit.say(DeskWord::WaysNoLink) }</p> },
                    }
                }
            </section>
            { files(visit) }
        </>
    }
}

fn out(visit: &DeskVisit, link: String) -> Html {
    let is_sealed = visit.state.sharing.lock != Lock::Open;
    let label = if is_sealed { DeskWord::WaysSealed } else { DeskWord::WaysLink };
    let (subject, text) = message(&visit.state, &link);
    let n_chars = link.chars().count().to_string();
    html! {
        <>
            <label class="field__label" for="link">{ visit.say(label) }</label>
            <textarea id="link" class="field__input share__link" readonly=true rows="3" spellcheck="false" translate="no"
                value={link.clone()} aria-describedby="link-host link-length" />
            { link_host(&visit.state.session, "link-host") }
            <p class="field__hint" id="link-length">{ visit.tell(DeskWord::WaysLength, &[("n", &n_chars)]) }</p>
            <div class="steps">
                { visit.button(Look::Main, "copy", DeskWord::WaysCopy, Action::Copy(Copied::Link)) }
                if share_sheet::is_there() {
                    { visit.button(Look::Quiet, "send", DeskWord::WaysSend, Action::Send) }
                }
                <a class="button button--quiet" data-action="mail" href={mailto(&subject, &text)}>
                    { visit.say(DeskWord::WaysMail) }
                </a>
                { to_sheet(visit) }
                if visit.state.receiver.is_some() {
                    { visit.button(Look::Quiet, "send-to-site", DeskWord::WaysSite, Action::SendToSite) }
                }
            </div>
            if let Some(site) = &visit.state.receiver {
                <p class="field__hint">{ visit.tell(to_site(is_sealed), &[("site", site)]) }</p>
            }
            <p class="share__status" role="status">{ status(visit) }</p>
            { code(visit, &link) }
        </>
    }
}

/// Returns the text about what the site gets.
fn to_site(is_sealed: bool) -> DeskWord {
    if is_sealed { DeskWord::WaysSiteSealed } else { DeskWord::WaysSiteHint }
}

/// Returns the result of the last copy or transfer of the link.
fn status(visit: &DeskVisit) -> String {
    match &visit.state.receiver {
        Some(site) if visit.state.is_sent => visit.tell(DeskWord::WaysSiteSent, &[("site", site)]),
        Some(_) | None => copied(visit, Copied::Link).to_owned(),
    }
}

/// Returns the result of the last copy of `what`.
pub(super) fn copied(visit: &DeskVisit, what: Copied) -> &'static str {
    match visit.state.copied {
        Some((copied, true)) if copied == what => visit.say(match what {
            Copied::Link => DeskWord::CopiedLink,
            Copied::Words => DeskWord::CopiedWords,
        }),
        Some((copied, false)) if copied == what => visit.say(DeskWord::CopiedRefused),
        Some(_) | None => "",
    }
}

fn code(visit: &DeskVisit, link: &str) -> Html {
    let body = match Qr::of(link) {
        Ok(code) => html! {
            <>
                { picture(visit, &code) }
                <p>{ visit.say(DeskWord::CodeHint) }</p>
                { visit.button(Look::Link, "save-code", DeskWord::CodeSave, Action::Save(FileKind::Code)) }
            </>
        },
        Err(too_long) => html! { <p>{ refused(visit, too_long) }</p> },
    };
    html! { <details class="fold"><summary>{ visit.say(DeskWord::CodeTitle) }</summary>{ body }</details> }
}

/// Returns why there is no QR code.
pub(super) fn refused(visit: &DeskVisit, TooLong { got, most }: TooLong) -> String {
    visit.tell(DeskWord::CodeTooLong, &[("got", &got.to_string()), ("most", &most.to_string())])
}

/// Renders the QR code, black on white in every theme, so that readers can scan it.
pub(super) fn picture(visit: &DeskVisit, code: &Qr) -> Html {
    let size = code.size.to_string();
    let label = visit.say(DeskWord::CodeLabel);
    html! {
        <svg class="code" viewBox={format!("0 0 {size} {size}")} role="img" aria-label={label} shape-rendering="crispEdges">
            <rect class="code__ground" width={size.clone()} height={size} />
            <path class="code__module" d={code.path.clone()} />
        </svg>
    }
}

fn files(visit: &DeskVisit) -> Html {
    let is_sealed = visit.state.sharing.lock != Lock::Open;
    let all = [
        ("save-page", FileKind::Page, DeskWord::FilesPage, DeskWord::FilesPageText),
        ("save-json", FileKind::Json, DeskWord::FilesJson, DeskWord::FilesJsonText),
        ("save-table", FileKind::Table, DeskWord::FilesTable, DeskWord::FilesTableText),
        ("save-picture", FileKind::Picture, DeskWord::FilesPicture, DeskWord::FilesPictureText),
    ];
    let one = |(name, kind, label, text)| {
        html! {
            <div class="answers__row">
                <dt>{ visit.button(Look::Link, name, label, Action::Save(kind)) }</dt>
                <dd>{ visit.say(text) }</dd>
            </div>
        }
    };
    html! {
        <section class="aside" aria-labelledby="files-title">
            <h2 id="files-title">{ visit.say(DeskWord::FilesTitle) }</h2>
            <p>{ visit.say(DeskWord::FilesLead) }</p>
            if is_sealed { <p><strong>{ visit.say(DeskWord::FilesOpen) }</strong></p> }
            <dl class="answers">{ for all.map(one) }</dl>
        </section>
    }
}
