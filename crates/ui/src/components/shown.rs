//! Shows a profile: the summary, offers and needs, the picture, bars, terms, and unanswered questions. Every number
//! opens to show the answers behind it. The user's own profile, a received one and a preview look alike.

use super::answers::answers;
use super::direction::sentence;
use super::foreign::{foreign, from_bank, level as level_of, quote, tell_quoting, term_answer};
use super::quadrant::quadrant;
use super::range_bar::range_bar;
use super::reason_list::reason_list;
use interlocal_core::bank::{Bank, Choice, ContextKind, ScaleId, Slot, Text};
use interlocal_core::explain;
use interlocal_core::profile::{Date, Profile};
use interlocal_core::score::{DomainScore, Number, Row, Scorecard, ShareScore, TOP, reasons};
use interlocal_core::words::{Lang, Word, say, tell};
use yew::prelude::*;

/// A profile with its scorecard.
pub struct Shown<'a> {
    /// The questionnaire.
    pub bank: &'a Bank,
    /// The language of the interface.
    pub lang: Lang,
    /// The answers.
    pub profile: &'a Profile,
    /// The scores of the answers.
    pub card: &'a Scorecard,
    /// The date to show if the profile has none: today for the user's own profile, `None` for others.
    pub today: Option<Date>,
}

impl<'a> Shown<'a> {
    /// Renders the summary.
    pub fn headline(&self) -> Html {
        let text = explain::headline(self.bank, self.lang, self.profile, self.card);
        html! { <p class="lead profile__headline" lang={foreign(self.bank, self.lang)}>{ sentence(&text) }</p> }
    }

    /// Renders the parts that the user's own and a received profile have in common.
    pub fn body(&self) -> Html {
        html! {
            <>
                <div class="columns">
                    { self.list(Word::ProfileOffers, Word::ProfileNoOffers, &self.card.offers, true) }
                    { self.list(Word::ProfileNeeds, Word::ProfileNoNeeds, &self.card.needs, false) }
                </div>
                { self.part(Word::ProfileQuadrants, quadrant(self.lang, self.bank, self.card)) }
                { self.domains() }
                { self.share() }
                { self.terms() }
                { self.answered() }
                { self.about() }
            </>
        }
    }

    fn part(&self, title: Word, body: Html) -> Html {
        html! { <section class="part"><h2>{ self.say(title) }</h2>{ body }</section> }
    }

    fn list(&self, title: Word, nothing: Word, slots: &[Slot], are_offers: bool) -> Html {
        let entries = slots.iter().take(TOP).map(|slot| self.entry(*slot, are_offers));
        let list = match slots.is_empty() {
            true => html! { <p>{ self.say(nothing) }</p> },
            false => html! { <ol class="top-list">{ for entries }</ol> },
        };
        self.part(title, list)
    }

    fn entry(&self, slot: Slot, is_offer: bool) -> Html {
        let (bank, lang) = (self.bank, self.lang);
        let label = self.text(&bank.capability(slot).label);
        let row = self.card.row(slot);
        let (scale, level, picks) = match is_offer {
            true => (ScaleId::Skill, row.and_then(|row| row.skill), &self.profile.featured.offers),
            false => (ScaleId::Need, row.and_then(|row| row.need), &self.profile.featured.needs),
        };
        let scale_name = self.say(if is_offer { Word::ProfileSkill } else { Word::ProfileNeed });
        let level = html! { <>{ scale_name }{ ": " }{ level_of(bank, lang, scale, level) }</> };
        html! {
            <li class="top-list__entry">
                <p class="top-list__label">
                    { self.quote(label) }
                    if picks.contains(&slot) {
                        { " " }<span class="badge">{ self.say(Word::ProfilePicked) }</span>
                    }
                </p>
                <p class="top-list__level">{ level }</p>
                if is_offer {
                    <p class="top-list__sharing">{ tell_quoting(bank, lang, Word::ProfileShareBy, &[("models", &explain::sharing_models(bank, lang, slot))]) }</p>
                }
                { self.reasons(self.quote(label), Number::Capability(slot)) }
            </li>
        }
    }

    fn domains(&self) -> Html {
        let domains = (0u8..).zip(&self.bank.domains).zip(&self.card.domains);
        let one = |((idx, domain), (skill, need)): ((u8, &Choice), &(DomainScore, DomainScore))| {
            let label = self.text(&domain.label);
            html! {
                <section class="measure">
                    <h3 lang={foreign(self.bank, self.lang)}>{ label }</h3>
                    { self.domain_bar(label, idx, ScaleId::Skill, skill) }
                    { self.domain_bar(label, idx, ScaleId::Need, need) }
                </section>
            }
        };
        self.part(Word::ProfileDomains, html! { <div class="measures">{ for domains.map(one) }</div> })
    }

    fn domain_bar(&self, domain: &str, idx: u8, scale: ScaleId, score: &DomainScore) -> Html {
        let word = match scale {
            ScaleId::Skill => Word::ProfileSkill,
            ScaleId::Need => Word::ProfileNeed,
        };
        let label = self.say(word);
        html! {
            <>
                { range_bar(self.bank, self.lang, label, score.range.as_ref()) }
                { self.reasons(html! { <>{ self.quote(domain) }{ ", " }{ label }</> }, Number::Domain(idx, scale)) }
            </>
        }
    }

    fn share(&self) -> Html {
        let body = html! {
            <>
                <p>{ self.say(Word::ProfileShareLead) }</p>
                <div class="measures">{ for self.card.share.iter().map(|score| self.share_score(score)) }</div>
            </>
        };
        self.part(Word::ProfileShare, body)
    }

    fn share_score(&self, score: &ShareScore) -> Html {
        let (bank, lang) = (self.bank, self.lang);
        let letter = score.letter.as_str();
        let name = bank.message(lang, &["score.", letter].concat());
        html! {
            <section class="measure">
                <h3><span class="measure__letter" aria-hidden="true">{ letter }</span>{ " " }{ self.quote(name) }</h3>
                <p class="measure__help" lang={foreign(bank, lang)}>{ bank.message(lang, &["score.", letter, ".help"].concat()) }</p>
                { range_bar(bank, lang, "", score.range.as_ref()) }
                { self.reasons(self.quote(name), Number::Share(score.letter)) }
            </section>
        }
    }

    fn terms(&self) -> Html {
        let (bank, lang) = (self.bank, self.lang);
        let row = |idx: usize| (self.term_name(idx), term_answer(bank, lang, self.profile, idx));
        self.part(Word::ProfileTerms, answers((0..bank.terms.len()).map(row).collect()))
    }

    /// The name of a term: a few words, or the whole question for a bank's own term.
    pub fn term_name(&self, idx: usize) -> Html {
        let term = &self.bank.terms[idx];
        match explain::term_word(&term.id) {
            Some(word) => html! { self.say(word) },
            None => self.quote(self.text(&term.ask)),
        }
    }

    fn answered(&self) -> Html {
        let (n, of) = (self.card.n_answered.to_string(), self.card.n_ratings.to_string());
        let is_complete = self.card.n_answered == self.card.n_ratings;
        let line = match is_complete {
            true => self.say(Word::ProfileAnsweredAll).to_owned(),
            false => self.tell(Word::ProfileAnsweredOf, &[("n", &n), ("of", &of)]),
        };
        let missing = if is_complete { Html::default() } else { self.missing() };
        self.part(Word::ProfileAnswered, html! { <><p>{ line }</p>{ missing }</> })
    }

    /// Renders each capability without a rating once, with the scales that lack one.
    fn missing(&self) -> Html {
        let bank = self.bank;
        let one = |row: &Row| {
            let scales = match (row.skill, row.need) {
                (None, None) => [self.say(Word::ProfileSkill), ", ", self.say(Word::ProfileNeed)].concat(),
                (None, Some(_)) => self.say(Word::ProfileSkill).to_owned(),
                (Some(_), None) => self.say(Word::ProfileNeed).to_owned(),
                (Some(_), Some(_)) => return None,
            };
            let label = self.text(&bank.capability(row.slot).label);
            Some(html! { <li>{ self.quote(label) }{ " (" }{ scales }{ ")" }</li> })
        };
        html! {
            <details class="reasons">
                <summary>{ self.say(Word::ProfileMissing) }</summary>
                <ul>{ for self.card.rows.iter().filter_map(one) }</ul>
            </details>
        }
    }

    fn about(&self) -> Html {
        let (bank, lang) = (self.bank, self.lang);
        let date = self.profile.date.or(self.today);
        let date = match date {
            Some(date) => self.tell(Word::ProfileDate, &[("date", &date.iso())]),
            None => self.say(Word::ProfileNoDate).to_owned(),
        };
        html! {
            <section class="part small">
                <h2>{ self.say(Word::ProfileAbout) }</h2>
                <p>{ date }</p>
                <p>{ from_bank(bank, lang) }</p>
                <p lang={foreign(bank, lang)}>{ bank.message(lang, "warn.savings") }</p>
            </section>
        }
    }

    fn reasons(&self, what: Html, number: Number) -> Html {
        let found = reasons(self.bank, self.profile, self.card, number);
        reason_list(self.bank, self.lang, what, &found)
    }

    fn say(&self, word: Word) -> &'static str {
        say(self.lang, word)
    }

    fn tell(&self, word: Word, values: &[(&str, &str)]) -> String {
        tell(self.lang, word, values)
    }

    fn text(&self, text: &'a Text) -> &'a str {
        self.bank.say(self.lang, text)
    }

    fn quote(&self, text: &str) -> Html {
        quote(self.bank, self.lang, text)
    }

    /// Renders the facts about the agency; empty if there are none.
    pub fn agency(&self) -> Html {
        let context = &self.profile.context;
        let mut rows: Vec<(Html, Html)> = Vec::new();
        for (idx, question) in self.bank.context.iter().enumerate() {
            // The heading already contains the name.
            let is_name = question.kind == ContextKind::Text;
            let answer = explain::context(self.bank, self.lang, self.profile, idx).filter(|_| !is_name);
            let answer = answer.map(|answer| match question.kind {
                ContextKind::One => self.quote(&answer),
                ContextKind::Text | ContextKind::Region => sentence(&answer),
            });
            rows.extend(answer.map(|answer| (self.quote(self.text(&question.ask)), answer)));
        }
        rows.extend(
            context
                .note
                .as_ref()
                .map(|note| (html! { self.say(Word::ReceivedNote) }, html! { note.as_str().to_owned() })),
        );
        if rows.is_empty() {
            return Html::default();
        }
        answers(rows)
    }
}
