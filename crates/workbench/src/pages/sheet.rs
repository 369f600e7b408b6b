//! The printable profile with its link as text and as a QR code, or a card with only the link. It is decoded from the
//! link, so paper never shows more than the link includes.

mod told;

use super::{nothing_to_share, one_of, to_profile, ways};
use crate::action::{Action, Lock};
use crate::page::DeskPage;
use crate::qr::Qr;
use crate::visit::DeskVisit;
use interlocal_core::bank::ContextKind;
use interlocal_core::explain;
use interlocal_core::link;
use interlocal_core::profile::Profile;
use interlocal_core::score::score;
use interlocal_core::words::{DeskWord, Word};
use interlocal_ui::components::button::Look;
use interlocal_ui::components::heading::heading;
use interlocal_ui::components::shown::Shown;
use yew::prelude::*;

/// Renders the options and the sheet.
pub(super) fn sheet(visit: &DeskVisit) -> Html {
    let session = &visit.state.session;
    let fragment = visit.state.sharing.open_fragment(session);
    let told = link::decode(visit.bank(), fragment.as_str()).ok().filter(|_| session.has_answers());
    let Some(told) = told else { return nothing_to_share(visit, DeskWord::SheetTitle) };
    html! {
        <main class="desk">
            <div class="sheet-tools no-print">
                { heading(visit.say(DeskWord::SheetTitle)) }
                <p class="lead">{ visit.say(DeskWord::SheetLead) }</p>
                { choices(visit) }
                { warning(visit) }
                { steps(visit) }
                <p class="small">{ visit.say(DeskWord::SheetSize) }</p>
            </div>
            <article class={classes!("sheet", visit.state.is_card.then_some("sheet--card"))} aria-labelledby="sheet-name">
                { if visit.state.is_card { card(visit, &told) } else { whole(visit, &told) } }
            </article>
            <p class="no-print">{ to_profile(visit) }</p>
        </main>
    }
}

fn choices(visit: &DeskVisit) -> Html {
    let all = [
        (false, "whole", DeskWord::SheetWhole, DeskWord::SheetWholeText),
        (true, "card", DeskWord::SheetCard, DeskWord::SheetCardText),
    ];
    let legend = html! { <legend class="question__legend">{ visit.say(DeskWord::SheetWhat) }</legend> };
    one_of(visit, legend, "sheet", &all, |is_card| visit.state.is_card == is_card, Action::Card)
}

/// Renders the warning before printing. The region always exists, so that screen readers announce changes.
fn warning(visit: &DeskVisit) -> Html {
    let is_sealed = visit.state.sharing.lock != Lock::Open;
    let words = match (is_sealed, visit.state.link().is_some(), visit.state.is_card) {
        (false, _, _) | (true, true, true) => Vec::new(),
        (true, true, false) => vec![DeskWord::SheetClear],
        (true, false, false) => vec![DeskWord::SheetNotSealed, DeskWord::SheetClear],
        (true, false, true) => vec![DeskWord::SheetNotSealed],
    };
    let lines = words.iter().map(|word| html! { <p>{ visit.say(*word) }</p> });
    html! {
        <div role="status">
            if !words.is_empty() { <div class="banner sheet-tools__warning">{ for lines }</div> }
        </div>
    }
}

fn steps(visit: &DeskVisit) -> Html {
    html! {
        <div class="steps">
            { visit.button(Look::Main, "print", DeskWord::SheetPrint, Action::Print) }
            { visit.button(Look::Quiet, "share", DeskWord::SheetBack, Action::Show(DeskPage::Share)) }
        </div>
    }
}

fn whole(visit: &DeskVisit, told: &Profile) -> Html {
    let card = score(visit.bank(), told);
    let shown = Shown { bank: visit.bank(), lang: visit.lang(), profile: told, card: &card, today: None };
    let name = told.context.agency.as_ref();
    let name = name.map_or(visit.say(Word::ReceivedTitleAnonymous), |name| name.as_str());
    html! {
        <>
            <header class="sheet__head">
                { kind(visit) }
                <h2 class="sheet__name" id="sheet-name">{ name.to_owned() }</h2>
                { particulars(visit, told) }
                { shown.headline() }
                { note(visit, told) }
                <p class="sheet__unchecked">{ unchecked(visit, told) }</p>
            </header>
            { way(visit) }
            { told::parts(visit, &shown) }
        </>
    }
}

/// Renders the card. For an encrypted link, it doesn't contain the name.
fn card(visit: &DeskVisit, told: &Profile) -> Html {
    let is_open = visit.state.sharing.lock == Lock::Open;
    let name = told.context.agency.as_ref().filter(|_| is_open);
    let title = match name {
        Some(name) => visit.tell(DeskWord::MailSubject, &[("name", name.as_str())]),
        None => visit.say(DeskWord::MailSubjectAnonymous).to_owned(),
    };
    html! {
        <>
            <header class="sheet__head">
                { kind(visit) }
                <h2 class="sheet__name" id="sheet-name">{ title }</h2>
            </header>
            { way(visit) }
            <footer class="sheet__foot">
                <p>{ visit.say(DeskWord::MailSelf) }</p>
                <p>{ dated(visit, told) }</p>
            </footer>
        </>
    }
}

fn kind(visit: &DeskVisit) -> Html {
    let title = visit.text(&visit.bank().title);
    html! { <p class="sheet__kind">{ visit.say(Word::AppName) }{ " · " }{ title }</p> }
}

/// Renders kind, size and region on one line, as far as they are known. The name is above.
fn particulars(visit: &DeskVisit, told: &Profile) -> Html {
    let (bank, lang) = (visit.bank(), visit.lang());
    let rest = bank.context.iter().enumerate().filter(|(_, question)| question.kind != ContextKind::Text);
    let said: Vec<String> = rest.filter_map(|(idx, _)| explain::context(bank, lang, told, idx)).collect();
    match said.is_empty() {
        true => Html::default(),
        false => html! { <p class="sheet__agency">{ said.join(" · ") }</p> },
    }
}

fn note(visit: &DeskVisit, told: &Profile) -> Html {
    let Some(note) = &told.context.note else { return Html::default() };
    html! {
        <p class="sheet__note"><strong>{ visit.say(Word::ReceivedNote) }{ ": " }</strong><bdi>{ note.as_str().to_owned() }</bdi></p>
    }
}

/// Returns the name that the sheet states, and that nobody verified it.
fn unchecked(visit: &DeskVisit, told: &Profile) -> String {
    let who = match &told.context.agency {
        Some(name) => visit.tell(DeskWord::SheetFrom, &[("name", name.as_str())]),
        None => visit.say(DeskWord::SheetFromNobody).to_owned(),
    };
    [&who, " ", visit.say(Word::ReceivedSelf)].concat()
}

/// Returns the date and the questionnaire.
fn dated(visit: &DeskVisit, told: &Profile) -> String {
    let bank = visit.bank();
    let title = visit.text(&bank.title);
    let date = told.date.map(|date| visit.tell(Word::ProfileDate, &[("date", &date.iso())]));
    let bank = visit.tell(Word::ProfileBank, &[("title", title), ("version", &bank.version)]);
    date.into_iter().chain([bank]).collect::<Vec<String>>().join(" · ")
}

/// Renders the link as a QR code and as text, as far as there is one.
fn way(visit: &DeskVisit) -> Html {
    let Some(link) = visit.state.link() else {
        return html! {
            <section class="sheet__way"><p>{ visit.say(DeskWord::SheetNoLink) }</p></section>
        };
    };
    let is_sealed = visit.state.sharing.lock != Lock::Open;
    let code = Qr::of(&link);
    let (title, how) = match (is_sealed, code.is_ok()) {
        (false, true) => (DeskWord::SheetLink, DeskWord::SheetHow),
        (false, false) => (DeskWord::SheetLink, DeskWord::SheetHowTyped),
        (true, true) => (DeskWord::SheetSealed, DeskWord::SheetHow),
        (true, false) => (DeskWord::SheetSealed, DeskWord::SheetHowTyped),
    };
    html! {
        <section class="sheet__way" aria-labelledby="sheet-link">
            if let Ok(code) = &code { { ways::picture(visit, code) } }
            <div class="sheet__link">
                <h2 id="sheet-link">{ visit.say(title) }</h2>
                <p class="sheet__address" translate="no">{ link }</p>
                <p>{ visit.say(how) }</p>
                if is_sealed { <p><strong>{ visit.say(DeskWord::SheetPassphrase) }</strong></p> }
                if let Err(too_long) = code { <p>{ ways::refused(visit, too_long) }</p> }
            </div>
        </section>
    }
}
