//! The order of the pages, and the progress.

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

/// Progress through the questionnaire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The number of the step, starting at 1; 0 outside the questionnaire.
    pub step: u32,
    /// The number of steps.
    pub n_steps: u32,
    /// The number of answers given in the current form.
    pub n_answered: u32,
    /// The number of answers that the form asks for.
    pub n_asked: u32,
    /// The estimated minutes for the remaining questions, rounded up.
    pub minutes_left: u32,
}

impl Session {
    /// Returns the pages of the questionnaire in order, without domains that have no questions.
    pub fn steps(&self) -> Vec<Page> {
        let mut steps = vec![Page::Details];
        let domains = (0u8..).zip(&self.bank.domains).map(|(idx, _)| idx);
        steps.extend(domains.filter(|idx| !self.asked(*idx).is_empty()).map(Page::Domain));
        steps.extend([Page::Readiness, Page::Terms, Page::Picks, Page::Review, Page::Profile]);
        steps
    }

    /// Returns the capabilities of a domain that the form asks, in display order. Capabilities with an answer are
    /// included in every form.
    pub fn asked(&self, domain_idx: u8) -> Vec<Slot> {
        let is_asked = |capability: &&Capability| {
            let has_answer = self.profile.responses.get(capability.slot) != Response::SKIPPED;
            is_shown(capability, &self.profile) && (capability.core || self.form == Form::Full || has_answer)
        };
        let capabilities = self.bank.domain_capabilities(domain_idx);
        capabilities.into_iter().filter(is_asked).map(|capability| capability.slot).collect()
    }

    /// Returns how many answers one page has, and how many it asks for.
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

    /// Computes the progress.
    pub fn progress(&self) -> Progress {
        self.progress_of(&self.pages())
    }

    /// Returns the steps, each with its number of answers given and asked.
    pub fn pages(&self) -> Vec<(Page, u32, u32)> {
        let answered = |page: Page| {
            let (n_answered, n_asked) = self.answered_on(page);
            (page, n_answered, n_asked)
        };
        self.steps().into_iter().map(answered).collect()
    }

    /// Computes the progress from the result of `pages`. A view that needs both avoids computing the pages twice.
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
        // The last page is the profile, which isn't a step.
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

    /// Counts the capabilities that the quick form leaves out and the agency could still answer.
    pub fn n_more(&self) -> u32 {
        let asked: Vec<Slot> = (0u8..).zip(&self.bank.domains).flat_map(|(idx, _)| self.asked(idx)).collect();
        let shown = self.bank.capabilities.iter().filter(|capability| is_shown(capability, &self.profile));
        count(shown.filter(|capability| !asked.contains(&capability.slot)))
    }

    /// Returns the next page.
    pub(super) fn next_page(&self) -> Page {
        self.beside(1).unwrap_or(Page::Profile)
    }

    /// Returns the previous page.
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

/// Returns the index of the question about the kind of agency. It decides which capabilities are shown and is the only
/// required one.
pub(super) fn kind_idx(bank: &Bank) -> Option<usize> {
    bank.context_idx("ctx-kind")
}
