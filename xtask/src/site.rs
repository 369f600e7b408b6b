//! What the site's files are made of and what they are called. All that a page loads stands in one folder, which is named
//! after what is in it: its files never change, and those of two builds never meet. Knows the folder and what each file is
//! joined from; refuses to know how programs are built.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::glue::without_comments;
use crate::{paths, tools};

/// The folder begins with this; a version and a hash follow.
pub(crate) const FOLDER: &str = "interlocal-";
/// While it is being filled.
const UNNAMED: &str = "interlocal-unnamed";
/// Hexadecimal digits of the hash in its name.
const DIGITS: usize = 10;

/// The stylesheet in layer order. `index.css` holds the `@layer` line, which decides the order for the rest.
const STYLES: [&str; 6] =
    ["index.css", "tokens.css", "base.css", "layout.css", "components.css", "print.css"];

/// Styles of a part of the site, which loads them itself: the file and what it is joined from.
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

/// Scripts that share their beginnings, since nothing can be loaded yet that could have them.
const JOINED: [(&str, &[&str]); 4] = [
    ("boot.js", &["early.js", "boot.js"]),
    ("embed.js", &["early.js", "link.js", "messages.js", "embed.js"]),
    ("interlocal.js", &["early.js", "ahead.js", "link.js", "interlocal.js"]),
    ("resize.js", &["link.js", "messages.js", "resize.js"]),
];
/// Those of them that are no modules.
const CLASSIC: [&str; 2] = ["boot.js", "embed.js"];
/// The script that knows what the others hash to.
const LOADER: &str = "interlocal.js";

/// Beside the folder, and of the same name: it does nothing but import the loader of the folder.
pub(crate) const FOLLOWING: &str = LOADER;

/// What comes from npm as it is: the package, its file, and what it is called on the site.
const PACKAGES: [(&str, &str, &str); 1] = [("lean-qr", "nano.mjs", "qr.js")];

/// What all that it does not load at first hashes to, as data.
const HASHES: &str = "hashes.json";
/// How the names begin of what it loads before anybody looks, or where something fails; hashes are what it weighs most.
const FIRST: [&str; 7] = ["element.css", HASHES, "interlocal.css", "load.js", "start.", "theme-", "why"];
/// The same of what it loads later.
const LATER: [&str; 7] = ["bank.js", "desk.css", "group_", "guest", "interlocal_", "slower.js", "visit"];
/// The folder as long as it has no name.
pub(crate) fn unnamed(staging: &Path) -> Result<PathBuf> {
    let folder = staging.join(UNNAMED);
    fs::create_dir_all(&folder).with_context(|| format!("can't make {}", folder.display()))?;
    Ok(folder)
}

/// Joined, without comments and white space. Brotli takes out most of what else a minifier would, and lightningcss would
/// bring fifty more crates.
pub(crate) fn join_styles(files: &Path) -> Result<()> {
    let folder = paths::root().join("styles");
    for path in paths::files_under(&folder)? {
        let name = path.strip_prefix(&folder)?.to_string_lossy().into_owned();
        if !STYLES
            .iter()
            .chain(MORE_STYLES.iter().flat_map(|(_, names)| *names))
            .any(|listed| *listed == name)
        {
            bail!("styles/{name} is not in the lists in xtask/src/site.rs, so no page would see it");
        }
    }
    let whole = [("interlocal.css", &STYLES[..])];
    for (name, names) in whole.into_iter().chain(MORE_STYLES) {
        fs::write(files.join(name), tight(&without_comments(&together(&folder, names)?)))?;
    }
    Ok(())
}

/// Without the white space that our own way of writing styles has: one declaration a line, a brace at its end.
fn tight(sheet: &str) -> String {
    let is_name = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let mut out = String::with_capacity(sheet.len());
    for line in sheet.lines() {
        match (line.split_once(": "), line.strip_suffix(" {")) {
            _ if line == "}" => {
                out.truncate(out.trim_end_matches(';').len());
                out.push('}');
            }
            (Some((name, value)), None) if is_name(name) => out.extend([name, ":", value]),
            (_, Some(selector)) => out.extend([selector, "{"]),
            _ => out += line,
        }
        if !line.ends_with(['{', '}', ';', ',']) {
            out.push(' ');
        }
    }
    out
}

fn join(folder: &Path, names: &[&str], to: &Path) -> Result<()> {
    Ok(fs::write(to, without_comments(&together(folder, names)?))?)
}

fn together(folder: &Path, names: &[&str]) -> Result<String> {
    let mut text = String::new();
    for name in names {
        let path = folder.join(name);
        text += &fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
        text.push('\n');
    }
    Ok(text)
}

/// `static/root/` as it is, and the scripts beside it into the folder.
pub(crate) fn copy_static(staging: &Path, files: &Path) -> Result<()> {
    let folder = paths::root().join("static");
    for path in paths::files_under(&folder)? {
        let name = path.strip_prefix(&folder)?.to_string_lossy().into_owned();
        let to = match name.strip_prefix("root/") {
            Some(name) => staging.join(name),
            None => files.join(&name),
        };
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        if to.exists() {
            bail!("static/ and the build both make {}; rename one", to.display());
        }
        let is_part = JOINED.iter().any(|(whole, parts)| *whole != name && parts.contains(&name.as_str()));
        match JOINED.iter().find(|(whole, _)| *whole == name) {
            Some((_, parts)) => fs::write(&to, script(&name, &without_comments(&together(&folder, parts)?)))?,
            None if is_part => {}
            None if name.ends_with(".js") => join(&folder, &[&name], &to)?,
            None => {
                fs::copy(&path, &to).with_context(|| format!("can't copy {}", path.display()))?;
            }
        }
    }
    Ok(())
}

/// Scripts of other people, each behind its licence, which asks for that.
pub(crate) fn copy_packages(files: &Path) -> Result<()> {
    let folder = paths::root().join(tools::BUILD_PACKAGES).join("node_modules");
    for (package, file, name) in PACKAGES {
        let read = |file: &str| {
            let path = folder.join(package).join(file);
            fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))
        };
        let licence = read("LICENSE")?;
        fs::write(files.join(name), format!("/*! {package}\n\n{}\n*/\n{}", licence.trim(), read(file)?))?;
    }
    Ok(())
}

/// What is no module would leave its names to all other scripts of the page.
fn script(name: &str, text: &str) -> String {
    match CLASSIC.contains(&name) {
        true => format!("(() => {{\n\"use strict\";\n{text}}})();\n"),
        false => text.to_owned(),
    }
}

/// Tells the loader what the others hash to, names the folder, and tells its name to the pages.
pub(crate) fn seal(staging: &Path, files: &Path) -> Result<()> {
    let loader = files.join(LOADER);
    if loader.exists() {
        let any = |starts: &[&str], name: &str| starts.iter().any(|start| name.starts_with(start));
        let later = hashes(files, files, |name| any(&LATER, name))?;
        fs::write(files.join(HASHES), as_json(&later) + "\n")?;
        let first = as_json(&hashes(files, files, |name| any(&FIRST, name))?);
        let text = fs::read_to_string(&loader)?.replace("{hashes}", &first);
        fs::write(&loader, text)?;
    }
    let digest = digest_of(&hashes(files, files, |_| true)?);
    let name = format!("{FOLDER}{}-{digest}", env!("CARGO_PKG_VERSION"));
    fs::rename(files, staging.join(&name)).with_context(|| format!("can't name {}", files.display()))?;
    tell(staging, "{files}", &name)?;
    // The pages that its worker keeps are no part of the folder, and it has to be another one where they change.
    tell(staging, "{pages}", &digest_of(&hashes(staging, staging, |path| path.ends_with(".html"))?))?;
    let all = hashes(staging, staging, |_| true)?;
    Ok(fs::write(staging.join("integrity.json"), as_json(&all) + "\n")?)
}

/// Puts `value` in the place of `mark` in all files beside the folder.
fn tell(staging: &Path, mark: &str, value: &str) -> Result<()> {
    for entry in fs::read_dir(staging)? {
        let path = entry?.path();
        if path.is_file() && path.extension().is_some_and(|ending| ending != "svg") {
            let text = fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
            fs::write(&path, text.replace(mark, value))?;
        }
    }
    Ok(())
}

/// What each file under `folder` hashes to, as pages write it, by its path from `base`.
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

/// As pages write it.
pub(crate) fn integrity_of(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// Names and hashes need no escapes.
fn as_json(hashes: &BTreeMap<String, String>) -> String {
    let lines: Vec<String> = hashes.iter().map(|(name, hash)| format!("\"{name}\": \"{hash}\"")).collect();
    format!("{{\n{}\n}}", lines.join(",\n"))
}

/// Of all that is in the files, and of what they are called.
fn digest_of(files: &BTreeMap<String, String>) -> String {
    let mut whole = Sha256::new();
    for (name, hash) in files {
        whole.update(format!("{name} {hash}\n"));
    }
    let digits: String = whole.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    digits.get(..DIGITS).unwrap_or_default().to_owned()
}

/// The name of a file on the site without the folder's: `boot.js` for `interlocal-0.1.0-0123456789/boot.js`.
pub(crate) fn plain_name(path: &str) -> &str {
    match path.split_once('/') {
        Some((folder, name)) if folder.starts_with(FOLDER) => name,
        _ => path,
    }
}

/// What the folder that never changes is called in the finished site `dist`.
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
    fn the_folder_is_no_part_of_a_plain_name() {
        assert_eq!(plain_name("interlocal-0.1.0-0123456789/boot.js"), "boot.js");
        assert_eq!(plain_name("index.html"), "index.html");
        assert_eq!(plain_name("extra/boot.js"), "extra/boot.js");
    }

    #[test]
    fn styles_lose_the_white_space_that_says_nothing() {
        let sheet = "@layer a {\n.b,\n.c > :is(d: e) {\ncolor: red;\n--_f: g(\nh,\n1 + 2\n);\ncontent: \": {\";\n}\n}\n";
        let short = "@layer a{.b,.c > :is(d: e){color:red;--_f:g( h,1 + 2 );content:\": {\"}}";
        assert_eq!(tight(sheet), short);
    }

    #[test]
    fn what_is_no_module_keeps_its_names_to_itself() {
        assert_eq!(script("boot.js", "const a = 1;\n"), "(() => {\n\"use strict\";\nconst a = 1;\n})();\n");
        assert_eq!(script("interlocal.js", "const a = 1;\n"), "const a = 1;\n");
    }
}
