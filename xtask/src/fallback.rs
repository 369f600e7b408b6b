//! Translates the programs to plain JavaScript, for browsers and pages without WebAssembly, and shrinks the questionnaire's
//! program. Runs binaryen's tools and adapts their output; web/lazy/load.js decides when the scripts are loaded.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::glue::{self, Form};
use crate::programs::{self, Compiled, Program, Simd};
use crate::shell::{command, run, step};
use crate::{bundle, paths, tools};

/// The folder under target/ for translated programs, finished and in progress.
const FOLDER: &str = "fallback";

/// WebAssembly features that the compiler may use; without these options binaryen accepts only the first version.
const FEATURES: [&str; 4] =
    ["--enable-bulk-memory", "--enable-bulk-memory-opt", "--enable-mutable-globals", "--enable-sign-ext"];
/// Options that replace the one instruction that the translator doesn't support.
const LOWER: [&str; 5] = [
    "--mvp-features",
    "--enable-nontrapping-float-to-int",
    "--llvm-nontrapping-fptoint-lowering",
    "--strip-target-features",
    "-Oz",
];
/// Options for a program that stays WebAssembly. It may use more features than [`FEATURES`].
const SHRINK: [&str; 5] = [
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
    "-Os",
    "--converge",
];
const TRANSLATE: [&str; 1] = ["-O"];

/// Inputs that change the scripts, besides the programs.
const MADE_BY: [&str; 3] = [
    include_str!("fallback.rs"),
    include_str!("../npm/bundle.mjs"),
    include_str!("../npm/package-lock.json"),
];

/// A translated program that isn't copied to the site yet.
pub(crate) struct Script {
    name: &'static str,
    made: PathBuf,
}

impl Script {
    /// Copies the script to the folder with the program's other files.
    pub(crate) fn write(&self, files: &Path) -> Result<()> {
        let to = files.join(format!("{}_script.js", self.name));
        fs::copy(&self.made, &to).with_context(|| format!("can't write {}", to.display()))?;
        Ok(())
    }
}

/// Translates all programs. JavaScript has no SIMD, so the group's program is compiled once more without it.
pub(crate) fn translate_all(compiled: &Compiled) -> Result<Vec<Script>> {
    tools::build_packages()?;
    let plain =
        step("compile the group's program without SIMD", || programs::compile(&[programs::GROUP], Simd::No))?;
    let wasm = |program: &Program| {
        if *program == programs::GROUP { plain.wasm(program) } else { compiled.wasm(program) }
    };
    step("translate the programs to JavaScript", || {
        let mut scripts = Vec::new();
        // The translator uses one processor for each program.
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        for some in programs::ALL.chunks(workers) {
            let made: Vec<Result<Script>> = std::thread::scope(|scope| {
                let begin =
                    |program: &'static Program| scope.spawn(move || translate(&wasm(program), program.name));
                let running: Vec<_> = some.iter().map(begin).collect();
                running
                    .into_iter()
                    .map(|it| it.join().unwrap_or_else(|_| bail!("a translation panicked")))
                    .collect()
            });
            scripts.extend(made.into_iter().collect::<Result<Vec<_>>>()?);
        }
        Ok(scripts)
    })
}

/// Translates the program `wasm`, as cargo wrote it, to a script that needs no WebAssembly. This takes half a minute,
/// so results are cached.
fn translate(wasm: &Path, name: &'static str) -> Result<Script> {
    let folder = paths::target().join(FOLDER);
    glue::bind(wasm, &folder, name, Form::Plain)?;
    let bound = folder.join(format!("{name}_bg.wasm"));
    let glue = fs::read_to_string(folder.join(name).with_extension("js"))?;
    let made = folder.join(digest(&fs::read(&bound)?, &glue)).with_extension("js");
    if !made.exists() {
        // Renamed at the end, so that an interrupted translation is repeated.
        let raw = folder.join(format!("{name}_script.js"));
        fs::write(&raw, to_script(&bound, &raw)? + &glue)?;
        bundle::shorten_names(&raw)?;
        fs::rename(&raw, &made)?;
    }
    Ok(Script { name, made })
}

/// Translates the module `wasm` to a script that exports `instantiate`. The translator writes to `raw`.
fn to_script(wasm: &Path, raw: &Path) -> Result<String> {
    let lowered = wasm.with_extension("lowered.wasm");
    binaryen("wasm-opt", &[&LOWER[..], &FEATURES], wasm, &lowered)?;
    binaryen("wasm2js", &[&TRANSLATE[..], &FEATURES], &lowered, raw)?;
    let script = fs::read_to_string(raw).with_context(|| format!("can't read {}", raw.display()))?;
    as_factory(&script)
        .context("the output of wasm2js has an unknown form; adapt as_factory() in xtask/src/fallback.rs")
}

/// Shrinks the questionnaire's program in place. It loses 6 % raw and 0.7 % after brotli. The other programs stay as they are: after
/// brotli the desk would grow by 0.3 %, and the group's program by 2 %.
pub(crate) fn optimize(wasm: &Path) -> Result<()> {
    binaryen("wasm-opt", &[&SHRINK[..], &FEATURES], wasm, wasm)
}

fn binaryen(tool: &str, options: &[&[&str]], from: &Path, to: &Path) -> Result<()> {
    let program = paths::root().join(tools::BUILD_PACKAGES).join("node_modules/binaryen/bin").join(tool);
    let mut node = command(tools::node()?);
    node.arg(program).args(options.concat()).arg(from).arg("-o").arg(to);
    run(&mut node)
}

/// Wraps the script in a function that creates a new instance with its own memory and returns it like
/// `WebAssembly.instantiate`. `None` if the script doesn't have the expected form.
fn as_factory(script: &str) -> Option<String> {
    let (body, _) = script.split_once("\nvar retasmFunc = asmFunc({\n")?;
    let body = body.trim_start_matches(|c| c != '\n').trim_start();
    if !body.contains("\nfunction asmFunc(imports) {\n")
        || body.lines().any(|line| line.starts_with("import "))
    {
        return None;
    }
    Some(format!(
        "export const instantiate = (imports) => {{\n{body}\nreturn {{ exports: asmFunc(imports) }};\n}};\n"
    ))
}

fn digest(wasm: &[u8], glue: &str) -> String {
    let mut whole = Sha256::new();
    whole.update(wasm);
    for part in [glue].iter().chain(&MADE_BY) {
        whole.update(part);
    }
    whole.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_becomes_a_function_that_creates_an_instance() {
        let script = "import * as glue from './a_bg.js';\n\n  var bufferView;\nfunction asmFunc(imports) {\n return {};\n}\n\n\
                      var retasmFunc = asmFunc({\n  \"./a_bg.js\": glue,\n});\nexport var mount = retasmFunc.mount;\n";
        assert_eq!(
            as_factory(script).unwrap(),
            "export const instantiate = (imports) => {\nvar bufferView;\nfunction asmFunc(imports) {\n return {};\n}\n\n\
             return { exports: asmFunc(imports) };\n};\n"
        );
    }

    #[test]
    fn a_module_of_unknown_form_is_refused() {
        let two = "import * as a from 'a';\nimport * as b from 'b';\nfunction asmFunc(imports) {\n}\n\nvar retasmFunc = asmFunc({\n});\n";
        assert_eq!(as_factory(two), None);
        assert_eq!(as_factory("var retasmFunc = f({});\n"), None);
    }

    #[test]
    fn different_glue_gives_a_different_script() {
        assert_eq!(digest(b"a", "b"), digest(b"a", "b"));
        assert_ne!(digest(b"a", "b"), digest(b"a", "c"));
        assert_ne!(digest(b"a", "b"), digest(b"c", "b"));
    }
}
