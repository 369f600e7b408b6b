//! `build`: builds the whole site into `dist/`. Decides the order of the stages and which parts are kept between
//! builds.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::fallback;
use crate::glue::Form;
use crate::programs::{self, Compiled, Program, Simd};
use crate::shell::{self, run as run_command, step};
use crate::{paths, site, tools};

pub(crate) struct Options {
    /// Keep the names of functions, for profilers and size reports.
    pub(crate) names: bool,
    /// Also generate the scripts for browsers without WebAssembly, which takes minutes.
    pub(crate) fallback: bool,
    /// The path of the prerenderer, if it is already compiled.
    pub(crate) prerenderer: Option<PathBuf>,
}

/// A build without the fallback scripts, which only releases contain.
pub(crate) const QUICK: Options = Options { names: false, fallback: false, prerenderer: None };
/// The build for a release.
pub(crate) const WHOLE: Options = Options { fallback: true, ..QUICK };

/// Builds the site in a staging folder and swaps it in at the end, so a failed build leaves the previous site in
/// place.
pub(crate) fn run(options: &Options) -> Result<()> {
    tools::wasm_target()?;
    println!("building dist/");
    let parts = Parts::new("release")?;
    let compiled =
        step("compile the programs to WebAssembly", || programs::compile(&programs::ALL, Simd::Yes))?;
    let form = if options.names { Form::Named } else { Form::Short };
    step("bind them to JavaScript", || parts.bind(&compiled, &programs::ALL, form))?;
    step("prerender the pages", || parts.prerender(options.prerenderer.as_deref()))?;
    let scripts = if options.fallback { fallback::translate_all(&compiled)? } else { Vec::new() };
    let staging = paths::target().join("dist-staging");
    let finish = if options.names { Finish::Readable } else { Finish::Short };
    step("assemble the site", || parts.assemble(&staging, finish, &scripts))?;
    swap(&staging, &paths::dist())?;
    if !options.fallback {
        println!(
            "dist/ has no scripts for browsers without WebAssembly; `cargo xtask dist` makes a release, with them"
        );
    }
    Ok(())
}

/// Whether scripts and styles are minified.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Finish {
    /// As written, for reading in a debugger.
    Readable,
    Short,
}

/// The parts of the site that take long to build. They are kept, so that a change of one part doesn't rebuild the
/// others.
pub(crate) struct Parts {
    programs: PathBuf,
    /// Pages outside the folder of files.
    pages: PathBuf,
    /// Files with texts inside the folder, written together with the pages.
    texts: PathBuf,
}

impl Parts {
    /// Creates empty folders for the parts of one kind of build.
    pub(crate) fn new(kind: &str) -> Result<Parts> {
        let folder = paths::target().join("site-parts").join(kind);
        remove(&folder)?;
        let parts = Parts {
            programs: folder.join("programs"),
            pages: folder.join("pages"),
            texts: folder.join("texts"),
        };
        make(&parts.programs)?;
        Ok(parts)
    }

    pub(crate) fn bind(&self, compiled: &Compiled, which: &[Program], form: Form) -> Result<()> {
        which.iter().try_for_each(|program| compiled.bind(program, form, &self.programs))
    }

    /// Runs the widget's own code to write each page as it looks before any script has run. `program` is the compiled
    /// prerenderer, if there is one.
    pub(crate) fn prerender(&self, program: Option<&Path>) -> Result<()> {
        for folder in [&self.pages, &self.texts] {
            remove(folder)?;
            make(folder)?;
        }
        let mut prerenderer = match program {
            Some(program) => shell::command(program),
            None => {
                let mut cargo = shell::cargo();
                cargo.args("run --package interlocal --features ssr --bin prerender".split(' '));
                programs::without_optimising(&mut cargo);
                // Naming the host as the target makes cargo share macros with the builds for WebAssembly.
                cargo.args(["--target", &tools::host()?, "--"]);
                cargo
            }
        };
        run_command(prerenderer.args([&self.pages, &self.texts]))
    }

    /// Reads the prerendered pages and texts, for comparison.
    pub(crate) fn read_pages(&self) -> Result<Vec<(PathBuf, Vec<u8>)>> {
        let files = [paths::files_under(&self.pages)?, paths::files_under(&self.texts)?].concat();
        let read = |path: PathBuf| {
            let bytes = fs::read(&path).with_context(|| format!("can't read {}", path.display()))?;
            Ok((path, bytes))
        };
        files.into_iter().map(read).collect()
    }

    /// Assembles the site in `to`, which is emptied first: the parts, styles, scripts and packages.
    pub(crate) fn assemble(&self, to: &Path, finish: Finish, scripts: &[fallback::Script]) -> Result<()> {
        remove(to)?;
        let files = site::unnamed(to)?;
        copy(&self.programs, &files)?;
        copy(&self.pages, to)?;
        copy(&self.texts, &files)?;
        site::join_styles(&files)?;
        site::add_web(to, &files, finish)?;
        if finish == Finish::Short {
            fallback::optimize(&files.join(format!("{}_bg.wasm", programs::APP.name)))?;
        }
        // The fallback scripts are already minified, and minifying them would take longest.
        scripts.iter().try_for_each(|script| script.write(&files))?;
        site::name_folder(to, &files)
    }
}

/// Replaces `dist` by `staging`: renames it if possible, or copies it if `target/` is on another disk.
fn swap(staging: &Path, dist: &Path) -> Result<()> {
    remove(dist)?;
    if fs::rename(staging, dist).is_ok() {
        return Ok(());
    }
    copy(staging, dist)?;
    remove(staging)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for path in paths::files_under(from)? {
        let to = to.join(path.strip_prefix(from)?);
        if let Some(parent) = to.parent() {
            make(parent)?;
        }
        fs::copy(&path, &to).with_context(|| format!("can't copy {}", path.display()))?;
    }
    Ok(())
}

fn make(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("can't make {}", folder.display()))
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("can't remove {}", folder.display()))?;
    }
    Ok(())
}
