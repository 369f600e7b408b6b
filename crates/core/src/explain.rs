//! Turns the core's results into sentences, with the bank's messages and the interface's texts. Ids and slots become
//! text only in this module. It computes nothing.

pub mod raters;
pub mod since;

use crate::bank::quoted::OPEN;
use crate::bank::{Bank, Choice, ContextKind, ScaleId, Slot, TermKind};
use crate::direction::isolated;
use crate::link::LinkError;
use crate::plain_text::{TextProblem, small};
use crate::profile::{Profile, TermAnswer, Tri};
use crate::score::{Quadrant, Range, Reason, Scorecard};
use crate::session::{EntryProblem, Notice};
use crate::words::{Lang, Word, fill, list, say, tell};
use std::borrow::Cow;

/// The number of offers and needs in the headline.
const HEADLINE: usize = 2;

/// Returns the agency's name, or a general term if the profile has none.
pub fn name(lang: Lang, profile: &Profile) -> &str {
    profile.context.agency.as_ref().map_or(say(lang, Word::ProfileAnonymous), |agency| agency.as_str())
}

/// Summarizes a profile in one or two sentences: its best offers and its most pressing needs.
pub fn headline(bank: &Bank, lang: Lang, profile: &Profile, card: &Scorecard) -> String {
    let labels = |slots: &[Slot]| -> Vec<&str> {
        slots.iter().take(HEADLINE).map(|slot| bank.say(lang, &bank.capability(*slot).label)).collect()
    };
    let (offers, needs) = (labels(&card.offers), labels(&card.needs));
    let id = match (offers.is_empty(), needs.is_empty()) {
        (false, false) => "headline.both",
        (false, true) => "headline.offers",
        (true, false) => "headline.needs",
        (true, true) => "headline.none",
    };
    let (offers, needs) = (inside_sentence(lang, &offers), inside_sentence(lang, &needs));
    fill(bank.message(lang, id), &[("name", name(lang, profile)), ("offers", &offers), ("needs", &needs)])
}

/// Joins labels inside a sentence: "maps and GIS, help desk and IT plan".
pub fn inside_sentence(lang: Lang, labels: &[&str]) -> String {
    let lowered: Vec<String> = labels.iter().map(|label| uncapitalized(label)).collect();
    list(lang, &lowered.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Returns a label with a lower-case first letter, unless it starts with an abbreviation such as IT or AI.
fn uncapitalized(label: &str) -> String {
    if let Some(quoted) = label.strip_prefix(OPEN) {
        return [OPEN.encode_utf8(&mut [0; 4]), &*uncapitalized(quoted)].concat();
    }
    let mut chars = label.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if small(first) != first && small(second) == second => {
            [small(first).encode_utf8(&mut [0; 4]), &label[first.len_utf8()..]].concat()
        }
        _ => label.to_owned(),
    }
}

/// Returns the label of a score's band, or says that there are not enough answers.
pub fn band(bank: &Bank, lang: Lang, range: Option<&Range>) -> String {
    match range {
        Some(range) => bank.message(lang, &format!("band.{}", range.band)).to_owned(),
        None => bank.message(lang, "band.none").to_owned(),
    }
}

/// Returns the range as text: "likely range 55 to 95".
pub fn likely(bank: &Bank, lang: Lang, range: &Range) -> String {
    fill(bank.message(lang, "range"), &[("low", &range.low.to_string()), ("high", &range.high.to_string())])
}

/// Returns the label of a level, or says that it is not known.
pub fn level(bank: &Bank, lang: Lang, scale: ScaleId, level: Option<u8>) -> &str {
    let line = level.and_then(|level| bank.scale(scale).levels.get(usize::from(level)));
    line.map_or(say(lang, Word::ProfileUnknown), |line| bank.say(lang, &line.label))
}

/// Returns a scale's name inside a sentence: "skill".
fn scale_name(lang: Lang, scale: ScaleId) -> String {
    let word = match scale {
        ScaleId::Skill => Word::ProfileSkill,
        ScaleId::Need => Word::ProfileNeed,
    };
    uncapitalized(say(lang, word))
}

/// Returns a sentence with the sharing models of a capability.
pub fn sharing(bank: &Bank, lang: Lang, slot: Slot) -> String {
    tell(lang, Word::ProfileShareBy, &[("models", &sharing_models(bank, lang, slot))])
}

/// Returns the names of a capability's sharing models.
pub fn sharing_models(bank: &Bank, lang: Lang, slot: Slot) -> String {
    let models =
        bank.capability(slot).sharing.iter().filter_map(|idx| bank.sharing_models.get(usize::from(*idx)));
    let labels: Vec<&str> = models.map(|model| bank.say(lang, &model.label)).collect();
    labels.join(", ")
}

/// A quadrant's name.
pub fn quadrant(bank: &Bank, lang: Lang, quadrant: Quadrant) -> &str {
    let id = match quadrant {
        Quadrant::Share => "quad.share",
        Quadrant::TeamUp => "quad.team",
        Quadrant::Seek => "quad.seek",
        Quadrant::Steady => "quad.steady",
    };
    bank.message(lang, id)
}

/// Explains one reason for a number as a sentence.
pub fn sentence(bank: &Bank, lang: Lang, reason: &Reason) -> String {
    let (word, values) = parts(bank, lang, reason);
    let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_ref())).collect();
    tell(lang, word, &values)
}

/// Returns the template of a reason's sentence and the values for its placeholders: numbers and the bank's texts.
pub fn parts<'a>(bank: &'a Bank, lang: Lang, reason: &Reason) -> (Word, Vec<(&'static str, Cow<'a, str>)>) {
    let label = |slot: Slot| ("cap", Cow::from(bank.say(lang, &bank.capability(slot).label)));
    let band = |value| ("band", Cow::from(part_band(bank, lang, value)));
    match reason {
        Reason::Rated { slot, scale, rating } => {
            match rating.level().and_then(|level| bank.scale(*scale).levels.get(usize::from(level))) {
                Some(line) => {
                    let (short, text) = (bank.say(lang, &line.label), bank.say(lang, &line.text));
                    (Word::ReasonRated, vec![label(*slot), ("label", short.into()), ("text", text.into())])
                }
                None => (Word::ReasonBlank, vec![label(*slot)]),
            }
        }
        Reason::NotOurJob { slot } => (Word::ReasonNotOurJob, vec![label(*slot)]),
        Reason::Readiness { idx, rating } => {
            let item = &bank.readiness[*idx];
            let ask = ("ask", bank.say(lang, &item.ask).into());
            match rating.level().and_then(|level| item.levels.get(usize::from(level))) {
                Some(line) => (Word::ReasonReadiness, vec![ask, ("line", bank.say(lang, line).into())]),
                None => (Word::ReasonReadinessBlank, vec![ask]),
            }
        }
        Reason::OfferIndex { value, n_offers } => {
            (Word::ReasonOffers, vec![band(*value), ("n", n_offers.to_string().into())])
        }
        Reason::Offer { slot, surplus } => {
            (Word::ReasonOffer, vec![label(*slot), ("surplus", surplus.to_string().into())])
        }
        Reason::TermsFlex { value } => (Word::ReasonFlex, vec![band(*value)]),
        Reason::Term { idx, value } => {
            let ask = bank.say(lang, &bank.terms[*idx].ask);
            (Word::ReasonTerm, vec![("ask", ask.into()), band(*value)])
        }
    }
}

/// Returns the short name of a well-known term. A profile that another agency reads shows it in place of the question,
/// which says "you".
pub fn term_word(id: &str) -> Option<Word> {
    Some(match id {
        "term-roles" => Word::TermNameRoles,
        "term-agreements" => Word::TermNameAgreements,
        "term-costs" => Word::TermNameCosts,
        "term-control" => Word::TermNameControl,
        "term-reach" => Word::TermNameReach,
        "term-data" => Word::TermNameData,
        "term-timing" => Word::TermNameTiming,
        "term-platform" => Word::TermNamePlatform,
        _ => return None,
    })
}

/// Returns the label of the band of one part (0 to 100) of a score.
pub fn part_band(bank: &Bank, lang: Lang, value: Option<u8>) -> String {
    let Some(value) = value else { return bank.message(lang, "band.none").to_owned() };
    let n_reached = bank.scoring.score_bands.iter().filter(|lowest| **lowest <= u32::from(value)).count();
    bank.message(lang, &format!("band.{}", n_reached.saturating_sub(1))).to_owned()
}

/// Returns the answer to a context question, by index; `None` if it is blank.
pub fn context(bank: &Bank, lang: Lang, profile: &Profile, idx: usize) -> Option<String> {
    let (question, context) = (&bank.context[idx], &profile.context);
    match question.kind {
        ContextKind::One => {
            let option = context.choices.get(idx).copied().flatten()?;
            question.options.get(usize::from(option)).map(|option| bank.say(lang, &option.label).to_owned())
        }
        ContextKind::Text => context.agency.as_ref().map(|agency| isolated(agency.as_str()).into_owned()),
        ContextKind::Region => {
            let region = context.region.as_ref().map(|region| region.as_str());
            let local = context.local.as_ref().map(|local| isolated(local.as_str()));
            let parts: Vec<&str> = [region, local.as_deref()].into_iter().flatten().collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        }
    }
}

/// Returns the answer to a term.
pub fn term(bank: &Bank, lang: Lang, idx: usize, answer: &TermAnswer) -> String {
    let term = &bank.terms[idx];
    let option = |idx: usize| term.options.get(idx).map_or("", |option| bank.say(lang, &option.label));
    match answer {
        TermAnswer::Blank => say(lang, Word::TermBlank).to_owned(),
        TermAnswer::Multi(mask) => picked(bank, lang, &term.options, *mask),
        TermAnswer::Tri(tris) => [Tri::Best, Tri::Ok, Tri::No]
            .into_iter()
            .filter_map(|wanted| tri_group(bank, lang, &term.options, tris, wanted))
            .collect::<Vec<_>>()
            .join(". "),
        TermAnswer::Ordered { level, bend } => match term.kind {
            TermKind::Ordered(true) => {
                let firm = bank.firm_states.get(usize::from(*bend)).map_or("", |state| bank.say(lang, state));
                tell(
                    lang,
                    Word::TermLevel,
                    &[("option", option(usize::from(*level))), ("firm", &uncapitalized(firm))],
                )
            }
            TermKind::Ordered(false) | TermKind::Multi | TermKind::Tri | TermKind::Platform(_) => {
                option(usize::from(*level)).to_owned()
            }
        },
        TermAnswer::Platform { mask, strict } => {
            let TermKind::Platform(question) = &term.kind else { return String::new() };
            let strict = question.levels.get(usize::from(*strict)).map_or("", |level| bank.say(lang, level));
            let options = picked(bank, lang, &term.options, *mask);
            let ask = bank.say(lang, &question.ask);
            tell(lang, Word::TermStrict, &[("options", &options), ("ask", ask), ("strict", strict)])
        }
    }
}

fn picked(bank: &Bank, lang: Lang, options: &[Choice], mask: u16) -> String {
    let is_on = |idx: u32| mask.checked_shr(idx).is_some_and(|rest| rest & 1 == 1);
    let labels: Vec<&str> = (0u32..)
        .zip(options)
        .filter(|(idx, _)| is_on(*idx))
        .map(|(_, option)| bank.say(lang, &option.label))
        .collect();
    match labels.is_empty() {
        true => say(lang, Word::TermNothing).to_owned(),
        false => labels.join(", "),
    }
}

fn tri_group(bank: &Bank, lang: Lang, options: &[Choice], tris: &[Tri], wanted: Tri) -> Option<String> {
    let said = options.iter().zip(tris).filter(|(_, tri)| **tri == wanted);
    let labels: Vec<&str> = said.map(|(option, _)| bank.say(lang, &option.label)).collect();
    let state = Tri::SAID.iter().position(|tri| *tri == wanted).and_then(|idx| bank.tri_states.get(idx))?;
    (!labels.is_empty()).then(|| {
        tell(lang, Word::TermGroup, &[("state", bank.say(lang, state)), ("options", &labels.join(", "))])
    })
}

/// Explains why a link didn't open, with the next step.
pub fn link_error(lang: Lang, error: &LinkError) -> String {
    match error {
        LinkError::NoLink => say(lang, Word::BrokenNone).to_owned(),
        LinkError::TooLong { .. } => say(lang, Word::BrokenTooLong).to_owned(),
        LinkError::Cut { got, want: Some(want) } => {
            tell(lang, Word::BrokenCut, &[("got", &got.to_string()), ("want", &want.to_string())])
        }
        LinkError::Cut { got, want: None } => tell(lang, Word::BrokenCutEarly, &[("got", &got.to_string())]),
        LinkError::Damaged => say(lang, Word::BrokenDamaged).to_owned(),
        LinkError::Newer => say(lang, Word::BrokenNewer).to_owned(),
        LinkError::Sealed(_) => say(lang, Word::BrokenSealed).to_owned(),
        LinkError::Invalid => say(lang, Word::BrokenInvalid).to_owned(),
        LinkError::UnknownBank(bank) => {
            let mut sentences = vec![say(lang, Word::BrokenBank).to_owned()];
            if let Some(agency) = &bank.agency {
                sentences.push(tell(lang, Word::BrokenBankFrom, &[("name", agency.as_str())]));
            }
            if let Some(date) = bank.date {
                sentences.push(tell(lang, Word::BrokenBankDate, &[("date", &date.iso())]));
            }
            let digest: String = bank.digest.iter().map(|byte| format!("{byte:02x}")).collect();
            sentences.push(tell(lang, Word::BrokenBankDigest, &[("digest", &digest)]));
            sentences.join(" ")
        }
    }
}

/// Explains why the profile doesn't include a field's content, with the next step.
pub fn entry_problem(lang: Lang, problem: EntryProblem) -> String {
    match problem {
        EntryProblem::Text(TextProblem::TooLong { got, most }) => {
            too_long(lang, Word::TroubleBytes, got, most)
        }
        EntryProblem::TooManyChars { got, most } => too_long(lang, Word::TroubleChars, got, most),
        EntryProblem::Text(TextProblem::Hidden(c)) => {
            tell(lang, Word::TroubleHidden, &[("code", &format!("U+{:04X}", u32::from(c)))])
        }
        EntryProblem::Text(TextProblem::Stacked) => say(lang, Word::TroubleStacked).to_owned(),
        EntryProblem::Country => say(lang, Word::TroubleCountry).to_owned(),
        EntryProblem::Subdivision => say(lang, Word::TroubleSubdivision).to_owned(),
        EntryProblem::CountryFirst => say(lang, Word::TroubleCountryFirst).to_owned(),
        // A field never gives these problems: its text is trimmed, and an empty field is valid.
        EntryProblem::Text(TextProblem::Empty | TextProblem::OuterSpace) => String::new(),
    }
}

fn too_long(lang: Lang, word: Word, got: usize, most: usize) -> String {
    tell(lang, word, &[("got", &got.to_string()), ("most", &most.to_string())])
}

/// Returns a notice's text.
pub fn notice(lang: Lang, notice: Notice) -> &'static str {
    let word = match notice {
        Notice::NotSaved => Word::NoticeNotSaved,
        Notice::DraftUnreadable => Word::NoticeUnreadable,
        Notice::DraftOfAnotherBank => Word::NoticeAnotherBank,
        Notice::DraftUpgraded => Word::NoticeUpgraded,
        Notice::Forgotten => Word::NoticeForgotten,
        Notice::ErasedElsewhere => Word::NoticeErasedElsewhere,
        Notice::ThreePicks => Word::NoticeThree,
        Notice::NoDesk => Word::NoticeNoDesk,
    };
    say(lang, word)
}
