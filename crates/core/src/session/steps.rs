//! The order of the pages, and what is left of the way.

use super::{Form, Page, Session};
use crate::bank::{Bank, Capability, ScaleId, Slot};
use crate::profile::TermAnswer;
use crate::response::Response;
use crate::round::count;
use crate::visible::is_shown;

/// Seconds that an answer takes (docs/scoring.md, section 2.7).
const RATING_SECONDS: u32 = 6;
const READINESS_SECONDS: u32 = 12;
const TERM_SECONDS: u32 = 12;

/// How far the visit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// From 1; 0 outside the questionnaire.
    pub step: u32,
    /// Steps in all.
    pub n_steps: u32,
    /// Answers given in the form as it is shown.
    pub n_answered: u32,
    /// Answers that the form asks for.
    pub n_asked: u32,
    /// Estimate for what is left, rounded up.
    pub minutes_left: u32,
}

impl Session {
    /// The pages of the questionnaire in order. Domains of which nothing is asked are left out.
    pub fn steps(&self) -> Vec<Page> {
        let mut steps = vec![Page::Details];
        let domains = (0u8..).zip(&self.bank.domains).map(|(idx, _)| idx);
        steps.extend(domains.filter(|idx| !self.asked(*idx).is_empty()).map(Page::Domain));
        steps.extend([Page::Readiness, Page::Terms, Page::Picks, Page::Review, Page::Profile]);
        steps
    }

    /// The capabilities of a domain that the form asks, in display order. One that was answered stays, whatever the
    /// form.
    pub fn asked(&self, domain_idx: u8) -> Vec<Slot> {
        let is_asked = |capability: &&Capability| {
            let has_answer = self.profile.responses.get(capability.slot) != Response::SKIPPED;
            is_shown(capability, &self.profile) && (capability.core || self.form == Form::Full || has_answer)
        };
        let capabilities = self.bank.domain_capabilities(domain_idx);
        capabilities.into_iter().filter(is_asked).map(|capability| capability.slot).collect()
    }

    /// Answers given and asked on one page.
    pub fn answered_on(&self, page: Page) -> (u32, u32) {
        match page {
            Page::Domain(idx) => self.ratings(&self.asked(idx)),
            Page::Details => {
                let kind = kind_idx(&self.bank).and_then(|idx| self.profile.context.choices[idx]);
                (count(kind), 1)
            }
            Page::Readiness => (
                count(self.profile.readiness.iter().filter(|r| r.is_known())),
                count(&self.profile.readiness),
            ),
            Page::Terms => {
                let said = self.profile.terms.iter().filter(|answer| **answer != TermAnswer::Blank);
                (count(said), count(&self.profile.terms))
            }
            Page::Start
            | Page::Picks
            | Page::Review
            | Page::Profile
            | Page::Open
            | Page::Received
            | Page::Problem => (0, 0),
        }
    }

    /// How far the visit is, and what is left.
    pub fn progress(&self) -> Progress {
        self.progress_of(&self.pages())
    }

    /// The steps with the answers given and asked on each.
    pub fn pages(&self) -> Vec<(Page, u32, u32)> {
        let answered = |page: Page| {
            let (n_answered, n_asked) = self.answered_on(page);
            (page, n_answered, n_asked)
        };
        self.steps().into_iter().map(answered).collect()
    }

    /// As [`Session::progress`], for a view that has the pages already: every click asks for both.
    pub fn progress_of(&self, pages: &[(Page, u32, u32)]) -> Progress {
        let seconds: u32 = pages
            .iter()
            .map(|(page, n, of)| {
                of.saturating_sub(*n)
                    * if matches!(page, Page::Domain(_)) {
                        RATING_SECONDS
                    } else {
                        READINESS_SECONDS.max(TERM_SECONDS)
                    }
            })
            .sum();
        // The profile is where the steps lead, and not one of them.
        let n_steps = count(pages).saturating_sub(1);
        Progress {
            step: pages
                .iter()
                .position(|(page, _, _)| *page == self.page)
                .map_or(0, |idx| count(&pages[..=idx]).min(n_steps)),
            n_steps,
            n_answered: pages.iter().map(|(_, n, _)| n).sum(),
            n_asked: pages.iter().map(|(_, _, of)| of).sum(),
            minutes_left: seconds.div_ceil(60),
        }
    }

    /// Capabilities that the quick form leaves out and the agency could still answer.
    pub fn n_more(&self) -> u32 {
        let asked: Vec<Slot> = (0u8..).zip(&self.bank.domains).flat_map(|(idx, _)| self.asked(idx)).collect();
        let shown = self.bank.capabilities.iter().filter(|capability| is_shown(capability, &self.profile));
        count(shown.filter(|capability| !asked.contains(&capability.slot)))
    }

    /// The page after this one.
    pub(super) fn next_page(&self) -> Page {
        self.beside(1).unwrap_or(Page::Profile)
    }

    /// The page before this one.
    pub(super) fn previous_page(&self) -> Page {
        self.beside(-1).unwrap_or(Page::Start)
    }

    fn beside(&self, offset: isize) -> Option<Page> {
        let steps = self.steps();
        let idx = steps.iter().position(|page| *page == self.page)?;
        steps.get(idx.checked_add_signed(offset)?).copied()
    }

    fn ratings(&self, slots: &[Slot]) -> (u32, u32) {
        let responses: Vec<Response> = slots.iter().map(|slot| self.profile.responses.get(*slot)).collect();
        let rated = responses.iter().filter(|response| **response != Response::NotApplicable);
        let n_known =
            |scale: ScaleId| count(rated.clone().filter(|response| response.rating(scale).is_known()));
        (n_known(ScaleId::Skill) + n_known(ScaleId::Need), 2 * count(rated.clone()))
    }
}

/// The question that decides what is shown, and the only required one: the first that offers a choice.
pub(super) fn kind_idx(bank: &Bank) -> Option<usize> {
    bank.context_idx("ctx-kind")
}
