//! `test`: every check in one order, for a person and for a build machine alike. Knows the stages; each is a plain
//! command that can be typed by hand, and its output goes straight through.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::shell::{cargo, command, read, run as run_command};
use crate::{assets, build, paths, release, server, size, tidy, tools};

struct Stage {
    name: &'static str,
    asks: &'static str,
    run: fn() -> Result<()>,
    /// A stage that reads `dist/` says nothing useful after a failed build.
    needs_build: bool,
}

/// Cheap questions first, so that a slip shows within seconds.
const STAGES: [Stage; 13] = [
    Stage { name: "fmt", asks: "is the Rust code formatted", run: fmt, needs_build: false },
    Stage { name: "tidy", asks: "are the rules of the repository kept", run: tidy::run, needs_build: false },
    Stage { name: "clippy", asks: "does the linter agree", run: clippy, needs_build: false },
    Stage { name: "native", asks: "do core, command line and xtask work", run: native, needs_build: false },
    Stage { name: "widget", asks: "does the widget render", run: widget, needs_build: false },
    Stage {
        name: "decoder",
        asks: "does a second decoder read the same links",
        run: decoder,
        needs_build: false,
    },
    Stage {
        name: "warehouse",
        asks: "does the documented SQL get the same numbers",
        run: warehouse,
        needs_build: false,
    },
    Stage { name: "build", asks: "does the site build", run: site, needs_build: false },
    Stage { name: "size", asks: "is it within its budget", run: size::run, needs_build: true },
    Stage { name: "browser", asks: "does it work in a browser", run: browser, needs_build: true },
    Stage {
        name: "firefox",
        asks: "does it work in Firefox, too",
        run: || firefox(&IN_FIREFOX),
        needs_build: true,
    },
    Stage {
        name: "firefox-all",
        asks: "does all of it work in Firefox, too",
        run: || firefox(&[]),
        needs_build: true,
    },
    Stage { name: "package", asks: "does the npm package work", run: package, needs_build: true },
];

/// Runs only where it is named.
const BY_NAME: [&str; 1] = ["firefox-all"];

/// What the whole suite asks Firefox: where the browser decides how it ends, not our code. All files would take as long as
/// all other stages together.
const IN_FIREFOX: [&str; 17] = [
    "crash",
    "element",
    "element-bank",
    "element-hurried",
    "element-life",
    "fallback",
    "files",
    "iframe",
    "keyboard",
    "offline",
    "policy",
    "sealed",
    "share",
    "single",
    "start",
    "storage",
    "trouble",
];

/// Runs on after a failed stage and lists the failures at the end: one run should tell all there is to fix.
pub(crate) fn run(only: Option<&str>) -> Result<()> {
    let chosen: Vec<&Stage> = STAGES
        .iter()
        .filter(|stage| only.map_or(!BY_NAME.contains(&stage.name), |name| name == stage.name))
        .collect();
    if chosen.is_empty() {
        let names: Vec<_> = STAGES.iter().map(|stage| stage.name).collect();
        bail!("there is no stage {:?}; the stages are {}", only.unwrap_or_default(), names.join(", "));
    }
    let start = Instant::now();
    let mut lines = Vec::new();
    let mut failures = Vec::new();
    for stage in chosen {
        if stage.needs_build && failures.contains(&"build") {
            lines.push(format!("{:<9}   skipped: there is no build", stage.name));
            continue;
        }
        println!("\n==== {}: {}? ====\n", stage.name, stage.asks);
        let begun = Instant::now();
        let verdict = match (stage.run)() {
            Ok(()) => "ok".to_owned(),
            Err(error) => {
                failures.push(stage.name);
                format!("FAILED: {error:#}")
            }
        };
        let line = format!("{:<9} {:>6.1} s  {verdict}", stage.name, begun.elapsed().as_secs_f32());
        println!("\n---- {line}");
        lines.push(line);
    }
    println!("\n==== all: {:.0} s ====\n\n{}\n", start.elapsed().as_secs_f32(), lines.join("\n"));
    if !failures.is_empty() {
        let again = failures.first().copied().unwrap_or_default();
        bail!("failed: {} (one alone: `cargo xtask test --only {again}`)", failures.join(", "));
    }
    Ok(())
}

fn fmt() -> Result<()> {
    run_command(cargo().args(["fmt", "--all", "--check"])).context("`cargo fmt --all` puts it right")
}

/// All features, since the prerenderer stands behind one of them.
fn clippy() -> Result<()> {
    run_command(cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "-D",
        "warnings",
    ]))
}

fn native() -> Result<()> {
    run_command(cargo().args(["test", "--workspace", "--exclude", "interlocal"]))
}

fn widget() -> Result<()> {
    run_command(cargo().args(["test", "--package", "interlocal", "--features", "ssr,desk"]))
}

fn decoder() -> Result<()> {
    run_command(command(tools::python()?).arg("tests/link_v1/check.py"))
}

/// Half of the pairs that it compares are of agencies that nobody wrote an expected result for.
fn warehouse() -> Result<()> {
    let python = tools::python_with_duckdb()?;
    run_command(cargo().args(["build", "--quiet", "--package", "interlocal-cli"]))?;
    let fiction = read(cargo().args(["run", "--quiet", "--package", "interlocal-fiction"]).args([
        "--example",
        "profiles",
        "--",
        "60",
    ]))?;
    let folder = paths::target().join("warehouse");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let profiles = folder.join("fiction.jsonl");
    std::fs::write(&profiles, fiction + "\n")
        .with_context(|| format!("cannot write {}", profiles.display()))?;
    let interlocal =
        paths::target().join("debug").join(format!("interlocal{}", std::env::consts::EXE_SUFFIX));
    run_command(command(python).arg("tests/warehouse/check.py").args([interlocal, profiles]))
}

fn site() -> Result<()> {
    build::run(&build::Options { dev: false, names: false })
}

fn browser() -> Result<()> {
    browser_tests("chromium", "INTERLOCAL_CHROMIUM", &tools::chromium()?, &[])
}

fn firefox(names: &[&str]) -> Result<()> {
    browser_tests("firefox", "INTERLOCAL_FIREFOX", &tools::firefox()?, names)
}

/// The test files with these names, or all. Each is a process of its own and launches its own browser, so no test sees what
/// another left behind.
fn browser_tests(browser: &str, variable: &str, program: &Path, names: &[&str]) -> Result<()> {
    let node = tools::node()?;
    tools::npm_packages()?;
    let site = assets::load(&paths::dist())?;
    let server = server::start(Arc::clone(&site), 0, "/")?;
    let mounted = server::start(site, 0, "/it/interlocal/")?;
    let mut node = command(node);
    // Node runs one file at a time on a machine with two processors, and a browser waits most of the time.
    node.args(["--test", "--test-concurrency=2"]).args(browser_test_files(names)?);
    node.env("INTERLOCAL_URL", server.url());
    node.env("INTERLOCAL_SUBPATH_URL", mounted.url());
    node.env("INTERLOCAL_BROWSER", browser);
    node.env(variable, program);
    run_command(&mut node)
}

/// A project with a bundler installs the package and builds a page with it, which then runs under the strict policy.
fn package() -> Result<()> {
    let (node, npm, chromium) = (tools::node()?, tools::npm()?, tools::chromium()?);
    tools::npm_packages()?;
    tools::package_test_packages()?;
    let [_, package, _] = release::pack()?;
    let project = paths::root().join(tools::PACKAGE_TEST);
    let in_project = |words: &str| {
        let mut npm = command(&npm);
        npm.current_dir(&project).args(words.split(' '));
        npm
    };
    let install = "install --no-save --offline --ignore-scripts --loglevel=error";
    run_command(in_project(install).arg(package))?;
    run_command(&mut in_project("run --silent check")).context("its types are not what the page expects")?;
    run_command(&mut in_project("run --silent build"))?;
    let server = server::start(assets::load(&project.join("dist"))?, 0, "/")?;
    let mut node = command(node);
    node.arg("--test").arg(project.join("package.test.mjs"));
    node.env("INTERLOCAL_URL", server.url()).env("INTERLOCAL_CHROMIUM", chromium);
    run_command(&mut node)
}

/// The files one by one: what `node --test FOLDER` does with a folder differs between versions of Node.
fn browser_test_files(names: &[&str]) -> Result<Vec<PathBuf>> {
    let folder = paths::root().join("tests/e2e");
    if !names.is_empty() {
        return Ok(names.iter().map(|name| folder.join(format!("{name}.test.mjs"))).collect());
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        bail!("there is no *.test.mjs in tests/e2e");
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_stage_is_answered_with_the_list() {
        let error = run(Some("everything")).unwrap_err().to_string();
        assert!(error.contains("browser"), "{error}");
    }

    #[test]
    fn the_files_for_firefox_are_there() {
        let all = browser_test_files(&[]).unwrap();
        for file in browser_test_files(&IN_FIREFOX).unwrap() {
            assert!(all.contains(&file), "{}", file.display());
        }
    }
}
