//! The tables of `interlocal group`.

use crate::table::Align::{Left, Right};
use crate::table::{NONE, Table, paragraph};
use crate::words::{self, say};
use interlocal_cohort::Cohort;
use interlocal_cohort::helpers::Helpers;
use interlocal_cohort::json::Results;
use interlocal_cohort::pairing::{Introduction, alone};
use interlocal_core::bank::{Bank, Slot};
use interlocal_core::words::{Lang, fill};

/// Maximum number of rows of a table. JSON has all.
const MOST_ROWS: usize = 20;
/// Maximum number of names in a list.
const MOST_NAMES: usize = 8;

pub(crate) fn text(bank: &Bank, lang: Lang, cohort: &Cohort, ids: &[String], results: &Results) -> String {
    let group = Group { bank, lang, cohort, ids };
    [
        paragraph(&fill(say(lang, words::COUNT), &[("n", &ids.len().to_string())]), 0),
        group.helpers(&results.helpers),
        group.unmet(results),
        group.purchases(results),
        group.pairs(words::BEST_PAIRS, &results.stable),
        group.pairs(words::FAIR_PAIRS, &results.fair.pairs),
    ]
    .concat()
}

struct Group<'a> {
    bank: &'a Bank,
    lang: Lang,
    cohort: &'a Cohort,
    ids: &'a [String],
}

impl<'a> Group<'a> {
    fn helpers(&self, helpers: &Helpers) -> String {
        let mut table = Table::new([(self.say(words::HELPER), Left), (self.say(words::ADDS), Right)]);
        for chosen in helpers.chosen.iter().take(MOST_ROWS) {
            table.row([self.name(chosen.member), &percent(chosen.gain, helpers.total)]);
        }
        let share = percent(helpers.value, helpers.total);
        [
            table.section(),
            self.more(helpers.chosen.len()),
            paragraph(&fill(self.say(words::MEET), &[("n", &share)]), 0),
        ]
        .concat()
    }

    fn unmet(&self, results: &Results) -> String {
        let header = [
            (self.say(words::UNMET), Left),
            (self.say(words::NEED_IT), Right),
            (self.say(words::NO_HELP), Right),
        ];
        let mut table = Table::new(header);
        for (need, facts) in results.coverage.needs.iter().zip(&self.cohort.common.capabilities) {
            if !need.uncovered.is_empty() {
                let [needed_by, uncovered] =
                    [&need.needed_by, &need.uncovered].map(|of| of.len().to_string());
                table.row([self.capability(facts.slot), &needed_by, &uncovered]);
            }
        }
        table.section()
    }

    /// A row for each joint purchase, with its members and possible leads below.
    fn purchases(&self, results: &Results) -> String {
        let mut table = Table::new([
            (self.say(words::PURCHASES), Left),
            (self.say(words::AGREEMENT), Left),
            (self.say(words::MEMBERS), Right),
            (self.say(words::PEOPLE), Right),
        ]);
        for group in results.buying.iter().take(MOST_ROWS) {
            let (members, people) = (group.members.len().to_string(), thousands(group.people_at_least));
            table.row([self.capability(group.slot), self.agreement(group.deal.id()), &members, &people]);
        }
        let below = results.buying.iter().map(|group| {
            let leads = fill(self.say(words::COULD_LEAD), &[("names", &self.names(&group.leads))]);
            let leads = if group.leads.is_empty() { String::new() } else { paragraph(&leads, 2) };
            [paragraph(&self.names(&group.members), 2), leads].concat()
        });
        let below = std::iter::once(String::new()).chain(below);
        let rows: String = table
            .text()
            .split_inclusive('\n')
            .zip(below)
            .map(|(row, below)| [row, &below].concat())
            .collect();
        ["\n", &rows, &self.more(results.buying.len())].concat()
    }

    fn pairs(&self, heading: words::Text, pairs: &[Introduction]) -> String {
        let mut table = Table::new([(self.say(heading), Left), ("", Left), (self.say(words::FIT), Right)]);
        for pair in pairs.iter().take(MOST_ROWS) {
            table.row([self.name(pair.a), self.name(pair.b), &pair.rank.fit.to_string()]);
        }
        let alone = alone(self.ids.len(), pairs);
        let alone = match alone.is_empty() {
            true => paragraph(self.say(words::ALL_PAIRED), 0),
            false => paragraph(&fill(self.say(words::NO_PARTNER), &[("names", &self.names(&alone))]), 0),
        };
        [table.section(), self.more(pairs.len()), alone].concat()
    }

    /// The sentence below a table that was cut.
    fn more(&self, n_rows: usize) -> String {
        match n_rows.saturating_sub(MOST_ROWS) {
            0 => String::new(),
            n => paragraph(&fill(self.say(words::MORE_ROWS), &[("n", &n.to_string())]), 0),
        }
    }

    fn names(&self, members: &[usize]) -> String {
        let names: Vec<&str> = members.iter().take(MOST_NAMES).map(|member| self.name(*member)).collect();
        match members.len().saturating_sub(MOST_NAMES) {
            0 => names.join(", "),
            n => {
                [&names.join(", "), " ", &fill(self.say(words::AND_MORE), &[("n", &n.to_string())])].concat()
            }
        }
    }

    fn name(&self, member: usize) -> &'a str {
        self.ids.get(member).map_or(NONE, String::as_str)
    }

    fn capability(&self, slot: Slot) -> &'a str {
        self.bank.say(self.lang, &self.bank.capability(slot).label)
    }

    /// The label of an option of the term on agreements.
    fn agreement(&self, id: &str) -> &'a str {
        let options = self.bank.terms.iter().flat_map(|term| &term.options);
        let option = options.into_iter().find(|option| option.id == id);
        option.map_or(NONE, |option| self.bank.say(self.lang, &option.label))
    }

    fn say(&self, text: words::Text) -> &'static str {
        say(self.lang, text)
    }
}

/// `part` of `all` in percent, rounded down.
fn percent(part: u64, all: u64) -> String {
    (part * 100 / all.max(1)).to_string()
}

/// A number with a comma between each three digits, in both languages.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let with_comma =
        digits.char_indices().map(|(idx, digit)| match idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            true => format!(",{digit}"),
            false => digit.to_string(),
        });
    with_comma.collect()
}
