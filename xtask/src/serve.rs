//! `serve`: build, then show the site on this machine under the policy the tests run under.

use anyhow::Result;

use crate::{assets, build, paths, server};

pub(crate) struct Options {
    pub(crate) port: u16,
    pub(crate) base: String,
    pub(crate) build: bool,
    pub(crate) dev: bool,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    if options.build {
        build::run(&build::Options { dev: options.dev, names: false })?;
    }
    let site = assets::load(&paths::dist())?;
    let server = server::start(site, options.port, &options.base)?;
    println!("http://localhost:{}{}", server.port, server.base);
    println!("Ctrl+C stops it; start it again to see a change.");
    server.wait()
}
