//! The edges between the core's modules, by a scan of its text: who may use whom, what may not occur at all, and how
//! long a file may be. A new module gets a line in `MAY_USE`, and with it a thought about where it stands.

use std::path::{Path, PathBuf};

/// Each module with those that it may use, lowest first: nobody uses what stands below them.
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
    // A number never depends on transport, and the codec knows no meaning.
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
    // Of the session only what has to be put into words.
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
/// No clock, no randomness, no input or output, no browser, no floating point.
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
/// A fraction in a file comes in as one, to be refused as no whole number.
const EXCEPT: (&str, &str) = ("json_text", "f64");
const MOST_LINES: usize = 500;

/// What is wrong with `source`, the text of a file of `module`.
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

/// What follows each `crate::`, and each `super::` that leaves a top module, braces taken apart: `score::Flag`.
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

/// The files of the core itself: these tests stand in its folder and are not of it.
fn modules(src: &Path) -> Vec<PathBuf> {
    let is_test = |file: &PathBuf| file.starts_with(src.join("tests")) || *file == src.join("tests.rs");
    files(src).into_iter().filter(|file| !is_test(file)).collect()
}

#[test]
fn modules_use_what_they_may() {
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

/// Examples in comments are switched off, because they would have the core compiled a second time.
#[test]
fn no_comment_has_an_example_that_nobody_would_run() {
    for file in modules(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let source = std::fs::read_to_string(&file).unwrap();
        assert_eq!(examples(&source), [""; 0], "{}", file.display());
    }
    assert_eq!(examples("/// ```text\n/// a\n/// ```\n//! ```\n//! f();\n//! ```\n"), ["```"]);
    assert_eq!(examples("/// ```rust\n/// ```\n/// ~~~\n/// ~~~\n"), ["```rust", "~~~"]);
}

/// The first lines of blocks in comments that rustdoc would take for code to run.
fn examples(source: &str) -> Vec<&str> {
    let comments = source.lines().map(str::trim_start).filter(|line| line.starts_with("//"));
    let fences = comments
        .map(|line| line.trim_start_matches(['/', '!', ' ']))
        .filter(|line| line.starts_with("```") || line.starts_with("~~~"));
    fences.step_by(2).filter(|fence| *fence != "```text").collect()
}

/// The tests are compiled into the core, and speak to it as another crate would.
#[test]
fn tests_use_the_core_by_its_name() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in files(&src.join("tests")) {
        let source = std::fs::read_to_string(&file).unwrap();
        let inner = source.lines().filter(|line| line.trim_start().starts_with("use crate::"));
        let foreign: Vec<&str> = inner.filter(|line| !line.contains("use crate::tests::")).collect();
        assert_eq!(foreign, [""; 0], "{}", file.display());
    }
}

/// The type of what may leave the device is worth as much as the places that make it: each is a disclosure, or a reader of
/// what came from outside. The draft is the one text with whole answers.
#[test]
fn whole_answers_pass_no_gate_but_the_draft() {
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

/// The feature that lets tests pass whole profiles on is for tests: no program may be built with it.
#[test]
fn no_program_is_built_for_made_up_agencies() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = std::fs::read_dir(root.join("crates")).unwrap().map(|entry| entry.unwrap().path());
    for folder in folders.chain([root.clone(), root.join("xtask")]) {
        let text = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let mut section = "";
        for line in text.lines() {
            section = if line.starts_with('[') { line } else { section };
            let is_for_tests = section == "[dev-dependencies]" || section == "[features]";
            let enables = line.contains("made-up") || line.contains("interlocal-fiction =");
            assert!(is_for_tests || line.starts_with('#') || !enables, "{}: {line}", folder.display());
        }
    }
}

#[test]
fn nobody_may_use_a_module_that_stands_below() {
    for (idx, (name, allowed)) in MAY_USE.iter().enumerate() {
        for used in *allowed {
            let top = used.split("::").next().unwrap();
            assert!(MAY_USE[..idx].iter().any(|(above, _)| *above == top), "{name} may use {used}");
        }
    }
}

#[test]
fn the_scan_finds_what_it_is_for() {
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
