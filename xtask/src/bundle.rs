//! Runs the scripts of `xtask/npm`, which bundle and minify scripts and styles with esbuild and adapt bindings.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::shell::{command, run};
use crate::{paths, tools};

/// Writes the site's scripts to `files`.
pub(crate) fn site(files: &Path, is_minified: bool) -> Result<()> {
    let options: &[&OsStr] = if is_minified { &["--minify".as_ref()] } else { &[] };
    bundle("site", [&[files.as_os_str()], options].concat())
}

/// Writes the script of the single file to `out`. `files` is the folder with the programs' bindings, `base` the address
/// that links lead to, and `site` the address of the site; both may be empty.
pub(crate) fn single(out: &Path, files: &Path, base: &str, site: &str) -> Result<()> {
    bundle("single", [out.as_os_str(), files.as_os_str(), base.as_ref(), site.as_ref()])
}

/// Writes the npm package's module to `out`.
pub(crate) fn package(out: &Path) -> Result<()> {
    bundle("package", [out])
}

/// Minifies scripts and styles in place.
pub(crate) fn minify(files: &[PathBuf]) -> Result<()> {
    bundle("minify", files)
}

/// Shortens the names in a script in place, for the output of a compiler.
pub(crate) fn shorten_names(file: &Path) -> Result<()> {
    bundle("names", [file])
}

/// Adapts the bindings that wasm-bindgen has written to `file`; `is_plain` for a program that is translated to JavaScript.
pub(crate) fn adapt_glue(file: &Path, is_plain: bool) -> Result<()> {
    let options: &[&OsStr] = if is_plain { &["--plain".as_ref()] } else { &[] };
    run(script("glue.mjs")?.args(options).arg(file))
}

fn bundle(what: &str, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Result<()> {
    tools::build_packages()?;
    run(script("bundle.mjs")?.arg(what).args(arguments))
}

/// The command that runs a script of `xtask/npm`.
fn script(name: &str) -> Result<Command> {
    let mut node = command(tools::node()?);
    node.arg(paths::root().join(tools::BUILD_PACKAGES).join(name));
    Ok(node)
}
