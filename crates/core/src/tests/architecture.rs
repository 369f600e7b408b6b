//! Checks the structure of the core by scanning its sources: which module may use which, which words are forbidden, and
//! the length of files. A new module needs a line in `MAY_USE`.

use std::path::{Path, PathBuf};

/// Each module with the modules that it may use. A module may use only modules above it.
const MAY_USE: [(&str, &[&str]); 21] = [
    ("round", &[]),
    ("order", &[]),
    ("direction", &[]),
    ("words", &["direction"]),
    ("plain_text", &[]),
    ("passphrase", &["plain_text"]),
    ("json_text", &[]),
    ("json_place", &["json_text"]),
    ("bank", &["json_place", "json_text", "order", "words"]),
    ("response", &["bank"]),
    ("profile", &["bank", "plain_text", "response"]),
    ("disclosed", &["profile"]),
    ("visible", &["bank", "profile", "response"]),
    // Scores don't depend on links, and links don't depend on scores.
    ("score", &["bank", "order", "profile", "response", "round", "visible"]),
    ("since", &["bank", "order", "profile", "response", "round", "score", "visible"]),
    ("raters", &["bank", "profile", "response", "round", "visible"]),
    ("link", &["bank", "disclosed", "order", "plain_text", "profile", "response", "visible"]),
    (
        "exchange",
        &[
            "bank",
            "disclosed",
            "json_place",
            "json_text",
            "plain_text",
            "profile",
            "response",
            "round",
            "score",
        ],
    ),
    (
        "session",
        &[
            "bank",
            "disclosed",
            "link",
            "order",
            "plain_text",
            "profile",
            "response",
            "round",
            "score",
            "visible",
            "words",
        ],
    ),
    // Only the types of the session that have texts.
    (
        "explain",
        &[
            "bank",
            "direction",
            "link",
            "plain_text",
            "profile",
            "raters",
            "response",
            "score",
            "session::EntryProblem",
            "session::Notice",
            "since",
            "words",
        ],
    ),
    (
        "export",
        &[
            "bank",
            "direction",
            "disclosed",
            "exchange",
            "explain",
            "json_text",
            "link",
            "profile",
            "response",
            "round",
            "score",
            "visible",
            "words",
        ],
    ),
];
/// Names of clocks, randomness, input and output, browsers and floating-point numbers.
const NOWHERE: [&str; 16] = [
    "std::time",
    "std::fs",
    "std::env",
    "std::io",
    "std::net",
    "std::thread",
    "rand",
    "getrandom",
    "f32",
    "f64",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "yew",
    "gloo",
    "super::super",
];
/// The JSON parser may meet a fraction, which the reader rejects because it isn't a whole number.
const EXCEPT: (&str, &str) = ("json_text", "f64");
const MOST_LINES: usize = 500;

/// Returns the violations in `source`, the text of a file of `module`.
fn complaints(module: &str, source: &str) -> Vec<String> {
    let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
        return vec![format!("{module} is not in MAY_USE")];
    };
    let code: String =
        source.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let foreign =
        used(&code).into_iter().filter(|path| path != module && !path.starts_with(&format!("{module}::")));
    let is_allowed =
        |path: &str| allowed.iter().any(|it| path == *it || path.starts_with(&format!("{it}::")));
    let mut found: Vec<String> =
        foreign.filter(|path| !is_allowed(path)).map(|path| format!("{module} uses {path}")).collect();
    found.extend(
        NOWHERE
            .iter()
            .filter(|word| has_word(&code, word) && (module, **word) != EXCEPT)
            .map(|word| format!("{word} occurs")),
    );
    let hidden = ["std::{", "crate::{"].into_iter().filter(|start| code.contains(start));
    found.extend(hidden.map(|start| format!("{start} hides what is used")));
    let n_lines = source.lines().count();
    found.extend((n_lines > MOST_LINES).then(|| format!("{n_lines} lines, {MOST_LINES} at most")));
    found
}

/// Returns the paths after each `crate::`, and after each `super::` that leaves a top module. Braces are expanded:
/// `score::Flag`.
fn used(code: &str) -> Vec<String> {
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let tops = MAY_USE.iter().map(|(name, _)| format!("super::{name}::"));
    let starts: Vec<String> = ["crate::".to_owned()].into_iter().chain(tops).collect();
    let ends = starts.iter().flat_map(|start| {
        let kept = if start == "crate::" { start.len() } else { "super::".len() };
        code.match_indices(start.as_str()).map(move |(at, _)| &code[at + kept..])
    });
    ends.flat_map(|rest| {
        let path = &rest[..rest.find(|c| !is_path(c)).unwrap_or(rest.len())];
        match rest[path.len()..].strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            Some((names, _)) => names.split(',').map(|name| [path, name.trim()].concat()).collect(),
            None => vec![path.to_owned()],
        }
    })
    .filter(|path| !path.ends_with(':'))
    .collect()
}

fn has_word(code: &str, word: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(word).any(|(at, _)| {
        !is_part(code[..at].chars().next_back()) && !is_part(code[at + word.len()..].chars().next())
    })
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Returns the files of the core without these tests.
fn modules(src: &Path) -> Vec<PathBuf> {
    let is_test = |file: &PathBuf| file.starts_with(src.join("tests")) || *file == src.join("tests.rs");
    files(src).into_iter().filter(|file| !is_test(file)).collect()
}

#[test]
fn modules_use_only_allowed_modules() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = modules(&src);
    let mut found = Vec::new();
    for file in files.iter().filter(|file| !file.ends_with("lib.rs")) {
        let name = file.strip_prefix(&src).unwrap();
        let module = name.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        let source = std::fs::read_to_string(file).unwrap();
        found.extend(
            complaints(module, &source)
                .into_iter()
                .map(|complaint| format!("{}: {complaint}", name.display())),
        );
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
    assert!(files.len() > 30, "{} files", files.len());
}

/// The tests are compiled into the core, but must use it as another crate would.
#[test]
fn tests_use_the_public_path_of_the_core() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in files(&src.join("tests")) {
        let source = std::fs::read_to_string(&file).unwrap();
        let inner = source.lines().filter(|line| line.trim_start().starts_with("use crate::"));
        let foreign: Vec<&str> = inner.filter(|line| !line.contains("use crate::tests::")).collect();
        assert_eq!(foreign, [""; 0], "{}", file.display());
    }
}

/// Only disclosures and readers of links and files create a `Disclosed`, the type that may leave the device. Only the
/// draft contains whole answers.
#[test]
fn only_the_draft_contains_whole_answers() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let callers = |what: &str| {
        let has_it = |file: &PathBuf| has_word(&std::fs::read_to_string(file).unwrap(), what);
        let mut found: Vec<String> = modules(&src)
            .iter()
            .filter(|file| has_it(file))
            .map(|file| file.strip_prefix(&src).unwrap().display().to_string())
            .collect();
        found.sort();
        found
    };
    assert_eq!(callers("Disclosed::new"), ["export/json.rs", "link.rs", "link/redact.rs", "link/seal.rs"]);
    assert_eq!(callers("encode_draft"), ["link.rs", "session/draft.rs"]);
}

/// No program may enable the feature with which tests write whole profiles.
#[test]
fn no_program_enables_the_feature_for_tests() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = std::fs::read_dir(root.join("crates")).unwrap().map(|entry| entry.unwrap().path());
    for folder in folders.chain([root.clone(), root.join("xtask")]) {
        let text = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let mut section = "";
        for line in text.lines() {
            section = if line.starts_with('[') { line } else { section };
            let is_for_tests = section == "[dev-dependencies]" || section == "[features]";
            let enables = line.contains("made-up") || line.contains("interlocal-testkit =");
            assert!(is_for_tests || line.starts_with('#') || !enables, "{}: {line}", folder.display());
        }
    }
}

#[test]
fn allowed_modules_are_listed_above() {
    for (idx, (name, allowed)) in MAY_USE.iter().enumerate() {
        for used in *allowed {
            let top = used.split("::").next().unwrap();
            assert!(MAY_USE[..idx].iter().any(|(above, _)| *above == top), "{name} may use {used}");
        }
    }
}

#[test]
fn the_scan_reports_every_kind_of_violation() {
    let cases = [
        ("score", "use crate::link::decode;", "score uses link::decode"),
        ("link", "let x = crate::explain::name(lang, profile);", "link uses explain::name"),
        ("score", "use super::session::Page;", "score uses session::Page"),
        ("explain", "use crate::session::{Notice, Page};", "explain uses session::Page"),
        ("profile", "use crate::{bank::Bank, response::Rating};", "crate::{ hides what is used"),
        ("round", "pub fn half(x: f64) -> u8 { 0 }", "f64 occurs"),
        ("bank", "use std::{fs, path::Path};", "std::{ hides what is used"),
        ("session", "let now = std::time::Instant::now();", "std::time occurs"),
        ("words", "use super::super::bank;", "super::super occurs"),
        ("compare", "", "compare is not in MAY_USE"),
    ];
    for (module, source, complaint) in cases {
        assert_eq!(complaints(module, source), [complaint], "{source}");
    }
    assert_eq!(complaints("round", &"\n".repeat(501)), ["501 lines, 500 at most"]);
    let fine = "//! Not f64.\nuse crate::score::{Flag, score};\nuse super::draft::write;\nlet operand = 1;";
    assert_eq!(complaints("session", fine), [""; 0]);
}
