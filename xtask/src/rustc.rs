//! A wrapper around rustc that compiles single crates with SIMD. Cargo can set compiler flags for all crates or for
//! none. The group's program is three times as fast with SIMD; the other programs must also run in browsers without
//! it. With the wrapper, one cargo invocation builds all programs, so their common dependencies are compiled once.
//!
//! The alternative was a second target folder for the group's program, in which all its dependencies were compiled
//! again.

use std::ffi::{OsStr, OsString};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

/// Crates that only the group's program contains, and that benefit from SIMD.
const CRATES: [&str; 3] = ["wide", "interlocal_cohort", "interlocal_worker"];
const SIMD: &str = "-Ctarget-feature=+simd128";

/// Cargo's own variable for a wrapper.
const WRAPPER: &str = "RUSTC_WRAPPER";
/// Tells this program that cargo calls it as the wrapper. Its value is the wrapper that was set before, if any.
const AS_WRAPPER: &str = "INTERLOCAL_RUSTC_WRAPPER";

/// Makes `cargo` compile the crates of the group's program with SIMD.
pub(crate) fn wrap(cargo: &mut Command) -> Result<()> {
    let this = std::env::current_exe().context("can't find the path of this program")?;
    let before = std::env::var_os(WRAPPER).unwrap_or_default();
    cargo.env(WRAPPER, this).env(AS_WRAPPER, before);
    Ok(())
}

/// Runs rustc if cargo called this program in its place; the first argument is then the path of rustc.
pub(crate) fn run_as_wrapper() -> Option<ExitCode> {
    let before = std::env::var_os(AS_WRAPPER)?;
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    let (rustc, rest) = args.split_first()?;
    let mut command = Command::new(if before.is_empty() { rustc } else { &before });
    if !before.is_empty() {
        command.arg(rustc);
    }
    command.args(rest);
    if uses_simd(rest) {
        command.arg(SIMD);
    }
    match command.status() {
        Ok(status) => {
            Some(ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)))
        }
        Err(error) => {
            eprintln!("error: can't start {}: {error}", rustc.display());
            Some(ExitCode::FAILURE)
        }
    }
}

fn uses_simd(args: &[OsString]) -> bool {
    let follows = |name: &str, wanted: &[&str]| {
        args.windows(2)
            .any(|pair| pair[0] == OsStr::new(name) && wanted.iter().any(|it| pair[1] == OsStr::new(it)))
    };
    follows("--crate-name", &CRATES) && follows("--target", &[crate::tools::WASM])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_of_the_group_get_simd_for_webassembly_only() {
        let args = |words: &str| words.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert!(uses_simd(&args("--crate-name wide src/lib.rs --target wasm32-unknown-unknown")));
        assert!(!uses_simd(&args("--crate-name wide src/lib.rs")));
        assert!(!uses_simd(&args("--crate-name interlocal_core src/lib.rs --target wasm32-unknown-unknown")));
    }
}
