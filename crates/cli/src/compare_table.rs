//! The tables of `interlocal compare`.

use crate::table::Align::{Left, Right};
use crate::table::{Table, paragraph};
use crate::words::{self, say};
use interlocal_compare::Comparison;
use interlocal_compare::fit::Label;
use interlocal_compare::help::Help;
use interlocal_compare::terms::Status;
use interlocal_core::bank::{Bank, ScaleId, Slot};
use interlocal_core::explain;
use interlocal_core::profile::Profile;
use interlocal_core::visible::effective;
use interlocal_core::words::{Lang, Word, say as said};

/// `names` and `profiles` are those of A and B.
pub(crate) fn text(
    bank: &Bank,
    lang: Lang,
    names: [Option<&str>; 2],
    [a, b]: [&Profile; 2],
    comparison: &Comparison,
) -> String {
    let [name_a, name_b] = names.map(|name| name.unwrap_or(said(lang, Word::ProfileAnonymous)));
    let fit = match comparison.label {
        Label::NotEnough => say(lang, words::TOO_FEW),
        label @ (Label::Strong | Label::Good | Label::Some | Label::Weak | Label::Talk) => {
            bank.message(lang, &format!("fit.{}", label.id()))
        }
    };
    let reached = |help: &Help| help.reached().map(|flow| flow.slot).collect::<Vec<Slot>>();
    let (skill, need) = (ScaleId::Skill, ScaleId::Need);
    let areas = |title, slots: &[Slot], columns| areas(bank, lang, title, slots, columns);
    [
        paragraph(&format!("A: {name_a}"), 0),
        paragraph(&format!("B: {name_b}"), 0),
        "\n".to_owned(),
        paragraph(fit, 0),
        numbers(lang, comparison),
        areas(
            words::A_HELPS_B,
            &reached(&comparison.a_helps_b),
            [(words::SKILL_OF_A, a, skill), (words::NEED_OF_B, b, need)],
        ),
        areas(
            words::B_HELPS_A,
            &reached(&comparison.b_helps_a),
            [(words::SKILL_OF_B, b, skill), (words::NEED_OF_A, a, need)],
        ),
        areas(
            words::BOTH_NEED,
            &comparison.common.slots,
            [(words::NEED_OF_A, a, need), (words::NEED_OF_B, b, need)],
        ),
        terms(bank, lang, comparison),
    ]
    .concat()
}

fn numbers(lang: Lang, comparison: &Comparison) -> String {
    let mut table = Table::new([(say(lang, words::NUMBERS), Left), (say(lang, words::OF_100), Right)]);
    for (text, number) in [
        (words::A_HELPS_B, comparison.a_helps_b.points),
        (words::B_HELPS_A, comparison.b_helps_a.points),
        (words::COMMON, comparison.common.points),
        (words::VALUE, comparison.value),
        (words::TERMS_FIT, comparison.terms_points),
        (words::READINESS, comparison.readiness.pair),
        (words::FIT, comparison.fit),
    ] {
        table.row([say(lang, text), &number.to_string()]);
    }
    table.section()
}

/// Capabilities with the levels of both agencies.
fn areas(
    bank: &Bank,
    lang: Lang,
    title: words::Text,
    slots: &[Slot],
    columns: [(words::Text, &Profile, ScaleId); 2],
) -> String {
    if slots.is_empty() {
        return String::new();
    }
    let title = format!("{} ({})", say(lang, title), slots.len());
    let [one, other] = columns;
    let mut table = Table::new([(&title, Left), (say(lang, one.0), Left), (say(lang, other.0), Left)]);
    for slot in slots {
        let [one, other] = columns.map(|(_, profile, scale)| {
            explain::level(bank, lang, scale, effective(bank, profile, *slot).rating(scale).level())
        });
        table.row([bank.say(lang, &bank.capability(*slot).label), one, other]);
    }
    table.section()
}

fn terms(bank: &Bank, lang: Lang, comparison: &Comparison) -> String {
    let mut table = Table::new([(said(lang, Word::ProfileTerms), Left), ("", Left)]);
    for term in &comparison.terms {
        let Some(idx) = term.term.idx(bank) else { continue };
        let status = match term.status {
            Status::Match => words::MATCH,
            Status::Workable => words::WORKABLE,
            Status::Unknown => words::UNKNOWN,
            Status::Conflict if term.is_hard => words::FIRM_CONFLICT,
            Status::Conflict => words::CONFLICT,
        };
        table.row([bank.say(lang, &bank.terms[idx].ask), say(lang, status)]);
    }
    table.section()
}
