//! The rule that each requirement of the embedding contract has a test that is named after its number: who comes with the
//! list finds what holds it, and that the last test of one goes is noticed.

use super::Finding;

/// How many there are; docs/embedding.md says what each wants.
const REQUIREMENTS: u32 = 21;

/// `files`: all of the repository, as paths and texts.
pub(super) fn each_has_a_test(files: &[(String, String)]) -> Vec<Finding> {
    let is_named = |number: u32| {
        let (in_rust, in_script) = (format!("fn requirement_{number}_"), format!("requirement {number}: "));
        files.iter().any(|(path, text)| {
            let wanted = if path.ends_with(".test.mjs") { &in_script } else { &in_rust };
            (path.ends_with(".test.mjs") || path.ends_with(".rs")) && text.contains(wanted.as_str())
        })
    };
    let missing = (1..=REQUIREMENTS).filter(|number| !is_named(*number));
    missing
        .map(|number| Finding::new("tests", 1, format!("requirement {number} has no test"), INSTEAD))
        .collect()
}

const INSTEAD: &str = "name the test that holds it `requirement_N_…`, or in a script `requirement N: …`";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_requirement_without_a_test_is_named() {
        let test = |number: u32| match number % 2 {
            0 => (format!("a{number}.rs"), format!("fn requirement_{number}_holds() {{}}")),
            _ => (format!("a{number}.test.mjs"), format!("test('requirement {number}: it holds', …")),
        };
        let mut files: Vec<_> = (1..=REQUIREMENTS).map(test).collect();
        assert!(each_has_a_test(&files).is_empty());
        files.remove(1);
        let found = each_has_a_test(&files);
        assert_eq!(found.len(), 1);
        assert!(found[0].what.contains("requirement 2 "), "{}", found[0]);
    }
}
