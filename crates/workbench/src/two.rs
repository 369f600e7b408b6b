//! The comparison of two agencies: which two, which one is the user's own, and the result.

use super::action::Effect;
use super::{Desk, Found};
use crate::page::DeskPage;
use interlocal_compare::{Comparison, Party, compare};
use interlocal_core::bank::Bank;
use interlocal_core::disclosed::Disclosed;
use interlocal_core::profile::Profile;
use interlocal_core::session::Page;
use std::rc::Rc;

/// Two profiles with their comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Two {
    /// The agency whose point of view the page takes.
    pub a: Rc<Disclosed>,
    /// The other agency.
    pub b: Rc<Disclosed>,
    /// The one that is the user's own.
    pub mine: Option<Party>,
    /// Whether the sides are swapped.
    pub is_swapped: bool,
    /// The page that led here.
    pub from: DeskPage,
    /// The result of the comparison.
    pub comparison: Comparison,
}

/// An action on two profiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TwoAction {
    /// Compares the received profile with the user's own answers.
    WithMine,
    /// Stores the received profile until the user has answers, and opens the questionnaire.
    Wait,
    /// Shows the waiting profile.
    Resume,
    /// Swaps the two sides.
    Swap,
}

impl Two {
    /// Compares `a` and `b`.
    pub fn new(bank: &Bank, a: Rc<Disclosed>, b: Rc<Disclosed>, mine: Option<Party>, from: DeskPage) -> Two {
        let comparison = compare(bank, &a, &b);
        Two { a, b, mine, is_swapped: false, from, comparison }
    }

    /// Returns a party's profile.
    pub fn of(&self, party: Party) -> &Profile {
        match party {
            Party::A => &self.a,
            Party::B => &self.b,
        }
    }

    /// Returns true if the party is the user's own.
    pub fn is_mine(&self, party: Party) -> bool {
        self.mine == Some(party)
    }

    /// Returns the comparison with swapped sides.
    #[must_use]
    pub fn swapped(&self, bank: &Bank) -> Two {
        let (a, b) = (Rc::clone(&self.b), Rc::clone(&self.a));
        let two = Two::new(bank, a, b, self.mine.map(other), self.from);
        Two { is_swapped: !self.is_swapped, ..two }
    }

    /// Returns the comparison with `profile` in place of the user's own.
    fn with_mine(&self, bank: &Bank, profile: Disclosed) -> Two {
        let (a, b) = match self.mine {
            Some(Party::A) => (Rc::new(profile), Rc::clone(&self.b)),
            Some(Party::B) => (Rc::clone(&self.a), Rc::new(profile)),
            None => (Rc::clone(&self.a), Rc::clone(&self.b)),
        };
        Two { is_swapped: self.is_swapped, ..Two::new(bank, a, b, self.mine, self.from) }
    }
}

/// Returns the other party.
pub fn other(party: Party) -> Party {
    match party {
        Party::A => Party::B,
        Party::B => Party::A,
    }
}

impl Desk {
    pub(super) fn two_step(&mut self, action: TwoAction) -> Vec<Effect> {
        match action {
            TwoAction::WithMine => self.with_mine(),
            TwoAction::Wait => {
                self.waiting.clone_from(&self.found);
                self.leave(Page::Start)
            }
            TwoAction::Resume => self.resume(),
            TwoAction::Swap => {
                let bank = Rc::clone(&self.session.bank);
                self.two = self.two.take().map(|two| Rc::new(two.swapped(&bank)));
                Vec::new()
            }
        }
    }

    /// Compares the received profile with the user's own answers, if there are any.
    fn with_mine(&mut self) -> Vec<Effect> {
        let Some(found) = self.found.clone().filter(|_| self.session.has_answers()) else {
            return Vec::new();
        };
        let mine = Rc::new(self.sharing.told(&self.session));
        self.show(found.profile, mine, Some(Party::B))
    }

    fn resume(&mut self) -> Vec<Effect> {
        let Some(waiting) = self.waiting.take() else { return Vec::new() };
        self.found = Some(Found { mine: Rc::new(self.session.profile.clone()), ..waiting });
        match self.session.has_answers() {
            true => self.with_mine(),
            false => self.go(DeskPage::Found),
        }
    }

    /// Compares two profiles. A profile that equals the user's own link counts as the user's own, as in a group.
    pub(super) fn lay(&mut self, one: Disclosed, other: Disclosed) -> Vec<Effect> {
        let mine = self.session.has_answers().then(|| self.sharing.told(&self.session));
        let is_mine = |profile: &Disclosed| mine.as_ref() == Some(profile);
        match (is_mine(&one), is_mine(&other)) {
            (true, false) => self.show(Rc::new(other), Rc::new(one), Some(Party::B)),
            (false, true) => self.show(Rc::new(one), Rc::new(other), Some(Party::B)),
            (false, false) | (true, true) => self.show(Rc::new(one), Rc::new(other), None),
        }
    }

    fn show(&mut self, a: Rc<Disclosed>, b: Rc<Disclosed>, mine: Option<Party>) -> Vec<Effect> {
        let before = self.page;
        let is_of_two = matches!(before, DeskPage::Pair | DeskPage::Talk);
        let from = if is_of_two { DeskPage::Open } else { before };
        self.two = Some(Rc::new(Two::new(&self.session.bank, a, b, mine, from)));
        if before != DeskPage::Pair {
            return self.go(DeskPage::Pair);
        }
        // Another comparison on the same page moves the focus too.
        self.turn_to(DeskPage::Pair);
        vec![Effect::PushHistory(DeskPage::Pair)]
    }

    /// Recomputes the comparison if the user's own answers have changed; returns false if there is nothing to compare.
    pub(super) fn has_two(&mut self) -> bool {
        let Some(two) = self.two.clone() else { return false };
        let mine = self.sharing.told(&self.session);
        match two.mine {
            Some(_) if !self.session.has_answers() => self.two = None,
            Some(party) if *two.of(party) != *mine => {
                self.two = Some(Rc::new(two.with_mine(&self.session.bank, mine)));
            }
            Some(_) | None => {}
        }
        self.two.is_some()
    }
}
