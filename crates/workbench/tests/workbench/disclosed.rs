//! Compares everything that leaves the workbench or outlives the session for two people whose answers differ only where
//! they are withheld: links, files, messages, printable pages, and messages to a site or a group. All of it must be
//! equal, byte for byte.

use crate::support::bank;
use crate::{still, support};
use interlocal_core::bank::Sensitivity;
use interlocal_core::link::{Disclosure, Telling, decode, encode_whole, redact};
use interlocal_core::plain_text::{AGENCY_BYTES, NOTE_BYTES, PlainText};
use interlocal_core::profile::Profile;
use interlocal_core::response::{Level, Rating, Response};
use interlocal_core::session::{self, Session};
use interlocal_group::answer::{Answer, Overview};
use interlocal_group::ask::{Ask, Export, Format};
use interlocal_testkit::Draws;
use interlocal_workbench::Desk;
use interlocal_workbench::action::{
    Action, Change, Copied, Effect, FileKind, GroupAction, Lock, Part, Preset, TwoAction,
};
use interlocal_workbench::page::DeskPage;

const ROUNDS: u64 = 60;

fn session(profile: Profile) -> Session {
    support::session("en").with_profile(profile)
}

fn text(text: &str, most: usize) -> Option<PlainText> {
    PlainText::new(text, most).ok()
}

/// Returns a profile with texts and picks, so that something can be withheld.
fn talkative(seed: u64) -> Profile {
    let mut profile = interlocal_testkit::profile(&bank(), seed);
    profile.context.note = text(&format!("Ask for desk {seed}."), NOTE_BYTES);
    profile
}

fn rated(draws: &mut Draws) -> Response {
    if draws.chance(10) {
        return Response::NotApplicable;
    }
    let mut rating =
        || Level::new(u8::try_from(draws.below(6)).unwrap()).map_or(Rating::Skipped, Rating::Level);
    Response::Rated { skill: rating(), need: rating() }
}

/// Returns `profile` with one random change.
fn changed(profile: &Profile, draws: &mut Draws) -> Profile {
    let bank = bank();
    let slots: Vec<_> = bank.capabilities.iter().map(|capability| capability.slot).collect();
    let mut other = profile.clone();
    match draws.below(10) {
        0 => other.context.note = text(&format!("Other note {}", draws.below(99)), NOTE_BYTES),
        1 => other.context.agency = text(&format!("Other town {}", draws.below(99)), AGENCY_BYTES),
        2 => other.context.local = text(&format!("Other area {}", draws.below(99)), 60),
        3 => other.featured.offers = draws.pick(&slots).copied().into_iter().collect(),
        4 => other.featured.needs = draws.pick(&slots).copied().into_iter().collect(),
        _ => other.responses.set(*draws.pick(&slots).unwrap(), rated(draws)),
    }
    other
}

/// Returns another profile of which `disclosure` includes the same answers.
fn indistinct(profile: &Profile, disclosure: &Disclosure, draws: &mut Draws) -> Profile {
    let bank = bank();
    let told = redact(&bank, profile, disclosure);
    let mut other = profile.clone();
    for _ in 0..300 {
        let next = changed(&other, draws);
        if redact(&bank, &next, disclosure) == told {
            other = next;
        }
    }
    other
}

/// Returns random choices on the page "Share".
fn choices(draws: &mut Draws) -> Vec<Action> {
    let bank = bank();
    let preset = *draws.pick(&[Preset::Public, Preset::Partner, Preset::Offers]).unwrap();
    let mut choices = vec![Change::Preset(preset)];
    for part in [Part::Agency, Part::Local, Part::Offers, Part::Needs, Part::Note] {
        if draws.chance(30) {
            choices.push(Change::Tell(part, draws.chance(50)));
        }
    }
    for domain_idx in 0..u8::try_from(bank.domains.len()).unwrap() {
        if draws.chance(30) {
            let all = [Telling::Everything, Telling::Offers, Telling::Nothing];
            choices.push(Change::Domain(domain_idx, *draws.pick(&all).unwrap()));
        }
    }
    for capability in bank.capabilities.iter().filter(|it| it.sensitivity == Sensitivity::Weakness) {
        if draws.chance(30) {
            choices.push(Change::Weakness(capability.slot, true));
        }
    }
    choices.into_iter().map(Action::Change).collect()
}

fn after(desk: Desk, actions: impl IntoIterator<Item = Action>) -> Desk {
    actions.into_iter().fold(desk, |desk, action| desk.apply(action).0)
}

fn desk(profile: &Profile, choices: &[Action]) -> Desk {
    let desk = Desk::start(session(profile.clone()), Some(DeskPage::Share), None);
    after(desk.for_site(Some("https://site.example".to_owned())), choices.iter().cloned())
}

/// Returns all effects except the draft, which is the person's own copy of all answers.
fn asked(desk: &Desk, actions: &[Action]) -> String {
    let mut out = String::new();
    let mut desk = desk.clone();
    for action in actions {
        let (next, effects) = desk.apply(action.clone());
        desk = next;
        for effect in effects {
            if !matches!(effect, Effect::SaveDraft(_) | Effect::Leave { .. }) {
                out.push_str(&format!("{action:?}: {effect:?}\n"));
            }
        }
    }
    out
}

/// Returns everything that leaves the device, with names. `theirs` is another agency's link.
fn outputs(desk: &Desk, theirs: &str) -> Vec<(String, String)> {
    let seal = [
        Action::Change(Change::Lock(Lock::Own)),
        Action::Change(Change::Passphrase("our own words".to_owned())),
        Action::Seal,
    ];
    let mut ways: Vec<Vec<Action>> =
        vec![vec![Action::Copy(Copied::Link)], vec![Action::Send], vec![Action::SendToSite], seal.to_vec()];
    let kinds = [FileKind::Page, FileKind::Json, FileKind::Table, FileKind::Picture, FileKind::Code];
    ways.extend(kinds.map(|kind| vec![Action::Save(kind)]));
    let group = Answer::Collected(Overview { n: 3, n_shown: 3, mine: Some(0), ..Overview::default() });
    let of_group = [
        GroupAction::Mine(true).into(),
        Action::Told(group),
        GroupAction::Keep("Ours".to_owned()).into(),
        GroupAction::Export(Export::Links, Format::Csv).into(),
        Action::Show(DeskPage::Gaps),
    ];
    ways.push([&[Action::Show(DeskPage::Group)], of_group.as_slice()].concat());
    let mut all: Vec<(String, String)> =
        ways.iter().map(|way| (format!("{way:?}"), asked(desk, way))).collect();
    let found = after(desk.clone(), [Action::Paste(theirs.to_owned())]);
    let pair = after(found.clone(), [TwoAction::WithMine.into()]);
    let for_paper = [
        after(desk.clone(), [Action::Show(DeskPage::Sheet)]),
        after(desk.clone(), [Action::Show(DeskPage::Sheet), Action::Card(true)]),
        after(found, [Action::Show(DeskPage::Since)]),
        after(pair.clone(), [Action::Show(DeskPage::Talk)]),
        after(pair.clone(), [TwoAction::Swap.into()]),
        pair,
    ];
    for desk in for_paper {
        all.push((format!("{:?}", desk.page), still::html(&desk)));
    }
    all
}

#[test]
fn outputs_do_not_depend_on_withheld_answers() {
    let theirs = encode_whole(&bank(), &interlocal_testkit::profile(&bank(), 4_711));
    let theirs = theirs.link("https://other.example/");
    let (mut n_different, mut n_outputs) = (0, 0);
    for seed in 0..ROUNDS {
        let mut draws = Draws::new(seed);
        let one = talkative(seed);
        let choices = choices(&mut draws);
        let here = desk(&one, &choices);
        let other = indistinct(&one, &here.sharing.disclosure, &mut draws);
        n_different += usize::from(one != other);
        let there = desk(&other, &choices);
        for ((name, here), (_, there)) in outputs(&here, &theirs).into_iter().zip(outputs(&there, &theirs)) {
            assert!(here == there, "seed {seed}, {name}, {choices:?}\n{here}\n{there}");
            n_outputs += usize::from(!here.is_empty());
        }
    }
    assert!(n_different > 50, "{n_different} pairs differ at all");
    assert!(n_outputs > 14 * 60, "{n_outputs} outputs");
}

/// Tests the same for the link that the questionnaire copies, which has no note either.
#[test]
fn the_link_of_the_questionnaire_does_not_depend_on_withheld_answers() {
    let disclosure = Disclosure { note: false, ..Disclosure::public() };
    for seed in 0..ROUNDS {
        let one = talkative(seed);
        let other = indistinct(&one, &disclosure, &mut Draws::new(seed));
        let copied = |profile: &Profile| session(profile.clone()).apply(session::Action::CopyLink).1;
        assert_eq!(copied(&one), copied(&other), "seed {seed}");
    }
}

/// The case that was published: skill 0 and need 4 in a sensitive capability, and a note.
#[test]
fn a_group_gets_the_own_agency_with_the_disclosure_of_links() {
    let bank = bank();
    let slot = bank.capability_by_id("sec-lead").unwrap().slot;
    let mut profile = talkative(7);
    let level = |level| Rating::Level(Level::new(level).unwrap());
    profile.responses.set(slot, Response::Rated { skill: level(0), need: level(4) });
    let given = |choices: &[Action]| {
        let desk = after(desk(&profile, choices), [Action::Show(DeskPage::Group)]);
        let (_, effects) = desk.apply(GroupAction::Mine(true).into());
        let [Effect::Ask(Ask::Mine(Some(link))), ..] = effects.as_slice() else { panic!("{effects:?}") };
        decode(&bank, link).unwrap()
    };
    assert_eq!(given(&[]).responses.get(slot), Response::SKIPPED);
    let without_note = [Action::Change(Change::Tell(Part::Note, false))];
    assert_eq!(given(&without_note).context.note, None);
    let told =
        [Action::Change(Change::Preset(Preset::Partner)), Action::Change(Change::Weakness(slot, true))];
    assert_eq!(given(&told).responses.get(slot), profile.responses.get(slot));
}

/// A choice made after the box was checked reaches the group before the next question.
#[test]
fn a_group_gets_the_own_agency_again_after_a_change_of_the_disclosure() {
    let group = || Answer::Collected(Overview { n: 3, n_shown: 3, mine: Some(0), ..Overview::default() });
    let start = [Action::Show(DeskPage::Group), GroupAction::Mine(true).into(), Action::Told(group())];
    let desk = after(desk(&talkative(7), &[]), start);
    let (desk, effects) = desk.apply(Action::Told(group()));
    assert!(!effects.iter().any(|it| matches!(it, Effect::Ask(Ask::Mine(_)))), "{effects:?}");
    let chosen = after(desk, [Action::Show(DeskPage::Share), Action::Change(Change::Preset(Preset::Offers))]);
    let (desk, effects) = chosen.apply(Action::Show(DeskPage::Gaps));
    let asks: Vec<&Effect> = effects.iter().filter(|it| matches!(it, Effect::Ask(_))).collect();
    let Some(Effect::Ask(Ask::Mine(Some(link)))) = asks.first() else { panic!("{effects:?}") };
    assert_eq!(decode(&bank(), link).unwrap(), desk.sharing.told(&desk.session));
}

/// Another session of the workbench starts with the public disclosure; a group that is still in memory gets it.
#[test]
fn a_group_gets_the_own_agency_again_in_another_session() {
    let group = Answer::Collected(Overview { n: 3, n_shown: 3, mine: Some(0), ..Overview::default() });
    let desk = after(desk(&talkative(7), &[]), [Action::Show(DeskPage::Group)]);
    let (desk, effects) = desk.apply(Action::Told(group));
    let public = desk.sharing.open_fragment(&desk.session).as_str().to_owned();
    assert!(effects.contains(&Effect::Ask(Ask::Mine(Some(public)))), "{effects:?}");
}
