//! Whole sessions of the workbench without a browser: actions, effects, and the content of links.

use crate::support::{BASE, bank, from_draft, persona, today};
use interlocal_core::bank::Slot;
use interlocal_core::export::FileError;
use interlocal_core::link::seal::{Plaintext, Sealed, TAG_BYTES};
use interlocal_core::link::{Disclosure, LinkError, Telling, decode, encode, encode_whole, redact};
use interlocal_core::profile::Profile;
use interlocal_core::raters::{self, Side};
use interlocal_core::session::{Change as Answer, Focus, Heard, Page, Session, Surroundings};
use interlocal_core::words::Lang;
use interlocal_group::ask::Source;
use interlocal_import::{Foreign, RejectReason};
use interlocal_testkit::support::personas;
use interlocal_workbench::action::{
    Action, Change, Copied, Effect, FileKind, Lock, NoFile, NoSeal, Part, Preset,
};
use interlocal_workbench::page::DeskPage;
use interlocal_workbench::{Desk, Notice, Problem, sharing::sensitive};
use std::rc::Rc;

fn ids() -> Vec<&'static str> {
    personas().iter().map(|persona| persona["id"].as_str().unwrap()).collect()
}

fn fresh(lang: &str) -> Session {
    from_draft(lang, None)
}

/// A person in the workbench, with the last effects.
struct Visitor {
    desk: Desk,
    effects: Vec<Effect>,
    kept: Option<String>,
}

impl Visitor {
    fn at(page: DeskPage, session: Session) -> Visitor {
        Visitor { desk: Desk::start(session, Some(page), None), effects: Vec::new(), kept: None }
    }

    /// Returns a person who adopted a profile with a locale and an unknown record.
    fn took_over() -> Visitor {
        let planted = Profile {
            locale: Some("x-trk-7f3a9c12".to_owned()),
            extra: vec![(16, b"victim-0042".to_vec()), (200, b"victim-0043".to_vec())],
            ..persona("larkspur-county")
        };
        let link = encode_whole(&bank(), &planted).link(BASE);
        let mut visitor = Visitor::at(DeskPage::Open, fresh("en"));
        visitor.does(Action::Paste(link)).does(Action::Adopt).does(Action::Show(DeskPage::Share));
        visitor
    }

    /// Returns a person with the persona's answers who wants to share them.
    fn sharing(id: &str) -> Visitor {
        Visitor::at(DeskPage::Share, fresh("en").with_profile(persona(id)))
    }

    fn does(&mut self, action: impl Into<Action>) -> &mut Visitor {
        let (desk, effects) = self.desk.clone().apply(action.into());
        self.desk = desk;
        for effect in &effects {
            if let Effect::SaveDraft(text) = effect {
                self.kept = Some(text.clone());
            }
        }
        self.effects = effects;
        self
    }

    fn told(&self) -> Profile {
        let link = self.desk.link().unwrap();
        decode(&self.desk.session.bank, &link).unwrap().into_profile()
    }

    fn mine(&self) -> Profile {
        self.desk.session.profile.clone()
    }

    /// Requests a link with an own passphrase; returns the job's number and the plaintext.
    fn begins_to_seal(&mut self) -> (u32, Plaintext) {
        self.does(Change::Lock(Lock::Own))
            .does(Change::Passphrase("our own words".to_owned()))
            .does(Action::Seal);
        let (job, plaintext, passphrase) = self.seals();
        assert_eq!(passphrase, "our own words");
        (job, plaintext)
    }

    /// Returns the requested encryption and its result, with the identity in place of the cipher.
    fn seals(&self) -> (u32, Plaintext, String) {
        let [Effect::Seal { job, plaintext, passphrase }, ..] = self.effects.as_slice() else {
            panic!("{:?}", self.effects)
        };
        (*job, plaintext.clone(), passphrase.clone())
    }
}

fn sealed(plaintext: &Plaintext) -> Sealed {
    let ciphertext = [plaintext.bytes(), &[7; TAG_BYTES]].concat();
    Sealed::new([5; 16], ciphertext).unwrap()
}

fn dated(profile: Profile) -> Profile {
    Profile { date: today(), ..profile }
}

mod disclosure {
    use super::*;

    #[test]
    fn the_initial_link_equals_that_of_the_questionnaire() {
        for id in ids() {
            let visitor = Visitor::sharing(id);
            assert_eq!(visitor.desk.link(), Some(visitor.desk.session.link()), "{id}");
        }
    }

    #[test]
    fn each_choice_gives_its_disclosure() {
        let bank = bank();
        for id in ids() {
            let mut visitor = Visitor::sharing(id);
            let says = |visitor: &Visitor, disclosure: &Disclosure| {
                let want = encode(&bank, &dated(persona(id)), disclosure).link(BASE);
                assert_eq!(visitor.desk.link(), Some(want), "{id}: {disclosure:?}");
            };
            visitor.does(Change::Preset(Preset::Offers));
            says(&visitor, &Disclosure::offers(&bank));
            assert!(visitor.desk.sharing.keeps_promise());
            visitor.does(Change::Domain(1, Telling::Everything));
            assert!(!visitor.desk.sharing.keeps_promise(), "a need may be told now");
            visitor.does(Change::Preset(Preset::Partner));
            says(&visitor, &Disclosure::public());
            assert!(visitor.desk.sharing.keeps_promise());
            let weak = sensitive(&visitor.desk.session);
            for slot in &weak {
                visitor.does(Change::Weakness(*slot, true));
            }
            says(&visitor, &Disclosure { weaknesses: weak.clone(), ..Disclosure::public() });
            says(&visitor, &Disclosure::partner(&bank));
            visitor.does(Change::Domain(2, Telling::Nothing)).does(Change::Domain(5, Telling::Offers));
            let mut domains = vec![Telling::Everything; bank.domains.len()];
            (domains[2], domains[5]) = (Telling::Nothing, Telling::Offers);
            let less = Disclosure { domains, weaknesses: weak, ..Disclosure::public() };
            says(&visitor, &less);
            visitor.does(Change::Tell(Part::Agency, false)).does(Change::Tell(Part::Needs, false));
            says(&visitor, &Disclosure { agency: false, needs: false, ..less });
            // Another preset resets the choices for domains, and keeps those that it doesn't cover.
            visitor.does(Change::Preset(Preset::Public));
            says(&visitor, &Disclosure { agency: false, ..Disclosure::public() });
        }
    }

    #[test]
    fn every_weakness_that_public_links_withhold_has_a_checkbox() {
        let bank = bank();
        for id in ids() {
            let visitor = Visitor::sharing(id);
            let (whole, public) = (persona(id), redact(&bank, &persona(id), &Disclosure::public()));
            let differ = |slot: &Slot| {
                interlocal_core::visible::effective(&bank, &whole, *slot) != public.responses.get(*slot)
            };
            let want: Vec<Slot> = bank.capabilities.iter().map(|it| it.slot).filter(differ).collect();
            assert_eq!(sensitive(&visitor.desk.session), want, "{id}");
        }
    }

    #[test]
    fn an_unknown_domain_changes_nothing() {
        let mut visitor = Visitor::sharing("larkspur-county");
        let before = visitor.desk.link();
        visitor.does(Change::Domain(200, Telling::Nothing));
        assert_eq!(visitor.desk.link(), before);
    }

    #[test]
    fn the_note_is_stored_and_can_be_withheld() {
        let mut visitor = Visitor::sharing("larkspur-county");
        visitor.does(Change::Note("  We start in March. ".to_owned()));
        assert_eq!(visitor.told().context.note.unwrap().as_str(), "We start in March.");
        // The questionnaire's own link has no note, because no page of the questionnaire shows it.
        let public = decode(&bank(), &visitor.desk.session.link()).unwrap();
        assert_eq!(public.context.note, None);
        assert_eq!(visitor.desk.sharing.note.text, "  We start in March. ");
        let kept = Session::start(bank(), surroundings(), visitor.kept.as_deref()).0;
        assert_eq!(kept.profile.context.note, visitor.mine().context.note);
        visitor.does(Change::Tell(Part::Note, false));
        assert_eq!(visitor.told().context.note, None);
        visitor.does(Change::Tell(Part::Note, true)).does(Change::Note("x".repeat(281)));
        assert!(visitor.desk.sharing.note.problem.is_some());
        assert_eq!(visitor.told().context.note, None);
        visitor.does(Change::Note(String::new()));
        assert_eq!((visitor.desk.sharing.note.problem, visitor.told().context.note), (None, None));
    }

    fn surroundings() -> Surroundings {
        Surroundings {
            share_base: BASE.to_owned(),
            site: String::new(),
            today: today(),
            lang: Lang::default(),
        }
    }

    #[test]
    fn files_contain_what_the_link_includes() {
        let bank = bank();
        let mut visitor = Visitor::sharing("larkspur-county");
        visitor.does(Change::Preset(Preset::Offers)).does(Change::Tell(Part::Local, false));
        let told = visitor.told();
        for (kind, ending) in [(FileKind::Page, ".html"), (FileKind::Json, ".json")] {
            visitor.does(Action::Save(kind));
            let [Effect::Save { name, text, .. }] = visitor.effects.as_slice() else { panic!("{kind:?}") };
            assert_eq!(interlocal_core::export::read(&bank, text), Ok(told.clone().into()), "{kind:?}");
            assert!(
                name.starts_with("interlocal-") && name.ends_with(&["-2026-11-23", ending].concat()),
                "{name}"
            );
            assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.'), "{name}");
        }
        for kind in [FileKind::Table, FileKind::Picture, FileKind::Code] {
            visitor.does(Action::Save(kind));
            assert!(matches!(visitor.effects.as_slice(), [Effect::Save { .. }]), "{kind:?}");
        }
        visitor.does(Change::Tell(Part::Agency, false)).does(Action::Save(FileKind::Table));
        let [Effect::Save { name, .. }] = visitor.effects.as_slice() else { panic!() };
        assert_eq!(name, "interlocal-profile-2026-11-23.csv");
    }
}

mod seals {
    use super::*;

    #[test]
    fn words_are_drawn_shown_once_and_dropped() {
        let mut visitor = Visitor::sharing("larkspur-county");
        visitor.does(Change::Preset(Preset::Partner)).does(Change::Lock(Lock::Words));
        assert_eq!(visitor.desk.link(), None);
        visitor.does(Action::Seal);
        assert_eq!(visitor.effects, [Effect::Draw]);
        visitor.does(Action::Drawn(Some("one-two-three-four-five-six".to_owned())));
        let (job, plaintext, passphrase) = visitor.seals();
        assert_eq!(passphrase, "one-two-three-four-five-six");
        assert_eq!(visitor.effects.len(), 1, "the words are no step to come back to");
        assert_eq!(visitor.desk.page, DeskPage::Words);
        assert_eq!(visitor.desk.link(), None);
        visitor.does(Action::Sealed(job, Ok(sealed(&plaintext))));
        let link = visitor.desk.link().unwrap();
        let Err(LinkError::Sealed(read)) = decode(&bank(), &link) else { panic!("{link}") };
        // The plaintext is that of the open link.
        let open = visitor.desk.sharing.open_fragment(&visitor.desk.session);
        assert_eq!(read.open(&bank(), plaintext.bytes()), decode(&bank(), open.as_str()));
        visitor.does(Action::Copy(Copied::Words));
        let words = "one-two-three-four-five-six".to_owned();
        assert_eq!(visitor.effects, [Effect::Copy(Copied::Words, words)]);
        visitor.does(Action::Show(DeskPage::Share));
        assert_eq!((&visitor.desk.sharing.words, visitor.effects.as_slice()), (&None, [].as_slice()));
        assert_eq!(visitor.desk.link(), Some(link));
        // Back and copying don't show the words again.
        visitor.does(Action::Returned(DeskPage::Words));
        assert_eq!(visitor.desk.page, DeskPage::Share);
        visitor.does(Action::Copy(Copied::Words));
        assert_eq!(visitor.effects, []);
    }

    #[test]
    fn a_change_discards_the_encrypted_link() {
        let changes = [
            Change::Preset(Preset::Offers),
            Change::Domain(0, Telling::Nothing),
            Change::Tell(Part::Local, false),
            Change::Note("New.".to_owned()),
            Change::Passphrase("other words".to_owned()),
            Change::Lock(Lock::Words),
        ];
        for change in changes {
            let mut visitor = Visitor::sharing("larkspur-county");
            let (job, plaintext) = visitor.begins_to_seal();
            visitor.does(Action::Sealed(job, Ok(sealed(&plaintext))));
            assert!(visitor.desk.link().is_some());
            visitor.does(change.clone());
            assert_eq!(visitor.desk.link(), None, "{change:?}");
            // The result of an encryption that started before the change is outdated.
            visitor.does(Action::Sealed(job, Ok(sealed(&plaintext))));
            assert_eq!(visitor.desk.link(), None, "{change:?}");
        }
    }

    #[test]
    fn taking_a_colleagues_answer_discards_the_encrypted_link() {
        let mut visitor = Visitor::sharing("larkspur-county");
        let (job, plaintext) = visitor.begins_to_seal();
        visitor.does(Action::Sealed(job, Ok(sealed(&plaintext))));
        assert_eq!(visitor.desk.sharing.passphrase, "", "nobody reads it beside its link");
        visitor.does(Action::Paste(encode_whole(&bank(), &persona("halcyon-rivers")).link(BASE)));
        visitor.does(Action::Show(DeskPage::Raters));
        assert!(visitor.desk.link().is_some());
        let found = visitor.desk.found.clone().unwrap();
        let difference = raters::differences(&bank(), &found.mine, &found.profile)[0];
        visitor.does(Action::Take(difference, Side::Theirs));
        assert_eq!(visitor.desk.link(), None);
    }

    #[test]
    fn encrypting_again_never_shows_the_old_link_with_new_words() {
        let mut visitor = Visitor::sharing("larkspur-county");
        visitor.does(Change::Lock(Lock::Words)).does(Action::Seal);
        visitor.does(Action::Drawn(Some("a-b-c-d-e-f".to_owned())));
        let (job, plaintext, _) = visitor.seals();
        visitor.does(Action::Sealed(job, Ok(sealed(&plaintext)))).does(Action::Show(DeskPage::Share));
        visitor.does(Action::Copy(Copied::Link)).does(Action::WasCopied(Copied::Link, true));
        visitor.does(Action::Seal).does(Action::Drawn(Some("g-h-i-j-k-l".to_owned())));
        let (again, ..) = visitor.seals();
        // The person leaves the page before the encryption ends.
        visitor.does(Action::Show(DeskPage::Share));
        assert_eq!((visitor.desk.link(), visitor.desk.copied), (None, None));
        visitor.does(Action::Sealed(job, Ok(sealed(&plaintext))));
        assert_eq!(visitor.desk.link(), None);
        visitor.does(Action::Sealed(again, Ok(sealed(&plaintext))));
        assert!(visitor.desk.link().is_some());
    }

    #[test]
    fn unconfirmed_words_discard_the_encrypted_link() {
        let theirs = encode_whole(&bank(), &persona("halcyon-rivers")).link(BASE);
        let ways: [&dyn Fn(&mut Visitor); 3] = [
            &|visitor| {
                visitor.does(Action::Returned(DeskPage::Share));
            },
            &|visitor| {
                visitor.does(Action::Paste(theirs.clone()));
            },
            &|visitor| visitor.desk = visitor.desk.suspended(),
        ];
        for (idx, way) in ways.into_iter().enumerate() {
            let mut visitor = Visitor::sharing("larkspur-county");
            visitor.does(Change::Lock(Lock::Words)).does(Action::Seal);
            visitor.does(Action::Drawn(Some("a-b-c-d-e-f".to_owned())));
            let (job, plaintext, _) = visitor.seals();
            way(&mut visitor);
            visitor.does(Action::Sealed(job, Ok(sealed(&plaintext))));
            assert_eq!(
                (&visitor.desk.sharing.words, &visitor.desk.sharing.sealed),
                (&None, &None),
                "way {idx}"
            );
        }
    }

    #[test]
    fn the_result_of_a_copy_is_cleared_for_another_link() {
        let mut visitor = Visitor::sharing("larkspur-county");
        visitor.does(Action::Copy(Copied::Link)).does(Action::WasCopied(Copied::Link, true));
        assert_eq!(visitor.desk.copied, Some((Copied::Link, true)));
        visitor.does(Change::Preset(Preset::Offers));
        assert_eq!(visitor.desk.copied, None);
    }

    #[test]
    fn message_and_code_of_an_encrypted_link_contain_no_name() {
        let mut visitor = Visitor::sharing("larkspur-county");
        let (job, plaintext) = visitor.begins_to_seal();
        visitor.does(Action::Sealed(job, Ok(sealed(&plaintext)))).does(Action::Send);
        let [Effect::Send { title, text }] = visitor.effects.as_slice() else { panic!() };
        assert!(!title.contains("Larkspur") && !text.contains("Larkspur"), "{title} {text}");
        visitor.does(Action::Save(FileKind::Code));
        let [Effect::Save { name, .. }] = visitor.effects.as_slice() else { panic!() };
        assert_eq!(name, "interlocal-profile-2026-11-23.code.svg");
    }

    #[test]
    fn a_cancelled_decryption_has_no_effect() {
        let bank = bank();
        let [one, other] = ["larkspur-county", "halcyon-rivers"]
            .map(|id| sealed(&Plaintext::whole(&bank, &persona(id)).unwrap()).fragment().link(BASE));
        let plaintext = Plaintext::whole(&bank, &persona("larkspur-county")).unwrap();
        for way in [Action::Returned(DeskPage::Open), Action::Paste(other)] {
            let desk = Desk::start(fresh("en"), None, Some(&one));
            let mut visitor = Visitor { desk, effects: Vec::new(), kept: None };
            visitor.does(Action::Unseal("right".to_owned()));
            let job = asked(&visitor, "right");
            visitor.does(way.clone());
            let before = visitor.desk.page;
            visitor.does(Action::Unsealed(job, Ok(plaintext.bytes().to_vec())));
            assert_eq!((visitor.desk.page, &visitor.desk.found), (before, &None), "{way:?}");
        }
    }

    #[test]
    fn results_of_the_last_session_are_ignored() {
        let mut visitor = Visitor::sharing("larkspur-county");
        visitor.does(Change::Lock(Lock::Own)).does(Change::Passphrase("x y".to_owned())).does(Action::Seal);
        let (last, plaintext, _) = visitor.seals();
        let next =
            Desk::start(visitor.desk.session.clone(), Some(DeskPage::Share), None).after(&visitor.desk);
        let mut visitor = Visitor { desk: next, effects: Vec::new(), kept: None };
        visitor.does(Change::Lock(Lock::Own)).does(Change::Passphrase("x y".to_owned())).does(Action::Seal);
        visitor.does(Action::Sealed(last, Ok(sealed(&plaintext))));
        assert_eq!(visitor.desk.link(), None);
    }

    #[test]
    fn each_encryption_error_has_its_text_and_loses_nothing() {
        let mut visitor = Visitor::sharing("larkspur-county");
        visitor.does(Change::Lock(Lock::Own)).does(Change::Passphrase(" - ".to_owned())).does(Action::Seal);
        assert_eq!(visitor.desk.sharing.trouble, Some(NoSeal::Empty));
        assert_eq!((visitor.effects.as_slice(), visitor.desk.focus.0), ([].as_slice(), Focus::FirstProblem));
        visitor.does(Change::Lock(Lock::Words)).does(Action::Seal).does(Action::Drawn(None));
        assert_eq!(visitor.desk.sharing.trouble, Some(NoSeal::NoRandom));
        assert_eq!((visitor.desk.page, &visitor.desk.sharing.words), (DeskPage::Share, &None));
        visitor.does(Action::Seal).does(Action::Drawn(Some("a-b-c-d-e-f".to_owned())));
        let (job, ..) = visitor.seals();
        visitor.does(Action::Sealed(job, Err(NoSeal::Failed)));
        assert_eq!((visitor.desk.sharing.trouble, visitor.desk.link()), (Some(NoSeal::Failed), None));
    }

    #[test]
    fn only_the_running_job_is_shown_as_slow() {
        let mut visitor = Visitor::sharing("larkspur-county");
        visitor.does(Change::Lock(Lock::Own)).does(Change::Passphrase("x y".to_owned())).does(Action::Seal);
        let (job, plaintext, _) = visitor.seals();
        visitor.does(Action::Slow(job + 1));
        assert!(!visitor.desk.job.unwrap().is_slow);
        visitor.does(Action::Slow(job));
        assert!(visitor.desk.job.unwrap().is_slow);
        visitor.does(Action::Sealed(job, Ok(sealed(&plaintext)))).does(Action::Slow(job));
        assert_eq!(visitor.desk.job, None);
    }

    #[test]
    fn an_encrypted_link_opens_only_with_its_passphrase() {
        let bank = bank();
        let plaintext = Plaintext::whole(&bank, &persona("larkspur-county")).unwrap();
        let link = sealed(&plaintext).fragment().link(BASE);
        let desk = Desk::start(fresh("en"), Some(DeskPage::Unseal), Some(&link));
        let mut visitor = Visitor { desk, effects: Vec::new(), kept: None };
        assert_eq!(visitor.desk.page, DeskPage::Unseal);
        visitor.does(Action::Unseal("  ".to_owned()));
        assert_eq!(visitor.desk.problem, Some(Problem::Seal(NoSeal::Empty)));
        visitor.does(Action::Unseal("Wrong one".to_owned()));
        let job = asked(&visitor, "Wrong one");
        visitor.does(Action::Unsealed(job, Err(NoSeal::Wrong)));
        assert_eq!(visitor.desk.problem, Some(Problem::Seal(NoSeal::Wrong)));
        assert_eq!(visitor.desk.page, DeskPage::Unseal);
        visitor.does(Action::Unseal("right one".to_owned()));
        assert_eq!(visitor.desk.problem, None);
        let job = asked(&visitor, "right one");
        visitor.does(Action::Unsealed(job, Ok(plaintext.bytes().to_vec())));
        assert_eq!(visitor.desk.page, DeskPage::Found);
        let found = visitor.desk.found.clone().unwrap();
        assert_eq!((Profile::clone(&found.profile), found.was_sealed), (persona("larkspur-county"), true));
        // Reading a received link stores nothing.
        assert_eq!(visitor.kept, None);
    }

    #[test]
    fn an_encrypted_link_without_a_profile_is_not_reported_as_a_wrong_passphrase() {
        let plaintext = Plaintext::whole(&bank(), &persona("larkspur-county")).unwrap();
        let link = sealed(&plaintext).fragment().link(BASE);
        let desk = Desk::start(fresh("en"), None, Some(&link));
        let mut visitor = Visitor { desk, effects: Vec::new(), kept: None };
        for (bytes, want) in [
            ([&[9], &plaintext.bytes()[1..]].concat(), LinkError::Newer),
            (vec![0; plaintext.bytes().len()], LinkError::Invalid),
        ] {
            visitor.does(Action::Unseal("right".to_owned()));
            let job = asked(&visitor, "right");
            visitor.does(Action::Unsealed(job, Ok(bytes)));
            assert_eq!(visitor.desk.problem, Some(Problem::Content(FileError::Link(want))));
            assert_eq!(visitor.desk.page, DeskPage::Unseal);
        }
    }

    fn asked(visitor: &Visitor, want: &str) -> u32 {
        match visitor.effects.as_slice() {
            [Effect::Unseal { job, passphrase, .. }] if passphrase == want => *job,
            effects => panic!("{effects:?}"),
        }
    }
}

mod to_the_site {
    use super::*;

    const SITE: &str = "https://county.example";

    fn embedded() -> Visitor {
        let visitor = Visitor::sharing("larkspur-county");
        Visitor { desk: visitor.desk.for_site(Some(SITE.to_owned())), ..visitor }
    }

    #[test]
    fn requirement_15_a_site_that_did_not_ask_gets_nothing() {
        let mut visitor = Visitor::sharing("larkspur-county");
        visitor.does(Action::SendToSite);
        assert_eq!((visitor.effects.as_slice(), visitor.desk.is_sent), ([].as_slice(), false));
    }

    #[test]
    fn requirement_15_a_site_gets_the_link_and_the_file_that_its_recipient_could_save() {
        let mut visitor = embedded();
        visitor.does(Change::Preset(Preset::Offers)).does(Change::Tell(Part::Agency, false));
        assert_eq!(visitor.effects.iter().filter(|it| matches!(it, Effect::SendToSite { .. })).count(), 0);
        visitor.does(Action::Save(FileKind::Json));
        let [Effect::Save { text, .. }] = visitor.effects.as_slice() else { panic!() };
        let profile = Some(text.clone());
        let link = visitor.desk.link().unwrap();
        visitor.does(Action::SendToSite);
        assert_eq!(visitor.effects, [Effect::SendToSite { link, profile }]);
        assert!(visitor.desk.is_sent);
    }

    #[test]
    fn a_site_gets_an_encrypted_link_without_a_file() {
        let mut visitor = embedded();
        let (job, plaintext) = visitor.begins_to_seal();
        visitor.does(Action::SendToSite);
        assert_eq!((visitor.effects.as_slice(), visitor.desk.is_sent), ([].as_slice(), false));
        visitor.does(Action::Sealed(job, Ok(sealed(&plaintext)))).does(Action::SendToSite);
        let link = visitor.desk.link().unwrap();
        assert_eq!(visitor.effects, [Effect::SendToSite { link, profile: None }]);
    }

    #[test]
    fn the_result_of_sending_is_cleared_for_another_link() {
        let others: [Action; 3] = [
            Change::Tell(Part::Local, false).into(),
            Action::Copy(Copied::Link),
            Action::Show(DeskPage::Open),
        ];
        for other in others {
            let mut visitor = embedded();
            visitor.does(Action::SendToSite);
            assert!(visitor.desk.is_sent);
            visitor.does(other.clone());
            assert!(!visitor.desk.is_sent, "{other:?}");
        }
    }

    #[test]
    fn the_site_stays_known_after_the_workbench_is_left() {
        let visitor = embedded();
        assert_eq!(visitor.desk.suspended().receiver.as_deref(), Some(SITE));
    }
}

mod ways_in {
    use super::*;

    fn theirs() -> String {
        encode(&bank(), &dated(persona("halcyon-rivers")), &Disclosure::public()).link(BASE)
    }

    fn with_mine() -> Visitor {
        Visitor::at(DeskPage::Open, fresh("en").with_profile(persona("larkspur-county")))
    }

    #[test]
    fn a_received_profile_is_only_shown() {
        let mut visitor = with_mine();
        let mine = visitor.mine();
        visitor.does(Action::Paste(format!("Dear all, see {} thanks", theirs())));
        assert_eq!(visitor.effects, [Effect::PushHistory(DeskPage::Found)]);
        assert_eq!(
            Profile::clone(&visitor.desk.found.as_ref().unwrap().profile),
            decode(&bank(), &theirs()).unwrap()
        );
        assert_eq!((visitor.mine(), &visitor.kept), (mine, &None));
    }

    #[test]
    fn own_answers_are_replaced_only_after_confirmation_and_can_be_restored() {
        let mut visitor = with_mine();
        let mine = visitor.mine();
        visitor.does(Action::Paste(theirs())).does(Action::Adopt);
        assert!(visitor.desk.is_asking);
        assert_eq!((visitor.mine(), &visitor.kept), (mine.clone(), &None));
        visitor.does(Action::Confirm(false));
        assert!(!visitor.desk.is_asking);
        assert_eq!((visitor.mine(), &visitor.kept), (mine.clone(), &None));
        visitor.does(Action::Adopt).does(Action::Confirm(true));
        assert_eq!(visitor.desk.notice, Some(Notice::Adopted));
        let told = Profile { date: None, ..decode(&bank(), &theirs()).unwrap().into_profile() };
        assert_eq!(visitor.mine(), told);
        assert_eq!(visitor.kept, Some(visitor.desk.session.draft()));
        visitor.does(Action::Undo);
        assert_eq!(visitor.desk.notice, Some(Notice::Undone));
        assert_eq!((visitor.mine(), visitor.kept.clone()), (mine, Some(visitor.desk.session.draft())));
        assert!(!visitor.desk.can_undo());
    }

    #[test]
    fn no_confirmation_is_required_without_own_answers() {
        let mut visitor = Visitor::at(DeskPage::Open, fresh("en"));
        visitor.does(Action::Paste(theirs())).does(Action::Adopt);
        assert_eq!(dated(visitor.mine()), decode(&bank(), &theirs()).unwrap());
        visitor.does(Action::Undo);
        assert!(!visitor.desk.session.has_answers());
        assert!(visitor.kept.is_some(), "that there is nothing any more is kept, too");
    }

    #[test]
    fn a_saved_page_gives_the_same_link() {
        for id in ids() {
            let mut author = Visitor::sharing(id);
            author.does(Action::Save(FileKind::Page));
            let [Effect::Save { name, text, .. }] = author.effects.as_slice() else { panic!() };
            let mut reader = Visitor::at(DeskPage::Open, fresh("es"));
            reader.does(Action::File(name.clone(), Ok(text.clone().into_bytes())));
            assert_eq!(reader.desk.found.as_ref().unwrap().file.as_ref(), Some(name));
            reader.does(Action::Adopt);
            assert_eq!(reader.desk.link(), author.desk.link(), "{id}");
        }
    }

    #[test]
    fn content_without_a_profile_gives_an_error_and_loses_nothing() {
        let cases = [
            (Action::Paste("nothing here".to_owned()), Problem::Content(FileError::Link(LinkError::NoLink))),
            (
                Action::File("a.html".to_owned(), Ok(b"<p>hello</p>".to_vec())),
                Problem::Content(FileError::NotOurs),
            ),
            (Action::File("a".to_owned(), Err(NoFile::Several(3))), Problem::File(NoFile::Several(3))),
            (
                Action::File("a".to_owned(), Err(NoFile::TooBig(2 << 20))),
                Problem::File(NoFile::TooBig(2 << 20)),
            ),
            (Action::Paste(theirs()[..theirs().len() - 1].to_owned()), {
                let got = theirs().split_once('#').unwrap().1.len();
                Problem::Content(FileError::Link(LinkError::Cut { got: got - 1, want: Some(got) }))
            }),
        ];
        for (action, want) in cases {
            let mut visitor = with_mine();
            let mine = visitor.mine();
            visitor.does(action);
            assert_eq!(visitor.desk.problem, Some(want));
            assert_eq!((visitor.desk.page, visitor.desk.focus.0), (DeskPage::Open, Focus::FirstProblem));
            assert_eq!((visitor.mine(), &visitor.kept), (mine, &None));
            // The next attempt clears it.
            visitor.does(Action::Paste(theirs()));
            assert_eq!((visitor.desk.page, &visitor.desk.problem), (DeskPage::Found, &None));
        }
    }

    #[test]
    fn every_format_of_files_and_texts_is_read() {
        let link = theirs();
        let utf_16: Vec<u8> =
            format!("Hello\r\n{link}\r\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let quoted = format!("Our profile, =\nhere: {}\n", link.replace('=', "=3D").replace("su1", "su=\n1"));
        let mail = format!("From: a@b.example\nContent-Transfer-Encoding: quoted-printable\n\n{quoted}");
        let json = format!("{{\"value\": [{{\"Profile link\": {link:?}}}]}}");
        let html = format!("<p>See <a href=\"{link}\">our profile</a></p>");
        for bytes in
            [utf_16, quoted.clone().into_bytes(), mail.into_bytes(), json.into_bytes(), html.into_bytes()]
        {
            let mut visitor = with_mine();
            visitor.does(Action::File("a.txt".to_owned(), Ok(bytes.clone())));
            assert_eq!(visitor.desk.page, DeskPage::Found, "{}", String::from_utf8_lossy(&bytes));
            if let Ok(text) = String::from_utf8(bytes) {
                let mut visitor = with_mine();
                visitor.does(Action::Paste(text.replace('\0', "")));
                assert_eq!(visitor.desk.page, DeskPage::Found, "{text}");
            }
        }
        // The questionnaire's own box hands over the same text.
        let desk = Desk::start(fresh("en"), Some(DeskPage::Open), Some(&quoted));
        assert_eq!(desk.page, DeskPage::Found);
        // The box accepts the same content as a group: a long mail, and other text before the link.
        let long =
            format!("{}\n{}\n{link}", "Dear neighbor, all is well. ".repeat(9_000), "su1x ".repeat(900));
        let mut visitor = with_mine();
        visitor.does(Action::Paste(long));
        assert_eq!(visitor.desk.page, DeskPage::Found);
    }

    #[test]
    fn unsupported_and_large_files_give_the_next_step() {
        let mut visitor = with_mine();
        visitor.does(Action::File("a.pdf".to_owned(), Ok(b"%PDF-1.7".to_vec())));
        assert_eq!(visitor.desk.problem, Some(Problem::Refused(RejectReason::Foreign(Foreign::Pdf))));
        visitor.does(Action::File(String::new(), Err(NoFile::Nothing)));
        assert_eq!(visitor.desk.problem, Some(Problem::File(NoFile::Nothing)));
        for bytes in [b"su1 ".repeat(100_000), b"x".repeat(5 << 20)] {
            visitor.does(Action::File("a.txt".to_owned(), Ok(bytes.clone())));
            let source = Source::File("a.txt".to_owned(), bytes);
            assert!(visitor.desk.problem == Some(Problem::Large(Rc::new(source))), "not offered to a group");
        }
    }

    #[test]
    fn an_invalid_link_gives_its_error_on_every_page() {
        let cut = theirs()[..theirs().len() - 1].to_owned();
        for page in [DeskPage::Share, DeskPage::Sheet, DeskPage::Open] {
            let mut visitor = Visitor::at(page, fresh("en").with_profile(persona("larkspur-county")));
            visitor.does(Action::Paste(cut.clone()));
            assert_eq!(visitor.desk.page, DeskPage::Open);
            assert!(matches!(visitor.desk.problem, Some(Problem::Content(_))));
            let pushed = visitor.effects == [Effect::PushHistory(DeskPage::Open)];
            assert_eq!(pushed, page != DeskPage::Open, "{page:?}");
        }
        let desk = Desk::start(fresh("en"), Some(DeskPage::Unseal), Some(&cut));
        assert!(desk.problem.is_some());
    }

    #[test]
    fn a_file_dropped_on_another_page_changes_nothing() {
        let mut visitor = Visitor::sharing("larkspur-county");
        let link = visitor.desk.link();
        visitor.does(Action::File("a.html".to_owned(), Ok(theirs().into_bytes())));
        assert_eq!(
            (visitor.desk.page, visitor.desk.link(), &visitor.desk.found),
            (DeskPage::Share, link, &None)
        );
    }

    #[test]
    fn names_of_files_are_made_readable() {
        let mut visitor = with_mine();
        visitor.does(Action::File("a\u{202E}lmth.\u{7}b".to_owned(), Ok(theirs().into_bytes())));
        assert_eq!(visitor.desk.found.as_ref().unwrap().file.as_deref(), Some("almth.b"));
    }

    #[test]
    fn a_colleagues_answer_is_taken_over_and_returned() {
        let bank = bank();
        let mut visitor = with_mine();
        let mine = visitor.mine();
        visitor.does(Action::Paste(encode_whole(&bank, &persona("halcyon-rivers")).link(BASE)));
        visitor.does(Action::Show(DeskPage::Raters));
        let found = visitor.desk.found.clone().unwrap();
        let differences = raters::differences(&bank, &found.mine, &found.profile);
        assert!(differences.len() > 3);
        for difference in &differences {
            visitor.does(Action::Take(*difference, Side::Theirs));
            assert_eq!(visitor.kept, Some(visitor.desk.session.draft()));
        }
        assert_eq!(raters::differences(&bank, &visitor.mine(), &found.profile), []);
        // The rows stay in place.
        let again = visitor.desk.found.clone().unwrap();
        assert_eq!(raters::differences(&bank, &again.mine, &again.profile), differences);
        for difference in &differences {
            visitor.does(Action::Take(*difference, Side::Mine));
        }
        assert_eq!(visitor.mine(), mine);
    }
}

mod the_way_back {
    use super::*;

    #[test]
    fn the_questionnaire_gets_the_unchanged_session() {
        let mut visitor = Visitor::sharing("larkspur-county");
        visitor.does(Change::Note("Hello.".to_owned())).does(Action::Leave(Page::Profile));
        let [Effect::Leave { page, draft, link: None }] = visitor.effects.as_slice() else { panic!() };
        assert_eq!(page, "profile");
        let surroundings = Surroundings {
            share_base: BASE.to_owned(),
            site: String::new(),
            today: today(),
            lang: Lang::default(),
        };
        let (session, effects) = Session::start(bank(), surroundings, Some(draft));
        assert_eq!((session.profile, effects), (visitor.mine(), Vec::new()));
    }

    #[test]
    fn the_questionnaire_gets_the_received_profile() {
        let bank = bank();
        let link = encode_whole(&bank, &persona("halcyon-rivers"));
        let desk = Desk::start(fresh("en"), Some(DeskPage::Found), Some(link.as_str()));
        let mut visitor = Visitor { desk, effects: Vec::new(), kept: None };
        assert_eq!(visitor.desk.page, DeskPage::Found);
        visitor.does(Action::Leave(Page::Received));
        let [Effect::Leave { link: Some(back), .. }] = visitor.effects.as_slice() else { panic!() };
        assert_eq!(back, link.as_str());
    }

    #[test]
    fn erasing_lets_the_questionnaire_offer_undo() {
        let mut visitor = Visitor::sharing("larkspur-county");
        let before = visitor.desk.session.profile.clone();
        visitor.does(Action::Forget);
        let [Effect::Forget, Effect::Leave { page, draft, .. }] = visitor.effects.as_slice() else {
            panic!()
        };
        let session = from_draft("en", Some(draft));
        assert_eq!((page.as_str(), session.has_answers(), session.can_undo()), ("start", false, true));
        assert_eq!(session.apply(interlocal_core::session::Action::Undo).0.profile, before);
    }

    #[test]
    fn erasing_in_another_tab_opens_the_questionnaire_with_a_notice() {
        let mut visitor = Visitor::sharing("larkspur-county");
        visitor.does(Action::Heard(Heard::Erased));
        let [Effect::Leave { page, draft, .. }] = visitor.effects.as_slice() else { panic!() };
        let session = from_draft("en", Some(draft));
        assert_eq!((page.as_str(), session.has_answers(), session.can_undo()), ("start", false, false));
        assert_eq!(session.notice, Some(interlocal_core::session::Notice::ErasedElsewhere));
        assert!(!visitor.desk.session.has_answers());
    }

    #[test]
    fn another_tabs_answer_discards_the_encrypted_link() {
        let mut visitor = Visitor::sharing("larkspur-county");
        let (job, plaintext) = visitor.begins_to_seal();
        visitor.does(Action::Sealed(job, Ok(sealed(&plaintext))));
        let base = visitor.desk.session.draft();
        let kind = |idx| Answer::Readiness { idx, rating: interlocal_core::response::Rating::Skipped };
        let theirs = visitor.desk.session.clone().apply(kind(0).into()).0.draft();
        visitor.does(Action::Heard(Heard::Changed { base: Some(base.clone()), theirs: base.clone() }));
        assert!(visitor.desk.link().is_some(), "the same answers");
        visitor.does(Action::Heard(Heard::Changed { base: Some(base), theirs }));
        assert_eq!((visitor.desk.link(), visitor.effects.as_slice()), (None, [].as_slice()));
        assert!(!visitor.desk.session.profile.readiness[0].is_known());
    }

    #[test]
    fn a_restored_page_shows_no_words_no_passphrase_and_no_undo() {
        let mut visitor = Visitor::sharing("larkspur-county");
        visitor.does(Change::Lock(Lock::Words)).does(Action::Seal);
        visitor.does(Action::Drawn(Some("a-b-c-d-e-f".to_owned())));
        let (job, plaintext, _) = visitor.seals();
        visitor.does(Action::Sealed(job, Ok(sealed(&plaintext))));
        assert_eq!(visitor.desk.page, DeskPage::Words);
        visitor.does(Action::Heard(Heard::Woken));
        assert_eq!((visitor.desk.page, visitor.desk.sharing.words.clone()), (DeskPage::Share, None));
        assert_eq!(visitor.desk.link(), None, "nobody may have the words");
        visitor.does(Change::Lock(Lock::Own)).does(Change::Passphrase("open sesame".to_owned()));
        visitor.does(Action::Heard(Heard::Woken));
        assert_eq!(visitor.desk.sharing.passphrase, "");
        let link = encode_whole(&bank(), &persona("halcyon-rivers"));
        visitor.does(Action::Paste(link.as_str().to_owned())).does(Action::Adopt).does(Action::Confirm(true));
        assert!(visitor.desk.can_undo());
        visitor.does(Action::Heard(Heard::Woken));
        assert_eq!((visitor.desk.can_undo(), visitor.desk.notice), (false, None));
    }

    #[test]
    fn settling_a_conflict_is_stored() {
        let base = fresh("en").draft();
        let name = |text: &str| {
            let typed = Answer::Type(interlocal_core::session::TextField::Agency, text.to_owned());
            fresh("en").apply(typed.into()).0.draft()
        };
        let merged = fresh("en").merge_drafts(Some(&base), &name("Oakvale"), &name("Oakdale")).unwrap();
        let mut visitor = Visitor::at(DeskPage::Clash, from_draft("en", Some(&merged)));
        let clash = visitor.desk.session.clashes().remove(0);
        visitor.does(Action::Settle(clash.idx, 1));
        assert!(!visitor.desk.session.has_clash());
        let kept = from_draft("en", visitor.kept.as_deref());
        assert_eq!(kept.profile.context.agency.unwrap().as_str(), "Oakdale");
    }

    #[test]
    fn a_page_without_its_data_opens_the_page_that_provides_it() {
        for (page, want) in [
            (DeskPage::Words, DeskPage::Share),
            (DeskPage::Unseal, DeskPage::Open),
            (DeskPage::Found, DeskPage::Open),
            (DeskPage::Since, DeskPage::Open),
            (DeskPage::Raters, DeskPage::Open),
            (DeskPage::Sheet, DeskPage::Sheet),
        ] {
            assert_eq!(Visitor::at(page, fresh("en")).desk.page, want, "{page:?}");
        }
    }

    #[test]
    fn changing_the_language_changes_no_answer_and_is_stored() {
        let mut visitor = Visitor::sharing("larkspur-county");
        let (mine, link) = (visitor.mine(), visitor.desk.link());
        let spanish = Lang::from_tag("es").unwrap();
        visitor.does(Action::Speak(spanish));
        assert_eq!((visitor.desk.session.lang, visitor.mine(), visitor.desk.link()), (spanish, mine, link));
        assert!(visitor.kept.as_ref().unwrap().contains("lang es"));
    }

    #[test]
    fn a_storage_failure_gives_one_notice() {
        let mut visitor = Visitor::sharing("larkspur-county");
        visitor.does(Action::StorageFailed);
        assert_eq!(visitor.desk.notice, Some(Notice::NotSaved));
        visitor.does(Action::CloseNotice).does(Action::StorageFailed);
        assert_eq!(visitor.desk.notice, None);
    }

    #[test]
    fn the_share_sheet_gets_a_message_with_an_explanation() {
        let mut visitor = Visitor::sharing("larkspur-county");
        let link = visitor.desk.link().unwrap();
        visitor.does(Action::Send);
        let [Effect::Send { title, text }] = visitor.effects.as_slice() else { panic!() };
        let name = persona("larkspur-county").context.agency.unwrap();
        assert!(title.ends_with(name.as_str()), "{title}");
        assert!(text.contains(&format!("\n\n{link}\n\n")), "{text}");
        visitor.does(Change::Tell(Part::Agency, false)).does(Action::Send);
        let [Effect::Send { title, text }] = visitor.effects.as_slice() else { panic!() };
        assert!(!title.contains(name.as_str()) && !text.contains(name.as_str()), "{title} {text}");
    }
}

mod taking_over {
    use super::*;

    fn is_clean(profile: &Profile) -> bool {
        profile.locale.is_none() && profile.extra.is_empty()
    }

    #[test]
    fn outputs_of_an_adopted_profile_contain_nothing_planted() {
        for preset in [Preset::Public, Preset::Partner, Preset::Offers] {
            let mut visitor = Visitor::took_over();
            visitor.does(Change::Preset(preset));
            assert!(is_clean(&visitor.told()) && is_clean(&visitor.mine()));
            for kind in [FileKind::Page, FileKind::Json, FileKind::Table, FileKind::Picture] {
                visitor.does(Action::Save(kind));
                let [Effect::Save { text, .. }] = visitor.effects.as_slice() else {
                    panic!("{:?}", visitor.effects)
                };
                assert!(!text.contains("x-trk") && !text.contains("victim"), "{text}");
            }
            let (_, plaintext) = visitor.begins_to_seal();
            let bytes = plaintext.bytes();
            assert!(
                !bytes.windows(6).any(|it| it == b"victim") && !bytes.windows(5).any(|it| it == b"x-trk")
            );
        }
    }
}
