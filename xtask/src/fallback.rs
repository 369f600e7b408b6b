//! Programs as plain JavaScript, for browsers and pages where WebAssembly is off. Knows the tools that translate them and the
//! shape of what these write; refuses to know what a program does, and when it is loaded (static/load.js).

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::glue::{self, Form};
use crate::programs::{self, Compiled, Program, Simd};
use crate::shell::{command, run, step};
use crate::{paths, tools};

/// Under target/: what was translated already, and what is being translated.
const FOLDER: &str = "fallback";

/// What the compiler may write today, for a tool that otherwise takes only what the first browsers knew.
const FEATURES: [&str; 4] =
    ["--enable-bulk-memory", "--enable-bulk-memory-opt", "--enable-mutable-globals", "--enable-sign-ext"];
/// The one instruction of today that the translator has nothing for goes first.
const LOWER: [&str; 5] = [
    "--mvp-features",
    "--enable-nontrapping-float-to-int",
    "--llvm-nontrapping-fptoint-lowering",
    "--strip-target-features",
    "-Oz",
];
const TRANSLATE: [&str; 1] = ["-O"];

/// Whatever makes other scripts of the same programs.
const MADE_BY: [&str; 3] = [
    include_str!("fallback.rs"),
    include_str!("../npm/minify.mjs"),
    include_str!("../npm/package-lock.json"),
];

/// A script of a program that is still to be written to where it belongs.
pub(crate) struct Script {
    name: &'static str,
    made: PathBuf,
}

impl Script {
    /// Beside the other files of the program.
    pub(crate) fn write(&self, files: &Path) -> Result<()> {
        let to = files.join(format!("{}_script.js", self.name));
        fs::copy(&self.made, &to).with_context(|| format!("can't write {}", to.display()))?;
        Ok(())
    }
}

/// All programs as scripts. JavaScript has nothing like SIMD, so the group's program is compiled once more without it.
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

/// The program `wasm`, as cargo left it, as a script that needs no WebAssembly. Takes half a minute, so that what has been
/// translated once is kept.
fn translate(wasm: &Path, name: &'static str) -> Result<Script> {
    let folder = paths::target().join(FOLDER);
    glue::bind(wasm, &folder, name, Form::Plain)?;
    let bound = folder.join(format!("{name}_bg.wasm"));
    let glue = fs::read_to_string(folder.join(name).with_extension("js"))?;
    let made = folder.join(digest(&fs::read(&bound)?, &glue)).with_extension("js");
    if !made.exists() {
        // Renamed when all is done, so that an attempt which broke off is made again.
        let raw = folder.join(format!("{name}_script.js"));
        fs::write(&raw, to_script(&bound, &raw)? + &glue)?;
        glue::minify(std::slice::from_ref(&raw), &["--names"])?;
        fs::rename(&raw, &made)?;
    }
    Ok(Script { name, made })
}

/// The module `wasm` as a script that gives `instantiate`; `raw` is where the translator may write.
fn to_script(wasm: &Path, raw: &Path) -> Result<String> {
    let lowered = wasm.with_extension("lowered.wasm");
    binaryen("wasm-opt", &[&LOWER[..], &FEATURES], wasm, &lowered)?;
    binaryen("wasm2js", &[&TRANSLATE[..], &FEATURES], &lowered, raw)?;
    let script = fs::read_to_string(raw).with_context(|| format!("can't read {}", raw.display()))?;
    as_factory(&script).context("wasm2js does not write what it used to write")
}

fn binaryen(tool: &str, options: &[&[&str]], from: &Path, to: &Path) -> Result<()> {
    let program = paths::root().join(tools::BUILD_PACKAGES).join("node_modules/binaryen/bin").join(tool);
    let mut node = command(tools::node()?);
    node.arg(program).args(options.concat()).arg(from).arg("-o").arg(to);
    run(&mut node)
}

/// The script as a function that makes the module's functions anew, each time with a memory of their own, and gives them as
/// `WebAssembly.instantiate` does. `None` where the script is not of the shape that is known.
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
    fn a_module_becomes_a_function_that_makes_one() {
        let script = "import * as glue from './a_bg.js';\n\n  var bufferView;\nfunction asmFunc(imports) {\n return {};\n}\n\n\
                      var retasmFunc = asmFunc({\n  \"./a_bg.js\": glue,\n});\nexport var mount = retasmFunc.mount;\n";
        assert_eq!(
            as_factory(script).unwrap(),
            "export const instantiate = (imports) => {\nvar bufferView;\nfunction asmFunc(imports) {\n return {};\n}\n\n\
             return { exports: asmFunc(imports) };\n};\n"
        );
    }

    #[test]
    fn a_module_of_another_shape_is_refused() {
        let two = "import * as a from 'a';\nimport * as b from 'b';\nfunction asmFunc(imports) {\n}\n\nvar retasmFunc = asmFunc({\n});\n";
        assert_eq!(as_factory(two), None);
        assert_eq!(as_factory("var retasmFunc = f({});\n"), None);
    }

    #[test]
    fn another_glue_is_another_script() {
        assert_eq!(digest(b"a", "b"), digest(b"a", "b"));
        assert_ne!(digest(b"a", "b"), digest(b"a", "c"));
        assert_ne!(digest(b"a", "b"), digest(b"c", "b"));
    }
}
