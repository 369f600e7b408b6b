//! `serve`: serves the site on this machine with the same policy as the tests. Pages of a development build open as
//! soon as the main path is built, while the rest is still compiling. With `--watch` the site is rebuilt when sources
//! change.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;

use crate::build::{Finish, Parts};
use crate::glue::Form;
use crate::live::{Change, Live};
use crate::programs::{self, Program};
use crate::server::Server;
use crate::shell::step;
use crate::watch::{Changed, Sources};
use crate::{assets, build, paths, server, tools};

pub(crate) struct Options {
    pub(crate) port: u16,
    pub(crate) base: String,
    pub(crate) what: What,
}

/// The site to serve.
pub(crate) enum What {
    /// A development build, which isn't optimised and doesn't touch `dist/`.
    Development { watch: bool },
    /// `dist/`, as a host would serve it, with or without building it first.
    Release { build: bool },
}

pub(crate) fn run(options: &Options) -> Result<()> {
    match options.what {
        What::Development { watch } => development(options, watch),
        What::Release { build } => {
            if build {
                build::run(&build::QUICK)?;
            }
            let server = server::start(assets::load(&paths::dist())?, options.port, &options.base)?;
            println!("{}", address(&server));
            println!("Ctrl+C stops it; start it again to see a change.");
            server.wait()
        }
    }
}

fn address(server: &Server) -> String {
    format!("http://localhost:{}{}", server.port, server.base)
}

fn development(options: &Options, watch: bool) -> Result<()> {
    let live = Arc::new(Live::new(watch));
    // Listen before building, so that the error for a port in use appears at once.
    let server = server::start_live(Arc::clone(&live), options.port, &options.base)?;
    println!("building for {}", address(&server));
    println!("A first build takes some minutes, later ones seconds.");
    tools::wasm_target()?;
    let mut sources = Sources::now()?;
    let site = Development { parts: Parts::new("development")?, live };
    step("prerender the pages", || site.parts.prerender(None))?;
    let opened = || println!("\n{} is open; the rest is still building.\n", address(&server));
    site.compile(opened)?;
    site.publish(Change::Nothing, true)?;
    println!("\n{}", address(&server));
    if !watch {
        println!("Ctrl+C stops it. With --watch the site is rebuilt when sources change.");
        return server.wait();
    }
    loop {
        println!("Watching the sources; Ctrl+C stops it.");
        let changed = sources.wait_for_change()?;
        if let Err(error) = site.renew(changed) {
            site.live.give_up();
            eprintln!("error: {error:#}\nThe page keeps the previous build.");
        }
    }
}

/// A development build whose parts are rebuilt one by one.
struct Development {
    parts: Parts,
    live: Arc<Live>,
}

impl Development {
    /// Rebuilds the parts that depend on the change.
    fn renew(&self, changed: Changed) -> Result<()> {
        match changed {
            Changed::Styles => self.publish(Change::Styles, true),
            Changed::Scripts => self.publish(Change::All, true),
            Changed::Pages => {
                step("prerender the pages", || self.parts.prerender(None))?;
                self.publish(Change::All, true)
            }
            Changed::Rust => {
                self.compile(|| println!("the page shows the change; the rest is still building"))?;
                let before = self.parts.read_pages()?;
                step("prerender the pages", || self.parts.prerender(None))?;
                let is_same = before == self.parts.read_pages()?;
                self.publish(if is_same { Change::Nothing } else { Change::All }, true)
            }
        }
    }

    /// Compiles all programs. As soon as the questionnaire is compiled, publishes the site without the others and
    /// calls `opened`.
    fn compile(&self, opened: impl FnOnce()) -> Result<()> {
        let mut opened = Some(opened);
        let mut shown = Ok(());
        let when_ready = |compiled: &programs::Compiled, program: &Program| {
            if *program == programs::APP {
                shown = self.bind(compiled, &[programs::APP]).and_then(|()| self.publish(Change::All, false));
                if let Some(opened) = opened.take() {
                    opened();
                }
            }
        };
        let compiled = step("compile the programs", || programs::compile_for_development(when_ready))?;
        shown?;
        self.bind(&compiled, &programs::ALL)
    }

    fn bind(&self, compiled: &programs::Compiled, which: &[Program]) -> Result<()> {
        step("bind them to JavaScript", || self.parts.bind(compiled, which, Form::Named))
    }

    fn publish(&self, change: Change, is_whole: bool) -> Result<()> {
        let folder = staging();
        step("assemble the site", || self.parts.assemble(&folder, Finish::Readable, &[]))?;
        self.live.publish(assets::load_uncompressed(&folder)?, change, is_whole);
        Ok(())
    }
}

/// The folder of the assembled development build. `dist/` holds release builds only.
fn staging() -> PathBuf {
    paths::target().join("development-site")
}
