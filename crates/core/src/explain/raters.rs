//! Sentences about two people's answers for one agency. Knows the finds of [`crate::raters`]; refuses to compare anything
//! and to say who is right.

use super::{level, scale_name};
use crate::bank::{Bank, ScaleId, Slot, Text};
use crate::raters::{Agreement, Difference, SameAgency, Side, Split};
use crate::response::{Level, Rating};
use crate::words::{DeskWord, Lang, list, say, tell};

/// "On 41 of 48 ratings you are at most one line apart."
pub fn agreement(lang: Lang, agreement: &Agreement) -> String {
    match agreement.both {
        0 => say(lang, DeskWord::RatersAgreeNone).to_owned(),
        both => {
            let values = [("close", &*agreement.close().to_string()), ("both", &*both.to_string())];
            tell(lang, DeskWord::RatersAgree, &values)
        }
    }
}

/// "Same line: 30. One line apart: 11. Two lines or more apart: 7."
pub fn agreement_parts(lang: Lang, agreement: &Agreement) -> String {
    let [same, one, far] = [agreement.same, agreement.one_apart, agreement.far_apart].map(|n| n.to_string());
    tell(lang, DeskWord::RatersAgreeParts, &[("same", &same), ("one", &one), ("far", &far)])
}

/// Whether the two profiles are of one agency.
pub fn same_agency(lang: Lang, same: SameAgency) -> &'static str {
    let word = match same {
        SameAgency::Yes => DeskWord::RatersAgencyYes,
        SameAgency::No => DeskWord::RatersAgencyNo,
        SameAgency::Unknown => DeskWord::RatersAgencyUnknown,
    };
    say(lang, word)
}

/// What each of two people said to one question.
pub fn difference(bank: &Bank, lang: Lang, difference: &Difference) -> String {
    match *difference {
        Difference::Rating { slot, scale, split } => rating(bank, lang, slot, scale, split),
        Difference::Job { slot, not_ours, skill, need } => job(bank, lang, slot, not_ours, [skill, need]),
        Difference::Readiness { idx, split } => readiness(bank, lang, idx, split),
    }
}

/// What two people were asked: "Maps and GIS: skill".
pub fn question(bank: &Bank, lang: Lang, difference: &Difference) -> String {
    let label = |slot: Slot| bank.say(lang, &bank.capability(slot).label);
    match *difference {
        Difference::Rating { slot, scale, .. } => {
            let values = [("cap", label(slot)), ("scale", &*scale_name(lang, scale))];
            tell(lang, DeskWord::RatersAsk, &values)
        }
        Difference::Job { slot, .. } => label(slot).to_owned(),
        Difference::Readiness { idx, .. } => bank.say(lang, &bank.readiness[idx].ask).to_owned(),
    }
}

/// What one of two people said to it, in full.
pub fn answer(bank: &Bank, lang: Lang, difference: &Difference, side: Side) -> String {
    let nothing = || say(lang, DeskWord::RatersAnswerNone).to_owned();
    match *difference {
        Difference::Rating { scale, split, .. } => {
            let line = split.of(side).level().and_then(|at| bank.scale(scale).levels.get(usize::from(at)));
            line.map_or_else(nothing, |line| in_full(bank, lang, &line.label, &line.text))
        }
        Difference::Job { not_ours, .. } if side == not_ours => {
            in_full(bank, lang, &bank.not_applicable.label, &bank.not_applicable.text)
        }
        Difference::Job { skill, need, .. } => {
            let said = levels(bank, lang, [skill, need]);
            if said.is_empty() { nothing() } else { said }
        }
        Difference::Readiness { idx, split } => {
            let item = &bank.readiness[idx];
            let line = split.of(side).level().and_then(|at| item.levels.get(usize::from(at)));
            line.map_or_else(nothing, |line| bank.say(lang, line).to_owned())
        }
    }
}

fn in_full(bank: &Bank, lang: Lang, label: &Text, text: &Text) -> String {
    tell(lang, DeskWord::RatersAnswer, &[("label", bank.say(lang, label)), ("text", bank.say(lang, text))])
}

fn rating(bank: &Bank, lang: Lang, slot: Slot, scale: ScaleId, split: Split) -> String {
    let cap = bank.say(lang, &bank.capability(slot).label);
    let name = scale_name(lang, scale);
    let label = |it: Level| level(bank, lang, scale, Some(it.get()));
    let start = [("cap", cap), ("scale", name.as_str())];
    match split {
        Split::Both { mine, theirs } => {
            let said = [("mine", label(mine)), ("theirs", label(theirs))];
            tell(lang, DeskWord::RatersRating, &[start, said].concat())
        }
        Split::Only { side, level } => {
            let word = match side {
                Side::Mine => DeskWord::RatersRatingMine,
                Side::Theirs => DeskWord::RatersRatingTheirs,
            };
            tell(lang, word, &[&start[..], &[("level", label(level))]].concat())
        }
    }
}

fn job(bank: &Bank, lang: Lang, slot: Slot, not_ours: Side, ratings: [Rating; 2]) -> String {
    let cap = bank.say(lang, &bank.capability(slot).label);
    let said = levels(bank, lang, ratings);
    let word = match (not_ours, said.is_empty()) {
        (Side::Mine, false) => DeskWord::RatersJobMine,
        (Side::Theirs, false) => DeskWord::RatersJobTheirs,
        (Side::Mine, true) => DeskWord::RatersJobOnlyMine,
        (Side::Theirs, true) => DeskWord::RatersJobOnlyTheirs,
    };
    let job = bank.say(lang, &bank.not_applicable.label);
    tell(lang, word, &[("cap", cap), ("job", job), ("levels", &said)])
}

/// "skill Can share and need None"; empty where neither was rated.
fn levels(bank: &Bank, lang: Lang, ratings: [Rating; 2]) -> String {
    let said: Vec<String> = [ScaleId::Skill, ScaleId::Need]
        .into_iter()
        .zip(ratings)
        .filter_map(|(scale, rating)| {
            let values =
                [("scale", &*scale_name(lang, scale)), ("level", level(bank, lang, scale, rating.level()))];
            rating.is_known().then(|| tell(lang, DeskWord::RatersLevel, &values))
        })
        .collect();
    list(lang, &said.iter().map(String::as_str).collect::<Vec<_>>())
}

fn readiness(bank: &Bank, lang: Lang, idx: usize, split: Split) -> String {
    let item = &bank.readiness[idx];
    let ask = ("ask", bank.say(lang, &item.ask));
    let line =
        |level: Level| item.levels.get(usize::from(level.get())).map_or("", |line| bank.say(lang, line));
    match split {
        Split::Both { mine, theirs } => {
            tell(lang, DeskWord::RatersLine, &[ask, ("mine", line(mine)), ("theirs", line(theirs))])
        }
        Split::Only { side: Side::Mine, level } => {
            tell(lang, DeskWord::RatersLineMine, &[ask, ("line", line(level))])
        }
        Split::Only { side: Side::Theirs, level } => {
            tell(lang, DeskWord::RatersLineTheirs, &[ask, ("line", line(level))])
        }
    }
}
