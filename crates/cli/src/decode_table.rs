//! The table of `interlocal decode`: all answers of one profile.

use crate::table::Align::Left;
use crate::table::{Table, paragraph};
use crate::words::{self, say};
use interlocal_core::bank::{Bank, ContextKind, ScaleId, Slot};
use interlocal_core::direction::bare;
use interlocal_core::explain;
use interlocal_core::profile::{Profile, TermAnswer};
use interlocal_core::response::Response;
use interlocal_core::words::{Lang, Word, say as said, tell};

pub(crate) fn text(bank: &Bank, lang: Lang, profile: &Profile) -> String {
    [
        paragraph(explain::name(lang, profile), 0),
        about(bank, lang, profile),
        answers(bank, lang, profile),
        picks(bank, lang, words::FEATURED_OFFERS, &profile.featured.offers),
        picks(bank, lang, words::FEATURED_NEEDS, &profile.featured.needs),
        readiness(bank, lang, profile),
        terms(bank, lang, profile),
        profile.context.note.as_ref().map_or_else(String::new, |note| {
            [title(said(lang, Word::ReceivedNote)), paragraph(note.as_str(), 2)].concat()
        }),
    ]
    .concat()
}

/// The date and the context, without the name.
fn about(bank: &Bank, lang: Lang, profile: &Profile) -> String {
    let date = profile.date.map(|date| tell(lang, Word::ProfileDate, &[("date", &date.iso())]));
    let questions =
        bank.context.iter().enumerate().filter(|(_, question)| question.kind != ContextKind::Text);
    let answers = questions.filter_map(|(idx, question)| {
        let answer = explain::context(bank, lang, profile, idx)?;
        Some(format!("{}: {}", bank.say(lang, &question.ask), bare(&answer)))
    });
    date.into_iter().chain(answers).map(|line| paragraph(&line, 0)).collect()
}

/// One table with the name of each domain above its capabilities.
fn answers(bank: &Bank, lang: Lang, profile: &Profile) -> String {
    let mut table = Table::new([
        (say(lang, words::CAPABILITY), Left),
        (said(lang, Word::ProfileSkill), Left),
        (said(lang, Word::ProfileNeed), Left),
    ]);
    for (domain_idx, domain) in (0u8..).zip(&bank.domains) {
        table.row([bank.say(lang, &domain.label), "", ""]);
        for capability in bank.domain_capabilities(domain_idx) {
            let label = format!("  {}", bank.say(lang, &capability.label));
            let [skill, need] = match profile.responses.get(capability.slot) {
                Response::NotApplicable => [bank.say(lang, &bank.not_applicable.label), ""],
                Response::Rated { skill, need } => [(ScaleId::Skill, skill), (ScaleId::Need, need)]
                    .map(|(scale, rating)| explain::level(bank, lang, scale, rating.level())),
            };
            table.row([&label, skill, need]);
        }
    }
    table.section()
}

fn picks(bank: &Bank, lang: Lang, heading: words::Text, slots: &[Slot]) -> String {
    if slots.is_empty() {
        return String::new();
    }
    let labels: Vec<&str> = slots.iter().map(|slot| bank.say(lang, &bank.capability(*slot).label)).collect();
    [title(say(lang, heading)), paragraph(&labels.join(", "), 2)].concat()
}

fn readiness(bank: &Bank, lang: Lang, profile: &Profile) -> String {
    let answered = bank.readiness.iter().zip(&profile.readiness).filter_map(|(item, rating)| {
        let line = item.levels.get(usize::from(rating.level()?))?;
        Some((bank.say(lang, &item.ask), bank.say(lang, line).to_owned()))
    });
    questions(said(lang, Word::ReadinessTitle), answered)
}

fn terms(bank: &Bank, lang: Lang, profile: &Profile) -> String {
    let terms = bank.terms.iter().zip(&profile.terms).enumerate();
    let answered = terms.filter(|(_, (_, answer))| **answer != TermAnswer::Blank);
    let texts = answered
        .map(|(idx, (term, answer))| (bank.say(lang, &term.ask), explain::term(bank, lang, idx, answer)));
    questions(said(lang, Word::ProfileTerms), texts)
}

/// A heading, and each question with its answer below; nothing without questions.
fn questions<'a>(heading: &str, answered: impl Iterator<Item = (&'a str, String)>) -> String {
    let lines: String =
        answered.map(|(ask, answer)| [paragraph(ask, 2), paragraph(&answer, 4)].concat()).collect();
    if lines.is_empty() { lines } else { [title(heading), lines].concat() }
}

fn title(heading: &str) -> String {
    ["\n", &paragraph(heading, 0)].concat()
}
