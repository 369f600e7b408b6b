//! Each page as HTML, compared with golden files: markup, roles and words without a browser.

use crate::support::{BASE, after, html, start};
use interlocal_core::link::{Disclosure, encode};
use interlocal_core::profile::Date;
use interlocal_core::session::{Action, Change, Page, Session, TextField};
use interlocal_testkit::golden;
use interlocal_testkit::support::persona_in;
use std::path::Path;

fn received(lang: &str, id: &str) -> Session {
    let session = start(lang);
    let fragment = encode(&session.bank, &persona_in(&session.bank, id), &Disclosure::public());
    let link = fragment.link(BASE);
    after(session, [Action::OpenLink(link)])
}

fn check(name: &str, session: Session) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questionnaire/snapshots");
    golden::compare(&folder.join(format!("{name}.html")), &golden::lines_of(&html(session)));
}

#[test]
fn the_start_page_in_both_languages() {
    check("start.en", start("en"));
    check("start.es", start("es"));
}

#[test]
fn invalid_details_have_an_error_beside_the_field() {
    let typed = |field, text: &str| Action::from(Change::Type(field, text.to_owned()));
    let actions = [
        Action::Show(Page::Details),
        typed(TextField::Agency, "Oak\u{202e}dale"),
        typed(TextField::Country, "Halcyon"),
        Action::Next { seconds: None },
    ];
    check("details-problems.en", after(start("en"), actions));
}

#[test]
fn a_screen_of_capabilities() {
    check("domain.es", after(start("es"), [Action::Show(Page::Domain(1))]));
}

#[test]
fn readiness_terms_and_picks_before_any_answer() {
    check("readiness.en", after(start("en"), [Action::Show(Page::Readiness)]));
    check("terms.es", after(start("es"), [Action::Show(Page::Terms)]));
    check("picks.en", after(start("en"), [Action::Show(Page::Picks)]));
}

#[test]
fn a_received_profile_starts_with_the_warning() {
    check("received-county.en", received("en", "larkspur-county"));
    check("received-town.es", received("es", "little-quill"));
}

/// Tomorrow, 2026-11-24, isn't a future date, because clocks and time zones differ.
#[test]
fn a_received_profile_with_a_future_date_has_a_warning() {
    for (lang, date, said) in [
        ("en", "2031-01-01", Some("<p>It is dated 2031-01-01. That date is in the future.</p>")),
        ("es", "2026-11-25", Some("<p>Tiene fecha 2026-11-25. Esa fecha está en el futuro.</p>")),
        ("en", "2026-11-24", None),
        ("en", "2026-04-01", None),
    ] {
        let session = start(lang);
        let mut profile = persona_in(&session.bank, "little-quill");
        profile.date = Date::parse(date);
        let link = encode(&session.bank, &profile, &Disclosure::public()).link("https://agency.example/");
        let html = html(after(session, [Action::OpenLink(link)]));
        match said {
            Some(said) => assert!(html.contains(said), "{date}: {html}"),
            None => assert!(!html.contains("in the future"), "{date}: {html}"),
        }
    }
}

#[test]
fn an_agency_name_with_markup_stays_text() {
    let typed = Change::Type(TextField::Agency, "<script>alert(1)</script>".to_owned());
    let session = after(start("en"), [typed.into(), Action::Show(Page::Review)]);
    let html = html(session);
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !html.contains("<script>"));
}

#[test]
fn a_damaged_link_gives_the_next_step() {
    check(
        "problem-cut.en",
        after(start("en"), [Action::OpenLink("https://agency.example/?#su1".to_owned())]),
    );
    check("problem-none.es", after(start("es"), [Action::OpenLink("hola".to_owned())]));
}

#[test]
fn a_session_without_answers_has_an_empty_profile() {
    check("profile-empty.en", after(start("en"), [Action::Show(Page::Profile)]));
}
