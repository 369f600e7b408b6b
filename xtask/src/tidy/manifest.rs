//! The rule that docs/design.md explains each dependency in a Cargo.toml.

use super::{Finding, has_word};

pub(super) fn dependencies_are_explained(path: &str, manifest: &str, design: &str) -> Vec<Finding> {
    dependencies(manifest)
        .into_iter()
        .filter(|(_, name)| !has_word(design, name))
        .map(|(line, name)| {
            let instead = "add its purpose, its size, and the alternatives considered";
            Finding::new(path, line, format!("docs/design.md does not mention {name}"), instead)
        })
        .collect()
}

/// The names of dependencies with their lines. Reads the two forms that we use, `name = ...` and
/// `[dependencies.name]`, and leaves out crates of this workspace, which have a `path`.
fn dependencies(manifest: &str) -> Vec<(usize, String)> {
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

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "[package]\nname = \"a\"\n\n[dependencies]\n# why = \"1\"\nours = { path = \"../ours\" }\n\
        yew = { version = \"0.23\", features = [\"csr\"] }\nserde.workspace = true\n\n[dependencies.web-sys]\n\
        version = \"0.3\"\n\n[target.'cfg(unix)'.dev-dependencies]\nproptest = \"1\"\n\n[profile.dev.package.\"*\"]\nopt-level = 1\n";

    #[test]
    fn every_form_of_a_dependency_is_read() {
        let names: Vec<_> =
            dependencies(MANIFEST).into_iter().map(|(line, name)| format!("{line} {name}")).collect();
        assert_eq!(names, ["7 yew", "8 serde", "10 web-sys", "14 proptest"]);
    }

    #[test]
    fn an_unexplained_dependency_is_found() {
        let findings =
            dependencies_are_explained("Cargo.toml", MANIFEST, "yew, `web-sys`, proptest and serde_json");
        let whats: Vec<_> = findings.iter().map(|finding| finding.what.as_str()).collect();
        assert_eq!(whats, ["docs/design.md does not mention serde"]);
    }
}
