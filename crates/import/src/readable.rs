//! Makes names of sheets, files and JSON keys safe to display.

/// Maximum number of characters of a sheet's name or a place in JSON.
pub(crate) const MOST_NAME: usize = 80;
/// Maximum number of characters of a file's name, which may be a path.
pub(crate) const MOST_FILE_NAME: usize = 200;

/// Shortens `name` to `most` characters on one line, and removes control characters and direction marks. A shortened
/// name ends in "…".
pub fn readable(name: &str, most: usize) -> String {
    let mut chars =
        name.chars().filter(|c| !is_unreadable(*c)).map(|c| if c.is_whitespace() { ' ' } else { c });
    let mut out: String = chars.by_ref().take(most).collect();
    if chars.next().is_some() {
        out.pop();
        out.push('…');
    }
    out
}

/// Returns true for controls, direction marks and invisible characters.
fn is_unreadable(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readable_names_are_short_and_have_no_direction_marks() {
        assert_eq!(readable("Members & más.xlsx", 80), "Members & más.xlsx");
        assert_eq!(readable("\u{1b}]0;owned\u{7}\u{9B}2J", 80), "]0;owned2J");
        assert_eq!(readable("a\u{202E}lmth\u{2066}.\u{200B}b\nc", 80), "almth.b c");
        assert_eq!(readable("abcdef", 4), "abc…");
    }
}
