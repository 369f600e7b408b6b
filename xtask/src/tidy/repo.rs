//! Rules across files: the wire code and its specification move together, and nothing names one person's machine.

use super::Finding;
use crate::assets::short_digest;

pub(super) const WIRE: &str = "crates/core/src/link/wire.rs";
pub(super) const DOCUMENT: &str = "docs/link-v1.md";

/// Where people's own folders are. Written in two halves, so that this file does not find itself.
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

/// The middle of a longer path or address is something else: a site's own `home` page is nobody's machine.
fn names_it(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line.get(..at).and_then(|start| start.chars().next_back());
        !name.starts_with('/') || !before.is_some_and(|c| c.is_alphanumeric() || ".}-_".contains(c))
    })
}

/// Links outlive versions, so a change of the wire code has to pass by the specification, if only to write a new hash.
pub(super) fn wire_matches_its_document(wire: Option<&str>, document: Option<&str>) -> Option<Finding> {
    let Some(wire) = wire else {
        return Some(Finding::new(WIRE, 1, "is not there", "put its new path into xtask/src/tidy/repo.rs"));
    };
    let digest = short_digest(wire.as_bytes());
    let written = format!("wire.rs: {digest}");
    let document = document.unwrap_or_default();
    if document.contains(&written) {
        return None;
    }
    let at = document.lines().position(|line| line.contains("wire.rs: ")).map_or(1, |at| at + 1);
    let what = format!("does not say `{written}`");
    Some(Finding::new(
        DOCUMENT,
        at,
        what,
        "see that the document still describes wire.rs, then write this there",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_wire_asks_for_a_look_at_the_document() {
        // The digest of "abc" begins so.
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
    fn a_lock_file_names_no_registry() {
        let line = "      \"resolved\": \"https://example.org/a.tgz\",\n";
        assert_eq!(no_machine_names("tests/e2e/package-lock.json", line).len(), 1);
        assert_eq!(no_machine_names("notes.json", line).len(), 0);
    }
}
