//! Each page as HTML, compared with golden files: markup, roles and words without a browser.

use crate::support::{from_draft, persona, session};
use crate::{example_group, small_group, still};
use interlocal_core::bank::ScaleId;
use interlocal_core::link::encode_whole;
use interlocal_core::profile::Date;
use interlocal_core::response::{Level, Rating, Response};
use interlocal_core::session::{Action, Change, Pick, TermChange, TextField};
use interlocal_testkit::golden;
use interlocal_workbench::page::DeskPage;
use interlocal_workbench::{Desk, action};
use std::path::Path;
use std::rc::Rc;

fn check(name: &str, desk: &Desk) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbench/snapshots");
    golden::compare(&folder.join(format!("{name}.html")), &golden::lines_of(&still::html(desk)));
}

/// Returns the workbench of a county that opened last year's profile, or a colleague's.
fn beside(lang: &str, page: DeskPage) -> Desk {
    let session = session(lang);
    let bank = Rc::clone(&session.bank);
    let mut other = persona("larkspur-county");
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
    let session = session.with_profile(persona("larkspur-county"));
    let desk = Desk::start(session, None, Some(encode_whole(&bank, &other).as_str()));
    desk.apply(action::Action::Show(page)).0
}

#[test]
fn a_site_that_receives_profiles() {
    let share = |lang| {
        let session = session(lang);
        let county = persona("larkspur-county");
        let desk = Desk::start(session.with_profile(county), Some(DeskPage::Share), None);
        desk.for_site(Some("https://county.example".to_owned()))
    };
    check("desk-share-site.en", &share("en"));
    check("desk-share-site-sent.es", &share("es").apply(action::Action::SendToSite).0);
}

#[test]
fn differences_after_a_year() {
    check("desk-since.en", &beside("en", DeskPage::Since));
}

/// Returns the workbench of a school district that opened a state agency's profile.
fn pair(lang: &str) -> Desk {
    let session = session(lang);
    let bank = Rc::clone(&session.bank);
    let link = encode_whole(&bank, &persona("halcyon-rivers"));
    let session = session.with_profile(persona("copperleaf-schools"));
    let desk = Desk::start(session, None, Some(link.as_str()));
    desk.apply(action::TwoAction::WithMine.into()).0
}

#[test]
fn two_agencies_compared_in_both_languages() {
    check("desk-pair.en", &pair("en"));
    check("desk-pair.es", &pair("es"));
}

#[test]
fn the_agenda_for_a_first_meeting() {
    check("desk-talk.en", &pair("en").apply(action::Action::Show(DeskPage::Talk)).0);
    check("desk-talk.es", &pair("es").apply(action::Action::Show(DeskPage::Talk)).0);
}

/// Returns two tabs with different answers to one question of each kind.
fn clash(lang: &str) -> Desk {
    let session = session(lang);
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
        changes.into_iter().fold(session.clone(), |it, change| it.apply(Action::from(change)).0).draft()
    };
    let (mine, theirs) = (answers(1, "Oakvale", "website", true), answers(2, "Oakdale", "hosting", false));
    let merged = session.merge_drafts(None, &mine, &theirs).unwrap();
    Desk::start(from_draft(lang, Some(&merged)), Some(DeskPage::Clash), None)
}

#[test]
fn conflicting_answers_of_two_tabs_in_both_languages() {
    check("desk-clash.en", &clash("en"));
    check("desk-clash.es", &clash("es"));
    let mut desk = clash("en");
    for clash in desk.session.clashes() {
        desk = desk.apply(action::Action::Settle(clash.idx, 0)).0;
    }
    check("desk-clash-none.en", &desk);
}

#[test]
fn two_people_and_one_answer_taken() {
    let desk = beside("es", DeskPage::Raters);
    let found = desk.found.clone().unwrap();
    let all = interlocal_core::raters::differences(&desk.session.bank, &found.mine, &found.profile);
    let taken = action::Action::Take(all[0], interlocal_core::raters::Side::Theirs);
    check("desk-raters.es", &desk.apply(taken).0);
}

/// The pages of a group with and without answers.
mod group {
    use super::*;
    use action::GroupAction;
    use interlocal_group::answer::{Answer, Failure, Overview, Progress, Work};
    use interlocal_group::ask::Filter;

    fn hearing(lang: &str, page: DeskPage, answers: impl IntoIterator<Item = Answer>) -> Desk {
        let desk = Desk::start(session(lang), Some(page), None);
        let hear = |desk: Desk, answer| desk.apply(action::Action::Told(answer)).0;
        answers.into_iter().fold(desk, hear)
    }

    fn whole(lang: &str, page: DeskPage) -> Desk {
        let told = [
            Answer::Collected(small_group::overview()),
            small_group::agencies(),
            small_group::rejects(),
            small_group::coverage(),
            small_group::heat(),
            small_group::summary(),
            small_group::collections(),
        ];
        hearing(lang, page, told)
    }

    #[test]
    fn each_page_in_both_languages() {
        for lang in ["en", "es"] {
            check(&format!("desk-group.{lang}"), &whole(lang, DeskPage::Group));
            check(&format!("desk-gaps.{lang}"), &whole(lang, DeskPage::Gaps));
            check(&format!("desk-summary.{lang}"), &whole(lang, DeskPage::Summary));
        }
    }

    #[test]
    fn an_empty_group() {
        let nobody = || Answer::Collected(Overview::default());
        check("desk-group-empty.en", &hearing("en", DeskPage::Group, [nobody()]));
        check("desk-gaps-empty.es", &hearing("es", DeskPage::Gaps, [nobody()]));
    }

    #[test]
    fn a_running_computation_and_a_failure() {
        let progress = Progress { of: Work::Reading, done: 12_000, total: 20_000 };
        let examples = Overview { is_examples: true, added: None, ..small_group::overview() };
        let filter = Filter { kinds: vec![1], ..Filter::default() };
        let desk = hearing("es", DeskPage::Gaps, [Answer::Collected(examples)]);
        let desk = desk.apply(GroupAction::Filter(filter).into()).0;
        check("desk-gaps-busy.es", &desk.apply(action::Action::Told(Answer::Progress(progress))).0);
        let failed = [Answer::Collected(small_group::overview()), Answer::Failed(Failure::NotKept)];
        check("desk-group-failed.en", &hearing("en", DeskPage::Group, failed));
    }
}

/// The result pages for the six fictional agencies, for an empty answer, and after a cancellation.
mod group_results {
    use super::{check, example_group, session};
    use crate::example_group::{at, tell, who};
    use crate::support::bank;
    use interlocal_group::answer::{Answer, Helpers, Invite, Meetings, Network, Partners};
    use interlocal_workbench::Desk;
    use interlocal_workbench::action::{Action, GroupAction};
    use interlocal_workbench::page::DeskPage;

    fn after(lang: &str, page: DeskPage, answers: impl IntoIterator<Item = Answer>) -> Desk {
        answers.into_iter().fold(at(session(lang), page), tell)
    }

    fn does(desk: Desk, action: GroupAction) -> Desk {
        desk.apply(Action::Group(action)).0
    }

    #[test]
    fn helpers_and_the_network() {
        let bank = bank();
        let all = || {
            [Answer::Helpers(example_group::helpers(&bank)), Answer::Network(example_group::network(&bank))]
        };
        check("group-helpers.en", &after("en", DeskPage::Helpers, all()));
        check("group-helpers.es", &after("es", DeskPage::Helpers, all()));
        let none = [Answer::Helpers(Helpers::default()), Answer::Network(Network::default())];
        check("group-helpers-empty.en", &after("en", DeskPage::Helpers, none));
        check("group-helpers-stopped.es", &after("es", DeskPage::Helpers, [Answer::Cancelled]));
    }

    #[test]
    fn buying_together() {
        let bank = bank();
        let groups = || [Answer::Buying(example_group::buying(&bank))];
        check("group-buying.en", &after("en", DeskPage::Buying, groups()));
        check("group-buying.es", &after("es", DeskPage::Buying, groups()));
        check("group-buying-empty.es", &after("es", DeskPage::Buying, [Answer::Buying(Vec::new())]));
        check("group-buying-stopped.en", &after("en", DeskPage::Buying, [Answer::Cancelled]));
    }

    #[test]
    fn introductions_and_best_partners() {
        let bank = bank();
        for lang in ["en", "es"] {
            let desk = after(lang, DeskPage::Meet, [Answer::Meetings(example_group::meetings(&bank))]);
            let desk = does(desk, GroupAction::Partners(None));
            let desk = tell(desk, Answer::Partners(example_group::partners(&bank, false)));
            check(&["group-meet.", lang].concat(), &desk);
            check(&["group-meet-stopped.", lang].concat(), &tell(desk, Answer::Cancelled));
        }
        let desk = after("en", DeskPage::Meet, [Answer::Meetings(Meetings::default())]);
        let desk = does(desk, GroupAction::Partners(Some(who(2))));
        let none = Partners { of: Some(who(2)), is_done: true, ..Partners::default() };
        check("group-meet-empty.en", &tell(desk, Answer::Partners(none)));
    }

    #[test]
    fn invitations_and_adjustments() {
        let bank = bank();
        for lang in ["en", "es"] {
            check(&["group-invite-nobody.", lang].concat(), &at(session(lang), DeskPage::Invite));
            let desk = does(at(session(lang), DeskPage::Invite), GroupAction::Toggle(who(3)));
            let desk = does(desk, GroupAction::Toggle(who(4)));
            let told = tell(desk.clone(), Answer::Invite(example_group::invite(&bank)));
            check(&["group-invite.", lang].concat(), &told);
            let empty = Invite { coalition: [3, 4].map(who).to_vec(), ..Invite::default() };
            check(&["group-invite-empty.", lang].concat(), &tell(desk.clone(), Answer::Invite(empty)));
            check(&["group-invite-stopped.", lang].concat(), &tell(desk, Answer::Cancelled));
        }
    }
}
