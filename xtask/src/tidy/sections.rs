//! Checks citations such as `docs/scoring.md, section 4.1`: the document must have a heading with that number.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;

const DOCUMENTS: [&str; 2] = ["docs/link-v1.md", "docs/scoring.md"];
const INSTEAD: &str = "cite the number of a heading in that document";

/// Finds cited sections that don't exist. `files`: the whole repository, as paths and texts.
pub(super) fn exist(files: &[(String, String)]) -> Vec<Finding> {
    let is_document = |path: &str| DOCUMENTS.contains(&path);
    let headings: BTreeMap<&str, BTreeSet<&str>> = files
        .iter()
        .filter(|(path, _)| is_document(path))
        .map(|(path, text)| (path.as_str(), headings(text)))
        .collect();
    let mut findings = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path != "xtask/src/tidy/sections.rs") {
        // A comment may break between the document and the number.
        let marks = ['/', '!', '#', ' '];
        let lines: Vec<&str> = text.lines().map(|line| line.trim_start_matches(marks)).collect();
        let text = lines.join(" ");
        for document in DOCUMENTS {
            for section in text.split(document).skip(1).flat_map(cited) {
                if !headings.get(document).is_some_and(|headings| headings.contains(section)) {
                    let what = format!("cites {document}, section {section}, which doesn't exist");
                    findings.push(Finding::new(path, 1, what, INSTEAD));
                }
            }
        }
    }
    findings
}

/// The numbers of headings such as `### 4.1 Help` and `## 12. Examples`.
fn headings(document: &str) -> BTreeSet<&str> {
    let titles = document.lines().filter(|line| line.starts_with('#'));
    let numbers = titles.filter_map(|line| line.trim_start_matches('#').split_whitespace().next());
    numbers.map(|number| number.trim_end_matches('.')).collect()
}

/// The numbers after a document's name: one after `section`, or several after `sections`, the last one after `and`.
fn cited(rest: &str) -> Vec<&str> {
    let Some(rest) = rest.trim_start_matches('`').strip_prefix(", section") else { return Vec::new() };
    let (list, mut is_last) = rest.strip_prefix("s ").map_or((rest, true), |list| (list, false));
    let mut numbers = Vec::new();
    for word in list.split([' ', ',']).filter(|word| !word.is_empty()) {
        if word == "and" {
            is_last = true;
        } else if word.starts_with(|c: char| c.is_ascii_digit()) {
            numbers.push(word.trim_matches(|c: char| !c.is_ascii_digit()));
            if is_last {
                break;
            }
        } else {
            break;
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cited_sections_must_exist() {
        let document = ("docs/scoring.md", "# Scoring\n## 4. Two\n### 4.1 Help\n");
        let code = (
            "a.rs",
            "/// Help (docs/scoring.md, section 4.1), 0 to 8.\n/// `docs/scoring.md`, sections 4, 4.1 and 4.7, 6 in all",
        );
        let broken = ("b.rs", "//! As in docs/scoring.md,\n//! section 9. 5 more words");
        let files = [document, code, broken].map(|(path, text)| (path.to_owned(), text.to_owned()));
        let found: Vec<String> = exist(&files).iter().map(|it| format!("{}: {}", it.path, it.what)).collect();
        let wanted = [
            "a.rs: cites docs/scoring.md, section 4.7, which doesn't exist",
            "b.rs: cites docs/scoring.md, section 9, which doesn't exist",
        ];
        assert_eq!(found, wanted);
    }
}
