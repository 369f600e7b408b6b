//! The HTML page: golden files, accessibility, and script injections.

use super::markup::{Page, parse};
use super::{BASE, assert_golden, example, fragment, named};
use crate::tests::support::random::{Extent, profiles};
use crate::tests::support::{BANK, lang};
use interlocal_core::export::html;
use interlocal_core::profile::Profile;

/// Texts that try to inject markup or scripts.
pub(crate) const EVIL: [&str; 16] = [
    "<script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<svg/onload=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)' autofocus='",
    "javascript:alert(1)",
    "<a href=javascript:alert(1)>x</a>",
    "<!-- <meta name=interlocal content=su1>",
    "--><base href=https://evil.example/>",
    "<meta http-equiv=refresh content=0;url=https://evil.example/>",
    "]]><![CDATA[",
    "&lt;script&gt; &#60;script&#62; &amp",
    "{name} {offers} <style>*{display:none}</style>",
];
const ELEMENTS: [&str; 37] = [
    "html", "head", "meta", "title", "style", "body", "header", "main", "section", "footer", "div", "p",
    "h1", "h2", "h3", "ol", "ul", "li", "strong", "small", "span", "bdi", "a", "code", "table", "caption",
    "thead", "tbody", "tr", "th", "td", "svg", "g", "rect", "circle", "text", "desc",
];
const ATTRIBUTES: [&str; 35] = [
    "lang",
    "name",
    "content",
    "charset",
    "http-equiv",
    "class",
    "role",
    "dir",
    "href",
    "rel",
    "scope",
    "colspan",
    "start",
    "tabindex",
    "aria-label",
    "aria-hidden",
    "viewBox",
    "preserveAspectRatio",
    "x",
    "y",
    "cx",
    "cy",
    "r",
    "rx",
    "width",
    "height",
    "fill",
    "stroke",
    "font-size",
    "font-weight",
    "font-family",
    "text-anchor",
    "transform",
    "xmlns",
    "xml:lang",
];

/// Asserts that the markup has only expected elements and attributes, and no address other than the given one.
pub(crate) fn assert_inert(markup: &str, base: Option<&str>) -> Page {
    let page = parse(markup);
    for element in &page.elements {
        assert!(ELEMENTS.contains(&element.name.as_str()), "{element:?}");
        for (name, value) in &element.attributes {
            assert!(ATTRIBUTES.contains(&name.as_str()), "{element:?}");
            let is_known = name != "href" || base.is_some_and(|base| value.starts_with(base));
            assert!(is_known, "{element:?}");
        }
        let is_policy = element.get("http-equiv").is_none_or(|it| it == "Content-Security-Policy");
        assert!(is_policy, "{element:?}");
    }
    for word in ["<script", "url(", "@import", "src="] {
        assert!(!markup.contains(word) || page.text.contains(word), "{word}");
    }
    page
}

fn written(profile: &Profile, code: &str) -> String {
    html(&BANK, lang(code), profile, Some(BASE))
}

#[test]
fn the_page_equals_its_golden_file() {
    assert_golden("little-quill.en.html", &written(&example("en"), "en"));
    assert_golden("little-quill.es.html", &html(&BANK, lang("es"), &example("es"), None));
}

#[test]
fn names_places_and_notes_stay_text_in_the_page() {
    for evil in EVIL {
        let page = assert_inert(&written(&named(evil), "en"), Some(BASE));
        assert!(page.text.matches(evil).count() >= 4, "{evil} is shown");
    }
}

/// The title can contain only text; a picture's name has an element of its own.
#[test]
fn right_to_left_names_are_isolated() {
    for name in ["מועצה אזורית 12", "بلدية (الشمال)"] {
        let written = written(&named(name), "en");
        let page = assert_inert(&written, Some(BASE));
        for sentence in [
            "<p class=\"notice\" role=\"note\">This file says it is from <bdi>{name}</bdi>. This was not verified.",
            "<p class=\"lead\"><bdi>{name}</bdi> can help others with ",
            ", <bdi>{name}</bdi> · ",
        ] {
            let sentence = sentence.replace("{name}", name);
            assert!(written.contains(&sentence), "{sentence} in {written}");
        }
        assert!(written.contains(&format!("<title>{name}, 2026-11-23</title>")));
        assert!(!page.text.contains(['\u{2068}', '\u{2069}']));
        let picture = interlocal_core::export::svg(&BANK, lang("en"), &named(name));
        assert!(picture.contains(name) && !picture.contains(['\u{2068}', '\u{2069}']));
        assert!(!picture.contains("bdi"));
    }
}

#[test]
fn every_profile_gives_a_valid_page() {
    for (_, profile) in profiles(&BANK, Extent::Long, 40) {
        let page = assert_inert(&written(&profile, "es"), Some(BASE));
        assert_eq!(page.named("h1").len(), 1);
    }
    assert_inert(&html(&BANK, lang("en"), &Profile::empty(&BANK), None), None);
}

#[test]
fn only_http_addresses_become_links() {
    for base in
        ["javascript:alert(1)//", "data:text/html,<p>", "JAVASCRIPT:x", " https://x", "\" onclick=\"x", ""]
    {
        let page = assert_inert(&html(&BANK, lang("en"), &example("en"), Some(base)), None);
        assert_eq!(page.named("a").len(), 0, "{base}");
    }
    let quoted = "https://a.example/\"onclick=\"x";
    let page = assert_inert(&html(&BANK, lang("en"), &example("en"), Some(quoted)), Some(quoted));
    assert_eq!(page.named("a").len(), 1);
}

#[test]
fn the_title_has_only_the_name_and_the_date() {
    let title = |profile: &Profile| {
        let page = written(profile, "en");
        page.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0.to_owned()
    };
    let mut profile = example("en");
    assert_eq!(title(&profile), "Town of Little Quill (example), 2026-11-23");
    profile.date = None;
    profile.context.agency = None;
    assert_eq!(title(&profile), "A shared profile");
}

#[test]
fn the_page_starts_with_the_notice_that_answers_are_unverified() {
    let page = written(&example("en"), "en");
    let body = page.split_once("<body>").unwrap().1;
    let first = "\n<header>\n<p class=\"notice\" role=\"note\">This file says it is from Town of Little Quill (example). This was not verified.";
    assert!(body.starts_with(first), "{}", &body[..200]);
}

#[test]
fn tables_have_captions_and_scopes_and_the_page_has_landmarks() {
    for code in ["en", "es"] {
        let page = parse(&written(&example(code), code));
        assert_eq!(page.named("html")[0].get("lang"), Some(code));
        assert_eq!(page.named("table").len(), page.named("caption").len());
        assert!(page.named("th").iter().all(|cell| cell.get("scope").is_some()));
        for landmark in ["header", "main", "footer"] {
            assert_eq!(page.named(landmark).len(), 1, "{landmark}");
        }
        let pictures = page.named("svg");
        assert!(pictures.iter().all(|it| it.get("aria-label").is_some() || it.get("aria-hidden").is_some()));
    }
}

#[test]
fn the_page_contains_every_answer_and_the_link() {
    let profile = example("en");
    let page = parse(&written(&profile, "en"));
    for capability in &BANK.capabilities {
        assert!(page.text.contains(BANK.say(lang("en"), &capability.label)), "{}", capability.id);
    }
    let link = [BASE, "?#", &fragment(&profile)].concat();
    assert_eq!(page.named("a")[0].get("href"), Some(link.as_str()));
    assert!(page.text.contains(&link));
}
