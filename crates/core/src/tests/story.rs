//! Whole sessions through `Session::apply` without a browser: actions, stored drafts, and messages.

use crate::tests::support::random::{self, Extent, Rng};
use crate::tests::support::visitor::{self, BASE, Banks, Visitor, changes, surroundings};
use crate::tests::support::{BANK, BANK_FILE, FOREIGN, body, everybody, lang, persona, personas};
use interlocal_core::bank::{Bank, ScaleId, Slot};
use interlocal_core::exchange::read_profile;
use interlocal_core::explain;
use interlocal_core::link::{Disclosure, LinkError, decode, encode_whole, redact};
use interlocal_core::profile::{Profile, TermAnswer, Tri};
use interlocal_core::response::{Level, Rating, Response};
use interlocal_core::score::{FlagKind, FlagScale};
use interlocal_core::session::desk_page::{FOUND, OPEN, UNSEAL};
use interlocal_core::session::{
    Action, Change, Copying, Effect, Focus, Form, Notice, Page, Pick, Session, TermChange, TextField,
};
use interlocal_core::words::{Word, say};
use serde_json::{Value, json};
use std::rc::Rc;

fn county() -> Profile {
    persona("larkspur-county", "es")
}

fn slot(id: &str) -> Slot {
    BANK.capability_by_id(id).unwrap().slot
}

fn level(level: u8) -> Rating {
    Rating::Level(Level::new(level).unwrap())
}

fn rate(id: &str, scale: ScaleId, n: u8) -> Change {
    Change::Rate { slot: slot(id), scale, rating: level(n) }
}

fn kind(id: &str) -> Change {
    let idx = BANK.context_idx("ctx-kind").unwrap();
    let option = BANK.context[idx].options.iter().position(|option| option.id == id).unwrap();
    Change::Choose { idx, option: u8::try_from(option).ok() }
}

fn typed(field: TextField, text: &str) -> Change {
    Change::Type(field, text.to_owned())
}

/// Returns the notice in English and in Spanish.
fn notice(visitor: &Visitor) -> Option<(&'static str, &'static str)> {
    let notice = visitor.session.notice?;
    Some((explain::notice(lang("en"), notice), explain::notice(lang("es"), notice)))
}

/// Returns the error message of a field in English and in Spanish.
fn trouble(visitor: &Visitor, field: TextField) -> Option<(String, String)> {
    let problem = visitor.session.details.entry(field).problem?;
    Some((explain::entry_problem(lang("en"), problem), explain::entry_problem(lang("es"), problem)))
}

#[track_caller]
fn told(visitor: &Visitor, field: TextField, en: &str, es: &str) {
    assert_eq!(trouble(visitor, field), Some((en.to_owned(), es.to_owned())));
}

mod the_main_path {
    use super::*;

    #[test]
    fn a_county_answers_everything_in_spanish_and_a_neighbour_opens_the_link() {
        let mut county = Visitor::with("es", &super::county());
        assert_eq!((county.session.page, &county.session.profile), (Page::Profile, &super::county()));
        county.does(Action::CopyLink).does(Action::Copied(true));
        assert_eq!(county.session.copying, Some(Copying::Done));
        let link = county.clipboard.clone().unwrap();
        assert!(link.starts_with(&format!("{BASE}?#su1")), "{link}");

        let mut neighbour = Visitor::new("en");
        neighbour.does(Action::OpenLink(format!("Mire lo nuestro: {link}.")));
        let received = neighbour.session.received.clone().unwrap();
        let dated = Profile { date: surroundings("es").today, ..super::county() };
        assert_eq!(
            (neighbour.session.page, &*received),
            (Page::Received, &redact(&BANK, &dated, &Disclosure::public()))
        );
        assert_eq!(neighbour.history, [Page::Received]);
        assert_eq!((neighbour.kept, neighbour.session.has_answers()), (None, false));
    }

    #[test]
    fn the_language_does_not_change_the_link() {
        let links = ["en", "es"].map(|lang| Visitor::with(lang, &county()).session.link());
        assert_eq!(links[0], links[1]);
    }

    #[test]
    fn both_languages_show_the_same_county() {
        let visitor = Visitor::with("es", &county());
        let card = visitor.session.scorecard();
        let headlines =
            ["en", "es"].map(|code| explain::headline(&BANK, lang(code), &visitor.session.profile, &card));
        assert_ne!(headlines[0], headlines[1]);
        for headline in headlines {
            assert!(headline.contains("Condado de Larkspur (ejemplo)"), "{headline}");
        }
    }

    #[test]
    fn the_profile_is_available_on_every_page_and_leads_back_to_it() {
        let mut n_steps = 0;
        Visitor::new("en").answers(&county(), |visitor| {
            let mut stopped = visitor.clone();
            let before = visitor.session.page;
            stopped.does(Action::Show(Page::Profile));
            assert_eq!(stopped.session.page, Page::Profile);
            let profile = &stopped.session.profile;
            let headline = explain::headline(&BANK, lang("en"), profile, &stopped.session.scorecard());
            assert!(!headline.is_empty());
            let read = decode(&BANK, &stopped.session.link()).unwrap();
            assert_eq!(read.responses, redact(&BANK, profile, &Disclosure::public()).responses);
            stopped.does(Action::Returned(before));
            assert_eq!((stopped.session.page, &stopped.session.profile), (before, &visitor.session.profile));
            n_steps += 1;
        });
        assert!(n_steps > 100, "{n_steps}");
    }

    #[test]
    fn changing_the_language_on_any_page_keeps_all_answers() {
        let mut visitor = Visitor::with("en", &county());
        visitor.does(Action::OpenLink(visitor.session.link())).does(Action::OpenLink("su1".to_owned()));
        let others = [Page::Start, Page::Open, Page::Received, Page::Problem];
        for page in visitor.session.steps().into_iter().chain(others) {
            visitor.does(Action::Show(page));
            let before = visitor.session.clone();
            visitor.does(Change::Speak(lang("es")));
            let after = &visitor.session;
            assert_eq!((after.lang, after.page), (lang("es"), page));
            assert_eq!(
                (&after.profile, &after.details, after.form),
                (&before.profile, &before.details, before.form)
            );
            assert_eq!((&after.received, &after.problem), (&before.received, &before.problem));
            assert_eq!(visitor.reloads().session.lang, lang("es"), "{page:?}");
            visitor.does(Change::Speak(lang("en")));
        }
    }

    #[test]
    fn answering_increases_counts_and_decreases_minutes() {
        for target in everybody() {
            let mut visitor = Visitor::new("en");
            // "Not applicable" and a school district remove questions; here all capabilities are rated.
            let responses = target.responses.iter().map(|(slot, response)| match response {
                Response::NotApplicable => (slot, Response::Rated { skill: level(1), need: level(1) }),
                Response::Rated { .. } => (slot, response),
            });
            let mut target = target.clone();
            for (slot, response) in responses.collect::<Vec<_>>() {
                target.responses.set(slot, response);
            }
            visitor.does(kind("county")).does(Change::Form(Form::Full));
            target.context.choices = visitor.session.profile.context.choices.clone();
            let mut before = visitor.session.progress();
            assert_eq!((before.n_answered, before.n_asked), (1, 1 + 72 + 8 + 8));
            visitor.answers(&target, |visitor| {
                let now = visitor.session.progress();
                assert!(now.n_answered >= before.n_answered && now.n_answered <= now.n_asked);
                assert!(now.minutes_left <= before.minutes_left && now.step >= before.step);
                assert_eq!((now.n_asked, now.n_steps), (before.n_asked, before.n_steps));
                before = now;
            });
            assert_eq!((before.n_answered, before.minutes_left, before.step), (89, 0, before.n_steps));
        }
    }

    #[test]
    fn the_quick_form_asks_24_and_the_rest_is_offered_and_added_without_moving_a_row() {
        let asked = |session: &Session| -> Vec<Slot> {
            (0u8..).zip(&session.bank.domains).flat_map(|(idx, _)| session.asked(idx)).collect()
        };
        let mut visitor = Visitor::new("en");
        visitor.does(kind("county"));
        let quick = asked(&visitor.session);
        assert_eq!((quick.len(), visitor.session.n_more(), visitor.session.form), (24, 12, Form::Quick));
        for domain in 0..8u8 {
            for change in changes(&BANK, &county(), Page::Domain(domain)) {
                let is_asked = |slot: &Slot| quick.contains(slot);
                if matches!(&change, Change::Rate { slot, .. } if is_asked(slot)) {
                    visitor.does(change);
                }
            }
        }
        visitor.does(Action::Show(Page::Review));
        assert_eq!(visitor.session.n_more(), 12);
        visitor.does(Change::Form(Form::Full));
        let full = asked(&visitor.session);
        assert_eq!((full.len(), visitor.session.n_more()), (36, 0));
        let kept: Vec<Slot> = full.into_iter().filter(|slot| quick.contains(slot)).collect();
        assert_eq!(kept, quick);
        visitor.does(rate("hosting", ScaleId::Skill, 3)).does(Change::Form(Form::Quick));
        assert!(asked(&visitor.session).contains(&slot("hosting")), "an answered row stays");
    }
}

mod answers {
    use super::*;

    #[test]
    fn unmarking_not_applicable_restores_the_ratings() {
        let rated = Response::Rated { skill: level(3), need: level(1) };
        let tick = |is_not| Change::NotOurJob { slot: slot("hosting"), is_not };
        let mut visitor = Visitor::new("en");
        visitor.does(rate("hosting", ScaleId::Skill, 3)).does(rate("hosting", ScaleId::Need, 1));
        for ticks in [&[true, false][..], &[true, true, false], &[false], &[true, false, false]] {
            for is_not in ticks {
                visitor.does(tick(*is_not));
                let expected = if *is_not { Response::NotApplicable } else { rated };
                assert_eq!(visitor.session.profile.responses.get(slot("hosting")), expected, "{ticks:?}");
            }
        }
    }

    #[test]
    fn hidden_capabilities_keep_their_answers() {
        let hidden = ["resident-requests", "permits-licensing", "billing-tax", "emergency-calls"].map(slot);
        let asked =
            |visitor: &Visitor| -> Vec<Slot> { (0..8).flat_map(|idx| visitor.session.asked(idx)).collect() };
        let mut visitor = Visitor::with("en", &county());
        let before = asked(&visitor);
        visitor.does(kind("school"));
        let school = asked(&visitor);
        assert_eq!((before.len(), school.len()), (36, 32));
        assert!(hidden.iter().all(|slot| !school.contains(slot)));
        let read = decode(&BANK, &visitor.session.link()).unwrap();
        assert!(hidden.iter().all(|slot| read.responses.get(*slot) == Response::NotApplicable));
        let mut again = visitor.reloads();
        again.does(kind("county"));
        assert_eq!(asked(&again), before);
        assert_eq!(again.session.profile, county());
    }

    #[test]
    fn a_fourth_pick_is_rejected() {
        let pick = |id: &str, is_on| Change::Feature { pick: Pick::Offers, slot: slot(id), is_on };
        let mut visitor = Visitor::new("en");
        for id in ["website", "hosting", "sec-lead"] {
            visitor.does(pick(id, true));
        }
        let three = ["sec-lead", "hosting", "website"].map(slot);
        assert_eq!((&visitor.session.profile.featured.offers[..], notice(&visitor)), (&three[..], None));
        visitor.does(pick("devices", true));
        assert_eq!(visitor.session.profile.featured.offers, three);
        let expected =
            ("You can pick up to three. Clear one first.", "Puede elegir hasta tres. Desmarque una primero.");
        assert_eq!(notice(&visitor), Some(expected));
        visitor.does(pick("website", false)).does(pick("devices", true));
        assert_eq!(visitor.session.profile.featured.offers, ["sec-lead", "hosting", "devices"].map(slot));
        assert_eq!(notice(&visitor), None);
    }

    #[test]
    fn clearing_the_last_option_clears_the_term_and_none_of_them_is_an_answer() {
        let toggle = |is_on| Change::Term(0, TermChange::Toggle { option: 1, is_on });
        let mut visitor = Visitor::new("en");
        let mut after = |change: Change| {
            visitor.does(change);
            visitor.session.profile.terms[0].clone()
        };
        assert_eq!(after(toggle(true)), TermAnswer::Multi(2));
        assert_eq!(after(toggle(false)), TermAnswer::Blank);
        assert_eq!(after(Change::Term(0, TermChange::NoneOfThem)), TermAnswer::Multi(0));
        assert_eq!(after(toggle(false)), TermAnswer::Multi(0));
        assert_eq!(after(toggle(true)), TermAnswer::Multi(2));
        assert_eq!(after(Change::Term(0, TermChange::Clear)), TermAnswer::Blank);
    }

    #[test]
    fn a_screen_answered_too_fast_gets_a_flag_that_can_be_dismissed() {
        let fast = |visitor: &Visitor| {
            let flags = visitor.session.scorecard().flags;
            flags
                .into_iter()
                .filter(|flag| flag.kind == FlagKind::Fast)
                .map(|flag| flag.value)
                .collect::<Vec<_>>()
        };
        let mut visitor = Visitor::new("en");
        visitor.does(Action::Show(Page::Domain(1)));
        let hurry = || Action::Next { seconds: Some(1) };
        visitor.does(hurry());
        assert_eq!(fast(&visitor), [0; 0], "nothing was answered");
        for change in changes(&BANK, &county(), Page::Domain(1)) {
            visitor.does(change);
        }
        visitor.does(Action::Show(Page::Domain(1))).does(hurry());
        assert_eq!((fast(&visitor), fast(&visitor.reloads())), (vec![1], vec![1]));
        visitor.does(Change::Dismiss(FlagKind::Fast, FlagScale::Both));
        assert_eq!((fast(&visitor), fast(&visitor.reloads())), (vec![], vec![]));
        assert!(visitor.reloads().session.has_dismissed());
        visitor.does(Change::RestoreFlags);
        assert_eq!(fast(&visitor), [1]);
        visitor.does(Action::Show(Page::Domain(1))).does(Action::Next { seconds: Some(300) });
        assert_eq!(fast(&visitor), [0; 0], "read after all");
    }

    /// Returns a random action, sometimes with an index that the bank doesn't have.
    fn any_action(rng: &mut Rng) -> Action {
        let slot = Slot(u16::try_from(rng.below(39)).unwrap());
        let option = rng.pick(&[0u8, 1, 2, 3, 4, 5, 7, 8, 9, 16, 255]);
        let idx = rng.below(10);
        let is_on = rng.chance(60);
        let scale = rng.pick(&[ScaleId::Skill, ScaleId::Need]);
        let text = random::text(rng, 70).map_or(String::new(), |text| text.as_str().to_owned());
        let term = [
            TermChange::Clear,
            TermChange::Toggle { option, is_on },
            TermChange::NoneOfThem,
            TermChange::Rate { option, tri: rng.pick(&[Tri::Blank, Tri::No, Tri::Ok, Tri::Best]) },
            TermChange::Level(option),
            TermChange::Bend(is_on),
            TermChange::Strict(option),
        ];
        let change = match rng.below(10) {
            0 => Change::Rate { slot, scale, rating: random::rating(rng, 90) },
            1 => Change::NotOurJob { slot, is_not: is_on },
            2 => Change::ClearRow(slot),
            3 => Change::Choose { idx, option: rng.pick(&[None, Some(option)]) },
            4 => Change::Readiness { idx, rating: random::rating(rng, 80) },
            5 | 6 => Change::Term(idx, rng.pick(&term)),
            7 => Change::Feature { pick: rng.pick(&[Pick::Offers, Pick::Needs]), slot, is_on },
            8 => Change::Type(rng.pick(&TextField::ALL), text),
            _ => Change::Form(rng.pick(&[Form::Quick, Form::Full])),
        };
        let page = rng.pick(&[Page::Start, Page::Domain(option), Page::Terms, Page::Received, Page::Problem]);
        match rng.below(40) {
            0 => Action::Begin,
            1 => Action::Next { seconds: Some(rng.byte().into()) },
            2 => Action::Previous,
            3 => Action::Show(page),
            4 => Action::Returned(page),
            5 => Action::Forget,
            6 => Action::Undo,
            7 => Action::StorageFailed,
            _ => change.into(),
        }
    }

    #[test]
    fn random_actions_lead_only_to_answers_that_links_and_drafts_preserve() {
        let banks = Banks::new();
        for seed in 0..20 {
            let mut rng = Rng::new(seed);
            let mut visitor = Visitor::arrives(&banks.shipped, "en", None);
            for step in 0..250 {
                let action = any_action(&mut rng);
                visitor.does(action.clone());
                let session = &visitor.session;
                let token = encode_whole(&BANK, &session.profile);
                assert_eq!(
                    decode(&BANK, token.as_str()).as_deref(),
                    Ok(&session.profile),
                    "{seed}, {step}: {action:?}"
                );
                assert!(decode(&BANK, &session.link()).is_ok(), "{seed}, {step}: {action:?}");
                session.scorecard();
                session.progress();
                if session.has_answers() && visitor.kept.is_some() {
                    assert_eq!(
                        visitor.reloads().session.profile,
                        session.profile,
                        "{seed}, {step}: {action:?}"
                    );
                }
            }
        }
    }
}

mod drafts {
    use super::*;

    /// Returns a random profile with only the answers that the questionnaire can give: no date, no note, no unknown
    /// records.
    fn answerable(seed: u64) -> Profile {
        let mut profile = random::profile(&BANK, &mut Rng::new(seed), Extent::Short);
        profile.context.choices = county().context.choices;
        Profile { date: None, ..profile }
    }

    #[test]
    fn the_draft_restores_every_step() {
        for target in everybody().into_iter().chain((0..6).map(answerable)) {
            let mut visitor = Visitor::new("es");
            visitor.does(Change::Dismiss(FlagKind::Thin, FlagScale::Both));
            visitor.answers(&target, |visitor| {
                if visitor.kept.is_none() {
                    assert!(!visitor.session.has_answers());
                    return;
                }
                let again = visitor.reloads();
                assert_eq!(again.belongings(), visitor.belongings());
                assert_eq!((again.session.page, again.session.notice), (visitor.session.page, None));
                assert_eq!(again.session.scorecard(), visitor.session.scorecard());
                assert_eq!(again.effects, []);
            });
            assert_eq!(visitor.session.profile, target);
        }
    }

    #[test]
    fn the_draft_restores_invalid_texts() {
        let cases = [
            vec![(TextField::Agency, "Oak\u{202E}elppA")],
            vec![(TextField::Agency, "  Oakvale ")],
            vec![(TextField::Agency, "Oak\tvale")],
            vec![(TextField::Country, "USA"), (TextField::Subdivision, "CA")],
            vec![(TextField::Country, "US"), (TextField::Subdivision, "California")],
            vec![(TextField::Subdivision, "CA")],
            vec![(TextField::Country, "us"), (TextField::Subdivision, "ca")],
            vec![(TextField::Local, &"😀".repeat(400)), (TextField::Agency, "Oakvale")],
        ]
        .map(|fields| fields.into_iter().map(|(field, text)| (field, text.to_owned())).collect::<Vec<_>>());
        for fields in cases {
            let mut visitor = Visitor::new("en");
            visitor.does(kind("town"));
            for (field, text) in &fields {
                visitor.does(typed(*field, text));
            }
            assert_eq!(visitor.reloads().belongings(), visitor.belongings(), "{fields:?}");
            assert_eq!(visitor.reloads().reloads().belongings(), visitor.belongings(), "{fields:?}");
        }
    }

    #[test]
    fn a_line_break_in_a_field_does_not_split_the_line_in_the_draft() {
        let mut visitor = Visitor::with("en", &county());
        let token = encode_whole(&BANK, &Profile::empty(&BANK));
        visitor.does(typed(TextField::Agency, &format!("Oak\nanswers {}\r\nform quick", token.as_str())));
        let again = visitor.reloads();
        assert_eq!(again.session.profile, visitor.session.profile);
        assert_eq!(again.session.form, Form::Full);
    }

    /// Starts a session with a changed draft: all answers are there, or the draft is kept under another name with a
    /// notice.
    fn check(bank: &Rc<Bank>, text: &str, answers: &Profile, what: &str) {
        let (session, effects) = Session::start(Rc::clone(bank), surroundings("en"), Some(text));
        let mut profile = session.profile.clone();
        // Texts that aren't in the profile have no checksum, so changes in them aren't detected.
        profile.context = visitor::without_texts(profile.context, answers);
        match session.notice {
            Some(Notice::DraftUnreadable | Notice::DraftOfAnotherBank) => {
                assert_eq!(session.profile, Profile::empty(bank), "{what}");
                assert_eq!(effects, [Effect::KeepAside(text.to_owned())], "{what}");
            }
            None => assert!(profile == *answers && effects.is_empty(), "{what}"),
            Some(other) => panic!("{what}: {other:?}"),
        }
    }

    #[test]
    fn a_draft_that_is_cut_or_changed_anywhere_never_gives_other_answers() {
        let banks = Banks::new();
        let mut plain = Visitor::with("es", &county());
        plain.does(Change::Dismiss(FlagKind::Thin, FlagScale::Both));
        let mut with_text = plain.clone();
        with_text.does(typed(TextField::Agency, "Oak\u{202E}elppA")).does(typed(TextField::Country, "USA"));
        for visitor in [plain, with_text] {
            let (draft, answers) = (visitor.kept.clone().unwrap(), &visitor.session.profile);
            for at in 0..draft.len() {
                let cut = draft.get(..at).unwrap_or("");
                check(&banks.shipped, cut, answers, &format!("cut at {at}"));
                for with in [b'\n', b' ', b'x', b'0', draft.as_bytes()[at] ^ 1, draft.as_bytes()[at] ^ 0x20] {
                    let mut bytes = draft.clone().into_bytes();
                    bytes[at] = with;
                    if let Ok(text) = String::from_utf8(bytes) {
                        check(&banks.shipped, &text, answers, &format!("{with} at {at}"));
                    }
                }
            }
        }
    }

    #[test]
    fn an_unreadable_draft_is_kept_aside_with_a_notice() {
        for text in ["", "\n", "interlocal-draft 2\nanswers x", "interlocal-draft 1", "{}", "\u{0}"] {
            let visitor = Visitor::arrives(&Banks::new().shipped, "en", Some(text));
            assert_eq!(visitor.aside, [text]);
            let expected = (
                "The answers saved on this device could not be read, so you are starting over. The damaged copy was \
                 set aside.",
                "No se pudieron leer las respuestas guardadas en este dispositivo, así que empieza de nuevo. La copia \
                 dañada se conservó aparte.",
            );
            assert_eq!((notice(&visitor), visitor.session.has_answers()), (Some(expected), false));
        }
    }

    #[test]
    fn an_older_draft_is_carried_over_with_one_notice() {
        let banks = Banks::new();
        let old = Visitor::with("en", &county());
        let mut visitor = Visitor::arrives(&banks.grown, "en", old.kept.as_deref());
        let expected = (
            "The questionnaire has new questions since your last visit. Your answers were kept; the new questions are blank.",
            "El cuestionario tiene preguntas nuevas desde su última visita. Sus respuestas se conservaron; las nuevas están en blanco.",
        );
        assert_eq!(notice(&visitor), Some(expected));
        let profile = visitor.session.profile.clone();
        assert_eq!(
            (profile.edition, profile.responses.get(Slot(37))),
            (banks.grown.newest(), Response::SKIPPED)
        );
        for (slot, response) in county().responses.iter() {
            assert_eq!(profile.responses.get(slot), response);
        }
        assert_eq!((profile.readiness, profile.featured), (county().readiness, county().featured));
        assert_eq!(profile.terms[0], county().terms[0]);
        assert!(matches!(&profile.terms[1], TermAnswer::Tri(tris) if tris.last() == Some(&Tri::Blank)));
        visitor.does(Change::Rate { slot: Slot(37), scale: ScaleId::Skill, rating: level(2) });
        let again = visitor.reloads();
        assert_eq!((again.belongings(), notice(&again)), (visitor.belongings(), None));
        assert_eq!(decode(&banks.grown, &again.session.link()).map(|profile| profile.edition.0), Ok(1));
    }

    #[test]
    fn a_draft_of_another_or_later_questionnaire_is_kept_aside_with_a_notice() {
        let banks = Banks::new();
        let draft = Visitor::with("en", &county()).kept;
        let mut later = Visitor::arrives(&banks.grown, "en", None);
        later.does(Change::Rate { slot: Slot(37), scale: ScaleId::Skill, rating: level(2) });
        for (bank, draft) in [(&banks.foreign, draft), (&banks.shipped, later.kept)] {
            let mut visitor = Visitor::arrives(bank, "es", draft.as_deref());
            let expected = (
                "The answers saved on this device are for another version of the questionnaire. They were set aside.",
                "Las respuestas guardadas en este dispositivo son de otra versión del cuestionario y no se usaron.",
            );
            assert_eq!((notice(&visitor), visitor.session.has_answers()), (Some(expected), false));
            assert_eq!(visitor.aside, [draft.unwrap()]);
            visitor.does(Action::OpenLink("su1".to_owned()));
            assert_eq!(notice(&visitor), Some(expected), "a link in the address does not hide what was said");
            visitor.does(Action::Begin);
            assert_eq!(notice(&visitor), None);
        }
    }

    #[test]
    fn forget_erases_everything_and_undo_restores_it() {
        let mut visitor = Visitor::with("en", &county());
        visitor.does(typed(TextField::Local, "Oak\u{202E}")).does(Action::Show(Page::Terms));
        let before = visitor.clone();
        visitor.does(Action::Forget);
        assert_eq!(visitor.effects, [Effect::Forget, Effect::PushHistory(Page::Start)]);
        assert_eq!((visitor.kept.clone(), visitor.session.has_answers()), (None, false));
        let expected = (
            "Your saved data was deleted from this device. You can undo this until you answer something or leave this page.",
            "Se borraron sus datos guardados en este dispositivo. Puede deshacerlo hasta que responda algo o salga de esta página.",
        );
        assert_eq!((notice(&visitor), visitor.session.can_undo()), (Some(expected), true));
        visitor.does(Action::Begin).does(Action::Show(Page::Open));
        assert_eq!(
            (notice(&visitor), visitor.kept.clone()),
            (Some(expected), None),
            "looking around keeps nothing"
        );
        visitor.does(Action::Undo);
        assert_eq!((visitor.belongings(), visitor.session.page), (before.belongings(), Page::Terms));
        assert_eq!((visitor.kept.clone(), visitor.session.can_undo()), (before.kept, false));
        assert_eq!(visitor.reloads().belongings(), visitor.belongings());
    }

    #[test]
    fn undo_works_after_a_second_click_on_forget() {
        let mut visitor = Visitor::with("en", &county());
        visitor.does(Action::Forget).does(Action::Forget).does(Action::Undo);
        assert_eq!(visitor.session.profile, county());
    }

    #[test]
    fn undo_is_offered_only_with_its_notice() {
        let mut visitor = Visitor::with("en", &county());
        visitor.does(Action::Forget);
        for id in ["website", "hosting", "devices", "help-desk"] {
            visitor.does(Change::Feature { pick: Pick::Needs, slot: slot(id), is_on: true });
        }
        assert_eq!((visitor.session.notice, visitor.session.can_undo()), (Some(Notice::ThreePicks), false));
    }

    #[test]
    fn full_storage_gives_one_notice_and_the_session_continues() {
        let mut visitor = Visitor::new("en");
        let mut n_told = 0;
        let mut tell = |visitor: &mut Visitor| {
            let before = visitor.session.notice;
            visitor.does(Action::StorageFailed);
            n_told += usize::from(before != visitor.session.notice);
        };
        for change in changes(&BANK, &county(), Page::Domain(0)) {
            visitor.does(change);
            tell(&mut visitor);
        }
        let expected = (
            "Your answers cannot be saved on this device. Keep this tab open until you have copied your link.",
            "Sus respuestas no se pueden guardar en este dispositivo. Deje esta pestaña abierta hasta copiar su enlace.",
        );
        assert_eq!(notice(&visitor), Some(expected));
        visitor.does(Action::CloseNotice);
        tell(&mut visitor);
        visitor.does(Action::Begin);
        tell(&mut visitor);
        visitor.does(Action::Forget).does(Action::Undo);
        tell(&mut visitor);
        assert_eq!((n_told, notice(&visitor)), (1, None));
        assert_eq!(
            visitor.session.profile.responses.get(slot("sec-lead")),
            county().responses.get(slot("sec-lead"))
        );
        visitor.does(Action::CopyLink);
        assert!(decode(&BANK, &visitor.clipboard.unwrap()).is_ok());
    }
}

mod links {
    use super::*;

    fn theirs() -> String {
        Visitor::with("en", &persona("little-quill", "en")).session.link()
    }

    #[test]
    fn opening_a_link_never_changes_the_own_answers() {
        let mut visitor = Visitor::new("en");
        visitor.does(Action::Begin).does(kind("county")).does(Action::Next { seconds: None });
        visitor.does(rate("sec-lead", ScaleId::Skill, 4));
        let before = visitor.clone();
        visitor.does(Action::OpenLink(theirs()));
        assert_eq!(visitor.effects, [Effect::PushHistory(Page::Received)]);
        let received = visitor.session.received.clone().unwrap();
        assert_eq!(explain::name(lang("en"), &received), "Town of Little Quill (example)");
        assert_eq!((visitor.belongings(), &visitor.kept), (before.belongings(), &before.kept));
        visitor.does(Action::Returned(before.session.page));
        assert_eq!((visitor.session.page, visitor.belongings()), (Page::Domain(0), before.belongings()));
        visitor.does(Action::OpenLink(theirs())).does(Action::Begin);
        assert_eq!((visitor.session.page, visitor.belongings()), (Page::Domain(0), before.belongings()));
    }

    #[test]
    fn every_link_error_gives_the_reason_and_the_next_step() {
        let link = theirs();
        let (_, token) = link.split_once('#').unwrap();
        let (len, last) = (token.len(), token.len() - 1);
        let other = if token.ends_with('0') { "1" } else { "0" };
        let foreign = encode_whole(&FOREIGN, &Profile::empty(&FOREIGN));
        let digest: String = FOREIGN.editions[0].digest[..6].iter().map(|b| format!("{b:02x}")).collect();
        let cases = [
            (
                link[..link.len() - 1].to_owned(),
                format!("This link is incomplete: {last} of {len} characters arrived. Ask the sender for it again, or paste the whole link here."),
                format!("Este enlace está incompleto: llegaron {last} de {len} caracteres. Pídalo de nuevo o pegue aquí el enlace completo."),
            ),
            (
                format!("{BASE}?#su1"),
                "This link is incomplete: only its first 3 characters arrived. Ask the sender for it again, or paste the whole link here.".to_owned(),
                "Este enlace está incompleto: solo llegaron sus primeros 3 caracteres. Pídalo de nuevo o pegue aquí el enlace completo.".to_owned(),
            ),
            (
                [&link[..link.len() - 1], other].concat(),
                "This link was damaged on the way: at least one character is wrong. Ask the sender for it again.".to_owned(),
                "Este enlace se dañó en el camino: al menos un carácter es incorrecto. Pídalo de nuevo a quien lo envió.".to_owned(),
            ),
            (
                [".".repeat(1 << 20), link.clone()].concat(),
                "This text is too long. Paste only the part with the link.".to_owned(),
                "Este texto es demasiado largo. Pegue solo la parte con el enlace.".to_owned(),
            ),
            (
                "See our page.".to_owned(),
                "There is no profile link in this text. A profile link has “#su1” in it.".to_owned(),
                "No hay ningún enlace de perfil en este texto. Un enlace de perfil lleva «#su1».".to_owned(),
            ),
            (
                body::token_of(&[9, 9]),
                "This link was made with a newer version than this page. Reload the page and open the link again.".to_owned(),
                "Este enlace se creó con una versión más nueva que esta página. Vuelva a cargar la página y abra de nuevo el enlace.".to_owned(),
            ),
            (
                body::token_of(&[0]),
                "This link is not valid, so nothing in it can be trusted. Ask the sender to make a new one.".to_owned(),
                "Este enlace no es válido, así que nada en él es confiable. Pida a quien lo envió que cree uno nuevo.".to_owned(),
            ),
            (
                foreign.as_str().to_owned(),
                format!("This profile answers a questionnaire that this site does not have. Questionnaire: {digest}"),
                format!("Este perfil responde un cuestionario que este sitio no tiene. Cuestionario: {digest}"),
            ),
        ];
        let mut visitor = Visitor::with("en", &county());
        let before = visitor.clone();
        for (text, en, es) in cases {
            visitor.does(Action::OpenLink(text));
            let error = visitor.session.problem.clone().unwrap();
            assert_eq!(explain::link_error(lang("en"), &error), en);
            assert_eq!(explain::link_error(lang("es"), &error), es);
            assert_eq!((visitor.session.page, &visitor.session.received), (Page::Problem, &None));
            assert_eq!((visitor.belongings(), &visitor.kept), (before.belongings(), &before.kept));
        }
    }

    #[test]
    fn text_that_may_contain_a_wrapped_link_opens_the_workbench() {
        let mail = format!("Content-Transfer-Encoding: base64\n\n{}", "c3Ux".repeat(60));
        for text in ["https://gateway.example/?u=aHR0cHM6Ly9pdC5leGFtcGxl".to_owned(), mail] {
            let mut visitor = Visitor::with("en", &county());
            visitor.does(Action::OpenLink(text.clone()));
            let draft = visitor.session.draft();
            assert_eq!(
                visitor.effects,
                [Effect::OpenDesk { page: OPEN.to_owned(), draft, link: Some(text) }]
            );
        }
        let mut visitor = Visitor::with("en", &county());
        visitor.does(Action::OpenLink("Hello there".to_owned()));
        assert_eq!(visitor.session.page, Page::Problem);
    }

    #[test]
    fn an_encrypted_link_opens_the_workbench_with_the_draft() {
        let link = body::token_of(&[[1, 1].as_slice(), &[0; 96]].concat());
        let mut visitor = Visitor::with("es", &county());
        let before = visitor.clone();
        visitor.does(Action::OpenLink(link.clone()));
        let draft = visitor.session.draft();
        let handed_over =
            Effect::OpenDesk { page: UNSEAL.to_owned(), draft: draft.clone(), link: Some(link) };
        assert_eq!(visitor.effects, [handed_over]);
        // Until the workbench is loaded, the session doesn't change.
        assert_eq!((visitor.session.page, visitor.belongings()), (before.session.page, before.belongings()));
        visitor.does(Action::NoDesk);
        let (en, es) = notice(&visitor).unwrap();
        assert!(en.starts_with("This part could not be loaded."), "{en}");
        assert!(es.starts_with("Esta parte no se pudo cargar."), "{es}");
        assert_eq!(visitor.belongings(), before.belongings());
        // The workbench returns the session as a draft.
        let back = Visitor::arrives(&visitor.session.bank, "en", Some(&draft));
        assert_eq!(back.belongings(), before.belongings());
        for page in [Page::Profile, Page::Review, Page::Domain(3), Page::Start] {
            let session = back.session.clone().on_page(page);
            assert_eq!((session.page, session.focus.0), (page, Focus::Heading));
            assert_ne!(session.focus, back.session.focus);
        }
        assert_eq!(back.session.clone().on_page(Page::Received).page, Page::Start);
    }

    #[test]
    fn the_workbench_gets_a_received_profile_as_a_link() {
        let mut visitor = Visitor::with("en", &county());
        visitor.does(Action::OpenLink(theirs()));
        let received = visitor.session.received.clone().unwrap();
        visitor.does(Action::OpenDesk(FOUND.to_owned()));
        let [Effect::OpenDesk { page, draft, link: Some(link) }] = visitor.effects.as_slice() else {
            panic!("{:?}", visitor.effects);
        };
        assert_eq!(page, FOUND);
        assert_eq!(decode(&BANK, link), Ok((*received).clone()));
        assert_eq!(*draft, visitor.session.draft());
    }

    #[test]
    fn an_adopted_profile_replaces_all_own_answers() {
        let visitor = Visitor::with("es", &county());
        let theirs = decode(&BANK, &theirs()).unwrap().into_profile();
        let session = visitor.session.clone().with_profile(theirs.clone());
        assert_eq!(Profile { edition: theirs.edition, date: theirs.date, ..session.profile.clone() }, theirs);
        assert_eq!(session.profile.date, None, "it is of whatever day its link is made");
        assert_eq!(session.profile.edition, BANK.newest());
        let name = theirs.context.agency.as_ref().map_or("", |name| name.as_str());
        assert_eq!(session.details.entry(TextField::Agency).text, name);
        assert!(!session.has_dismissed());
        assert_eq!(session.lang, visitor.session.lang);
        let back = Visitor::arrives(&visitor.session.bank, "en", Some(&session.draft()));
        assert_eq!((back.session.profile, back.session.details), (session.profile, session.details));
    }

    #[test]
    fn a_link_of_another_questionnaire_shows_name_and_date() {
        let banks = Banks::new();
        let mut visitor = Visitor::arrives(&banks.foreign, "es", None);
        visitor.does(Action::OpenLink(theirs()));
        let said = explain::link_error(lang("es"), visitor.session.problem.as_ref().unwrap());
        let expected = "Este perfil responde un cuestionario que este sitio no tiene. Indica que es de Town of Little \
                        Quill (example). Tiene fecha 2026-11-23. Cuestionario: ca23bfd4e63a";
        assert_eq!(said, expected);
    }

    #[test]
    fn back_and_forward_to_empty_pages_lead_to_the_start() {
        let mut visitor = Visitor::new("en");
        for page in [Page::Received, Page::Problem] {
            visitor.does(Action::Show(Page::Open)).does(Action::Returned(page));
            assert_eq!(visitor.session.page, Page::Start);
        }
        visitor.does(Action::OpenLink(theirs())).does(Action::Returned(Page::Start));
        visitor.does(Action::Returned(Page::Received));
        assert_eq!(visitor.session.page, Page::Received);
        assert_eq!(
            (visitor.effects, visitor.history),
            (vec![], vec![Page::Open, Page::Open, Page::Received])
        );
    }

    #[test]
    fn a_refused_copy_is_shown_until_the_link_changes() {
        let mut visitor = Visitor::with("en", &county());
        visitor.does(Action::CopyLink).does(Action::Copied(false));
        assert_eq!(visitor.session.copying, Some(Copying::Refused));
        visitor.does(rate("website", ScaleId::Need, 4));
        assert_eq!(visitor.session.copying, None, "the link is another one now");
    }
}

mod details {
    use super::*;

    #[test]
    fn a_name_with_a_script_stays_text() {
        let name = "<script>alert('x')</script> & \"Sons\" {name}";
        let mut visitor = Visitor::new("en");
        visitor.does(kind("town")).does(typed(TextField::Agency, name));
        assert_eq!(trouble(&visitor, TextField::Agency), None);
        let read = decode(&BANK, &visitor.session.link()).unwrap();
        assert_eq!(explain::name(lang("en"), &read), name);
        let headline = explain::headline(&BANK, lang("en"), &read, &visitor.session.scorecard());
        assert!(headline.contains(name), "{headline}");
    }

    #[test]
    fn an_invalid_name_gives_an_error_and_stays_in_its_field() {
        let cases = [
            (
                TextField::Agency,
                "Oak\u{202E}elppA".to_owned(),
                "There is a hidden character in this text (U+202E). Delete the text and type it again. Until then it \
                 is not in your profile.",
                "Hay un carácter oculto en este texto (U+202E). Borre el texto y escríbalo de nuevo. Mientras tanto no \
                 se incluye en su perfil.",
            ),
            (
                TextField::Agency,
                "😀".repeat(400),
                "This has 400 characters. Use at most 60.",
                "Tiene 400 caracteres. Use 60 como máximo.",
            ),
            (
                TextField::Agency,
                "😀".repeat(60),
                "Too long for a link: 240 bytes, and the limit is 120. Emoji and accented letters use more than one byte.",
                "Demasiado largo para un enlace: 240 bytes; el límite es 120. Los emojis y las letras con acento ocupan más de uno.",
            ),
            (
                TextField::Local,
                "😀".repeat(400),
                "Too long for a link: 1600 bytes, and the limit is 60. Emoji and accented letters use more than one byte.",
                "Demasiado largo para un enlace: 1600 bytes; el límite es 60. Los emojis y las letras con acento ocupan más de uno.",
            ),
            (
                TextField::Agency,
                format!("Oa{}k", "\u{301}".repeat(5)),
                "A letter has too many accents. Use at most four.",
                "Una letra tiene demasiados acentos. Use cuatro como máximo.",
            ),
            (
                TextField::Country,
                "USA".to_owned(),
                "Use the two-letter country code, such as US.",
                "Use el código de dos letras del país, como US.",
            ),
            (
                TextField::Subdivision,
                "California".to_owned(),
                "Use the state or province code: one to five letters or digits, such as CA.",
                "Use el código del estado o provincia: de una a cinco letras o cifras, como CA.",
            ),
            (
                TextField::Subdivision,
                "CA".to_owned(),
                "Enter the country as well.",
                "Agregue también el país.",
            ),
        ];
        for (field, text, en, es) in cases {
            let mut visitor = Visitor::new("en");
            visitor.does(Action::Begin).does(kind("town")).does(typed(field, &text));
            told(&visitor, field, en, es);
            assert_eq!(visitor.session.details.entry(field).text, text);
            let only_kind = Visitor::new("en").does(kind("town")).session.profile.clone();
            assert_eq!(visitor.session.profile, only_kind, "nothing of it is in the profile");
            let focus = visitor.session.focus.1;
            visitor.does(Action::Next { seconds: None });
            assert_eq!(visitor.session.page, Page::Details);
            assert_eq!(visitor.session.focus, (Focus::FirstProblem, focus + 1));
            visitor.does(typed(field, "")).does(Action::Next { seconds: None });
            assert_eq!(visitor.session.page, Page::Domain(0));
        }
    }

    #[test]
    fn the_kind_of_agency_is_required() {
        let mut visitor = Visitor::new("en");
        visitor.does(Action::Begin);
        let focus = visitor.session.focus.1;
        visitor.does(Action::Next { seconds: Some(3) });
        assert_eq!((visitor.session.page, &visitor.effects[..]), (Page::Details, &[][..]));
        assert_eq!(visitor.session.focus, (Focus::FirstProblem, focus + 1));
        assert!(visitor.session.details.lacks_kind);
        assert_eq!(say(lang("en"), Word::TroubleKind), "Choose the type of agency.");
        assert_eq!(say(lang("es"), Word::TroubleKind), "Elija el tipo de entidad.");
        visitor.does(kind("tribal"));
        assert!(!visitor.session.details.has_problem());
        visitor.does(Action::Next { seconds: Some(3) });
        assert_eq!((visitor.session.page, visitor.session.focus.0), (Page::Domain(0), Focus::Heading));
    }
}

/// Authors and analysts read these messages, which are in English only.
mod files {
    use super::*;

    fn bank_with(edit: impl Fn(&mut Value)) -> String {
        let mut file: Value = serde_json::from_str(BANK_FILE).unwrap();
        edit(&mut file);
        Bank::parse(&file.to_string()).unwrap_err().to_string()
    }

    #[test]
    fn a_bank_error_names_the_place_and_the_next_step() {
        let lacks =
            bank_with(|file| drop(file["capabilities"][3]["label"].as_object_mut().unwrap().remove("es")));
        assert_eq!(lacks, "/capabilities/3/label: has no text in \"es\", which \"langs\" lists");
        let weight = bank_with(|file| file["capabilities"][0]["weight"] = json!(9));
        assert_eq!(weight, "/capabilities/0/weight: must be a whole number from 1 to 3");
        let domain = bank_with(|file| file["capabilities"][0]["domain"] = json!("cyberr"));
        assert!(
            domain.starts_with("/capabilities/0/domain: \"cyberr\" isn't valid here; use one of: cyber, ")
        );
        let cut = Bank::parse(&BANK_FILE[..100]).unwrap_err().to_string();
        assert!(cut.starts_with("(whole file): not JSON at line "), "{cut}");
    }

    #[test]
    fn profile_errors_name_the_place() {
        let file = |pointer: &str, value: Value| {
            let mut file = personas()[0].clone();
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            file.pointer_mut(parent).unwrap()[key] = value;
            read_profile(&BANK, &file).unwrap_err().to_string()
        };
        assert_eq!(
            file("/answers/hosting/skill", json!(7)),
            "/answers/hosting/skill: must be 0 to 4, or null"
        );
        assert_eq!(
            file("/answers/hostng", json!({"skill": 1})),
            "/answers/hostng: \"hostng\" isn't valid here; did you mean \"hosting\"?"
        );
    }

    #[test]
    fn every_link_error_and_notice_has_a_text_in_both_languages() {
        let notices = [
            Notice::NotSaved,
            Notice::DraftUnreadable,
            Notice::DraftOfAnotherBank,
            Notice::DraftUpgraded,
            Notice::Forgotten,
            Notice::ThreePicks,
        ];
        for notice in notices {
            assert_ne!(explain::notice(lang("en"), notice), explain::notice(lang("es"), notice));
        }
        for error in
            [LinkError::NoLink, LinkError::TooLong { got: 1 }, LinkError::Damaged, LinkError::Invalid]
        {
            assert_ne!(explain::link_error(lang("en"), &error), explain::link_error(lang("es"), &error));
        }
    }
}
