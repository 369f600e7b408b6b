//! A name that runs from right to left, in a received profile: it may not reorder the words around it.

use crate::support::{BASE, html, start};
use interlocal_core::bank::Bank;
use interlocal_core::link::encode_whole;
use interlocal_core::plain_text::{AGENCY_BYTES, LOCAL_BYTES, PlainText};
use interlocal_core::profile::Profile;
use interlocal_core::session::Action;
use interlocal_testkit::assert_isolated;

/// Hebrew with a number at its end.
const HEBREW: &str = "מועצה אזורית 12";
const AREA: &str = "الجليل";

fn named(bank: &Bank) -> Profile {
    let mut profile = interlocal_testkit::profile(bank, 1);
    profile.context.agency = PlainText::new(HEBREW, AGENCY_BYTES).ok();
    profile.context.local = PlainText::new(AREA, LOCAL_BYTES).ok();
    profile
}

#[test]
fn a_received_profile() {
    for (lang, lead) in [("en", "The link says it is from "), ("es", "El enlace indica que es de ")] {
        let start = start(lang);
        let link = encode_whole(&start.bank, &named(&start.bank)).link(BASE);
        let session = start.apply(Action::OpenLink(link)).0;
        let html = html(session);
        assert_isolated(&html, &[HEBREW, AREA]);
        assert!(html.contains(&format!("{lead}<bdi>{HEBREW}</bdi>. ")), "{html}");
        // The heading, the warning and the headline.
        assert_eq!(html.matches(&format!("<bdi>{HEBREW}</bdi>")).count(), 3, "{html}");
    }
}
