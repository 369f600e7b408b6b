//! The names of the two agencies in sentences: their own names, or "we" and "they" if one is the user's own.

use crate::two::{Two, other};
use crate::visit::DeskVisit;
use interlocal_compare::Party;
use interlocal_core::bank::{Edition, ScaleId, Slot};
use interlocal_core::explain::inside_sentence;
use interlocal_core::response::Response;
use interlocal_core::visible::effective;
use interlocal_core::words::DeskWord;

/// Maximum number of capabilities in a sentence.
const NAMED: usize = 3;

/// The two agencies with their names.
pub(super) struct Pair<'a> {
    /// The values that every page gets.
    pub(super) visit: &'a DeskVisit,
    /// The comparison.
    pub(super) two: &'a Two,
    a: String,
    b: String,
}

/// A sentence about one party in two forms: about us, or about an agency with a name.
#[derive(Clone, Copy)]
pub(super) struct Ways {
    /// The sentence about us.
    pub(super) us: DeskWord,
    /// The sentence about an agency with a name.
    pub(super) name: DeskWord,
}

impl<'a> Pair<'a> {
    /// Determines the names in the current language.
    pub(super) fn new(visit: &'a DeskVisit, two: &'a Two) -> Pair<'a> {
        let given = |party| two.of(party).context.agency.as_ref();
        let is_twice =
            given(Party::A).is_some_and(|a| given(Party::B).is_some_and(|b| a.as_str() == b.as_str()));
        let is_twice_none = given(Party::A).is_none() && given(Party::B).is_none();
        let name = |party: Party| {
            // The first agency stays number 1 if the sides are swapped.
            let n = if (party == Party::A) == two.is_swapped { "2" } else { "1" };
            match given(party) {
                Some(name) if is_twice => {
                    visit.tell(DeskWord::PairNameTwice, &[("name", name.as_str()), ("n", n)])
                }
                Some(name) => name.as_str().to_owned(),
                None if two.is_mine(party) => visit.say(DeskWord::PairNameMine).to_owned(),
                None if is_twice_none && two.mine.is_none() => {
                    visit.tell(DeskWord::PairNameNumber, &[("n", n)])
                }
                None => visit.say(DeskWord::PairNameNone).to_owned(),
            }
        };
        Pair { visit, two, a: name(Party::A), b: name(Party::B) }
    }

    /// Returns a party's name.
    pub(super) fn name(&self, party: Party) -> &str {
        match party {
            Party::A => &self.a,
            Party::B => &self.b,
        }
    }

    /// Returns both names, for a sentence with both.
    pub(super) fn names(&self) -> [(&str, &str); 2] {
        [("a", &self.a), ("b", &self.b)]
    }

    /// Returns true if one of the two is the user's own.
    pub(super) fn has_us(&self) -> bool {
        self.two.mine.is_some()
    }

    /// Returns a sentence about one party.
    pub(super) fn of(&self, party: Party, ways: Ways, values: &[(&str, &str)]) -> String {
        let word = if self.two.is_mine(party) { ways.us } else { ways.name };
        let values: Vec<(&str, &str)> = values.iter().copied().chain([("name", self.name(party))]).collect();
        self.visit.tell(word, &values)
    }

    /// Returns the bank's message about help from `from` to the other party. If one is the user's own, it returns `us`
    /// if we get help and `them` if we help.
    pub(super) fn between(&self, from: Party, id: &str, us: DeskWord, them: DeskWord, caps: &str) -> String {
        let (visit, to) = (self.visit, other(from));
        match self.two.mine {
            Some(mine) if mine == from => visit.tell(them, &[("name", self.name(to)), ("caps", caps)]),
            Some(_) => visit.tell(us, &[("name", self.name(from)), ("caps", caps)]),
            None => self.message(id, &[("a", self.name(from)), ("b", self.name(to)), ("caps", caps)]),
        }
    }

    /// Returns one of the bank's messages with its placeholders filled.
    pub(super) fn message(&self, id: &str, values: &[(&str, &str)]) -> String {
        self.visit.message(id, values)
    }

    /// Returns a capability's label.
    pub(super) fn label(&self, slot: Slot) -> &str {
        self.visit.text(&self.visit.bank().capability(slot).label)
    }

    /// Returns the first capabilities inside a sentence, and the number of others.
    pub(super) fn caps(&self, slots: &[Slot]) -> String {
        let labels = |slots: &[Slot]| -> Vec<&str> { slots.iter().map(|slot| self.label(*slot)).collect() };
        let lang = self.visit.lang();
        let n_more = slots.len().saturating_sub(NAMED);
        if n_more == 0 {
            return inside_sentence(lang, &labels(slots));
        }
        let named = slots.iter().take(NAMED).map(|slot| inside_sentence(lang, &[self.label(*slot)]));
        let caps = named.collect::<Vec<String>>().join(", ");
        self.visit.tell(DeskWord::PairAndMore, &[("caps", &caps), ("n", &n_more.to_string())])
    }

    /// Returns a party's answer on a scale: label and sentence, or that it is unanswered.
    pub(super) fn answer(&self, party: Party, slot: Slot, scale: ScaleId) -> (&str, &str) {
        let (visit, bank) = (self.visit, self.visit.bank());
        let nothing = (self.no_answer(party, bank.capability(slot).since), "");
        let response = effective(bank, self.two.of(party), slot);
        let level = match response {
            Response::NotApplicable => return (visit.text(&bank.not_applicable.label), ""),
            Response::Rated { .. } => response.rating(scale).level(),
        };
        let line = level.and_then(|level| bank.scale(scale).levels.get(usize::from(level)));
        line.map_or(nothing, |line| (visit.text(&line.label), visit.text(&line.text)))
    }

    /// That one party didn't answer a question of the edition `since`, or wasn't asked.
    pub(super) fn no_answer(&self, party: Party, since: Edition) -> &'static str {
        match self.was_asked(party, since) {
            true => self.visit.say(DeskWord::PairNoAnswer),
            false => self.visit.say(DeskWord::PairNotAsked),
        }
    }

    /// Whether the edition that one party answered has the questions of the edition `since`.
    pub(super) fn was_asked(&self, party: Party, since: Edition) -> bool {
        since <= self.two.of(party).edition
    }
}
