//! Sentences about two people's answers for one agency, from the results of [`crate::raters`]. They don't judge who is
//! right.

use super::{level, scale_name};
use crate::bank::{Bank, ScaleId, Slot, Text};
use crate::raters::{Agreement, Difference, SameAgency, Side};
use crate::response::Rating;
use crate::words::{DeskWord, Lang, list, say, tell};

/// Returns "On 41 of 48 ratings you are at most one line apart."
pub fn agreement(lang: Lang, agreement: &Agreement) -> String {
    match agreement.both {
        0 => say(lang, DeskWord::RatersAgreeNone).to_owned(),
        both => {
            let values = [("close", &*agreement.close().to_string()), ("both", &*both.to_string())];
            tell(lang, DeskWord::RatersAgree, &values)
        }
    }
}

/// Returns "Same line: 30. One line apart: 11. Two lines or more apart: 7."
pub fn agreement_parts(lang: Lang, agreement: &Agreement) -> String {
    let [same, one, far] = [agreement.same, agreement.one_apart, agreement.far_apart].map(|n| n.to_string());
    tell(lang, DeskWord::RatersAgreeParts, &[("same", &same), ("one", &one), ("far", &far)])
}

/// Says whether the two profiles are of one agency.
pub fn same_agency(lang: Lang, same: SameAgency) -> &'static str {
    let word = match same {
        SameAgency::Yes => DeskWord::RatersAgencyYes,
        SameAgency::No => DeskWord::RatersAgencyNo,
        SameAgency::Unknown => DeskWord::RatersAgencyUnknown,
    };
    say(lang, word)
}

/// Names the question: "GIS and mapping: skill".
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

/// Returns one person's answer to the question.
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

/// Returns "skill Can share and need None", or an empty text if neither was rated.
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
