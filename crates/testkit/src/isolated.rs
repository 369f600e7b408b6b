//! Checks of HTML with names that run from right to left.

/// Asserts that each occurrence of `name` in `html` is isolated or fills an element or attribute; returns how many are
/// in `<bdi>`.
fn n_in_elements(html: &str, name: &str) -> usize {
    for (at, _) in html.match_indices(name) {
        let (before, after) = (&html[..at], &html[at + name.len()..]);
        let is_isolated = before.ends_with('\u{2068}') && after.starts_with('\u{2069}');
        let is_alone = before.ends_with(['>', '"']) && after.starts_with(['<', '"']) && !is_in_a_row(before);
        let from = before.char_indices().rev().nth(80).map_or(0, |(at, _)| at);
        assert!(is_isolated || is_alone, "{}{name}{}", &before[from..], &after[..after.len().min(20)]);
    }
    html.matches(&format!("<bdi>{name}</bdi>")).count()
}

/// Returns true if there is text right before the last opened element, as in `Profile: <span>`.
fn is_in_a_row(before: &str) -> bool {
    let element = before.rsplit('<').next().unwrap_or_default();
    let outside = before.strip_suffix(element).and_then(|it| it.strip_suffix('<')).unwrap_or_default();
    !element.starts_with("bdi>") && !outside.trim_end().ends_with(['>', '"']) && element.ends_with('>')
}

/// Asserts that no isolate is left as a character where an element is possible.
fn assert_elements(html: &str) {
    for (at, _) in html.match_indices('\u{2068}') {
        let before = &html[..at];
        let tag = before.rsplit_once('<').map_or("", |(_, tag)| tag);
        let is_attribute = !tag.contains('>');
        let is_plain =
            tag.starts_with("option") || before.matches("<svg").count() > before.matches("</svg>").count();
        assert!(is_attribute || is_plain, "a bare isolate in <{tag}");
    }
}

/// Checks that none of `names`, which run from right to left, can reorder the words around it.
///
/// # Panics
///
/// Panics if a name isn't isolated, or if none of its places is an element of its own.
pub fn assert_isolated(html: &str, names: &[&str]) {
    assert_elements(html);
    for name in names {
        assert!(n_in_elements(html, name) > 0, "{name} in <bdi>:\n{html}");
    }
}
