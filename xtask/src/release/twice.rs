//! `dist --check`: builds the same sources from scratch in another folder and compares all bytes. Runs the second
//! build as a command, as an outsider would.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::{EPOCH, changed_at};
use crate::paths;
use crate::shell::{cargo, command, read, run, step};

/// A path with a length and a last folder that differ from usual checkouts.
const ELSEWHERE: &str = "somewhere-else/checkout";

/// Builds once more, and compares the result with `folder` and `dist/`.
pub(super) fn check(folder: &Path) -> Result<()> {
    let copy = paths::target().join(ELSEWHERE);
    step("copy the sources elsewhere", || copy_sources(&copy))?;
    let mut again = cargo();
    again.args(["xtask", "dist"]).current_dir(&copy).env_remove("CARGO_TARGET_DIR");
    run(again.env(EPOCH, changed_at()?.to_string()))?;
    let differing = differing(
        &all(&[folder, &paths::dist()])?,
        &all(&[&copy.join("target/release-files"), &copy.join("dist")])?,
    );
    if !differing.is_empty() {
        bail!("files differ when built in {}: {}", copy.display(), differing.join(", "));
    }
    println!("all bytes are the same when built in {}", copy.display());
    Ok(())
}

/// Copies the files that git tracks or would add, without any build output.
fn copy_sources(to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to).with_context(|| format!("can't remove {}", to.display()))?;
    }
    let list = read(command("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
    for name in list.split('\0').filter(|name| !name.is_empty()) {
        let (from, to) = (paths::root().join(name), to.join(name));
        // The file was deleted, but that isn't committed yet.
        if !from.is_file() {
            continue;
        }
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::copy(&from, &to).with_context(|| format!("can't copy {}", from.display()))?;
    }
    Ok(())
}

type Files = BTreeMap<String, Vec<u8>>;

fn all(folders: &[&Path]) -> Result<Files> {
    let mut files = Files::new();
    for folder in folders {
        for path in paths::files_under(folder)? {
            files.insert(path.strip_prefix(folder)?.display().to_string(), fs::read(&path)?);
        }
    }
    Ok(files)
}

/// Names of files that one side lacks or whose contents differ.
fn differing(one: &Files, other: &Files) -> Vec<String> {
    let names = one.keys().chain(other.keys().filter(|name| !one.contains_key(*name)));
    names.filter(|name| one.get(*name) != other.get(*name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_a_missing_and_a_new_file_differ() {
        let files = |list: &[(&str, &str)]| -> Files {
            list.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect()
        };
        let one = files(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let other = files(&[("a", "1"), ("b", "2"), ("d", "1")]);
        assert_eq!(differing(&one, &other), ["b", "c", "d"]);
        assert!(differing(&one, &one).is_empty());
    }
}
