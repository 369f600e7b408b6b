//! Validated text that a person typed for others to read. `docs/link-v1.md` fixes the tables, so that a link that is
//! valid today stays valid with later versions of Unicode.

/// Why a text is invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextProblem {
    /// The text is empty.
    Empty,
    /// The text is too long in UTF-8.
    TooLong {
        /// The length in bytes.
        got: usize,
        /// The maximum length in bytes.
        most: usize,
    },
    /// A control, invisible or private-use character, which could disguise the text.
    Hidden(char),
    /// The text starts or ends with a space.
    OuterSpace,
    /// A letter has more than four accents.
    Stacked,
}

/// A valid text: not empty, not too long, without hidden characters and without spaces at its ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainText(String);

/// Maximum bytes of an agency's name in a link.
pub const AGENCY_BYTES: usize = 120;
/// Maximum bytes of a local area in a link.
pub const LOCAL_BYTES: usize = 60;
/// Maximum bytes of a note in a link.
pub const NOTE_BYTES: usize = 280;

const COMBINING_IN_A_ROW: usize = 4;

impl PlainText {
    /// Checks `text` against the rules of the link format.
    ///
    /// # Errors
    /// The first rule that the text breaks.
    pub fn new(text: &str, most: usize) -> Result<PlainText, TextProblem> {
        if text.is_empty() {
            return Err(TextProblem::Empty);
        }
        if text.len() > most {
            return Err(TextProblem::TooLong { got: text.len(), most });
        }
        let chars: Vec<char> = text.chars().collect();
        if let Some((_, hidden)) = chars.iter().enumerate().find(|(idx, _)| is_hidden_at(&chars, *idx)) {
            return Err(TextProblem::Hidden(*hidden));
        }
        if chars.first().copied().is_some_and(is_space) || chars.last().copied().is_some_and(is_space) {
            return Err(TextProblem::OuterSpace);
        }
        if chars.split(|c| !is_combining(*c)).any(|run| run.len() > COMBINING_IN_A_ROW) {
            return Err(TextProblem::Stacked);
        }
        Ok(PlainText(text.to_owned()))
    }

    /// Trims and validates typed text; `None` if it is empty.
    ///
    /// # Errors
    /// As [`PlainText::new`], but never `Empty` or `OuterSpace`.
    pub fn typed(text: &str, most: usize) -> Result<Option<PlainText>, TextProblem> {
        match text.trim_matches(is_space) {
            "" => Ok(None),
            trimmed => PlainText::new(trimmed, most).map(Some),
        }
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns true if a person would take both for the same name: case, accents and the width of spaces are ignored.
    /// Outside the Latin letters of western Europe, letters are compared exactly.
    pub fn reads_as(&self, other: &PlainText) -> bool {
        self.as_read() == other.as_read()
    }

    /// Returns a key that is the same for all texts for which [`PlainText::reads_as`] is true.
    pub fn as_read(&self) -> String {
        let words = self.0.split(is_space).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" ").chars().filter(|c| !is_accent(*c)).map(small).map(bare).collect()
    }
}

/// Converts a Latin letter of western Europe to lower case. Tables for all of Unicode would be too large.
pub(crate) fn small(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(u32::from(c) + 32).unwrap_or(c),
        other => other,
    }
}

/// Removes the accent of a lower-case letter.
fn bare(c: char) -> char {
    match c {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}

/// Returns true for combining accents.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Returns true if the character at `idx` is hidden. Zero-width joiners are letters in some scripts, so the
/// neighbouring characters decide.
fn is_hidden_at(chars: &[char], idx: usize) -> bool {
    match chars[idx] {
        '\u{200C}' | '\u{200D}' => {
            let before = idx.checked_sub(1).and_then(|i| chars.get(i));
            let after = chars.get(idx + 1);
            !(before.copied().is_some_and(uses_joiners) && after.copied().is_some_and(uses_joiners))
        }
        other => is_hidden(other),
    }
}

fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'
        | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{E000}'..='\u{F8FF}'
        | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{E0000}'..='\u{E0FFF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// Returns true for characters without a visible form: controls except line breaks, Unicode's
/// Default_Ignorable_Code_Point, and U+FFF9 to U+FFFD, which stand for lost characters.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}' | '\u{AD}' | '\u{34F}'
        | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFD}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

fn uses_joiners(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{1FFF}' | '\u{A800}'..='\u{ABFF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10A00}'..='\u{11FFF}')
}

fn is_combining(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}' | '\u{6D6}'..='\u{6DC}' | '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{3099}' | '\u{309A}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Result<(), TextProblem> {
        PlainText::new(text, AGENCY_BYTES).map(|_| ())
    }

    #[test]
    fn names_in_many_scripts_are_valid() {
        for name in ["Town of Oak <script>", "Cañón", "دهستان\u{200C}ها", "क्\u{200D}ष", "東京都", "🏛️ Hall"]
        {
            assert_eq!(check(name), Ok(()), "{name}");
        }
    }

    #[test]
    fn requirement_12_characters_that_disguise_a_name_are_rejected() {
        assert_eq!(check("Oak\u{202E}elppA"), Err(TextProblem::Hidden('\u{202E}')));
        assert_eq!(check("a\u{200D}b"), Err(TextProblem::Hidden('\u{200D}')));
        assert_eq!(check("Oak\u{0}"), Err(TextProblem::Hidden('\u{0}')));
        assert_eq!(check(" Oak"), Err(TextProblem::OuterSpace));
        assert_eq!(check("e\u{301}\u{301}\u{301}\u{301}\u{301}"), Err(TextProblem::Stacked));
        assert_eq!(check(""), Err(TextProblem::Empty));
    }

    #[test]
    fn case_accents_and_wide_spaces_are_ignored_when_names_are_compared() {
        let text = |text| PlainText::new(text, AGENCY_BYTES).unwrap();
        for (one, other) in [
            ("Larkspur County", "LARKSPUR  county"),
            ("Cañón", "CANON"),
            ("Cañón", "Can\u{303}o\u{301}n"),
            ("Éire\u{A0}Øst", "eire øst"),
            ("Київ", "Київ"),
        ] {
            assert!(text(one).reads_as(&text(other)) && text(other).reads_as(&text(one)), "{one}, {other}");
        }
        for (one, other) in [("Larkspur", "Larkspur County"), ("Oak Vale", "Oakvale"), ("Київ", "київ")]
        {
            assert!(!text(one).reads_as(&text(other)), "{one}, {other}");
        }
    }

    #[test]
    fn four_hundred_emoji_are_too_long_and_outer_spaces_are_trimmed() {
        let emoji = "😀".repeat(400);
        assert_eq!(check(&emoji), Err(TextProblem::TooLong { got: 1600, most: 120 }));
        assert_eq!(PlainText::typed("  ", 9), Ok(None));
        assert_eq!(PlainText::typed(" Oak ", 9).map(|t| t.map(|t| t.0)), Ok(Some("Oak".to_owned())));
    }
}
