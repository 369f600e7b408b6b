//! Rules for stylesheets: both writing directions, container queries, and no `!important` or ids. Parses just enough
//! of CSS to tell selectors from declarations.

use super::Finding;

const LOGICAL: &str =
    "the widget is also read from right to left; use the logical one (inline, block, start, end)";

pub(super) fn check(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for part in parts(text) {
        let rule = match part.kind {
            Kind::Prelude => prelude(&part.text),
            Kind::Declaration => declaration(&part.text),
        };
        findings.extend(rule.map(|(what, instead)| Finding::new(path, part.line, what, instead)));
    }
    findings
}

fn prelude(text: &str) -> Option<(String, &'static str)> {
    if let Some(query) = text.strip_prefix("@media") {
        let is_about_size =
            query.contains("width") || query.contains("height") || query.contains("inline-size");
        let instead = "the widget may be narrower than its page; use @container";
        return is_about_size.then(|| (format!("@media{query}"), instead));
    }
    if text.starts_with('@') {
        return None;
    }
    // Brackets and quotes contain values: a[href="#top"] has no id selector.
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            '#' if depth == 0 => {
                return Some((text.to_owned(), "a page may have two widgets; use a class, not an id"));
            }
            _ => {}
        }
    }
    None
}

fn declaration(text: &str) -> Option<(String, &'static str)> {
    let (name, value) = text.split_once(':')?;
    let (name, value) = (name.trim(), value.trim());
    if value.contains("!important") {
        return Some((
            text.to_owned(),
            "a site couldn't override this; use the layers in index.css for precedence",
        ));
    }
    let has_side = |sides: &[&str]| sides.iter().any(|side| name.split('-').any(|word| word == *side));
    let of_a_box =
        ["margin", "padding", "border", "scroll", "inset"].iter().any(|start| name.starts_with(start));
    let is_position = ["left", "right", "top", "bottom"].contains(&name);
    let takes_side = ["text-align", "float", "clear"].contains(&name) && ["left", "right"].contains(&value);
    let is_physical =
        is_position || takes_side || (of_a_box && has_side(&["left", "right", "top", "bottom"]));
    is_physical.then(|| (text.to_owned(), LOGICAL))
}

struct Part {
    kind: Kind,
    line: usize,
    text: String,
}

enum Kind {
    /// Before a `{`: a selector or an at-rule.
    Prelude,
    /// Before a `;` or a `}`.
    Declaration,
}

/// Splits a sheet at braces and semicolons, without comments and without splitting strings.
fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut current, mut line, mut start) = (String::new(), 1, 1);
    let mut quote: Option<char> = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\n' {
            line += 1;
        }
        if let Some(open) = quote {
            current.push(c);
            if c == '\\' {
                current.extend(chars.next());
            } else if c == open {
                quote = None;
            }
            continue;
        }
        match c {
            '/' if chars.peek() == Some(&'*') => line += skip_comment(&mut chars),
            '{' | '}' | ';' => {
                let text = current.trim().to_lowercase();
                if !text.is_empty() {
                    let kind = if c == '{' { Kind::Prelude } else { Kind::Declaration };
                    parts.push(Part { kind, line: start, text });
                }
                current.clear();
            }
            _ => {
                if matches!(c, '"' | '\'') {
                    quote = Some(c);
                }
                if current.is_empty() {
                    if c.is_whitespace() {
                        continue;
                    }
                    start = line;
                }
                current.push(if c == '\n' { ' ' } else { c });
            }
        }
    }
    parts
}

/// Skips to the end of a comment and returns the number of lines skipped.
fn skip_comment(chars: &mut std::iter::Peekable<std::str::Chars>) -> usize {
    let (mut before, mut n_lines) = (' ', 0);
    chars.next();
    for c in chars.by_ref() {
        if before == '*' && c == '/' {
            break;
        }
        n_lines += usize::from(c == '\n');
        before = c;
    }
    n_lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<usize> {
        check("styles/a.css", text).iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn physical_sides_are_found() {
        for wrong in [
            "margin-left: 1em",
            "padding-right:0",
            "left: 0",
            "right: 0",
            "top: 1px",
            "border-left: 0",
            "border-top-left-radius: 1em",
            "text-align: left",
            "float: right",
            "scroll-margin-top: 1em",
        ] {
            assert_eq!(lines(&format!("a {{\n  {wrong};\n}}")), [2], "{wrong}");
        }
    }

    #[test]
    fn logical_sides_pass() {
        for right in [
            "margin-inline-start: 1em",
            "inset-block-start: 0",
            "text-align: start",
            "border-inline-start: 0",
            "border-start-start-radius: 1em",
            "margin: 0",
            "--left: 1",
            "transform-origin: left",
            "justify-content: right",
        ] {
            assert_eq!(lines(&format!("a {{ {right} }}")), [0_usize; 0], "{right}");
        }
    }

    #[test]
    fn important_and_ids_are_found() {
        assert_eq!(lines("a { color: red !important }"), [1]);
        assert_eq!(lines("p, #main > a { color: red }"), [1]);
        assert_eq!(lines("a[href=\"#main\"] { color: #fff }"), [0_usize; 0]);
        assert_eq!(lines("@layer tokens, base;\n@layer base {\n  #x { color: red }\n}"), [3]);
    }

    #[test]
    fn media_queries_for_sizes_are_found() {
        assert_eq!(lines("@media (min-width: 40em) { a { margin: 0 } }"), [1]);
        assert_eq!(lines("@media (inline-size > 40em) { a { margin: 0 } }"), [1]);
        for right in ["print", "(forced-colors: active)", "(prefers-reduced-motion: reduce)"] {
            assert_eq!(lines(&format!("@media {right} {{ a {{ margin: 0 }} }}")), [0_usize; 0]);
        }
        assert_eq!(lines("@container interlocal (inline-size > 40em) { a { margin: 0 } }"), [0_usize; 0]);
    }

    #[test]
    fn comments_and_strings_are_ignored() {
        assert_eq!(lines("/* left: 0;\n#x {} */\na { content: \"; left: 0\" }\nb {\n  left: 0 }"), [5]);
    }
}
