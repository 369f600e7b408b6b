//! The result pages of a group without a browser and a worker: the pages for the worker's answers, and the messages
//! that each control sends.

use crate::example_group;
use crate::example_group::{at, helpers, invite, meeting, meetings, network, partners, tell, who};
use crate::still::html;
use crate::support::{bank, session};
use interlocal_group::answer::{Answer, Helpers, Invite, Meetings, Network, Partners, Progress, Step, Work};
use interlocal_group::ask::{Ask, Export, Format};
use interlocal_workbench::Desk;
use interlocal_workbench::action::{Action, Effect, GroupAction};
use interlocal_workbench::page::DeskPage;

fn english(page: DeskPage) -> Desk {
    at(session("en"), page)
}

/// Returns the page after `answer`.
fn said(page: DeskPage, answer: Answer) -> String {
    html(&tell(english(page), answer))
}

/// Returns the messages to the worker after `action`.
fn asks(desk: &Desk, action: GroupAction) -> Vec<Ask> {
    let effects = desk.clone().apply(Action::Group(action)).1;
    effects
        .into_iter()
        .filter_map(|effect| if let Effect::Ask(ask) = effect { Some(ask) } else { None })
        .collect()
}

#[track_caller]
fn has(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part:?} is missing in {html}");
    }
}

#[track_caller]
fn lacks(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(!html.contains(part), "{part:?} is in {html}");
    }
}

/// Returns the part of the page that is visible without opening anything.
fn unfolded(html: &str) -> String {
    let mut parts = html.split("<details");
    let first = parts.next().unwrap_or_default().to_owned();
    first
        + &parts.filter_map(|part| part.split_once("</details>")).map(|(_, after)| after).collect::<String>()
}

mod who_can_help {
    use super::*;

    fn of(change: impl FnOnce(&mut Helpers)) -> String {
        let mut it = helpers(&bank());
        change(&mut it);
        said(DeskPage::Helpers, Answer::Helpers(it))
    }

    #[test]
    fn the_share_of_needs_is_shown_with_its_quality() {
        has(
            &of(|_| {}),
            &["Together they could meet 28% of what the group needs.", "This is the best possible choice"],
        );
        has(&of(|it| it.is_best = false), &["close to the best: at least 63%"]);
        has(&of(|it| it.value = 1), &["less than 1%"]);
    }

    #[test]
    fn a_single_helper_is_in_the_singular() {
        let html = of(|it| it.chosen.truncate(1));
        has(&html, &["It could meet 28% of what the group needs.", "Only 1 agency adds anything."]);
        lacks(&html, &["Together", "in which they were chosen"]);
        has(&of(|it| it.k = 3), &["Only 2 agencies add anything."]);
        has(&of(|it| it.whom = Some(who(2))), &["Together they could meet 28% of what Little Quill needs."]);
    }

    #[test]
    fn the_page_explains_why_no_need_can_be_met() {
        has(&of(|it| (it.chosen.clear(), it.value = 0).1), &["No one in the group can meet any of this:"]);
        let html = of(|it| (it.chosen.clear(), it.total = 0).1);
        has(&html, &["No needs are reported here"]);
        lacks(&html, &["export-helpers"]);
    }

    #[test]
    fn each_control_sends_its_message() {
        let desk = english(DeskPage::Helpers);
        assert_eq!(asks(&desk, GroupAction::HowMany(3)), [Ask::Helpers { k: 3, whom: None }]);
        let for_town = asks(&desk, GroupAction::Whom(Some(who(2))));
        assert_eq!(for_town, [Ask::Helpers { k: 2, whom: Some(2) }, Ask::Network { around: Some(2) }]);
        assert_eq!(asks(&desk, GroupAction::Around(Some(who(4)))), [Ask::Network { around: Some(4) }]);
        let saved = asks(&desk, GroupAction::Export(Export::Helpers, Format::Csv));
        let [Ask::Export(Export::Helpers, Format::Csv, writing)] = &saved[..] else { panic!("{saved:?}") };
        assert_eq!(writing.lang, "en");
        has(&of(|_| {}), &["data-action=\"how-many\"", "export-helpers-csv", "export-helpers-json"]);
    }

    #[test]
    fn the_picture_and_the_table_have_the_same_arrows() {
        let html = said(DeskPage::Helpers, Answer::Network(network(&bank())));
        assert_eq!(html.matches("<polygon").count(), 3);
        assert_eq!(html.matches("<th scope=\"row\"").count(), 3);
        has(&html, &["role=\"img\"", "Much of the need", "A good part of the need", "A little of the need"]);
        has(&html, &["Fenwick Falls could help Larkspur County (your agency). A good part of the need:"]);
        lacks(&html, &["style=", ">28<", ">15<"]);
    }

    #[test]
    fn a_partial_picture_states_the_total() {
        let part = Network { n: 400, ..network(&bank()) };
        has(&said(DeskPage::Helpers, Answer::Network(part)), &["6 of 400 agencies are shown."]);
        let alone = Network { around: Some(who(2)), edges: Vec::new(), ..network(&bank()) };
        has(
            &said(DeskPage::Helpers, Answer::Network(alone)),
            &["Little Quill cannot help anyone here so far"],
        );
        let wool = Network { edges: vec![network(&bank()).edges[0].clone(); 70], ..network(&bank()) };
        let html = said(DeskPage::Helpers, Answer::Network(wool));
        has(&html, &["The chart shows the 60 strongest of 70 arrows."]);
        assert_eq!(html.matches("<polygon").count(), 60);
    }
}

mod buying_together {
    use super::*;

    fn page() -> String {
        said(DeskPage::Buying, Answer::Buying(example_group::buying(&bank())))
    }

    #[test]
    fn a_buying_group_shows_its_weight_only_with_an_explanation() {
        let html = page();
        has(
            &html,
            &[
                "5 agencies serving at least 7,200,000 people need",
                "Joint bid or piggyback contract",
                "2.9 members of equal size",
            ],
        );
        has(
            &html,
            &[
                "51% of the group’s combined size",
                "can negotiate better terms with vendors",
                "Could lead the bid",
            ],
        );
        lacks(&unfolded(&html), &["244"]);
        has(&html, &["the sum here is 244"]);
        lacks(&html, &["will save"]);
        assert_eq!(html.matches("Most demand").count(), 1);
    }

    #[test]
    fn a_buying_group_warns_about_dominance_and_a_missing_lead() {
        let html = page();
        assert_eq!(html.matches("more than 60%").count(), 1, "97 % is, 51 % is not");
        assert_eq!(html.matches("No agency here says that it could lead a bid.").count(), 1);
        has(&html, &["<dd>1 member</dd>"]);
        let mut even = example_group::buying(&bank());
        even[1].largest_pct = 60;
        lacks(&said(DeskPage::Buying, Answer::Buying(even)), &["more than 60%"]);
    }

    #[test]
    fn many_buying_groups_are_folded_and_no_group_is_explained() {
        let many = vec![example_group::buying(&bank())[0].clone(); 7];
        has(&said(DeskPage::Buying, Answer::Buying(many)), &["1 more group<"]);
        let html = said(DeskPage::Buying, Answer::Buying(Vec::new()));
        has(&html, &["No two agencies here need the same"]);
        lacks(&html, &["export-buying"]);
    }
}

mod whom_to_introduce {
    use super::*;

    #[test]
    fn a_pair_has_a_label_and_reasons_but_no_number() {
        let mut it = meetings(&bank());
        it.pairs[0].fit = 97;
        let html = said(DeskPage::Meet, Answer::Meetings(it));
        has(
            &html,
            &[
                "Introductions (2)",
                "Strong fit",
                "Good fit",
                "Larkspur County (your agency) can help Fenwick Falls with",
            ],
        );
        has(
            &html,
            &[
                "Both need ERP (finance, HR, payroll)",
                "no two agencies would both prefer each other",
                "No partner (2)",
            ],
        );
        lacks(&html, &["97"]);
    }

    #[test]
    fn the_methods_and_the_pair_have_working_buttons() {
        let desk = tell(english(DeskPage::Meet), Answer::Meetings(meetings(&bank())));
        assert_eq!(asks(&desk, GroupAction::Fair(true)), [Ask::Meetings { is_fair: true }]);
        assert_eq!(asks(&desk, GroupAction::Pair(0, 1)), [Ask::Links(vec![0, 1])]);
        assert_eq!(asks(&desk, GroupAction::Show(3)), [Ask::Links(vec![3])]);
        has(
            &html(&desk),
            &["data-action=\"pair\"", "Compare: Larkspur County (your agency) and Fenwick Falls"],
        );
    }

    #[test]
    fn the_fair_matching_states_its_quality() {
        let fair =
            |is_best| Meetings { is_fair: true, is_best, alone: Vec::new(), n_alone: 0, ..meetings(&bank()) };
        let html = said(DeskPage::Meet, Answer::Meetings(fair(true)));
        has(&html, &["no other pairing leaves fewer agencies out", "Every agency has a partner."]);
        has(&said(DeskPage::Meet, Answer::Meetings(fair(false))), &["This is close to the best."]);
    }

    #[test]
    fn a_long_list_of_pairs_is_cut() {
        let mut many = meetings(&bank());
        many.pairs = (0..60).map(|_| meeting(&bank())).collect();
        many.n_pairs = 19_000;
        let html = said(DeskPage::Meet, Answer::Meetings(many));
        has(&html, &["The first 50 of 19,000 pairs are shown here."]);
        assert_eq!(html.matches("Strong fit").count(), 50);
    }

    #[test]
    fn best_partners_are_requested_on_demand_and_shown_as_they_arrive() {
        let desk = tell(english(DeskPage::Meet), Answer::Meetings(meetings(&bank())));
        lacks(&html(&desk), &["The best pairs in the group"]);
        assert_eq!(asks(&desk, GroupAction::Partners(None)), [Ask::Partners { of: None }]);
        assert_eq!(asks(&desk, GroupAction::Partners(Some(who(1)))), [Ask::Partners { of: Some(1) }]);

        let desk = desk.apply(Action::Group(GroupAction::Partners(None))).0;
        let progress = Progress { of: Work::Computing, done: 10, total: 100 };
        let desk = tell(tell(desk, Answer::Progress(progress)), Answer::Partners(partners(&bank(), false)));
        has(&html(&desk), &["Results so far.", "Talk first"]);
        let stopped = tell(desk.clone(), Answer::Cancelled);
        has(
            &html(&stopped),
            &["These are the best of those checked", "data-action=\"resume\"", "Talk first"],
        );
        assert!(asks(&stopped, GroupAction::Resume).contains(&Ask::Partners { of: None }));
        let done = tell(desk.clone(), Answer::Partners(partners(&bank(), true)));
        has(&html(&done), &["All pairs were checked.", "export-partners-csv"]);
        let none = Partners { is_done: true, ..Partners::default() };
        has(&html(&tell(desk, Answer::Partners(none))), &["No pairs were found."]);
    }
}

mod whom_to_invite {
    use super::*;

    fn chosen() -> Desk {
        [3, 4].into_iter().fold(english(DeskPage::Invite), |desk, id| {
            desk.apply(Action::Group(GroupAction::Toggle(who(id)))).0
        })
    }

    fn of(change: impl FnOnce(&mut Invite)) -> String {
        let mut it = invite(&bank());
        change(&mut it);
        html(&tell(chosen(), Answer::Invite(it)))
    }

    #[test]
    fn an_empty_coalition_sends_no_question() {
        let desk = english(DeskPage::Invite);
        let page = html(&desk);
        has(&page, &["No one is in the coalition yet.", "type=\"checkbox\"", "Little Quill"]);
        lacks(&page, &["export-invite", "aria-busy"]);
        assert_eq!(asks(&desk, GroupAction::Toggle(who(3))), [Ask::Invite { coalition: vec![3] }]);
        assert_eq!(asks(&chosen(), GroupAction::Toggle(who(3))), [Ask::Invite { coalition: vec![4] }]);
        has(&html(&chosen()), &["In the coalition (2)", "Remove State of Halcyon Rivers from the coalition"]);
    }

    #[test]
    fn a_candidate_shows_help_in_both_directions_and_conflicts() {
        let html = of(|_| {});
        has(
            &html,
            &[
                "could meet 18% of what they need",
                "With it, 42% of the members’ need could be met instead of 18%.",
            ],
        );
        has(
            &html,
            &[
                "Would contribute",
                "Could receive",
                "How should decisions be made?",
                "Add to the coalition: Larkspur County (your agency)",
            ],
        );
        has(&of(|it| it.candidates[0].given = 1), &["It would add a little to what is met."]);
        has(&of(|it| it.candidates[0].given = 0), &["it would add nothing to what they can meet."]);
        has(&of(|it| it.candidates[0].gets.clear()), &["Nothing so far"]);
        has(&of(|it| it.candidates.clear()), &["No other agency here adds"]);
    }

    #[test]
    fn missing_capabilities_are_listed_with_kinds_that_offer_them() {
        let html = of(|_| {});
        has(&html, &["Needs that no member can meet", "1 agency</li>", "2 agencies</li>"]);
        has(&of(|it| it.kinds.clear()), &["No agency in this group offers any of it."]);
        has(&of(|it| it.holes.clear()), &["Every need has a member that can help."]);
    }

    #[test]
    fn each_kind_of_adjustment_has_a_sentence() {
        let html = of(|_| {});
        has(
            &html,
            &[
                "compatible terms: 1 of 2 now, 2 of 2 with the small changes below",
                "No smaller set of changes",
            ],
        );
        has(
            &html,
            &[
                "How should decisions be made? Copperleaf Schools could accept “Decision by a lead agency”.",
                "Must a partner use the same platform? State of Halcyon Rivers could answer “Preferred”.",
                "State of Halcyon Rivers could take on one more role: “Receive help or a service”.",
                "may handle? Copperleaf Schools could answer “Flexible”.",
                "Copperleaf Schools could change its answer to “Same state or province”.",
            ],
        );
        has(&of(|it| it.is_best = false), &["a smaller one may do the same"]);
        has(&of(|it| (it.bends.clear(), it.together = (2, 2)).1), &["All 2 members have compatible terms."]);
        has(&of(|it| (it.bends.clear(), it.together = (1, 1)).1), &["No small set of changes adds more."]);
    }

    #[test]
    fn an_unknown_adjustment_is_shown_without_an_error() {
        let html = of(|it| {
            it.bends[0].step = Step::Accept(99);
            it.bends[1].term = "term-of-tomorrow".to_owned();
            it.kinds[0].0 = 99;
        });
        has(&html, &["term-of-tomorrow"]);
    }
}

#[test]
fn a_cancelled_result_can_be_resumed_on_each_page() {
    let pages = [
        (DeskPage::Helpers, Ask::Helpers { k: 2, whom: None }),
        (DeskPage::Buying, Ask::Buying),
        (DeskPage::Meet, Ask::Meetings { is_fair: false }),
    ];
    for (page, ask) in pages {
        let desk = tell(english(page), Answer::Cancelled);
        has(&html(&desk), &["This was stopped before it finished.", "data-action=\"resume\""]);
        assert!(asks(&desk, GroupAction::Resume).contains(&ask), "{page:?}");
    }
}

#[test]
fn each_page_is_completely_in_spanish() {
    let bank = bank();
    let pages = [
        (
            DeskPage::Helpers,
            Answer::Helpers(helpers(&bank)),
            "Juntas podrían cubrir el 28\u{a0}% de lo que el grupo necesita.",
        ),
        (DeskPage::Buying, Answer::Buying(example_group::buying(&bank)), "Licitación conjunta o adhesión"),
        (DeskPage::Meet, Answer::Meetings(meetings(&bank)), "Alta compatibilidad"),
    ];
    for (page, answer, words) in pages {
        let html = html(&tell(at(session("es"), page), answer));
        has(&html, &[words]);
        lacks(&html, &[" the ", " they "]);
    }
}
