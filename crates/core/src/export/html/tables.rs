//! The tables of the HTML page: domains, S-H-A-R-E, terms, all answers, the agency, and the meaning of the levels. A
//! table's heading is its caption, so that screen readers find it by headings and by tables.

use super::Page;
use crate::bank::{Capability, Choice, Edition, ScaleId, ScaleLevel};
use crate::explain;
use crate::export::markup::{Attributes, Markup, el, text};
use crate::profile::TermAnswer;
use crate::response::Response;
use crate::score::{DomainScore, Range};
use crate::visible::is_asked;
use crate::words::{DeskWord, Word};

impl Page<'_> {
    pub(super) fn domains(&self) -> Markup {
        let heads =
            [self.say(DeskWord::ExportDomain), self.say(Word::ProfileSkill), self.say(Word::ProfileNeed)];
        let row = |(domain, (skill, need)): (&Choice, &(DomainScore, DomainScore))| {
            let label = self.quote(self.bank.say(self.lang, &domain.label));
            row(label, [self.range(skill.range.as_ref()), self.range(need.range.as_ref())])
        };
        let rows = self.bank.domains.iter().zip(&self.card.domains).map(row);
        table(self.say(Word::ProfileDomains), Markup::default(), heads, [el("tbody", &[], rows)])
    }

    pub(super) fn share(&self) -> Markup {
        let heads = [DeskWord::ExportCheckList, DeskWord::ExportLikely].map(|word| self.say(word));
        let rows = self.card.share.iter().map(|score| {
            let letter = score.letter.as_str();
            let message = |end: &str| self.bank.message(self.lang, &["score.", letter, end].concat());
            let help = el("small", &[], [self.quote(message(".help"))]);
            let name =
                [text(letter), text(": "), self.quote(message("")), text(" "), help].into_iter().collect();
            row(name, [self.range(score.range.as_ref())])
        });
        let lead = el("p", &[], [self.say(Word::ProfileShareLead)]);
        table(self.say(Word::ProfileShare), lead, heads, [el("tbody", &[], rows)])
    }

    pub(super) fn terms(&self) -> Markup {
        let rows =
            self.bank.terms.iter().zip(&self.profile.terms).enumerate().map(|(idx, (term, answer))| {
                let answer = self.unasked(term.since).unwrap_or_else(|| {
                    let words = explain::term(self.bank, self.lang, idx, answer);
                    match answer {
                        TermAnswer::Blank | TermAnswer::Multi(0) => text(&words),
                        TermAnswer::Multi(_)
                        | TermAnswer::Tri(_)
                        | TermAnswer::Ordered { .. }
                        | TermAnswer::Platform { .. } => self.quote(&words),
                    }
                });
                (self.bank.say(self.lang, &term.ask), answer)
            });
        self.questions(self.say(Word::ProfileTerms), rows)
    }

    pub(super) fn readiness(&self) -> Markup {
        let rows = self.bank.readiness.iter().zip(&self.profile.readiness).map(|(item, rating)| {
            let line = rating.level().and_then(|level| item.levels.get(usize::from(level)));
            let line = line.map(|line| self.quote(self.bank.say(self.lang, line)));
            let line =
                line.or_else(|| self.unasked(item.since)).unwrap_or_else(|| self.say(Word::ReviewBlank));
            (self.bank.say(self.lang, &item.ask), line)
        });
        self.questions(self.say(Word::ReadinessTitle), rows)
    }

    pub(super) fn agency(&self) -> Markup {
        let rows = self.bank.context.iter().enumerate().map(|(idx, question)| {
            let answer = self.context(idx).or_else(|| self.unasked(question.since));
            (self.bank.say(self.lang, &question.ask), answer.unwrap_or_else(|| self.say(Word::TermBlank)))
        });
        self.questions(self.say(DeskWord::ExportAboutAgency), rows)
    }

    /// Says that the profile's edition didn't ask something; `None` if it did.
    fn unasked(&self, since: Edition) -> Option<Markup> {
        (since > self.profile.edition).then(|| self.say(Word::TermNotAsked))
    }

    /// Returns all answers, with a section for each domain.
    pub(super) fn answers(&self) -> Markup {
        let heads =
            [self.say(DeskWord::ExportArea), self.say(Word::ProfileSkill), self.say(Word::ProfileNeed)];
        let part = |(idx, domain): (u8, &Choice)| {
            let label = self.quote(self.bank.say(self.lang, &domain.label));
            let head = el("th", &[("scope", "rowgroup"), ("colspan", "3")], [label]);
            let rows = self.bank.domain_capabilities(idx).into_iter().map(|it| self.answer(it));
            el("tbody", &[], [el("tr", &[("class", "part")], [head])].into_iter().chain(rows))
        };
        let parts = (0u8..).zip(&self.bank.domains).map(part);
        table(self.say(DeskWord::ExportAnswers), Markup::default(), heads, parts)
    }

    fn answer(&self, capability: &Capability) -> Markup {
        let label = self.label(capability.slot);
        let response = self.profile.responses.get(capability.slot);
        let (skill, need) = match (is_asked(capability, self.profile), response) {
            (true, Response::Rated { skill, need }) => (skill, need),
            (true, Response::NotApplicable) => {
                let words = self.bank.say(self.lang, &self.bank.not_applicable.label);
                return wide_row(label, self.quote(words));
            }
            (false, Response::NotApplicable | Response::Rated { .. }) => {
                let unasked = self.unasked(capability.since);
                return wide_row(label, unasked.unwrap_or_else(|| self.say(DeskWord::ExportNotAsked)));
            }
        };
        row(label, [self.level(ScaleId::Skill, skill.level()), self.level(ScaleId::Need, need.level())])
    }

    fn level(&self, scale: ScaleId, level: Option<u8>) -> Markup {
        match level {
            Some(_) => self.quote(explain::level(self.bank, self.lang, scale, level)),
            None => el("span", &[("class", "blank")], [self.say(Word::ReviewBlank)]),
        }
    }

    /// Returns the full sentence of each level.
    pub(super) fn levels(&self) -> Markup {
        let part = |(scale, word): (ScaleId, Word)| {
            let head = el("th", &[("scope", "rowgroup"), ("colspan", "2")], [self.say(word)]);
            let line = |level: &ScaleLevel| {
                let label = self.quote(self.bank.say(self.lang, &level.label));
                row(label, [self.quote(self.bank.say(self.lang, &level.text))])
            };
            let lines = self.bank.scale(scale).levels.iter().rev().map(line);
            el("tbody", &[], [el("tr", &[("class", "part")], [head])].into_iter().chain(lines))
        };
        let heads = [DeskWord::ExportWord, DeskWord::ExportMeaning].map(|word| self.say(word));
        let parts = [(ScaleId::Skill, Word::ProfileSkill), (ScaleId::Need, Word::ProfileNeed)].map(part);
        table(self.say(DeskWord::ExportLevels), Markup::default(), heads, parts)
    }

    fn questions<'a>(&self, title: Markup, rows: impl Iterator<Item = (&'a str, Markup)>) -> Markup {
        let heads = [DeskWord::ExportQuestion, DeskWord::ExportAnswer].map(|word| self.say(word));
        let rows = rows.map(|(ask, answer)| row(self.quote(ask), [el("bdi", &[], [answer])]));
        table(title, Markup::default(), heads, [el("tbody", &[], rows)])
    }

    /// Returns band, range and bar of a score. Screen readers skip the bar because the text has the same content.
    fn range(&self, range: Option<&Range>) -> Markup {
        let band = explain::band(self.bank, self.lang, range);
        let Some(range) = range else { return el("span", &[("class", "blank")], [self.quote(&band)]) };
        let likely = explain::likely(self.bank, self.lang, range);
        let likely = el("small", &[], [self.quote(&likely)]);
        [self.quote(&band), text(" "), likely, bar(range)].into_iter().collect()
    }
}

fn bar(range: &Range) -> Markup {
    // The mark is rounded to 5, as the text is, because the answers don't support a finer value.
    let point = (u32::from(range.point) + 2) / 5 * 5;
    let (low, width) = (range.low.to_string(), range.high.saturating_sub(range.low).to_string());
    let point = point.saturating_sub(1).to_string();
    let shape = |class, (x, width): (&str, &str), (y, height): (&str, &str), fill| {
        let place = [("x", x), ("width", width), ("y", y), ("height", height)];
        el("rect", &[&[("class", class)], &place[..], &[("fill", fill)]].concat(), [])
    };
    let (thin, tall) = (("3", "4"), ("0", "10"));
    let shapes = [
        shape("track", ("0", "100"), thin, "#d5dcdf"),
        shape("range", (&low, &width), thin, "#7aa5b0"),
        shape("point", (&point, "2"), tall, "#17596a"),
    ];
    let root: Attributes<'_> = &[
        ("class", "bar"),
        ("viewBox", "0 0 100 10"),
        ("preserveAspectRatio", "none"),
        ("aria-hidden", "true"),
    ];
    el("svg", root, shapes)
}

fn table(
    title: Markup,
    lead: Markup,
    heads: impl IntoIterator<Item = Markup>,
    bodies: impl IntoIterator<Item = Markup>,
) -> Markup {
    let caption = el("caption", &[], [el("h2", &[], [title]), lead]);
    let heads = heads.into_iter().map(|head| el("th", &[("scope", "col")], [head]));
    let head = el("thead", &[], [el("tr", &[], heads)]);
    let table = el("table", &[], [caption, head].into_iter().chain(bodies));
    el("section", &[], [table])
}

fn row(head: Markup, cells: impl IntoIterator<Item = Markup>) -> Markup {
    let head = el("th", &[("scope", "row")], [head]);
    let cells = cells.into_iter().map(|cell| el("td", &[], [cell]));
    el("tr", &[], [head].into_iter().chain(cells))
}

/// Returns a row whose one cell covers both scales.
fn wide_row(head: Markup, cell: Markup) -> Markup {
    let head = el("th", &[("scope", "row")], [head]);
    el("tr", &[], [head, el("td", &[("colspan", "2"), ("class", "blank")], [cell])])
}
