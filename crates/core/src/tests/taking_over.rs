//! Taking over a profile or disclosing part of it removes records that its sender may have planted. Passing a received
//! link on unchanged keeps all of them.

use crate::tests::support::visitor::{Visitor, surroundings};
use crate::tests::support::{BANK, GROWN, lang, persona};
use interlocal_core::bank::Bank;
use interlocal_core::export;
use interlocal_core::link::seal::{Plaintext, Sealed, TAG_BYTES};
use interlocal_core::link::{Disclosure, LinkError, Telling, decode, encode, encode_whole, redact};
use interlocal_core::profile::{Date, Profile};
use interlocal_core::response::Response;
use interlocal_core::session::desk_page::FOUND;
use interlocal_core::session::{Action, Effect, Session};
use std::rc::Rc;

const LOCALE: &str = "x-trk-7f3a9c12";
/// Unknown records that a sender may plant: one after the known tags, one before them, and a long one.
const PLANTED: [(u8, &[u8]); 4] =
    [(0, b"victim-0040"), (14, b"victim-0041"), (16, b"victim-0042"), (254, &[b'v'; 200])];
const DATE: Date = Date(9000);

/// Returns the county's answers with planted data in every place that a link has.
fn planted() -> Profile {
    let extra = PLANTED.iter().map(|(tag, value)| (*tag, value.to_vec())).collect();
    let profile = persona("larkspur-county", "en");
    Profile { locale: Some(LOCALE.to_owned()), date: Some(DATE), extra, ..profile }
}

fn is_clean(profile: &Profile) -> bool {
    profile.locale.is_none() && profile.extra.is_empty() && profile.date != Some(DATE)
}

fn session(draft: Option<&str>) -> Session {
    Session::start(Rc::new(BANK.clone()), surroundings("en"), draft).0
}

fn disclosures() -> Vec<Disclosure> {
    vec![
        Disclosure::public(),
        Disclosure::partner(&BANK),
        Disclosure::offers(&BANK),
        Disclosure { domains: vec![Telling::Nothing; BANK.domains.len()], ..Disclosure::public() },
    ]
}

#[test]
fn an_adopted_profile_has_no_locale_date_or_unknown_records() {
    let token = encode_whole(&BANK, &planted());
    let received = decode(&BANK, token.as_str()).unwrap();
    assert_eq!(received, planted(), "the link carries what was planted");
    let session = session(None).with_profile(received.into_profile());
    assert!(is_clean(&session.profile) && session.profile.date.is_none());
    assert_eq!(session.profile.responses, planted().responses);
    assert!(is_clean(&decode(&BANK, &session.link()).unwrap()));
    let draft = session.draft();
    let answers = draft.lines().find_map(|line| line.strip_prefix("answers ")).unwrap();
    assert!(is_clean(&decode(&BANK, answers).unwrap()));
}

#[test]
fn planted_records_in_a_draft_are_dropped() {
    let draft = format!("interlocal-draft 1\nanswers {}", encode_whole(&BANK, &planted()).as_str());
    let session = session(Some(&draft));
    assert_eq!(session.profile.responses, planted().responses);
    assert!(is_clean(&session.profile));
    assert!(is_clean(&decode(&BANK, &session.link()).unwrap()));
}

#[test]
fn no_disclosure_writes_locale_or_unknown_records_into_a_link() {
    for disclosure in disclosures() {
        let told = redact(&BANK, &planted(), &disclosure);
        assert!(told.locale.is_none() && told.extra.is_empty(), "{disclosure:?}");
        let bare = Profile { locale: None, extra: Vec::new(), ..planted() };
        assert_eq!(
            encode(&BANK, &planted(), &disclosure),
            encode(&BANK, &bare, &disclosure),
            "{disclosure:?}"
        );
        let sealed = |profile| Plaintext::new(&BANK, profile, &disclosure).unwrap();
        assert_eq!(sealed(&planted()), sealed(&bare), "{disclosure:?}");
    }
}

#[test]
fn saved_files_contain_no_locale_or_unknown_records() {
    for disclosure in disclosures() {
        let told = redact(&BANK, &planted(), &disclosure);
        for text in [
            export::html(&BANK, lang("en"), &told, None),
            export::json(&BANK, &told).to_string(),
            export::csv(&BANK, lang("en"), &told),
            export::svg(&BANK, lang("en"), &told),
        ] {
            assert!(!text.contains(LOCALE) && !text.contains("victim"), "{text}");
        }
        for text in [export::html(&BANK, lang("en"), &told, None), export::json(&BANK, &told).to_string()] {
            assert_eq!(export::read(&BANK, &text), Ok(told.clone()));
        }
    }
}

#[test]
fn retired_capabilities_are_withheld() {
    let mut bank: Bank = BANK.clone();
    bank.capabilities[0].retired = true;
    let told = redact(&bank, &planted(), &Disclosure::partner(&bank));
    assert_ne!(planted().responses.get(bank.capabilities[0].slot), Response::SKIPPED);
    assert_eq!(told.responses.get(bank.capabilities[0].slot), Response::SKIPPED);
}

#[test]
fn passing_a_received_profile_on_keeps_everything() {
    let token = encode_whole(&BANK, &planted());
    assert_eq!(encode_whole(&BANK, &decode(&BANK, token.as_str()).unwrap()), token);
    assert_eq!(encode_whole(&GROWN, &decode(&GROWN, token.as_str()).unwrap()), token);
    let plaintext = Plaintext::whole(&BANK, &planted()).unwrap();
    let ciphertext = [plaintext.bytes(), &[0; TAG_BYTES]].concat();
    let sealed = Sealed::new([7; 16], ciphertext).unwrap();
    assert_eq!(sealed.open(&BANK, plaintext.bytes()), Ok(planted().into()));
    let mut visitor = Visitor::new("en");
    visitor.does(Action::OpenLink(token.as_str().to_owned())).does(Action::OpenDesk(FOUND.to_owned()));
    let [Effect::OpenDesk { link: Some(link), draft, .. }] = visitor.effects.as_slice() else {
        panic!("{:?}", visitor.effects)
    };
    assert_eq!((link.as_str(), is_clean(&session(Some(draft)).profile)), (token.as_str(), true));
}

/// The link that was published with this bug. It was made before the bank's digest covered `firm_toggle`.
#[test]
fn the_published_token_gives_only_its_bank() {
    let token = "su12v000gcbh3azj6pq820x7p2tvpc5p6a0s600000000000000000000000000000000000000000000000000000\
                 0000000020ef0pq8wkb5mvpccv175hk2cgg1dv6jrvmd5pjtc1g6gs5cke2xr";
    let Err(LinkError::UnknownBank(said)) = decode(&BANK, token) else {
        panic!("{:?}", decode(&BANK, token))
    };
    assert_eq!(said.agency.as_ref().map(|agency| agency.as_str()), Some("Oakvale"));
}
