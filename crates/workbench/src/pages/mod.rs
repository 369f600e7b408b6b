//! The desk's pages: each makes HTML out of the desk as it is. Wiring lives here; rules live in `desk` and in the core.

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

/// The page that the desk is on.
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

/// What the window is called: where one is, and never what a profile says.
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

/// The bank's word for a fit, by the label's id.
fn fit_word<'a>(visit: &'a DeskVisit, id: &str) -> &'a str {
    let id = if id == "none" { "band.none".to_owned() } else { ["fit.", id].concat() };
    visit.bank().message(visit.lang(), &id)
}

/// Something to say once. The region is always there: one that comes with its text is not read out.
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

/// Why a link, a file or a passphrase gave nothing, and what to do next. The region is always there, as above. Where there
/// is no one field to mend, the focus goes to the text itself.
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

/// A sign that work is under way, once it takes longer than a blink; nothing before. Read out when it comes.
fn busy(visit: &DeskVisit, word: DeskWord) -> Html {
    let is_slow = visit.state.job.is_some_and(|job| job.is_slow);
    html! {
        <div class="busy" role="status">
            if is_slow { <progress class="progress__bar" aria-label={visit.say(word)}></progress><p>{ visit.say(word) }</p> }
        </div>
    }
}

/// One way of a few, each with a word on what follows; `legend` is what is asked. An entry is what it stands for, its name,
/// its label and its text.
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

/// What is said where there are no answers to share.
fn nothing_to_share(visit: &DeskVisit, title: DeskWord) -> Html {
    html! {
        <main>
            { heading(visit.say(title)) }
            <p class="lead">{ visit.say(DeskWord::ShareNothing) }</p>
            { visit.button(Look::Main, "begin", DeskWord::ShareBegin, Action::Leave(Page::Start)) }
        </main>
    }
}

/// Of when a profile says that it is.
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

/// Says that one's own side is what links tell, with the way to choose that. It isn't printed, and it is there whatever
/// was left out, so that it says nothing of that either.
fn as_told(visit: &DeskVisit) -> Html {
    html! {
        <p class="small no-print">
            { visit.say(DeskWord::PairTold) }{ " " }
            { visit.button(Look::Link, "told", DeskWord::PairToldChange, Action::Show(DeskPage::Share)) }
        </p>
    }
}

/// Shows a passphrase while it is typed, for those who can't be overlooked.
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

/// The way back to one's own profile.
fn to_profile(visit: &DeskVisit) -> Html {
    visit.button(Look::Link, "profile", DeskWord::NavProfile, Action::Leave(Page::Profile))
}

/// Who the profile says that it is from, and that nobody checked it.
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
