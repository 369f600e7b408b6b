//! The commands that measure. This file starts servers and measuring programs:
//!
//! * `bench`: tests/bench/bench.mjs, the site beside the reference page
//! * `bench-cohort`: crates/cohort/benches, the engine with many profiles
//! * `bench-group`: tests/bench/group.mjs, the same in a browser
//! * `bench-embed`: tests/bench/embed.mjs, the cost of the element for the page around it
//! * `lighthouse`: tests/lighthouse/run.mjs, Lighthouse's scores

use anyhow::Result;

use crate::shell::{cargo, command, run as run_command};
use crate::{assets, build, paths, server, tools};

pub(crate) struct Options {
    pub(crate) runs: u16,
    pub(crate) more: bool,
    pub(crate) build: bool,
}

/// Measures the site and the hand-written page in tests/bench/reference, both served by the same code, in one run.
pub(crate) fn run(options: &Options) -> Result<()> {
    let reference = paths::root().join("tests/bench/reference");
    let reference = server::start(assets::load(&reference)?, 0, "/")?.url();
    let runs = options.runs.to_string();
    let mut script = vec!["tests/bench/bench.mjs", "--runs", &runs];
    if options.more {
        script.push("--more");
    }
    in_browser_with(options.build, &script, &[("INTERLOCAL_REFERENCE_URL", &reference)])
}

/// Measures a group of 20,000 agencies in the browser.
pub(crate) fn group(build: bool) -> Result<()> {
    in_browser(build, &["tests/bench/group.mjs"])
}

/// Measures the cost of the element for the page around it.
pub(crate) fn embed(build: bool) -> Result<()> {
    in_browser(build, &["tests/bench/embed.mjs"])
}

/// Runs Lighthouse on the site.
pub(crate) fn lighthouse(build: bool) -> Result<()> {
    tools::lighthouse_packages()?;
    in_browser(build, &["tests/lighthouse/run.mjs"])
}

fn in_browser(build: bool, script: &[&str]) -> Result<()> {
    in_browser_with(build, script, &[])
}

/// Builds and serves the site, then runs a Node script with the site's URL, the browser's path and `variables`.
fn in_browser_with(build: bool, script: &[&str], variables: &[(&str, &str)]) -> Result<()> {
    let (node, chromium) = (tools::node()?, tools::chromium()?);
    tools::npm_packages()?;
    if build {
        build::run(&build::QUICK)?;
    }
    // Compressing takes most of a minute after a new build.
    eprintln!("compressing and serving the site");
    let server = server::start(assets::load(&paths::dist())?, 0, "/")?;
    let mut measuring = command(node);
    measuring.args(script).env("INTERLOCAL_URL", server.url()).env("INTERLOCAL_CHROMIUM", chromium);
    measuring.envs(variables.iter().copied());
    run_command(&mut measuring)
}

/// Prints one table, with a row for each computation and number of profiles.
pub(crate) fn cohort(numpy: bool, only: Option<&str>) -> Result<()> {
    let mut bench = cargo();
    bench.args(["bench", "--package", "interlocal-cohort", "--bench", "cohort", "--"]).args(only);
    if numpy {
        bench.env("INTERLOCAL_NUMPY", tools::python_with_numpy()?);
    }
    run_command(&mut bench)
}
