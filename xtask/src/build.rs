//! `build`: the whole site into `dist/`. Knows the order of the stages; what a page looks like is the widget's matter.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::fallback;
use crate::glue::{self, Form};
use crate::shell::{self, run as run_command, step};
use crate::{paths, site, tools};

pub(crate) struct Options {
    /// Without optimisation: quicker to build, several times the size.
    pub(crate) dev: bool,
    /// With the names of functions, for profilers and for asking what weighs how much.
    pub(crate) names: bool,
}

/// A program of the site. Those of the page come from one package, and what a program does not reach is not in it.
struct Program {
    /// Names its files.
    name: &'static str,
    /// Its package, and switches of it.
    package: &'static str,
    features: &'static [&'static str],
    /// Whether it is for browsers that know vectors of 128 bits.
    is_wide: bool,
}

const PROGRAMS: [Program; 5] = [
    Program { name: "interlocal_app", package: "interlocal", features: &[], is_wide: false },
    Program {
        name: "interlocal_desk",
        package: "interlocal",
        features: &["--features", "desk"],
        is_wide: false,
    },
    Program { name: "interlocal_reader", package: "interlocal-reader", features: &[], is_wide: false },
    Program { name: "interlocal_group", package: WORKER, features: &FAST, is_wide: true },
    Program { name: "interlocal_group_plain", package: WORKER, features: &FAST, is_wide: false },
];

/// Holds a group of agencies.
const WORKER: &str = "interlocal-worker";
/// It reads and scores 20,000 profiles at once; the page reads one, and is to be small.
const FAST: [&str; 2] = ["--config", "profile.release.package.interlocal-core.opt-level=3"];
/// Another setting of the compiler would make cargo build everything anew each time, so it has a folder of its own.
const WIDE_FOLDER: &str = "wide";

/// The packages that are compiled to WebAssembly, each with switches of cargo.
pub(crate) fn packages() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    // A setting of the compiler asks for no other crates.
    PROGRAMS.iter().filter(|program| !program.is_wide).map(|program| match program.features {
        features @ ["--features", ..] => (program.package, features),
        _ => (program.package, &[][..]),
    })
}

/// Builds beside the old site and swaps at the end, so that a failed build leaves the last good one in place.
pub(crate) fn run(options: &Options) -> Result<()> {
    tools::wasm_target()?;
    println!("building dist/");
    let staging = paths::target().join("dist-staging");
    remove(&staging)?;
    let files = site::unnamed(&staging)?;
    let is_whole = !options.dev && !options.names;
    let mut scripts = Vec::new();
    for program in &PROGRAMS {
        step(&format!("compile {} to WebAssembly", program.name), || compile(options, program))?;
        step("bind it to JavaScript", || bind(options, program, &files))?;
        // A browser without WebAssembly has no vectors either.
        if is_whole && !program.is_wide {
            let wasm = program.wasm(options);
            scripts.push(step("translate it to JavaScript", || fallback::translate(&wasm, program.name))?);
        }
    }
    step("prerender the pages", || prerender(&staging, &files))?;
    step("join the styles", || site::join_styles(&files))?;
    step("copy static/", || site::copy_static(&staging, &files))?;
    tools::build_packages()?;
    step("copy what comes from npm", || site::copy_packages(&files))?;
    if is_whole {
        step("make scripts shorter", || shorten(&files))?;
        // These are short already, and take longest.
        scripts.iter().try_for_each(|script| script.write(&files))?;
    }
    step("name what never changes after what is in it", || site::seal(&staging, &files))?;
    swap(&staging, &paths::dist())
}

/// A cargo call of its own: together with the prerenderer, cargo would give both the features of both.
fn compile(options: &Options, program: &Program) -> Result<()> {
    let mut cargo = shell::cargo();
    cargo
        .args(["build", "--package", program.package, "--lib", "--target", tools::WASM])
        .args(program.features);
    if !options.dev {
        cargo.arg("--release");
    }
    let mut flags = short_paths()?;
    if program.is_wide {
        flags.push("-Ctarget-feature=+simd128".to_owned());
    }
    cargo.env("CARGO_TARGET_DIR", program.folder());
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    run_command(&mut cargo)
}

impl Program {
    /// Where cargo builds it.
    fn folder(&self) -> PathBuf {
        if self.is_wide { paths::target().join(WIDE_FOLDER) } else { paths::target() }
    }

    fn wasm(&self, options: &Options) -> PathBuf {
        let profile = if options.dev { "debug" } else { "release" };
        let file = [&self.package.replace('-', "_"), ".wasm"].concat();
        self.folder().join(tools::WASM).join(profile).join(file)
    }
}

/// Panic messages name source files. Without the part of the path that only this machine has, the same sources give the
/// same bytes everywhere, and nobody reads in them where they were built.
fn short_paths() -> Result<Vec<String>> {
    let folders = paths::registries()?.into_iter().chain([paths::root()]);
    Ok(folders.map(|folder| format!("--remap-path-prefix={}/=", folder.display())).collect())
}

fn bind(options: &Options, program: &Program, files: &Path) -> Result<()> {
    let form = if options.dev || options.names { Form::Named } else { Form::Short };
    glue::bind(&program.wasm(options), files, program.name, form)
}

/// The widget's own code, run here, writes each page as it looks before any script has run.
fn prerender(staging: &Path, files: &Path) -> Result<()> {
    let words = "run --package interlocal --features ssr --bin prerender --";
    run_command(shell::cargo().args(words.split(' ')).args([staging, files]))
}

fn shorten(files: &Path) -> Result<()> {
    let mut scripts = paths::files_under(files)?;
    scripts.retain(|path| path.extension().is_some_and(|ending| ending == "js"));
    glue::minify(&scripts, &[])
}

/// A rename where that is possible; a copy where target/ stands on another disk.
fn swap(staging: &Path, dist: &Path) -> Result<()> {
    remove(dist)?;
    if fs::rename(staging, dist).is_ok() {
        return Ok(());
    }
    for path in paths::files_under(staging)? {
        let to = dist.join(path.strip_prefix(staging)?);
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::copy(&path, &to).with_context(|| format!("cannot copy {}", path.display()))?;
    }
    remove(staging)
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}
