//! A bank in a language that the interface lacks: each of its texts stands in an element that names its language, and no
//! text of the interface does.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that can't go on should say where it stopped"
)]
#![cfg(feature = "ssr")]

use interlocal::pages;
use interlocal::pages::paper::{Paper, PaperProps};
use interlocal::visit::Visit;
use interlocal_core::bank::{Bank, Slot};
use interlocal_core::export::html as saved;
use interlocal_core::profile::Profile;
use interlocal_core::response::Response;
use interlocal_core::session::{Action, Page, Session, Surroundings};
use interlocal_core::words::Lang;
use serde_json::Value;
use std::rc::Rc;
use yew::prelude::*;

/// A mark in each of the bank's texts in the language that is looked for, and in no other text.
const MARK: &str = "œ";

/// The shipped bank, whose texts are in `langs` only; those in the default language bear the mark.
fn bank(default: &str, langs: &[&str]) -> Rc<Bank> {
    let mut value: Value = serde_json::from_str(include_str!("../banks/share-gov-it.json")).unwrap();
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

/// Fails where a text with the mark isn't inside of an element with `lang={code}`, or a text without it is.
fn check(what: &str, html: &str, code: &str) {
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
    assert!(n_found > 0, "{what}: no text of the bank");
}

#[derive(Properties, PartialEq)]
struct StillProps {
    visit: Visit,
}

#[component]
fn Still(props: &StillProps) -> Html {
    pages::page(&props.visit)
}

fn render<C: BaseComponent>(props: C::Properties) -> String
where
    C::Properties: 'static,
{
    let renderer = yew::LocalServerRenderer::<C>::with_props(props).hydratable(false);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, renderer.render())
}

fn persona(bank: &Bank) -> Profile {
    let all: Value = serde_json::from_str(include_str!("vectors/score/personas.json")).unwrap();
    let found = all["personas"].as_array().unwrap().iter().find(|it| it["id"] == "larkspur-county").unwrap();
    let mut profile = interlocal_core::exchange::read_profile(bank, found).unwrap();
    profile.responses.set(Slot(3), Response::NotApplicable);
    profile
}

fn session(bank: &Rc<Bank>, lang: &str) -> Session {
    let surroundings = Surroundings {
        share_base: "https://agency.example/share/".to_owned(),
        site: String::new(),
        today: None,
        lang: Lang::from_tag(lang).unwrap(),
    };
    Session::start(Rc::clone(bank), surroundings, None).0.with_profile(persona(bank))
}

const PAGES: [Page; 7] =
    [Page::Details, Page::Domain(1), Page::Readiness, Page::Terms, Page::Picks, Page::Review, Page::Profile];

fn every_page(bank: &Rc<Bank>, lang: &str, code: &str) {
    for page in PAGES {
        let session = session(bank, lang).apply(Action::Show(page)).0;
        let visit = Visit { session: Rc::new(session), dispatch: Callback::noop(), shown_at: 0 };
        check(&format!("{page:?}"), &render::<Still>(StillProps { visit }), code);
    }
    let lang = Lang::from_tag(lang).unwrap();
    check("paper", &render::<Paper>(PaperProps { bank: Rc::clone(bank), lang }), code);
    check("saved page", &saved(bank, lang, &persona(bank), None), code);
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
        let visit = Visit { session: Rc::new(session), dispatch: Callback::noop(), shown_at: 0 };
        assert!(!render::<Still>(StillProps { visit }).contains(" lang="));
    }
}
