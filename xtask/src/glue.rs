//! The JavaScript between a page and its WebAssembly: made by wasm-bindgen, then made shorter. Knows names and comments;
//! refuses to know what the functions do.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{command, run};
use crate::{paths, tools};

/// Hexadecimal digits that wasm-bindgen ends its names with.
const HASH_DIGITS: usize = 16;

/// What a program is to be bound for.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Form {
    /// WebAssembly as it is, with its names: they and the producers are most of a megabyte that only a profiler needs.
    Named,
    /// WebAssembly as it is.
    Short,
    /// What `fallback` translates to JavaScript: only with instructions that JavaScript has a like for.
    Plain,
}

/// What wasm-bindgen makes use of where the compiler says that it may, and what JavaScript has nothing like.
const NOT_PLAIN: [&str; 2] = ["multivalue", "reference-types"];
/// An import that says where the numbers of fixed objects end. With reference types wasm-bindgen puts a function in its place;
/// without, it leaves it.
const FIXED_END: [&str; 2] = ["__wbindgen_externref_xform__", "__wbindgen_externref_statics_end"];
/// What it says then: wasm-bindgen's `JSIDX_RESERVED`.
const FIXED_END_IS: i32 = 1028;

/// Binds `wasm` to JavaScript, as `NAME.js` and `NAME_bg.wasm` in `out`.
pub(crate) fn bind(wasm: &Path, out: &Path, name: &str, form: Form) -> Result<()> {
    let context = || format!("wasm-bindgen can't process {}", wasm.display());
    let bytes = fs::read(wasm).with_context(|| format!("can't read {}", wasm.display()))?;
    let keep_names = form == Form::Named;
    let mut output = Bindgen::new()
        .input_bytes(name, if form == Form::Plain { without_features(bytes, &NOT_PLAIN) } else { bytes })
        .out_name(name)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(!keep_names)
        .remove_producers_section(!keep_names)
        .generate_output()
        .with_context(context)?;
    let mut short = ShortNames::default();
    let module = output.wasm_mut();
    let [from, import] = FIXED_END;
    if form == Form::Plain
        && let Ok(function) = module.imports.get_func(from, import)
    {
        module.replace_imported_func(function, |(body, _)| {
            body.i32_const(FIXED_END_IS);
        })?;
    }
    if !keep_names {
        for import in module.imports.iter_mut() {
            short.replace(&mut import.name);
        }
        for export in module.exports.iter_mut() {
            short.replace(&mut export.name);
        }
    }
    output.emit(out).with_context(context)?;
    let path = out.join(name).with_extension("js");
    let text = fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
    let text = short.in_script(&without_comments(&text));
    let text = if form == Form::Plain { looks_at_memory(&without_import(&text)) } else { Some(text) };
    let script = text
        .and_then(|text| as_factory(&text))
        .with_context(|| format!("{} is not what wasm-bindgen used to write", path.display()))?;
    Ok(fs::write(path, script)?)
}

/// The same module, whose compiler says that it may not use `features`. They stand in a section of their own, each with its
/// length before it, and before that a `+` for yes.
fn without_features(mut module: Vec<u8>, features: &[&str]) -> Vec<u8> {
    for feature in features {
        let length = u8::try_from(feature.len()).unwrap_or_default();
        let listed = [&[b'+', length], feature.as_bytes()].concat();
        if let Some(at) = module.windows(listed.len()).position(|part| part == listed) {
            module[at] = b'-';
        }
    }
    module
}

/// wasm-bindgen hands through whatever was imported when it looked.
fn without_import(script: &str) -> String {
    let [from, _] = FIXED_END;
    let lines: Vec<&str> = script.lines().filter(|line| !line.contains(from)).collect();
    lines.join("\n") + "\n"
}

/// Memory that grows takes its old bytes away from who looks at them, and scripts of wasm-bindgen ask whether that happened.
/// In plain JavaScript it does not; so they are to ask whether there are new ones. `None` where they ask in no known way.
fn looks_at_memory(script: &str) -> Option<String> {
    let mut known = 0;
    let lines = script.lines().map(|line| {
        let Some((view, _)) =
            line.strip_prefix("if (cached").and_then(|rest| rest.split_once("Memory0 === null || "))
        else {
            return line.to_owned();
        };
        known += 1;
        format!("if (cached{view}Memory0?.buffer !== wasm.memory.buffer) {{")
    });
    let script: Vec<String> = lines.collect();
    let views =
        script.iter().filter(|line| line.starts_with("let cached") && line.ends_with("Memory0 = null;"));
    (known > 0 && known == views.count()).then(|| script.join("\n") + "\n")
}

/// The script as a function that makes it anew, so that one page can have many instances of one program, each with a memory
/// of its own. What wasm-bindgen writes for loading goes: `static/load.js` does that, and also where there is no WebAssembly.
/// `None` where the script is not of the shape that is known.
fn as_factory(script: &str) -> Option<String> {
    let (body, rest) = script.split_once("function __wbg_finalize_init(")?;
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
    // With reference types there is a table of objects to be filled.
    let start = if rest.contains("wasm.__wbindgen_start();") { "wasm.__wbindgen_start();\n" } else { "" };
    let end = format!("imports: __wbg_get_imports(),\nbegin(instance) {{\nwasm = instance.exports;\n{start}");
    Some(format!(
        "export const make = () => {{\n{body}\nreturn {{\n{end}return {{ {exports} }};\n}},\n}};\n}};\n"
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

/// Makes scripts shorter, each in its place. Names inside of them are a fifth of what they weigh, after compression.
/// `options` are those of the script that does it.
pub(crate) fn minify(scripts: &[PathBuf], options: &[&str]) -> Result<()> {
    let node = tools::node()?;
    tools::build_packages()?;
    let minify = paths::root().join(tools::BUILD_PACKAGES).join("minify.mjs");
    run(command(node).arg(minify).args(options).args(scripts))
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
        assert!(!made.contains("__wbindgen_start"), "{made}");
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
    fn a_table_of_objects_is_filled_where_there_is_one() {
        let script = "function __wbg_finalize_init(instance) {\nwasm.__wbindgen_start();\n}\n";
        let made = as_factory(script).unwrap();
        assert!(made.contains("wasm = instance.exports;\nwasm.__wbindgen_start();\n"), "{made}");
    }

    #[test]
    fn a_feature_of_the_compiler_can_be_taken_back() {
        let module = b"\x02+\x0amultivalue+\x08sign-ext".to_vec();
        let plain = without_features(module.clone(), &["multivalue", "simd128"]);
        assert_eq!(plain, b"\x02-\x0amultivalue+\x08sign-ext");
        assert_eq!(without_features(module.clone(), &["sign"]), module);
    }

    #[test]
    fn an_import_that_is_no_more_is_not_handed_through() {
        let script = "import * as import1 from \"__wbindgen_externref_xform__\"\nreturn {\n\"./a_bg.js\": import0,\n\
                      \"__wbindgen_externref_xform__\": import1,\n};\n";
        assert_eq!(without_import(script), "return {\n\"./a_bg.js\": import0,\n};\n");
    }

    #[test]
    fn a_view_of_memory_is_made_anew_when_the_memory_is_another() {
        let script = "let cachedUint8ArrayMemory0 = null;\nfunction get() {\n\
                      if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0) {\n";
        let made = looks_at_memory(script).unwrap();
        assert!(
            made.ends_with("\nif (cachedUint8ArrayMemory0?.buffer !== wasm.memory.buffer) {\n"),
            "{made}"
        );
        let other = script.replace("=== null || ", "== null || ");
        assert_eq!(looks_at_memory(&other), None);
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
