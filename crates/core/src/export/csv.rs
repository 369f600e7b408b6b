//! A profile as a table for spreadsheets: one row for each capability, in the format of RFC 4180. Text that a
//! spreadsheet would run as a formula is defused.

use crate::bank::{Bank, Capability, Choice, ContextKind, ScaleId};
use crate::disclosed::Outgoing;
use crate::explain;
use crate::profile::Profile;
use crate::response::Response;
use crate::score::{Row, Scorecard, score};
use crate::visible::is_shown;
use crate::words::Lang;

/// Starts every file. Without it, Excel reads UTF-8 as the system's legacy encoding and shows wrong accents. A program
/// that doesn't expect it reports an unknown first column.
pub const BYTE_ORDER_MARK: &str = "\u{FEFF}";
const LINE_END: &str = "\r\n";

/// The columns that don't depend on the bank.
const COLUMNS: [&str; 23] = [
    "agency",
    "date",
    "bank",
    "bank_version",
    "region",
    "local",
    "slot",
    "capability",
    "label",
    "domain",
    "domain_label",
    "applicable",
    "why_not",
    "skill",
    "skill_label",
    "need",
    "need_label",
    "surplus",
    "outside_help",
    "quadrant",
    "quadrant_label",
    "featured_offer",
    "featured_need",
];

/// Writes the whole file: header and rows.
pub fn csv(bank: &Bank, lang: Lang, profile: &impl Outgoing) -> String {
    [csv_header(bank), csv_rows(bank, lang, profile)].concat()
}

/// Writes the byte order mark and the names of the columns. A file has one header, for any number of profiles.
pub fn csv_header(bank: &Bank) -> String {
    let own = questions(bank).map(|(_, id, _)| cell(id));
    let names: Vec<String> = COLUMNS.iter().map(|name| (*name).to_owned()).chain(own).collect();
    [BYTE_ORDER_MARK, &line(&names)].concat()
}

/// Writes the rows of one profile, by slot.
pub fn csv_rows(bank: &Bank, lang: Lang, profile: &impl Outgoing) -> String {
    let profile = &*profile.outgoing();
    let card = score(bank, profile);
    let row = |capability: &Capability| {
        let parts = [
            agency(bank, profile),
            names(bank, lang, capability),
            ratings(bank, lang, profile, &card, capability),
            own(bank, profile),
        ];
        line(&parts.concat())
    };
    bank.capabilities.iter().map(row).collect()
}

/// Writes a row of any other table with the same rules: cells are quoted if necessary, and formulas are defused. The
/// caller writes [`BYTE_ORDER_MARK`] before the first row.
pub fn csv_line<'a>(row: impl IntoIterator<Item = &'a str>) -> String {
    line(&row.into_iter().map(cell).collect::<Vec<_>>())
}

/// Returns the cells that are the same in every row.
fn agency(bank: &Bank, profile: &Profile) -> Vec<String> {
    let context = &profile.context;
    vec![
        cell(context.agency.as_ref().map_or("", |agency| agency.as_str())),
        profile.date.map_or(String::new(), |date| date.iso()),
        cell(&bank.id),
        cell(&bank.edition(profile.edition).since),
        cell(context.region.as_ref().map_or("", |region| region.as_str())),
        cell(context.local.as_ref().map_or("", |local| local.as_str())),
    ]
}

fn names(bank: &Bank, lang: Lang, capability: &Capability) -> Vec<String> {
    let domain = &bank.domains[usize::from(capability.domain_idx)];
    vec![
        capability.slot.0.to_string(),
        cell(&capability.id),
        cell(bank.say(lang, &capability.label)),
        cell(&domain.id),
        cell(bank.say(lang, &domain.label)),
    ]
}

fn ratings(
    bank: &Bank,
    lang: Lang,
    profile: &Profile,
    card: &Scorecard,
    capability: &Capability,
) -> Vec<String> {
    let why_not = why_not(profile, capability);
    let row = card.row(capability.slot).filter(|_| why_not.is_empty());
    let (skill, need) = (row.and_then(|row| row.skill), row.and_then(|row| row.need));
    let quadrant = row.and_then(|row| row.quadrant);
    let known = |level: Option<u8>, points: fn(&Row) -> u8| row.filter(|_| level.is_some()).map(points);
    let slot = &capability.slot;
    vec![
        yes(why_not.is_empty()),
        why_not.to_owned(),
        number(skill),
        label(bank, lang, ScaleId::Skill, skill),
        number(need),
        label(bank, lang, ScaleId::Need, need),
        number(known(skill, |row| row.surplus)),
        number(known(need, |row| row.gap)),
        quadrant.map_or("", |quadrant| quadrant.id()).to_owned(),
        cell(quadrant.map_or("", |quadrant| explain::quadrant(bank, lang, quadrant))),
        yes(profile.featured.offers.contains(slot)),
        yes(profile.featured.needs.contains(slot)),
    ]
}

/// Returns the reason why a capability doesn't count for this agency, or an empty text if it counts.
fn why_not(profile: &Profile, capability: &Capability) -> &'static str {
    if capability.since > profile.edition {
        return "not-in-version";
    }
    if capability.retired {
        return "retired";
    }
    if !is_shown(capability, profile) {
        return "not-asked";
    }
    match profile.responses.get(capability.slot) {
        Response::NotApplicable => "not-our-job",
        Response::Rated { .. } => "",
    }
}

/// Returns the context questions with options: index, id, options.
fn questions(bank: &Bank) -> impl Iterator<Item = (usize, &str, &[Choice])> {
    let all = bank.context.iter().enumerate();
    let by_choice = all.filter(|(_, question)| match question.kind {
        ContextKind::One => true,
        ContextKind::Text | ContextKind::Region => false,
    });
    by_choice.map(|(idx, question)| (idx, question.id.as_str(), question.options.as_slice()))
}

fn own(bank: &Bank, profile: &Profile) -> Vec<String> {
    let answer = |(idx, _, options): (usize, &str, &[Choice])| {
        let choice = profile.context.choices.get(idx).copied().flatten();
        let option = choice.and_then(|choice| options.get(usize::from(choice)));
        cell(option.map_or("", |option| &option.id))
    };
    questions(bank).map(answer).collect()
}

fn yes(is_so: bool) -> String {
    if is_so { "yes" } else { "no" }.to_owned()
}

fn number(level: Option<u8>) -> String {
    level.map_or(String::new(), |level| level.to_string())
}

fn label(bank: &Bank, lang: Lang, scale: ScaleId, level: Option<u8>) -> String {
    let line = level.and_then(|level| bank.scale(scale).levels.get(usize::from(level)));
    cell(line.map_or("", |line| bank.say(lang, &line.label)))
}

fn line(cells: &[String]) -> String {
    [&cells.join(","), LINE_END].concat()
}

/// Writes a text as a cell that every spreadsheet treats as text.
fn cell(text: &str) -> String {
    let tame = tamed(text);
    match tame.contains([',', ';', '"', '\r', '\n', '\t']) {
        true => ["\"", &tame.replace('"', "\"\""), "\""].concat(),
        false => tame,
    }
}

/// Puts an apostrophe before each character that could start a formula: at the start of `text`, and after every
/// character that a reader may split at. Spreadsheets in many regions split at semicolons, some readers ignore quotes,
/// and many drop quotes and blanks around a cell, so the function skips these.
fn tamed(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut is_start = true;
    for c in text.chars() {
        if is_start && starts_formula(c) {
            out.push('\'');
        }
        out.push(c);
        is_start =
            matches!(c, ',' | ';' | '\t' | '\r' | '\n') || (is_start && (c == '"' || c.is_whitespace()));
    }
    out
}

/// Japanese versions of Excel accept the full-width forms as formulas.
fn starts_formula(c: char) -> bool {
    matches!(
        c,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\u{FF1D}' | '\u{FF0B}' | '\u{FF0D}' | '\u{FF20}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_written_as_text() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "\"'\t'=1\""),
            ("\r=1", "\"'\r'=1\""),
            ("\u{FF1D}1", "'\u{FF1D}1"),
            ("a;=1", "\"a;'=1\""),
            ("a; =1", "\"a; '=1\""),
            ("a, -1", "\"a, '-1\""),
            (";\"=cmd|'/c calc'!A0;", "\";\"\"'=cmd|'/c calc'!A0;\""),
            ("\"@a", "\"\"\"'@a\""),
            ("a;\u{a0}\"\" +1", "\"a;\u{a0}\"\"\"\" '+1\""),
            ("a=1", "a=1"),
            ("Town-on-Sea", "Town-on-Sea"),
        ] {
            assert_eq!(cell(text), written);
        }
    }

    #[test]
    fn a_table_is_written_like_a_profile() {
        let table = [BYTE_ORDER_MARK, &csv_line(["a", "b"]), &csv_line(["=1", "x, y"])].concat();
        assert_eq!(table, "\u{FEFF}a,b\r\n'=1,\"x, y\"\r\n");
    }

    #[test]
    fn commas_and_quotes_do_not_split_a_cell() {
        assert_eq!(cell("Oak, \"the\" town"), "\"Oak, \"\"the\"\" town\"");
        assert_eq!(cell("Cañón"), "Cañón");
    }
}
