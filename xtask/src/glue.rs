//! The JavaScript between a page and its WebAssembly: made by wasm-bindgen, then made shorter. Knows names and comments;
//! refuses to know what the functions do.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

/// Hexadecimal digits that wasm-bindgen ends its names with.
const HASH_DIGITS: usize = 16;

/// Binds `wasm` to JavaScript, as `NAME.js` and `NAME_bg.wasm` in `out`. Names and producers are most of a megabyte that
/// no visitor needs; a profiler does, so `keep_names` leaves all of them.
pub(crate) fn bind(wasm: &Path, out: &Path, name: &str, keep_names: bool) -> Result<()> {
    let context = || format!("wasm-bindgen cannot process {}", wasm.display());
    let mut output = Bindgen::new()
        .input_path(wasm)
        .out_name(name)
        .web(true)?
        .typescript(false)
        // The library leaves this out unless told; with it, boot.js starts the module without naming the .wasm file.
        .omit_default_module_path(false)
        .remove_name_section(!keep_names)
        .remove_producers_section(!keep_names)
        .generate_output()
        .with_context(context)?;
    let mut short = ShortNames::default();
    if !keep_names {
        let module = output.wasm_mut();
        for import in module.imports.iter_mut() {
            short.replace(&mut import.name);
        }
        for export in module.exports.iter_mut() {
            short.replace(&mut export.name);
        }
    }
    output.emit(out).with_context(context)?;
    let path = out.join(name).with_extension("js");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(fs::write(path, short.in_script(&without_comments(&text)))?)
}

/// Names that both halves know each other's functions by. They end in a hash, which no compression can shorten and which
/// says nothing once the two halves are made for each other.
#[derive(Default)]
struct ShortNames(BTreeMap<String, String>);

impl ShortNames {
    /// A name with a hash becomes `$0`, `$1` and so on; another stays.
    fn replace(&mut self, name: &mut String) {
        if has_hash(name) {
            let next = format!("${}", self.0.len());
            let long = std::mem::take(name);
            name.clone_from(self.0.entry(long).or_insert(next));
        }
    }

    /// The script with the same names replaced, wherever they stand as whole words.
    fn in_script(&self, script: &str) -> String {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
        let mut out = String::with_capacity(script.len());
        let mut rest = script;
        while let Some(start) = rest.find(is_word) {
            let (before, from) = rest.split_at(start);
            let (word, after) = from.split_at(from.find(|c| !is_word(c)).unwrap_or(from.len()));
            out += before;
            out += self.0.get(word).map_or(word, String::as_str);
            rest = after;
        }
        out + rest
    }
}

fn has_hash(name: &str) -> bool {
    let tail = name.len().checked_sub(HASH_DIGITS).and_then(|at| name.split_at_checked(at));
    tail.is_some_and(|(_, hash)| hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Text without indentation, blank lines, and comments that have lines of their own. That is all that is safe without
/// knowing the language, and most of what a minifier's output saves once it is compressed.
pub(crate) fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        let starts = line.starts_with("/*");
        in_comment |= starts;
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            out += line;
            out.push('\n');
        }
        // A comment that ends inside a line is followed by nothing in our own styles and in what wasm-bindgen writes.
        in_comment &= !line.ends_with("*/");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_comments_with_lines_of_their_own_go() {
        let text = "/* a\n b */\n.x {\n  color: red; /* stays */\n\n}\n/* one line */\n// two\nlet y = 1; // stays\n";
        assert_eq!(without_comments(text), ".x {\ncolor: red; /* stays */\n}\nlet y = 1; // stays\n");
    }

    #[test]
    fn a_name_with_a_hash_is_shortened_the_same_in_both_halves() {
        let mut short = ShortNames::default();
        let mut names =
            ["__wbg_set_0123456789abcdef", "mount", "__wbg_get_fedcba9876543210"].map(str::to_owned);
        names.iter_mut().for_each(|name| short.replace(name));
        assert_eq!(names, ["$0", "mount", "$1"]);
        let script = "__wbg_set_0123456789abcdef: x, my__wbg_set_0123456789abcdef, wasm.__wbg_get_fedcba9876543210(mount);";
        assert_eq!(short.in_script(script), "$0: x, my__wbg_set_0123456789abcdef, wasm.$1(mount);");
    }
}
