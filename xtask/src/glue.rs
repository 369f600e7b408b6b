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
        .omit_default_module_path(true)
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
    let script = as_factory(&short.in_script(&without_comments(&text)))
        .with_context(|| format!("{} is not what wasm-bindgen used to write", path.display()))?;
    Ok(fs::write(path, script)?)
}

/// The script as a function that makes it anew, so that one page can have many instances of one program, each with a memory
/// of its own. What wasm-bindgen writes for loading goes: `static/load.js` does that, and also where there is no WebAssembly.
/// `None` where the script is not of the shape that is known.
fn as_factory(script: &str) -> Option<String> {
    let (body, _) = script.split_once("function __wbg_finalize_init(")?;
    if body.lines().any(|line| line.starts_with("import ")) {
        return None;
    }
    let name = |line: &str| {
        let declared =
            line.strip_prefix("export function ").or_else(|| line.strip_prefix("export class "))?;
        declared.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().map(str::to_owned)
    };
    let exports: Vec<String> = body.lines().filter_map(name).collect();
    let body: Vec<&str> = body.lines().map(|line| line.strip_prefix("export ").unwrap_or(line)).collect();
    let (body, exports) = (body.join("\n"), exports.join(", "));
    let end = "imports: __wbg_get_imports(),\nbegin(instance) {\nwasm = instance.exports;\nwasm.__wbindgen_start();";
    Some(format!(
        "export const make = () => {{\n{body}\nreturn {{\n{end}\nreturn {{ {exports} }};\n}},\n}};\n}};\n"
    ))
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
    fn a_script_becomes_a_function_that_gives_what_it_exported() {
        let script = "export class Work {\n}\nexport function mount(root) {\n}\nfunction __wbg_get_imports() {\n}\nlet wasm;\n\
                      function __wbg_finalize_init(instance) {\n}\nexport { initSync };\n";
        let made = as_factory(script).unwrap();
        assert!(
            made.starts_with("export const make = () => {\nclass Work {\n}\nfunction mount(root) {"),
            "{made}"
        );
        assert!(made.contains("return { Work, mount };"), "{made}");
        assert!(!made.contains("initSync"), "{made}");
        assert_eq!(as_factory("let wasm;"), None);
        assert_eq!(as_factory(&["import * as a from './a.js'\n", script].concat()), None);
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
