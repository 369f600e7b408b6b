//! The bank: the versioned set of items, their texts and the scoring constants. Knows what can be asked; refuses to
//! know what anybody answered.
//!
//! A `Bank` comes out of [`Bank::parse`] or out of a compiled form of one that did, so whoever holds one may rely on:
//! slots are 1, 2, 3 … without holes, every text has every language, every rule looks at something that exists.

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
#[cfg(feature = "json")]
mod read;
#[cfg(feature = "json")]
mod rule;

#[cfg(feature = "json")]
pub use read::BankError;

/// A text in each of the bank's languages, in the order of [`Bank::langs`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text(Vec<String>);

/// The permanent number of a capability, from 1. Part of the link format, never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot(pub u16);

/// A released state of the bank's meaning: entries added later have a higher number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Edition(pub u8);

/// One edition's identity in links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionInfo {
    /// The version that first had these entries, such as `1.0.0`.
    pub since: String,
    /// SHA-256 over the canonical form of ids, slots and option order.
    pub digest: Vec<u8>,
}

/// The two ratings of a capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScaleId {
    /// What the team can do today.
    Skill,
    /// How much more it needs.
    Need,
}

/// Five lines to pick from, worst or least first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// The question.
    pub ask: Text,
    /// How to choose between two lines.
    pub rule: Text,
    /// The lines, level 0 first.
    pub levels: Vec<ScaleLevel>,
}

/// One line of a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleLevel {
    /// One or two words.
    pub label: Text,
    /// The line in full.
    pub text: Text,
}

/// An id with a label: a sharing model, an option, a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Kebab-case, permanent.
    pub id: String,
    /// What a person reads.
    pub label: Text,
    /// First edition that has it.
    pub since: Edition,
}

/// Whether a low skill or a need says where an agency can be hurt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensitivity {
    /// May be told to anybody.
    Open,
    /// Public links hold weaknesses back.
    Weakness,
}

/// Something that an IT team may be able to do, or may lack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capability {
    /// Permanent number.
    pub slot: Slot,
    /// Permanent name.
    pub id: String,
    /// Index into [`Bank::domains`].
    pub domain_idx: u8,
    /// Place on the screen, lowest first.
    pub order: u16,
    /// Retired ones are kept in links and not shown.
    pub retired: bool,
    /// First edition that has it.
    pub since: Edition,
    /// Part of the quick form.
    pub core: bool,
    /// 1 to 3.
    pub weight: u8,
    /// What a public link may say.
    pub sensitivity: Sensitivity,
    /// Most sensitive data that sharing it normally touches: 0 public to 3 regulated.
    pub data_class: u8,
    /// Indices into [`Bank::sharing_models`], most usual first.
    pub sharing: Vec<u8>,
    /// At most 32 characters.
    pub label: Text,
    /// What having it means.
    pub text: Text,
    /// Shown only where this holds; hidden counts as "not our job".
    pub visible_if: Option<Rule>,
}

/// A condition over context and readiness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// The answer to a source is one of these option indices or levels.
    In(Source, Vec<u8>),
    /// The answer is at least this.
    AtLeast(Source, u8),
    /// There is an answer.
    Answered(Source),
    /// Each holds.
    All(Vec<Rule>),
    /// One holds.
    Any(Vec<Rule>),
    /// It does not hold.
    Not(Box<Rule>),
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Index into [`Bank::context`].
    Context(u8),
    /// Index into [`Bank::readiness`].
    Readiness(u8),
}

/// The letters of S-H-A-R-E.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// Synergize: learn what each has and needs.
    S,
    /// Harness: know the skills each brings.
    H,
    /// Accommodate: be bendable.
    A,
    /// Reinvent: be ready to change.
    R,
    /// Embrace: bring in many.
    E,
}

impl Letter {
    /// In the order of the word.
    pub const ALL: [Letter; 5] = [Letter::S, Letter::H, Letter::A, Letter::R, Letter::E];

    /// The letter itself.
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

/// A readiness question with five factual lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadinessItem {
    /// Permanent name.
    pub id: String,
    /// The score that it feeds.
    pub letter: Letter,
    /// First edition that has it.
    pub since: Edition,
    /// The question.
    pub ask: Text,
    /// The lines, level 0 first.
    pub levels: Vec<Text>,
}

/// A question about the terms of sharing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Permanent name.
    pub id: String,
    /// How it is answered.
    pub kind: TermKind,
    /// Whether a clash stops a deal.
    pub hard: bool,
    /// First edition that has it.
    pub since: Edition,
    /// The question.
    pub ask: Text,
    /// By index.
    pub options: Vec<Choice>,
}

/// How a term is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermKind {
    /// Pick any number.
    Multi,
    /// No, OK or Best for each option.
    Tri,
    /// Pick one; with a Firm or Can bend switch where `true`.
    Ordered(bool),
    /// Pick any number, then say whether a partner must use the same.
    Platform(Strict),
}

/// The second question of a platform term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strict {
    /// The question.
    pub ask: Text,
    /// No, It helps, Yes.
    pub levels: Vec<Text>,
}

/// A question about the agency itself; not scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextQuestion {
    /// Permanent name.
    pub id: String,
    /// How it is answered.
    pub kind: ContextKind,
    /// First edition that has it.
    pub since: Edition,
    /// The question.
    pub ask: Text,
    /// By index; empty unless the kind is `One`.
    pub options: Vec<Choice>,
}

/// How a context question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContextKind {
    /// The agency's name.
    Text,
    /// Pick one.
    One,
    /// Country, state and local area.
    Region,
}

/// Constants of the scoring, all integers (docs/scoring.md, section 3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scoring {
    /// Lendable surplus at which the offer index reaches 100.
    pub offer_full_points: u32,
    /// Lowest point of each band, ascending, first 0.
    pub score_bands: Vec<u32>,
    /// What makes a score uncertain.
    pub range_variance: RangeVariance,
}

/// Variances in squared points, where 100 points are the whole scale (docs/scoring.md, section 3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RangeVariance {
    /// Of the error that a person carries through all answers of a domain.
    pub person: u32,
    /// Of the error of a single answer, never 0.
    pub row: u32,
    /// Of unknown parts around the mean of the known ones.
    pub unknown: u32,
}

/// The versioned set of items. See the module's documentation for what one may rely on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bank {
    /// Own namespace, such as `share-gov-it`.
    pub id: String,
    /// Semantic version of this text.
    pub version: String,
    /// Index into `langs` of the language that stands in for a missing one.
    pub default_lang: u8,
    /// Codes of the languages that every text has.
    pub langs: Vec<String>,
    /// What the questionnaire is called.
    pub title: Text,
    /// Most characters that an agency's name may have.
    pub name_chars: u16,
    /// What the team can do.
    pub skill: Scale,
    /// What it lacks.
    pub need: Scale,
    /// "Not our job": label and line.
    pub not_applicable: ScaleLevel,
    /// Ways of sharing.
    pub sharing_models: Vec<Choice>,
    /// Groups of capabilities, in display order.
    pub domains: Vec<Choice>,
    /// By slot.
    pub capabilities: Vec<Capability>,
    /// By slot.
    pub readiness: Vec<ReadinessItem>,
    /// By slot.
    pub terms: Vec<Term>,
    /// Labels of No, OK, Best.
    pub tri_states: Vec<Text>,
    /// Labels of Firm, Can bend.
    pub firm_states: Vec<Text>,
    /// By slot.
    pub context: Vec<ContextQuestion>,
    /// Sentences and labels by id, sorted by id.
    pub messages: Vec<(String, Text)>,
    /// Scoring constants.
    pub scoring: Scoring,
    /// Oldest first; never empty.
    pub editions: Vec<EditionInfo>,
}

impl Slot {
    /// Position in [`Bank::capabilities`].
    pub fn idx(self) -> usize {
        usize::from(self.0).saturating_sub(1)
    }
}

impl Text {
    /// A text from its languages, in the bank's order.
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
    /// The digest in lower-case hexadecimal.
    pub fn digest_hex(&self) -> String {
        self.digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
