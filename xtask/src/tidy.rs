//! `tidy`: the rules of this repository that no compiler checks, as quick looks at the text.
//! Knows how findings are collected and shown; each kind of file has its rules in a module below.

mod css;
mod manifest;
mod repo;
mod requirements;
mod rust;
mod sections;

use std::fmt;
use std::fs;

use anyhow::{Context, Result, bail};

use crate::paths;
use crate::shell::{command, read};

/// One place that breaks a rule, and the way out of it.
#[derive(Debug)]
struct Finding {
    path: String,
    line: usize,
    what: String,
    instead: &'static str,
    /// Shown, but no reason to fail: a person may have a reason.
    is_warning: bool,
}

impl Finding {
    fn new(path: &str, line: usize, what: impl Into<String>, instead: &'static str) -> Finding {
        Finding { path: path.to_owned(), line, what: what.into(), instead, is_warning: false }
    }

    fn warning(self) -> Finding {
        Finding { is_warning: true, ..self }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let kind = if self.is_warning { "warning: " } else { "" };
        write!(out, "{kind}{}:{}: {}: {}", self.path, self.line, self.what, self.instead)
    }
}

pub(crate) fn run() -> Result<()> {
    let files = read_files()?;
    let text_of = |wanted: &str| files.iter().find(|(path, _)| path == wanted).map(|(_, text)| text.as_str());
    let design = text_of("docs/design.md").unwrap_or_default();

    let mut findings = Vec::new();
    for (path, text) in &files {
        findings.extend(repo::no_machine_names(path, text));
        if path.ends_with(".rs") {
            findings.extend(rust::check(path, text));
        }
        if path.starts_with("styles/") && path.ends_with(".css") {
            findings.extend(css::check(path, text));
        }
        if path.ends_with("Cargo.toml") {
            findings.extend(manifest::dependencies_are_explained(path, text, design));
        }
    }
    findings.extend(requirements::match_their_tests(&files));
    findings.extend(sections::exist(&files));
    findings.extend(repo::wire_matches_its_document(text_of(repo::WIRE), text_of(repo::DOCUMENT)));

    findings.sort_by_key(|finding| !finding.is_warning);
    for finding in &findings {
        println!("{finding}");
    }
    let n_failed = findings.iter().filter(|finding| !finding.is_warning).count();
    println!("{} files, {n_failed} to put right, {} to consider", files.len(), findings.len() - n_failed);
    if n_failed > 0 {
        bail!("tidy: {n_failed} to put right");
    }
    Ok(())
}

/// Every text file git knows or would add, so that a new file is looked at before its first commit.
fn read_files() -> Result<Vec<(String, String)>> {
    let list = read(command("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))
        .context("tidy asks git which files belong to the repository")?;
    let mut files = Vec::new();
    for path in list.split('\0').filter(|path| !path.is_empty()) {
        // A file that was deleted but not yet committed, or one that is not text, has nothing to check.
        if let Ok(text) = fs::read_to_string(paths::root().join(path)) {
            files.push((path.to_owned(), text));
        }
    }
    files.sort();
    files.dedup();
    Ok(files)
}

/// Whether `word` stands in `text` on its own, and not as a part of a longer name.
fn has_word(text: &str, word: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|start| start.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|end| end.chars().next());
        !before.is_some_and(joins) && !after.is_some_and(joins)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_inside_a_longer_name_is_another_word() {
        assert!(has_word("uses `yew` and more", "yew"));
        assert!(has_word("yew", "yew"));
        assert!(!has_word("wasm-bindgen-futures", "wasm-bindgen"));
        assert!(!has_word("serde_json", "serde"));
    }
}
