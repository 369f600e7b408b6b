//! Where things are. Knows folders; makes and reads none of their contents.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The repository: one above this crate, wherever the command was typed.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The finished site.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Cargo's own output, which a person may have moved.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// Where cargo unpacks the crates of registries; one folder for each.
pub(crate) fn registries() -> Result<Vec<PathBuf>> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let registry = home.context("can't find cargo's home; set CARGO_HOME")?.join("registry/src");
    let mut folders = Vec::new();
    // None yet where nothing was ever built.
    for entry in fs::read_dir(&registry).into_iter().flatten() {
        folders.push(entry.with_context(|| format!("can't list {}", registry.display()))?.path());
    }
    folders.sort();
    Ok(folders)
}

/// Every file under `dir`, deepest folders included, in a stable order.
pub(crate) fn files_under(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("can't list {}", folder.display()))? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}
