//! Two profiles of one agency: this year's against last year's, and two people's answers. What moved, what only one of
//! them says, and the sentences for it, in both languages.

use crate::tests::support::random::{self, Extent, Rng};
use crate::tests::support::{BANK, GROWN, everybody, lang, persona};
use interlocal_core::bank::{ScaleId, Slot};
use interlocal_core::profile::Profile;
use interlocal_core::response::{Level, Rating, Response};
use interlocal_core::words::Lang;

const SCALES: [ScaleId; 2] = [ScaleId::Skill, ScaleId::Need];
/// Random pairs that every law is tried on.
const N: u64 = 300;

fn county() -> Profile {
    persona("larkspur-county", "en")
}

fn slot(id: &str) -> Slot {
    BANK.capability_by_id(id).unwrap().slot
}

fn rating(n: u8) -> Rating {
    Rating::Level(Level::new(n).unwrap())
}

fn rate(profile: &mut Profile, id: &str, scale: ScaleId, rating: Rating) {
    let response = profile.responses.get(slot(id)).with(scale, rating);
    profile.responses.set(slot(id), response);
}

/// Two profiles of one questionnaire: every other pair has only a few answers that differ.
fn pairs() -> impl Iterator<Item = (u64, Profile, Profile)> {
    (0..N).map(|seed| {
        let mut rng = Rng::new(seed);
        let one = random::profile(&BANK, &mut rng, Extent::Long);
        let mut other = random::profile(&BANK, &mut rng, Extent::Long);
        if seed % 2 == 0 {
            let drawn = std::mem::replace(&mut other, one.clone());
            for (slot, response) in drawn.responses.iter().filter(|(slot, _)| slot.0 % 7 == 0) {
                other.responses.set(slot, response);
            }
            other.readiness[3] = drawn.readiness[3];
        }
        (seed, one, other)
    })
}

/// Each sentence is there, has no hole in it, and is another one in Spanish.
#[track_caller]
fn check_words(said: impl Fn(Lang) -> String) -> [String; 2] {
    let sentences = ["en", "es"].map(|code| said(lang(code)));
    for sentence in &sentences {
        assert!(!sentence.is_empty() && !sentence.contains(['{', '}']), "{sentence:?}");
        assert!(!sentence.contains("..") && !sentence.contains("  "), "{sentence:?}");
    }
    assert_ne!(sentences[0], sentences[1]);
    sentences
}

mod since {
    use super::*;
    use interlocal_core::bank::Letter;
    use interlocal_core::explain::since as say;
    use interlocal_core::link::{Disclosure, decode, encode_whole, redact};
    use interlocal_core::profile::{Date, TermAnswer, Tri};
    use interlocal_core::score::{Number, Range, score};
    use interlocal_core::since::{
        PickChange, RowChange, RowStep, Shelf, Side, Since, Step, Tally, Trend, Turn, since, unmoved,
    };
    use interlocal_core::visible::is_shown;
    use std::collections::BTreeSet;

    fn moved(from: u8, to: u8) -> Step {
        Step::Moved { from: Level::new(from).unwrap(), to: Level::new(to).unwrap() }
    }

    fn only(side: Side, level: u8) -> Step {
        Step::Only { side, level: Level::new(level).unwrap() }
    }

    fn row(id: &str, step: RowStep) -> RowChange {
        RowChange { slot: slot(id), step }
    }

    fn moves(since: &Since) -> Vec<(Number, Trend)> {
        since.scores.iter().copied().filter(|(_, trend)| trend.is_news()).collect()
    }

    fn swapped(step: Step) -> Step {
        match step {
            Step::Moved { from, to } => Step::Moved { from: to, to: from },
            Step::Only { side, level } => Step::Only { side: side.other(), level },
        }
    }

    fn swapped_row(row: &RowChange) -> RowChange {
        let step = match row.step {
            RowStep::Rating(scale, step) => RowStep::Rating(scale, swapped(step)),
            RowStep::Job(side) => RowStep::Job(side.other()),
            RowStep::OnlyJob(side) => RowStep::OnlyJob(side.other()),
        };
        RowChange { slot: row.slot, step }
    }

    fn swapped_trend(trend: Trend) -> Trend {
        match trend {
            Trend::Up { from, to } => Trend::Down { from: to, to: from },
            Trend::Down { from, to } => Trend::Up { from: to, to: from },
            Trend::Unclear { from, to } => Trend::Unclear { from: to, to: from },
            Trend::Only { side, range } => Trend::Only { side: side.other(), range },
            Trend::Unknown => Trend::Unknown,
        }
    }

    fn swapped_turn(turn: Turn) -> Turn {
        match turn {
            Turn::Changed => Turn::Changed,
            Turn::Only(side) => Turn::Only(side.other()),
        }
    }

    fn swapped_tally(it: Tally) -> Tally {
        Tally { up: it.down, down: it.up, only_earlier: it.only_today, only_today: it.only_earlier, ..it }
    }

    fn mirror(since: &Since) -> Since {
        let turns =
            |turns: &[(usize, Turn)]| turns.iter().map(|(idx, it)| (*idx, swapped_turn(*it))).collect();
        Since {
            dates: (since.dates.1, since.dates.0),
            rows: since.rows.iter().map(swapped_row).collect(),
            readiness: since.readiness.iter().map(|(idx, step)| (*idx, swapped(*step))).collect(),
            scores: since.scores.iter().map(|(number, it)| (*number, swapped_trend(*it))).collect(),
            terms: turns(&since.terms),
            context: turns(&since.context),
            picks: since.picks.iter().map(|it| PickChange { side: it.side.other(), ..*it }).collect(),
            skill: swapped_tally(since.skill),
            need: swapped_tally(since.need),
        }
    }

    #[test]
    fn nothing_moved_between_a_profile_and_itself() {
        for profile in pairs().map(|(_, one, _)| one).chain(everybody()) {
            let since = since(&BANK, &profile, &profile);
            assert!(since.is_empty());
            for tally in [since.skill, since.need] {
                assert_eq!(tally.total(), tally.same + tally.neither);
            }
        }
    }

    #[test]
    fn swapping_the_profiles_mirrors_everything() {
        for (seed, one, other) in pairs() {
            assert_eq!(mirror(&since(&BANK, &one, &other)), since(&BANK, &other, &one), "seed {seed}");
        }
    }

    #[test]
    fn the_counts_are_those_of_the_rows_and_add_up() {
        for (seed, one, other) in pairs() {
            let since = since(&BANK, &one, &other);
            let shown = BANK.capabilities.iter().filter(|it| is_shown(it, &one) || is_shown(it, &other));
            let n_shown = u32::try_from(shown.count()).unwrap();
            for (scale, tally) in SCALES.into_iter().zip([since.skill, since.need]) {
                let n = |is: fn(Level, Level) -> bool| {
                    since.rows.iter().filter(|row| matches!(row.step, RowStep::Rating(of, Step::Moved { from, to }) if of == scale && is(from, to))).count()
                };
                let found = (n(|from, to| from < to), n(|from, to| from > to));
                assert_eq!(
                    (tally.up.try_into(), tally.down.try_into()),
                    (Ok(found.0), Ok(found.1)),
                    "seed {seed}"
                );
                assert_eq!(tally.total(), n_shown, "seed {seed}");
            }
        }
    }

    #[test]
    fn biggest_steps_come_first_then_jobs_then_what_one_profile_says_alone() {
        for (seed, one, other) in pairs() {
            let ranks: Vec<(u8, u8, u16, bool)> = since(&BANK, &one, &other)
                .rows
                .iter()
                .map(|row| match row.step {
                    RowStep::Rating(scale, Step::Moved { from, to }) => {
                        (0, 4 - from.get().abs_diff(to.get()), row.slot.0, scale == ScaleId::Need)
                    }
                    RowStep::Job(_) => (1, 0, row.slot.0, false),
                    RowStep::Rating(scale, Step::Only { .. }) => (2, 0, row.slot.0, scale == ScaleId::Need),
                    RowStep::OnlyJob(_) => (2, 0, row.slot.0, false),
                })
                .collect();
            assert!(ranks.is_sorted(), "seed {seed}");
        }
    }

    #[test]
    fn a_note_a_date_and_a_language_move_nothing() {
        for (seed, one, other) in pairs() {
            let mut other_frame =
                Profile { date: one.date, locale: None, extra: vec![(40, vec![1])], ..other.clone() };
            other_frame.context.note = None;
            let (with, without) = (since(&BANK, &one, &other), since(&BANK, &one, &other_frame));
            assert_eq!(Since { dates: without.dates, ..with }, without, "seed {seed}");
        }
    }

    #[test]
    fn every_step_of_one_rating_is_that_step_and_nothing_else() {
        let levels = [None, Some(0), Some(1), Some(2), Some(3), Some(4)];
        for (scale, from, to) in SCALES
            .into_iter()
            .flat_map(|scale| levels.map(|from| (scale, from)))
            .flat_map(|(scale, from)| levels.map(|to| (scale, from, to)))
        {
            let [mut earlier, mut today] = [county(), county()];
            rate(&mut earlier, "hosting", scale, Rating::from_level(from));
            rate(&mut today, "hosting", scale, Rating::from_level(to));
            let step = match (from, to) {
                (Some(from), Some(to)) if from != to => Some(moved(from, to)),
                (Some(from), None) => Some(only(Side::Earlier, from)),
                (None, Some(to)) => Some(only(Side::Today, to)),
                (Some(_), Some(_)) | (None, None) => None,
            };
            let rows: Vec<RowChange> =
                step.map(|step| row("hosting", RowStep::Rating(scale, step))).into_iter().collect();
            assert_eq!(since(&BANK, &earlier, &today).rows, rows);
        }
    }

    #[test]
    fn more_skill_never_brings_a_score_down() {
        for mut earlier in everybody() {
            for level in 0..=4 {
                let mut today = earlier.clone();
                for (slot, response) in earlier.responses.iter() {
                    let skill = response.rating(ScaleId::Skill).level();
                    if let Some(skill) = skill.filter(|_| response != Response::NotApplicable) {
                        today.responses.set(slot, response.with(ScaleId::Skill, rating(skill.max(level))));
                    }
                }
                let since = since(&BANK, &earlier, &today);
                assert_eq!(since.skill.down, 0);
                assert!(!since.scores.iter().any(|(_, trend)| matches!(trend, Trend::Down { .. })));
                earlier = today;
            }
        }
    }

    mod one_sided {
        use super::*;

        #[test]
        fn a_link_that_withholds_reads_as_not_there_and_never_as_a_move() {
            for (seed, profile, _) in pairs() {
                let disclosure = random::disclosure(&BANK, &mut Rng::new(seed));
                for disclosure in [disclosure, Disclosure::public(), Disclosure::offers(&BANK)] {
                    let since = since(&BANK, &redact(&BANK, &profile, &disclosure), &profile);
                    let is_today = |row: &RowChange| match row.step {
                        RowStep::Rating(_, Step::Only { side, .. }) | RowStep::OnlyJob(side) => {
                            side == Side::Today
                        }
                        RowStep::Rating(_, Step::Moved { .. }) | RowStep::Job(_) => false,
                    };
                    assert!(since.rows.iter().all(is_today), "seed {seed}: {:?}", since.rows);
                    let no_move = |trend: &Trend| match trend {
                        Trend::Up { .. } | Trend::Down { .. } => false,
                        Trend::Unclear { .. } | Trend::Only { .. } | Trend::Unknown => true,
                    };
                    assert!(since.scores.iter().all(|(_, trend)| no_move(trend)), "seed {seed}");
                    assert!(since.terms.is_empty() && since.readiness.is_empty(), "seed {seed}");
                    assert_eq!(usize::try_from(since.n_only(Side::Today)), Ok(since.rows.len()));
                }
            }
        }

        #[test]
        fn a_withheld_answer_and_a_skipped_one_read_the_same() {
            let mut skipped = county();
            for scale in SCALES {
                rate(&mut skipped, "sec-access", scale, Rating::Skipped);
            }
            let found = since(&BANK, &county(), &skipped);
            let said = found.rows.iter().map(|row| say::row(&BANK, lang("en"), row)).collect::<Vec<_>>();
            assert_eq!(
                said,
                [
                    "Identity and access (IAM, MFA): skill “Self-sufficient” in the earlier profile, not in today’s.",
                    "Identity and access (IAM, MFA): need “Planned” in the earlier profile, not in today’s.",
                ]
            );
            assert_eq!(
                say::one_sided(lang("en"), &found).unwrap(),
                "Skill and need answers in one profile only: 0 in today’s, 2 in the earlier one. They may be new, deleted, or left \
                 out of a link."
            );
            assert_eq!(say::one_sided(lang("en"), &since(&BANK, &county(), &county())), None);
        }

        #[test]
        fn offers_held_back_are_no_fall_of_the_offers() {
            let mut today = Profile::empty(&BANK);
            for capability in &BANK.capabilities {
                let is_weak = capability.slot.0 <= 12;
                let skill = rating(if is_weak { 2 } else { 4 });
                today.responses.set(capability.slot, Response::Rated { skill, need: rating(0) });
            }
            today.readiness.fill(rating(0));
            let mut told = today.clone();
            for capability in BANK.capabilities.iter().filter(|it| it.slot.0 > 12) {
                told.responses.set(capability.slot, Response::SKIPPED);
            }
            let since = since(&BANK, &told, &today);
            let harness =
                since.scores.iter().find(|(number, _)| *number == Number::Share(Letter::H)).unwrap();
            let Trend::Unclear { from, to } = harness.1 else { panic!("{harness:?}") };
            assert!(from.high < to.low, "the pages' ranges part, and still it is no clear change");
        }

        #[test]
        fn what_the_earlier_edition_did_not_ask_is_no_change() {
            for profile in everybody() {
                let earlier = decode(&GROWN, encode_whole(&BANK, &profile).as_str()).unwrap().into_profile();
                let mut today = Profile { edition: GROWN.newest(), ..earlier.clone() };
                today.responses.set(Slot(37), Response::Rated { skill: rating(2), need: rating(4) });
                let added = BANK.terms[0].options.len();
                let TermAnswer::Multi(mask) = &mut today.terms[0] else { panic!("{:?}", today.terms[0]) };
                *mask |= 1 << added;
                let TermAnswer::Tri(tris) = &mut today.terms[1] else { panic!("{:?}", today.terms[1]) };
                tris[BANK.terms[1].options.len()] = Tri::Best;
                today.featured.needs = vec![Slot(37)];
                let mut earlier = earlier;
                earlier.featured.needs = Vec::new();
                assert!(since(&GROWN, &earlier, &today).is_empty());
                assert!(since(&GROWN, &today, &earlier).is_empty());
                earlier.edition = today.edition;
                assert!(!since(&GROWN, &earlier, &today).is_empty());
            }
        }

        #[test]
        fn not_our_job_against_a_blank_is_in_one_profile_only() {
            let [mut earlier, mut today] = [county(), county()];
            earlier.responses.set(slot("hosting"), Response::NotApplicable);
            today.responses.set(slot("hosting"), Response::SKIPPED);
            let found = since(&BANK, &earlier, &today);
            assert_eq!(found.rows, [row("hosting", RowStep::OnlyJob(Side::Earlier))]);
            assert_eq!((found.skill.only_earlier, found.need.only_earlier, found.skill.job), (1, 1, 0));
            today.responses.set(slot("hosting"), Response::SKIPPED.with(ScaleId::Skill, rating(3)));
            let found = since(&BANK, &earlier, &today);
            assert_eq!(found.rows, [row("hosting", RowStep::Job(Side::Earlier))]);
            assert_eq!((found.skill.job, found.need.job), (1, 1));
        }
    }

    mod a_county_a_year_later {
        use super::*;

        fn a_year_later() -> Profile {
            let mut today = county();
            rate(&mut today, "gis-mapping", ScaleId::Need, rating(2));
            rate(&mut today, "ai-use", ScaleId::Skill, rating(3));
            rate(&mut today, "ai-use", ScaleId::Need, rating(2));
            rate(&mut today, "hosting", ScaleId::Skill, rating(1));
            rate(&mut today, "help-desk", ScaleId::Skill, rating(4));
            rate(&mut today, "website", ScaleId::Skill, Rating::Skipped);
            today.responses.set(slot("control-systems"), Response::NotApplicable);
            for id in ["share-r1", "share-r2"] {
                today.readiness[BANK.readiness_idx(id).unwrap()] = rating(0);
            }
            today.terms[BANK.term_idx("term-timing").unwrap()] =
                TermAnswer::Ordered { level: 0, bend: false };
            today.context.choices[BANK.context_idx("ctx-pop").unwrap()] = Some(4);
            today.featured.offers = vec![slot("gis-mapping")];
            today.date = Date::parse("2026-11-23");
            today
        }

        fn county() -> Profile {
            let mut county = super::county();
            county.featured = Default::default();
            county.date = Date::parse("2025-11-20");
            county
        }

        fn found() -> Since {
            since(&BANK, &county(), &a_year_later())
        }

        #[test]
        fn exactly_these_rows_moved() {
            assert_eq!(
                found().rows,
                [
                    row("hosting", RowStep::Rating(ScaleId::Skill, moved(4, 1))),
                    row("gis-mapping", RowStep::Rating(ScaleId::Need, moved(0, 2))),
                    row("ai-use", RowStep::Rating(ScaleId::Skill, moved(1, 3))),
                    row("ai-use", RowStep::Rating(ScaleId::Need, moved(3, 2))),
                    row("help-desk", RowStep::Rating(ScaleId::Skill, moved(3, 4))),
                    row("control-systems", RowStep::Job(Side::Today)),
                    row("website", RowStep::Rating(ScaleId::Skill, only(Side::Earlier, 2))),
                ]
            );
            let tally = Tally { up: 2, down: 1, same: 31, only_earlier: 1, job: 1, ..Tally::default() };
            assert_eq!(found().skill, tally);
            assert_eq!(found().need, Tally { up: 1, down: 1, same: 33, job: 1, ..Tally::default() });
        }

        #[test]
        fn the_rest_that_moved_is_told_too() {
            let found = found();
            let idx = |id| BANK.readiness_idx(id).unwrap();
            assert_eq!(found.readiness, [(idx("share-r1"), moved(3, 0)), (idx("share-r2"), moved(3, 0))]);
            assert_eq!(found.terms, [(BANK.term_idx("term-timing").unwrap(), Turn::Changed)]);
            assert_eq!(found.context, [(BANK.context_idx("ctx-pop").unwrap(), Turn::Changed)]);
            let pick = PickChange { slot: slot("gis-mapping"), shelf: Shelf::Offers, side: Side::Today };
            assert_eq!(found.picks, [pick]);
            let news = moves(&found);
            assert_eq!(news.len(), 1, "{news:?}");
            assert_eq!(
                check_words(|lang| say::score(&BANK, lang, news[0].0, news[0].1)),
                [
                    "Reinvent: down from High (likely range 55 to 95) to Very low (likely range 0 to 20).",
                    "Reinventar: bajó de Alto (rango probable: 55 a 95) a Muy bajo (rango probable: 0 a 20).",
                ]
            );
        }

        #[test]
        fn it_is_told_in_plain_sentences() {
            let found = found();
            let rows: Vec<String> = found.rows.iter().map(|row| say::row(&BANK, lang("en"), row)).collect();
            assert_eq!(
                rows,
                [
                    "Data center and servers: skill went down from “Can provide” to “Fragile”.",
                    "GIS and mapping: need went up from “None” to “Planned”.",
                    "AI governance and use: skill went up from “Fragile” to “Can share”.",
                    "AI governance and use: need went down from “Pressing” to “Planned”.",
                    "Help desk: skill went up from “Can share” to “Can provide”.",
                    "Control systems (SCADA, IoT): “Not applicable” in today’s profile, rated in the earlier one.",
                    "Website and content: skill “Self-sufficient” in the earlier profile, not in today’s.",
                ]
            );
            let profiles = [&county(), &a_year_later()];
            assert_eq!(
                check_words(|lang| say::term(&BANK, lang, profiles, found.terms[0].0, found.terms[0].1)),
                [
                    "When could you start? Earlier: Within a year. Today: Within three months.",
                    "¿Cuándo podrían empezar? Perfil anterior: Antes de un año. Perfil de hoy: Antes de tres meses.",
                ]
            );
            assert_eq!(
                check_words(|lang| say::context(
                    &BANK,
                    lang,
                    profiles,
                    found.context[0].0,
                    found.context[0].1
                )),
                [
                    "Population served: 250,000 to 999,999 in the earlier profile, 100,000 to 249,999 in today’s.",
                    "Población atendida: 250,000 a 999,999 en el perfil anterior, 100,000 a 249,999 en el de hoy.",
                ]
            );
        }

        #[test]
        fn what_both_say_alike_has_not_moved() {
            let (found, same) = (found(), unmoved(&BANK, &county(), &a_year_later()));
            let moved: BTreeSet<u16> = found.rows.iter().map(|row| row.slot.0).collect();
            assert_eq!((moved.len(), same.len()), (6, 30));
            assert!(same.iter().all(|slot| !moved.contains(&slot.0)));
            let empty = Profile::empty(&BANK);
            assert_eq!(unmoved(&BANK, &empty, &empty), []);
        }

        #[test]
        fn a_table_says_levels_and_leaves_open_what_is_not_said() {
            let cell = |response| SCALES.map(|scale| say::cell(&BANK, lang("en"), response, scale));
            let rated = Response::Rated { skill: rating(3), need: Rating::Skipped };
            assert_eq!(cell(rated), [Some("Can share"), None]);
            assert_eq!(cell(Response::NotApplicable), [Some("Not applicable"); 2]);
        }

        #[test]
        fn the_headline_counts_and_names_the_dates() {
            let found = found();
            assert_eq!(
                check_words(|lang| say::headline(lang, &found)),
                [
                    "From 2025-11-20 to 2026-11-23: 2 skills went up, 1 went down; 1 need went up, 1 went down.",
                    "Desde el 2025-11-20 hasta el 2026-11-23: 2 capacidades subieron, 1 bajó; 1 necesidad aumentó, 1 se \
                     redujo.",
                ]
            );
        }

        #[test]
        fn a_town_that_becomes_a_school_district_is_not_asked_about_permits() {
            let mut school = county();
            let idx = BANK.context_idx("ctx-kind").unwrap();
            let option = BANK.context[idx].options.iter().position(|option| option.id == "school").unwrap();
            school.context.choices[idx] = u8::try_from(option).ok();
            let found = since(&BANK, &county(), &school);
            let ids = ["resident-requests", "permits-licensing", "billing-tax", "emergency-calls"];
            assert_eq!(found.rows, ids.map(|id| row(id, RowStep::Job(Side::Today))));
            assert_eq!(found.context, [(idx, Turn::Changed)]);
            // Two school districts are asked about 32 capabilities, and only those can be compared.
            assert_eq!(since(&BANK, &school, &school).skill.total(), 32);
        }
    }

    mod words {
        use super::*;

        #[test]
        fn whether_it_is_one_agency_is_told_for_each_case() {
            use interlocal_core::raters::SameAgency;
            let cases = [SameAgency::Yes, SameAgency::No, SameAgency::Unknown];
            all_differ(cases.map(|same| check_words(|lang| say::same_agency(lang, same).to_owned())).into());
        }

        /// The sentence for each, all different in each language.
        fn all_differ(sentences: Vec<[String; 2]>) {
            for idx in 0..2 {
                let distinct: BTreeSet<&String> = sentences.iter().map(|it| &it[idx]).collect();
                assert_eq!(distinct.len(), sentences.len());
            }
        }

        const SIDES: [Side; 2] = [Side::Earlier, Side::Today];
        const TURNS: [Turn; 3] = [Turn::Changed, Turn::Only(Side::Earlier), Turn::Only(Side::Today)];

        fn steps() -> Vec<Step> {
            [moved(1, 3), moved(3, 1)].into_iter().chain(SIDES.map(|side| only(side, 2))).collect()
        }

        #[test]
        fn every_kind_of_row_has_its_own_sentence() {
            let ratings = SCALES
                .into_iter()
                .flat_map(|scale| steps().into_iter().map(move |step| RowStep::Rating(scale, step)));
            let jobs = SIDES.into_iter().flat_map(|side| [RowStep::Job(side), RowStep::OnlyJob(side)]);
            let rows = ratings.chain(jobs).map(|step| row("gis-mapping", step));
            all_differ(rows.map(|row| check_words(|lang| say::row(&BANK, lang, &row))).collect());
            let readiness =
                (0..BANK.readiness.len()).flat_map(|idx| steps().into_iter().map(move |it| (idx, it)));
            all_differ(
                readiness
                    .map(|(idx, step)| check_words(|lang| say::readiness(&BANK, lang, idx, step)))
                    .collect(),
            );
        }

        #[test]
        fn every_verdict_on_every_score_has_its_own_sentence() {
            let range = |low, high, band| Range { point: low + 5, low, high, band };
            let (from, to) = (range(5, 40, 1), range(60, 95, 3));
            let trends =
                [Trend::Up { from, to }, Trend::Down { from: to, to: from }, Trend::Unclear { from, to }]
                    .into_iter()
                    .chain(SIDES.map(|side| Trend::Only { side, range: from }))
                    .chain([Trend::Unknown]);
            let numbers = since(&BANK, &county(), &county()).scores.into_iter().map(|(number, _)| number);
            let numbers: Vec<Number> = numbers.chain([Number::Capability(slot("hosting"))]).collect();
            assert_eq!(numbers.len(), 5 + 2 * BANK.domains.len() + 1);
            let all = trends.flat_map(|trend| numbers.iter().map(move |number| (*number, trend)));
            all_differ(
                all.map(|(number, trend)| check_words(|lang| say::score(&BANK, lang, number, trend)))
                    .collect(),
            );
        }

        #[test]
        fn every_turn_of_every_term_and_of_the_agency_has_its_own_sentence() {
            let profiles = [&county(), &persona("alder-fork-water", "es")];
            let terms = (0..BANK.terms.len()).flat_map(|idx| TURNS.map(|turn| (idx, turn)));
            all_differ(
                terms
                    .map(|(idx, turn)| check_words(|lang| say::term(&BANK, lang, profiles, idx, turn)))
                    .collect(),
            );
            let context = (0..BANK.context.len()).flat_map(|idx| TURNS.map(|turn| (idx, turn)));
            all_differ(
                context
                    .map(|(idx, turn)| check_words(|lang| say::context(&BANK, lang, profiles, idx, turn)))
                    .collect(),
            );
            let picks = [Shelf::Offers, Shelf::Needs]
                .into_iter()
                .flat_map(|shelf| SIDES.map(|side| PickChange { slot: slot("gis-mapping"), shelf, side }));
            all_differ(picks.map(|pick| check_words(|lang| say::pick(&BANK, lang, &pick))).collect());
        }

        #[test]
        fn the_headline_has_words_for_every_date_that_is_missing_and_every_count() {
            let (day, next) = (Some(Date(100)), Some(Date(465)));
            let dates = [(day, next), (day, None), (None, next), (None, None), (next, day)];
            let counts = [(0, 0), (1, 0), (2, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 1), (5, 2)];
            let tally = |(up, down)| Tally { up, down, ..Tally::default() };
            let nothing = since(&BANK, &county(), &county());
            let mut all = Vec::new();
            for dates in dates {
                for (skill, need) in counts.into_iter().zip(counts.into_iter().rev()) {
                    let since = Since { dates, skill: tally(skill), need: tally(need), ..nothing.clone() };
                    all.push(check_words(|lang| say::headline(lang, &since)));
                }
            }
            all_differ(all);
            let since =
                Since { dates: (day, None), skill: tally((5, 2)), need: tally((3, 4)), ..nothing.clone() };
            assert_eq!(
                say::headline(lang("en"), &since),
                "Since 2020-04-10: 5 skills went up, 2 went down; 3 needs went up, 4 went down."
            );
            assert_eq!(
                say::headline(lang("en"), &nothing),
                "Since the earlier profile, which has no date: no skills went up or down; no needs went up or down."
            );
        }
    }

    #[test]
    fn a_score_moves_only_where_the_ranges_part() {
        for (seed, one, other) in pairs() {
            let (before, after) = (score(&BANK, &one), score(&BANK, &other));
            let since = since(&BANK, &one, &other);
            for (idx, letter) in Letter::ALL.into_iter().enumerate() {
                let (number, trend) = since.scores[idx];
                assert_eq!(number, Number::Share(letter));
                let (from, to) = (before.share[idx].range, after.share[idx].range);
                let expected = match (from, to) {
                    (Some(from), Some(to)) if from.high < to.low => Trend::Up { from, to },
                    (Some(from), Some(to)) if to.high < from.low => Trend::Down { from, to },
                    (Some(from), Some(to)) => Trend::Unclear { from, to },
                    (Some(range), None) => Trend::Only { side: Side::Earlier, range },
                    (None, Some(range)) => Trend::Only { side: Side::Today, range },
                    (None, None) => Trend::Unknown,
                };
                // The offers' score may part by answers of one profile alone; then it is unclear.
                let may_be = match expected {
                    Trend::Up { from, to } | Trend::Down { from, to } => Trend::Unclear { from, to },
                    Trend::Unclear { .. } | Trend::Only { .. } | Trend::Unknown => expected,
                };
                assert!(
                    trend == expected || (letter == Letter::H && trend == may_be),
                    "seed {seed} {letter:?}"
                );
            }
        }
    }
}

mod raters {
    use super::*;
    use interlocal_core::explain::raters as say;
    use interlocal_core::plain_text::{AGENCY_BYTES, PlainText};
    use interlocal_core::profile::Region;
    use interlocal_core::raters::{
        Agreement, Difference, SameAgency, Side, Split, agreement, differences, one_sided, same_agency, take,
    };
    use interlocal_core::visible::{effective, is_asked};

    const SIDES: [Side; 2] = [Side::Mine, Side::Theirs];

    fn both(mine: u8, theirs: u8) -> Split {
        Split::Both { mine: Level::new(mine).unwrap(), theirs: Level::new(theirs).unwrap() }
    }

    fn swapped(difference: Difference) -> Difference {
        let split = |split| match split {
            Split::Both { mine, theirs } => Split::Both { mine: theirs, theirs: mine },
            Split::Only { side, level } => Split::Only { side: side.other(), level },
        };
        match difference {
            Difference::Rating { slot, scale, split: it } => {
                Difference::Rating { slot, scale, split: split(it) }
            }
            Difference::Readiness { idx, split: it } => Difference::Readiness { idx, split: split(it) },
            Difference::Job { slot, not_ours, skill, need } => {
                Difference::Job { slot, not_ours: not_ours.other(), skill, need }
            }
        }
    }

    /// The question and both answers, as a page shows them.
    fn told(lang: Lang, difference: &Difference) -> String {
        let answers = SIDES.map(|side| say::answer(&BANK, lang, difference, side));
        [say::question(&BANK, lang, difference), answers.join(" | ")].join(" | ")
    }

    /// Both lists.
    fn all(mine: &Profile, theirs: &Profile) -> Vec<Difference> {
        [differences(&BANK, mine, theirs), one_sided(&BANK, mine, theirs)].concat()
    }

    fn taken(profile: &Profile, differences: &[Difference], side: Side) -> Profile {
        differences.iter().fold(profile.clone(), |profile, it| take(&profile, *it, side))
    }

    #[test]
    fn nobody_differs_from_themselves() {
        for profile in pairs().map(|(_, one, _)| one).chain(everybody()) {
            assert_eq!(all(&profile, &profile), []);
            let agreement = agreement(&BANK, &profile, &profile);
            assert_eq!((agreement.both, agreement.close()), (agreement.same, agreement.both));
        }
    }

    #[test]
    fn the_other_person_sees_the_same_differences_from_the_other_side() {
        for (seed, mine, theirs) in pairs() {
            let seen: Vec<Difference> = all(&mine, &theirs).into_iter().map(swapped).collect();
            assert_eq!(seen, all(&theirs, &mine), "seed {seed}");
            assert_eq!(agreement(&BANK, &mine, &theirs), agreement(&BANK, &theirs, &mine), "seed {seed}");
        }
    }

    #[test]
    fn two_lines_apart_is_the_least_that_counts() {
        let levels = [0, 1, 2, 3, 4];
        for (mine, theirs) in levels.into_iter().flat_map(|mine| levels.map(|theirs| (mine, theirs))) {
            let [mut my, mut their] = [Profile::empty(&BANK), Profile::empty(&BANK)];
            for scale in SCALES {
                rate(&mut my, "hosting", scale, rating(mine));
                rate(&mut their, "hosting", scale, rating(theirs));
            }
            (my.readiness[2], their.readiness[2]) = (rating(mine), rating(theirs));
            let gap = mine.abs_diff(theirs);
            let split = both(mine, theirs);
            let found = match gap >= 2 {
                true => SCALES
                    .map(|scale| Difference::Rating { slot: slot("hosting"), scale, split })
                    .into_iter()
                    .chain([Difference::Readiness { idx: 2, split }])
                    .collect(),
                false => Vec::new(),
            };
            assert_eq!(differences(&BANK, &my, &their), found, "{mine} {theirs}");
            assert_eq!(one_sided(&BANK, &my, &their), []);
            let counted = |is: bool| if is { 2 } else { 0 };
            let (same, one_apart, far_apart) = (counted(gap == 0), counted(gap == 1), counted(gap >= 2));
            assert_eq!(agreement(&BANK, &my, &their), Agreement { both: 2, same, one_apart, far_apart });
        }
    }

    #[test]
    fn taking_theirs_everywhere_settles_all_and_touches_nothing_else() {
        for (seed, mine, theirs) in pairs() {
            let theirs = Profile { context: mine.context.clone(), ..theirs };
            let far = differences(&BANK, &mine, &theirs);
            let settled = taken(&mine, &far, Side::Theirs);
            assert_eq!(differences(&BANK, &settled, &theirs), [], "seed {seed}");
            let filled = taken(&settled, &one_sided(&BANK, &mine, &theirs), Side::Theirs);
            assert_eq!(all(&filled, &theirs), [], "seed {seed}");
            let frame =
                Profile { responses: mine.responses.clone(), readiness: mine.readiness.clone(), ..filled };
            assert_eq!(frame, mine, "seed {seed}");
            for (slot, response) in settled.responses.iter() {
                let is_far = far.iter().any(|it| match it {
                    Difference::Rating { slot: of, .. } | Difference::Job { slot: of, .. } => *of == slot,
                    Difference::Readiness { .. } => false,
                });
                assert!(is_far || response == mine.responses.get(slot), "seed {seed} {slot:?}");
            }
        }
    }

    #[test]
    fn taking_is_idempotent_and_taking_mine_again_restores_mine() {
        for (seed, mine, theirs) in pairs() {
            let all = all(&mine, &theirs);
            assert_eq!(taken(&mine, &all, Side::Mine), mine, "seed {seed}");
            for difference in &all {
                let once = take(&mine, *difference, Side::Theirs);
                assert_ne!(once, mine, "seed {seed} {difference:?}");
                assert_eq!(take(&once, *difference, Side::Theirs), once, "seed {seed}");
                assert_eq!(take(&once, *difference, Side::Mine), mine, "seed {seed}");
            }
            let everything = taken(&mine, &all, Side::Theirs);
            assert_eq!(taken(&everything, &all, Side::Mine), mine, "seed {seed}");
        }
    }

    #[test]
    fn one_rating_is_taken_and_its_neighbour_stays() {
        let [mine, mut theirs] = [county(), county()];
        rate(&mut theirs, "hosting", ScaleId::Skill, rating(1));
        rate(&mut theirs, "hosting", ScaleId::Need, rating(3));
        let found = differences(&BANK, &mine, &theirs);
        assert_eq!(found.len(), 2);
        let response = take(&mine, found[1], Side::Theirs).responses.get(slot("hosting"));
        assert_eq!(response, Response::Rated { skill: rating(4), need: rating(3) });
    }

    #[test]
    fn not_our_job_against_a_rating_is_a_difference_and_against_a_blank_is_one_sided() {
        let [mine, mut theirs] = [county(), county()];
        theirs.responses.set(slot("hosting"), Response::NotApplicable);
        let (skill, need) = (rating(4), rating(0));
        let job = Difference::Job { slot: slot("hosting"), not_ours: Side::Theirs, skill, need };
        assert_eq!(differences(&BANK, &mine, &theirs), [job]);
        assert_eq!(
            check_words(|lang| told(lang, &job)),
            [
                "Data center and servers | skill “Can provide” and need “None” | Not applicable. Our agency is not responsible for this and does not expect to be.",
                "Centro de datos y servidores | capacidad «Puede prestar» y necesidad «Ninguna» | No aplica. No es función de nuestra entidad ni se prevé que lo sea.",
            ]
        );
        let mut mine = mine;
        mine.responses.set(slot("hosting"), Response::SKIPPED);
        assert_eq!(differences(&BANK, &mine, &theirs), []);
        let [only] = one_sided(&BANK, &mine, &theirs)[..] else { panic!("one") };
        assert_eq!(only.side(), Some(Side::Theirs));
    }

    #[test]
    fn what_one_of_the_two_was_never_asked_is_no_difference() {
        let [mine, mut theirs] = [county(), county()];
        let idx = BANK.context_idx("ctx-kind").unwrap();
        theirs.context.choices[idx] = persona("copperleaf-schools", "en").context.choices[idx];
        assert_eq!(all(&mine, &theirs), []);
        assert_eq!(agreement(&BANK, &mine, &theirs).both, 2 * 32);
        let mut older = Profile { edition: BANK.newest(), ..Profile::empty(&GROWN) };
        older.readiness[0] = rating(1);
        let mut newer = Profile::empty(&GROWN);
        newer.responses.set(Slot(37), Response::Rated { skill: rating(4), need: rating(0) });
        newer.readiness[0] = rating(1);
        assert_eq!(one_sided(&GROWN, &older, &newer), []);
        older.edition = newer.edition;
        assert_eq!(one_sided(&GROWN, &older, &newer).len(), 2);
    }

    #[test]
    fn the_agreement_counts_every_rating_that_both_gave() {
        for (seed, mine, theirs) in pairs() {
            let found = agreement(&BANK, &mine, &theirs);
            let asked = BANK.capabilities.iter().filter(|it| is_asked(it, &mine) && is_asked(it, &theirs));
            let known = |profile, slot, scale| effective(&BANK, profile, slot).rating(scale).is_known();
            let both = asked.flat_map(|it| SCALES.map(|scale| (it.slot, scale)));
            let both =
                both.filter(|(slot, scale)| known(&mine, *slot, *scale) && known(&theirs, *slot, *scale));
            assert_eq!(usize::try_from(found.both), Ok(both.count()), "seed {seed}");
            assert_eq!(found.both, found.same + found.one_apart + found.far_apart, "seed {seed}");
            let far = differences(&BANK, &mine, &theirs);
            let n_far = far.iter().filter(|it| matches!(it, Difference::Rating { .. })).count();
            assert_eq!(usize::try_from(found.far_apart), Ok(n_far), "seed {seed}");
        }
    }

    #[test]
    fn one_agency_is_known_by_its_name_and_not_against_its_region() {
        let named = |name: &str, region: Option<&str>| {
            let mut profile = Profile::empty(&BANK);
            profile.context.agency = PlainText::typed(name, AGENCY_BYTES).unwrap();
            profile.context.region = region.and_then(Region::new);
            profile
        };
        let cases = [
            (("Cañón", Some("US-CO")), (" CANON ", Some("US-CO")), SameAgency::Yes),
            (("Oakvale", None), ("oakvale", Some("US-CO")), SameAgency::Yes),
            (("Oakvale", Some("US")), ("Oakvale", Some("US-CO")), SameAgency::Yes),
            (("Oakvale", Some("US-CA")), ("Oakvale", Some("US-CO")), SameAgency::No),
            (("Oakvale", Some("MX")), ("Oakvale", Some("US")), SameAgency::No),
            (("Oakvale", None), ("Oakvale County", None), SameAgency::No),
            (("", Some("US")), ("Oakvale", Some("US")), SameAgency::Unknown),
            (("", None), ("", None), SameAgency::Unknown),
        ];
        for ((name, region), (other, other_region), expected) in cases {
            let (one, other) = (named(name, region), named(other, other_region));
            assert_eq!(
                (same_agency(&one, &other), same_agency(&other, &one)),
                (expected, expected),
                "{name}"
            );
        }
    }

    #[test]
    fn every_difference_is_told_in_its_own_words_in_both_languages() {
        let splits = [both(1, 3), both(3, 1)]
            .into_iter()
            .chain(SIDES.map(|side| Split::Only { side, level: Level::new(2).unwrap() }));
        let splits: Vec<Split> = splits.collect();
        let gis = slot("gis-mapping");
        let mut all: Vec<Difference> = SCALES
            .into_iter()
            .flat_map(|scale| {
                splits.iter().map(move |split| Difference::Rating { slot: gis, scale, split: *split })
            })
            .collect();
        for idx in 0..BANK.readiness.len() {
            all.extend(splits.iter().map(|split| Difference::Readiness { idx, split: *split }));
        }
        let levels = [Rating::Skipped, rating(2)];
        for not_ours in SIDES {
            for (skill, need) in levels.into_iter().flat_map(|skill| levels.map(|need| (skill, need))) {
                all.push(Difference::Job { slot: gis, not_ours, skill, need });
            }
        }
        let said: Vec<[String; 2]> = all.iter().map(|it| check_words(|lang| told(lang, it))).collect();
        for (idx, sentences) in said.iter().enumerate() {
            assert!(said[..idx].iter().all(|other| other[0] != sentences[0] && other[1] != sentences[1]));
        }
    }

    #[test]
    fn a_question_stands_alone_with_each_answer_in_full() {
        let gis = slot("gis-mapping");
        let only = |side| Split::Only { side, level: Level::new(2).unwrap() };
        let skill = Difference::Rating { slot: gis, scale: ScaleId::Skill, split: only(Side::Theirs) };
        let (rated, blank) = (rating(3), Rating::Skipped);
        let job = Difference::Job { slot: gis, not_ours: Side::Mine, skill: rated, need: blank };
        let lone = Difference::Job { slot: gis, not_ours: Side::Mine, skill: blank, need: blank };
        let ready = Difference::Readiness { idx: 0, split: both(0, 4) };
        let cases = [
            (
                skill,
                "GIS and mapping: skill",
                "No answer in this profile.",
                "Self-sufficient. We meet our own needs, with no time to help others.",
            ),
            (
                job,
                "GIS and mapping",
                "Not applicable. Our agency is not responsible for this and does not expect to be.",
                "skill “Can share”",
            ),
            (
                lone,
                "GIS and mapping",
                "Not applicable. Our agency is not responsible for this and does not expect to be.",
                "No answer in this profile.",
            ),
            (
                ready,
                "Is there an inventory of your IT and of what is missing?",
                "No, and no one has the full picture.",
                "It is updated every year and shared with a partner.",
            ),
        ];
        for (difference, question, mine, theirs) in cases {
            assert_eq!(check_words(|lang| say::question(&BANK, lang, &difference))[0], question);
            let answers = SIDES.map(|side| check_words(|lang| say::answer(&BANK, lang, &difference, side)));
            assert_eq!((&*answers[0][0], &*answers[1][0]), (mine, theirs));
        }
    }

    #[test]
    fn agreement_and_agency_are_told_in_both_languages() {
        let found = Agreement { both: 48, same: 30, one_apart: 11, far_apart: 7 };
        assert_eq!(
            check_words(|lang| say::agreement(lang, &found)),
            [
                "On 41 of 48 ratings, you are within one line of each other.",
                "En 41 de 48 valoraciones, la diferencia entre usted y su colega es de una línea como máximo.",
            ]
        );
        check_words(|lang| say::agreement_parts(lang, &found));
        check_words(|lang| say::agreement(lang, &Agreement::default()));
        for same in [SameAgency::Yes, SameAgency::No, SameAgency::Unknown] {
            check_words(|lang| say::same_agency(lang, same).to_owned());
        }
    }
}
