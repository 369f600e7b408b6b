//! Assembles the site's files. Everything that a page loads is in one folder whose name contains a hash of its
//! contents, so its files never change and those of two builds never mix.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::build::Finish;
use crate::{bundle, paths};

/// The start of the folder's name; a version and a hash follow.
pub(crate) const FOLDER: &str = "interlocal-";
/// The folder's name while it is being filled.
const UNNAMED: &str = "interlocal-unnamed";
/// Number of hexadecimal digits of the hash.
const DIGITS: usize = 10;

/// The main stylesheet's files in layer order. `index.css` has the `@layer` rule that sets the order.
const STYLES: [&str; 6] =
    ["index.css", "tokens.css", "base.css", "layout.css", "components.css", "print.css"];

/// Stylesheets that parts of the site load themselves: the file, and the files that it is joined from.
const MORE_STYLES: [(&str, &[&str]); 9] = [
    ("desk.css", &["desk.css", "sheet.css", "pair.css", "group.css", "group-results.css"]),
    ("element.css", &["element.css", "view.css"]),
    ("embed.css", &["embed.css", "view.css"]),
    ("gallery.css", &["gallery.css"]),
    ("get.css", &["get.css"]),
    ("paper.css", &["paper.css"]),
    ("theme-govuk.css", &["themes/govuk.css"]),
    ("theme-plain.css", &["themes/plain.css"]),
    ("theme-uswds.css", &["themes/uswds.css"]),
];

/// The name in [`LOADER`] that stands for the hashes of the files that it loads first.
const FIRST_HASHES: &str = "FIRST_HASHES";
/// Files that the site has next to the folder, under names that never change.
const BESIDE: [&str; 3] = ["favicon.svg", "sw-off.js", "sw.js"];

/// The script that checks the hashes of the others.
const LOADER: &str = "interlocal.js";

/// A file next to the folder with the same name, which only imports the loader from the folder, for sites that follow new
/// releases.
pub(crate) const FOLLOWING: &str = LOADER;

/// A data file with the hashes of the files that the loader loads later.
const HASHES: &str = "hashes.json";
/// Prefixes of the files that the loader loads first or when something fails. Their hashes are inside the loader,
/// which they make larger.
const FIRST: [&str; 7] = ["element.css", HASHES, "interlocal.css", "load.js", "start.", "theme-", "diagnose"];
/// Prefixes of the files that the loader loads later.
const LATER: [&str; 8] = [
    "bank.js",
    "desk.css",
    "embedded-host.js",
    "group-",
    "interlocal_",
    "program-switch.js",
    "regions.js",
    "warn-no-wasm.js",
];
/// Creates the folder under its temporary name.
pub(crate) fn unnamed(staging: &Path) -> Result<PathBuf> {
    let folder = staging.join(UNNAMED);
    fs::create_dir_all(&folder).with_context(|| format!("can't make {}", folder.display()))?;
    Ok(folder)
}

/// Joins the stylesheets.
pub(crate) fn join_styles(files: &Path) -> Result<()> {
    let folder = paths::root().join("styles");
    for path in paths::files_under(&folder)? {
        let name = path.strip_prefix(&folder)?.to_string_lossy().into_owned();
        if !STYLES
            .iter()
            .chain(MORE_STYLES.iter().flat_map(|(_, names)| *names))
            .any(|listed| *listed == name)
        {
            bail!("styles/{name} isn't in the lists in xtask/src/site.rs, so no page would load it");
        }
    }
    let whole = [("interlocal.css", &STYLES[..])];
    for (name, names) in whole.into_iter().chain(MORE_STYLES) {
        fs::write(files.join(name), concat(&folder, names)?)?;
    }
    Ok(())
}

fn concat(folder: &Path, names: &[&str]) -> Result<String> {
    let mut text = String::new();
    for name in names {
        let path = folder.join(name);
        text += &fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
        text.push('\n');
    }
    Ok(text)
}

/// Bundles the scripts and copies the icons: those in [`BESIDE`] next to the folder, the others into it. For a release,
/// also minifies the scripts and styles that are already there.
pub(crate) fn add_web(staging: &Path, files: &Path, finish: Finish) -> Result<()> {
    if finish == Finish::Short {
        let is_text =
            |path: &PathBuf| path.extension().is_some_and(|ending| ending == "js" || ending == "css");
        bundle::minify(&paths::files_under(files)?.into_iter().filter(is_text).collect::<Vec<_>>())?;
    }
    bundle::site(files, finish == Finish::Short)?;
    for path in paths::files_under(&paths::root().join("web/icons"))? {
        let to = files.join(path.file_name().unwrap_or_default());
        fs::copy(&path, &to).with_context(|| format!("can't copy {}", path.display()))?;
    }
    for name in BESIDE {
        fs::rename(files.join(name), staging.join(name)).with_context(|| format!("can't move {name}"))?;
    }
    Ok(())
}

/// Writes the hashes of the other files to the loader, names the folder, and writes its name to the pages.
pub(crate) fn name_folder(staging: &Path, files: &Path) -> Result<()> {
    let loader = files.join(LOADER);
    if loader.exists() {
        let any = |starts: &[&str], name: &str| starts.iter().any(|start| name.starts_with(start));
        let later = hashes(files, files, |name| any(&LATER, name))?;
        fs::write(files.join(HASHES), as_json(&later) + "\n")?;
        let first = as_json(&hashes(files, files, |name| any(&FIRST, name))?);
        let text = fs::read_to_string(&loader)?.replace(FIRST_HASHES, &first);
        fs::write(&loader, text)?;
    }
    let digest = digest_of(&hashes(files, files, |_| true)?);
    let name = format!("{FOLDER}{}-{digest}", env!("CARGO_PKG_VERSION"));
    fs::rename(files, staging.join(&name)).with_context(|| format!("can't name {}", files.display()))?;
    fill_in(staging, "{files}", &name)?;
    fs::write(staging.join(FOLLOWING), format!("import \"./{name}/{LOADER}\";\n"))?;
    // The service worker keeps these pages, which aren't in the folder. Their digest makes it change when they do.
    fill_in(staging, "{pages}", &digest_of(&hashes(staging, staging, |path| path.ends_with(".html"))?))?;
    let all = hashes(staging, staging, |_| true)?;
    Ok(fs::write(staging.join("integrity.json"), as_json(&all) + "\n")?)
}

/// Replaces `mark` by `value` in all files next to the folder.
fn fill_in(staging: &Path, mark: &str, value: &str) -> Result<()> {
    for entry in fs::read_dir(staging)? {
        let path = entry?.path();
        if path.is_file() && path.extension().is_some_and(|ending| ending != "svg") {
            let text = fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
            fs::write(&path, text.replace(mark, value))?;
        }
    }
    Ok(())
}

/// The integrity value of each file under `folder`, by its path from `base`.
fn hashes(folder: &Path, base: &Path, wanted: impl Fn(&str) -> bool) -> Result<BTreeMap<String, String>> {
    let mut all = BTreeMap::new();
    for path in paths::files_under(folder)? {
        let name = path.strip_prefix(base)?.to_string_lossy().replace('\\', "/");
        if wanted(&name) {
            all.insert(name, integrity_of(&fs::read(&path)?));
        }
    }
    Ok(all)
}

/// The value of an `integrity` attribute.
pub(crate) fn integrity_of(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// As JSON; names and hashes need no escapes.
fn as_json(hashes: &BTreeMap<String, String>) -> String {
    let lines: Vec<String> = hashes.iter().map(|(name, hash)| format!("\"{name}\": \"{hash}\"")).collect();
    format!("{{\n{}\n}}", lines.join(",\n"))
}

/// Digest of all names and contents.
fn digest_of(files: &BTreeMap<String, String>) -> String {
    let mut whole = Sha256::new();
    for (name, hash) in files {
        whole.update(format!("{name} {hash}\n"));
    }
    let digits: String = whole.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    digits.get(..DIGITS).unwrap_or_default().to_owned()
}

/// The name of a file without the site's folder: `boot.js` for `interlocal-0.1.0-0123456789/boot.js`.
pub(crate) fn plain_name(path: &str) -> &str {
    match path.split_once('/') {
        Some((folder, name)) if folder.starts_with(FOLDER) => name,
        _ => path,
    }
}

/// The name of the folder in the finished site `dist`.
pub(crate) fn name_in(dist: &Path) -> Result<String> {
    let entries = fs::read_dir(dist).with_context(|| format!("can't list {}", dist.display()))?;
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
    let mut folders = names.filter(|name| name.starts_with(FOLDER) && dist.join(name).is_dir());
    folders.next().context("dist/ has no folder of the widget's files; run `cargo xtask build` first")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_name_has_no_folder() {
        assert_eq!(plain_name("interlocal-0.1.0-0123456789/boot.js"), "boot.js");
        assert_eq!(plain_name("index.html"), "index.html");
        assert_eq!(plain_name("extra/boot.js"), "extra/boot.js");
    }
}
