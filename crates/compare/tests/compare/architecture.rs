//! Checks, by scanning the sources, which modules use each other and which names don't occur at all.

use interlocal_testkit::support::root;
use std::fs;

/// Each module with the modules that it may use. A module may only use those listed before it.
const MAY_USE: [(&str, &[&str]); 11] = [
    ("term_id", &[]),
    ("side", &[]),
    ("roles", &["term_id"]),
    ("help", &["roles", "side", "term_id"]),
    ("common", &["roles", "side"]),
    ("terms", &["help", "roles", "term_id"]),
    ("fit", &[]),
    ("comparison", &["common", "fit", "help", "side", "terms"]),
    ("reason", &["comparison", "help", "term_id", "terms"]),
    ("bend", &["comparison", "term_id", "terms"]),
    ("json", &["comparison", "help"]),
];
/// Time, randomness, I/O, browsers, floats, links and texts: no number may depend on them.
const NOWHERE: [&str; 13] = [
    "std::time",
    "std::fs",
    "std::env",
    "std::io",
    "std::net",
    "std::thread",
    "f32",
    "f64",
    "web_sys",
    "js_sys",
    "interlocal_core::link",
    "interlocal_core::words",
    "super::super",
];

/// All files of the crate except `lib.rs`: the module's name and the code without comments.
fn files() -> Vec<(String, String)> {
    let mut folders = vec![root("crates/compare/src")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let inside = path.strip_prefix(root("crates/compare/src")).unwrap();
            let first = inside.iter().next().unwrap().to_str().unwrap();
            let code = fs::read_to_string(&path).unwrap();
            let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            files.push((first.trim_end_matches(".rs").to_owned(), code.collect::<Vec<_>>().join("\n")));
        }
    }
    files.retain(|(module, _)| module != "lib");
    files
}

#[test]
fn each_module_uses_only_modules_listed_before_it() {
    let files = files();
    assert!(files.len() >= MAY_USE.len());
    for (module, code) in files {
        let may_use = MAY_USE.iter().find(|(name, _)| *name == module);
        let (_, may_use) = may_use.unwrap_or_else(|| panic!("{module} has no line in MAY_USE"));
        for used in code.split("crate::").skip(1) {
            let used = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
            assert!(used == module || may_use.contains(&used), "{module} uses crate::{used}");
        }
    }
    for (at, (module, may_use)) in MAY_USE.iter().enumerate() {
        let above = &MAY_USE[..at];
        assert!(may_use.iter().all(|used| above.iter().any(|(name, _)| name == used)), "{module}");
    }
}

#[test]
fn there_is_no_clock_no_file_no_browser_and_no_float() {
    for (module, code) in files() {
        let found: Vec<&&str> = NOWHERE.iter().filter(|name| code.contains(**name)).collect();
        assert!(found.is_empty(), "{module} has {found:?}");
    }
}
