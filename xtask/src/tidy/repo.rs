//! Rules across files: a change of the wire code requires a look at its specification, and no file names a person's
//! machine.

use super::Finding;
use crate::assets::short_digest;

pub(super) const WIRE: &str = "crates/core/src/link/wire.rs";
pub(super) const DOCUMENT: &str = "docs/link-v1.md";

/// Folders of personal files. Each is written in two parts, so that this file doesn't match.
const MACHINE_NAMES: [&str; 3] = [concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("/ro", "ot/")];

pub(super) fn no_machine_names(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if let Some(name) = MACHINE_NAMES.iter().find(|name| names_it(line, name)) {
            let instead = "use a path from the repository's root";
            findings.push(Finding::new(path, at + 1, format!("names {name}"), instead));
        } else if path.ends_with("package-lock.json") && line.contains("\"resolved\":") {
            let instead = "run npm where .npmrc has omit-lockfile-registry-resolved=true (tests/e2e)";
            findings.push(Finding::new(path, at + 1, "names a registry", instead));
        }
    }
    findings
}

/// Whether the line names the folder. The same text inside a longer path or URL, such as a site's `home` page,
/// doesn't count.
fn names_it(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line.get(..at).and_then(|start| start.chars().next_back());
        !name.starts_with('/') || !before.is_some_and(|c| c.is_alphanumeric() || ".}-_".contains(c))
    })
}

/// Links outlive versions, so a change of the wire code must be checked against the specification, which then gets
/// the new hash.
pub(super) fn wire_matches_its_document(wire: Option<&str>, document: Option<&str>) -> Option<Finding> {
    let Some(wire) = wire else {
        return Some(Finding::new(WIRE, 1, "doesn't exist", "update its path in xtask/src/tidy/repo.rs"));
    };
    let digest = short_digest(wire.as_bytes());
    let written = format!("wire.rs: {digest}");
    let document = document.unwrap_or_default();
    if document.contains(&written) {
        return None;
    }
    let at = document.lines().position(|line| line.contains("wire.rs: ")).map_or(1, |at| at + 1);
    let what = format!("doesn't contain `{written}`");
    Some(Finding::new(
        DOCUMENT,
        at,
        what,
        "check that the document still describes wire.rs, then update the hash",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_the_wire_code_requires_a_new_hash() {
        // The digest of "abc" begins with these digits.
        assert!(
            wire_matches_its_document(Some("abc"), Some("# Link\n`wire.rs: ba7816bf8f01cfea`\n")).is_none()
        );
        let finding =
            wire_matches_its_document(Some("abd"), Some("# Link\nwire.rs: ba7816bf8f01cfea\n")).unwrap();
        assert_eq!(finding.line, 2);
        assert!(wire_matches_its_document(Some("abc"), None).is_some());
        assert!(wire_matches_its_document(None, None).is_some());
    }

    #[test]
    fn machine_names_are_found() {
        let line = format!("see {}main\n", MACHINE_NAMES[0]);
        assert_eq!(no_machine_names("README.md", &line).len(), 1);
        let line = format!("https://example.gov{}main\n", MACHINE_NAMES[0]);
        assert_eq!(no_machine_names("README.md", &line).len(), 0);
    }

    #[test]
    fn registries_in_lock_files_are_found() {
        let line = "      \"resolved\": \"https://example.org/a.tgz\",\n";
        assert_eq!(no_machine_names("tests/e2e/package-lock.json", line).len(), 1);
        assert_eq!(no_machine_names("notes.json", line).len(), 0);
    }
}
