//! Errors of reading a JSON profile, with messages that give the next step.

use crate::json_place::{Misfit, Place, Shape};
use crate::plain_text::TextProblem;
use std::fmt;

/// A value in a JSON profile that would be lost or misread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeError {
    /// JSON pointer to the place; empty for the whole profile.
    pub pointer: String,
    /// What is wrong.
    pub problem: Problem,
}

/// The kinds of problem in a JSON profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A required field is missing.
    Missing,
    /// The value has the wrong type; contains the expected one.
    NotA(&'static str),
    /// A level or option number is outside its limits.
    NotALevel {
        /// Largest allowed; the smallest is 0.
        most: u32,
    },
    /// The bank doesn't have this id.
    UnknownId {
        /// The id in the profile.
        got: String,
        /// The ids that are allowed in this place.
        known: Vec<String>,
    },
    /// The bank got the id after the version that the profile answers.
    NotInEdition {
        /// The version that the profile answers.
        version: String,
    },
    /// The id is there twice.
    Twice(String),
    /// There are more picks than a profile can hold.
    TooMany {
        /// Most allowed.
        most: usize,
    },
    /// The link format doesn't allow this text.
    Text(TextProblem),
    /// The value is not a date from 2020-01-01 on.
    NotADate,
    /// The value is not a country or a subdivision.
    NotARegion,
    /// The value is not a BCP 47 tag.
    NotALocale,
    /// The profile answers another bank, or a version that this bank doesn't have.
    OtherBank {
        /// Id and version of the bank in use.
        want: String,
    },
}

impl ExchangeError {
    pub(super) fn at(place: &Place<'_>, problem: Problem) -> ExchangeError {
        ExchangeError { pointer: place.pointer.clone(), problem }
    }
}

impl From<Misfit> for ExchangeError {
    fn from(misfit: Misfit) -> ExchangeError {
        let problem = match misfit.shape {
            Shape::Present => Problem::Missing,
            Shape::A(kind) => Problem::NotA(kind),
            Shape::Within { most, .. } => Problem::NotALevel { most },
            Shape::OneOf { got, known } => Problem::UnknownId { got, known },
        };
        ExchangeError { pointer: misfit.pointer, problem }
    }
}

impl fmt::Display for ExchangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = if self.pointer.is_empty() { "(the profile)" } else { &self.pointer };
        write!(f, "{pointer}: {}", self.problem)
    }
}

impl std::error::Error for ExchangeError {}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Missing => f.write_str("is required; is this a profile?"),
            Problem::NotA(kind) => write!(f, "must be {kind}"),
            Problem::NotALevel { most } => write!(f, "must be 0 to {most}, or null"),
            Problem::UnknownId { got, known } => unknown(f, got, known),
            Problem::NotInEdition { version } => {
                write!(f, "was added after version {version}, which this profile answers; remove it, or remove \"bank\"")
            }
            Problem::Twice(id) => write!(f, "has {id:?} twice; name it once"),
            Problem::TooMany { most } => write!(f, "has more than {most} entries; keep {most}"),
            Problem::Text(problem) => text(f, *problem),
            Problem::NotADate => f.write_str("must be a day such as \"2026-11-23\", from 2020 on"),
            Problem::NotARegion => f.write_str(
                "must be capitals: two letters for the country such as \"US\", one to five letters or digits for the \
                 subdivision such as \"CA\"",
            ),
            Problem::NotALocale => f.write_str("must be a language tag such as \"en\" or \"es-MX\""),
            Problem::OtherBank { want } => {
                write!(f, "names a bank or version that is not the one in use; this bank has {want}: use the bank that \
                     the profile answers")
            }
        }
    }
}

/// Maximum number of ids that a message lists.
const MOST_NAMES: usize = 12;

fn unknown(f: &mut fmt::Formatter<'_>, got: &str, known: &[String]) -> fmt::Result {
    write!(f, "{got:?} isn't valid here; ")?;
    match (near(got, known).first(), known) {
        (Some(near), _) => write!(f, "did you mean {near:?}?"),
        (None, []) => f.write_str("nothing is allowed here; remove it"),
        (None, known) if known.len() <= MOST_NAMES => write!(f, "use one of: {}", known.join(", ")),
        (None, known) => {
            write!(f, "use one of: {} and {} more", known[..MOST_NAMES].join(", "), known.len() - MOST_NAMES)
        }
    }
}

fn text(f: &mut fmt::Formatter<'_>, problem: TextProblem) -> fmt::Result {
    match problem {
        TextProblem::Empty => f.write_str("is empty; write something, or null"),
        TextProblem::TooLong { got, most } => {
            write!(f, "takes {got} bytes of UTF-8 and a link has room for {most}; shorten it")
        }
        TextProblem::Hidden(c) => {
            write!(
                f,
                "holds the hidden character U+{:04X}; type the text again instead of pasting it",
                u32::from(c)
            )
        }
        TextProblem::OuterSpace => f.write_str("starts or ends with a space; remove it"),
        TextProblem::Stacked => f.write_str("has more than four accents on one letter; remove some"),
    }
}

/// Returns the ids that differ from `got` in few letters, the closest first.
pub fn near<'a>(got: &str, known: &'a [String]) -> Vec<&'a str> {
    let few = 1 + got.chars().count() / 4;
    let mut near: Vec<(usize, &str)> =
        known.iter().map(|name| (changes(got, name), name.as_str())).filter(|(n, _)| *n <= few).collect();
    near.sort_by_key(|(n, _)| *n);
    near.into_iter().map(|(_, name)| name).collect()
}

/// Counts the letters to add, remove or replace to turn `a` into `b` (Levenshtein distance).
fn changes(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    // All ids are shorter than this limit, which bounds the time for a very long text.
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (idx, from) in a.chars().take(80).enumerate() {
        let mut diagonal = idx;
        row[0] = idx + 1;
        for (place, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[place + 1];
            row[place + 1] = replaced.min(diagonal + 1).min(row[place] + 1);
        }
    }
    row[b.len()]
}
