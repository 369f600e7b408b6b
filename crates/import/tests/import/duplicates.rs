//! Duplicates: the rules, and a comparison with the core's function for two profiles.

use crate::read;
use interlocal_core::link::encode_whole;
use interlocal_core::plain_text::{AGENCY_BYTES, PlainText};
use interlocal_core::profile::{Date, Profile, Region};
use interlocal_core::raters::{SameAgency, same_agency};
use interlocal_import::{Entry, Place, Sameness, dedupe, may_be_same, verdicts};
use interlocal_testkit::support::BANK;
use interlocal_testkit::{Draws, profile};

fn entry(name: Option<&str>, region: Option<&str>, date: Option<u16>, seed: u64) -> Entry {
    let mut profile = profile(&BANK, seed);
    profile.context.agency = name.map(|name| PlainText::new(name, AGENCY_BYTES).unwrap());
    profile.context.region = region.and_then(Region::new);
    profile.date = date.map(Date);
    entry_of(profile)
}

fn entry_of(profile: Profile) -> Entry {
    let fragment = encode_whole(&BANK, &profile);
    Entry { profile: profile.into(), fragment, id: None, place: Place::whole("") }
}

/// Returns the kept entries, and for each dropped one its replacement and the reason, all as indices.
fn verdict(entries: &[Entry]) -> (Vec<usize>, Vec<(usize, usize, Sameness)>) {
    let place = |entry: &Entry| entries.iter().position(|it| it == entry).unwrap();
    let deduped = dedupe(entries.to_vec(), TODAY);
    let kept: Vec<usize> = deduped.kept.iter().map(place).collect();
    let dropped =
        deduped.duplicates.iter().map(|it| (place(&it.dropped), kept[it.kept], it.reason)).collect();
    (kept, dropped)
}

#[test]
fn the_newest_profile_is_kept_and_of_one_date_the_last() {
    let oak = |date, seed| entry(Some("Town of Oak"), Some("XX-HX"), date, seed);
    assert_eq!(verdict(&[oak(Some(2), 1), oak(Some(1), 2)]), (vec![0], vec![(1, 0, Sameness::OlderDate)]));
    assert_eq!(verdict(&[oak(Some(1), 1), oak(Some(2), 2)]), (vec![1], vec![(0, 1, Sameness::OlderDate)]));
    assert_eq!(verdict(&[oak(Some(2), 1), oak(None, 2)]), (vec![0], vec![(1, 0, Sameness::OlderDate)]));
    assert_eq!(verdict(&[oak(None, 1), oak(None, 2)]), (vec![1], vec![(0, 1, Sameness::SameAgency)]));
    assert_eq!(verdict(&[oak(Some(2), 1), oak(Some(2), 2)]), (vec![1], vec![(0, 1, Sameness::SameAgency)]));
}

#[test]
fn case_accents_and_a_missing_region_do_not_distinguish_agencies() {
    let all = [
        entry(Some("Villa Peñón"), Some("XX-HX"), Some(3), 1),
        entry(Some("VILLA  PENON"), None, Some(2), 1),
        entry(Some("Villa Peñon"), Some("XX"), Some(1), 1),
        entry(Some("Villa Peñón"), Some("XX-HY"), Some(9), 1),
        entry(Some("Villa Peñón del Mar"), Some("XX-HX"), Some(9), 5),
    ];
    let (kept, dropped) = verdict(&all);
    assert_eq!(kept, [0, 3, 4]);
    // Without a region it could be either agency, so it is replaced by the newer one.
    assert_eq!(dropped, [(1, 3, Sameness::OlderDate), (2, 3, Sameness::OlderDate)]);
}

#[test]
fn without_a_name_only_the_same_link_is_a_duplicate() {
    let nameless = |seed| entry(None, Some("XX-HX"), Some(1), seed);
    let all = [nameless(1), nameless(2)];
    assert_eq!(verdict(&all), (vec![0, 1], vec![]));
    let deduped = dedupe(vec![nameless(1), nameless(2), nameless(1)], TODAY);
    assert_eq!((deduped.kept.len(), deduped.duplicates[0].kept), (2, 0));
    assert_eq!(deduped.duplicates[0].reason, Sameness::SameLink);
}

#[test]
fn equal_links_have_the_same_replacement() {
    let (old, new) = (entry(Some("Oak"), None, Some(1), 1), entry(Some("Oak"), None, Some(2), 1));
    let deduped = dedupe(vec![old.clone(), old, new.clone()], TODAY);
    assert_eq!(deduped.kept, [new]);
    let kept: Vec<_> = deduped.duplicates.iter().map(|it| (it.kept, it.reason)).collect();
    assert_eq!(kept, [(0, Sameness::OlderDate), (0, Sameness::SameLink)]);
}

#[test]
fn duplicates_are_of_one_agency_and_kept_profiles_differ() {
    let mut draws = Draws::new(5);
    let names = [Some("Oak"), Some("OAK"), Some("Óak"), Some("Elm"), None];
    let regions = [None, Some("XX"), Some("XX-HX"), Some("XX-HY"), Some("XY"), Some("XY-HX")];
    for _ in 0..300 {
        let n = u64::from(draws.below(12));
        let all: Vec<Entry> = (0..n)
            .map(|_| {
                let date = draws.below(4);
                entry(
                    *draws.pick(&names).unwrap(),
                    *draws.pick(&regions).unwrap(),
                    u16::try_from(date).ok().filter(|date| *date > 0),
                    u64::from(draws.below(6)),
                )
            })
            .collect();
        let deduped = dedupe(all.clone(), TODAY);
        assert_eq!(deduped.kept.len() + deduped.duplicates.len(), all.len());
        for (idx, one) in deduped.kept.iter().enumerate() {
            for other in &deduped.kept[idx + 1..] {
                let [here, there] = [one, other].map(|it| it.profile.context.region.clone());
                let is_same = same_agency(&one.profile, &other.profile) == SameAgency::Yes;
                assert!(!is_same || here.is_none() || here != there, "{one:?} {other:?}");
                assert_ne!(one.fragment, other.fragment);
            }
        }
        for duplicate in &deduped.duplicates {
            let kept = &deduped.kept[duplicate.kept];
            match duplicate.reason {
                Sameness::SameLink if duplicate.dropped.fragment == kept.fragment => {}
                Sameness::SameLink | Sameness::OlderDate | Sameness::SameAgency => {
                    assert_eq!(same_agency(&duplicate.dropped.profile, &kept.profile), SameAgency::Yes);
                    assert!(duplicate.dropped.profile.date <= kept.profile.date);
                }
            }
        }
    }
}

const TODAY: Option<Date> = Some(Date(2_518));

/// Two counties have the same name in different states, and neither profile has a region.
#[test]
fn different_answers_distinguish_agencies_of_one_name_without_a_region() {
    let county = |date, seed| entry(Some("Jefferson County"), None, date, seed);
    let all = [county(Some(1), 1), county(Some(2), 2)];
    assert_eq!(verdict(&all), (vec![0, 1], vec![]));
    assert_eq!(may_be_same(&all), [true, true]);
    // The same answers a year later are the same agency.
    let again = [county(Some(1), 1), county(Some(2), 1)];
    assert_eq!(verdict(&again), (vec![1], vec![(0, 1, Sameness::OlderDate)]));
}

#[test]
fn a_wider_region_never_replaces_a_narrower_one() {
    let county = |region, date, seed| entry(Some("Washington County"), region, date, seed);
    for vague in [None, Some("US")] {
        for seed in [1, 9] {
            let mut all: Vec<Entry> =
                ["US-OR", "US-ME", "US-PA", "US-UT"].map(|it| county(Some(it), Some(1), 1)).into();
            all.push(county(vague, Some(2), seed));
            assert_eq!(verdict(&all), (vec![0, 1, 2, 3, 4], vec![]), "{vague:?} {seed}");
            assert_eq!(may_be_same(&all), [true; 5]);
        }
    }
    // An older profile with similar answers is replaced by the one with a narrower region.
    let all = [county(Some("US-OR"), Some(2), 1), county(None, Some(1), 1), county(Some("US"), Some(1), 9)];
    assert_eq!(verdict(&all), (vec![0, 2], vec![(1, 0, Sameness::OlderDate)]));
    let apart = [county(Some("US-OR"), Some(2), 1), county(Some("US-ME"), Some(2), 1)];
    assert_eq!((verdict(&apart).0, may_be_same(&apart)), (vec![0, 1], vec![false, false]));
}

#[test]
fn the_own_profile_is_never_replaced() {
    let county = |region, date, seed| entry(Some("Washington County"), region, date, seed);
    for forged in
        [county(Some("US-OR"), Some(9), 2), county(None, Some(9), 1), county(Some("US-OR"), Some(9), 1)]
    {
        let all = [county(Some("US-OR"), Some(1), 1), forged];
        assert_eq!(verdicts(&all, Some(0), TODAY), [None, None]);
    }
    // An older profile of the user's own agency is dropped.
    let all = [county(Some("US-OR"), Some(1), 1), county(Some("US-OR"), Some(9), 2)];
    assert_eq!(verdicts(&all, Some(1), TODAY), [Some((1, Sameness::OlderDate)), None]);
    assert_eq!(verdicts(&all, None, TODAY), [Some((1, Sameness::OlderDate)), None]);
}

#[test]
fn future_dates_count_as_no_date() {
    let oak = |date, seed| entry(Some("Town of Oak"), Some("XX-HX"), date, seed);
    let far = Date::parse("2031-01-01").map(|date| date.0);
    let april = Date::parse("2026-04-01").map(|date| date.0);
    assert_eq!(verdict(&[oak(far, 1), oak(april, 2)]), (vec![1], vec![(0, 1, Sameness::OlderDate)]));
    assert_eq!(verdict(&[oak(april, 2), oak(far, 1)]), (vec![0], vec![(1, 0, Sameness::OlderDate)]));
    // In some time zones it is already tomorrow, but not the day after. Without a clock, every date counts.
    let (tomorrow, after) = (TODAY.map(|day| day.0 + 1), TODAY.map(|day| day.0 + 2));
    assert_eq!(verdict(&[oak(tomorrow, 1), oak(april, 2)]).0, [0]);
    assert_eq!(verdict(&[oak(after, 1), oak(april, 2)]).0, [1]);
    assert_eq!(verdicts(&[oak(far, 1), oak(april, 2)], None, None)[0], None);
}

#[test]
fn an_empty_list_stays_empty() {
    assert_eq!(dedupe(read("", "").entries, TODAY).kept, []);
}
