//! Right-to-left names on every page with sentences that contain names: they must not reorder the words around them.
//! Each name has an element of its own, or isolates where there can be no element.

use crate::support::{after, bank, session};
use crate::{example_group, small_group, still};
use interlocal_core::link::encode_whole;
use interlocal_core::plain_text::{AGENCY_BYTES, LOCAL_BYTES, PlainText};
use interlocal_core::profile::Profile;
use interlocal_group::answer::{Answer, Who};
use interlocal_testkit::assert_isolated;
use interlocal_workbench::Desk;
use interlocal_workbench::action::{Action, Effect, GroupAction, TwoAction};
use interlocal_workbench::page::DeskPage;

/// Hebrew with a number at its end, and Arabic with a parenthesis.
const HEBREW: &str = "מועצה אזורית 12";
const ARABIC: &str = "بلدية (الشمال)";
const AREA: &str = "الجليل";

fn named(seed: u64, name: &str) -> Profile {
    let mut profile = interlocal_testkit::profile(&bank(), seed);
    profile.context.agency = PlainText::new(name, AGENCY_BYTES).ok();
    profile.context.local = PlainText::new(AREA, LOCAL_BYTES).ok();
    profile
}

fn link(profile: &Profile) -> String {
    encode_whole(&bank(), profile).link("https://agency.example/share/")
}

#[test]
fn a_received_profile_and_a_waiting_one() {
    let desk = Desk::start(session("en"), Some(DeskPage::Open), None);
    let desk = after(desk, [Action::Paste(link(&named(1, ARABIC)))]);
    assert_isolated(&still::html(&desk), &[ARABIC, AREA]);
    let waiting = after(desk, [TwoAction::Wait.into(), Action::Show(DeskPage::Open)]);
    assert_isolated(&still::html(&waiting), &[ARABIC]);
}

#[test]
fn the_own_sheet_and_message() {
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
fn a_comparison_of_two() {
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

/// Returns the same answer with other names.
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
fn the_list_of_a_group() {
    let who =
        |id| Who { id, name: [HEBREW, ARABIC][usize::try_from(id).unwrap()].to_owned(), is_mine: false };
    let desk = Desk::start(session("en"), Some(DeskPage::Open), None);
    let desk = after(desk, [Action::Show(DeskPage::Group)]);
    let all = [
        Answer::Collected(small_group::overview()),
        small_group::agencies(),
        small_group::collections(),
        small_group::rejects(),
    ];
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
        small_group::coverage(),
        small_group::heat(),
        Answer::Helpers(example_group::helpers(&bank)),
        Answer::Buying(example_group::buying(&bank)),
        Answer::Meetings(example_group::meetings(&bank)),
        Answer::Network(example_group::network(&bank)),
        Answer::Invite(example_group::invite(&bank)),
    ];
    let pages = [DeskPage::Gaps, DeskPage::Helpers, DeskPage::Buying, DeskPage::Meet, DeskPage::Invite];
    for lang in ["en", "es"] {
        for page in pages {
            let desk = example_group::at(session(lang), page);
            let agencies = Answer::Agencies(desk.group.agencies.value().unwrap().clone());
            let desk = told(desk, &[agencies]);
            let coalition = [3, 4].map(example_group::who).map(|who| Who { name: ARABIC.to_owned(), ..who });
            let desk = if page == DeskPage::Invite {
                after(desk, coalition.map(|who| GroupAction::Toggle(who).into()))
            } else {
                desk
            };
            assert_isolated(&still::html(&told(desk, &all)), &[HEBREW, ARABIC]);
        }
    }
    let meet = example_group::at(session("en"), DeskPage::Meet);
    let of = Who { name: HEBREW.to_owned(), ..example_group::who(0) };
    let meet = after(meet, [GroupAction::Partners(Some(of)).into()]);
    assert!(still::html(&meet).contains(&format!("Best partners of <bdi>{HEBREW}</bdi> (your agency)")));
}
