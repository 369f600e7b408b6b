//! `bench`: how fast the site answers on a slow line and a slow processor. Starts the server; the measuring itself
//! is tests/bench/bench.mjs. `bench-cohort`: how long it takes with many profiles; that is crates/cohort/benches.
//! `bench-group`: the same in a browser; that is tests/bench/group.mjs. `bench-embed`: what the element costs the page around
//! it; that is tests/bench/embed.mjs. `lighthouse`: its scores; that is tests/lighthouse/run.mjs.

use anyhow::Result;

use crate::shell::{cargo, command, run as run_command};
use crate::{assets, build, paths, server, tools};

pub(crate) struct Options {
    pub(crate) runs: u16,
    pub(crate) build: bool,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    in_browser(options.build, &["tests/bench/bench.mjs", "--runs", &options.runs.to_string()])
}

/// Twenty thousand agencies in the browser.
pub(crate) fn group(build: bool) -> Result<()> {
    in_browser(build, &["tests/bench/group.mjs"])
}

/// What the element costs the page around it.
pub(crate) fn embed(build: bool) -> Result<()> {
    in_browser(build, &["tests/bench/embed.mjs"])
}

/// Lighthouse's scores of the site.
pub(crate) fn lighthouse(build: bool) -> Result<()> {
    tools::lighthouse_packages()?;
    in_browser(build, &["tests/lighthouse/run.mjs"])
}

fn in_browser(build: bool, script: &[&str]) -> Result<()> {
    let (node, chromium) = (tools::node()?, tools::chromium()?);
    tools::npm_packages()?;
    if build {
        build::run(&build::QUICK)?;
    }
    let server = server::start(assets::load(&paths::dist())?, 0, "/")?;
    let mut measuring = command(node);
    measuring.args(script).env("INTERLOCAL_URL", server.url()).env("INTERLOCAL_CHROMIUM", chromium);
    run_command(&mut measuring)
}

/// One table: a row for each computation and number of profiles.
pub(crate) fn cohort(numpy: bool, only: Option<&str>) -> Result<()> {
    let mut bench = cargo();
    bench.args(["bench", "--package", "interlocal-cohort", "--bench", "cohort", "--"]).args(only);
    if numpy {
        bench.env("INTERLOCAL_NUMPY", tools::python_with_numpy()?);
    }
    run_command(&mut bench)
}
