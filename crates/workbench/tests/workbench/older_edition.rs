//! A profile of an older edition, once the bank has grown: every place that lists the bank's questions says that the newer ones
//! were not asked, and none calls them unanswered.

use crate::still;
use crate::support::{BASE, bank, persona, session_with};
use interlocal_core::bank::Bank;
use interlocal_core::disclosed::Disclosed;
use interlocal_core::export::{csv, html as saved};
use interlocal_core::link::{decode, encode_whole};
use interlocal_core::profile::Profile;
use interlocal_core::session::{Action, Page, Session};
use interlocal_core::words::{DeskWord, Lang, Word, say};
use interlocal_testkit::support::edited;
use interlocal_workbench::Desk;
use interlocal_workbench::action::{Action as DeskAction, TwoAction};
use interlocal_workbench::page::DeskPage;
use serde_json::json;
use std::rc::Rc;

const NEWER: [&str; 4] = ["Newer capability", "Newer readiness", "Newer term", "Newer context"];

/// The shipped bank with one entry more in each list, all of 1.1.0.
fn grown() -> Rc<Bank> {
    Rc::new(edited(|file| {
        let lists = [("capabilities", "label"), ("readiness", "ask"), ("terms", "ask"), ("context", "ask")];
        for ((list, text), name) in lists.into_iter().zip(NEWER) {
            let items = file[list].as_array_mut().unwrap();
            // The second context question is the first that is answered by a choice.
            let mut added = items[1].clone();
            added["slot"] = json!(items.len() + 1);
            (added["id"], added["since"]) = (json!("one-more"), json!("1.1.0"));
            added.as_object_mut().unwrap().remove("visible_if");
            added[text] = json!({"en": name, "es": name});
            for option in added["options"].as_array_mut().into_iter().flatten() {
                option["since"] = json!("1.1.0");
            }
            items.push(added);
        }
    }))
}

fn session(bank: &Rc<Bank>) -> Session {
    session_with(bank, "en", None, None)
}

/// The link of the agency `id` from before the bank grew.
fn older(id: &str) -> String {
    encode_whole(&bank(), &persona(id)).link(BASE)
}

fn read(bank: &Bank, id: &str) -> Disclosed {
    let link = older(id);
    let profile = decode(bank, link.split_once('#').unwrap().1).unwrap();
    assert!(profile.edition < bank.newest());
    profile
}

/// The texts of a page in order.
fn texts(html: &str) -> Vec<&str> {
    let texts = html.split('<').filter_map(|piece| Some(piece.split_once('>')?.1.trim()));
    texts.filter(|text| !text.is_empty()).collect()
}

/// The text after each mention of `question`.
fn answers<'a>(html: &'a str, question: &str) -> Vec<&'a str> {
    let texts = texts(html);
    texts.windows(2).filter(|two| two[0] == question).map(|two| two[1]).collect()
}

#[test]
fn a_received_profile_names_the_terms_that_its_edition_lacks() {
    let bank = grown();
    let received = session(&bank).apply(Action::OpenLink(older("larkspur-county"))).0;
    assert_eq!(received.page, Page::Received);
    let html = still::questionnaire(received);
    assert_eq!(answers(&html, NEWER[2]), [say(Lang::default(), Word::TermNotAsked)]);
    for question in [NEWER[0], NEWER[1]] {
        assert!(
            !html.contains(question),
            "{question} is among the reasons of a number or the missing answers"
        );
    }
    // Taken over, the same answers leave the question open.
    let mine = read(&bank, "larkspur-county").into_profile().adopted(&bank);
    let own = session(&bank).with_profile(mine).apply(Action::Show(Page::Profile)).0;
    assert_eq!(answers(&still::questionnaire(own), NEWER[2]), [say(Lang::default(), Word::TermBlank)]);
}

#[test]
fn a_saved_page_names_every_question_that_its_edition_lacks() {
    let (bank, lang) = (grown(), Lang::default());
    let html = saved(&bank, lang, &read(&bank, "larkspur-county"), None);
    for question in NEWER {
        assert_eq!(answers(&html, question), [say(lang, Word::TermNotAsked)], "{question}");
    }
    // A county isn't asked everything that its edition has.
    let schools = saved(&bank, lang, &read(&bank, "copperleaf-schools"), None);
    assert_eq!(answers(&schools, NEWER[0]), [say(lang, Word::TermNotAsked)]);
    assert!(schools.contains(say(lang, DeskWord::ExportNotAsked)));
    let newest = Profile { edition: bank.newest(), ..read(&bank, "larkspur-county").into_profile() };
    assert!(!saved(&bank, lang, &newest, None).contains(say(lang, Word::TermNotAsked)));
}

#[test]
fn a_table_gives_the_reason_for_each_newer_capability() {
    let bank = grown();
    let table = csv(&bank, Lang::default(), &read(&bank, "copperleaf-schools"));
    let reasons = |reason: &str| table.lines().filter(|line| line.contains(reason)).count();
    assert_eq!((reasons(",not-in-version,"), reasons(",not-asked,")), (1, 4));
    let added = table.lines().find(|line| line.contains(NEWER[0])).unwrap();
    assert!(added.contains(",one-more,") && added.contains(",no,not-in-version,"), "{added}");
}

#[test]
fn a_comparison_says_which_side_was_not_asked() {
    let bank = grown();
    let mine = read(&bank, "fenwick-falls").into_profile().adopted(&bank);
    let desk = Desk::start(session(&bank).with_profile(mine), None, Some(&older("larkspur-county")));
    let pair = desk.apply(TwoAction::WithMine.into()).0;
    let talk = pair.clone().apply(DeskAction::Show(DeskPage::Talk)).0;
    for desk in [pair, talk] {
        let html = still::html(&desk);
        let texts = texts(&html);
        let at = texts.iter().position(|text| *text == NEWER[1]).expect("the question is listed");
        let said = [texts[at + 1], texts[at + 2]];
        let not_asked = say(Lang::default(), DeskWord::PairNotAsked);
        let no_answer = say(Lang::default(), DeskWord::PairNoAnswer);
        assert_eq!(said.iter().filter(|text| text.contains(not_asked)).count(), 1, "{said:?}");
        assert_eq!(said.iter().filter(|text| text.contains(no_answer)).count(), 1, "{said:?}");
    }
}
