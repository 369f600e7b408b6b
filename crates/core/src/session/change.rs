//! Applies a change to the answers. A change with an index that the bank doesn't have has no effect.

use super::steps::kind_idx;
use super::{Change, Form, Notice, Pick, Session, TermChange, details};
use crate::bank::{ScaleId, Slot, TermKind};
use crate::profile::{Featured, TermAnswer, Tri};
use crate::response::{Rating, Response};

impl Session {
    pub(super) fn change(&mut self, change: Change) {
        match change {
            Change::Speak(lang) => self.lang = lang,
            Change::Form(form) => self.form = form,
            Change::Rate { slot, scale, rating } => self.rate(slot, scale, rating),
            Change::NotOurJob { slot, is_not } => self.set_not_our_job(slot, is_not),
            Change::ClearRow(slot) => self.respond(slot, Response::SKIPPED),
            Change::Type(field, text) => details::typed(self, field, &text),
            Change::Choose { idx, option } => self.choose(idx, option),
            Change::Readiness { idx, rating } => {
                if let Some(place) = self.profile.readiness.get_mut(idx) {
                    *place = rating;
                }
            }
            Change::Term(idx, change) => self.change_term(idx, change),
            Change::Feature { pick, slot, is_on } => self.feature(pick, slot, is_on),
            Change::Dismiss(kind, scale) => self.dismissed.push((kind, scale)),
            Change::RestoreFlags => self.dismissed.clear(),
        }
    }

    fn has(&self, slot: Slot) -> bool {
        self.bank.capabilities.get(slot.idx()).is_some_and(|capability| capability.slot == slot)
    }

    fn respond(&mut self, slot: Slot, response: Response) {
        if self.has(slot) {
            self.profile.responses.set(slot, response);
        }
    }

    fn rate(&mut self, slot: Slot, scale: ScaleId, rating: Rating) {
        let response = self.profile.responses.get(slot).with(scale, rating);
        self.respond(slot, response);
    }

    fn set_not_our_job(&mut self, slot: Slot, is_not: bool) {
        let response = self.profile.responses.get(slot);
        // Marking twice must not discard the ratings that the first mark parked.
        if is_not == (response == Response::NotApplicable) {
            return;
        }
        let parked = self.parked.iter().position(|(parked, _)| *parked == slot);
        let parked = parked.map(|idx| self.parked.swap_remove(idx));
        if is_not {
            self.parked.push((slot, response));
            self.respond(slot, Response::NotApplicable);
        } else {
            self.respond(slot, parked.map_or(Response::SKIPPED, |(_, response)| response));
        }
    }

    fn choose(&mut self, idx: usize, option: Option<u8>) {
        let (Some(question), Some(place)) =
            (self.bank.context.get(idx), self.profile.context.choices.get_mut(idx))
        else {
            return;
        };
        if option.is_none_or(|option| usize::from(option) < question.options.len()) {
            *place = option;
        }
        if Some(idx) == kind_idx(&self.bank) && option.is_some() {
            self.details.lacks_kind = false;
        }
    }

    fn feature(&mut self, pick: Pick, slot: Slot, is_on: bool) {
        if !self.has(slot) {
            return;
        }
        let slots = match pick {
            Pick::Offers => &mut self.profile.featured.offers,
            Pick::Needs => &mut self.profile.featured.needs,
        };
        slots.retain(|picked| *picked != slot);
        if is_on && slots.len() >= Featured::MOST {
            self.notice = Some(Notice::ThreePicks);
        } else if is_on {
            let place = slots.iter().take_while(|picked| **picked < slot).count();
            slots.insert(place, slot);
        } else if self.notice == Some(Notice::ThreePicks) {
            self.notice = None;
        }
    }

    fn change_term(&mut self, idx: usize, change: TermChange) {
        let (Some(term), Some(place)) = (self.bank.terms.get(idx), self.profile.terms.get_mut(idx)) else {
            return;
        };
        let has = |option: u8| usize::from(option) < term.options.len();
        let before = std::mem::replace(place, TermAnswer::Blank);
        *place = match (&term.kind, change) {
            (_, TermChange::Clear) => TermAnswer::Blank,
            (TermKind::Multi, TermChange::NoneOfThem) => TermAnswer::Multi(0),
            (TermKind::Multi, TermChange::Toggle { option, is_on }) if has(option) => {
                match flipped(picked(&before), option, is_on) {
                    // Clearing the last option clears the answer. "None of them" is a separate choice.
                    0 if before != TermAnswer::Multi(0) => TermAnswer::Blank,
                    mask => TermAnswer::Multi(mask),
                }
            }
            (TermKind::Platform(_), TermChange::Toggle { option, is_on }) if has(option) => {
                TermAnswer::Platform {
                    mask: flipped(picked(&before), option, is_on),
                    strict: strictness(&before),
                }
            }
            (TermKind::Platform(question), TermChange::Strict(strict))
                if usize::from(strict) < question.levels.len() =>
            {
                TermAnswer::Platform { mask: picked(&before), strict }
            }
            (TermKind::Tri, TermChange::Rate { option, tri }) => {
                rated(before, term.options.len(), option, tri)
            }
            (TermKind::Ordered(_), TermChange::Level(level)) if has(level) => {
                TermAnswer::Ordered { level, bend: matches!(before, TermAnswer::Ordered { bend: true, .. }) }
            }
            (TermKind::Ordered(true), TermChange::Bend(bend)) => {
                if let TermAnswer::Ordered { level, .. } = before {
                    TermAnswer::Ordered { level, bend }
                } else {
                    before
                }
            }
            // The change belongs to another kind of term or to an option that the term doesn't have. The page never
            // sends it.
            (
                _,
                TermChange::Toggle { .. }
                | TermChange::NoneOfThem
                | TermChange::Rate { .. }
                | TermChange::Level(_)
                | TermChange::Bend(_)
                | TermChange::Strict(_),
            ) => before,
        };
    }
}

fn picked(answer: &TermAnswer) -> u16 {
    match answer {
        TermAnswer::Multi(mask) | TermAnswer::Platform { mask, .. } => *mask,
        TermAnswer::Blank | TermAnswer::Tri(_) | TermAnswer::Ordered { .. } => 0,
    }
}

fn strictness(answer: &TermAnswer) -> u8 {
    match answer {
        TermAnswer::Platform { strict, .. } => *strict,
        TermAnswer::Blank | TermAnswer::Multi(_) | TermAnswer::Tri(_) | TermAnswer::Ordered { .. } => 0,
    }
}

fn flipped(mask: u16, option: u8, is_on: bool) -> u16 {
    let bit = 1u16.checked_shl(u32::from(option)).unwrap_or(0);
    if is_on { mask | bit } else { mask & !bit }
}

fn rated(before: TermAnswer, n_options: usize, option: u8, tri: Tri) -> TermAnswer {
    let mut tris = match before {
        TermAnswer::Tri(tris) => tris,
        TermAnswer::Blank
        | TermAnswer::Multi(_)
        | TermAnswer::Ordered { .. }
        | TermAnswer::Platform { .. } => {
            vec![Tri::Blank; n_options]
        }
    };
    if let Some(place) = tris.get_mut(usize::from(option)) {
        *place = tri;
    }
    match tris.iter().all(|tri| *tri == Tri::Blank) {
        true => TermAnswer::Blank,
        false => TermAnswer::Tri(tris),
    }
}

impl Form {
    /// Returns the name for drafts.
    pub(super) fn key(self) -> &'static str {
        match self {
            Form::Quick => "quick",
            Form::Full => "full",
        }
    }
}
