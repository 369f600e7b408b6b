//! Compares an earlier profile with the user's current answers, as text and as a table. The page starts with the
//! earlier profile's origin, and that nobody verified it.

use super::as_told;
use super::beside::{banner, no_answers, ways_back};
use crate::action::Action;
use crate::moves::{Kind, Line, lines, of_kind};
use crate::visit::DeskVisit;
use interlocal_core::bank::ScaleId;
use interlocal_core::explain::since as explain;
use interlocal_core::profile::Profile;
use interlocal_core::raters::same_agency;
use interlocal_core::response::Response;
use interlocal_core::score::Number;
use interlocal_core::since::{Since, Trend, since as compare, unmoved};
use interlocal_core::words::{DeskWord, Word};
use interlocal_ui::components::button::Look;
use interlocal_ui::components::heading::heading;
use yew::prelude::*;

/// The two profiles with their differences.
struct Both<'a> {
    visit: &'a DeskVisit,
    earlier: &'a Profile,
    today: &'a Profile,
    since: Since,
}

/// Renders the page.
pub(super) fn since(visit: &DeskVisit) -> Html {
    let Some(found) = &visit.state.found else { return Html::default() };
    if !visit.state.session.has_answers() {
        return no_answers(visit, DeskWord::SinceTitle);
    }
    // The page is meant to be printed, so it shows today's answers with the disclosure of links.
    let (earlier, today) = (&found.profile, &visit.state.sharing.told(&visit.state.session));
    let both = Both { visit, earlier, today, since: compare(visit.bank(), earlier, today) };
    html! {
        <main class="compare">
            { banner(visit, found, DeskWord::SinceEarlier, explain::same_agency(visit.lang(), same_agency(earlier, today))) }
            { heading(visit.say(DeskWord::SinceTitle)) }
            <p class="lead">{ explain::headline(visit.lang(), &both.since) }</p>
            { as_told(visit) }
            if let Some(note) = explain::one_sided(visit.lang(), &both.since) { <p>{ note }</p> }
            if both.since.is_empty() { <p>{ visit.say(DeskWord::SinceNothing) }</p> }
            { both.ratings() }
            { both.table() }
            { both.others() }
            { both.unmoved() }
            <div class="steps">{ visit.button(Look::Quiet, "print", DeskWord::WordsPrint, Action::Print) }</div>
            { ways_back(visit) }
        </main>
    }
}

impl Both<'_> {
    /// Renders the differences in skills and needs as text. Answers of only one profile are in a disclosure widget.
    fn ratings(&self) -> Html {
        let group = |kind: Kind| {
            let rows = of_kind(&self.since, kind);
            let bank = self.visit.bank();
            let sentences =
                rows.iter().map(|row| explain::row(bank, self.visit.lang(), row)).collect::<Vec<_>>();
            let title = match kind {
                Kind::Rose => self.visit.say(DeskWord::SinceRose).to_owned(),
                Kind::Fell => self.visit.say(DeskWord::SinceFell).to_owned(),
                Kind::Eased => self.visit.say(DeskWord::SinceEased).to_owned(),
                Kind::Grew => self.visit.say(DeskWord::SinceGrew).to_owned(),
                Kind::Job => {
                    let job = self.visit.text(&bank.not_applicable.label);
                    self.visit.tell(DeskWord::SinceJob, &[("job", job)])
                }
                Kind::Only => return self.fold(DeskWord::SinceOnly, sentences),
            };
            match sentences.is_empty() {
                true => Html::default(),
                false => {
                    html! { <section class="moves__kind"><h3>{ title }</h3>{ list(sentences) }</section> }
                }
            }
        };
        if self.since.rows.is_empty() {
            return Html::default();
        }
        let (only, moved) = (group(Kind::Only), Kind::ALL.into_iter().filter(|kind| *kind != Kind::Only));
        html! {
            <section class="part">
                <h2>{ self.visit.say(DeskWord::SinceRatings) }</h2>
                <div class="measures">{ for moved.map(group) }</div>
                { only }
            </section>
        }
    }

    /// Renders the same as a table. If it is wider than the page, only the table scrolls, also by keyboard.
    fn table(&self) -> Html {
        let lines = lines(self.visit.bank(), &self.since, self.earlier, self.today);
        if lines.is_empty() {
            return Html::default();
        }
        let heads = [
            DeskWord::ExportArea,
            DeskWord::SinceTableSkillEarlier,
            DeskWord::SinceTableSkillToday,
            DeskWord::SinceTableNeedEarlier,
            DeskWord::SinceTableNeedToday,
        ];
        let head = |word| html! { <th scope="col">{ self.visit.say(word) }</th> };
        html! {
            <section class="part">
                <h2>{ self.visit.say(DeskWord::SinceTable) }</h2>
                <p class="small">{ self.visit.say(DeskWord::SinceTableNote) }</p>
                <div class="moves" role="region" aria-labelledby="moves-caption" tabindex="0">
                    <table class="moves__table">
                        <caption id="moves-caption" class="visually-hidden">{ self.visit.say(DeskWord::SinceTableCaption) }</caption>
                        <thead><tr>{ for heads.map(head) }</tr></thead>
                        <tbody>{ for lines.iter().map(|line| self.line(line)) }</tbody>
                    </table>
                </div>
            </section>
        }
    }

    fn line(&self, line: &Line) -> Html {
        let cells = [ScaleId::Skill, ScaleId::Need].map(|scale| {
            let [earlier, today] = [line.earlier, line.today].map(|response| self.cell(response, scale));
            let is_moved = line.is_moved(scale);
            html! {
                <>
                    <td>{ earlier }</td>
                    <td>if is_moved { <strong>{ today }</strong> } else { { today } }</td>
                </>
            }
        });
        let label = self.visit.text(&self.visit.bank().capability(line.slot).label);
        html! { <tr><th scope="row">{ label }</th>{ for cells }</tr> }
    }

    fn cell(&self, response: Response, scale: ScaleId) -> Html {
        match explain::cell(self.visit.bank(), self.visit.lang(), response, scale) {
            Some(text) => html! { { text } },
            None => html! {
                <>
                    <span aria-hidden="true">{ "–" }</span>
                    <span class="visually-hidden">{ self.visit.say(DeskWord::SinceTableBlank) }</span>
                </>
            },
        }
    }

    /// Renders the differences that aren't ratings.
    fn others(&self) -> Html {
        let (bank, lang, since) = (self.visit.bank(), self.visit.lang(), &self.since);
        let profiles = [self.earlier, self.today];
        let parts: [(&str, Vec<String>); 5] = [
            (self.visit.say(DeskWord::SinceScores), self.scores(Trend::is_news)),
            (
                self.visit.say(Word::ReadinessTitle),
                since
                    .readiness
                    .iter()
                    .map(|(idx, step)| explain::readiness(bank, lang, *idx, *step))
                    .collect(),
            ),
            (
                self.visit.say(Word::ProfileTerms),
                since
                    .terms
                    .iter()
                    .map(|(idx, turn)| explain::term(bank, lang, profiles, *idx, *turn))
                    .collect(),
            ),
            (
                self.visit.say(DeskWord::ExportAboutAgency),
                since
                    .context
                    .iter()
                    .map(|(idx, turn)| explain::context(bank, lang, profiles, *idx, *turn))
                    .collect(),
            ),
            (
                self.visit.say(Word::PicksTitle),
                since.picks.iter().map(|pick| explain::pick(bank, lang, pick)).collect(),
            ),
        ];
        let part = |(title, sentences): (&str, Vec<String>)| match sentences.is_empty() {
            true => Html::default(),
            false => {
                html! { <section class="part"><h2>{ title.to_owned() }</h2>{ list(sentences) }</section> }
            }
        };
        parts.into_iter().map(part).collect()
    }

    /// Renders the number of unchanged answers.
    fn unmoved(&self) -> Html {
        let bank = self.visit.bank();
        let label = |slot| self.visit.text(&bank.capability(slot).label).to_owned();
        let labels = unmoved(bank, self.earlier, self.today).into_iter().map(label).collect();
        html! {
            <section class="part">
                { self.fold(DeskWord::SinceSame, labels) }
                { self.fold(DeskWord::SinceScoresSame, self.scores(|trend| matches!(trend, Trend::Unclear { .. }))) }
            </section>
        }
    }

    fn scores(&self, is_wanted: impl Fn(Trend) -> bool) -> Vec<String> {
        let wanted = self.since.scores.iter().filter(|(_, trend)| is_wanted(*trend));
        let say = |(number, trend): &(Number, Trend)| {
            explain::score(self.visit.bank(), self.visit.lang(), *number, *trend)
        };
        wanted.map(say).collect()
    }

    /// Renders a list under its count; empty if there are no entries.
    fn fold(&self, title: DeskWord, entries: Vec<String>) -> Html {
        if entries.is_empty() {
            return Html::default();
        }
        let title = self.visit.tell(title, &[("n", &entries.len().to_string())]);
        html! { <details class="fold"><summary>{ title }</summary>{ list(entries) }</details> }
    }
}

fn list(entries: Vec<String>) -> Html {
    html! { <ul class="moves__list">{ for entries.into_iter().map(|entry| html! { <li>{ entry }</li> }) }</ul> }
}
