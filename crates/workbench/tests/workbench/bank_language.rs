//! A bank in a language that the interface lacks: each of its texts stands in an element that names its language, and no
//! text of the interface does.

use crate::support::{BASE, session_with};
use crate::{example_group, small_group, still};
use interlocal::pages::paper::{Paper, PaperProps};
use interlocal_core::bank::quoted::{CLOSE, OPEN};
use interlocal_core::bank::{Bank, ScaleId, Slot};
use interlocal_core::export::html as saved;
use interlocal_core::link::encode_whole;
use interlocal_core::profile::Profile;
use interlocal_core::response::{Rating, Response};
use interlocal_core::session::{Action, Change, Page, Pick, Session, TermChange};
use interlocal_core::words::Lang;
use interlocal_group::answer::Answer;
use interlocal_testkit::support::persona_in;
use interlocal_workbench::Desk;
use interlocal_workbench::action::{Action as DeskAction, GroupAction, TwoAction};
use interlocal_workbench::page::DeskPage;
use serde_json::Value;
use std::rc::Rc;

/// A mark in each of the bank's texts in the language that is looked for, and in no other text.
const MARK: &str = "œ";

/// The shipped bank, whose texts are in `langs` only; those in the default language bear the mark.
fn bank(default: &str, langs: &[&str]) -> Rc<Bank> {
    let mut value: Value = serde_json::from_str(include_str!("../../../../banks/share-gov-it.json")).unwrap();
    value["langs"] = langs.iter().map(|code| Value::from(*code)).collect();
    value["default_lang"] = default.into();
    translate(&mut value, default, langs);
    Rc::new(Bank::parse(&value.to_string()).unwrap())
}

fn translate(value: &mut Value, default: &str, langs: &[&str]) {
    match value {
        Value::Object(object) => match object.get("en").and_then(Value::as_str).map(str::to_owned) {
            Some(english) => {
                // Placeholders stay, and so does the length of a label about.
                object.clear();
                for code in langs {
                    let text = if *code == default { marked(&english) } else { english.clone() };
                    object.insert((*code).to_owned(), text.into());
                }
            }
            None => object.values_mut().for_each(|value| translate(value, default, langs)),
        },
        Value::Array(array) => array.iter_mut().for_each(|value| translate(value, default, langs)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Each word of at least two letters gets the mark in place of its last letter; placeholders are left alone.
fn marked(text: &str) -> String {
    let word = |word: &str| match word.contains('{') || word.chars().count() < 2 {
        true => word.to_owned(),
        false => word.chars().take(word.chars().count() - 1).collect::<String>() + MARK,
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Fails where a text with the mark isn't inside of an element with `lang={code}`, or a text without it is. Returns how many
/// texts of the bank there are.
fn check(what: &str, html: &str, code: &str) -> usize {
    assert!(!html.contains([OPEN, CLOSE]), "{what}: a mark is left in {html}");
    let document = html.replace("<!doctype html>", "");
    let (mut stack, mut n_found): (Vec<(String, Option<String>)>, usize) = (Vec::new(), 0);
    let mut rest = document.as_str();
    while let Some((text, after)) = rest.split_once('<') {
        let lang = stack.iter().rev().find_map(|(_, lang)| lang.clone());
        let is_hidden = stack.iter().any(|(name, _)| name == "title" || name == "style");
        let is_here = lang.as_deref() == Some(code);
        let has_words = text.chars().filter(|c| c.is_alphabetic()).count() > 2;
        if has_words && !is_hidden {
            assert_eq!(text.contains(MARK), is_here, "{what}: {text:?} under {stack:?}");
            n_found += usize::from(is_here);
        }
        let (tag, tail) = after.split_once('>').unwrap();
        rest = tail;
        let name: String = tag.trim_start_matches('/').chars().take_while(|c| c.is_alphanumeric()).collect();
        let is_void = ["meta", "input", "link", "br"].contains(&name.as_str()) || tag.ends_with('/');
        match tag.starts_with('/') {
            true => {
                assert_eq!(stack.pop().unwrap().0, name, "{what}");
            }
            false if !is_void => {
                let lang = tag.split(" lang=\"").nth(1).and_then(|it| it.split('"').next());
                stack.push((name, lang.map(str::to_owned)));
            }
            false => {}
        }
    }
    n_found
}

fn check_some(what: &str, html: &str, code: &str) {
    assert!(check(what, html, code) > 0, "{what}: no text of the bank");
}

fn persona(bank: &Bank) -> Profile {
    let mut profile = persona_in(bank, "larkspur-county");
    profile.responses.set(Slot(3), Response::NotApplicable);
    profile
}

fn session(bank: &Rc<Bank>, lang: &str) -> Session {
    session_with(bank, lang, None, None).with_profile(persona(bank))
}

const PAGES: [Page; 7] =
    [Page::Details, Page::Domain(1), Page::Readiness, Page::Terms, Page::Picks, Page::Review, Page::Profile];

fn link(bank: &Bank, id: &str) -> String {
    encode_whole(bank, &persona_in(bank, id)).link(BASE)
}

/// Every page of the desk that shows texts of the bank.
fn every_desk(bank: &Rc<Bank>, lang: &str) -> Vec<(String, Desk)> {
    let own = |page| Desk::start(session(bank, lang), Some(page), None);
    let show = |desk: &Desk, page| desk.clone().apply(DeskAction::Show(page)).0;
    let mut all = vec![own(DeskPage::Share), own(DeskPage::Sheet), clash(bank, lang)];
    for id in ["copperleaf-schools", "little-quill", "fenwick-falls", "halcyon-rivers"] {
        let found = Desk::start(session(bank, lang), None, Some(&link(bank, id)));
        let pair = found.clone().apply(TwoAction::WithMine.into()).0;
        let swapped = pair.clone().apply(TwoAction::Swap.into()).0;
        all.extend([
            show(&found, DeskPage::Since),
            show(&found, DeskPage::Raters),
            show(&pair, DeskPage::Talk),
        ]);
        all.extend([found, pair, swapped]);
    }
    let text = ["little-quill", "alder-fork-water"].map(|id| link(bank, id)).join("\n");
    all.push(own(DeskPage::Open).apply(DeskAction::Paste(text)).0);
    all.extend(every_group(bank, lang));
    all.into_iter().map(|desk| (format!("{:?}", desk.page), desk)).collect()
}

/// The pages of a group, with all that the worker can say.
fn every_group(bank: &Rc<Bank>, lang: &str) -> Vec<Desk> {
    let with_four = |page| {
        let answers = [
            small_group::agencies(),
            small_group::rejects(),
            small_group::coverage(),
            small_group::heat(),
            small_group::summary(),
            small_group::collections(),
        ];
        let desk = Desk::start(session(bank, lang), Some(page), None);
        let desk = example_group::tell(desk, Answer::Collected(small_group::overview()));
        answers.into_iter().fold(desk, example_group::tell)
    };
    let with_six = |page, answers: Vec<Answer>| {
        answers.into_iter().fold(example_group::at(session(bank, lang), page), example_group::tell)
    };
    let does = |desk: Desk, action: GroupAction| desk.apply(action.into()).0;
    let meet = with_six(DeskPage::Meet, vec![Answer::Meetings(example_group::meetings(bank))]);
    let meet = does(meet, GroupAction::Partners(None));
    let invite = does(with_six(DeskPage::Invite, Vec::new()), GroupAction::Toggle(example_group::who(1)));
    let network = Answer::Network(example_group::network(bank));
    vec![
        with_four(DeskPage::Group),
        with_four(DeskPage::Gaps),
        with_four(DeskPage::Summary),
        with_six(DeskPage::Helpers, vec![Answer::Helpers(example_group::helpers(bank)), network]),
        with_six(DeskPage::Buying, vec![Answer::Buying(example_group::buying(bank))]),
        example_group::tell(meet, Answer::Partners(example_group::partners(bank, true))),
        example_group::tell(invite, Answer::Invite(example_group::invite(bank))),
    ]
}

/// Two tabs that answered the same questions, each kind of question of the bank once.
fn clash(bank: &Rc<Bank>, lang: &str) -> Desk {
    let rated = |n: u8, is_not: bool| {
        let rating = Rating::from_level(Some(n));
        let changes = [
            Change::Choose { idx: bank.context_idx("ctx-kind").unwrap(), option: Some(n) },
            Change::Rate { slot: Slot(1), scale: ScaleId::Skill, rating },
            Change::NotOurJob { slot: Slot(2), is_not },
            Change::Readiness { idx: 0, rating },
            Change::Term(0, TermChange::Toggle { option: n, is_on: true }),
            Change::Feature { pick: Pick::Offers, slot: Slot(u16::from(n)), is_on: true },
        ];
        let fresh = session_with(bank, lang, None, None);
        changes.into_iter().fold(fresh, |session, change| session.apply(change.into()).0).draft()
    };
    let merged =
        session_with(bank, lang, None, None).merge_drafts(None, &rated(1, true), &rated(2, false)).unwrap();
    let session = session_with(bank, lang, None, Some(&merged));
    assert!(session.has_clash());
    Desk::start(session, Some(DeskPage::Clash), None)
}

fn every_page(bank: &Rc<Bank>, lang: &str, code: &str) {
    for page in PAGES {
        let session = session(bank, lang).apply(Action::Show(page)).0;
        check_some(&format!("{page:?}"), &still::questionnaire(session), code);
    }
    let received = session(bank, lang).apply(Action::OpenLink(link(bank, "copperleaf-schools"))).0;
    assert_eq!(received.page, Page::Received);
    check_some("received", &still::questionnaire(received), code);
    for (what, desk) in every_desk(bank, lang) {
        check_some(&what, &still::html(&desk), code);
    }
    let lang = Lang::from_tag(lang).unwrap();
    check_some("paper", &still::render::<Paper>(PaperProps { bank: Rc::clone(bank), lang }), code);
    check_some("saved page", &saved(bank, lang, &persona(bank), None), code);
}

#[test]
fn french_texts_of_a_bank_name_their_language_in_an_english_interface() {
    every_page(&bank("fr", &["fr"]), "en", "fr");
}

#[test]
fn a_bank_in_english_and_french_names_the_default_language_in_a_spanish_interface() {
    every_page(&bank("fr", &["en", "fr"]), "es", "fr");
}

#[test]
fn the_language_of_the_interface_is_not_named_again() {
    let bank = bank("fr", &["en", "fr"]);
    for page in PAGES {
        let session = session(&bank, "en").apply(Action::Show(page)).0;
        assert!(!still::questionnaire(session).contains(" lang="));
    }
    for (what, desk) in every_desk(&bank, "en") {
        assert_eq!(check(&what, &still::html(&desk), "fr"), 0, "{what}");
    }
}
