//! Names that run from right to left, on every page that puts names into sentences: none may reorder the words around it.
//! Each stands in an element of its own, or between isolates where there can be no element.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    dead_code,
    reason = "a test that can't go on should say where it stopped, and shared support holds more than it needs"
)]
#![cfg(feature = "ssr")]

mod group_told;
mod still;
#[path = "group/told.rs"]
mod told;

use interlocal::desk::Desk;
use interlocal::desk::action::{Action, Effect, GroupAction, TwoAction};
use interlocal::desk::page::DeskPage;
use interlocal::visit::Visit;
use interlocal_core::bank::Bank;
use interlocal_core::link::encode_whole;
use interlocal_core::plain_text::{AGENCY_BYTES, LOCAL_BYTES, PlainText};
use interlocal_core::profile::{Date, Profile};
use interlocal_core::session::{self, Session, Surroundings};
use interlocal_core::words::Lang;
use interlocal_group::answer::{Answer, Who};
use std::rc::Rc;
use yew::prelude::*;

/// Hebrew with a number at its end, and Arabic with a parenthesis.
const HEBREW: &str = "מועצה אזורית 12";
const ARABIC: &str = "بلدية (الشمال)";
const AREA: &str = "الجليل";

fn bank() -> Rc<Bank> {
    interlocal::bundled_bank().unwrap()
}

fn session(lang: &str) -> Session {
    let surroundings = Surroundings {
        share_base: "https://agency.example/share/".to_owned(),
        site: String::new(),
        today: Date::parse("2026-11-23"),
        lang: Lang::from_tag(lang).unwrap(),
    };
    Session::start(bank(), surroundings, None).0
}

fn named(seed: u64, name: &str) -> Profile {
    let mut profile = interlocal_testkit::profile(&bank(), seed);
    profile.context.agency = PlainText::new(name, AGENCY_BYTES).ok();
    profile.context.local = PlainText::new(AREA, LOCAL_BYTES).ok();
    profile
}

fn link(profile: &Profile) -> String {
    encode_whole(&bank(), profile).link("https://agency.example/share/")
}

fn after(desk: Desk, actions: impl IntoIterator<Item = Action>) -> Desk {
    actions.into_iter().fold(desk, |desk, action| desk.apply(action).0)
}

#[derive(Properties, PartialEq)]
struct StillProps {
    visit: Visit,
}

#[component]
fn Still(props: &StillProps) -> Html {
    interlocal::pages::page(&props.visit)
}

fn html(session: Session) -> String {
    let visit = Visit { session: Rc::new(session), dispatch: Callback::noop(), shown_at: 0 };
    let renderer = yew::LocalServerRenderer::<Still>::with_props(StillProps { visit });
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, renderer.hydratable(false).render())
}

/// Each place of `name` in `html` is isolated or has an element or attribute to itself; gives how many are in `<bdi>`.
fn n_in_elements(html: &str, name: &str) -> usize {
    for (at, _) in html.match_indices(name) {
        let (before, after) = (&html[..at], &html[at + name.len()..]);
        let is_isolated = before.ends_with('\u{2068}') && after.starts_with('\u{2069}');
        let is_alone = before.ends_with(['>', '"']) && after.starts_with(['<', '"']) && !is_in_a_row(before);
        let from = before.char_indices().rev().nth(80).map_or(0, |(at, _)| at);
        assert!(is_isolated || is_alone, "{}{name}{}", &before[from..], &after[..after.len().min(20)]);
    }
    html.matches(&format!("<bdi>{name}</bdi>")).count()
}

/// Whether text stands right before the element that was opened last, as in `Profile: <span>`.
fn is_in_a_row(before: &str) -> bool {
    let element = before.rsplit('<').next().unwrap_or_default();
    let outside = before.strip_suffix(element).and_then(|it| it.strip_suffix('<')).unwrap_or_default();
    !element.starts_with("bdi>") && !outside.trim_end().ends_with(['>', '"']) && element.ends_with('>')
}

/// No isolate is left as characters where an element can stand.
fn assert_elements(html: &str) {
    for (at, _) in html.match_indices('\u{2068}') {
        let before = &html[..at];
        let tag = before.rsplit_once('<').map_or("", |(_, tag)| tag);
        let is_attribute = !tag.contains('>');
        let is_plain =
            tag.starts_with("option") || before.matches("<svg").count() > before.matches("</svg>").count();
        assert!(is_attribute || is_plain, "a bare isolate in <{tag}");
    }
}

fn assert_isolated(html: &str, names: &[&str]) {
    assert_elements(html);
    for name in names {
        assert!(n_in_elements(html, name) > 0, "{name} in <bdi>:\n{html}");
    }
}

#[test]
fn a_received_profile() {
    for (lang, lead) in [("en", "The link says it is from "), ("es", "El enlace dice que es de ")] {
        let session = session(lang).apply(session::Action::OpenLink(link(&named(1, HEBREW)))).0;
        let html = html(session);
        assert_isolated(&html, &[HEBREW, AREA]);
        assert!(html.contains(&format!("{lead}<bdi>{HEBREW}</bdi>. ")), "{html}");
        // Heading, warning and headline.
        assert_eq!(html.matches(&format!("<bdi>{HEBREW}</bdi>")).count(), 3, "{html}");
    }
}

#[test]
fn a_profile_that_was_found_and_one_that_waits() {
    let desk = Desk::start(session("en"), Some(DeskPage::Open), None);
    let desk = after(desk, [Action::Paste(link(&named(1, ARABIC)))]);
    assert_isolated(&still::html(&desk), &[ARABIC, AREA]);
    let waiting = after(desk, [TwoAction::Wait.into(), Action::Show(DeskPage::Open)]);
    assert_isolated(&still::html(&waiting), &[ARABIC]);
}

#[test]
fn ones_own_sheet_and_message() {
    let session = session("en").with_profile(named(1, HEBREW));
    let desk = Desk::start(session, Some(DeskPage::Share), None);
    let sheet = after(desk.clone(), [Action::Show(DeskPage::Sheet)]);
    assert_isolated(&still::html(&sheet), &[HEBREW, AREA]);
    assert_isolated(&still::html(&after(sheet, [Action::Card(true)])), &[HEBREW]);
    let effects = desk.apply(Action::Send).1;
    assert!(matches!(effects.as_slice(), [Effect::Send { .. }]), "{effects:?}");
    let sent = format!("{effects:?}");
    assert!(sent.contains(HEBREW) && !sent.contains("2068") && !sent.contains("%E2%81%A8"), "{sent}");
}

#[test]
fn two_side_by_side() {
    let text = [link(&named(1, HEBREW)), link(&named(2, ARABIC))].join("\n");
    for lang in ["en", "es"] {
        let desk = Desk::start(session(lang), Some(DeskPage::Open), None);
        let desk = after(desk, [Action::Paste(text.clone())]);
        for desk in [desk.clone(), after(desk.clone(), [TwoAction::Swap.into()])] {
            assert_isolated(&still::html(&desk), &[HEBREW, ARABIC]);
            let talk = after(desk, [Action::Show(DeskPage::Talk)]);
            assert_isolated(&still::html(&talk), &[HEBREW, ARABIC]);
        }
    }
    let mine = Desk::start(session("en").with_profile(named(3, HEBREW)), Some(DeskPage::Open), None);
    let mine = after(mine, [Action::Paste(link(&named(2, ARABIC))), TwoAction::WithMine.into()]);
    assert_isolated(&still::html(&mine), &[ARABIC]);
    let same = [link(&named(1, HEBREW)), link(&named(2, HEBREW))].join("\n");
    let same = after(Desk::start(session("en"), Some(DeskPage::Open), None), [Action::Paste(same)]);
    assert!(still::html(&same).contains(&format!("<bdi>{HEBREW}</bdi> (2)")));
}

/// The same answer about agencies with other names.
fn renamed(answer: &Answer) -> Answer {
    let mut text = serde_json::to_string(answer).unwrap();
    for (ours, theirs) in [
        ("Larkspur County", HEBREW),
        ("Alder Fork Water", HEBREW),
        ("Little Quill", HEBREW),
        ("Copperleaf Schools", HEBREW),
        ("Fenwick Falls", ARABIC),
        ("State of Halcyon Rivers", ARABIC),
        ("City of <b>Fenwick</b> Falls", ARABIC),
        ("members.xlsx", "رسالة.xlsx"),
        ("Oregon 2026", HEBREW),
    ] {
        text = text.replace(&format!("\"{ours}\""), &format!("\"{theirs}\""));
    }
    serde_json::from_str(&text).unwrap()
}

fn told(desk: Desk, answers: &[Answer]) -> Desk {
    after(desk, answers.iter().map(|answer| Action::Told(renamed(answer))))
}

#[test]
fn a_groups_list() {
    let who =
        |id| Who { id, name: [HEBREW, ARABIC][usize::try_from(id).unwrap()].to_owned(), is_mine: false };
    let desk = Desk::start(session("en"), Some(DeskPage::Open), None);
    let desk = after(desk, [Action::Show(DeskPage::Group)]);
    let all = [Answer::Collected(told::overview()), told::agencies(), told::collections(), told::rejects()];
    let desk = told(desk, &all);
    let one = after(desk, [GroupAction::Beside(who(0)).into()]);
    let html = still::html(&one);
    assert_isolated(&html, &[HEBREW, ARABIC, "رسالة.xlsx"]);
    assert!(html.contains(&format!("Selected: <bdi>{HEBREW}</bdi>. ")), "{html}");
    let two = still::html(&after(one, [GroupAction::Beside(who(1)).into()]));
    assert!(two.contains(&format!("Selected: <bdi>{HEBREW}</bdi>; <bdi>{ARABIC}</bdi>.")), "{two}");
}

#[test]
fn each_result_of_a_group() {
    let bank = bank();
    let all = [
        told::coverage(),
        told::heat(),
        Answer::Helpers(group_told::helpers(&bank)),
        Answer::Buying(group_told::buying(&bank)),
        Answer::Meetings(group_told::meetings(&bank)),
        Answer::Network(group_told::network(&bank)),
        Answer::Invite(group_told::invite(&bank)),
    ];
    let pages = [DeskPage::Gaps, DeskPage::Helpers, DeskPage::Buying, DeskPage::Meet, DeskPage::Invite];
    for lang in ["en", "es"] {
        for page in pages {
            let desk = group_told::at(session(lang), page);
            let agencies = Answer::Agencies(desk.group.agencies.value().unwrap().clone());
            let desk = told(desk, &[agencies]);
            let coalition = [3, 4].map(group_told::who).map(|who| Who { name: ARABIC.to_owned(), ..who });
            let desk = if page == DeskPage::Invite {
                after(desk, coalition.map(|who| GroupAction::Toggle(who).into()))
            } else {
                desk
            };
            assert_isolated(&still::html(&told(desk, &all)), &[HEBREW, ARABIC]);
        }
    }
    let meet = group_told::at(session("en"), DeskPage::Meet);
    let of = Who { name: HEBREW.to_owned(), ..group_told::who(0) };
    let meet = after(meet, [GroupAction::Partners(Some(of)).into()]);
    assert!(still::html(&meet).contains(&format!("Best partners of <bdi>{HEBREW}</bdi> (you)")));
}
