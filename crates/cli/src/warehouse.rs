//! The table of answers for data warehouses: a row for each capability of each agency, as described in `docs/warehouse.md`. It
//! has no sums, because SQL computes them.

mod parquet;
mod text;

use crate::args::AnswersFormat;
use crate::failure::Failure;
use crate::members::Member;
use crate::output::Output;
use interlocal_compare::common::can_lead;
use interlocal_compare::{Role, TermId, plays};
use interlocal_core::bank::{Bank, Capability};
use interlocal_core::profile::{Date, Profile, TermAnswer};
use interlocal_core::score::{Row, score};

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Type {
    Text,
    Date,
    Number,
    Truth,
}

/// One value; `None` if the agency did not give it.
#[derive(Debug, Clone, Copy)]
enum Value<'a> {
    Text(Option<&'a str>),
    Date(Option<Date>),
    Number(Option<u16>),
    Truth(Option<bool>),
}

const N_COLUMNS: usize = 25;

/// Name, type, and whether a value may be missing.
const COLUMNS: [(&str, Type, bool); N_COLUMNS] = [
    ("agency_id", Type::Text, false),
    ("agency", Type::Text, true),
    ("country", Type::Text, true),
    ("subdivision", Type::Text, true),
    ("local", Type::Text, true),
    ("kind", Type::Text, true),
    ("population_band", Type::Text, true),
    ("date", Type::Date, true),
    ("bank_version", Type::Text, false),
    ("cap_id", Type::Text, false),
    ("slot", Type::Number, false),
    ("domain", Type::Text, false),
    ("weight", Type::Number, false),
    ("data_class", Type::Number, false),
    ("applicable", Type::Truth, false),
    ("skill", Type::Number, true),
    ("need", Type::Number, true),
    ("surplus", Type::Number, false),
    ("gap", Type::Number, false),
    ("role_provider", Type::Truth, true),
    ("role_recipient", Type::Truth, true),
    ("role_cobuyer", Type::Truth, true),
    ("data_level", Type::Number, true),
    ("data_bend", Type::Truth, true),
    ("can_lead", Type::Truth, false),
];

/// Values by column.
type Values<'a> = [Value<'a>; N_COLUMNS];

/// Writes the table of `members`.
pub(crate) fn write(
    bank: &Bank,
    members: &[Member],
    format: AnswersFormat,
    out: &mut Output,
) -> Result<(), Failure> {
    match format {
        AnswersFormat::Parquet => parquet::write(bank, members, out),
        AnswersFormat::Csv => text::csv(bank, members, out),
        AnswersFormat::Jsonl => text::json_lines(bank, members, out),
    }
}

/// The values that are the same in all rows of an agency.
struct Facts<'a> {
    member: &'a Member,
    version: &'a str,
    kind: Option<&'a str>,
    population: Option<&'a str>,
    roles: [Option<bool>; 3],
    data: (Option<u16>, Option<bool>),
    can_lead: bool,
}

/// The rows of `member`, by slot.
fn rows<'a>(bank: &'a Bank, member: &'a Member) -> Vec<Values<'a>> {
    let profile = &member.profile;
    let card = score(bank, profile);
    let facts = Facts {
        member,
        version: &bank.edition(profile.edition).since,
        kind: choice(bank, profile, "ctx-kind"),
        population: choice(bank, profile, "ctx-pop"),
        roles: [Role::Provider, Role::Recipient, Role::Cobuyer].map(|role| plays(bank, profile, role)),
        data: data(bank, profile),
        can_lead: can_lead(bank, profile, &card),
    };
    let row = |capability: &'a Capability| row(bank, &facts, capability, card.row(capability.slot));
    bank.capabilities.iter().map(row).collect()
}

fn row<'a>(bank: &'a Bank, facts: &Facts<'a>, capability: &'a Capability, found: Option<&Row>) -> Values<'a> {
    let context = &facts.member.profile.context;
    let region = context.region.as_ref();
    let level = |level: Option<u8>| Value::Number(level.map(u16::from));
    let number = |number: u8| Value::Number(Some(u16::from(number)));
    [
        Value::Text(Some(&facts.member.id)),
        Value::Text(context.agency.as_ref().map(|agency| agency.as_str())),
        Value::Text(region.map(|region| region.country())),
        Value::Text(region.and_then(|region| region.subdivision())),
        Value::Text(context.local.as_ref().map(|local| local.as_str())),
        Value::Text(facts.kind),
        Value::Text(facts.population),
        Value::Date(facts.member.profile.date),
        Value::Text(Some(facts.version)),
        Value::Text(Some(&capability.id)),
        Value::Number(Some(capability.slot.0)),
        Value::Text(bank.domains.get(usize::from(capability.domain_idx)).map(|domain| domain.id.as_str())),
        number(capability.weight),
        number(capability.data_class),
        Value::Truth(Some(found.is_some())),
        level(found.and_then(|row| row.skill)),
        level(found.and_then(|row| row.need)),
        number(found.map_or(0, |row| row.surplus)),
        number(found.map_or(0, |row| row.gap)),
        Value::Truth(facts.roles[0]),
        Value::Truth(facts.roles[1]),
        Value::Truth(facts.roles[2]),
        Value::Number(facts.data.0),
        Value::Truth(facts.data.1),
        Value::Truth(Some(facts.can_lead)),
    ]
}

/// The id of the option picked for the question `id`.
fn choice<'a>(bank: &'a Bank, profile: &Profile, id: &str) -> Option<&'a str> {
    let idx = bank.context_idx(id)?;
    let option = profile.context.choices.get(idx).copied().flatten()?;
    bank.context.get(idx)?.options.get(usize::from(option)).map(|option| option.id.as_str())
}

/// The level of the term on data, and whether the agency is flexible.
fn data(bank: &Bank, profile: &Profile) -> (Option<u16>, Option<bool>) {
    match TermId::Data.idx(bank).and_then(|idx| profile.terms.get(idx)) {
        Some(TermAnswer::Ordered { level, bend }) => (Some(u16::from(*level)), Some(*bend)),
        Some(TermAnswer::Blank | TermAnswer::Multi(_) | TermAnswer::Tri(_) | TermAnswer::Platform { .. })
        | None => (None, None),
    }
}
