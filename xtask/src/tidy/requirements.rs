//! Checks `docs/requirements.md` against the tests: each requirement has a test with its number in the name, and the
//! document lists the files of these tests.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;

const DOCUMENT: &str = "docs/requirements.md";
const HEADING: &str = "## ";
const TESTS: &str = "Tests: ";

/// A requirement as the document lists it.
#[derive(Default)]
struct Listed {
    /// The line of its heading, from 1.
    line: usize,
    paths: BTreeSet<String>,
}

/// Compares the requirements in the document with the names of tests. `files`: the whole repository, as paths and texts.
pub(super) fn match_their_tests(files: &[(String, String)]) -> Vec<Finding> {
    let document = files.iter().find(|(path, _)| path == DOCUMENT).map(|(_, text)| text.as_str());
    let listed = listed(document.unwrap_or_default());
    let tests = tests(files);
    let numbers: BTreeSet<u32> = listed.keys().chain(tests.keys()).copied().collect();
    let mut findings = Vec::new();
    for number in numbers {
        let none = (Listed::default(), BTreeSet::new());
        let Listed { line, paths } = listed.get(&number).unwrap_or(&none.0);
        let found = tests.get(&number).unwrap_or(&none.1);
        let mut report = |path: &str, line: usize, what: String, instead| {
            findings.push(Finding::new(path, line, what, instead));
        };
        if found.is_empty() {
            report(DOCUMENT, *line, format!("requirement {number} has no test"), NAME_A_TEST);
            continue;
        }
        for path in found.difference(paths) {
            report(
                path,
                1,
                format!("tests requirement {number}, and {DOCUMENT} doesn't list it there"),
                LIST,
            );
        }
        for path in paths.difference(found) {
            let what = format!("lists {path} for requirement {number}, which has no such test");
            report(DOCUMENT, *line, what, LIST);
        }
    }
    findings
}

const NAME_A_TEST: &str = "name the test that holds it `requirement_N_…`, or in a script `requirement N: …`";
const LIST: &str = "change the line `Tests: ` of the requirement, or the test's name";

/// The headings `## N. Title`, each with the paths in backticks in its line `Tests: `.
fn listed(document: &str) -> BTreeMap<u32, Listed> {
    let mut listed: BTreeMap<u32, Listed> = BTreeMap::new();
    let mut number = None;
    for (at, line) in document.lines().enumerate() {
        if let Some(title) = line.strip_prefix(HEADING) {
            number = title.split_once(". ").and_then(|(number, _)| number.parse().ok());
            if let Some(number) = number {
                listed.entry(number).or_default().line = at + 1;
            }
        } else if let (Some(number), Some(paths)) = (number, line.strip_prefix(TESTS)) {
            let paths = paths.split('`').skip(1).step_by(2).map(str::to_owned);
            listed.entry(number).or_default().paths.extend(paths);
        }
    }
    listed
}

/// The files with a test of each requirement.
fn tests(files: &[(String, String)]) -> BTreeMap<u32, BTreeSet<String>> {
    let mut tests: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in files {
        let (before, after) = match path.as_str() {
            // The tests below have such names in their texts.
            "xtask/src/tidy/requirements.rs" => continue,
            path if path.ends_with(".test.mjs") => ("requirement ", ": "),
            path if path.ends_with(".rs") => ("fn requirement_", "_"),
            _ => continue,
        };
        for number in text.split(before).skip(1).filter_map(|rest| rest.split_once(after)?.0.parse().ok()) {
            tests.entry(number).or_default().insert(path.clone());
        }
    }
    tests
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(document: &str) -> Vec<String> {
        let files = [
            (DOCUMENT, document),
            ("a.rs", "#[test]\nfn requirement_2_holds() {}\n"),
            ("b.test.mjs", "test('requirement 1: it holds', …)\ntest(`requirement 2: so does it`, …)"),
            ("c.rs", "// requirement 3: a comment is no test"),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
        match_their_tests(&files)
            .iter()
            .map(|finding| format!("{}: {}", finding.path, finding.what))
            .collect()
    }

    #[test]
    fn a_document_that_lists_every_test_has_no_finding() {
        assert_eq!(
            found("## 1. One\n\nTests: `b.test.mjs`\n\n## 2. Two\n\nTests: `a.rs`, `b.test.mjs`\n"),
            [""; 0]
        );
    }

    #[test]
    fn requirements_without_tests_and_tests_without_requirements_are_found() {
        assert_eq!(
            found("## 1. One\n\nTests: `b.test.mjs`, `gone.rs`\n\n## 3. Three\n\nTests: `c.rs`\n"),
            [
                "docs/requirements.md: lists gone.rs for requirement 1, which has no such test",
                "a.rs: tests requirement 2, and docs/requirements.md doesn't list it there",
                "b.test.mjs: tests requirement 2, and docs/requirements.md doesn't list it there",
                "docs/requirements.md: requirement 3 has no test",
            ]
        );
    }
}
