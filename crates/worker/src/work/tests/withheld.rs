//! Two people whose answers differ only in what they withhold, each in a group as links tell them. All answers, files and
//! kept copies of the worker have to be the same, byte for byte.

use super::*;
use interlocal_core::link::{Disclosure, Telling, encode, redact};
use interlocal_core::response::{Level, Rating, Response};
use interlocal_testkit::Draws;

const ROUNDS: u64 = 24;

fn disclosure(draws: &mut Draws) -> Disclosure {
    let bank = bank();
    let telling = [Telling::Everything, Telling::Everything, Telling::Offers, Telling::Nothing];
    let mut told = || draws.chance(60);
    let (offers, needs, agency, local) = (told(), told(), told(), told());
    let domains = bank.domains.iter().map(|_| *draws.pick(&telling).unwrap()).collect();
    Disclosure { domains, offers, needs, agency, local, note: false, weaknesses: Vec::new() }
}

/// Another profile with the same told answers. Note, language and unknown records always differ.
fn indistinct(profile: &Profile, disclosure: &Disclosure, draws: &mut Draws) -> Profile {
    let bank = bank();
    let told = redact(&bank, profile, disclosure);
    let mut other = profile.clone();
    for capability in &bank.capabilities {
        let mut next = other.clone();
        let mut rating =
            || Level::new(u8::try_from(draws.below(6)).unwrap()).map_or(Rating::Skipped, Rating::Level);
        next.responses.set(capability.slot, Response::Rated { skill: rating(), need: rating() });
        if redact(&bank, &next, disclosure) == told {
            other = next;
        }
    }
    if !disclosure.agency {
        other.context.agency = PlainText::new("Another town", 120).ok();
    }
    if !disclosure.local {
        other.context.local = PlainText::new("Another valley", 60).ok();
    }
    other.context.note = PlainText::new("Ask for Ann.", 280).ok();
    other.locale = Some("x-trk-7f3a9c12".to_owned());
    other.extra = vec![(16, b"victim-0042".to_vec())];
    other
}

/// Everything that a group gives, with one's own agency in it as `link`: the answers, the files and what the store gets.
fn outputs(link: &str, others: &str) -> Vec<(String, Vec<u8>)> {
    let mut group = empty();
    add(&mut group, others);
    let overview = answer!(&mut group, Ask::Mine(Some(link.to_owned())), Collected);
    let mine = overview.mine.unwrap();
    let ids: Vec<u32> = rows(&mut group, Sort::Name, "").rows.iter().map(|row| row.who.id).collect();
    let list = |sort| Ask::Agencies { sort, is_reversed: false, search: String::new(), from: 0, n: 99 };
    let mut asks = vec![
        Ask::Look,
        list(Sort::Offers),
        list(Sort::Needs),
        Ask::Rejects,
        Ask::Coverage,
        Ask::Heat { from: 0, n: 99 },
        Ask::Helpers { k: 3, whom: Some(mine) },
        Ask::Helpers { k: 3, whom: None },
        Ask::Buying,
        Ask::Meetings { is_fair: true },
        Ask::Meetings { is_fair: false },
        Ask::Partners { of: Some(mine) },
        Ask::Partners { of: None },
        Ask::Network { around: Some(mine) },
        Ask::Network { around: None },
        Ask::Invite { coalition: vec![mine, ids[0]] },
        Ask::Summary,
        Ask::Links(ids),
    ];
    for what in EXPORTS {
        for format in [Format::Csv, Format::Json] {
            let writing = Writing { lang: "en".to_owned(), share_base: "https://it.example/".to_owned() };
            asks.push(Ask::Export(what, format, writing));
        }
    }
    asks.push(Ask::Keep("Ours".to_owned()));
    asks.into_iter().map(|ask| (format!("{ask:?}"), given(&mut group, ask))).collect()
}

/// The bytes of all that one query gives.
fn given(group: &mut Group, ask: Ask) -> Vec<u8> {
    group.ask(ask);
    while group.turn() {}
    let bytes = |order| match order {
        Order::Answer(answer) => interlocal_group::to_bytes(&answer),
        Order::Keep(keeping) => format!("{keeping:?}").into_bytes(),
    };
    group.take().into_iter().flat_map(bytes).collect()
}

#[test]
fn nothing_that_a_group_gives_tells_apart_what_is_withheld() {
    let others = links(&profiles(7));
    let mut n_different = 0;
    for seed in 0..ROUNDS {
        let mut draws = Draws::new(seed);
        let disclosure = disclosure(&mut draws);
        let one = interlocal_testkit::profile(&bank(), 900 + seed);
        let other = indistinct(&one, &disclosure, &mut draws);
        n_different += usize::from(one.responses != other.responses);
        let [here, there] =
            [&one, &other].map(|it| outputs(encode(&bank(), it, &disclosure).as_str(), &others));
        for ((ask, here), (_, there)) in here.iter().zip(&there) {
            assert!(!here.is_empty(), "seed {seed}: {ask} gives nothing");
            assert!(here == there, "seed {seed}: {ask} differs, {disclosure:?}");
        }
        for hidden in ["x-trk-7f3a9c12", "victim-0042", "Ask for Ann.", "Another town", "Another valley"] {
            let holds = |(_, bytes): &&(String, Vec<u8>)| {
                bytes.windows(hidden.len()).any(|it| it == hidden.as_bytes())
            };
            assert_eq!(there.iter().find(holds), None, "seed {seed}: {hidden}");
        }
    }
    assert!(n_different > 20, "{n_different} pairs differ in their answers");
}

/// The outputs would show a difference: as whole profiles, the two give other results, files and copies.
#[test]
fn whole_profiles_are_told_apart_by_the_same_outputs() {
    let others = links(&profiles(7));
    let mut draws = Draws::new(1);
    let disclosure = disclosure(&mut draws);
    let one = interlocal_testkit::profile(&bank(), 901);
    let other = indistinct(&one, &disclosure, &mut draws);
    let [here, there] = [&one, &other].map(|it| outputs(&link(it), &others));
    let differing: Vec<&str> = here
        .iter()
        .zip(&there)
        .filter(|(here, there)| here.1 != there.1)
        .map(|(it, _)| it.0.as_str())
        .collect();
    for wanted in ["Keep(", "Links([", "Export(Links", "Export(Heat", "Heat {", "Network {", "Coverage"] {
        assert!(differing.iter().any(|it| it.starts_with(wanted)), "{wanted} in {differing:?}");
    }
}
