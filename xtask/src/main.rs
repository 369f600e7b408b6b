//! `cargo xtask COMMAND`: all tasks that need more than plain cargo. This file has the commands and their options;
//! the other files implement them.

mod args;
mod assets;
mod bench;
mod build;
mod bundle;
mod fallback;
mod glue;
mod live;
mod paths;
mod programs;
mod release;
mod rustc;
mod serve;
mod server;
mod shell;
mod single;
mod site;
mod size;
mod suite;
#[cfg(test)]
mod themes;
mod tidy;
mod tools;
mod watch;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::args::Args;

const HELP: &str = "\
cargo xtask COMMAND [OPTIONS]

  serve [--port N]        build and serve the widget on this machine (port 8080; 0 picks a free one);
                          a development build, not optimised; pages open when the main path is ready
        [--watch]         rebuild on every change, and reload the page
        [--release]       build dist/ and serve that, as a host would
        [--no-build]      serve the existing dist/
        [--base /PATH/]   serve under a sub-path, as many hosts do
  build                   write the site to dist/, without scripts for browsers that lack WebAssembly
        [--names]         keep the names of functions, for profilers
  dist                    build, then pack a release into target/release-files/: a zip for static
                          hosts, an npm package, hashes of both
        [--no-build]      pack the existing dist/
        [--check]         build once more in another folder, and compare every byte
  test                    all checks in their quick form
        [--all]           the whole matrix: languages, themes, Firefox in full, the JavaScript
                          fallback, the single file, the reproducible build
        [--only STAGE]    one stage: fmt tidy clippy scripts native decoder warehouse build
                          size browser firefox package twice
  single [--share-base URL]  pack dist/ into one HTML file that runs from a folder; its links lead to URL
  size                    bytes of the main path, raw and compressed, against the budget
  bench [--runs N]        the site beside a hand-written page, slowed down: paint, clicks, memory (3 rounds)
        [--more]          also the largest paint, a visit without a network, and encryption
        [--no-build]      measure the existing dist/
  bench-cohort            computation times for 1,250, 5,000 and 20,000 profiles, on one core
        [--no-numpy]      skip the comparison with NumPy, which takes some minutes
        [--only NAME]     only benchmarks with NAME in their name
  bench-group             the same in a browser: the group's worker and pages, with memory
        [--no-build]      measure the existing dist/
  bench-embed             the cost of the idle element for the page around it
        [--no-build]      measure the existing dist/
  lighthouse              Lighthouse's scores for a phone, medians of three runs
        [--no-build]      measure the existing dist/
  tidy                    the rules of this repository that no compiler checks
  setup                   install the tools that the commands above need
  help                    this text

Start with: cargo xtask serve
Before a commit: cargo xtask test

Chromium is taken from INTERLOCAL_CHROMIUM, else from the PATH, else installed with apt-get;
Firefox likewise, from INTERLOCAL_FIREFOX.";

fn main() -> ExitCode {
    if let Some(code) = rustc::run_as_wrapper() {
        return code;
    }
    match run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn serve_options(args: &mut Args) -> Result<serve::Options> {
    let (watch, release, as_it_is) = (args.flag("--watch"), args.flag("--release"), args.flag("--no-build"));
    if watch && (release || as_it_is) {
        bail!("--watch works with development builds only; leave out --release and --no-build");
    }
    Ok(serve::Options {
        port: args.number("--port", 8080)?,
        base: args.value("--base")?.unwrap_or_else(|| "/".into()),
        what: match release || as_it_is {
            true => serve::What::Release { build: !as_it_is },
            false => serve::What::Development { watch },
        },
    })
}

fn run(words: impl Iterator<Item = String>) -> Result<()> {
    let mut args = Args::new(words);
    match args.command().as_str() {
        "build" => {
            let options = build::Options { names: args.flag("--names"), ..build::QUICK };
            args.finish()?;
            build::run(&options)
        }
        "serve" => {
            let options = serve_options(&mut args)?;
            args.finish()?;
            serve::run(&options)
        }
        "dist" => {
            let options = release::Options { build: !args.flag("--no-build"), check: args.flag("--check") };
            args.finish()?;
            release::run(&options)
        }
        "test" => {
            let depth = if args.flag("--all") { suite::Depth::All } else { suite::Depth::Quick };
            let options = suite::Options { only: args.value("--only")?, depth };
            args.finish()?;
            suite::run(&options)
        }
        "single" => {
            let options = single::Options { share_base: args.value("--share-base")? };
            args.finish()?;
            single::run(&options)
        }
        "size" => {
            args.finish()?;
            size::run()
        }
        "bench" => {
            let options = bench::Options {
                runs: args.number("--runs", 3)?,
                more: args.flag("--more"),
                build: !args.flag("--no-build"),
            };
            args.finish()?;
            bench::run(&options)
        }
        "bench-cohort" => {
            let (numpy, only) = (!args.flag("--no-numpy"), args.value("--only")?);
            args.finish()?;
            bench::cohort(numpy, only.as_deref())
        }
        "bench-group" => {
            let build = !args.flag("--no-build");
            args.finish()?;
            bench::group(build)
        }
        "bench-embed" => {
            let build = !args.flag("--no-build");
            args.finish()?;
            bench::embed(build)
        }
        "lighthouse" => {
            let build = !args.flag("--no-build");
            args.finish()?;
            bench::lighthouse(build)
        }
        "tidy" => {
            args.finish()?;
            tidy::run()
        }
        "setup" => {
            args.finish()?;
            tools::get_all()
        }
        "" | "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        unknown => bail!("unknown command {unknown:?}; `cargo xtask help` lists the commands"),
    }
}
