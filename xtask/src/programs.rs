//! The WebAssembly programs of the site, and how cargo compiles them. One cargo invocation compiles all of them, so
//! that dependencies are compiled once and programs are linked in parallel.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::glue::{self, Form};
use crate::shell::{self, run as run_command};
use crate::{paths, rustc, tools};

/// A program of the site. The linker removes code that a program doesn't reach.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Program {
    /// The stem of its file names: `NAME.js` and `NAME_bg.wasm`.
    pub(crate) name: &'static str,
    pub(crate) package: &'static str,
}

/// The questionnaire, which is the main path.
pub(crate) const APP: Program = Program { name: "interlocal_app", package: "interlocal-app" };
const DESK: Program = Program { name: "interlocal_desk", package: "interlocal-desk" };
const READER: Program = Program { name: "interlocal_reader", package: "interlocal-reader" };
/// The group's worker, the only program with SIMD.
pub(crate) const GROUP: Program = Program { name: "interlocal_group", package: "interlocal-worker" };

pub(crate) const ALL: [Program; 4] = [APP, DESK, READER, GROUP];

#[derive(Clone, Copy, PartialEq)]
enum Profile {
    /// Compiles quickly; the programs are several times larger.
    Dev,
    Release,
}

/// Whether the group's program may use SIMD instructions.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Simd {
    Yes,
    /// For the translation to JavaScript, which has no SIMD.
    No,
}

/// Programs that cargo compiled.
pub(crate) struct Compiled {
    folder: PathBuf,
}

/// Compiles `programs` for a release. The prerenderer needs a cargo invocation of its own: in a common one, cargo
/// would enable the features of both in each.
pub(crate) fn compile(programs: &[Program], simd: Simd) -> Result<Compiled> {
    let (mut cargo, compiled) = invocation(programs, Profile::Release, simd)?;
    run_command(&mut cargo)?;
    Ok(compiled)
}

/// Compiles all programs without optimisation. Calls `when_ready` for each as soon as it is compiled, while cargo
/// continues with the others.
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

/// The cargo command, and the folder where it puts the programs.
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
    // Cargo doesn't see the flags that the wrapper adds, so each variant has its own target folder.
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
    /// The path of the WebAssembly file that cargo wrote.
    pub(crate) fn wasm(&self, program: &Program) -> PathBuf {
        self.folder.join(program.package.replace('-', "_")).with_extension("wasm")
    }

    /// Generates the JavaScript bindings of a program in `files`.
    ///
    /// # Errors
    ///
    /// In a release, fails if a program other than the group's contains SIMD instructions, because older browsers
    /// don't support them.
    pub(crate) fn bind(&self, program: &Program, form: Form, files: &Path) -> Result<()> {
        let wasm = self.wasm(program);
        let bytes = fs::read(&wasm).with_context(|| format!("can't read {}", wasm.display()))?;
        if form != Form::Named && *program != GROUP && has_simd(&bytes) {
            bail!("{} has SIMD instructions; see xtask/src/rustc.rs for the crates that may", program.name);
        }
        glue::bind(&wasm, files, program.name, form)
    }
}

/// Whether the module's list of target features contains SIMD.
fn has_simd(module: &[u8]) -> bool {
    let listed = b"+\x07simd128";
    module.windows(listed.len()).any(|part| part == listed)
}

/// Crates that the development profile optimises to speed up their tests.
const OPTIMISED_FOR_TESTS: [&str; 5] =
    ["interlocal-core", "interlocal-cohort", "interlocal-import", "interlocal-compare", "interlocal-worker"];

/// Makes `cargo` compile our crates without optimisation. A page needs little speed, and a person waits for the
/// compiler.
pub(crate) fn without_optimising(cargo: &mut Command) {
    for name in OPTIMISED_FOR_TESTS {
        cargo.args(["--config", &format!("profile.dev.package.{name}.opt-level=0")]);
    }
}

/// Flags that remove machine-specific parts from the source paths in panic messages. The same sources then give the
/// same bytes everywhere, and the programs don't reveal where they were built.
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
