//! The tables of `interlocal score`.

use crate::table::Align::{Left, Right};
use crate::table::{NONE, Table, paragraph};
use crate::words::{self, say};
use interlocal_core::bank::{Bank, Slot};
use interlocal_core::explain;
use interlocal_core::profile::Profile;
use interlocal_core::score::{Range, Row, Scorecard, TOP};
use interlocal_core::words::{Lang, Word, say as said, tell};

/// Everything about one profile.
pub(crate) fn one(bank: &Bank, lang: Lang, profile: &Profile, card: &Scorecard) -> String {
    let answered = [("n", &*card.n_answered.to_string()), ("of", &*card.n_ratings.to_string())];
    [
        paragraph(explain::name(lang, profile), 0),
        paragraph(&tell(lang, Word::ProfileAnsweredOf, &answered), 0),
        share(bank, lang, card),
        top(bank, lang, card, &card.offers, (Word::ProfileOffers, words::OF_8, |row| row.surplus)),
        top(bank, lang, card, &card.needs, (Word::ProfileNeeds, words::OF_20, |row| row.gap)),
        domains(bank, lang, card),
        flags(bank, lang, card),
    ]
    .concat()
}

/// A row for each profile.
pub(crate) fn several(bank: &Bank, lang: Lang, scored: &[(Profile, Scorecard)]) -> String {
    let letters = ["S", "H", "A", "R", "E"].map(|letter| (letter, Right));
    let [s, h, a, r, e] = letters;
    let header = [(say(lang, words::AGENCY), Left), (say(lang, words::ANSWERED), Right), s, h, a, r, e];
    let mut table = Table::new(header);
    for (profile, card) in scored {
        let point =
            |idx: usize| number(card.share.get(idx).and_then(|score| score.range).map(|range| range.point));
        let [s, h, a, r, e] = std::array::from_fn(point);
        let answered = format!("{}/{}", card.n_answered, card.n_ratings);
        table.row([explain::name(lang, profile), &answered, &s, &h, &a, &r, &e]);
    }
    let legend = ["S", "H", "A", "R", "E"]
        .map(|letter| format!("{letter} {}", bank.message(lang, &format!("score.{letter}"))));
    [table.text(), "\n".to_owned(), paragraph(&legend.join(", "), 0)].concat()
}

fn share(bank: &Bank, lang: Lang, card: &Scorecard) -> String {
    let title = said(lang, Word::ProfileShare);
    let header = [title, say(lang, words::SCORE), say(lang, words::LIKELY), say(lang, words::LEVEL)];
    let mut table =
        Table::new([(header[0], Left), (header[1], Right), (header[2], Right), (header[3], Left)]);
    for score in &card.share {
        let letter = score.letter.as_str();
        let name = format!("{letter} {}", bank.message(lang, &format!("score.{letter}")));
        let (point, likely) = point_and_likely(score.range);
        table.row([&name, &point, &likely, &explain::band(bank, lang, score.range.as_ref())]);
    }
    table.section()
}

/// The first of `slots` with their points.
fn top(
    bank: &Bank,
    lang: Lang,
    card: &Scorecard,
    slots: &[Slot],
    (title, unit, points): (Word, words::Text, fn(&Row) -> u8),
) -> String {
    let mut table = Table::new([(said(lang, title), Left), (say(lang, unit), Right)]);
    for slot in slots.iter().take(TOP) {
        table.row([bank.say(lang, &bank.capability(*slot).label), &number(card.row(*slot).map(points))]);
    }
    table.section()
}

fn domains(bank: &Bank, lang: Lang, card: &Scorecard) -> String {
    let likely = say(lang, words::LIKELY);
    let mut table = Table::new([
        (said(lang, Word::ProfileDomains), Left),
        (said(lang, Word::ProfileSkill), Right),
        (likely, Right),
        (said(lang, Word::ProfileNeed), Right),
        (likely, Right),
    ]);
    for (domain, (skill, need)) in bank.domains.iter().zip(&card.domains) {
        let ((skill, skill_likely), (need, need_likely)) =
            (point_and_likely(skill.range), point_and_likely(need.range));
        table.row([bank.say(lang, &domain.label), &skill, &skill_likely, &need, &need_likely]);
    }
    table.section()
}

fn flags(bank: &Bank, lang: Lang, card: &Scorecard) -> String {
    if card.flags.is_empty() {
        return String::new();
    }
    let sentences = card.flags.iter().map(|flag| paragraph(bank.message(lang, flag.kind.id()), 2));
    ["\n".to_owned(), paragraph(said(lang, Word::ProfileFlags), 0), sentences.collect()].concat()
}

fn point_and_likely(range: Option<Range>) -> (String, String) {
    let likely = range.map(|range| format!("{}–{}", range.low, range.high));
    (number(range.map(|range| range.point)), likely.unwrap_or_else(|| NONE.to_owned()))
}

/// A number, or a dash if it is not known.
fn number(number: Option<u8>) -> String {
    number.map_or_else(|| NONE.to_owned(), |number| number.to_string())
}
