//! `dist`: packs a release out of a finished `dist/`: an archive for static hosts, an npm package, a single file, and
//! their hashes.

mod archive;
mod npm;
mod parts;
mod twice;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256, Sha384};

use crate::shell::{command, read, step};
use crate::{build, paths, single, site, tools};

pub(crate) struct Options {
    pub(crate) build: bool,
    /// Build once more in another folder, and compare.
    pub(crate) check: bool,
}

/// The version of everything that is released.
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The variable with the modification time of all files in an archive, in seconds, for builds without git.
const EPOCH: &str = "SOURCE_DATE_EPOCH";
/// Files with hashes, in the format of `sha256sum --check` and `sha384sum --check`.
const SUMS: [&str; 2] = ["SHA256SUMS", "SHA384SUMS"];

pub(crate) fn run(options: &Options) -> Result<()> {
    if options.build {
        build::run(&build::WHOLE)?;
    }
    let files = pack()?;
    for file in &files {
        let bytes = fs::metadata(file)?.len();
        println!("{} ({bytes} bytes)", file.strip_prefix(paths::root()).unwrap_or(file).display());
    }
    if options.check { twice::check(&folder()) } else { Ok(()) }
}

/// Packs `dist/`, builds everything once more in another folder, and compares all bytes.
pub(crate) fn check() -> Result<()> {
    pack()?;
    twice::check(&folder())
}

/// Packs only the npm package out of `dist/`, and returns its path.
pub(crate) fn npm_package() -> Result<PathBuf> {
    let (dist, folder) = (paths::dist(), paths::target().join("package-files"));
    empty(&folder)?;
    npm::write(&folder, &dist, &site::name_in(&dist)?, &papers(&dist)?)
}

fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("can't remove {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("can't make {}", folder.display()))
}

/// The folder for the files of a release. It isn't inside `dist/`, which holds only files to upload.
fn folder() -> PathBuf {
    paths::target().join("release-files")
}

/// Packs all files of the release out of `dist/`, and returns the site, the package and the single file.
pub(crate) fn pack() -> Result<[PathBuf; 3]> {
    let (dist, folder) = (paths::dist(), folder());
    empty(&folder)?;
    let name = site::name_in(&dist)?;
    let papers = step("list third-party parts", || papers(&dist))?;
    let archive = folder.join(format!("interlocal-{VERSION}-site.zip"));
    step("pack the site", || archive::write(&archive, &site_files(&dist, &papers)?, changed_at()?))?;
    let package = step("pack for npm", || npm::write(&folder, &dist, &name, &papers))?;
    single::run(&single::Options { share_base: None })?;
    let alone = folder.join(format!("interlocal-{VERSION}.html"));
    fs::copy(single::file(), &alone).context("can't copy the single file")?;
    let released = [archive, package, alone];
    fs::copy(dist.join("integrity.json"), folder.join("integrity.json"))
        .context("can't copy integrity.json")?;
    fs::write(folder.join("BUILT-WITH.txt"), built_with()?)?;
    for (name, text) in SUMS.iter().zip(sums(&released)?) {
        fs::write(folder.join(name), text)?;
    }
    Ok(released)
}

/// Licences and the bill of materials: name and text.
type Papers = Vec<(&'static str, String)>;

fn papers(dist: &Path) -> Result<Papers> {
    let own = |name: &str| {
        fs::read_to_string(paths::root().join(name)).with_context(|| format!("can't read {name}"))
    };
    let parts = parts::all(dist)?;
    Ok(vec![
        ("LICENSE-APACHE", own("LICENSE-APACHE")?),
        ("LICENSE-MIT", own("LICENSE-MIT")?),
        ("THIRD-PARTY.txt", parts::notices(&parts)?),
        ("sbom.cdx.json", parts::bill(&parts, VERSION)),
    ])
}

/// The files of the archive, the site and the papers, by their path.
fn site_files(dist: &Path, papers: &Papers) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files: Vec<(String, Vec<u8>)> =
        papers.iter().map(|(name, text)| ((*name).to_owned(), text.clone().into_bytes())).collect();
    for path in paths::files_under(dist)? {
        let name = path.strip_prefix(dist)?.to_string_lossy().replace('\\', "/");
        files.push((name, fs::read(&path).with_context(|| format!("can't read {}", path.display()))?));
    }
    files.sort();
    Ok(files)
}

/// The time of the last commit, for the files of the archive. A constant would be a trap: many servers compute ETags
/// from a file's time and size, and two releases may have files of the same size.
fn changed_at() -> Result<i64> {
    let text = match std::env::var(EPOCH) {
        Ok(text) => text,
        Err(_) => read(command("git").args(["log", "-1", "--format=%ct"])).with_context(|| {
            format!("git doesn't tell the time of the last commit; set {EPOCH} to it, in seconds")
        })?,
    };
    text.parse().with_context(|| format!("{EPOCH} is {text:?}, but must be a number of seconds"))
}

/// The versions of the tools. Other versions may give other bytes, so a reader who rebuilds a release needs them.
fn built_with() -> Result<String> {
    let mut lines = vec![read(command("rustc").arg("--version"))?];
    lines.push(format!("node {}", read(command(tools::node()?).arg("--version"))?));
    lines.push(format!("npm {}", read(command(tools::npm()?).arg("--version"))?));
    lines.push(format!("{EPOCH}={}", changed_at()?));
    Ok(lines.join("\n") + "\n")
}

fn sums(files: &[PathBuf]) -> Result<[String; 2]> {
    let mut texts = [String::new(), String::new()];
    for file in files {
        let bytes = fs::read(file).with_context(|| format!("can't read {}", file.display()))?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let hashes = [hex(&Sha256::digest(&bytes)), hex(&Sha384::digest(&bytes))];
        for (text, hash) in texts.iter_mut().zip(hashes) {
            *text += &format!("{hash}  {name}\n");
        }
    }
    Ok(texts)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
