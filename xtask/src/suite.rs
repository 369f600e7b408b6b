//! `test`: runs all checks in a fixed order, for people and for build machines. Each stage is a plain command that
//! can also be run by hand; its output is shown unchanged.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};

use crate::shell::{cargo, command, read, run as run_command};
use crate::{assets, build, paths, release, server, size, tidy, tools};

pub(crate) struct Options {
    pub(crate) only: Option<String>,
    pub(crate) depth: Depth,
}

/// The depth of a run.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Depth {
    /// All checks in their quick form.
    Quick,
    /// The whole matrix: languages, themes, Firefox in full, the JavaScript fallback, the single file, the
    /// reproducible build.
    All,
}

struct Stage {
    name: &'static str,
    asks: &'static str,
    run: fn(&Run) -> Result<()>,
    needs: Needs,
}

/// The run that a stage belongs to.
struct Run {
    depth: Depth,
    /// Whether the stage `native` has built its programs in this run.
    has_programs: bool,
}

/// The requirements of a stage.
#[derive(Clone, Copy, PartialEq)]
enum Needs {
    Cargo,
    /// Node, Python or a browser, with their packages.
    Tools,
    /// The stage reads `dist/`, so it is skipped after a failed build.
    Site,
}

/// All stages, the fast ones first, so that mistakes appear within seconds.
const STAGES: [Stage; 13] = [
    Stage { name: "fmt", asks: "is the Rust code formatted", run: fmt, needs: Needs::Cargo },
    Stage {
        name: "tidy",
        asks: "are the rules of the repository kept",
        run: |_| tidy::run(),
        needs: Needs::Cargo,
    },
    Stage { name: "clippy", asks: "does the linter agree", run: clippy, needs: Needs::Cargo },
    Stage { name: "scripts", asks: "do the types in the scripts agree", run: scripts, needs: Needs::Tools },
    Stage {
        name: NATIVE,
        asks: "do all crates work, and does the widget render",
        run: native,
        needs: Needs::Cargo,
    },
    Stage {
        name: "decoder",
        asks: "does a second decoder read the same links",
        run: decoder,
        needs: Needs::Tools,
    },
    Stage {
        name: "warehouse",
        asks: "does the documented SQL get the same numbers",
        run: warehouse,
        needs: Needs::Tools,
    },
    Stage { name: BUILD, asks: "does the site build", run: site, needs: Needs::Tools },
    Stage { name: "size", asks: "is it within its budget", run: |_| size::run(), needs: Needs::Site },
    Stage { name: "browser", asks: "does it work in a browser", run: browser, needs: Needs::Site },
    Stage { name: "firefox", asks: "does it work in Firefox, too", run: firefox, needs: Needs::Site },
    Stage { name: "package", asks: "does the npm package work", run: package, needs: Needs::Site },
    Stage {
        name: TWICE,
        asks: "do the same sources give the same bytes",
        run: |_| release::check(),
        needs: Needs::Site,
    },
];

const NATIVE: &str = "native";
const BUILD: &str = "build";
/// Only part of the whole matrix, because it builds everything once more.
const TWICE: &str = "twice";

/// Browser tests that need parts that only a release has.
const OF_RELEASE: [&str; 2] = ["fallback", "single"];

/// The tests that a quick run repeats in Firefox, because their outcome depends on the browser: test files, each with
/// texts that are contained in the names of its tests.
const IN_FIREFOX: &str = include_str!("../../tests/e2e/firefox-quick.json");

fn in_firefox() -> Result<BTreeMap<String, Vec<String>>> {
    serde_json::from_str(IN_FIREFOX).context("can't read tests/e2e/firefox-quick.json as a map of lists")
}

/// Runs the chosen stages. Continues after a failure and lists all failures at the end.
pub(crate) fn run(options: &Options) -> Result<()> {
    let chosen = chosen(options)?;
    let start = Instant::now();
    let mut fetching = Fetching::start(&chosen);
    let mut run = Run { depth: options.depth, has_programs: false };
    let mut lines = Vec::new();
    let mut failures = Vec::new();
    for stage in chosen {
        if stage.needs == Needs::Site && failures.contains(&BUILD) {
            lines.push(format!("{:<9}   skipped: there is no build", stage.name));
            continue;
        }
        println!("\n==== {}: {}? ====\n", stage.name, stage.asks);
        let begun = Instant::now();
        let fetched = if stage.needs == Needs::Cargo { Ok(()) } else { fetching.wait() };
        let verdict = match fetched.and_then(|()| (stage.run)(&run)) {
            Ok(()) => {
                run.has_programs |= stage.name == NATIVE;
                "ok".to_owned()
            }
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

fn chosen(options: &Options) -> Result<Vec<&'static Stage>> {
    let is_chosen = |stage: &&Stage| match &options.only {
        Some(only) => only == stage.name,
        None => options.depth == Depth::All || stage.name != TWICE,
    };
    let chosen: Vec<&Stage> = STAGES.iter().filter(is_chosen).collect();
    if chosen.is_empty() {
        let names: Vec<_> = STAGES.iter().map(|stage| stage.name).collect();
        let only = options.only.as_deref().unwrap_or_default();
        bail!("unknown stage {only:?}; the stages are {}", names.join(", "));
    }
    Ok(chosen)
}

/// Installs browsers and packages in the background while cargo uses the processors.
struct Fetching(Option<JoinHandle<Result<()>>>);

impl Fetching {
    fn start(stages: &[&Stage]) -> Fetching {
        // A single stage installs its tools itself.
        let is_whole = stages.len() > 1;
        Fetching(is_whole.then(|| std::thread::spawn(tools::get_for_tests)))
    }

    fn wait(&mut self) -> Result<()> {
        match self.0.take() {
            Some(thread) => {
                thread.join().map_err(|_| anyhow!("the installation of tools stopped unexpectedly"))?
            }
            None => Ok(()),
        }
    }
}

fn fmt(_: &Run) -> Result<()> {
    run_command(cargo().args(["fmt", "--all", "--check"])).context("run `cargo fmt --all`")
}

/// Uses the same selection of packages and features as `native`, so that both share macros and build scripts.
fn clippy(_: &Run) -> Result<()> {
    let strict = ["--all-targets", "--", "-D", "warnings"];
    run_command(cargo().arg("clippy").args(PRODUCT).args(strict))?;
    run_command(cargo().args(["clippy", "--package", "xtask"]).args(strict))
}

/// Checks the types of `web` with tsc. The service worker has a project of its own, because it has other global names
/// than a page.
fn scripts(_: &Run) -> Result<()> {
    let node = tools::node()?;
    tools::build_packages()?;
    let tsc = paths::root().join(tools::BUILD_PACKAGES).join("node_modules/typescript/bin/tsc");
    for project in ["web", "web/worker"] {
        run_command(command(&node).arg(&tsc).args(["--project", project]))?;
    }
    Ok(())
}

/// Selects the crates of the product, including the prerenderer.
const PRODUCT: [&str; 5] = ["--workspace", "--exclude", "xtask", "--features", "interlocal/ssr"];

/// Tests all crates of the product in one invocation: with different features for some of them, cargo would compile
/// the rest again. xtask is already compiled with its own features.
fn native(_: &Run) -> Result<()> {
    run_command(cargo().arg("test").args(PRODUCT))?;
    run_command(cargo().args(["test", "--package", "xtask"]))
}

/// The folder with the programs that cargo builds for tests; examples are in a subfolder.
fn folder_of_programs() -> PathBuf {
    paths::target().join("debug")
}

/// The path of a program in that folder.
fn built(name: &str) -> PathBuf {
    folder_of_programs().join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Builds the programs that other stages run, with the same options as the stage `native`.
fn build_programs(run: &Run) -> Result<()> {
    if run.has_programs {
        return Ok(());
    }
    run_command(cargo().arg("build").args(PRODUCT).args(["--bins", "--examples"]))
}

fn decoder(_: &Run) -> Result<()> {
    run_command(command(tools::python()?).arg("tests/link_v1/check.py"))
}

/// Half of the compared pairs are of fictional agencies, which have no published results.
fn warehouse(run: &Run) -> Result<()> {
    let python = tools::python_with_duckdb()?;
    build_programs(run)?;
    let profiles = read(command(built("examples/profiles")).arg("60"))?;
    let folder = paths::target().join("warehouse");
    std::fs::create_dir_all(&folder).with_context(|| format!("can't make {}", folder.display()))?;
    let file = folder.join("fiction.jsonl");
    std::fs::write(&file, profiles + "\n").with_context(|| format!("can't write {}", file.display()))?;
    run_command(command(python).arg("tests/warehouse/check.py").args([built("interlocal"), file]))
}

fn site(run: &Run) -> Result<()> {
    build::run(&build::Options {
        fallback: run.depth == Depth::All,
        prerenderer: run.has_programs.then(|| built("prerender")),
        ..build::QUICK
    })
}

fn browser(run: &Run) -> Result<()> {
    let files = browser_tests(|name| run.depth == Depth::All || !OF_RELEASE.contains(&name))?;
    let chromium = Browser { name: "chromium", variable: "INTERLOCAL_CHROMIUM", program: tools::chromium()? };
    run_browser_tests(run, &chromium, &files, &[])
}

fn firefox(run: &Run) -> Result<()> {
    let firefox = Browser { name: "firefox", variable: "INTERLOCAL_FIREFOX", program: tools::firefox()? };
    match run.depth {
        Depth::Quick => {
            let asked = in_firefox()?;
            let files = browser_tests(|name| asked.contains_key(name))?;
            run_browser_tests(run, &firefox, &files, &asked.into_values().flatten().collect::<Vec<_>>())
        }
        Depth::All => run_browser_tests(run, &firefox, &browser_tests(|_| true)?, &[]),
    }
}

/// A browser, and the variable that passes its path to the tests.
struct Browser {
    name: &'static str,
    variable: &'static str,
    program: PathBuf,
}

/// Runs test files, or only those tests whose names contain one of `names`. Each file is a separate process with its
/// own browser, so tests don't share state.
fn run_browser_tests(run: &Run, browser: &Browser, files: &[PathBuf], names: &[String]) -> Result<()> {
    let node = tools::node()?;
    tools::npm_packages()?;
    build_programs(run)?;
    let site = assets::load(&paths::dist())?;
    let server = server::start(Arc::clone(&site), 0, "/")?;
    let mounted = server::start(site, 0, "/it/interlocal/")?;
    let mut node = command(node);
    // Browsers are idle at times, so one more file than processors runs at once. Node's default is two fewer.
    let at_once = std::thread::available_parallelism().map_or(2, usize::from) + 1;
    node.args(["--test", "--test-timeout=900000", "--test-reporter=./tests/e2e/support/report.mjs"]);
    node.arg(format!("--test-concurrency={at_once}"));
    node.args(names.iter().map(|name| format!("--test-name-pattern={}", literally(name)))).args(files);
    node.env("INTERLOCAL_URL", server.url());
    node.env("INTERLOCAL_SUBPATH_URL", mounted.url());
    node.env("INTERLOCAL_BROWSER", browser.name);
    node.env("INTERLOCAL_DEPTH", if run.depth == Depth::All { "all" } else { "quick" });
    node.env(browser.variable, &browser.program);
    node.env("INTERLOCAL_BUILT", folder_of_programs());
    // The command lists all files; the report above already names the failed tests.
    run_command(&mut node).map_err(|_| anyhow!("tests failed in {}", browser.name))
}

/// Escapes a text for use in a JavaScript regular expression.
fn literally(name: &str) -> String {
    let escape = |c: char| if "\\^$.|?*+()[]{}/".contains(c) { format!("\\{c}") } else { c.to_string() };
    name.chars().map(escape).collect()
}

/// Tests the npm package: a project with a bundler installs it and builds a page, which then runs with the strict
/// policy.
fn package(_: &Run) -> Result<()> {
    let (node, npm, chromium) = (tools::node()?, tools::npm()?, tools::chromium()?);
    tools::npm_packages()?;
    tools::package_test_packages()?;
    let package = release::npm_package()?;
    let project = paths::root().join(tools::PACKAGE_TEST);
    let in_project = |words: &str| {
        let mut npm = command(&npm);
        npm.current_dir(&project).args(words.split(' '));
        npm
    };
    let install = "install --no-save --offline --ignore-scripts --loglevel=error";
    run_command(in_project(install).arg(package))?;
    run_command(&mut in_project("run --silent check"))
        .context("the package's types don't match their use in tests/vite")?;
    run_command(&mut in_project("run --silent build"))?;
    let server = server::start(assets::load(&project.join("dist"))?, 0, "/")?;
    let mut node = command(node);
    node.arg("--test").arg(project.join("package.test.mjs"));
    node.env("INTERLOCAL_URL", server.url()).env("INTERLOCAL_CHROMIUM", chromium);
    run_command(&mut node)
}

/// The browser test files with wanted names, listed one by one, because `node --test FOLDER` differs between
/// versions.
fn browser_tests(wanted: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    const ENDING: &str = ".test.mjs";
    let folder = paths::root().join("tests/e2e");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder).with_context(|| format!("can't list {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.strip_suffix(ENDING).is_some_and(&wanted) {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        bail!("no file in tests/e2e has a wanted name");
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_for_an_unknown_stage_lists_all() {
        let options = Options { only: Some("everything".into()), depth: Depth::Quick };
        let error = chosen(&options).err().unwrap().to_string();
        assert!(error.contains("\"everything\"") && error.contains("clippy"), "{error}");
    }

    #[test]
    fn a_quick_run_has_every_stage_except_the_second_build() {
        let count = |depth| chosen(&Options { only: None, depth }).unwrap().len();
        assert_eq!(count(Depth::All), STAGES.len());
        assert_eq!(count(Depth::Quick), STAGES.len() - 1);
    }

    #[test]
    fn tests_chosen_by_name_exist() {
        for name in OF_RELEASE {
            assert_eq!(browser_tests(|it| it == name).unwrap().len(), 1, "{name}");
        }
        for (file, names) in in_firefox().unwrap() {
            let path = browser_tests(|it| it == file).unwrap().remove(0);
            let text = std::fs::read_to_string(path).unwrap();
            let has =
                |name: &str| ["'", "\"", "`"].iter().any(|quote| text.contains(&format!("{quote}{name}")));
            assert!(names.iter().all(|name| has(name)), "{file}: {names:?}");
        }
    }

    #[test]
    fn names_are_escaped_in_patterns() {
        assert_eq!(literally("sw-off.js (or not)"), r"sw-off\.js \(or not\)");
    }
}
