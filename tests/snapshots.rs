//! Each page as HTML, compared with golden files: markup, roles and words without a browser. `UPDATE=1` writes the
//! files anew; read the difference before committing it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that can't go on should say where it stopped"
)]
#![cfg(feature = "ssr")]

mod group_told;
mod still;
#[path = "group/told.rs"]
mod told;

use interlocal::pages;
use interlocal::visit::Visit;
use interlocal_core::bank::Bank;
use interlocal_core::link::{Disclosure, encode};
use interlocal_core::profile::{Date, Profile};
use interlocal_core::session::{Action, Change, Page, Pick, Session, Surroundings, TermChange, TextField};
use interlocal_core::words::Lang;
use std::path::PathBuf;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
struct StillProps {
    visit: Visit,
}

/// A page as it stands, with nobody to hear the clicks.
#[component]
fn Still(props: &StillProps) -> Html {
    pages::page(&props.visit)
}

fn start(lang: &str) -> Session {
    from_draft(lang, None)
}

fn from_draft(lang: &str, draft: Option<&str>) -> Session {
    let surroundings = Surroundings {
        share_base: "https://agency.example/share/".to_owned(),
        site: String::new(),
        today: Date::parse("2026-11-23"),
        lang: Lang::from_tag(lang).unwrap(),
    };
    Session::start(interlocal::bundled_bank().unwrap(), surroundings, draft).0
}

fn after(session: Session, actions: impl IntoIterator<Item = Action>) -> Session {
    actions.into_iter().fold(session, |session, action| session.apply(action).0)
}

fn persona(bank: &Bank, id: &str) -> Profile {
    let text = include_str!("vectors/score/personas.json");
    let all: serde_json::Value = serde_json::from_str(text).unwrap();
    let found = all["personas"].as_array().unwrap().iter().find(|persona| persona["id"] == id).unwrap();
    interlocal_core::exchange::read_profile(bank, found).unwrap()
}

fn received(lang: &str, id: &str) -> Session {
    let session = start(lang);
    let fragment = encode(&session.bank, &persona(&session.bank, id), &Disclosure::public());
    let link = fragment.link("https://agency.example/share/");
    after(session, [Action::OpenLink(link)])
}

async fn html(session: Session) -> String {
    let visit = Visit { session: Rc::new(session), dispatch: Callback::noop(), shown_at: 0 };
    let props = StillProps { visit };
    let html = yew::LocalServerRenderer::<Still>::with_props(props).hydratable(false).render().await;
    // One element a line, so that a difference is a line and not a page.
    html.replace("><", ">\n<") + "\n"
}

fn check(name: &str, session: Session) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    compare(name, &tokio::task::LocalSet::new().block_on(&runtime, html(session)));
}

fn compare(name: &str, got: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(format!("{name}.html"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, got).unwrap();
    }
    let want = std::fs::read_to_string(&path).unwrap_or_default();
    let first = got.lines().zip(want.lines()).position(|(got, want)| got != want);
    let line = first.unwrap_or(got.lines().count().min(want.lines().count()));
    assert!(
        got == want,
        "{name}.html differs at line {}:\n got: {}\nwant: {}\nUPDATE=1 writes it anew",
        line + 1,
        got.lines().nth(line).unwrap_or("(end)"),
        want.lines().nth(line).unwrap_or("(end)"),
    );
}

#[test]
fn the_start_page_in_both_languages() {
    check("start.en", start("en"));
    check("start.es", start("es"));
}

#[test]
fn details_that_want_mending_say_so_beside_the_field() {
    let typed = |field, text: &str| Action::from(Change::Type(field, text.to_owned()));
    let actions = [
        Action::Show(Page::Details),
        typed(TextField::Agency, "Oak\u{202e}dale"),
        typed(TextField::Country, "Halcyon"),
        Action::Next { seconds: None },
    ];
    check("details-problems.en", after(start("en"), actions));
}

#[test]
fn a_screen_of_capabilities() {
    check("domain.es", after(start("es"), [Action::Show(Page::Domain(1))]));
}

#[test]
fn readiness_terms_and_picks_before_any_answer() {
    check("readiness.en", after(start("en"), [Action::Show(Page::Readiness)]));
    check("terms.es", after(start("es"), [Action::Show(Page::Terms)]));
    check("picks.en", after(start("en"), [Action::Show(Page::Picks)]));
}

#[test]
fn a_received_profile_says_first_that_nothing_was_checked() {
    check("received-county.en", received("en", "larkspur-county"));
    check("received-town.es", received("es", "little-quill"));
}

/// On 2026-11-23: tomorrow is no future date, because clocks and time zones differ.
#[test]
fn a_received_profile_of_a_date_in_the_future_says_so() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for (lang, date, said) in [
        ("en", "2031-01-01", Some("<p>It is dated 2031-01-01. That date is in the future.</p>")),
        ("es", "2026-11-25", Some("<p>Tiene fecha 2026-11-25. Esa fecha está en el futuro.</p>")),
        ("en", "2026-11-24", None),
        ("en", "2026-04-01", None),
    ] {
        let session = start(lang);
        let mut profile = persona(&session.bank, "little-quill");
        profile.date = Date::parse(date);
        let link = encode(&session.bank, &profile, &Disclosure::public()).link("https://agency.example/");
        let html =
            tokio::task::LocalSet::new().block_on(&runtime, html(after(session, [Action::OpenLink(link)])));
        match said {
            Some(said) => assert!(html.contains(said), "{date}: {html}"),
            None => assert!(!html.contains("in the future"), "{date}: {html}"),
        }
    }
}

#[test]
fn an_agency_name_with_markup_stays_text() {
    let typed = Change::Type(TextField::Agency, "<script>alert(1)</script>".to_owned());
    let session = after(start("en"), [typed.into(), Action::Show(Page::Review)]);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let html = tokio::task::LocalSet::new().block_on(&runtime, html(session));
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !html.contains("<script>"));
}

#[test]
fn a_broken_link_says_what_to_do_next() {
    check(
        "problem-cut.en",
        after(start("en"), [Action::OpenLink("https://agency.example/?#su1".to_owned())]),
    );
    check("problem-none.es", after(start("es"), [Action::OpenLink("hola".to_owned())]));
}

#[test]
fn a_visit_without_answers_has_an_empty_profile() {
    check("profile-empty.en", after(start("en"), [Action::Show(Page::Profile)]));
}

/// What the desk says of two profiles.
mod desk {
    use super::*;
    use interlocal::desk::page::DeskPage;
    use interlocal::desk::{Desk, action};
    use interlocal_core::bank::ScaleId;
    use interlocal_core::link::encode_whole;
    use interlocal_core::response::{Level, Rating, Response};

    fn check(name: &str, desk: Desk) {
        let html = still::html(&desk);
        compare(name, &(html.replace("><", ">\n<") + "\n"));
    }

    /// A county with last year's profile, or a colleague's, open beside its own.
    fn beside(lang: &str, page: DeskPage) -> Desk {
        let session = start(lang);
        let bank = Rc::clone(&session.bank);
        let mut other = persona(&bank, "larkspur-county");
        let slot = |id| bank.capability_by_id(id).unwrap().slot;
        let level = |n| Rating::Level(Level::new(n).unwrap());
        for (id, scale, rating) in [
            ("gis-mapping", ScaleId::Skill, level(1)),
            ("gis-mapping", ScaleId::Need, level(4)),
            ("help-desk", ScaleId::Skill, level(0)),
            ("website", ScaleId::Need, Rating::Skipped),
        ] {
            let response = other.responses.get(slot(id)).with(scale, rating);
            other.responses.set(slot(id), response);
        }
        other.responses.set(slot("erp-finance"), Response::NotApplicable);
        other.date = Date::parse("2025-11-20");
        let session = session.with_profile(persona(&bank, "larkspur-county"));
        let desk = Desk::start(session, None, Some(encode_whole(&bank, &other).as_str()));
        desk.apply(action::Action::Show(page)).0
    }

    #[test]
    fn a_site_that_takes_what_is_sent_to_it() {
        let share = |lang| {
            let session = start(lang);
            let county = persona(&session.bank, "larkspur-county");
            let desk = Desk::start(session.with_profile(county), Some(DeskPage::Share), None);
            desk.for_site(Some("https://county.example".to_owned()))
        };
        check("desk-share-site.en", share("en"));
        check("desk-share-site-sent.es", share("es").apply(action::Action::SendToSite).0);
    }

    #[test]
    fn what_has_moved_in_a_year() {
        check("desk-since.en", beside("en", DeskPage::Since));
    }

    /// A school district that opened the profile of a state agency.
    fn pair(lang: &str) -> Desk {
        let session = start(lang);
        let bank = Rc::clone(&session.bank);
        let link = encode_whole(&bank, &persona(&bank, "halcyon-rivers"));
        let session = session.with_profile(persona(&bank, "copperleaf-schools"));
        let desk = Desk::start(session, None, Some(link.as_str()));
        desk.apply(action::TwoAction::WithMine.into()).0
    }

    #[test]
    fn two_agencies_side_by_side_in_both_languages() {
        check("desk-pair.en", pair("en"));
        check("desk-pair.es", pair("es"));
    }

    #[test]
    fn the_sheet_for_a_first_conversation() {
        check("desk-talk.en", pair("en").apply(action::Action::Show(DeskPage::Talk)).0);
        check("desk-talk.es", pair("es").apply(action::Action::Show(DeskPage::Talk)).0);
    }

    /// Two tabs that answered the same questions, each kind of question once.
    fn clash(lang: &str) -> Desk {
        let session = start(lang);
        let bank = Rc::clone(&session.bank);
        let slot = |id: &str| bank.capability_by_id(id).unwrap().slot;
        let rate = |scale, n| Change::Rate {
            slot: slot("website"),
            scale,
            rating: Rating::Level(Level::new(n).unwrap()),
        };
        let answers = |n: u8, name: &str, picked: &str, is_not: bool| {
            let typed = |field| Change::Type(field, name.to_owned());
            let changes = [
                typed(TextField::Agency),
                typed(TextField::Local),
                Change::Choose { idx: bank.context_idx("ctx-kind").unwrap(), option: Some(n) },
                rate(ScaleId::Skill, n),
                rate(ScaleId::Need, n),
                Change::Rate {
                    slot: slot("hosting"),
                    scale: ScaleId::Skill,
                    rating: Rating::from_level(Some(n)),
                },
                Change::NotOurJob { slot: slot("hosting"), is_not },
                Change::Readiness { idx: 0, rating: Rating::from_level(Some(n)) },
                Change::Term(0, TermChange::Toggle { option: n, is_on: true }),
                Change::Feature { pick: Pick::Offers, slot: slot(picked), is_on: true },
            ];
            after(session.clone(), changes.map(Action::from)).draft()
        };
        let (mine, theirs) =
            (answers(1, "Oakvale", "website", true), answers(2, "Oakdale", "hosting", false));
        let merged = session.merge_drafts(None, &mine, &theirs).unwrap();
        Desk::start(from_draft(lang, Some(&merged)), Some(DeskPage::Clash), None)
    }

    #[test]
    fn answers_of_two_tabs_in_both_languages() {
        check("desk-clash.en", clash("en"));
        check("desk-clash.es", clash("es"));
        let mut desk = clash("en");
        for clash in desk.session.clashes() {
            desk = desk.apply(action::Action::Settle(clash.idx, 0)).0;
        }
        check("desk-clash-none.en", desk);
    }

    #[test]
    fn two_people_and_one_answer_taken() {
        let desk = beside("es", DeskPage::Raters);
        let found = desk.found.clone().unwrap();
        let all = interlocal_core::raters::differences(&desk.session.bank, &found.mine, &found.profile);
        let taken = action::Action::Take(all[0], interlocal_core::raters::Side::Theirs);
        check("desk-raters.es", desk.apply(taken).0);
    }

    /// A group's pages as they are when all is there, and before.
    mod group {
        use super::*;
        use action::GroupAction;
        use interlocal_group::answer::{Answer, Failure, Overview, Progress, Work};
        use interlocal_group::ask::Filter;

        fn hearing(lang: &str, page: DeskPage, answers: impl IntoIterator<Item = Answer>) -> Desk {
            let desk = Desk::start(start(lang), Some(page), None);
            let hear = |desk: Desk, answer| desk.apply(action::Action::Told(answer)).0;
            answers.into_iter().fold(desk, hear)
        }

        fn whole(lang: &str, page: DeskPage) -> Desk {
            let told = [
                Answer::Collected(told::overview()),
                told::agencies(),
                told::rejects(),
                told::coverage(),
                told::heat(),
                told::summary(),
                told::collections(),
            ];
            hearing(lang, page, told)
        }

        #[test]
        fn each_page_in_both_languages() {
            for lang in ["en", "es"] {
                check(&format!("desk-group.{lang}"), whole(lang, DeskPage::Group));
                check(&format!("desk-gaps.{lang}"), whole(lang, DeskPage::Gaps));
                check(&format!("desk-summary.{lang}"), whole(lang, DeskPage::Summary));
            }
        }

        #[test]
        fn before_anybody_is_in_it() {
            let nobody = || Answer::Collected(Overview::default());
            check("desk-group-empty.en", hearing("en", DeskPage::Group, [nobody()]));
            check("desk-gaps-empty.es", hearing("es", DeskPage::Gaps, [nobody()]));
        }

        #[test]
        fn while_work_goes_on_and_after_a_failure() {
            let progress = Progress { of: Work::Reading, done: 12_000, total: 20_000 };
            let examples = Overview { is_examples: true, added: None, ..told::overview() };
            let filter = Filter { kinds: vec![1], ..Filter::default() };
            let desk = hearing("es", DeskPage::Gaps, [Answer::Collected(examples)]);
            let desk = desk.apply(GroupAction::Filter(filter).into()).0;
            check("desk-gaps-busy.es", desk.apply(action::Action::Told(Answer::Progress(progress))).0);
            let failed = [Answer::Collected(told::overview()), Answer::Failed(Failure::NotKept)];
            check("desk-group-failed.en", hearing("en", DeskPage::Group, failed));
        }
    }
}

/// What the result pages of a group say of the six fictional agencies, of nothing, and where they were stopped.
mod group_results {
    use super::group_told::{self, at, tell, who};
    use super::still::html;
    use super::{compare, start};
    use interlocal::desk::Desk;
    use interlocal::desk::action::{Action, GroupAction};
    use interlocal::desk::page::DeskPage;
    use interlocal_group::answer::{Answer, Helpers, Invite, Meetings, Network, Partners};

    fn check(name: &str, desk: &Desk) {
        compare(name, &(html(desk).replace("><", ">\n<") + "\n"));
    }

    fn after(lang: &str, page: DeskPage, answers: impl IntoIterator<Item = Answer>) -> Desk {
        answers.into_iter().fold(at(start(lang), page), tell)
    }

    fn does(desk: Desk, action: GroupAction) -> Desk {
        desk.apply(Action::Group(action)).0
    }

    #[test]
    fn helpers_and_the_picture_of_who_helps_whom() {
        let bank = interlocal::bundled_bank().unwrap();
        let all =
            || [Answer::Helpers(group_told::helpers(&bank)), Answer::Network(group_told::network(&bank))];
        check("group-helpers.en", &after("en", DeskPage::Helpers, all()));
        check("group-helpers.es", &after("es", DeskPage::Helpers, all()));
        let none = [Answer::Helpers(Helpers::default()), Answer::Network(Network::default())];
        check("group-helpers-empty.en", &after("en", DeskPage::Helpers, none));
        check("group-helpers-stopped.es", &after("es", DeskPage::Helpers, [Answer::Cancelled]));
    }

    #[test]
    fn buying_together() {
        let bank = interlocal::bundled_bank().unwrap();
        let groups = || [Answer::Buying(group_told::buying(&bank))];
        check("group-buying.en", &after("en", DeskPage::Buying, groups()));
        check("group-buying.es", &after("es", DeskPage::Buying, groups()));
        check("group-buying-empty.es", &after("es", DeskPage::Buying, [Answer::Buying(Vec::new())]));
        check("group-buying-stopped.en", &after("en", DeskPage::Buying, [Answer::Cancelled]));
    }

    #[test]
    fn introductions_and_best_partners() {
        let bank = interlocal::bundled_bank().unwrap();
        for lang in ["en", "es"] {
            let desk = after(lang, DeskPage::Meet, [Answer::Meetings(group_told::meetings(&bank))]);
            let desk = does(desk, GroupAction::Partners(None));
            let desk = tell(desk, Answer::Partners(group_told::partners(&bank, false)));
            check(&["group-meet.", lang].concat(), &desk);
            check(&["group-meet-stopped.", lang].concat(), &tell(desk, Answer::Cancelled));
        }
        let desk = after("en", DeskPage::Meet, [Answer::Meetings(Meetings::default())]);
        let desk = does(desk, GroupAction::Partners(Some(who(2))));
        let none = Partners { of: Some(who(2)), is_done: true, ..Partners::default() };
        check("group-meet-empty.en", &tell(desk, Answer::Partners(none)));
    }

    #[test]
    fn invitations_and_bends() {
        let bank = interlocal::bundled_bank().unwrap();
        for lang in ["en", "es"] {
            check(&["group-invite-nobody.", lang].concat(), &at(start(lang), DeskPage::Invite));
            let desk = does(at(start(lang), DeskPage::Invite), GroupAction::Toggle(who(3)));
            let desk = does(desk, GroupAction::Toggle(who(4)));
            let told = tell(desk.clone(), Answer::Invite(group_told::invite(&bank)));
            check(&["group-invite.", lang].concat(), &told);
            let empty = Invite { coalition: [3, 4].map(who).to_vec(), ..Invite::default() };
            check(&["group-invite-empty.", lang].concat(), &tell(desk.clone(), Answer::Invite(empty)));
            check(&["group-invite-stopped.", lang].concat(), &tell(desk, Answer::Cancelled));
        }
    }
}
