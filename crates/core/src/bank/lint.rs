//! Checks a bank file for authors: lists errors and warnings, each with its place in the file. It doesn't change the
//! file.

use super::read::{self, Draft};
use super::{Bank, Text};
use crate::json_place::{Misfit, Place, Shape};
use crate::json_text;
use std::collections::BTreeMap;
use std::fmt;

/// An error or a warning about a bank file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// JSON pointer to the place; empty for the whole document.
    pub pointer: String,
    /// What is wrong.
    pub problem: Problem,
}

/// The kinds of problem in a bank file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The file is not JSON.
    Syntax {
        /// Line, starting at 1.
        line: usize,
        /// Column, starting at 1.
        column: usize,
        /// The parser's message.
        message: String,
    },
    /// A required field is missing.
    Missing,
    /// The value has the wrong type; contains the expected one.
    NotA(&'static str),
    /// A whole number is outside its limits.
    NotWithin {
        /// Smallest allowed.
        least: u32,
        /// Largest allowed.
        most: u32,
    },
    /// A list has too few or too many entries.
    Entries {
        /// The number of entries in the list.
        got: u32,
        /// Fewest allowed.
        least: u32,
        /// Most allowed.
        most: u32,
    },
    /// One of the two scales is missing.
    LacksScale(&'static str),
    /// A message that pages show is missing.
    LacksMessage(&'static str),
    /// A question that determines whether the questionnaire is complete is missing.
    LacksQuestion(&'static str),
    /// The id is not defined.
    Unknown {
        /// The id in the file.
        got: String,
        /// The ids that are defined, separated by commas.
        known: String,
    },
    /// An id or slot is used twice.
    Duplicate(String),
    /// A slot or option index is out of sequence.
    Hole {
        /// The expected number.
        want: u32,
    },
    /// An entry was added in a later version than the entry that follows it.
    NotAppended,
    /// The entries have more different `since` versions than an edition number can hold.
    Editions {
        /// Most allowed.
        most: usize,
    },
    /// The answers don't fit in a link.
    TooMuch {
        /// Bits that the answers need.
        got: u32,
        /// Bits that a link has room for.
        most: u32,
    },
    /// The score bands are not five ascending numbers from 0 to 100.
    Bands,
    /// A text is missing in this language.
    LacksLanguage(String),
    /// The placeholders in this language differ from those of the default language.
    Placeholders(String),
    /// Rules are nested more deeply than this.
    TooDeep(u32),
    /// The digest in the file is not the one computed from its content.
    Digest {
        /// The computed digest.
        want: String,
    },
    /// A label is too long for a narrow screen. This is a warning.
    LongLabel {
        /// Characters in the label.
        got: usize,
        /// Characters that fit on the screen.
        most: usize,
    },
    /// A sentence is too long to read at a glance. This is a warning.
    LongSentence {
        /// Words in the sentence.
        got: usize,
        /// Recommended maximum.
        most: usize,
    },
    /// A source id is missing from the list of sources. This is a warning.
    NoSource(String),
    /// The questionnaire takes too long to answer. This is a warning.
    LongForm {
        /// Estimated minutes.
        minutes: u32,
        /// Recommended maximum.
        most: u32,
    },
}

impl Finding {
    pub(super) fn at(place: &Place<'_>, problem: Problem) -> Finding {
        Finding { pointer: place.pointer.clone(), problem }
    }

    /// Returns true if the bank can't be used because of this finding, false if the finding is a warning.
    pub fn is_error(&self) -> bool {
        !matches!(
            self.problem,
            Problem::LongLabel { .. }
                | Problem::LongSentence { .. }
                | Problem::NoSource(_)
                | Problem::LongForm { .. }
        )
    }
}

impl From<Misfit> for Finding {
    fn from(misfit: Misfit) -> Finding {
        let problem = match misfit.shape {
            Shape::Present => Problem::Missing,
            Shape::A(kind) => Problem::NotA(kind),
            Shape::Within { least, most } => Problem::NotWithin { least, most },
            Shape::OneOf { got, known } => Problem::Unknown { got, known: known.join(", ") },
        };
        Finding { pointer: misfit.pointer, problem }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = if self.pointer.is_empty() { "(whole file)" } else { &self.pointer };
        write!(f, "{pointer}: {}", self.problem)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Syntax { line, column, message } => {
                write!(f, "not JSON at line {line}, column {column}: {message}")
            }
            Problem::Missing => f.write_str("is required; add it"),
            Problem::NotA(kind) => write!(f, "must be {kind}"),
            Problem::NotWithin { least, most } => write!(f, "must be a whole number from {least} to {most}"),
            Problem::Entries { got, least, most } if least == most => {
                write!(f, "must have exactly {most} entries and has {got}")
            }
            Problem::Entries { got, least, most } => {
                write!(f, "must have {least} to {most} entries and has {got}")
            }
            Problem::LacksScale(id) => write!(f, "must have a scale with the id {id:?}"),
            Problem::LacksMessage(id) => write!(f, "must have the message {id:?}, which pages show"),
            Problem::LacksQuestion(id) => {
                write!(
                    f,
                    "must have a question with the id {id:?} and the kind \"one\", which every visit answers"
                )
            }
            Problem::Unknown { got, known } if known.is_empty() => write!(f, "{got:?} isn't valid here"),
            Problem::Unknown { got, known } => write!(f, "{got:?} isn't valid here; use one of: {known}"),
            Problem::Duplicate(what) => write!(f, "{what} is used twice; ids and slots must be unique"),
            Problem::Hole { want } => write!(f, "must be {want}: numbers must be consecutive"),
            Problem::NotAppended => {
                f.write_str("is later than that of the next entry; new entries go to the end of the list")
            }
            Problem::Editions { most } => {
                write!(f, "has more than {most} different versions in since; release entries together")
            }
            Problem::TooMuch { got, most } => {
                write!(f, "all answers take {got} bits and a link has room for {most}; ask fewer things")
            }
            Problem::Bands => f.write_str("must be five whole numbers that ascend from 0 to at most 100"),
            Problem::LacksLanguage(code) => {
                write!(f, "has no text in {code:?}, which \"langs\" lists")
            }
            Problem::Placeholders(code) => {
                write!(f, "has other {{placeholders}} in {code:?} than in the default language")
            }
            Problem::TooDeep(most) => write!(f, "has rules inside rules more than {most} deep"),
            Problem::Digest { want } => {
                write!(f, "is not the digest of this file's meaning, which is {want}")
            }
            Problem::LongLabel { got, most } => write!(f, "has {got} characters; {most} fit on a phone"),
            Problem::LongSentence { got, most } => write!(f, "has a sentence of {got} words; keep to {most}"),
            Problem::NoSource(id) => write!(f, "{id:?} is not in the list of sources"),
            Problem::LongForm { minutes, most } => {
                write!(f, "takes about {minutes} minutes to answer; shorten it to {most}")
            }
        }
    }
}

/// Returns everything found in a bank file, errors first. The list is empty if the file has no problems.
pub fn check(json: &str) -> Vec<Finding> {
    let value = match json_text::parse(json) {
        Ok(value) => value,
        Err(error) => return vec![read::syntax(&error)],
    };
    let root = Place::root(&value);
    match read::read(&root) {
        Err(finding) => vec![finding],
        Ok(Draft { bank, mut findings }) => {
            findings.extend(advice(&root, &bank));
            findings.sort_by_key(|finding| !finding.is_error());
            findings
        }
    }
}

/// Reading speed and the longest form without a warning: docs/scoring.md, section 2.7.
const WORDS_PER_MINUTE: u32 = 238;
const MINUTES_AT_MOST: u32 = 12;

fn advice(root: &Place<'_>, bank: &Bank) -> Vec<Finding> {
    let mut findings = Vec::new();
    let limits = root.optional("limits").ok().flatten();
    let limit = |name: &str, usual: u32| {
        let stated = limits.as_ref().and_then(|limits| limits.optional(name).ok().flatten());
        let number = stated.and_then(|place| place.int(1, 10_000).ok()).unwrap_or(usual);
        usize::try_from(number).unwrap_or(usize::MAX)
    };
    let (label_chars, sentence_words) = (limit("label_chars", 32), limit("sentence_words", 16));
    for (idx, capability) in bank.capabilities.iter().enumerate() {
        let pointer = format!("/capabilities/{idx}");
        long_labels(&capability.label, &pointer, label_chars, &mut findings);
        long_sentences(bank, &capability.text, &pointer, sentence_words, &mut findings);
    }
    findings.extend(unknown_sources(root));
    let minutes = minutes(bank);
    if minutes > MINUTES_AT_MOST {
        findings.push(Finding {
            pointer: String::new(),
            problem: Problem::LongForm { minutes, most: MINUTES_AT_MOST },
        });
    }
    findings
}

fn long_labels(label: &Text, pointer: &str, most: usize, findings: &mut Vec<Finding>) {
    let longest = label.by_lang().iter().map(|text| text.chars().count()).max().unwrap_or(0);
    if longest > most {
        let problem = Problem::LongLabel { got: longest, most };
        findings.push(Finding { pointer: format!("{pointer}/label"), problem });
    }
}

fn long_sentences(bank: &Bank, text: &Text, pointer: &str, most: usize, findings: &mut Vec<Finding>) {
    for (code, text) in bank.langs.iter().zip(text.by_lang()) {
        let longest = text.split(['.', '?', '!']).map(|s| s.split_whitespace().count()).max().unwrap_or(0);
        if longest > most {
            let problem = Problem::LongSentence { got: longest, most };
            findings.push(Finding { pointer: format!("{pointer}/text/{code}"), problem });
        }
    }
}

/// Finds references to sources that the bank doesn't list. A reference such as `nascio-2026:7` names the source
/// `nascio-2026`; a prefix of letters such as `tbm` names a source too.
fn unknown_sources(root: &Place<'_>) -> Vec<Finding> {
    let listed: BTreeMap<&str, ()> = root
        .optional("sources")
        .ok()
        .flatten()
        .and_then(|sources| sources.items().ok())
        .into_iter()
        .flatten()
        .filter_map(|source| source.get("id").and_then(|id| id.str()).ok().map(|id| (id, ())))
        .collect();
    let used = |list: &str| root.get(list).and_then(|list| list.items()).unwrap_or_default();
    used("domains")
        .into_iter()
        .chain(used("capabilities"))
        .filter_map(|entry| entry.optional("sources").ok().flatten())
        .filter_map(|sources| sources.items().ok())
        .flatten()
        .filter_map(|source| {
            let id = source.str().ok()?;
            let name = id.split(':').next().unwrap_or(id);
            (!listed.contains_key(name)).then(|| Finding::at(&source, Problem::NoSource(id.to_owned())))
        })
        .collect()
}

/// Estimates the minutes for the full form (docs/scoring.md, section 2.7): reading time, 5 seconds for each question or
/// screen, 2 for each further decision, 15 for each text box.
fn minutes(bank: &Bank) -> u32 {
    let n = |len: usize| u32::try_from(len).unwrap_or(u32::MAX / 1000);
    let words = |text: &Text| n(text.by_lang().first().map_or(0, |text| text.split_whitespace().count()));
    let lines = |scale: &super::Scale| {
        let levels: u32 = scale.levels.iter().map(|level| words(&level.label) + words(&level.text)).sum();
        words(&scale.ask) + words(&scale.rule) + levels
    };
    let n_words = lines(&bank.skill)
        + lines(&bank.need)
        + bank.capabilities.iter().map(|c| words(&c.label) + words(&c.text)).sum::<u32>()
        + bank.readiness.iter().map(|r| words(&r.ask) + r.levels.iter().map(words).sum::<u32>()).sum::<u32>()
        + bank
            .terms
            .iter()
            .map(|t| words(&t.ask) + t.options.iter().map(|o| words(&o.label)).sum::<u32>())
            .sum::<u32>();
    let n_screens = n(bank.domains.len() + bank.readiness.len() + bank.terms.len() + bank.context.len()) + 2;
    let n_decisions = 2 * n(bank.capabilities.len())
        + n(bank.readiness.len())
        + bank.terms.iter().map(|t| n(t.options.len()).div_ceil(2)).sum::<u32>();
    let seconds =
        n_words * 60 / WORDS_PER_MINUTE + 5 * n_screens + 2 * n_decisions.saturating_sub(n_screens) + 2 * 15;
    seconds.div_ceil(60)
}
