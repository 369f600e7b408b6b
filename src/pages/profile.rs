//! A profile, one's own or somebody else's: the sentence, offers and needs, the picture, bars, terms, and what is
//! missing. Every number opens to the answers behind it.

use super::review;
use super::share::share;
use crate::components::answers::answers;
use crate::components::button::{Look, button, small};
use crate::components::quadrant::quadrant;
use crate::components::question::heading;
use crate::components::range_bar::range_bar;
use crate::components::reason_list::reason_list;
use crate::visit::Visit;
use interlocal_core::bank::{ScaleId, Slot};
use interlocal_core::explain;
use interlocal_core::profile::{Profile, TermAnswer};
use interlocal_core::score::{
    DomainScore, Flag, FlagKind, FlagScale, Number, Scorecard, ShareScore, TOP, reasons,
};
use interlocal_core::session::{Action, Change, Page};
use interlocal_core::words::Word;
use yew::prelude::*;

/// One profile with its scorecard, to be shown.
pub(super) struct Shown<'a> {
    pub(super) visit: &'a Visit,
    pub(super) profile: &'a Profile,
    pub(super) card: &'a Scorecard,
}

/// One's own profile.
pub(super) fn own(visit: &Visit) -> Html {
    let card = visit.session.scorecard();
    let shown = Shown { visit, profile: &visit.session.profile, card: &card };
    let progress = visit.session.progress();
    let is_complete = progress.n_answered == progress.n_asked;
    html! {
        <main class="profile">
            { heading(visit.say(Word::ProfileTitle)) }
            if visit.session.has_answers() {
                { shown.headline() }
                <p class="small">{ visit.bank().message(visit.lang(), "warn.self") }</p>
                if !is_complete { { go_on(visit) } }
                { flags(&shown) }
                { share(visit) }
                { shown.body() }
                { review::more(visit) }
            } else {
                <p class="lead">{ visit.say(Word::ProfileEmpty) }</p>
                { go_on(visit) }
            }
        </main>
    }
}

fn go_on(visit: &Visit) -> Html {
    let unfinished = visit.session.steps().into_iter().find(|page| {
        let (n_answered, n_asked) = visit.session.answered_on(*page);
        n_answered < n_asked
    });
    html! {
        <div class="steps no-print">
            { button(visit, Look::Quiet, "go-on", Word::ProfileBack, Action::Show(unfinished.unwrap_or(Page::Details))) }
        </div>
    }
}

/// Notes about the answers, which only their owner sees.
fn flags(shown: &Shown<'_>) -> Html {
    let visit = shown.visit;
    let restore = visit
        .session
        .has_dismissed()
        .then(|| button(visit, Look::Link, "restore-flags", Word::ProfileRestore, Change::RestoreFlags));
    if shown.card.flags.is_empty() {
        return restore.unwrap_or_default();
    }
    html! {
        <section class="flags no-print" aria-labelledby="flags-title">
            <h2 id="flags-title">{ visit.say(Word::ProfileFlags) }</h2>
            <ul>{ for shown.card.flags.iter().map(|note| flag(visit, note)) }</ul>
            { restore }
        </section>
    }
}

fn flag(visit: &Visit, flag: &Flag) -> Html {
    let text = visit.bank().message(visit.lang(), flag.kind.id());
    let dismiss = visit.say(Word::ProfileDismiss);
    let place = match (flag.kind, flag.scale) {
        (FlagKind::Fast, _) => {
            let domain = usize::try_from(flag.value).ok().and_then(|idx| visit.bank().domains.get(idx));
            domain.map(|domain| visit.text(&domain.label))
        }
        (_, FlagScale::One(ScaleId::Skill)) => Some(visit.say(Word::ProfileOnSkill)),
        (_, FlagScale::One(ScaleId::Need)) => Some(visit.say(Word::ProfileOnNeed)),
        (_, FlagScale::Both) => None,
    };
    html! {
        <li class="flags__one">
            <span>
                if let Some(place) = place { <strong>{ place }{ ": " }</strong> }
                { text }
            </span>
            { small(dismiss, [dismiss, ": ", text].concat(), visit.on(Change::Dismiss(flag.kind, flag.scale))) }
        </li>
    }
}

impl Shown<'_> {
    pub(super) fn headline(&self) -> Html {
        let text = explain::headline(self.visit.bank(), self.visit.lang(), self.profile, self.card);
        html! { <p class="lead profile__headline">{ text }</p> }
    }

    /// Everything that one's own and a received profile have in common.
    pub(super) fn body(&self) -> Html {
        html! {
            <>
                <div class="columns">
                    { self.list(Word::ProfileOffers, Word::ProfileNoOffers, &self.card.offers, true) }
                    { self.list(Word::ProfileNeeds, Word::ProfileNoNeeds, &self.card.needs, false) }
                </div>
                { self.part(Word::ProfileQuadrants, quadrant(self.visit.lang(), self.visit.bank(), self.card)) }
                { self.domains() }
                { self.share() }
                { self.terms() }
                { self.answered() }
                { self.about() }
            </>
        }
    }

    fn part(&self, title: Word, body: Html) -> Html {
        html! { <section class="part"><h2>{ self.visit.say(title) }</h2>{ body }</section> }
    }

    fn list(&self, title: Word, nothing: Word, slots: &[Slot], are_offers: bool) -> Html {
        let entries = slots.iter().take(TOP).map(|slot| self.entry(*slot, are_offers));
        let list = match slots.is_empty() {
            true => html! { <p>{ self.visit.say(nothing) }</p> },
            false => html! { <ol class="top-list">{ for entries }</ol> },
        };
        self.part(title, list)
    }

    fn entry(&self, slot: Slot, is_offer: bool) -> Html {
        let (visit, bank, lang) = (self.visit, self.visit.bank(), self.visit.lang());
        let label = visit.text(&bank.capability(slot).label);
        let row = self.card.row(slot);
        let (scale, level, picks) = match is_offer {
            true => (ScaleId::Skill, row.and_then(|row| row.skill), &self.profile.featured.offers),
            false => (ScaleId::Need, row.and_then(|row| row.need), &self.profile.featured.needs),
        };
        let scale_name = visit.say(if is_offer { Word::ProfileSkill } else { Word::ProfileNeed });
        let level = explain::level(bank, lang, scale, level);
        html! {
            <li class="top-list__entry">
                <p class="top-list__label">
                    { label }
                    if picks.contains(&slot) {
                        { " " }<span class="badge">{ visit.say(Word::ProfilePicked) }</span>
                    }
                </p>
                <p class="top-list__level">{ visit.tell(Word::ProfileLevel, &[("scale", scale_name), ("label", level)]) }</p>
                if is_offer {
                    <p class="top-list__sharing">{ explain::sharing(bank, lang, slot) }</p>
                }
                { self.reasons(label, Number::Capability(slot)) }
            </li>
        }
    }

    fn domains(&self) -> Html {
        let domains = (0u8..).zip(&self.visit.bank().domains).zip(&self.card.domains);
        let one = |((idx, domain), (skill, need)): (
            (u8, &interlocal_core::bank::Choice),
            &(DomainScore, DomainScore),
        )| {
            let label = self.visit.text(&domain.label);
            html! {
                <section class="measure">
                    <h3>{ label }</h3>
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
        let label = self.visit.say(word);
        html! {
            <>
                { range_bar(self.visit.bank(), self.visit.lang(), label, score.range.as_ref()) }
                { self.reasons(&[domain, ", ", label].concat(), Number::Domain(idx, scale)) }
            </>
        }
    }

    fn share(&self) -> Html {
        let body = html! {
            <>
                <p>{ self.visit.say(Word::ProfileShareLead) }</p>
                <div class="measures">{ for self.card.share.iter().map(|score| self.share_score(score)) }</div>
            </>
        };
        self.part(Word::ProfileShare, body)
    }

    fn share_score(&self, score: &ShareScore) -> Html {
        let (bank, lang) = (self.visit.bank(), self.visit.lang());
        let letter = score.letter.as_str();
        let name = bank.message(lang, &["score.", letter].concat());
        html! {
            <section class="measure">
                <h3><span class="measure__letter" aria-hidden="true">{ letter }</span>{ " " }{ name }</h3>
                <p class="measure__help">{ bank.message(lang, &["score.", letter, ".help"].concat()) }</p>
                { range_bar(bank, lang, "", score.range.as_ref()) }
                { self.reasons(name, Number::Share(score.letter)) }
            </section>
        }
    }

    fn terms(&self) -> Html {
        let (bank, lang) = (self.visit.bank(), self.visit.lang());
        let row = |(idx, answer): (usize, &TermAnswer)| {
            (self.visit.text(&bank.terms[idx].ask).to_owned(), explain::term(bank, lang, idx, answer))
        };
        self.part(Word::ProfileTerms, answers(self.profile.terms.iter().enumerate().map(row).collect()))
    }

    fn answered(&self) -> Html {
        let (n, of) = (self.card.n_answered.to_string(), self.card.n_ratings.to_string());
        let is_complete = self.card.n_answered == self.card.n_ratings;
        let line = match is_complete {
            true => self.visit.say(Word::ProfileAnsweredAll).to_owned(),
            false => self.visit.tell(Word::ProfileAnsweredOf, &[("n", &n), ("of", &of)]),
        };
        let missing = if is_complete { Html::default() } else { self.missing() };
        self.part(Word::ProfileAnswered, html! { <><p>{ line }</p>{ missing }</> })
    }

    /// Capabilities with a rating missing, each once, with which.
    fn missing(&self) -> Html {
        let (visit, bank) = (self.visit, self.visit.bank());
        let one = |row: &interlocal_core::score::Row| {
            let scales = match (row.skill, row.need) {
                (None, None) => [visit.say(Word::ProfileSkill), ", ", visit.say(Word::ProfileNeed)].concat(),
                (None, Some(_)) => visit.say(Word::ProfileSkill).to_owned(),
                (Some(_), None) => visit.say(Word::ProfileNeed).to_owned(),
                (Some(_), Some(_)) => return None,
            };
            let label = visit.text(&bank.capability(row.slot).label);
            Some(html! { <li>{ label }{ " (" }{ scales }{ ")" }</li> })
        };
        html! {
            <details class="reasons">
                <summary>{ visit.say(Word::ProfileMissing) }</summary>
                <ul>{ for self.card.rows.iter().filter_map(one) }</ul>
            </details>
        }
    }

    fn about(&self) -> Html {
        let visit = self.visit;
        let (bank, lang) = (visit.bank(), visit.lang());
        let date = self.profile.date.or(if self.is_own() { visit.session.today() } else { None });
        let date = match date {
            Some(date) => visit.tell(Word::ProfileDate, &[("date", &date.iso())]),
            None => visit.say(Word::ProfileNoDate).to_owned(),
        };
        let title = visit.text(&bank.title);
        html! {
            <section class="part small">
                <h2>{ visit.say(Word::ProfileAbout) }</h2>
                <p>{ date }</p>
                <p>{ visit.tell(Word::ProfileBank, &[("title", title), ("version", &bank.version)]) }</p>
                <p>{ bank.message(lang, "warn.savings") }</p>
            </section>
        }
    }

    fn is_own(&self) -> bool {
        std::ptr::eq(self.profile, &self.visit.session.profile)
    }

    fn reasons(&self, what: &str, number: Number) -> Html {
        let found = reasons(self.visit.bank(), self.profile, self.card, number);
        reason_list(self.visit.bank(), self.visit.lang(), what, &found)
    }
}
