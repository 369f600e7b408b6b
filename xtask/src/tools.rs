//! Installs the tools that the other commands need, with a message that says what and why. Uses apt-get, rustup, npm
//! and pip; on systems without them it says what to install.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, anyhow, bail};

use crate::paths;
use crate::shell::{self, command, read, run, which};

pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Minimum version for Playwright and our own tests.
const NODE_AT_LEAST: u32 = 20;

/// Installs all tools, in the order of the commands that need them.
pub(crate) fn get_all() -> Result<()> {
    wasm_target()?;
    println!("{WASM}: installed");
    println!("Python with cryptography: {}", python()?.display());
    println!("Python with duckdb: {}", python_with_duckdb()?.display());
    println!("Python with numpy: {}", python_with_numpy()?.display());
    println!("Node: {}", node()?.display());
    build_packages()?;
    npm_packages()?;
    package_test_packages()?;
    println!("npm packages: installed");
    println!("Chromium: {}", chromium()?.display());
    println!("Firefox: {}", firefox()?.display());
    Ok(())
}

/// Installs the tools that the stages of `test` need besides cargo.
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

/// Installs Rust's standard library for WebAssembly. There is no rust-toolchain.toml, because rustup may be
/// configured not to install toolchains; the build would then fail with a message about a missing crate `core`.
pub(crate) fn wasm_target() -> Result<()> {
    let sysroot = read(command("rustc").args(["--print", "sysroot"]))?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    announce("the Rust target wasm32-unknown-unknown", "the widget is compiled to WebAssembly");
    if which("rustup").is_none() {
        bail!(
            "this Rust was not installed by rustup, so its WebAssembly library must come from the same source \
             as Rust itself (Debian: libstd-rust-dev-wasm32); or install Rust from https://rustup.rs"
        );
    }
    run(command("rustup").args(["target", "add", WASM]))
}

/// The target triple of this machine.
pub(crate) fn host() -> Result<String> {
    let about = read(command("rustc").arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc -vV names no host")?.to_owned())
}

/// A Python package with a pinned version, and its purpose.
struct PythonPackage {
    name: &'static str,
    requirements: &'static str,
    /// The package's own folder under target/, so that installing one never affects another.
    folder: &'static str,
    why: &'static str,
}

/// For the second decoder of links, which is written in Python from the specification alone. Python's library has no
/// AES, which sealed links need.
const CRYPTOGRAPHY: PythonPackage = PythonPackage {
    name: "cryptography",
    requirements: "tests/link_v1/requirements.txt",
    folder: "python",
    why: "the second decoder opens sealed links with it",
};

/// For running the SQL in docs/warehouse.md.
const DUCKDB: PythonPackage = PythonPackage {
    name: "duckdb",
    requirements: "tests/warehouse/requirements.txt",
    folder: "python-duckdb",
    why: "the SQL of docs/warehouse.md is run with it",
};

/// For comparing the engine's speed with NumPy.
const NUMPY: PythonPackage = PythonPackage {
    name: "numpy",
    requirements: "crates/cohort/benches/requirements.txt",
    folder: "python-numpy",
    why: "the benchmarks with many profiles are compared with it",
};

/// Python with the packages of the second decoder.
pub(crate) fn python() -> Result<PathBuf> {
    python_with(&CRYPTOGRAPHY)
}

/// Python with DuckDB, for the SQL of the warehouse.
pub(crate) fn python_with_duckdb() -> Result<PathBuf> {
    python_with(&DUCKDB)
}

/// Python with NumPy, for the benchmarks.
pub(crate) fn python_with_numpy() -> Result<PathBuf> {
    python_with(&NUMPY)
}

/// Installs the package in a virtual environment, since Debian forbids pip to write elsewhere.
fn python_with(package: &PythonPackage) -> Result<PathBuf> {
    let PythonPackage { name, requirements, folder, why } = package;
    let python = find_or_apt(&["python3", "python"], &["python3"], "Python 3", why)?;
    let folder = paths::target().join(folder);
    let wanted = fs::read_to_string(paths::root().join(requirements))
        .with_context(|| format!("can't read {requirements}"))?;
    let own = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    // Written last, so that an interrupted installation is repeated.
    let done = folder.join("installed.txt");
    let is_here = fs::read_to_string(&done).is_ok_and(|installed| installed == wanted);
    if is_here && read(command(&own).arg("-c").arg(format!("import {name}"))).is_ok() {
        return Ok(own);
    }
    announce(
        &format!("the Python package {name} (pip)"),
        &format!("{why}; it goes into target/ and nowhere else"),
    );
    virtual_environment(&python, &folder)?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    run(command(&own).args(install).arg(requirements)).context("pip can't install it; check the network")?;
    fs::write(&done, wanted).with_context(|| format!("can't write {}", done.display()))?;
    Ok(own)
}

/// Creates the environment from scratch: one from an older Python, or an incomplete one, wouldn't work.
fn virtual_environment(python: &Path, folder: &Path) -> Result<()> {
    // Debian packages this separately. Without it the module venv exists but fails.
    if read(command(python).args(["-c", "import ensurepip, venv"])).is_err() {
        let why = "each Python package of the tests is installed in its own";
        announce("Python's virtual environments (python3-venv)", why);
        apt_install(&["python3-venv"]).context("please install Python's venv module yourself")?;
    }
    run(command(python).args(["-m", "venv", "--clear"]).arg(folder))
}

/// Node, for parts of the build, the browser tests and the benchmarks.
pub(crate) fn node() -> Result<PathBuf> {
    let why = "it runs parts of the build and the browser tests";
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

/// Lighthouse.
pub(crate) fn lighthouse_packages() -> Result<()> {
    npm_ci("tests/lighthouse", "lighthouse", "it computes the site's scores")
}

/// The npm packages of the build.
pub(crate) fn build_packages() -> Result<()> {
    npm_ci(
        BUILD_PACKAGES,
        "esbuild, TypeScript, binaryen and lean-qr",
        "the build bundles and checks scripts, shrinks the questionnaire and translates the widget for browsers without WebAssembly",
    )
}

/// The folder that lists the build's npm packages.
pub(crate) const BUILD_PACKAGES: &str = "xtask/npm";

/// npm, for the packages of the build and the tests, and for packing our own.
pub(crate) fn npm() -> Result<PathBuf> {
    find_or_apt(
        &["npm"],
        &["npm"],
        "npm",
        "it installs packages for the build and the tests, and packs a release",
    )
}

/// Vite and TypeScript, for the project that tests the npm package.
pub(crate) fn package_test_packages() -> Result<()> {
    npm_ci(PACKAGE_TEST, "vite and typescript", "a small project tests the npm package with them")
}

/// The project that tests the npm package like a user's project.
pub(crate) const PACKAGE_TEST: &str = "tests/vite";

/// Runs `npm ci` in `folder` if the lock file is newer than the last installation.
fn npm_ci(folder: &str, what: &str, why: &str) -> Result<()> {
    let folder = paths::root().join(folder);
    let written = |path: &str| fs::metadata(folder.join(path)).and_then(|file| file.modified()).ok();
    if up_to_date(written("node_modules/.package-lock.json"), written("package-lock.json")) {
        return Ok(());
    }
    let npm = npm()?;
    announce(&format!("{what} (npm ci)"), why);
    run(command(npm).args(["ci", "--loglevel=error"]).current_dir(&folder))
}

/// The first browser of the tests: any installed Chromium, else Debian's. The headless shell is preferred, because it
/// spends no time on menus and tabs.
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

/// The second browser of the tests. They target the ESR version, which changes once a year; later versions work, too.
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

/// The file named by an environment variable, else the first existing file in `by_hand`.
fn program_of(variable: &str, by_hand: &[&str]) -> Result<Option<PathBuf>> {
    if let Some(path) = std::env::var_os(variable).map(PathBuf::from) {
        if path.is_file() {
            return Ok(Some(path));
        }
        bail!("{variable} names {}, which doesn't exist", path.display());
    }
    Ok(by_hand.iter().map(PathBuf::from).find(|path| path.is_file()))
}

fn up_to_date(installed: Option<SystemTime>, lock: Option<SystemTime>) -> bool {
    matches!((installed, lock), (Some(installed), Some(lock)) if installed >= lock)
}

/// The first of `programs` on the PATH. If there is none, installs `packages` with apt-get and searches again.
fn find_or_apt(programs: &[&str], packages: &[&str], what: &str, why: &str) -> Result<PathBuf> {
    let find = || programs.iter().find_map(|program| which(program));
    if let Some(path) = find() {
        return Ok(path);
    }
    announce(what, why);
    apt_install(packages).with_context(|| format!("please install {what} yourself: {why}"))?;
    find()
        .ok_or_else(|| anyhow!("apt-get installed {}, but {what} is not on the PATH", packages.join(" and ")))
}

fn apt_install(packages: &[&str]) -> Result<()> {
    if which("apt-get").is_none() {
        bail!("apt-get isn't available");
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
            (false, None) => bail!("apt-get needs root, and sudo isn't installed"),
        }
    };
    run(apt()?.args(["update", "--quiet"]))?;
    run(apt()?.args(["install", "--yes", "--no-install-recommends"]).args(packages))
}

fn announce(what: &str, why: &str) {
    println!("installing {what}: {why}");
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn packages_are_installed_again_if_the_lock_file_is_newer() {
        let early = SystemTime::UNIX_EPOCH;
        let late = early + Duration::from_secs(1);
        assert!(up_to_date(Some(late), Some(early)));
        assert!(!up_to_date(Some(early), Some(late)));
        assert!(!up_to_date(None, Some(early)));
    }
}
