//! `tidy`: checks the rules of this repository that no compiler checks, by scanning text. This file collects and
//! shows findings; the modules below have the rules for each kind of file.

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

/// A violation of a rule, and the way to fix it.
#[derive(Debug)]
struct Finding {
    path: String,
    line: usize,
    what: String,
    instead: &'static str,
    /// Shown without failing, because there may be a good reason.
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

    let mut findings = Vec::new();
    for (path, text) in &files {
        findings.extend(repo::no_machine_names(path, text));
        if path.ends_with(".rs") {
            findings.extend(rust::check(path, text));
        }
        if path.starts_with("styles/") && path.ends_with(".css") {
            findings.extend(css::check(path, text));
        }
    }
    findings.extend(manifest::dependencies_are_explained(&files));
    findings.extend(requirements::match_their_tests(&files));
    findings.extend(sections::exist(&files));
    findings.extend(repo::wire_matches_its_document(text_of(repo::WIRE), text_of(repo::DOCUMENT)));

    findings.sort_by_key(|finding| !finding.is_warning);
    for finding in &findings {
        println!("{finding}");
    }
    let n_failed = findings.iter().filter(|finding| !finding.is_warning).count();
    println!("{} files, {n_failed} to fix, {} to consider", files.len(), findings.len() - n_failed);
    if n_failed > 0 {
        bail!("tidy: {n_failed} to fix");
    }
    Ok(())
}

/// Reads every text file that git tracks or would add, so that new files are checked before their first commit.
fn read_files() -> Result<Vec<(String, String)>> {
    let list = read(command("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))
        .context("tidy needs the list of files from git")?;
    let mut files = Vec::new();
    for path in list.split('\0').filter(|path| !path.is_empty()) {
        // Deleted files that aren't committed yet and files that aren't text are skipped.
        if let Ok(text) = fs::read_to_string(paths::root().join(path)) {
            files.push((path.to_owned(), text));
        }
    }
    files.sort();
    files.dedup();
    Ok(files)
}
