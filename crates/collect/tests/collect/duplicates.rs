//! Each agency once: the rules, and that they are those of the core for any two.

use crate::read;
use crate::support::BANK;
use interlocal_collect::{Entry, Place, Sameness, dedupe};
use interlocal_core::link::encode_whole;
use interlocal_core::plain_text::{AGENCY_BYTES, PlainText};
use interlocal_core::profile::{Date, Profile, Region};
use interlocal_core::raters::{SameAgency, same_agency};
use interlocal_fiction::{Draws, profile};

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

/// Which were kept, and of the others which stands for them and why; all by their place in the list.
fn verdict(entries: &[Entry]) -> (Vec<usize>, Vec<(usize, usize, Sameness)>) {
    let place = |entry: &Entry| entries.iter().position(|it| it == entry).unwrap();
    let deduped = dedupe(entries.to_vec());
    let kept: Vec<usize> = deduped.kept.iter().map(place).collect();
    let dropped =
        deduped.duplicates.iter().map(|it| (place(&it.dropped), kept[it.kept], it.reason)).collect();
    (kept, dropped)
}

#[test]
fn the_newest_of_an_agency_is_kept_and_of_one_day_the_last() {
    let oak = |date, seed| entry(Some("Town of Oak"), Some("XX-HX"), date, seed);
    assert_eq!(verdict(&[oak(Some(2), 1), oak(Some(1), 2)]), (vec![0], vec![(1, 0, Sameness::OlderDate)]));
    assert_eq!(verdict(&[oak(Some(1), 1), oak(Some(2), 2)]), (vec![1], vec![(0, 1, Sameness::OlderDate)]));
    assert_eq!(verdict(&[oak(Some(2), 1), oak(None, 2)]), (vec![0], vec![(1, 0, Sameness::OlderDate)]));
    assert_eq!(verdict(&[oak(None, 1), oak(None, 2)]), (vec![1], vec![(0, 1, Sameness::SameAgency)]));
    assert_eq!(verdict(&[oak(Some(2), 1), oak(Some(2), 2)]), (vec![1], vec![(0, 1, Sameness::SameAgency)]));
}

#[test]
fn capitals_accents_and_an_untold_region_make_no_other_agency() {
    let all = [
        entry(Some("Villa Peñón"), Some("XX-HX"), Some(3), 1),
        entry(Some("VILLA  PENON"), None, Some(2), 2),
        entry(Some("Villa Peñon"), Some("XX"), Some(1), 3),
        entry(Some("Villa Peñón"), Some("XX-HY"), Some(9), 4),
        entry(Some("Villa Peñón del Mar"), Some("XX-HX"), Some(9), 5),
    ];
    let (kept, dropped) = verdict(&all);
    assert_eq!(kept, [0, 3, 4]);
    // Without a region it could be either, and goes with the newer one.
    assert_eq!(dropped, [(1, 3, Sameness::OlderDate), (2, 3, Sameness::OlderDate)]);
}

#[test]
fn without_a_name_only_the_same_link_is_a_duplicate() {
    let nameless = |seed| entry(None, Some("XX-HX"), Some(1), seed);
    let all = [nameless(1), nameless(2)];
    assert_eq!(verdict(&all), (vec![0, 1], vec![]));
    let deduped = dedupe(vec![nameless(1), nameless(2), nameless(1)]);
    assert_eq!((deduped.kept.len(), deduped.duplicates[0].kept), (2, 0));
    assert_eq!(deduped.duplicates[0].reason, Sameness::SameLink);
}

#[test]
fn a_link_twice_goes_where_its_agency_went() {
    let (old, new) = (entry(Some("Oak"), None, Some(1), 1), entry(Some("Oak"), None, Some(2), 2));
    let deduped = dedupe(vec![old.clone(), old, new.clone()]);
    assert_eq!(deduped.kept, [new]);
    let kept: Vec<_> = deduped.duplicates.iter().map(|it| (it.kept, it.reason)).collect();
    assert_eq!(kept, [(0, Sameness::OlderDate), (0, Sameness::SameLink)]);
}

#[test]
fn no_two_that_are_kept_are_of_one_agency_and_each_duplicate_is_of_one_with_its_kept() {
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
        let deduped = dedupe(all.clone());
        assert_eq!(deduped.kept.len() + deduped.duplicates.len(), all.len());
        for (idx, one) in deduped.kept.iter().enumerate() {
            for other in &deduped.kept[idx + 1..] {
                assert_ne!(same_agency(&one.profile, &other.profile), SameAgency::Yes);
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

#[test]
fn an_empty_list_stays_empty() {
    assert_eq!(dedupe(read("", "").entries).kept, []);
}
