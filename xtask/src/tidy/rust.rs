//! Rules for Rust files: each starts with a module comment, files and functions stay short, and only some folders use
//! browser crates.

use super::Finding;

const LONG_FILE: usize = 400;
const TOO_LONG_FILE: usize = 500;
const LONG_FUNCTION: usize = 60;

/// Crates with browser APIs.
const BROWSER_CRATES: [&str; 4] = ["web_sys", "gloo", "js_sys", "wasm_bindgen"];

pub(super) fn check(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !text.starts_with("//!") {
        let what = "has no module comment";
        findings.push(Finding::new(
            path,
            1,
            what,
            "begin with `//!`: what the file contains, and what it must not depend on",
        ));
    }
    if is_source(path) {
        let code = without_tests(text);
        findings.extend(length(path, code));
        findings.extend(long_functions(path, code));
    }
    if path.starts_with("src/") || path.starts_with("crates/") {
        findings.extend(browser_stays_outside(path, text));
    }
    if path.starts_with("src/") {
        findings.extend(markup_fits_the_policy(path, text));
    }
    findings
}

/// Whether the file is code of the product or the build. Tests may be longer.
fn is_source(path: &str) -> bool {
    let is_crate = path.starts_with("crates/") && path.split('/').nth(2) == Some("src");
    (path.starts_with("src/") || path.starts_with("xtask/src/") || is_crate) && !is_test(path)
}

fn is_test(path: &str) -> bool {
    path.split('/').any(|part| part == "tests" || part == "tests.rs")
}

fn without_tests(text: &str) -> &str {
    text.find("#[cfg(test)]\nmod tests").and_then(|at| text.get(..at)).unwrap_or(text)
}

fn length(path: &str, code: &str) -> Option<Finding> {
    let n_lines = code.lines().count();
    let finding = Finding::new(path, n_lines, format!("{n_lines} lines"), "split it if it has two topics");
    match n_lines {
        ..=LONG_FILE => None,
        n if n <= TOO_LONG_FILE => Some(finding.warning()),
        _ => Some(finding),
    }
}

/// Relies on rustfmt: a function ends at the first `}` with the indentation of its `fn`.
fn long_functions(path: &str, code: &str) -> Vec<Finding> {
    let lines: Vec<&str> = code.lines().collect();
    let mut findings = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let bare = line.trim_start();
        if !begins_function(bare) || bare.ends_with('}') || bare.ends_with(';') {
            continue;
        }
        let indent = line.get(..line.len() - bare.len()).unwrap_or_default();
        let rest = lines.get(at..).unwrap_or_default();
        let is_end =
            |line: &&str| line.strip_prefix(indent).is_some_and(|end| end == "}" || end.ends_with(");"));
        let Some(end) = rest.iter().skip(1).position(is_end) else { continue };
        let n_lines = end + 2;
        if n_lines > LONG_FUNCTION {
            let what = format!("a function of {n_lines} lines");
            findings.push(
                Finding::new(path, at + 1, what, "extract a part that has a name of its own").warning(),
            );
        }
    }
    findings
}

fn begins_function(line: &str) -> bool {
    let mut words = line.split(' ').skip_while(|word| {
        word.starts_with("pub") || word.ends_with("crate)") || ["const", "async", "unsafe"].contains(word)
    });
    words.next() == Some("fn")
}

fn browser_stays_outside(path: &str, text: &str) -> Vec<Finding> {
    let may = [
        "crates/ui/src/browser/",
        "crates/workbench/src/browser/",
        "crates/app/",
        "crates/desk/",
        "crates/reader/",
        "crates/worker/",
    ];
    if may.iter().any(|folder| path.starts_with(folder))
        || path == "crates/ui/src/program.rs"
        || is_test(path)
    {
        return Vec::new();
    }
    let names_it = |line: &str| BROWSER_CRATES.iter().find(|name| has_name(line, name)).copied();
    code_lines(text)
        .filter_map(|(at, line)| Some((at, names_it(line)?)))
        .map(|(at, name)| {
            Finding::new(path, at, format!("uses {name}"), "use a function in crates/ui/src/browser/")
        })
        .collect()
}

/// The page's policy blocks style attributes, and Trusted Types block text that would become markup.
fn markup_fits_the_policy(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, line) in code_lines(text) {
        if line.contains(" style=\"") || line.contains(" style={") {
            let instead = "the page's policy blocks it; use a class, or an SVG attribute";
            findings.push(Finding::new(path, at, "a style attribute", instead));
        }
        for name in ["innerHTML", "inner_html", "from_html_unchecked"] {
            if line.contains(name) {
                let instead = "foreign text could become markup; build elements with html!";
                findings.push(Finding::new(path, at, name, instead));
            }
        }
    }
    findings
}

/// The lines that aren't comments, numbered from 1.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Whether the line uses the crate or one whose name starts with it, such as `gloo_timers`.
fn has_name(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line.get(..at).and_then(|start| start.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(path: &str, text: &str) -> Vec<String> {
        check(path, text)
            .into_iter()
            .map(|it| format!("{}{}: {}", if it.is_warning { "w" } else { "" }, it.line, it.what))
            .collect()
    }

    fn none() -> Vec<String> {
        Vec::new()
    }

    #[test]
    fn a_file_needs_a_module_comment() {
        assert_eq!(whats("build.rs", "fn main() {}\n"), ["1: has no module comment"]);
        assert_eq!(whats("build.rs", "//! Builds.\nfn main() {}\n"), none());
    }

    #[test]
    fn long_files_warn_and_then_fail() {
        let of = |n: usize| format!("//! Long.\n{}", "x;\n".repeat(n - 1));
        assert_eq!(whats("src/a.rs", &of(400)), none());
        assert_eq!(whats("src/a.rs", &of(401)), ["w401: 401 lines"]);
        assert_eq!(whats("crates/core/src/a.rs", &of(501)), ["501: 501 lines"]);
        assert_eq!(whats("crates/cli/tests/a.rs", &of(501)), none());
        assert_eq!(whats("crates/core/src/a/tests.rs", &of(501)), none());
        let tested = format!("{}#[cfg(test)]\nmod tests {{\n{}}}\n", of(400), "x;\n".repeat(200));
        assert_eq!(whats("src/a.rs", &tested), none());
    }

    #[test]
    fn long_functions_are_listed() {
        let of = |n: usize| {
            format!("//! F.\n    pub(crate) async fn f() {{\n{}    }}\n", "        x;\n".repeat(n - 2))
        };
        assert_eq!(whats("src/a.rs", &of(60)), none());
        assert_eq!(whats("src/a.rs", &of(61)), ["w2: a function of 61 lines"]);
        assert_eq!(whats("src/a.rs", "//! F.\nfn f() {}\ntrait T {\n    fn g();\n}\n"), none());
    }

    #[test]
    fn browser_crates_are_limited_to_some_folders() {
        let uses = "//! A.\nuse web_sys::Window;\nlet t = gloo_timers::x();\n// web_sys is not for us\n";
        assert_eq!(whats("src/pages/a.rs", uses), ["2: uses web_sys", "3: uses gloo"]);
        assert_eq!(whats("crates/core/src/a.rs", uses).len(), 2);
        for path in [
            "crates/ui/src/browser/a.rs",
            "crates/worker/src/a.rs",
            "crates/ui/src/program.rs",
            "tests/a.rs",
            "xtask/src/build.rs",
        ] {
            assert_eq!(whats(path, uses), none(), "{path}");
        }
        assert_eq!(whats("src/a.rs", "//! A.\nlet igloo = 1;\n"), none());
    }

    #[test]
    fn markup_that_breaks_the_policy_is_found() {
        let text =
            "//! A.\nhtml! { <p style=\"color: red\">{ a }</p> }\nnode.set_inner_html(b);\nlet style = 1;\n";
        assert_eq!(whats("src/a.rs", text), ["2: a style attribute", "3: inner_html"]);
    }
}
