//! The lists of the HTML page: offers, needs, the picture with its names, and the unanswered questions.

use super::Page;
use crate::bank::{ScaleId, Slot};
use crate::explain;
use crate::export::chart;
use crate::export::markup::{Attributes, Markup, el, text};
use crate::score::{Quadrant, Row, TOP};
use crate::words::{DeskWord, Word, say, tell};

impl Page<'_> {
    pub(super) fn offers(&self) -> Markup {
        let entries = self.card.offers.iter().take(TOP).map(|slot| {
            let level = self.card.row(*slot).and_then(|row| row.skill);
            let models = explain::sharing_models(self.bank, self.lang, *slot);
            let sharing = self.tell_quoting(Word::ProfileShareBy, &[("models", &models)]);
            let sharing = el("p", &[("class", "small")], [sharing]);
            self.entry(*slot, ScaleId::Skill, level, sharing)
        });
        self.top(Word::ProfileOffers, Word::ProfileNoOffers, entries.collect())
    }

    pub(super) fn needs(&self) -> Markup {
        let entries = self.card.needs.iter().take(TOP).map(|slot| {
            let level = self.card.row(*slot).and_then(|row| row.need);
            self.entry(*slot, ScaleId::Need, level, Markup::default())
        });
        self.top(Word::ProfileNeeds, Word::ProfileNoNeeds, entries.collect())
    }

    fn top(&self, title: Word, nothing: Word, entries: Vec<Markup>) -> Markup {
        let list = match entries.is_empty() {
            true => el("p", &[], [self.say(nothing)]),
            false => el("ol", &[("class", "top")], entries),
        };
        el("section", &[], [el("h2", &[], [self.say(title)]), list])
    }

    fn entry(&self, slot: Slot, scale: ScaleId, level: Option<u8>, more: Markup) -> Markup {
        let (name, picks) = match scale {
            ScaleId::Skill => (Word::ProfileSkill, &self.profile.featured.offers),
            ScaleId::Need => (Word::ProfileNeed, &self.profile.featured.needs),
        };
        let label = explain::level(self.bank, self.lang, scale, level);
        let label = if level.is_some() { self.quote(label) } else { text(label) };
        let line = [self.say(name), text(": "), label];
        let badge = picks.contains(&slot).then(|| {
            let picked = el("span", &[("class", "badge")], [self.say(Word::ProfilePicked)]);
            [text(" "), picked].into_iter().collect()
        });
        let label = el("strong", &[], [self.label(slot)]);
        let first = el("p", &[], [label].into_iter().chain(badge));
        el("li", &[], [first, el("p", &[], line), more])
    }

    pub(super) fn label(&self, slot: Slot) -> Markup {
        self.quote(self.bank.say(self.lang, &self.bank.capability(slot).label))
    }

    pub(super) fn quadrants(&self) -> Markup {
        let lists =
            chart::numbered(self.card).into_iter().map(|(quadrant, slots)| self.quadrant(quadrant, &slots));
        let lists = el("div", &[("class", "columns")], lists);
        // On a narrow screen the picture is wider than its frame, so the keyboard must be able to scroll the frame.
        let title = say(self.lang, Word::ProfileQuadrants);
        let frame: Attributes<'_> =
            &[("class", "chart"), ("role", "group"), ("tabindex", "0"), ("aria-label", title)];
        let parts = [
            el("h2", &[], [self.say(Word::ProfileQuadrants)]),
            el("div", frame, [chart::inline(self.bank, self.lang, self.card)]),
            el("p", &[("class", "small")], [self.say(DeskWord::ExportNumbers)]),
            lists,
        ];
        el("section", &[], parts)
    }

    fn quadrant(&self, quadrant: Quadrant, slots: &[(u32, Slot)]) -> Markup {
        let help = match quadrant {
            Quadrant::Share => Word::ProfileQuadShare,
            Quadrant::TeamUp => Word::ProfileQuadTeam,
            Quadrant::Seek => Word::ProfileQuadSeek,
            Quadrant::Steady => Word::ProfileQuadSteady,
        };
        let list = match slots.first() {
            None => el("p", &[], [self.say(Word::ProfileQuadNone)]),
            Some((first, _)) => {
                let entries = slots.iter().map(|(_, slot)| el("li", &[], [self.label(*slot)]));
                el("ol", &[("start", &first.to_string()), ("class", "numbered")], entries)
            }
        };
        let name = explain::quadrant(self.bank, self.lang, quadrant);
        let parts =
            [el("h3", &[], [self.quote(name)]), el("p", &[("class", "small")], [self.say(help)]), list];
        el("section", &[], parts)
    }

    /// Returns the number of ratings, and the capabilities without one.
    pub(super) fn unanswered(&self) -> Markup {
        let (n, of) = (self.card.n_answered, self.card.n_ratings);
        let title = el("h2", &[], [self.say(Word::ProfileMissing)]);
        if n == of {
            return el("section", &[], [title, el("p", &[], [self.say(Word::ProfileAnsweredAll)])]);
        }
        let line =
            tell(self.lang, Word::ProfileAnsweredOf, &[("n", &n.to_string()), ("of", &of.to_string())]);
        let missing = self.card.rows.iter().filter_map(|row| self.missing(row));
        let list = el("ul", &[("class", "compact")], missing);
        el("section", &[], [title, el("p", &[], [text(&line)]), list])
    }

    fn missing(&self, row: &Row) -> Option<Markup> {
        let (skill, need) = (say(self.lang, Word::ProfileSkill), say(self.lang, Word::ProfileNeed));
        let which = match (row.skill, row.need) {
            (None, None) => [skill, ", ", need].concat(),
            (None, Some(_)) => skill.to_owned(),
            (Some(_), None) => need.to_owned(),
            (Some(_), Some(_)) => return None,
        };
        Some(el("li", &[], [self.label(row.slot), text(&[" (", &which, ")"].concat())]))
    }
}
