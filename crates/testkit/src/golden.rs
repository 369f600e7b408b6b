//! Golden files: an expected text in a file of its own.

use std::path::Path;

/// Compares `got` with the file at `path`. With `UPDATE=1` in the environment it writes the file instead; read the
/// difference before you commit it.
///
/// # Panics
///
/// Panics at the first line that differs.
pub fn compare(path: &Path, got: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, got).unwrap_or_else(|error| panic!("can't write {}: {error}", path.display()));
    }
    let want = std::fs::read_to_string(path).unwrap_or_default();
    let first = got.lines().zip(want.lines()).position(|(got, want)| got != want);
    let line = first.unwrap_or(got.lines().count().min(want.lines().count()));
    assert!(
        got == want,
        "{} differs at line {}:\n got: {}\nwant: {}\nUPDATE=1 writes the file",
        path.display(),
        line + 1,
        got.lines().nth(line).unwrap_or("(end)"),
        want.lines().nth(line).unwrap_or("(end)"),
    );
}

/// `html` with one element a line, so that a difference is a line and not a page.
pub fn lines_of(html: &str) -> String {
    html.replace("><", ">\n<") + "\n"
}
