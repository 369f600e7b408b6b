//! Builds the npm package out of `npm/` and the site, with `npm pack`. The whole site is included unchanged, because
//! a bundler can't follow file names that are computed at run time.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{Papers, VERSION};
use crate::shell::{command, read};
use crate::{bundle, paths, site, tools};

/// The folder with the package's own sources.
const SOURCES: &str = "npm";
/// The package's module, which is bundled with the function that checks the hash of the loader. The loader checks the rest.
const MODULE: &str = "index.js";

/// Builds the package in `folder` and returns its path. `name` is the name of the site's folder of files.
pub(super) fn write(folder: &Path, dist: &Path, name: &str, papers: &Papers) -> Result<PathBuf> {
    let package = folder.join("package");
    let integrity = site::integrity_of(&fs::read(dist.join(name).join("interlocal.js"))?);
    for path in paths::files_under(&paths::root().join(SOURCES))? {
        let to = path.strip_prefix(paths::root().join(SOURCES))?.to_string_lossy().into_owned();
        let mut text = fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
        if to == MODULE {
            let bundled = folder.join(MODULE);
            bundle::package(&bundled)?;
            text = fs::read_to_string(&bundled)?;
            fs::remove_file(&bundled)?;
        }
        put(&package, &to, fill(&text, name, &integrity).as_bytes())?;
    }
    for (to, text) in papers {
        put(&package, to, text.as_bytes())?;
    }
    for path in paths::files_under(dist)? {
        let to = Path::new("site").join(path.strip_prefix(dist)?);
        put(&package, &to.to_string_lossy(), &fs::read(&path)?)?;
    }
    // The output of `npm pack` is the name of the file.
    let packed = read(
        command(tools::npm()?).args(["pack", "--loglevel=error", "--ignore-scripts"]).current_dir(&package),
    )?;
    let packed = package.join(packed.lines().last().unwrap_or_default());
    let file = folder.join(format!("interlocal-{VERSION}.tgz"));
    fs::rename(&packed, &file).with_context(|| format!("npm pack didn't write {}", packed.display()))?;
    fs::remove_dir_all(&package)?;
    Ok(file)
}

fn fill(text: &str, name: &str, integrity: &str) -> String {
    text.replace("%version%", VERSION).replace("%folder%", name).replace("%integrity%", integrity)
}

/// Writes a file with a fixed mode, because npm packs the mode that the file has.
fn put(package: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let to = package.join(name);
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(&to, bytes).with_context(|| format!("can't write {}", to.display()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = if bytes.starts_with(b"#!") { 0o755 } else { 0o644 };
        fs::set_permissions(&to, fs::Permissions::from_mode(mode))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_placeholders_in_the_sources_are_filled() {
        for path in paths::files_under(&paths::root().join(SOURCES)).unwrap() {
            let text = fill(&fs::read_to_string(&path).unwrap(), "interlocal-1.0.0-0123456789", "sha384-x");
            for place in ["%version%", "%folder%", "%integrity%", "{files}"] {
                assert!(!text.contains(place), "{} has {place}", path.display());
            }
        }
    }

    #[test]
    fn the_types_have_the_properties_of_the_schema_of_profiles() {
        let read = |path: &str| fs::read_to_string(paths::root().join(path)).unwrap();
        let (schema, types) = (read("docs/profile.schema.json"), read("npm/index.d.ts"));
        let (_, properties) = schema.split_once("\n  \"properties\": {\n").unwrap();
        let (properties, _) = properties.split_once("\n  },\n").unwrap();
        let (_, profile) = types.split_once("interface InterlocalProfile {").unwrap();
        let (profile, _) = profile.split_once("\n}").unwrap();
        let of_schema = properties.lines().filter_map(|line| line.strip_prefix("    \"")?.split_once('"'));
        let of_types =
            profile.lines().filter_map(|line| line.strip_prefix("  readonly ")?.split_once([':', '?']));
        let names = |all: Vec<(&str, &str)>| {
            let mut names: Vec<String> = all.iter().map(|(name, _)| (*name).to_owned()).collect();
            names.sort();
            names
        };
        let of_schema = names(of_schema.collect());
        assert!(of_schema.len() > 10, "{of_schema:?}");
        assert_eq!(names(of_types.collect()), of_schema);
    }
}
