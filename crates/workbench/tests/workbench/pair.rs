//! The comparison of two agencies without a browser: the ways to it, the names of the two, and the text of the page.
//! The crate `compare` has its own tests for the numbers.

use crate::still::html;
use crate::support::{after, bank, persona, session};
use interlocal_compare::bend::{Bend, smallest};
use interlocal_compare::fit::Label;
use interlocal_compare::{Party, TermId};
use interlocal_core::link::{Disclosure, encode_whole, redact};
use interlocal_core::plain_text::{NOTE_BYTES, PlainText};
use interlocal_core::profile::{Date, Profile};
use interlocal_core::session::Page;
use interlocal_core::words::{DeskWord, Lang, say, tell};
use interlocal_group::answer::Answer;
use interlocal_group::ask::{Ask, Source};
use interlocal_workbench::action::{Action, Effect, GroupAction, TwoAction};
use interlocal_workbench::page::DeskPage;
use interlocal_workbench::two::{Two, other};
use interlocal_workbench::{Desk, Problem};
use std::rc::Rc;

const COUNTY: &str = "larkspur-county";
const CITY: &str = "fenwick-falls";
const TOWN: &str = "little-quill";
const STATE: &str = "halcyon-rivers";
const SCHOOLS: &str = "copperleaf-schools";

fn name(id: &str) -> String {
    persona(id).context.agency.unwrap().as_str().to_owned()
}

fn link(profile: &Profile) -> String {
    encode_whole(&bank(), profile).link("https://agency.example/share/")
}

/// Returns the workbench of a person with the answers of `mine`.
fn desk(mine: Option<&str>) -> Desk {
    let session = session("en");
    let session = match mine {
        Some(id) => session.with_profile(persona(id)),
        None => session,
    };
    Desk::start(session, Some(DeskPage::Open), None)
}

/// Returns a workbench with the answers of `mine` and the received profile of `theirs`.
fn with_mine(mine: &str, theirs: &str) -> Desk {
    after(desk(Some(mine)), [Action::Paste(link(&persona(theirs))), TwoAction::WithMine.into()])
}

/// Returns a workbench with two links of other agencies in one text.
fn of_others(one: &Profile, other: &Profile) -> Desk {
    let text = ["First: ", &link(one), "\nSecond: <", &link(other), ">."].concat();
    after(desk(None), [Action::Paste(text)])
}

fn two(desk: &Desk) -> Two {
    Two::clone(desk.two.as_ref().expect("two are side by side"))
}

/// Returns the visible text, with a line for each piece.
fn text(desk: &Desk) -> String {
    let html = html(desk).replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&");
    html.split('<').filter_map(|piece| Some(piece.split_once('>')?.1)).collect::<Vec<_>>().join("\n")
}

fn en(word: DeskWord) -> &'static str {
    say(Lang::default(), word)
}

fn assert_says(desk: &Desk, wanted: &str) {
    let text = text(desk);
    assert!(text.contains(wanted), "{wanted:?} is not said in:\n{text}");
}

fn assert_does_not_say(desk: &Desk, unwanted: &str) {
    let text = text(desk);
    assert!(!text.contains(unwanted), "{unwanted:?} is said in:\n{text}");
}

mod ways_in {
    use super::*;

    #[test]
    fn a_received_profile_is_compared_with_the_own_and_is_first() {
        let desk = with_mine(CITY, COUNTY);
        let two = two(&desk);
        assert_eq!((desk.page, two.mine, two.from), (DeskPage::Pair, Some(Party::B), DeskPage::Found));
        assert_eq!(*two.a, persona(COUNTY));
        assert_eq!(two.b.context, persona(CITY).context);
        assert_eq!(two.b.date, Date::parse("2026-11-23"), "one's own answers are of today");
    }

    #[test]
    fn without_own_answers_the_page_offers_the_questionnaire() {
        let found = after(desk(None), [Action::Paste(link(&persona(COUNTY)))]);
        assert_says(&found, en(DeskWord::PairWaitBegin));
        assert_does_not_say(&found, en(DeskWord::PairCompare));
        let refused = after(found.clone(), [TwoAction::WithMine.into()]);
        assert_eq!((refused.page, refused.two), (DeskPage::Found, None));
        let mine = after(desk(Some(CITY)), [Action::Paste(link(&persona(COUNTY)))]);
        assert_says(&mine, en(DeskWord::PairCompare));
    }

    #[test]
    fn only_the_waiting_profile_survives_the_questionnaire() {
        let found = after(desk(None), [Action::Paste(link(&persona(COUNTY)))]);
        let (desk, effects) = found.apply(TwoAction::Wait.into());
        let page = Page::Start.key(&bank());
        assert!(matches!(effects.as_slice(), [Effect::Leave { page: to, .. }] if *to == page), "{effects:?}");
        let rested = desk.suspended();
        assert_eq!(rested.found, None);
        let answered = session("en").with_profile(persona(CITY));
        let back = Desk::start(answered, Some(DeskPage::Open), None).after(&rested);
        assert_says(&back, &tell(Lang::default(), DeskWord::PairWaits, &[("name", &name(COUNTY))]));
        let compared = after(back, [TwoAction::Resume.into()]);
        assert_eq!((compared.page, compared.waiting.clone()), (DeskPage::Pair, None));
        assert_eq!(two(&compared).mine, Some(Party::B));
        assert_eq!(compared.found.map(|found| Profile::clone(&found.profile)), Some(persona(COUNTY)));
    }

    #[test]
    fn a_waiting_profile_can_be_viewed_and_is_erased_with_the_rest() {
        let found = after(desk(None), [Action::Paste(link(&persona(COUNTY)))]);
        let waiting = after(found, [TwoAction::Wait.into()]).suspended();
        let shown = after(waiting.clone(), [TwoAction::Resume.into()]);
        assert_eq!((shown.page, shown.waiting), (DeskPage::Found, None));
        assert_eq!(after(waiting, [Action::Forget]).suspended().waiting, None);
    }

    #[test]
    fn two_links_in_a_text_or_a_file_are_compared() {
        let (one, other) = (persona(COUNTY), persona(TOWN));
        let pasted = of_others(&one, &other);
        let found = two(&pasted);
        assert_eq!((pasted.page, found.mine, found.from), (DeskPage::Pair, None, DeskPage::Open));
        assert_eq!((Profile::clone(&found.a), Profile::clone(&found.b)), (one.clone(), other.clone()));
        let csv = ["name,link\n", "a,", &link(&one), "\nb,", &link(&other), "\n"].concat();
        let file = after(desk(None), [Action::File("two.csv".to_owned(), Ok(csv.into_bytes()))]);
        assert_eq!(file.two.map(|it| it.comparison.clone()), Some(found.comparison));
    }

    #[test]
    fn a_repeated_link_is_one_profile() {
        let one = persona(COUNTY);
        let desk = of_others(&one, &one);
        assert_eq!((desk.page, desk.two), (DeskPage::Found, None));
    }

    #[test]
    fn a_valid_link_beside_a_damaged_one_is_one_profile() {
        let (one, other) = (link(&persona(COUNTY)), link(&persona(TOWN)));
        let text = [&one, " ", &other[..other.len() - 4]].concat();
        assert_eq!(after(desk(None), [Action::Paste(text)]).page, DeskPage::Found);
    }

    #[test]
    fn more_than_two_profiles_are_offered_to_the_group() {
        let text = [COUNTY, TOWN, STATE].map(|id| link(&persona(id))).join("\n");
        let desk = after(desk(None), [Action::Paste(text.clone())]);
        assert_eq!((desk.page, desk.two.clone()), (DeskPage::Open, None));
        assert_eq!(desk.problem, Some(Problem::Many(Rc::new(Source::Text(text.clone())))));
        assert_says(&desk, en(DeskWord::PairManyButton));
        let (there, effects) = desk.apply(GroupAction::Add(Source::Text(text.clone())).into());
        assert_eq!(there.page, DeskPage::Group);
        assert!(effects.contains(&Effect::Ask(Ask::Add(Source::Text(text)))), "{effects:?}");
    }

    #[test]
    fn a_link_in_the_note_of_a_saved_file_is_ignored() {
        let bank = bank();
        let mut profile = persona(COUNTY);
        let other = encode_whole(&bank, &Profile::empty(&bank));
        profile.context.note = PlainText::new(&["See #", other.as_str()].concat(), NOTE_BYTES).ok();
        assert!(profile.context.note.is_some(), "the link of an empty profile fits into a note");
        let lang = Lang::default();
        let page = interlocal_core::export::html(&bank, lang, &profile, None);
        let file = after(desk(None), [Action::File("county.html".to_owned(), Ok(page.into_bytes()))]);
        assert_eq!(file.page, DeskPage::Found);
    }

    #[test]
    fn two_agencies_of_a_group_are_compared_with_a_link_back() {
        let at_meet = after(desk(None), [Action::Show(DeskPage::Meet)]);
        let asked = after(at_meet, [GroupAction::Pair(1, 2).into()]);
        let links = [COUNTY, CITY].map(|id| link(&persona(id))).to_vec();
        let desk = after(asked, [Action::Told(Answer::Links(links))]);
        assert_eq!((desk.page, two(&desk).from), (DeskPage::Pair, DeskPage::Meet));
        assert_says(&desk, en(DeskWord::PairToGroup));
    }

    #[test]
    fn the_own_profile_in_a_group_is_recognized() {
        let at_group = after(desk(Some(CITY)), [Action::Show(DeskPage::Group)]);
        let mine = Profile { date: Date::parse("2026-11-23"), ..persona(CITY) };
        // The group has the profile with the disclosure of links.
        let mine = redact(&bank(), &mine, &Disclosure::public()).into_profile();
        for links in [[link(&mine), link(&persona(COUNTY))], [link(&persona(COUNTY)), link(&mine)]] {
            let asked = after(at_group.clone(), [GroupAction::Pair(1, 2).into()]);
            let desk = after(asked, [Action::Told(Answer::Links(links.to_vec()))]);
            let two = two(&desk);
            assert_eq!((two.mine, Profile::clone(&two.a)), (Some(Party::B), persona(COUNTY)));
            assert_says(&desk, en(DeskWord::PairHelpUs));
        }
    }

    #[test]
    fn without_two_profiles_the_pages_lead_to_the_import() {
        for page in [DeskPage::Pair, DeskPage::Talk] {
            assert_eq!(after(desk(Some(CITY)), [Action::Show(page)]).page, DeskPage::Open);
            assert_eq!(after(desk(Some(CITY)), [Action::Returned(page)]).page, DeskPage::Open);
        }
    }

    #[test]
    fn back_and_forward_restore_the_comparison() {
        let desk = with_mine(CITY, COUNTY);
        let there = after(desk, [Action::Show(DeskPage::Talk), Action::Returned(DeskPage::Pair)]);
        assert_eq!(there.page, DeskPage::Pair);
        let found = after(there, [Action::Returned(DeskPage::Found)]);
        assert_eq!(after(found, [Action::Returned(DeskPage::Talk)]).page, DeskPage::Talk);
    }

    #[test]
    fn the_comparison_uses_the_current_own_answers() {
        let desk = with_mine(CITY, COUNTY);
        let before = two(&desk);
        let found = after(desk, [Action::Returned(DeskPage::Found), Action::Adopt, Action::Confirm(true)]);
        let now = two(&after(found, [Action::Show(DeskPage::Pair)]));
        let told = redact(&bank(), &before.a, &Disclosure::public());
        assert_eq!(now.b.responses, told.responses, "the county's answers are one's own now");
        assert_ne!(now.comparison, before.comparison);
    }
}

mod wording {
    use super::*;

    #[test]
    fn a_comparison_with_the_own_profile_uses_we_and_they() {
        let desk = with_mine(CITY, COUNTY);
        for word in
            [DeskWord::PairHelpUs, DeskWord::PairHelpThem, DeskWord::PairCommonUs, DeskWord::PairLeadUs]
        {
            assert_says(&desk, en(word));
        }
        let they = "Larkspur County (example) can help us with";
        let we = "We can help Larkspur County (example) with";
        assert_says(&desk, they);
        assert_says(&desk, we);
        let text = text(&desk);
        assert!(text.find(they) < text.find(we), "what they can do for us comes first");
    }

    #[test]
    fn a_comparison_of_two_others_uses_their_names() {
        let desk = of_others(&persona(COUNTY), &persona(CITY));
        assert_says(&desk, "Larkspur County (example) can help City of Fenwick Falls (example) with");
        let names = [("a", name(COUNTY)), ("b", name(CITY))];
        let names = names.each_ref().map(|(key, name)| (*key, name.as_str()));
        assert_says(&desk, &tell(Lang::default(), DeskWord::PairHelp, &names));
        for word in [DeskWord::PairHelpUs, DeskWord::PairCommonUs, DeskWord::PairLeadUs] {
            assert_does_not_say(&desk, en(word));
        }
    }

    #[test]
    fn agencies_without_or_with_equal_names_are_numbered_on_both_sides() {
        let nameless = |id| {
            let mut profile = persona(id);
            profile.context.agency = None;
            profile
        };
        let desk = of_others(&nameless(COUNTY), &nameless(CITY));
        let helps = "Unnamed agency 1 can help Unnamed agency 2 with cloud";
        let (one, swapped) = (text(&desk), text(&after(desk, [TwoAction::Swap.into()])));
        let line =
            |text: &str, start: &str| text.lines().find(|line| line.starts_with(start)).map(str::to_owned);
        let start = &helps[..helps.len() - " cloud".len()];
        assert!(line(&one, start).is_some());
        assert_eq!(line(&one, start), line(&swapped, start));
        let mut older = persona(COUNTY);
        older.date = Date::parse("2024-01-01");
        let same = of_others(&persona(COUNTY), &older);
        assert_says(&same, "Larkspur County (example) (2)");
        assert_says(&same, en(DeskWord::PairWhoSame));
    }

    #[test]
    fn no_number_of_the_comparison_is_shown() {
        for (one, other) in [(COUNTY, CITY), (STATE, SCHOOLS), (TOWN, STATE)] {
            let desk = of_others(&persona(one), &persona(other));
            let comparison = two(&desk).comparison;
            for line in text(&desk).lines() {
                let shown =
                    [comparison.fit, comparison.value, comparison.terms_points].map(|n| n.to_string());
                assert!(
                    !shown.iter().any(|n| line.trim() == n || line.contains(&[n, " %"].concat())),
                    "{line}"
                );
            }
        }
    }
}

mod said {
    use super::*;

    #[test]
    fn a_hard_conflict_gives_talk_first_and_the_fit_without_it() {
        let desk = of_others(&persona(STATE), &persona(SCHOOLS));
        assert_eq!(two(&desk).comparison.label, Label::Talk);
        assert_says(&desk, "Talk first");
        assert_says(&desk, "It could be worth it if you settle decision making and platforms.");
        assert_says(&desk, "can help Copperleaf");
    }

    #[test]
    fn each_conflict_has_its_smallest_adjustment() {
        let desk = of_others(&persona(STATE), &persona(SCHOOLS));
        let Two { a, b, .. } = two(&desk);
        let bends = smallest(&bank(), &a, &b, TermId::Control);
        assert!(!bends.is_empty());
        assert_says(&desk, "Decision making: no option works for both yet.");
        assert_says(&desk, en(DeskWord::BendTitle));
        assert_says(
            &desk,
            "If Copperleaf Unified School District (example) accepts “Decision by a lead agency”, this works.",
        );
        let mine = with_mine(SCHOOLS, STATE);
        assert_says(&mine, "If we accept “Decision by a lead agency”, this works.");
        // A pair without a conflict gets no adjustment.
        assert_does_not_say(&of_others(&persona(COUNTY), &persona(CITY)), en(DeskWord::BendTitle));
    }

    #[test]
    fn too_few_answers_give_no_fit_and_name_the_party() {
        let mut hardly = Profile::empty(&bank());
        hardly.context.agency = PlainText::new("Hardly There", NOTE_BYTES).ok();
        let desk = of_others(&persona(COUNTY), &hardly);
        assert_says(&desk, "Not enough answers");
        assert_says(&desk, en(DeskWord::PairFitFew));
        assert_says(&desk, "Hardly There: 0 of");
        for label in ["Strong fit", "Good fit", "Some fit", "Weak fit so far"] {
            assert_does_not_say(&desk, label);
        }
    }

    #[test]
    fn help_that_needs_data_names_the_party_that_must_adjust() {
        let desk = of_others(&persona(COUNTY), &persona(SCHOOLS));
        assert_says(&desk, en(DeskWord::PairBends));
        assert_says(
            &desk,
            "Copperleaf Unified School District (example) would have to relax its data rules for",
        );
        assert_says(&with_mine(SCHOOLS, COUNTY), "We would have to relax our data rules for");
    }

    #[test]
    fn each_line_opens_to_both_answers() {
        let desk = of_others(&persona(COUNTY), &persona(CITY));
        let html = html(&desk);
        let lines: Vec<&str> = html.split("<details class=\"pair__line\"").skip(1).collect();
        let comparison = two(&desk).comparison;
        let n_lines = comparison.a_helps_b.flows.len()
            + comparison.b_helps_a.flows.len()
            + comparison.common.slots.len()
            + comparison.peers.len()
            + comparison.terms.len()
            + 1;
        assert_eq!(lines.len(), n_lines);
        for line in lines {
            let inside = line.split("</details>").next().unwrap();
            assert!(inside.contains("Larkspur County") && inside.contains("Fenwick Falls"), "{inside}");
        }
    }

    #[test]
    fn a_refused_role_is_shown_and_its_skills_do_not_count() {
        // The city wants help with records from the town, and the town hasn't accepted the provider's role.
        let desk = of_others(&persona(TOWN), &persona(CITY));
        assert_says(
            &desk,
            "Town of Little Quill (example) has skills that City of Fenwick Falls (example) needs, but",
        );
        assert_does_not_say(&desk, "Town of Little Quill (example) can help");
    }

    #[test]
    fn the_agenda_has_the_adjustments_and_lines_to_write_on() {
        let desk = after(of_others(&persona(STATE), &persona(SCHOOLS)), [Action::Show(DeskPage::Talk)]);
        let text = text(&desk);
        let order = [
            DeskWord::TalkAttends,
            DeskWord::TalkHelp,
            DeskWord::TalkBuy,
            DeskWord::TalkTerms,
            DeskWord::TalkReady,
            DeskWord::TalkNext,
        ];
        let places: Vec<Option<usize>> =
            order.iter().map(|word| text.find(&["\n", en(*word), "\n"].concat())).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
        assert_says(&desk, "this works.");
        assert!(html(&desk).contains("<table class=\"talk__steps\""));
        let minutes = text.lines().filter_map(|line| line.strip_suffix(" min")?.parse::<u32>().ok());
        assert_eq!(minutes.sum::<u32>(), 30, "the agenda is as long as it says");
    }

    #[test]
    fn every_text_exists_in_spanish() {
        let session = session("es").with_profile(persona(SCHOOLS));
        let desk = Desk::start(session, Some(DeskPage::Open), None);
        let desk = after(desk, [Action::Paste(link(&persona(STATE))), TwoAction::WithMine.into()]);
        assert_says(&desk, "Conversar primero");
        assert_says(&desk, "Si aceptamos «Decisión de una entidad líder», esto funciona.");
        for word in ["can help", "Nothing", "bend", "fit"] {
            assert_does_not_say(&desk, word);
        }
    }
}

mod both_sides {
    use super::*;

    fn turned(bends: &[Bend]) -> Vec<Bend> {
        let mut bends: Vec<Bend> =
            bends.iter().map(|bend| Bend { a: bend.b, b: bend.a, size: bend.size }).collect();
        bends.sort_by_key(|bend| format!("{bend:?}"));
        bends
    }

    fn same(bends: &[Bend]) -> Vec<Bend> {
        turned(&turned(bends))
    }

    #[test]
    fn swapping_the_sides_mirrors_the_facts() {
        let bank = bank();
        for seed in 0..60 {
            let [one, other_one] = [seed, seed + 61].map(|seed| interlocal_testkit::profile(&bank, seed));
            let here = Two::new(
                &bank,
                Rc::new(one.into()),
                Rc::new(other_one.into()),
                Some(Party::B),
                DeskPage::Open,
            );
            let there = here.swapped(&bank);
            let (a, b) = (&here.comparison, &there.comparison);
            assert_eq!((&a.a_helps_b, &a.b_helps_a), (&b.b_helps_a, &b.a_helps_b), "{seed}");
            assert_eq!((&a.common, &a.peers, &a.terms), (&b.common, &b.peers, &b.terms), "{seed}");
            assert_eq!((a.label, a.value, a.fit), (b.label, b.value, b.fit), "{seed}");
            assert_eq!(a.hard_clashes().count(), b.hard_clashes().count(), "{seed}");
            assert_eq!((a.readiness.a, a.readiness.pair), (b.readiness.b, b.readiness.pair), "{seed}");
            for term in TermId::ALL {
                let bends = smallest(&bank, &here.a, &here.b, term);
                assert_eq!(
                    turned(&bends),
                    same(&smallest(&bank, &there.a, &there.b, term)),
                    "{seed} {term:?}"
                );
            }
            assert_eq!(there.mine, here.mine.map(other));
            assert_eq!(there.swapped(&bank), here, "twice is nothing");
        }
    }

    #[test]
    fn swapping_the_sides_gives_the_same_lines_in_another_order() {
        let bank = bank();
        for seed in 0..12 {
            let [one, second] = [seed, seed + 61].map(|seed| interlocal_testkit::profile(&bank, seed));
            let desk = of_others(&one, &second);
            let sorted = |desk: &Desk| {
                let text = text(desk);
                let mut lines: Vec<String> =
                    text.lines().map(in_any_order).filter(|line| !line.is_empty()).collect();
                lines.sort();
                lines
            };
            let swapped = after(desk.clone(), [TwoAction::Swap.into()]);
            let told = tell(
                Lang::default(),
                DeskWord::PairSwapped,
                &[("name", second.context.agency.as_ref().map_or("", |it| it.as_str()))],
            );
            let mut there = sorted(&swapped);
            there
                .retain(|line| *line != in_any_order(&told) && !line.starts_with(&in_any_order("Now shown")));
            assert_eq!(sorted(&desk), there, "{seed}");
        }
    }

    /// Sorts the two names in a line, because a sentence about both has them in the order of the sides.
    fn in_any_order(line: &str) -> String {
        let mut words: Vec<&str> = line.split(' ').map(|word| word.trim_matches(['.', ',', ':'])).collect();
        words.sort_unstable();
        words.join(" ")
    }

    #[test]
    fn a_swap_adds_no_history_entry_and_keeps_the_page() {
        let (desk, effects) = with_mine(CITY, COUNTY).apply(TwoAction::Swap.into());
        assert_eq!((desk.page, effects), (DeskPage::Pair, Vec::new()));
        assert_eq!(two(&desk).mine, Some(Party::A));
        assert_says(&desk, en(DeskWord::PairHelpUs));
    }
}
