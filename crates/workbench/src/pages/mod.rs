//! The pages of the workbench. Each turns the state into HTML; the rules are in the other modules and in the core.

mod beside;
mod clash;
mod found;
mod group;
mod lock;
mod open;
mod pair;
mod raters;
mod share;
mod sheet;
mod since;
mod tell;
mod unseal;
mod ways;
mod words;

use super::action::{Action, NoFile, NoSeal};
use super::visit::DeskVisit;
use super::{Notice, Problem};
use crate::page::DeskPage;
use crate::quoted::quoted;
use interlocal_core::export::file_error;
use interlocal_core::profile::Profile;
use interlocal_core::session::Page;
use interlocal_core::words::{DeskWord, Lang, Word, say, tell};
use interlocal_import::{RejectReason, why};
use interlocal_ui::browser::event::is_checked;
use interlocal_ui::components::button::{Look, plain};
use interlocal_ui::components::choice::{Choice, Kind, choice};
use interlocal_ui::components::direction::isolated;
use interlocal_ui::components::foreign::foreign;
use interlocal_ui::components::heading::heading;
use yew::prelude::*;

/// Renders the current page.
pub fn page(visit: &DeskVisit) -> Html {
    match foreign(visit.bank(), visit.lang()) {
        Some(code) => quoted(body(visit), &code),
        None => isolated(body(visit)),
    }
}

fn body(visit: &DeskVisit) -> Html {
    match visit.state.page {
        DeskPage::Share => share::share(visit),
        DeskPage::Words => words::words(visit),
        DeskPage::Sheet => sheet::sheet(visit),
        DeskPage::Open => open::open(visit),
        DeskPage::Unseal => unseal::unseal(visit),
        DeskPage::Found => found::found(visit),
        DeskPage::Since => since::since(visit),
        DeskPage::Raters => raters::raters(visit),
        DeskPage::Pair => pair::pair(visit),
        DeskPage::Talk => pair::talk(visit),
        DeskPage::Clash => clash::clash(visit),
        DeskPage::Group
        | DeskPage::Gaps
        | DeskPage::Helpers
        | DeskPage::Buying
        | DeskPage::Meet
        | DeskPage::Invite
        | DeskPage::Summary
        | DeskPage::Examples => group::page(visit),
    }
}

/// Returns the window's title, which names the page and never contains parts of a profile.
pub fn title(lang: Lang, page: DeskPage) -> &'static str {
    let word = match page {
        DeskPage::Share => DeskWord::ShareTitle,
        DeskPage::Words => DeskWord::WordsTitle,
        DeskPage::Sheet => DeskWord::SheetTitle,
        DeskPage::Open => DeskWord::OpenTitle,
        DeskPage::Unseal => DeskWord::UnsealTitle,
        DeskPage::Found => DeskWord::FoundTitle,
        DeskPage::Since => DeskWord::SinceTitle,
        DeskPage::Raters => DeskWord::RatersTitle,
        DeskPage::Pair => DeskWord::PairTitle,
        DeskPage::Talk => DeskWord::TalkTitle,
        DeskPage::Clash => DeskWord::ClashTitle,
        DeskPage::Group | DeskPage::Examples => DeskWord::GroupTitle,
        DeskPage::Gaps => DeskWord::GapsTitle,
        DeskPage::Helpers => DeskWord::HelpersTitle,
        DeskPage::Buying => DeskWord::BuyingTitle,
        DeskPage::Meet => DeskWord::MeetTitle,
        DeskPage::Invite => DeskWord::InviteTitle,
        DeskPage::Summary => DeskWord::SummaryTitle,
    };
    say(lang, word)
}

/// Returns the bank's label for a fit, by id.
fn fit_word<'a>(visit: &'a DeskVisit, id: &str) -> &'a str {
    let id = if id == "none" { "band.none".to_owned() } else { ["fit.", id].concat() };
    visit.bank().message(visit.lang(), &id)
}

/// Renders the notice. The region always exists, because screen readers don't announce one that is inserted with its
/// text.
pub fn notice(visit: &DeskVisit) -> Html {
    let text = visit.state.notice.map(|notice| {
        let word = match notice {
            Notice::Adopted => DeskWord::NoticeAdopted,
            Notice::Undone => DeskWord::NoticeUndone,
            Notice::NotSaved => DeskWord::NoticeNotSaved,
            Notice::NotLeft => DeskWord::NoticeNotLeft,
        };
        html! {
            <div class="notice">
                <p class="notice__text">{ visit.say(word) }</p>
                if visit.state.can_undo() {
                    { visit.button(Look::Main, "undo", DeskWord::NoticeUndo, Action::Undo) }
                }
                { visit.button(Look::Link, "close-notice", DeskWord::NoticeClose, Action::CloseNotice) }
            </div>
        }
    });
    let has_clash = visit.state.session.has_clash() && visit.state.page != DeskPage::Clash;
    let clash = has_clash.then(|| {
        let onclick = visit.on(Action::Show(DeskPage::Clash));
        html! {
            <div class="notice">
                <p class="notice__text">{ visit.say(Word::NoticeClash) }</p>
                { plain(Look::Main, "clash", visit.say(Word::NoticeClashChoose), onclick) }
            </div>
        }
    });
    html! { <div class="page notices" role="status">{ text }{ clash }</div> }
}

/// Renders why a link, a file or a passphrase failed, with the next step. The region always exists. If there is no
/// field to correct, the text itself gets the focus.
fn problem(visit: &DeskVisit, is_goal: bool) -> Html {
    let text = visit.state.problem.as_ref().map(|problem| match problem {
        Problem::Content(error) => file_error(visit.lang(), error),
        Problem::File(trouble) => no_file(visit.lang(), *trouble),
        Problem::Seal(trouble) => no_seal(visit.lang(), *trouble).to_owned(),
        Problem::Refused(reason) => why(visit.lang(), reason),
        Problem::Many(_) => visit.say(DeskWord::PairMany).to_owned(),
        Problem::Large(_) => visit.say(DeskWord::OpenLarge).to_owned(),
    });
    html! { <div role="alert">if let Some(text) = text { <p class="problem" id="problem" data-goal={is_goal.then_some("")} tabindex={is_goal.then_some("-1")}>{ text }</p> }</div> }
}

fn no_file(lang: Lang, trouble: NoFile) -> String {
    match trouble {
        NoFile::TooBig(got) => why(lang, &RejectReason::TooBig { got }),
        NoFile::Nothing => say(lang, DeskWord::FileNothing).to_owned(),
        NoFile::Unreadable => say(lang, DeskWord::FileUnreadable).to_owned(),
        NoFile::Several(n) => tell(lang, DeskWord::FileTooMany, &[("n", &n.to_string())]),
    }
}

fn no_seal(lang: Lang, trouble: NoSeal) -> &'static str {
    let word = match trouble {
        NoSeal::NoCrypto => DeskWord::SealNoCrypto,
        NoSeal::NoRandom => DeskWord::SealNoRandom,
        NoSeal::TooMuch => DeskWord::SealTooMuch,
        NoSeal::Empty => DeskWord::SealEmpty,
        NoSeal::Wrong => DeskWord::SealWrong,
        NoSeal::Failed => DeskWord::SealFailed,
    };
    say(lang, word)
}

/// Renders a message while a slow job is running. Screen readers announce it.
fn busy(visit: &DeskVisit, word: DeskWord) -> Html {
    let is_slow = visit.state.job.is_some_and(|job| job.is_slow);
    html! {
        <div class="busy" role="status">
            if is_slow { <progress class="progress__bar" aria-label={visit.say(word)}></progress><p>{ visit.say(word) }</p> }
        </div>
    }
}

/// Renders a choice of one option, each with an explanation. `legend` is the question. An entry has its value, name,
/// label and text.
fn one_of<T: Copy>(
    visit: &DeskVisit,
    legend: Html,
    name: &str,
    all: &[(T, &str, DeskWord, DeskWord)],
    is_on: impl Fn(T) -> bool,
    action: impl Fn(T) -> Action,
) -> Html {
    let one = |(it, value, label, text): &(T, &str, DeskWord, DeskWord)| {
        choice(Choice {
            kind: Kind::Radio,
            name,
            value,
            label: visit.say(*label),
            text: visit.say(*text),
            is_on: is_on(*it),
            onchange: visit.on(action(*it)),
        })
    };
    html! { <fieldset class="question">{ legend }<div>{ for all.iter().map(one) }</div></fieldset> }
}

/// Renders the message for people who have no answers to share.
fn nothing_to_share(visit: &DeskVisit, title: DeskWord) -> Html {
    html! {
        <main>
            { heading(visit.say(title)) }
            <p class="lead">{ visit.say(DeskWord::ShareNothing) }</p>
            { visit.button(Look::Main, "begin", DeskWord::ShareBegin, Action::Leave(Page::Start)) }
        </main>
    }
}

/// Returns the date that a profile states.
fn date(visit: &DeskVisit, profile: &Profile) -> String {
    match profile.date {
        Some(date) => {
            let said = visit.tell(DeskWord::FoundDate, &[("date", &date.iso())]);
            let is_future = visit.state.session.today().is_some_and(|today| date.is_future(today));
            if is_future { [&said, " ", visit.say(Word::ReceivedFuture)].concat() } else { said }
        }
        None => visit.say(DeskWord::FoundNoDate).to_owned(),
    }
}

/// Renders the note that the user's own side is shown as links include it, with a link to the disclosure. The note
/// isn't printed, and doesn't depend on what is left out, so it reveals nothing about that.
fn as_told(visit: &DeskVisit) -> Html {
    html! {
        <p class="small no-print">
            { visit.say(DeskWord::PairTold) }{ " " }
            { visit.button(Look::Link, "told", DeskWord::PairToldChange, Action::Show(DeskPage::Share)) }
        </p>
    }
}

/// Renders the option to show the passphrase while it is typed.
fn reveal(visit: &DeskVisit) -> Html {
    choice(Choice {
        kind: Kind::Checkbox,
        name: "reveal",
        value: "reveal",
        label: "",
        text: visit.say(DeskWord::UnsealReveal),
        is_on: visit.state.is_revealed,
        onchange: visit.dispatch.reform(|event: Event| Action::Reveal(is_checked(&event))),
    })
}

/// Renders the link to the user's own profile.
fn to_profile(visit: &DeskVisit) -> Html {
    visit.button(Look::Link, "profile", DeskWord::NavProfile, Action::Leave(Page::Profile))
}

/// Returns the name that the profile states, and that nobody verified it.
fn unchecked(visit: &DeskVisit, profile: &Profile, is_file: bool) -> String {
    let name = profile.context.agency.as_ref().map(|name| [("name", name.as_str())]);
    let who = match (name, is_file) {
        (Some(name), true) => visit.tell(DeskWord::ExportFrom, &name),
        (Some(name), false) => visit.tell(Word::ReceivedFrom, &name),
        (None, true) => visit.say(DeskWord::ExportFromNobody).to_owned(),
        (None, false) => visit.say(Word::ReceivedFromNobody).to_owned(),
    };
    [&who, " ", visit.say(Word::ReceivedSelf)].concat()
}
