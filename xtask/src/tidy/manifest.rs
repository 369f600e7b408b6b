//! The rule that docs/dependencies.md has a row for each dependency in a manifest of cargo, npm or pip, and no other row.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Finding;

const DOCUMENT: &str = "docs/dependencies.md";

/// Compares the document's rows with the manifests. `files`: the whole repository, as paths and texts.
pub(super) fn dependencies_are_explained(files: &[(String, String)]) -> Vec<Finding> {
    let document = files.iter().find(|(path, _)| path == DOCUMENT).map_or("", |(_, text)| text);
    let rows = rows(document);
    let explained: BTreeSet<&str> = rows.iter().map(|(_, name)| *name).collect();
    let mut used = BTreeSet::new();
    let mut findings = Vec::new();
    for (path, text) in files {
        for (line, name) in dependencies(path, text) {
            if !explained.contains(name.as_str()) {
                let instead = "add its purpose, its size, and the alternatives considered";
                findings.push(Finding::new(path, line, format!("{DOCUMENT} has no row for {name}"), instead));
            }
            used.insert(name);
        }
    }
    for (line, name) in rows.iter().filter(|(_, name)| !used.contains(*name)) {
        findings.push(Finding::new(
            DOCUMENT,
            *line,
            format!("no manifest depends on {name}"),
            "delete the name",
        ));
    }
    findings
}

/// The names in the first column of the tables, with their lines.
fn rows(document: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (at, line) in document.lines().enumerate() {
        if let Some(cell) = line.strip_prefix("| `").and_then(|row| row.split('|').next()) {
            found.extend(
                cell.split('`').step_by(2).filter(|name| !name.is_empty()).map(|name| (at + 1, name)),
            );
        }
    }
    found
}

/// The names of a manifest's dependencies with their lines. Other files have none.
fn dependencies(path: &str, text: &str) -> Vec<(usize, String)> {
    match path.rsplit('/').next() {
        Some("Cargo.toml") => of_cargo(text),
        Some("package.json") => of_npm(text),
        Some("requirements.txt") => of_pip(text),
        Some(_) | None => Vec::new(),
    }
}

/// Reads the two forms that we use, `name = ...` and `[dependencies.name]`, and leaves out crates of this workspace,
/// which have a `path`.
fn of_cargo(manifest: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut inside = false;
    for (at, line) in manifest.lines().enumerate() {
        let line = line.trim();
        if let Some(section) = line.strip_prefix('[') {
            let section = section.trim_end_matches(']');
            let last = section.rsplit('.').next().unwrap_or(section);
            inside = last.ends_with("dependencies");
            let is_table = !inside && section.split('.').any(|part| part.ends_with("dependencies"));
            if is_table {
                found.push((at + 1, last.to_owned()));
            }
        } else if inside
            && !line.starts_with('#')
            && !line.contains("path =")
            && let Some((name, _)) = line.split_once(['=', '.'])
        {
            found.push((at + 1, name.trim().trim_matches('"').to_owned()));
        }
    }
    found
}

fn of_npm(manifest: &str) -> Vec<(usize, String)> {
    let value: Value = serde_json::from_str(manifest).unwrap_or_default();
    let sections = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];
    let names =
        sections.iter().filter_map(|section| value.get(section)?.as_object()).flat_map(|names| names.keys());
    let line =
        |name: &str| manifest.lines().position(|line| line.contains(&format!("\"{name}\":"))).unwrap_or(0);
    names.map(|name| (line(name) + 1, name.clone())).collect()
}

fn of_pip(manifest: &str) -> Vec<(usize, String)> {
    let pinned = |(at, line): (usize, &str)| Some((at + 1, line.split_once("==")?.0.trim().to_owned()));
    manifest.lines().enumerate().filter_map(pinned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO: &str = "[package]\nname = \"a\"\n\n[dependencies]\n# why = \"1\"\nours = { path = \"../ours\" }\n\
        yew = { version = \"0.23\", features = [\"csr\"] }\nserde.workspace = true\n\n[dependencies.web-sys]\n\
        version = \"0.3\"\n\n[target.'cfg(unix)'.dev-dependencies]\nproptest = \"1\"\n\n[profile.dev.package.\"*\"]\nopt-level = 1\n";

    fn names(path: &str, text: &str) -> Vec<String> {
        dependencies(path, text).into_iter().map(|(line, name)| format!("{line} {name}")).collect()
    }

    fn findings(manifest: (&str, &str), document: &str) -> Vec<String> {
        let files = [manifest, (DOCUMENT, document)].map(|(path, text)| (path.to_owned(), text.to_owned()));
        dependencies_are_explained(&files).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn every_form_of_a_dependency_is_read() {
        assert_eq!(names("Cargo.toml", CARGO), ["7 yew", "8 serde", "10 web-sys", "14 proptest"]);
        let npm = "{\n  \"type\": \"module\",\n  \"devDependencies\": {\n    \"vite\": \"8.3.8\"\n  }\n}";
        assert_eq!(names("tests/vite/package.json", npm), ["4 vite"]);
        assert_eq!(names("tests/requirements.txt", "# For the tests.\nnumpy==2.4.6\n"), ["2 numpy"]);
        assert_eq!(names("notes.txt", "numpy==2.4.6\n"), [""; 0]);
    }

    #[test]
    fn a_dependency_without_a_row_is_found() {
        let document =
            "serde makes no row of its own.\n| `yew`, `web-sys` | the view |\n| `proptest` | `serde` |";
        assert_eq!(findings(("Cargo.toml", CARGO), document), ["docs/dependencies.md has no row for serde"]);
    }

    #[test]
    fn a_row_without_a_dependency_is_found() {
        let manifest = ("requirements.txt", "numpy==2.4.6");
        assert_eq!(
            findings(manifest, "| `numpy`, `scipy` (PyPI) | numbers |"),
            ["no manifest depends on scipy"]
        );
    }
}
