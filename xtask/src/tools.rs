//! Getting what the other commands need and this machine lacks: one plain message per thing, saying what and why.
//! Knows apt-get, rustup, npm and pip; refuses to guess on systems without them and says what to install instead.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, anyhow, bail};

use crate::paths;
use crate::shell::{self, command, read, run, which};

pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Playwright and our own tests ask for this much.
const NODE_AT_LEAST: u32 = 20;

/// Everything, in the order of the commands that need it.
pub(crate) fn get_all() -> Result<()> {
    wasm_target()?;
    println!("{WASM}: here");
    println!("Python with cryptography: {}", python()?.display());
    println!("Python with duckdb: {}", python_with_duckdb()?.display());
    println!("Python with numpy: {}", python_with_numpy()?.display());
    println!("Node: {}", node()?.display());
    build_packages()?;
    npm_packages()?;
    package_test_packages()?;
    println!("npm packages: here");
    println!("Chromium: {}", chromium()?.display());
    println!("Firefox: {}", firefox()?.display());
    Ok(())
}

/// Gets the tools that the stages of `test` need besides cargo.
pub(crate) fn get_for_tests() -> Result<()> {
    chromium()?;
    firefox()?;
    node()?;
    build_packages()?;
    npm_packages()?;
    package_test_packages()?;
    python()?;
    python_with_duckdb()?;
    Ok(())
}

/// The standard library for WebAssembly. There is no rust-toolchain.toml, because rustup may be told not to install
/// on its own; then the build would stop with a message about a missing crate `core`.
pub(crate) fn wasm_target() -> Result<()> {
    let sysroot = read(command("rustc").args(["--print", "sysroot"]))?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    getting("the Rust target wasm32-unknown-unknown", "the widget is compiled to WebAssembly");
    if which("rustup").is_none() {
        bail!(
            "this Rust was not installed by rustup, so its WebAssembly library has to come from the same place \
             as Rust itself (Debian: libstd-rust-dev-wasm32); or install Rust from https://rustup.rs"
        );
    }
    run(command("rustup").args(["target", "add", WASM]))
}

/// The target that Rust has for this machine.
pub(crate) fn host() -> Result<String> {
    let about = read(command("rustc").arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc -vV names no host")?.to_owned())
}

/// A Python package of a pinned version, and what it is for.
struct PythonPackage {
    name: &'static str,
    requirements: &'static str,
    /// Its folder under target/. One for each, so that getting one never touches another.
    folder: &'static str,
    why: &'static str,
}

/// The second decoder of the link is Python, written from the specification alone. It opens sealed links, and there is
/// no AES in Python's own library.
const CRYPTOGRAPHY: PythonPackage = PythonPackage {
    name: "cryptography",
    requirements: "tests/link_v1/requirements.txt",
    folder: "python",
    why: "the second decoder opens sealed links with it",
};

/// The SQL of a document is run, and not just shown.
const DUCKDB: PythonPackage = PythonPackage {
    name: "duckdb",
    requirements: "tests/warehouse/requirements.txt",
    folder: "python-duckdb",
    why: "the SQL of docs/warehouse.md is run with it",
};

/// What is quick must be quicker than what anybody could write in ten minutes.
const NUMPY: PythonPackage = PythonPackage {
    name: "numpy",
    requirements: "crates/cohort/benches/requirements.txt",
    folder: "python-numpy",
    why: "the measurements of many profiles have their rival in it",
};

/// Python for the second decoder.
pub(crate) fn python() -> Result<PathBuf> {
    python_with(&CRYPTOGRAPHY)
}

/// Python for the SQL of the table for warehouses.
pub(crate) fn python_with_duckdb() -> Result<PathBuf> {
    python_with(&DUCKDB)
}

/// Python for the rival of the measurements.
pub(crate) fn python_with_numpy() -> Result<PathBuf> {
    python_with(&NUMPY)
}

/// The package stands in a virtual environment of ours, since Debian forbids pip to write anywhere else.
fn python_with(package: &PythonPackage) -> Result<PathBuf> {
    let PythonPackage { name, requirements, folder, why } = package;
    let python = find_or_apt(&["python3", "python"], &["python3"], "Python 3", why)?;
    let folder = paths::target().join(folder);
    let wanted = fs::read_to_string(paths::root().join(requirements))
        .with_context(|| format!("can't read {requirements}"))?;
    let own = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    // Written last, so that an attempt which broke off is made again.
    let done = folder.join("installed.txt");
    let is_here = fs::read_to_string(&done).is_ok_and(|installed| installed == wanted);
    if is_here && read(command(&own).arg("-c").arg(format!("import {name}"))).is_ok() {
        return Ok(own);
    }
    getting(
        &format!("the Python package {name} (pip)"),
        &format!("{why}; it goes into target/ and nowhere else"),
    );
    virtual_environment(&python, &folder)?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    run(command(&own).args(install).arg(requirements))
        .context("pip could not get it; is there a network?")?;
    fs::write(&done, wanted).with_context(|| format!("can't write {}", done.display()))?;
    Ok(own)
}

/// Made anew: one that an older Python left behind, or half of one, would not work.
fn virtual_environment(python: &Path, folder: &Path) -> Result<()> {
    // Debian parts this from Python, and then the module venv is there and fails.
    if read(command(python).args(["-c", "import ensurepip, venv"])).is_err() {
        let why = "packages of the tests are installed in one each";
        getting("Python's virtual environments (python3-venv)", why);
        apt_install(&["python3-venv"]).context("please install Python's venv module yourself")?;
    }
    run(command(python).args(["-m", "venv", "--clear"]).arg(folder))
}

/// Runs a part of the build, and drives the browser tests and the measurements.
pub(crate) fn node() -> Result<PathBuf> {
    let why = "it runs a part of the build, and drives the browser tests";
    let node = find_or_apt(&["node", "nodejs"], &["nodejs", "npm"], "Node.js", why)?;
    let version = read(command(&node).arg("--version"))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|text| text.parse::<u32>().ok());
    match major {
        Some(major) if major >= NODE_AT_LEAST => Ok(node),
        _ => bail!(
            "Node.js {version} ({}) is too old: the build and the browser tests need {NODE_AT_LEAST} or later, from https://nodejs.org",
            node.display()
        ),
    }
}

/// Playwright and axe, for the browser tests.
pub(crate) fn npm_packages() -> Result<()> {
    npm_ci(
        "tests/e2e",
        "playwright-core and axe-core",
        "the browser tests use them; no browser is downloaded",
    )
}

/// Lighthouse, for its scores.
pub(crate) fn lighthouse_packages() -> Result<()> {
    npm_ci("tests/lighthouse", "lighthouse", "the site's scores are its")
}

/// What the build runs in Node.
pub(crate) fn build_packages() -> Result<()> {
    npm_ci(
        BUILD_PACKAGES,
        "terser and binaryen",
        "the build makes scripts shorter with the one, and with the other a form of the widget for browsers without WebAssembly",
    )
}

/// Whether npm is here, for a build that only loses the codes of `get.html` without it. Says so if it is not.
pub(crate) fn has_npm_for_build() -> bool {
    let has_npm = which("npm").is_some();
    if !has_npm {
        println!("npm is not here: get.html can't draw QR codes in this build; `cargo xtask setup` gets npm");
    }
    has_npm
}

/// Where the build's own packages are listed.
pub(crate) const BUILD_PACKAGES: &str = "xtask/npm";

/// Gets packages of the build and of the tests, and makes one of our own.
pub(crate) fn npm() -> Result<PathBuf> {
    find_or_apt(
        &["npm"],
        &["npm"],
        "npm",
        "it gets what the build and the tests run in Node, and packs a release",
    )
}

/// Vite and TypeScript, for the project that tries the npm package.
pub(crate) fn package_test_packages() -> Result<()> {
    npm_ci(PACKAGE_TEST, "vite and typescript", "a small project of theirs tries the npm package")
}

/// The project that tries the npm package, as its users would.
pub(crate) const PACKAGE_TEST: &str = "tests/vite";

/// `npm ci` in `folder`, when the lock file is newer than what it installed last.
fn npm_ci(folder: &str, what: &str, why: &str) -> Result<()> {
    let folder = paths::root().join(folder);
    let written = |path: &str| fs::metadata(folder.join(path)).and_then(|file| file.modified()).ok();
    if up_to_date(written("node_modules/.package-lock.json"), written("package-lock.json")) {
        return Ok(());
    }
    let npm = npm()?;
    getting(&format!("{what} (npm ci)"), why);
    run(command(npm).args(["ci", "--loglevel=error"]).current_dir(&folder))
}

/// The first browser of the tests: any Chromium that is on the machine, and Debian's if none is. The one without windows
/// comes first: it spends no time on menus and tabs, which no test looks at.
pub(crate) fn chromium() -> Result<PathBuf> {
    let by_hand = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];
    if let Some(path) = program_of("INTERLOCAL_CHROMIUM", &by_hand)? {
        return Ok(path);
    }
    find_or_apt(
        &["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
        &["chromium-headless-shell"],
        "Chromium",
        "the browser tests and measurements run in it",
    )
    .context("no Chromium or Chrome found; INTERLOCAL_CHROMIUM can name its program file")
}

/// The second browser of the tests. They are written for the version that changes once a year; a later one will do.
pub(crate) fn firefox() -> Result<PathBuf> {
    let by_hand = ["/Applications/Firefox.app/Contents/MacOS/firefox"];
    if let Some(path) = program_of("INTERLOCAL_FIREFOX", &by_hand)? {
        return Ok(path);
    }
    find_or_apt(
        &["firefox-esr", "firefox"],
        &["firefox-esr"],
        "Firefox ESR",
        "the browser tests run in it as well",
    )
    .context("no Firefox found; INTERLOCAL_FIREFOX can name its program file")
}

/// What a variable names, or else the first of these files that is there.
fn program_of(variable: &str, by_hand: &[&str]) -> Result<Option<PathBuf>> {
    if let Some(path) = std::env::var_os(variable).map(PathBuf::from) {
        if path.is_file() {
            return Ok(Some(path));
        }
        bail!("{variable} names {}, and there is no such file", path.display());
    }
    Ok(by_hand.iter().map(PathBuf::from).find(|path| path.is_file()))
}

fn up_to_date(installed: Option<SystemTime>, lock: Option<SystemTime>) -> bool {
    matches!((installed, lock), (Some(installed), Some(lock)) if installed >= lock)
}

/// The first of `programs` on the PATH; failing that, apt-get installs `packages` and it looks again.
fn find_or_apt(programs: &[&str], packages: &[&str], what: &str, why: &str) -> Result<PathBuf> {
    let find = || programs.iter().find_map(|program| which(program));
    if let Some(path) = find() {
        return Ok(path);
    }
    getting(what, why);
    apt_install(packages).with_context(|| format!("please install {what} yourself: {why}"))?;
    find()
        .ok_or_else(|| anyhow!("apt-get installed {}, but {what} is not on the PATH", packages.join(" and ")))
}

fn apt_install(packages: &[&str]) -> Result<()> {
    if which("apt-get").is_none() {
        bail!("there is no apt-get on this machine");
    }
    let is_root = read(command("id").arg("-u"))? == "0";
    let apt = || -> Result<Command> {
        match (is_root, which("sudo")) {
            (true, _) => Ok(shell::command("apt-get")),
            (false, Some(sudo)) => {
                let mut command = shell::command(sudo);
                command.arg("apt-get");
                Ok(command)
            }
            (false, None) => bail!("apt-get needs root, and there is no sudo"),
        }
    };
    run(apt()?.args(["update", "--quiet"]))?;
    run(apt()?.args(["install", "--yes", "--no-install-recommends"]).args(packages))
}

fn getting(what: &str, why: &str) {
    println!("getting {what}: {why}");
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn packages_are_fetched_again_when_the_lock_is_newer() {
        let early = SystemTime::UNIX_EPOCH;
        let late = early + Duration::from_secs(1);
        assert!(up_to_date(Some(late), Some(early)));
        assert!(!up_to_date(Some(early), Some(late)));
        assert!(!up_to_date(None, Some(early)));
    }
}
