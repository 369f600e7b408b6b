//! The pages of a group without a browser and a worker: actions, messages to the worker, and the pages for its answers.

use crate::support::{persona, session};
use crate::{small_group, still};
use interlocal_core::link::encode_whole;
use interlocal_core::words::Lang;
use interlocal_group::answer::{Added, Answer, Failure, Overview, Progress, Work};
use interlocal_group::ask::{Ask, Export, Filter, Format, Sort, Source};
use interlocal_workbench::Desk;
use interlocal_workbench::action::{Action, Effect, GroupAction};
use interlocal_workbench::group::Question;
use interlocal_workbench::page::DeskPage;

/// A person on a page of a group, with the last messages to the worker.
struct Convener {
    desk: Desk,
    effects: Vec<Effect>,
}

impl Convener {
    fn at(page: DeskPage) -> Convener {
        let mut convener =
            Convener { desk: Desk::start(session("en"), Some(DeskPage::Open), None), effects: Vec::new() };
        convener.does(Action::Show(page));
        convener
    }

    /// Returns a person with a group of four and all answers that the page requested.
    fn with_four(page: DeskPage) -> Convener {
        let mut convener = Convener::at(page);
        convener
            .hears(Answer::Collected(small_group::overview()))
            .hears(small_group::agencies())
            .hears(small_group::collections());
        let rest =
            [small_group::rejects(), small_group::coverage(), small_group::heat(), small_group::summary()];
        for answer in rest {
            convener.hears(answer);
        }
        convener
    }

    fn does(&mut self, action: impl Into<Action>) -> &mut Convener {
        let (desk, effects) = self.desk.clone().apply(action.into());
        (self.desk, self.effects) = (desk, effects);
        self
    }

    fn hears(&mut self, answer: Answer) -> &mut Convener {
        self.does(Action::Told(answer))
    }

    fn asks(&self) -> Vec<&Ask> {
        let mut asks = Vec::new();
        for effect in &self.effects {
            if let Effect::Ask(ask) = effect {
                asks.push(ask);
            }
        }
        asks
    }

    fn html(&self) -> String {
        still::html(&self.desk)
    }

    fn shows(&self, text: &str) -> bool {
        self.html().contains(text)
    }
}

fn has(html: &str, action: &str) -> bool {
    html.contains(&format!("data-action=\"{action}\""))
}

/// Returns the opening tags that contain all of these parts.
fn tags<'a>(html: &'a str, parts: &[&str]) -> Vec<&'a str> {
    let tags = html.split('<').filter_map(|tag| tag.split('>').next());
    tags.filter(|tag| parts.iter().all(|part| tag.contains(part))).collect()
}

mod frame {
    use super::*;

    #[test]
    fn in_an_empty_group_each_page_leads_to_the_import() {
        for page in DeskPage::OF_GROUP {
            let mut convener = Convener::at(page);
            assert_eq!(convener.asks(), [&Ask::Look, &Ask::Collections]);
            convener.hears(Answer::Collected(Overview::default()));
            let html = convener.html();
            let way = if page == DeskPage::Group { "add-links" } else { "collect" };
            assert!(has(&html, way) && has(&html, "add-examples"), "{page:?}: {html}");
        }
    }

    #[test]
    fn the_navigation_marks_the_current_page() {
        for page in DeskPage::OF_GROUP {
            let html = Convener::at(page).html();
            let here = format!("data-action=\"{}\" aria-current=\"page\"", page.key());
            assert!(html.contains(&here), "{html}");
            assert_eq!(html.matches("aria-current").count(), 1);
            assert!(DeskPage::OF_GROUP.iter().all(|page| has(&html, page.key())));
        }
    }

    #[test]
    fn every_page_states_that_the_examples_are_fictional() {
        for page in DeskPage::OF_GROUP {
            let mut convener = Convener::with_four(page);
            assert!(!convener.shows("fictional"));
            convener.hears(Answer::Collected(Overview { is_examples: true, ..small_group::overview() }));
            assert!(convener.shows("These agencies are fictional"), "{page:?}");
        }
    }

    #[test]
    fn a_computation_shows_its_progress_and_can_be_cancelled() {
        let mut convener = Convener::with_four(DeskPage::Gaps);
        assert!(!convener.shows("<progress"));
        convener.hears(Answer::Progress(Progress { of: Work::Computing, done: 3_000, total: 20_000 }));
        let html = convener.html();
        assert!(html.contains("Calculating: 3000 of 20,000") && html.contains("value=\"3000\""), "{html}");
        assert!(has(&html, "cancel"));
        convener.does(GroupAction::Cancel);
        assert_eq!(convener.asks(), [&Ask::Cancel]);
        convener.hears(Answer::Cancelled);
        assert!(!convener.shows("<progress"));
    }

    #[test]
    fn a_cancelled_result_can_be_requested_again() {
        let mut convener = Convener::at(DeskPage::Gaps);
        convener.hears(Answer::Collected(small_group::overview()));
        assert!(convener.asks().contains(&&Ask::Coverage) && convener.shows("Working…"));
        convener.hears(Answer::Cancelled);
        assert!(has(&convener.html(), "resume") && !convener.shows("Working…"));
        convener.does(GroupAction::Resume);
        assert!(convener.asks().contains(&&Ask::Coverage));
    }

    #[test]
    fn each_failure_has_its_own_text_until_the_next_action() {
        let failures = [
            Failure::NotKept,
            Failure::NoCollection,
            Failure::NameTaken,
            Failure::TooBig,
            Failure::Unreadable,
            Failure::Broken,
        ];
        let mut texts = Vec::new();
        for failure in failures {
            let mut convener = Convener::with_four(DeskPage::Group);
            assert!(!convener.shows("class=\"problem\""));
            convener.hears(Answer::Failed(failure));
            let html = convener.html();
            let (_, rest) = html.split_once("class=\"problem\">").unwrap();
            texts.push(rest.split_once('<').unwrap().0.to_owned());
            convener.does(GroupAction::Search(String::new()));
            assert!(!convener.shows("class=\"problem\""), "{failure:?}");
        }
        texts.sort();
        texts.dedup();
        assert_eq!(texts.len(), failures.len());
    }

    #[test]
    fn the_filter_offers_the_values_in_the_group_and_keeps_checked_ones() {
        let mut convener = Convener::with_four(DeskPage::Gaps);
        let html = convener.html();
        // A region that all agencies have can't filter anything.
        assert!(
            html.contains("County or equivalent (1)")
                && html.contains("Under 2,500 (2)")
                && !html.contains("US-OR (")
        );
        assert!(!has(&html, "clear-filter"));
        let filter = Filter { kinds: vec![1], bands: Vec::new(), regions: vec!["US-WA".to_owned()] };
        convener.does(GroupAction::Filter(filter.clone()));
        assert_eq!(convener.asks(), [&Ask::Filter(filter)]);
        convener.hears(Answer::Collected(Overview { n_shown: 1, ..small_group::overview() }));
        let html = convener.html();
        assert!(html.contains("4 agencies. 1 match the filter"), "{html}");
        assert!(html.contains("Filter (2 selected)") && html.contains("US-WA (0)"));
        assert_eq!(html.matches("checked").count(), 2);
        assert!(has(&html, "clear-filter"));
    }
}

mod collect {
    use super::*;

    #[test]
    fn the_result_of_an_import_is_shown_and_can_be_undone() {
        let mut convener = Convener::with_four(DeskPage::Group);
        assert!(convener.shows(
            "18 agencies were added. 1 was replaced by a newer profile. 2 duplicates were left out. 3 items could not be read."
        ));
        convener.does(GroupAction::Undo);
        assert_eq!(convener.asks(), [&Ask::Undo]);
        let added = Some(Added { n_duplicates: 1, ..Added::default() });
        convener.hears(Answer::Collected(Overview { added, can_undo: false, ..small_group::overview() }));
        let html = convener.html();
        assert!(html.contains("No new agency was added. 1 duplicate was left out.<"), "{html}");
        assert!(!has(&html, "undo-group"));
    }

    #[test]
    fn import_errors_are_listed_with_place_and_reason() {
        let html = Convener::with_four(DeskPage::Group).html();
        for text in [
            "3 items could not be read",
            "members.xlsx, sheet 2026, row 14, column 3",
            "This link was cut off.",
            "Pasted text, line 2",
            "&lt;script&gt;",
            "and 1 more",
            "a.csv, line 7, column 1",
            "It is identical.",
            "It is from 2025-01-31",
        ] {
            assert!(html.contains(text), "{text}");
        }
        assert!(!html.contains("Este enlace"));
    }

    #[test]
    fn the_list_shows_escaped_names_and_marks_the_own_agency() {
        let html = Convener::with_four(DeskPage::Group).html();
        assert!(html.contains("Unnamed agency 3"));
        assert!(html.contains("City of &lt;b&gt;Fenwick&lt;/b&gt; Falls") && !html.contains("<b>"));
        assert_eq!(html.matches("<span class=\"badge\">your agency</span>").count(), 1);
        assert_eq!(html.matches("older edition</span>").count(), 1);
        assert_eq!(html.matches("may be the same as another</span>").count(), 1);
        assert_eq!(html.matches("date in the future</span>").count(), 1);
        assert!(
            html.contains(
                "2 may be the same agency as another with the same name. Keep both, or remove one."
            ),
            "{html}"
        );
        assert!(html.contains("1 has a date in the future, so it replaced nothing."), "{html}");
        // With one's own agency there is no comparing with itself.
        assert_eq!(html.matches("Compare with mine: ").count(), 3);
    }

    #[test]
    fn the_sorted_column_is_marked() {
        let mut convener = Convener::with_four(DeskPage::Group);
        assert!(!convener.shows("aria-sort"));
        convener.does(GroupAction::Sort(Sort::Needs));
        let html = convener.html();
        let (_, sorted) = html.split_once("aria-sort=\"ascending\"").unwrap();
        assert_eq!(tags(sorted, &["sort-"]).first(), tags(&html, &["sort-needs"]).first());
        convener.does(GroupAction::Sort(Sort::Needs));
        assert!(convener.shows("aria-sort=\"descending\""));
        let [Ask::Agencies { sort: Sort::Needs, is_reversed: true, .. }] = convener.asks().as_slice() else {
            panic!("{:?}", convener.effects)
        };
    }

    #[test]
    fn a_long_list_is_paged() {
        let mut convener = Convener::with_four(DeskPage::Group);
        assert!(!has(&convener.html(), "after"));
        let Answer::Agencies(agencies) = small_group::agencies() else { panic!() };
        convener.hears(Answer::Agencies(interlocal_group::answer::Agencies { n: 26, ..agencies.clone() }));
        let html = convener.html();
        assert!(html.contains("1 to 25 of 26"), "{html}");
        assert!(html.contains("data-action=\"before\" aria-disabled=\"true\""));
        assert!(!html.contains("data-action=\"after\" aria-disabled"));
        convener.does(GroupAction::Rows(25));
        let [Ask::Agencies { from: 25, .. }] = convener.asks().as_slice() else {
            panic!("{:?}", convener.effects)
        };
        convener.hears(Answer::Agencies(interlocal_group::answer::Agencies { from: 25, n: 26, ..agencies }));
        assert!(convener.shows("26 to 26 of 26"));
    }

    #[test]
    fn two_agencies_of_the_list_are_compared_and_a_third_replaces_the_first() {
        let [county, city, nameless, _] = small_group::four();
        let mut convener = Convener::with_four(DeskPage::Group);
        convener.does(GroupAction::Beside(county.clone()));
        assert!(convener.shows("Selected: Larkspur County. Select another agency"));
        convener.does(GroupAction::Beside(city.clone()));
        assert!(has(&convener.html(), "pair"));
        convener.does(GroupAction::Beside(nameless.clone()));
        assert_eq!(convener.desk.group.beside, [city.clone(), nameless]);
        convener.does(GroupAction::Beside(city));
        assert!(convener.shows("Selected: Unnamed agency 3. Select"));
        convener.does(GroupAction::Remove(2));
        assert!(convener.desk.group.beside.is_empty());
        convener.does(GroupAction::Pair(0, 1));
        assert_eq!(convener.asks(), [&Ask::Links(vec![0, 1])]);
    }

    #[test]
    fn own_answers_are_offered_only_if_there_are_any() {
        let mut convener = Convener::with_four(DeskPage::Group);
        assert!(has(&convener.html(), "begin") && !convener.shows("name=\"mine\""));
        let session = session("en");
        let session = session.clone().with_profile(persona("alder-fork-water"));
        convener.desk.session = session;
        assert_eq!(tags(&convener.html(), &["name=\"mine\"", "checked"]).len(), 1);
        convener.does(GroupAction::Mine(true));
        let [Ask::Mine(Some(link))] = convener.asks().as_slice() else { panic!("{:?}", convener.effects) };
        let read = interlocal_core::link::decode(&convener.desk.session.bank, link).unwrap();
        let told = convener.desk.sharing.told(&convener.desk.session);
        assert_eq!(read.responses, told.responses);
        convener.hears(Answer::Collected(Overview { mine: None, ..small_group::overview() }));
        let html = convener.html();
        assert_eq!(tags(&html, &["name=\"mine\""]).len(), 1);
        assert!(tags(&html, &["name=\"mine\"", "checked"]).is_empty() && !html.contains("with mine"));
    }

    #[test]
    fn a_collection_is_stored_opened_renamed_and_deleted_after_confirmation() {
        let mut convener = Convener::with_four(DeskPage::Group);
        convener.does(GroupAction::Keep("Spring".to_owned()));
        assert_eq!(convener.asks(), [&Ask::Keep("Spring".to_owned())]);
        assert!(convener.shows("Saved as “Spring”."));
        let html = convener.html();
        assert!(html.contains("Oregon 2026") && html.contains("24 agencies.") && html.contains("1 agency."));
        assert_eq!(html.matches("data-action=\"open-kept\"").count(), 2);
        let pilot = || "Pilot".to_owned();
        convener.does(GroupAction::Question(Some(Question::Delete(pilot()))));
        let html = convener.html();
        assert!(html.contains("Delete “Pilot” from this device?") && has(&html, "confirm-delete"), "{html}");
        assert_eq!(
            (html.matches("data-goal").count(), html.matches("data-action=\"open-kept\"").count()),
            (1, 1)
        );
        convener.does(GroupAction::Question(Some(Question::Rename(pilot()))));
        assert!(has(&convener.html(), "confirm-rename") && !has(&convener.html(), "confirm-delete"));
        convener.does(GroupAction::Rename(pilot(), "First".to_owned()));
        assert_eq!(convener.asks(), [&Ask::Rename(pilot(), "First".to_owned())]);
        assert!(!has(&convener.html(), "confirm-rename"));
        // Without agencies there is nothing to store, but collections can be opened.
        convener.hears(Answer::Collected(Overview::default()));
        assert!(!has(&convener.html(), "keep") && has(&convener.html(), "open-kept"));
    }

    #[test]
    fn a_received_profile_can_be_added_to_the_group() {
        let session = session("en");
        let link = encode_whole(&session.bank, &persona("larkspur-county"));
        let mut convener =
            Convener { desk: Desk::start(session, None, Some(link.as_str())), effects: Vec::new() };
        assert!(has(&convener.html(), "add-to-group") && !has(&convener.html(), "group"));
        let source = Source::Text(link.as_str().to_owned());
        convener.does(GroupAction::Add(source.clone()));
        assert_eq!(convener.asks(), [&Ask::Add(source), &Ask::Look, &Ask::Collections]);
        assert!(convener.effects.contains(&Effect::PushHistory(DeskPage::Group)));
        assert_eq!(convener.desk.page, DeskPage::Group);
        // After the group exists, the profile has a link back to it.
        convener.hears(Answer::Collected(small_group::overview())).does(Action::Show(DeskPage::Found));
        assert!(has(&convener.html(), "group"));
        convener.does(Action::Show(DeskPage::Group));
        // There, adding doesn't change the page.
        convener.does(GroupAction::Add(Source::Text(String::new())));
        assert!(!convener.effects.contains(&Effect::PushHistory(DeskPage::Group)));
    }

    #[test]
    fn files_are_requested_in_the_language_of_the_page() {
        let mut convener = Convener::with_four(DeskPage::Group);
        assert!(has(&convener.html(), "export-agencies-csv") && has(&convener.html(), "export-links-json"));
        convener.does(Action::Speak(Lang::from_tag("es").unwrap()));
        convener.does(GroupAction::Export(Export::Links, Format::Json));
        let asks = convener.asks();
        let [Ask::Export(Export::Links, Format::Json, writing)] = asks[..] else { panic!("{asks:?}") };
        assert_eq!((writing.lang.as_str(), writing.share_base.is_empty()), ("es", false));
    }
}

mod gaps {
    use super::*;

    #[test]
    fn needs_list_their_agencies_and_those_without_a_helper() {
        let html = Convener::with_four(DeskPage::Gaps).html();
        assert!(html.contains("No one here can help with 24/7 security monitoring."), "{html}");
        // A capability that no agency needs isn't listed.
        assert!(!html.contains("<th scope=\"row\">Cyber incident response</th>"));
        assert_eq!(html.matches("<details class=\"count\">").count(), 3);
        assert!(html.contains("depends on"));
        assert!(has(&html, "export-coverage-csv") && has(&html, "to-buying"));
    }

    #[test]
    fn one_domain_can_be_selected() {
        let mut convener = Convener::with_four(DeskPage::Gaps);
        let watch = "<th scope=\"row\">24/7 security monitoring</th>";
        assert_eq!(convener.html().matches(watch).count(), 2);
        convener.does(GroupAction::Domain(Some(3)));
        assert_eq!(convener.html().matches(watch).count(), 0);
        convener.does(GroupAction::Domain(Some(0)));
        assert_eq!(convener.html().matches(watch).count(), 2);
    }

    #[test]
    fn each_cell_of_the_map_has_a_sign_and_a_text() {
        let html = Convener::with_four(DeskPage::Gaps).html();
        for (sign, class, words, n) in [
            ("▲", "much", "Can help a lot", 1),
            ("△", "some", "Can help some", 1),
            ("○", "covered", "Needs it; two or more can help", 1),
            ("◐", "one", "Needs it; only one can help", 1),
            ("●", "uncovered", "Needs it; no one can help", 1),
            ("–", "steady", "No need, no offer", 5),
            ("?", "unknown", "Not answered", 1),
            ("", "not-its", "Not applicable", 1),
        ] {
            assert_eq!(tags(&html, &["td ", &format!("heat__cell--{class}"), words]).len(), n, "{words}");
            let cell = format!(
                "<span aria-hidden=\"true\">{sign}</span><span class=\"visually-hidden\">{words}</span></td>"
            );
            assert_eq!(html.matches(&cell).count(), n, "{cell}");
            assert!(html.contains(&format!("{sign}</span>{words}</li>")), "{words}");
        }
        assert_eq!(html.matches("scope=\"rowgroup\"").count(), 2);
    }
}

mod summary {
    use super::*;

    #[test]
    fn withheld_counts_are_marked_and_there_are_no_names() {
        let html = Convener::with_four(DeskPage::Summary).html();
        assert!(html.contains("<td>12,345</td>") && html.contains("As of 2026-11-23."), "{html}");
        assert_eq!(html.matches(">not shown</td>").count(), 5);
        assert!(html.contains("<th scope=\"row\">Not provided</th><td>0</td>"));
        assert!(!html.contains("Larkspur") && !html.contains("Fenwick"));
        assert!(has(&html, "print") && has(&html, "export-summary-csv"));
    }

    #[test]
    fn too_few_agencies_give_a_sentence_instead_of_empty_tables() {
        let mut convener = Convener::with_four(DeskPage::Summary);
        convener.hears(Answer::Summary(Vec::new()));
        assert!(convener.shows("The group is too small") && !convener.shows("<table"));
    }
}
