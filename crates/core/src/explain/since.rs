//! Sentences about the differences between two profiles of one agency, from the results of [`crate::since`]. An answer
//! that only one profile has is never called lost, because a link may leave it out.

use super::{band, context as say_context, level, likely, scale_name, term as say_term};
use crate::bank::quoted::CLOSE;
use crate::bank::{Bank, ScaleId, Slot};
use crate::profile::{Profile, TermAnswer};
use crate::raters::SameAgency;
use crate::response::{Level, Response};
use crate::score::{Number, Range};
use crate::since::{PickChange, RowChange, RowStep, Shelf, Side, Since, Step, Tally, Trend, Turn};
use crate::words::{DeskWord, Lang, say, tell};

/// Returns "Since 2025-11-20: 5 skills went up, 2 went down; 3 needs went up, 4 went down."
pub fn headline(lang: Lang, since: &Since) -> String {
    let (skills, needs) = (moves(lang, &since.skill, &SKILLS), moves(lang, &since.need, &NEEDS));
    let (earlier, today) = since.dates;
    let word = match (earlier, today) {
        (Some(earlier), Some(today)) if earlier > today => DeskWord::SinceDatedReversed,
        (Some(_), Some(_)) => DeskWord::SinceDatedBoth,
        (Some(_), None) => DeskWord::SinceDatedEarlier,
        (None, Some(_)) => DeskWord::SinceDatedToday,
        (None, None) => DeskWord::SinceDatedNone,
    };
    let [earlier, today] = [earlier, today].map(|date| date.map(|date| date.iso()).unwrap_or_default());
    let values = [("earlier", &earlier), ("today", &today), ("skills", &skills), ("needs", &needs)];
    tell(lang, word, &values.map(|(name, value)| (name, value.as_str())))
}

/// Says how many answers only one profile has, and that this may have no meaning; `None` if there are none.
pub fn one_sided(lang: Lang, since: &Since) -> Option<String> {
    let (earlier, today) = (since.n_only(Side::Earlier), since.n_only(Side::Today));
    let values = [("earlier", &*earlier.to_string()), ("today", &*today.to_string())];
    (earlier + today > 0).then(|| tell(lang, DeskWord::SinceOneSided, &values))
}

/// Says whether the two profiles are of one agency.
pub fn same_agency(lang: Lang, same: SameAgency) -> &'static str {
    let word = match same {
        SameAgency::Yes => DeskWord::RatersAgencyYes,
        SameAgency::No => DeskWord::SinceAgencyNo,
        SameAgency::Unknown => DeskWord::RatersAgencyUnknown,
    };
    say(lang, word)
}

/// Returns "GIS and mapping: skill went up from “Self-sufficient” to “Can share”."
pub fn row(bank: &Bank, lang: Lang, change: &RowChange) -> String {
    let cap = label(bank, lang, change.slot);
    let word = match change.step {
        RowStep::Rating(scale, step) => return rating(bank, lang, cap, scale, step),
        RowStep::Job(Side::Earlier) => DeskWord::SinceJobEarlier,
        RowStep::Job(Side::Today) => DeskWord::SinceJobToday,
        RowStep::OnlyJob(Side::Earlier) => DeskWord::SinceJobOnlyEarlier,
        RowStep::OnlyJob(Side::Today) => DeskWord::SinceJobOnlyToday,
    };
    tell(lang, word, &[("cap", cap), ("job", bank.say(lang, &bank.not_applicable.label))])
}

/// Returns a rating's label for a table; `None` if it was skipped.
pub fn cell(bank: &Bank, lang: Lang, response: Response, scale: ScaleId) -> Option<&str> {
    match response {
        Response::NotApplicable => Some(bank.say(lang, &bank.not_applicable.label)),
        Response::Rated { .. } => response.rating(scale).level().map(|it| level(bank, lang, scale, Some(it))),
    }
}

/// Describes a readiness answer that differs.
pub fn readiness(bank: &Bank, lang: Lang, idx: usize, step: Step) -> String {
    let item = &bank.readiness[idx];
    let ask = ("ask", bank.say(lang, &item.ask));
    let line =
        |level: Level| item.levels.get(usize::from(level.get())).map_or("", |line| bank.say(lang, line));
    match step {
        Step::Moved { from, to } => {
            tell(lang, DeskWord::SinceLineChanged, &[ask, ("from", line(from)), ("to", line(to))])
        }
        Step::Only { side: Side::Earlier, level } => {
            tell(lang, DeskWord::SinceLineEarlier, &[ask, ("line", line(level))])
        }
        Step::Only { side: Side::Today, level } => {
            tell(lang, DeskWord::SinceLineToday, &[ask, ("line", line(level))])
        }
    }
}

/// Describes how a score or a domain's bar changed, with bands and ranges.
pub fn score(bank: &Bank, lang: Lang, number: Number, trend: Trend) -> String {
    let what = name(bank, lang, number);
    let value = |range: &Range| {
        let (band, range) = (band(bank, lang, Some(range)), likely(bank, lang, range));
        tell(lang, DeskWord::SinceScoreValue, &[("band", &band), ("range", &range)])
    };
    let both =
        |word, from, to| tell(lang, word, &[("what", &what), ("from", &value(from)), ("to", &value(to))]);
    match &trend {
        Trend::Up { from, to } => both(DeskWord::SinceScoreUp, from, to),
        Trend::Down { from, to } => both(DeskWord::SinceScoreDown, from, to),
        Trend::Unclear { from, to } => both(DeskWord::SinceScoreUnclear, from, to),
        Trend::Only { side, range } => {
            let word = match side {
                Side::Earlier => DeskWord::SinceScoreEarlier,
                Side::Today => DeskWord::SinceScoreToday,
            };
            tell(lang, word, &[("what", &what), ("value", &value(range))])
        }
        Trend::Unknown => tell(lang, DeskWord::SinceScoreNone, &[("what", &what)]),
    }
}

/// Describes a term that differs, with the answers of both profiles.
pub fn term(bank: &Bank, lang: Lang, profiles: [&Profile; 2], idx: usize, turn: Turn) -> String {
    let answers = profiles.map(|profile| {
        let answer = say_term(bank, lang, idx, profile.terms.get(idx).unwrap_or(&TermAnswer::Blank));
        // Some answers are whole sentences; their full stop is removed because the template continues.
        match answer.strip_suffix(CLOSE) {
            Some(quoted) => [quoted.trim_end_matches('.'), CLOSE.encode_utf8(&mut [0; 4])].concat(),
            None => answer.trim_end_matches('.').to_owned(),
        }
    });
    let words = [DeskWord::SinceTermChanged, DeskWord::SinceTermEarlier, DeskWord::SinceTermToday];
    turned(lang, words, bank.say(lang, &bank.terms[idx].ask), &answers, turn)
}

/// Describes an answer about the agency that differs, with both answers.
pub fn context(bank: &Bank, lang: Lang, profiles: [&Profile; 2], idx: usize, turn: Turn) -> String {
    let answers = profiles.map(|profile| say_context(bank, lang, profile, idx).unwrap_or_default());
    let words = [DeskWord::SinceContextChanged, DeskWord::SinceContextEarlier, DeskWord::SinceContextToday];
    turned(lang, words, bank.say(lang, &bank.context[idx].ask), &answers, turn)
}

/// Describes a featured capability that only one profile has.
pub fn pick(bank: &Bank, lang: Lang, change: &PickChange) -> String {
    let word = match (change.shelf, change.side) {
        (Shelf::Offers, Side::Earlier) => DeskWord::SincePickOfferEarlier,
        (Shelf::Offers, Side::Today) => DeskWord::SincePickOfferToday,
        (Shelf::Needs, Side::Earlier) => DeskWord::SincePickNeedEarlier,
        (Shelf::Needs, Side::Today) => DeskWord::SincePickNeedToday,
    };
    tell(lang, word, &[("cap", label(bank, lang, change.slot))])
}

/// Fills the template for "changed", "only in the earlier profile" or "only in today's".
fn turned(lang: Lang, words: [DeskWord; 3], ask: &str, answers: &[String; 2], turn: Turn) -> String {
    let ([changed, in_earlier, in_today], [from, to]) = (words, answers);
    match turn {
        Turn::Changed => tell(lang, changed, &[("ask", ask), ("from", from), ("to", to)]),
        Turn::Only(Side::Earlier) => tell(lang, in_earlier, &[("ask", ask), ("answer", from)]),
        Turn::Only(Side::Today) => tell(lang, in_today, &[("ask", ask), ("answer", to)]),
    }
}

fn rating(bank: &Bank, lang: Lang, cap: &str, scale: ScaleId, step: Step) -> String {
    let label = |it: Level| level(bank, lang, scale, Some(it.get()));
    match step {
        Step::Moved { from, to } => {
            let word = match (scale, from < to) {
                (ScaleId::Skill, true) => DeskWord::SinceSkillRose,
                (ScaleId::Skill, false) => DeskWord::SinceSkillFell,
                (ScaleId::Need, true) => DeskWord::SinceNeedGrew,
                (ScaleId::Need, false) => DeskWord::SinceNeedEased,
            };
            tell(lang, word, &[("cap", cap), ("from", label(from)), ("to", label(to))])
        }
        Step::Only { side, level } => {
            let word = match side {
                Side::Earlier => DeskWord::SinceLevelEarlier,
                Side::Today => DeskWord::SinceLevelToday,
            };
            tell(lang, word, &[("cap", cap), ("scale", &scale_name(lang, scale)), ("level", label(level))])
        }
    }
}

fn name(bank: &Bank, lang: Lang, number: Number) -> String {
    match number {
        Number::Share(letter) => bank.message(lang, &["score.", letter.as_str()].concat()).to_owned(),
        Number::Domain(idx, scale) => {
            let domain =
                bank.domains.get(usize::from(idx)).map_or("", |domain| bank.say(lang, &domain.label));
            let scale = scale_name(lang, scale);
            tell(lang, DeskWord::SinceScoreOf, &[("what", domain), ("scale", &scale)])
        }
        Number::Capability(slot) => label(bank, lang, slot).to_owned(),
    }
}

fn label(bank: &Bank, lang: Lang, slot: Slot) -> &str {
    bank.say(lang, &bank.capability(slot).label)
}

/// The singular and the plural of a sentence.
type OneAndMore = [DeskWord; 2];

/// The sentences about a scale: only up, only down, down after up, neither.
struct Moves {
    up: OneAndMore,
    down: OneAndMore,
    down_too: OneAndMore,
    none: DeskWord,
}

const SKILLS: Moves = Moves {
    up: [DeskWord::SinceSkillsGrewOne, DeskWord::SinceSkillsGrew],
    down: [DeskWord::SinceSkillsFellOne, DeskWord::SinceSkillsFell],
    down_too: [DeskWord::SinceSkillsFellTooOne, DeskWord::SinceSkillsFellToo],
    none: DeskWord::SinceSkillsNone,
};
const NEEDS: Moves = Moves {
    up: [DeskWord::SinceNeedsGrewOne, DeskWord::SinceNeedsGrew],
    down: [DeskWord::SinceNeedsEasedOne, DeskWord::SinceNeedsEased],
    down_too: [DeskWord::SinceNeedsEasedTooOne, DeskWord::SinceNeedsEasedToo],
    none: DeskWord::SinceNeedsNone,
};

fn moves(lang: Lang, tally: &Tally, words: &Moves) -> String {
    let counted = |[one, more]: OneAndMore, n: u32| {
        tell(lang, if n == 1 { one } else { more }, &[("n", &n.to_string())])
    };
    match (tally.up, tally.down) {
        (0, 0) => say(lang, words.none).to_owned(),
        (up, 0) => counted(words.up, up),
        (0, down) => counted(words.down, down),
        (up, down) => [counted(words.up, up), counted(words.down_too, down)].join(", "),
    }
}
