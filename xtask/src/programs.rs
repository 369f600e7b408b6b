//! The WebAssembly programs of the site: which ones there are, and how cargo compiles them. All come out of one cargo
//! invocation, so that dependencies are compiled once and links run side by side.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::glue::{self, Form};
use crate::shell::{self, run as run_command};
use crate::{paths, rustc, tools};

/// A program of the site. Code that a program doesn't reach is left out by the linker.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Program {
    /// The stem of its files: `NAME.js` and `NAME_bg.wasm`.
    pub(crate) name: &'static str,
    pub(crate) package: &'static str,
}

/// The questionnaire: the main path.
pub(crate) const APP: Program = Program { name: "interlocal_app", package: "interlocal-app" };
const DESK: Program = Program { name: "interlocal_desk", package: "interlocal-desk" };
const READER: Program = Program { name: "interlocal_reader", package: "interlocal-reader" };
/// Holds a group of agencies, in a worker. The only one with SIMD.
pub(crate) const GROUP: Program = Program { name: "interlocal_group", package: "interlocal-worker" };

pub(crate) const ALL: [Program; 4] = [APP, DESK, READER, GROUP];

#[derive(Clone, Copy, PartialEq)]
enum Profile {
    /// Quick to compile, several times the size.
    Dev,
    Release,
}

/// Which instructions the group's program may have.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Simd {
    Yes,
    /// For the translation to JavaScript, which has nothing like them.
    No,
}

/// A set of programs that cargo compiled.
pub(crate) struct Compiled {
    folder: PathBuf,
}

/// Compiles `programs` for a release, in one cargo invocation of its own: together with the prerenderer, cargo would give both the
/// features of both.
pub(crate) fn compile(programs: &[Program], simd: Simd) -> Result<Compiled> {
    let (mut cargo, compiled) = invocation(programs, Profile::Release, simd)?;
    run_command(&mut cargo)?;
    Ok(compiled)
}

/// Compiles all programs without optimising. Calls `when_ready` for each as soon as it is compiled, while cargo goes on with
/// the others.
pub(crate) fn compile_for_development(mut when_ready: impl FnMut(&Compiled, &Program)) -> Result<Compiled> {
    let (mut cargo, compiled) = invocation(&ALL, Profile::Dev, Simd::Yes)?;
    cargo.arg("--message-format=json-render-diagnostics");
    shell::run_with_lines(&mut cargo, |line| {
        let Ok(message) = serde_json::from_str::<Value>(line) else { return };
        let is_artifact = message["reason"] == "compiler-artifact";
        let is_of = |program: &&Program| message["target"]["name"] == program.package.replace('-', "_");
        if is_artifact && let Some(program) = ALL.iter().find(is_of) {
            when_ready(&compiled, program);
        }
    })?;
    Ok(compiled)
}

/// The cargo command, and where it leaves the programs.
fn invocation(programs: &[Program], profile: Profile, simd: Simd) -> Result<(Command, Compiled)> {
    let mut cargo = shell::cargo();
    cargo.args(["build", "--lib", "--target", tools::WASM]);
    for program in programs {
        cargo.args(["--package", program.package]);
    }
    match profile {
        Profile::Release => drop(cargo.arg("--release")),
        Profile::Dev => without_optimising(&mut cargo),
    }
    // Cargo doesn't see that the wrapper adds flags, so that each way to compile has a folder of its own.
    let target = match simd {
        Simd::Yes => paths::target(),
        Simd::No => paths::target().join("without-simd"),
    };
    if simd == Simd::Yes {
        rustc::wrap(&mut cargo)?;
    }
    cargo.env("CARGO_TARGET_DIR", &target);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", short_paths()?.join("\u{1f}"));
    let folder = if profile == Profile::Release { "release" } else { "debug" };
    Ok((cargo, Compiled { folder: target.join(tools::WASM).join(folder) }))
}

impl Compiled {
    /// The WebAssembly as cargo left it.
    pub(crate) fn wasm(&self, program: &Program) -> PathBuf {
        self.folder.join(program.package.replace('-', "_")).with_extension("wasm")
    }

    /// Binds a program to JavaScript, into `files`.
    ///
    /// # Errors
    /// A release refuses SIMD in any program but the group's, because older browsers have none.
    pub(crate) fn bind(&self, program: &Program, form: Form, files: &Path) -> Result<()> {
        let wasm = self.wasm(program);
        let bytes = fs::read(&wasm).with_context(|| format!("can't read {}", wasm.display()))?;
        if form != Form::Named && *program != GROUP && has_simd(&bytes) {
            bail!("{} has SIMD instructions; see xtask/src/rustc.rs for the crates that may", program.name);
        }
        glue::bind(&wasm, files, program.name, form)
    }
}

/// Whether the compiler lists SIMD among the features that a module uses.
fn has_simd(module: &[u8]) -> bool {
    let listed = b"+\x07simd128";
    module.windows(listed.len()).any(|part| part == listed)
}

/// Crates that the development profile optimises for the sake of their tests.
const OPTIMISED_FOR_TESTS: [&str; 5] =
    ["interlocal-core", "interlocal-cohort", "interlocal-collect", "interlocal-compare", "interlocal-worker"];

/// Has `cargo` compile our crates as quickly as it can: a page asks little of them, and a person waits for the compiler.
pub(crate) fn without_optimising(cargo: &mut Command) {
    for name in OPTIMISED_FOR_TESTS {
        cargo.args(["--config", &format!("profile.dev.package.{name}.opt-level=0")]);
    }
}

/// Panic messages name source files. Without the part of the path that only this machine has, the same sources give the
/// same bytes everywhere, and the programs don't tell where they were built.
fn short_paths() -> Result<Vec<String>> {
    let folders = paths::registries()?.into_iter().chain([paths::root()]);
    Ok(folders.map(|folder| format!("--remap-path-prefix={}/=", folder.display())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simd_is_found_among_the_features_of_a_module() {
        assert!(has_simd(b"target_features\x02+\x07simd128+\x08sign-ext"));
        assert!(!has_simd(b"target_features\x02-\x07simd128+\x08sign-ext"));
    }
}
