//! The bank: the questionnaire as versioned data, with its items, texts and scoring constants. It contains no answers.
//!
//! A `Bank` comes from [`Bank::parse`] or from the packed form of a parsed bank, so three properties always hold: slots
//! are 1, 2, 3 … without gaps, every text exists in every language, and every rule refers to an existing source.

#[cfg(feature = "json")]
mod digest;
#[cfg(feature = "json")]
mod editions;
#[cfg(feature = "json")]
mod limits;
#[cfg(feature = "json")]
pub mod lint;
mod lookup;
mod packed;
pub mod quoted;
#[cfg(feature = "json")]
mod read;
#[cfg(feature = "json")]
mod rule;
#[cfg(feature = "json")]
mod scoring;

#[cfg(feature = "json")]
pub use read::BankError;

/// A text in each of the bank's languages, in the order of [`Bank::langs`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text(Vec<String>);

/// The permanent number of a capability, starting at 1. It is part of the link format and is never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot(pub u16);

/// An edition: a released state of the questionnaire's meaning. Entries that are added later have a higher number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Edition(pub u8);

/// Identifies an edition in links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionInfo {
    /// The first bank version with these entries, such as `1.0.0`.
    pub since: String,
    /// SHA-256 of the canonical form of ids, slots and option order.
    pub digest: Vec<u8>,
}

/// The two scales on which a capability is rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScaleId {
    /// How well the team can do it today.
    Skill,
    /// How much more capacity the agency needs.
    Need,
}

/// A scale of five levels, ordered from worst or least to best or most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// The question that the scale answers.
    pub ask: Text,
    /// Advice for choosing between two neighbouring levels.
    pub rule: Text,
    /// The levels, level 0 first.
    pub levels: Vec<ScaleLevel>,
}

/// A level of a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleLevel {
    /// One or two words.
    pub label: Text,
    /// The full sentence.
    pub text: Text,
}

/// An id with a label: a sharing model, an option or a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Permanent id in kebab case.
    pub id: String,
    /// The text that people read.
    pub label: Text,
    /// The first edition that contains it.
    pub since: Edition,
}

/// Whether a low skill or a high need could expose the agency to attacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensitivity {
    /// Not sensitive: any link may include it.
    Open,
    /// Sensitive: public links leave out weaknesses.
    Weakness,
}

/// A task or skill of an IT team that the questionnaire asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capability {
    /// Permanent number.
    pub slot: Slot,
    /// Permanent id.
    pub id: String,
    /// Index into [`Bank::domains`].
    pub domain_idx: u8,
    /// Position on the screen, lowest first.
    pub order: u16,
    /// Retired capabilities stay in links but are not shown.
    pub retired: bool,
    /// The first edition that contains it.
    pub since: Edition,
    /// Whether it is part of the quick form.
    pub core: bool,
    /// Weight in the scoring, 1 to 3.
    pub weight: u8,
    /// Whether public links leave out weaknesses.
    pub sensitivity: Sensitivity,
    /// Class of the most sensitive data that sharing normally touches, from 0 (public) to 3 (regulated).
    pub data_class: u8,
    /// Indices into [`Bank::sharing_models`], most common first.
    pub sharing: Vec<u8>,
    /// Name, at most 32 characters.
    pub label: Text,
    /// Describes an agency that has the capability.
    pub text: Text,
    /// Condition for showing it; a hidden capability counts as not applicable.
    pub visible_if: Option<Rule>,
}

/// A condition on context and readiness answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// The answer to the source is one of these option indices or levels.
    In(Source, Vec<u8>),
    /// The answer to the source is at least this level.
    AtLeast(Source, u8),
    /// The source has an answer.
    Answered(Source),
    /// All of the rules hold.
    All(Vec<Rule>),
    /// At least one of the rules holds.
    Any(Vec<Rule>),
    /// The rule doesn't hold.
    Not(Box<Rule>),
}

/// The question that a rule refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Index into [`Bank::context`].
    Context(u8),
    /// Index into [`Bank::readiness`].
    Readiness(u8),
}

/// A letter of S-H-A-R-E; each stands for a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// Synergize: learn what each agency has and needs.
    S,
    /// Harness: know the skills that each agency brings.
    H,
    /// Accommodate: be flexible.
    A,
    /// Reinvent: be ready to change.
    R,
    /// Embrace: involve many people.
    E,
}

impl Letter {
    /// All letters in the order of the word.
    pub const ALL: [Letter; 5] = [Letter::S, Letter::H, Letter::A, Letter::R, Letter::E];

    /// The letter as text.
    pub fn as_str(self) -> &'static str {
        match self {
            Letter::S => "S",
            Letter::H => "H",
            Letter::A => "A",
            Letter::R => "R",
            Letter::E => "E",
        }
    }
}

/// A readiness question with five factual levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadinessItem {
    /// Permanent id.
    pub id: String,
    /// The score that the answer feeds.
    pub letter: Letter,
    /// The first edition that contains it.
    pub since: Edition,
    /// The question.
    pub ask: Text,
    /// The levels, level 0 first.
    pub levels: Vec<Text>,
}

/// A question about the terms of sharing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Permanent id.
    pub id: String,
    /// The kind of answer.
    pub kind: TermKind,
    /// Whether a conflict rules cooperation out.
    pub hard: bool,
    /// The first edition that contains it.
    pub since: Edition,
    /// The question.
    pub ask: Text,
    /// The options; links and answers refer to their indices.
    pub options: Vec<Choice>,
}

/// The kind of answer that a term takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermKind {
    /// Any number of options.
    Multi,
    /// No, OK or Best for each option.
    Tri,
    /// One option; if `true`, with the switch between Firm and Flexible.
    Ordered(bool),
    /// Any number of platforms, then whether a partner must use the same ones.
    Platform(Strict),
}

/// The second question of a platform term: must a partner use the same platforms?
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strict {
    /// The question.
    pub ask: Text,
    /// The labels for No, It helps and Yes.
    pub levels: Vec<Text>,
}

/// A question about the agency itself. It is not scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextQuestion {
    /// Permanent id.
    pub id: String,
    /// The kind of answer.
    pub kind: ContextKind,
    /// The first edition that contains it.
    pub since: Edition,
    /// The question.
    pub ask: Text,
    /// The options; empty unless the kind is `One`.
    pub options: Vec<Choice>,
}

/// The kind of answer that a context question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContextKind {
    /// The agency's name.
    Text,
    /// One option.
    One,
    /// Country, state and local area.
    Region,
}

/// Constants of the scoring, all integers (docs/scoring.md, section 3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scoring {
    /// The lendable surplus at which the offer index reaches 100.
    pub offer_full_points: u32,
    /// The lowest point of each band, ascending from 0.
    pub score_bands: Vec<u32>,
    /// Variances of the error of a score.
    pub range_variance: RangeVariance,
}

/// Variances in squared points, on a scale of 100 points (docs/scoring.md, section 3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RangeVariance {
    /// The variance of an error that a person makes in all answers of a domain.
    pub person: u32,
    /// The variance of the error of a single answer, never 0.
    pub row: u32,
    /// The variance of unknown parts around the mean of the known ones.
    pub unknown: u32,
}

/// The questionnaire as data. The module's documentation lists its guarantees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bank {
    /// Namespace of the bank, such as `share-gov-it`.
    pub id: String,
    /// Semantic version of the texts.
    pub version: String,
    /// Index into `langs` of the fallback language.
    pub default_lang: u8,
    /// Codes of the languages that every text has.
    pub langs: Vec<String>,
    /// The name of the questionnaire.
    pub title: Text,
    /// Maximum number of characters in an agency's name.
    pub name_chars: u16,
    /// The scale for what the team can do today.
    pub skill: Scale,
    /// The scale for what the agency needs.
    pub need: Scale,
    /// Label and sentence of the answer "not applicable".
    pub not_applicable: ScaleLevel,
    /// Ways to share a capability.
    pub sharing_models: Vec<Choice>,
    /// Groups of capabilities, in display order.
    pub domains: Vec<Choice>,
    /// The capabilities, by slot.
    pub capabilities: Vec<Capability>,
    /// The readiness questions, by slot.
    pub readiness: Vec<ReadinessItem>,
    /// The terms, by slot.
    pub terms: Vec<Term>,
    /// The labels of No, OK and Best.
    pub tri_states: Vec<Text>,
    /// The labels of Firm and Flexible.
    pub firm_states: Vec<Text>,
    /// The context questions, by slot.
    pub context: Vec<ContextQuestion>,
    /// Sentences and labels, sorted by id.
    pub messages: Vec<(String, Text)>,
    /// Scoring constants.
    pub scoring: Scoring,
    /// The editions, oldest first; never empty.
    pub editions: Vec<EditionInfo>,
}

impl Slot {
    /// The index into [`Bank::capabilities`].
    pub fn idx(self) -> usize {
        usize::from(self.0).saturating_sub(1)
    }
}

impl Text {
    /// Creates a text from its languages, in the bank's order.
    #[cfg(feature = "json")]
    pub(crate) fn new(by_lang: Vec<String>) -> Text {
        Text(by_lang)
    }

    /// The text in each language, in the bank's order.
    pub fn by_lang(&self) -> &[String] {
        &self.0
    }
}

impl EditionInfo {
    /// Returns the digest in lower-case hexadecimal.
    pub fn digest_hex(&self) -> String {
        self.digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
