//! The SVG picture: golden files, positions of the dots, and script injections.

use super::markup::parse;
use super::page::{EVIL, assert_inert};
use super::{assert_golden, example, named};
use crate::tests::support::random::{Extent, profiles};
use crate::tests::support::{BANK, lang};
use interlocal_core::export::svg;
use interlocal_core::response::{Level, Rating, Response};
use interlocal_core::score::score;

#[test]
fn the_picture_equals_its_golden_file() {
    for code in ["en", "es"] {
        assert_golden(&format!("little-quill.{code}.svg"), &svg(&BANK, lang(code), &example(code)));
    }
}

#[test]
fn names_stay_text_in_the_picture() {
    for evil in EVIL {
        let picture = svg(&BANK, lang("en"), &named(evil));
        let page = assert_inert(&picture, None);
        assert!(page.text.contains(evil), "{evil}");
    }
}

#[test]
fn every_rated_capability_has_a_dot_inside_the_picture() {
    for (seed, profile) in profiles(&BANK, Extent::Long, 60) {
        let n_rated = score(&BANK, &profile).rows.iter().filter(|row| row.quadrant.is_some()).count();
        let page = parse(&svg(&BANK, lang("es"), &profile));
        let dots = page.named("circle");
        let mut places: Vec<(u32, u32)> = dots
            .iter()
            .map(|dot| (dot.get("cx").unwrap().parse().unwrap(), dot.get("cy").unwrap().parse().unwrap()))
            .collect();
        assert!(places.iter().all(|(x, y)| (100..590).contains(x) && (30..490).contains(y)), "seed {seed}");
        places.sort_unstable();
        places.dedup();
        assert_eq!((dots.len(), places.len()), (n_rated, n_rated), "seed {seed}");
    }
}

#[test]
fn dots_do_not_touch_even_if_all_are_in_one_cell() {
    let mut profile = example("en");
    let two = Rating::Level(Level::new(2).unwrap());
    for capability in &BANK.capabilities {
        profile.responses.set(capability.slot, Response::Rated { skill: two, need: two });
    }
    let page = parse(&svg(&BANK, lang("en"), &profile));
    let number = |dot: &super::markup::Element, name: &str| dot.get(name).unwrap().parse::<i32>().unwrap();
    let dots: Vec<(i32, i32, i32)> = page
        .named("circle")
        .into_iter()
        .map(|dot| (number(dot, "cx"), number(dot, "cy"), number(dot, "r")))
        .collect();
    assert!(dots.len() > 30, "{}", dots.len());
    for (idx, (x, y, r)) in dots.iter().enumerate() {
        for (other_x, other_y, other_r) in &dots[..idx] {
            let (dx, dy, least) = (x - other_x, y - other_y, r + other_r);
            assert!(dx * dx + dy * dy >= least * least, "{x} {y} and {other_x} {other_y}");
        }
    }
}

#[test]
fn the_picture_has_a_title_and_a_description() {
    let picture = svg(&BANK, lang("en"), &example("en"));
    let page = parse(&picture);
    assert_eq!(page.elements[0].get("xmlns"), Some("http://www.w3.org/2000/svg"));
    assert_eq!(page.elements[1..3].iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["title", "desc"]);
    assert!(!picture.contains("style") && page.text.contains("not verified"));
}
