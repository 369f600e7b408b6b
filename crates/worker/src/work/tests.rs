//! Whole visits to a group, with the turns that a worker would make.

use super::*;
use interlocal_core::link::{decode, encode_whole};
use interlocal_core::plain_text::PlainText;
use interlocal_core::profile::{Date, Profile, Region};
use interlocal_group::answer::{Added, Agencies, Cell, Helpers, Meetings, Overview, Partners, Rejects, Who};
use interlocal_group::ask::{Export, Filter, Format, Sort, Writing};

const BANK: &str = include_str!("../../../../banks/share-gov-it.json");
const EXAMPLES: [(&str, &str); 2] = [
    ("en", include_str!("../../../../banks/examples/en.txt")),
    ("es", include_str!("../../../../banks/examples/es.txt")),
];
const PERSONAS: &str = include_str!("../../../../tests/vectors/score/personas.json");

/// Every table that a group can be saved as.
const EXPORTS: [Export; 11] = [
    Export::Links,
    Export::Agencies,
    Export::Coverage,
    Export::Heat,
    Export::Helpers,
    Export::Buying,
    Export::Meetings,
    Export::Partners,
    Export::Network,
    Export::Invite,
    Export::Summary,
];

fn bank() -> Bank {
    Bank::parse(BANK).unwrap()
}

fn profiles(n: u64) -> Vec<Profile> {
    interlocal_testkit::profiles(&bank(), n).collect()
}

fn empty() -> Group {
    Group::new(bank(), &EXAMPLES, str::to_owned, || Date::parse("2026-11-23"))
}

/// All answers to one query.
fn answers(group: &mut Group, ask: Ask) -> Vec<Answer> {
    group.ask(ask);
    while group.turn() {}
    let answer = |order| match order {
        Order::Answer(answer) => Some(answer),
        Order::Keep(_) => None,
    };
    group.take().into_iter().filter_map(answer).collect()
}

macro_rules! answer {
    ($group:expr, $ask:expr, $kind:ident) => {
        match answers($group, $ask).pop() {
            Some(Answer::$kind(it)) => it,
            other => panic!("{other:?}"),
        }
    };
}

// After the macro, which it uses.
mod withheld;

fn add(group: &mut Group, text: &str) -> Overview {
    answer!(group, Ask::Add(Source::Text(text.to_owned())), Collected)
}

fn examples() -> Group {
    let mut group = empty();
    let overview = answer!(&mut group, Ask::Replace(Source::Examples("en".to_owned())), Collected);
    assert_eq!((overview.n, overview.is_examples), (6, true));
    group
}

fn link(profile: &Profile) -> String {
    encode_whole(&bank(), profile).as_str().to_owned()
}

fn links(profiles: &[Profile]) -> String {
    profiles.iter().map(link).collect::<Vec<_>>().join("\n")
}

fn rows(group: &mut Group, sort: Sort, search: &str) -> Agencies {
    let search = search.to_owned();
    answer!(group, Ask::Agencies { sort, is_reversed: false, search, from: 0, n: 99 }, Agencies)
}

fn names(agencies: &[Who]) -> Vec<&str> {
    agencies.iter().map(|who| who.name.split(" (").next().unwrap()).collect()
}

#[test]
fn the_examples_are_the_published_profiles_in_both_languages() {
    let personas: serde_json::Value = serde_json::from_str(PERSONAS).unwrap();
    for (code, text) in EXAMPLES {
        let ours: Vec<Profile> =
            text.lines().map(|line| decode(&bank(), line).unwrap().into_profile()).collect();
        let theirs = personas["personas"].as_array().unwrap();
        assert_eq!(ours.len(), theirs.len());
        for (ours, theirs) in ours.iter().zip(theirs) {
            let name = ours.context.agency.as_ref().unwrap().as_str();
            assert_eq!(theirs["name"][code], name);
            let whole = interlocal_core::exchange::read_profile_in(&bank(), code, theirs).unwrap();
            assert_eq!(link(&whole), link(ours), "{name}");
        }
    }
}

#[test]
fn helpers_of_the_examples_are_the_published_ones() {
    let mut group = examples();
    let expected = [
        (2, vec!["Larkspur County", "Halcyon Department of Rivers"], 6251),
        (3, vec!["Larkspur County", "City of Fenwick Falls", "Halcyon Department of Rivers"], 8031),
    ];
    for (k, chosen, value) in expected {
        let helpers: Helpers = answer!(&mut group, Ask::Helpers { k, whom: None }, Helpers);
        let who: Vec<Who> = helpers.chosen.iter().map(|(who, ..)| who.clone()).collect();
        assert_eq!(
            (names(&who), helpers.value, helpers.total, helpers.is_best),
            (chosen, value, 22144, true)
        );
        assert_eq!(helpers.chosen.iter().map(|(_, gain, _)| gain).sum::<u32>(), value);
    }
    let town = rows(&mut group, Sort::Added, "little quill").rows[0].who.clone();
    // One of the six adds nothing to what the others meet.
    let helpers: Helpers = answer!(&mut group, Ask::Helpers { k: 10, whom: None }, Helpers);
    assert_eq!((helpers.chosen.len(), helpers.value), (5, 10409));
    let helpers: Helpers = answer!(&mut group, Ask::Helpers { k: 2, whom: Some(town.id) }, Helpers);
    assert_eq!((helpers.value, helpers.total, helpers.whom), (2444, 6000, Some(town)));
}

#[test]
fn introductions_of_the_examples_are_the_published_ones() {
    let mut group = examples();
    let pairs = |meetings: &Meetings| -> Vec<(String, u8)> {
        let name = |it: &interlocal_group::answer::Meeting| names(&[it.a.clone(), it.b.clone()]).join(" + ");
        meetings.pairs.iter().map(|it| (name(it), it.fit)).collect()
    };
    let stable: Meetings = answer!(&mut group, Ask::Meetings { is_fair: false }, Meetings);
    assert_eq!(
        pairs(&stable),
        [
            ("Larkspur County + City of Fenwick Falls".to_owned(), 45),
            ("Town of Little Quill + Alder Fork Water and Fire District".to_owned(), 30),
        ]
    );
    assert_eq!((stable.n_pairs, stable.n_alone, stable.alone.len()), (2, 2, 2));
    let fair: Meetings = answer!(&mut group, Ask::Meetings { is_fair: true }, Meetings);
    assert_eq!((fair.n_pairs, fair.n_alone, fair.is_best), (3, 0, true));
    assert_eq!(fair.pairs.iter().map(|pair| pair.fit).collect::<Vec<_>>(), [43, 38, 30]);
    assert_eq!(stable.pairs[0].label, "strong");
    assert!(!stable.pairs[0].a_helps.is_empty() && !stable.pairs[0].common.is_empty());
}

#[test]
fn bad_lines_and_duplicates_do_not_stop_the_import() {
    let mut group = empty();
    let some = profiles(3);
    let mut older = some[1].clone();
    older.date = Some(Date(10));
    let mut newer = older.clone();
    newer.date = Some(Date(20));
    let broken = link(&some[2]).replace('3', "4");
    let text = [link(&some[0]), broken, link(&newer), link(&older), link(&some[0])].join("\n\n");
    let overview = add(&mut group, &text);
    assert_eq!(overview.added, Some(Added { n_new: 2, n_replaced: 0, n_duplicates: 2, n_rejected: 1 }));
    assert_eq!((overview.n, overview.n_rejected, overview.n_duplicates), (2, 1, 2));
    let rejects: Rejects = answer!(&mut group, Ask::Rejects, Rejects);
    assert_eq!(rejects.bad[0].place.line, 3);
    assert_eq!(rejects.bad[0].why.len(), 2);
    let duplicates: Vec<_> = rejects.duplicates.iter().map(|it| (it.place.line, it.is_same)).collect();
    assert_eq!(duplicates, [(7, false), (9, true)]);
}

#[test]
fn a_newer_profile_takes_the_position_and_the_id_of_the_older_one() {
    let mut group = empty();
    let mut some = profiles(3);
    some[0].date = Some(Date(10));
    add(&mut group, &links(&some));
    let before = rows(&mut group, Sort::Added, "").rows;
    some[0].date = Some(Date(11));
    let overview = add(&mut group, &link(&some[0]));
    assert_eq!(overview.added, Some(Added { n_replaced: 1, ..Added::default() }));
    let after = rows(&mut group, Sort::Added, "").rows;
    assert_eq!(after[0].who, before[0].who);
    assert_ne!(after[0].date, before[0].date);
    assert_eq!(after[1..], before[1..]);
    // The change can be undone.
    assert!(overview.can_undo);
    let undone: Overview = answer!(&mut group, Ask::Undo, Collected);
    assert!(!undone.can_undo);
    assert_eq!(rows(&mut group, Sort::Added, "").rows, before);
}

#[test]
fn a_filter_selects_agencies_and_a_removal_can_be_undone() {
    let mut group = examples();
    let overview: Overview = answer!(&mut group, Ask::Look, Collected);
    assert_eq!(overview.kinds.iter().map(|(_, n)| n).sum::<u32>(), 6);
    let (kind, _) = overview.kinds[0];
    let filter = Filter { kinds: vec![kind.unwrap()], ..Filter::default() };
    let filtered: Overview = answer!(&mut group, Ask::Filter(filter), Collected);
    assert_eq!((filtered.n, filtered.n_shown), (6, 1));
    let one = rows(&mut group, Sort::Added, "").rows[0].who.id;
    let nobody = answer!(
        &mut group,
        Ask::Filter(Filter { regions: vec!["QQ".to_owned()], ..Filter::default() }),
        Collected
    );
    assert_eq!(nobody.n_shown, 0);
    assert_eq!(answer!(&mut group, Ask::Filter(Filter::default()), Collected).n_shown, 6);
    assert_eq!(answer!(&mut group, Ask::Remove(one), Collected).n, 5);
    assert_eq!(answer!(&mut group, Ask::Undo, Collected).n, 6);
    assert_eq!(answer!(&mut group, Ask::Clear, Collected).n, 0);
    assert_eq!(answer!(&mut group, Ask::Undo, Collected).n, 6);
}

#[test]
fn a_search_ignores_case_and_accents_and_a_list_is_sorted() {
    let mut group = empty();
    answers(&mut group, Ask::Add(Source::Examples("es".to_owned())));
    let found = rows(&mut group, Sort::Added, "RIOS");
    assert_eq!((found.n, names(&[found.rows[0].who.clone()])), (1, vec!["Departamento de Ríos de Halcyon"]));
    for sort in [Sort::Name, Sort::Kind, Sort::Size, Sort::Region, Sort::Date, Sort::Offers, Sort::Needs] {
        assert_eq!(rows(&mut group, sort, "").rows.len(), 6);
    }
    let by_offers: Vec<u32> =
        rows(&mut group, Sort::Offers, "").rows.iter().map(|row| row.n_offers).collect();
    assert!(by_offers.is_sorted_by(|a, b| a >= b), "{by_offers:?}");
    let by_name: Vec<Who> = rows(&mut group, Sort::Name, "").rows.into_iter().map(|row| row.who).collect();
    let as_read: Vec<String> = names(&by_name).iter().map(|name| name.to_lowercase()).collect();
    assert!(as_read.is_sorted(), "{by_name:?}");
}

#[test]
fn cancelled_reading_leaves_the_group_as_it_was() {
    let mut group = examples();
    group.ask(Ask::Add(Source::Text(links(&profiles(900)))));
    for _ in 0..3 {
        assert!(group.turn());
    }
    group.ask(Ask::Cancel);
    while group.turn() {}
    assert!(group.take().contains(&Order::Answer(Answer::Cancelled)));
    assert_eq!(answer!(&mut group, Ask::Look, Collected).n, 6);
}

#[test]
fn files_that_are_added_together_are_one_change() {
    let mut group = empty();
    let some = profiles(500);
    group.ask(Ask::Add(Source::File("a.txt".to_owned(), links(&some[..300]).into_bytes())));
    group.turn();
    group.ask(Ask::Add(Source::File("b.txt".to_owned(), links(&some[300..]).into_bytes())));
    while group.turn() {}
    let collected = group.take().into_iter().filter(|it| matches!(it, Order::Answer(Answer::Collected(_))));
    assert_eq!(collected.count(), 1);
    assert!(answer!(&mut group, Ask::Look, Collected).n > 400);
    assert_eq!(answer!(&mut group, Ask::Undo, Collected).n, 0);
}

#[test]
fn a_change_cancels_pending_queries() {
    let mut group = examples();
    group.ask(Ask::Coverage);
    group.ask(Ask::Partners { of: None });
    group.ask(Ask::Clear);
    while group.turn() {}
    let answers = group.take();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert!(matches!(&answers[0], Order::Answer(Answer::Collected(overview)) if overview.n == 0));
}

#[test]
fn the_own_profile_is_recognised_in_the_group() {
    let mut group = examples();
    let mut mine = decode(&bank(), EXAMPLES[0].1.lines().next().unwrap()).unwrap().into_profile();
    mine.date = Some(Date(2000));
    let overview = answer!(&mut group, Ask::Mine(Some(link(&mine))), Collected);
    // The profile is already in the group, so the number of agencies stays the same.
    assert_eq!((overview.n, overview.mine.is_some(), overview.n_duplicates), (6, true, 0));
    let own: Vec<bool> = rows(&mut group, Sort::Added, "").rows.iter().map(|row| row.who.is_mine).collect();
    assert_eq!(own, [true, false, false, false, false, false]);
    let out = answer!(&mut group, Ask::Mine(None), Collected);
    assert_eq!((out.n, out.mine), (5, None));
}

#[test]
fn a_collection_goes_to_the_store_and_comes_back() {
    let mut group = examples();
    group.ask(Ask::Keep("Six".to_owned()));
    while group.turn() {}
    let [Order::Keep(Keeping::Put { name, n, links })] = &group.take()[..] else { panic!() };
    assert_eq!((name.as_str(), *n, links.as_str()), ("Six", 6, EXAMPLES[0].1.trim_end()));
    let links = links.clone();
    assert_eq!(answer!(&mut group, Ask::Clear, Collected).n, 0);
    group.kept(Kept::Links(links));
    while group.turn() {}
    assert!(matches!(group.take().last(), Some(Order::Answer(Answer::Collected(it))) if it.is_examples));
    group.kept(Kept::Failed(Failure::NotKept));
    assert_eq!(group.take(), [Order::Answer(Answer::Failed(Failure::NotKept))]);
}

/// If a person withholds answers and then keeps the group, the copy must not contain them.
#[test]
fn a_collection_is_kept_after_the_changes_before_it() {
    let mut group = examples();
    let [whole, told] = [1, 2].map(|seed| link(&interlocal_testkit::profile(&bank(), seed)));
    answers(&mut group, Ask::Mine(Some(whole.clone())));
    group.ask(Ask::Mine(Some(told.clone())));
    group.ask(Ask::Keep("Ours".to_owned()));
    while group.turn() {}
    let kept = group.take().into_iter().find_map(|order| match order {
        Order::Keep(Keeping::Put { links, .. }) => Some(links),
        Order::Keep(_) | Order::Answer(_) => None,
    });
    let kept = kept.unwrap();
    assert!(kept.contains(&told) && !kept.contains(&whole), "{kept}");
}

#[test]
fn needs_and_the_map_agree() {
    let mut group = examples();
    let needs = answer!(&mut group, Ask::Coverage, Coverage);
    let heat = answer!(&mut group, Ask::Heat { from: 0, n: 99 }, Heat);
    assert_eq!(heat.agencies.len(), 6);
    for need in &needs {
        let row = heat.rows.iter().find(|row| row.slot == need.slot).unwrap();
        let n = |is: fn(&Cell) -> bool| row.cells.iter().filter(|cell| is(cell)).count();
        assert_eq!(
            n(|cell| matches!(cell, Cell::Uncovered(_))),
            usize::try_from(need.n_uncovered).unwrap(),
            "{need:?}"
        );
        assert_eq!(
            n(|cell| matches!(cell, Cell::OneHelper(_))),
            usize::try_from(need.n_one_helper).unwrap(),
            "{need:?}"
        );
    }
    assert!(needs.is_sorted_by_key(|need| std::cmp::Reverse(need.n_uncovered)));
    let part = answer!(&mut group, Ask::Heat { from: 4, n: 4 }, Heat);
    assert_eq!((part.from, part.n, part.agencies.len()), (4, 6, 2));
    assert_eq!(part.rows[0].cells, heat.rows[0].cells[4..]);
}

#[test]
fn all_pairs_are_sent_in_parts_and_give_the_same_introductions() {
    let mut group = empty();
    let some = profiles(2_200);
    add(&mut group, &links(&some));
    group.ask(Ask::Partners { of: None });
    group.ask(Ask::Meetings { is_fair: false });
    // Quick queries don't wait for long ones.
    group.ask(Ask::Buying);
    while group.turn() {}
    let answers: Vec<Answer> = group
        .take()
        .into_iter()
        .filter_map(|it| match it {
            Order::Answer(answer) => Some(answer),
            Order::Keep(_) => None,
        })
        .collect();
    let of = |wanted: fn(&Answer) -> bool| answers.iter().position(wanted).unwrap();
    let mut parts: Vec<&Partners> = Vec::new();
    for answer in &answers {
        if let Answer::Partners(part) = answer {
            parts.push(part);
        }
    }
    assert!(parts.len() > 3 && parts.last().unwrap().is_done);
    assert!(of(|it| matches!(it, Answer::Buying(_))) < of(|it| matches!(it, Answer::Partners(_))));
    assert!(answers.iter().any(|it| matches!(it, Answer::Progress(_))));
    let best: Vec<u8> = parts.last().unwrap().pairs.iter().map(|pair| pair.fit).collect();
    assert!(best.is_sorted_by(|a, b| a >= b) && best.len() == 50);
    let Some(Answer::Meetings(meetings)) = answers.iter().find(|it| matches!(it, Answer::Meetings(_))) else {
        panic!()
    };
    let stable = interlocal_cohort::pairing::Stable::all(&group.state.cohort);
    assert_eq!(usize::try_from(meetings.n_pairs).unwrap(), stable.len());
    assert_eq!(meetings.pairs[0].fit, stable[0].rank.fit);
    assert_eq!(best[0], stable[0].rank.fit);
}

#[test]
fn a_candidate_adds_the_reported_gain() {
    let mut group = examples();
    let all = rows(&mut group, Sort::Added, "").rows;
    let coalition = vec![all[1].who.id, all[2].who.id];
    let invite = answer!(&mut group, Ask::Invite { coalition: coalition.clone() }, Invite);
    assert_eq!(invite.coalition.len(), 2);
    let first = &invite.candidates[0];
    let with =
        answer!(&mut group, Ask::Invite { coalition: [coalition, vec![first.who.id]].concat() }, Invite);
    assert_eq!(with.met.0, invite.met.0 + first.gain);
    assert!(first.given <= first.gain && first.given > 0);
    assert!(invite.holes.len() >= with.holes.len().min(10) || with.holes.len() == 10);
    // The state wants to lead, the school a vote of its own.
    let school = all[4].who.id;
    let clash = answer!(&mut group, Ask::Invite { coalition: vec![all[3].who.id, school] }, Invite);
    assert_eq!(clash.together, (1, 2));
    assert!(!clash.bends.is_empty() && clash.is_best);
}

#[test]
fn every_result_is_saved_as_a_table_and_as_json() {
    let mut group = empty();
    let mut some = profiles(12);
    some[0].context.agency = interlocal_core::plain_text::PlainText::typed("=HYPERLINK(\"x\")", 99).unwrap();
    add(&mut group, &links(&some));
    let who: Vec<u32> = rows(&mut group, Sort::Added, "").rows.iter().map(|row| row.who.id).collect();
    answers(&mut group, Ask::Helpers { k: 3, whom: None });
    answers(&mut group, Ask::Meetings { is_fair: false });
    answers(&mut group, Ask::Partners { of: Some(who[0]) });
    answers(&mut group, Ask::Network { around: None });
    answers(&mut group, Ask::Invite { coalition: who[..4].to_vec() });
    answers(&mut group, Ask::Summary);
    for what in EXPORTS {
        let writing = Writing { lang: "es".to_owned(), share_base: "https://it.example/".to_owned() };
        let mut file = |format| match answers(&mut group, Ask::Export(what, format, writing.clone())).pop() {
            Some(Answer::File { name, text, .. }) => (name, text),
            other => panic!("{what:?}: {other:?}"),
        };
        let ((_, csv), (name, json)) = (file(Format::Csv), file(Format::Json));
        let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
        assert!(name.ends_with(".json") && !rows.is_empty(), "{what:?}");
        assert_eq!(csv.lines().count(), rows.len() + 1, "{what:?}");
        assert!(!csv.contains("\n=") && !csv.contains(",=") && !csv.contains("\n\"="), "{what:?}");
    }
}

#[test]
fn a_large_file_is_written_in_parts_and_can_be_cancelled() {
    let mut group = empty();
    let overview = add(&mut group, &links(&profiles(1_500)));
    let writing = || Writing { lang: "en".to_owned(), share_base: String::new() };
    let told = answers(&mut group, Ask::Export(Export::Heat, Format::Csv, writing()));
    assert!(told.iter().filter(|it| matches!(it, Answer::Progress(_))).count() > 2);
    let mut whole = String::new();
    for answer in &told {
        if let Answer::FilePart(text) | Answer::File { text, .. } = answer {
            whole.push_str(text);
        }
    }
    let n_sent = told.iter().filter(|it| matches!(it, Answer::FilePart(_))).count();
    let Some(Answer::File { n_parts, .. }) = told.last() else { panic!("{told:?}") };
    assert!(n_sent > 1 && usize::try_from(*n_parts) == Ok(n_sent));
    let n_cells = overview.n * u32::try_from(bank().capabilities.len()).unwrap();
    assert_eq!(whole.lines().count(), usize::try_from(n_cells).unwrap() + 1);
    group.ask(Ask::Export(Export::Heat, Format::Json, writing()));
    for _ in 0..5 {
        assert!(group.turn());
    }
    group.ask(Ask::Cancel);
    while group.turn() {}
    assert!(!group.take().iter().any(|it| matches!(it, Order::Answer(Answer::File { .. }))));
}

#[test]
fn saved_links_are_read_again() {
    for format in [Format::Csv, Format::Json] {
        let mut group = examples();
        let writing = Writing { lang: "en".to_owned(), share_base: "https://it.example/share/".to_owned() };
        let file = answers(&mut group, Ask::Export(Export::Links, format, writing)).pop();
        let Some(Answer::File { name, text, .. }) = file else { panic!("{file:?}") };
        let mut other = empty();
        let overview = answer!(&mut other, Ask::Add(Source::File(name, text.into_bytes())), Collected);
        assert_eq!((overview.n, overview.n_rejected, overview.is_examples), (6, 0, true), "{format:?}");
    }
}

#[test]
fn a_summary_withholds_small_counts() {
    let mut group = empty();
    add(&mut group, &links(&profiles(40)));
    let tables = answer!(&mut group, Ask::Summary, Summary);
    let counts = tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.counts);
    assert!(counts.clone().flatten().all(|n| *n == 0 || *n >= 5));
    assert!(counts.flatten().count() > 10);
    let mut few = empty();
    add(&mut few, &links(&profiles(4)));
    assert_eq!(answer!(&mut few, Ask::Summary, Summary), []);
}

#[test]
fn messages_round_trip() {
    let mut group = examples();
    let asks =
        [Ask::Look, Ask::Coverage, Ask::Buying, Ask::Meetings { is_fair: true }, Ask::Heat { from: 0, n: 3 }];
    for ask in asks {
        assert_eq!(interlocal_group::from_bytes::<Ask>(&interlocal_group::to_bytes(&ask)), Some(ask.clone()));
        for answer in answers(&mut group, ask) {
            assert_eq!(
                interlocal_group::from_bytes::<Answer>(&interlocal_group::to_bytes(&answer)),
                Some(answer)
            );
        }
    }
    assert_eq!(interlocal_group::from_bytes::<Ask>(b"\xFF\xFF"), None);
}

#[test]
fn agencies_of_hidden_rows_are_counted_and_can_be_left_out_and_brought_back() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, seed) in (0..).zip(1..5) {
        sheet.write_string(row, 0, link(&interlocal_testkit::profile(&bank(), seed))).unwrap();
    }
    sheet.set_row_hidden(1).unwrap().set_row_hidden(2).unwrap();
    let mut group = empty();
    let file = Source::File("a.xlsx".to_owned(), book.save_to_buffer().unwrap());
    let overview = answer!(&mut group, Ask::Add(file), Collected);
    assert_eq!((overview.n, overview.n_hidden), (4, 2));
    let overview = answer!(&mut group, Ask::SkipHidden, Collected);
    assert_eq!((overview.n, overview.n_hidden, overview.can_undo), (2, 0, true));
    let overview = answer!(&mut group, Ask::Undo, Collected);
    assert_eq!((overview.n, overview.n_hidden), (4, 2));
}

/// A profile of Washington County with the answers of number `seed`.
fn county(region: Option<&str>, date: &str, seed: u64) -> Profile {
    let mut profile = interlocal_testkit::profile(&bank(), seed);
    profile.context.agency = PlainText::new("Washington County", 120).ok();
    profile.context.region = region.and_then(Region::new);
    profile.date = Date::parse(date);
    profile
}

#[test]
fn a_forged_profile_does_not_become_ones_own() {
    let mut group = empty();
    let states = ["US-OR", "US-ME", "US-PA", "US-UT"].map(|it| county(Some(it), "2026-01-01", 1));
    add(&mut group, &links(&states[1..]));
    let overview = answer!(&mut group, Ask::Mine(Some(link(&states[0]))), Collected);
    let mine = overview.mine.unwrap();
    for forged in [county(None, "2026-11-01", 2), county(Some("US-OR"), "2026-11-01", 3)] {
        add(&mut group, &link(&forged));
    }
    let rows = rows(&mut group, Sort::Added, "").rows;
    assert_eq!(rows.len(), 6);
    let own: Vec<_> = rows.iter().filter(|row| row.who.is_mine).map(|row| row.who.id).collect();
    assert_eq!(own, [mine]);
    let answers = answers(&mut group, Ask::Links(vec![mine]));
    assert_eq!(answers, [Answer::Links(vec![link(&states[0])])]);
    assert!(rows.iter().all(|row| row.may_be_same), "each agrees with the one without a region");
    assert_eq!(overview.n_twins, 0);
}

#[test]
fn a_date_in_the_future_is_named_and_replaces_nothing() {
    let mut group = empty();
    let (sound, far) = (county(Some("US-OR"), "2026-04-01", 1), county(Some("US-OR"), "2031-01-01", 2));
    add(&mut group, &link(&sound));
    let overview = add(&mut group, &link(&far));
    assert_eq!((overview.n, overview.n_duplicates, overview.n_future), (1, 1, 0));
    let only = add(&mut group, &link(&county(Some("US-ME"), "2031-01-01", 2)));
    assert_eq!((only.n, only.n_future), (2, 1));
    let future: Vec<bool> = rows(&mut group, Sort::Added, "").rows.iter().map(|row| row.is_future).collect();
    assert_eq!(future, [false, true]);
}
