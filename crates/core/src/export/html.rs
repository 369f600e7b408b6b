//! A profile as a self-contained HTML page that includes the link. The page opens from a disk or a mail, loads nothing
//! and runs no script.

mod lists;
mod tables;

use super::markup::{Markup, el, fixed, plain, text, void};
use super::read::META;
use crate::bank::{Bank, ContextKind};
use crate::direction::Part;
use crate::disclosed::Outgoing;
use crate::explain;
use crate::link::{Fragment, encode_whole};
use crate::profile::Profile;
use crate::score::{Scorecard, score};
use crate::words::{DeskWord, Lang, Say, Word, filled, say, tell};

const STYLE: &str = include_str!("html/page.css");
/// The content security policy: the page may use its own style and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Writes the page. `share_base` is the address of the page that opens links, if there is one.
pub fn html(bank: &Bank, lang: Lang, profile: &impl Outgoing, share_base: Option<&str>) -> String {
    let profile = &*profile.outgoing();
    let card = score(bank, profile);
    let page = Page { bank, lang, profile, card: &card, fragment: encode_whole(bank, profile), share_base };
    let root = el("html", &[("lang", lang.code())], [page.head(), page.body()]);
    Markup::from_iter([fixed("<!doctype html>\n"), root]).into_string()
}

/// The values that every part of the page needs.
struct Page<'a> {
    bank: &'a Bank,
    lang: Lang,
    profile: &'a Profile,
    card: &'a Scorecard,
    fragment: Fragment,
    share_base: Option<&'a str>,
}

impl Page<'_> {
    fn say(&self, word: impl Say) -> Markup {
        text(say(self.lang, word))
    }

    /// Returns a text of the bank, in an element with its language if it differs from the page's.
    fn quote(&self, words: &str) -> Markup {
        match self.bank.foreign(self.lang) {
            Some(code) => el("span", &[("lang", code)], [text(words)]),
            None => text(words),
        }
    }

    /// Returns a text of the interface, filled with texts of the bank.
    fn tell_quoting(&self, word: impl Say, values: &[(&str, &str)]) -> Markup {
        self.fill_quoting(say(self.lang, word), values)
    }

    fn fill_quoting(&self, template: &str, values: &[(&str, &str)]) -> Markup {
        let markup = |piece| match piece {
            Part::Text(words) => text(words),
            Part::Value(value) => self.quote(value),
        };
        filled(template, values).into_iter().map(markup).collect()
    }

    fn head(&self) -> Markup {
        let meta = |name: &'static str, content: &str| void("meta", &[("name", name), ("content", content)]);
        let policy = [("http-equiv", "Content-Security-Policy"), ("content", POLICY)];
        let parts = [
            void("meta", &[("charset", "utf-8")]),
            void("meta", &policy),
            meta("viewport", "width=device-width, initial-scale=1"),
            meta("referrer", "no-referrer"),
            meta("color-scheme", "light dark"),
            meta(META, self.fragment.as_str()),
            el("title", &[], [plain(&self.title())]),
            el("style", &[], [fixed("\n"), fixed(STYLE)]),
        ];
        el("head", &[], parts)
    }

    /// Returns the title with the agency's name and the date. It has nothing else because tabs and histories show it.
    fn title(&self) -> String {
        let date = self.profile.date.map(|date| [", ", &date.iso()].concat()).unwrap_or_default();
        self.heading() + &date
    }

    fn heading(&self) -> String {
        match &self.profile.context.agency {
            Some(agency) => agency.as_str().to_owned(),
            None => say(self.lang, Word::ReceivedTitleAnonymous).to_owned(),
        }
    }

    fn body(&self) -> Markup {
        let main = [
            el("div", &[("class", "columns")], [self.offers(), self.needs()]),
            self.quadrants(),
            self.domains(),
            self.share(),
            self.terms(),
            self.answers(),
            self.readiness(),
            self.levels(),
            self.agency(),
            self.unanswered(),
            self.go_on(),
        ];
        let body = [self.opening(), el("main", &[], main), self.closing()];
        el("body", &[], body)
    }

    /// Returns the start of the page. The notice that nobody verified the answers is first.
    fn opening(&self) -> Markup {
        let from = match &self.profile.context.agency {
            Some(agency) => tell(self.lang, DeskWord::ExportFrom, &[("name", agency.as_str())]),
            None => say(self.lang, DeskWord::ExportFromNobody).to_owned(),
        };
        let notice = [text(&from), text(" "), self.say(Word::ReceivedSelf)];
        let title = self.quote(self.bank.say(self.lang, &self.bank.title));
        let kind = [self.say(Word::AppName), text(" · "), title];
        let headline = explain::headline(self.bank, self.lang, self.profile, self.card);
        let parts = [
            el("p", &[("class", "notice"), ("role", "note")], notice),
            el("p", &[("class", "kind")], kind),
            el("h1", &[("dir", "auto")], [text(&self.heading())]),
            el("p", &[("class", "about")], [self.about()]),
            el("p", &[("class", "lead")], [self.quote(&headline)]),
            self.note(),
        ];
        el("header", &[], parts)
    }

    /// Returns kind, size and region on one line, as far as they are known, and the date.
    fn about(&self) -> Markup {
        let said = self.bank.context.iter().enumerate().filter_map(|(idx, question)| match question.kind {
            ContextKind::Text => None,
            ContextKind::One | ContextKind::Region => self.context(idx),
        });
        let date = self.profile.date.map(|date| text(&date.iso()));
        let mut parts = Vec::new();
        for part in said.chain(date) {
            parts.extend((!parts.is_empty()).then(|| text(" · ")));
            parts.push(part);
        }
        parts.into_iter().collect()
    }

    /// Returns the answer to a context question: an option of the bank, or the agency's own text, whose language isn't
    /// known.
    fn context(&self, idx: usize) -> Option<Markup> {
        let answer = explain::context(self.bank, self.lang, self.profile, idx)?;
        Some(match self.bank.context[idx].kind {
            ContextKind::One => self.quote(&answer),
            ContextKind::Text | ContextKind::Region => text(&answer),
        })
    }

    fn note(&self) -> Markup {
        let Some(note) = &self.profile.context.note else { return Markup::default() };
        let title = el("strong", &[], [self.say(Word::ReceivedNote), text(": ")]);
        el("p", &[("class", "note")], [title, el("bdi", &[], [text(note.as_str())])])
    }

    fn go_on(&self) -> Markup {
        let link = self.share_base.map(|base| self.fragment.link(base));
        let (word, line) = match &link {
            Some(link) => (DeskWord::ExportGoOnLink, address(link)),
            None => (DeskWord::ExportCode, el("code", &[], [text(self.fragment.as_str())])),
        };
        let parts = [
            el("h2", &[], [self.say(DeskWord::ExportGoOn)]),
            el("p", &[], [self.say(DeskWord::ExportGoOnFile)]),
            el("p", &[], [self.say(word)]),
            el("p", &[("class", "link")], [line]),
        ];
        el("section", &[("class", "go-on")], parts)
    }

    fn closing(&self) -> Markup {
        let date = match self.profile.date {
            Some(date) => tell(self.lang, Word::ProfileDate, &[("date", &date.iso())]),
            None => say(self.lang, DeskWord::ExportNoDate).to_owned(),
        };
        let title = self.bank.say(self.lang, &self.bank.title);
        let template = tell(self.lang, Word::ProfileBank, &[("version", &self.bank.version)]);
        let parts = [
            el("h2", &[], [self.say(DeskWord::ExportAboutFile)]),
            el("p", &[], [self.say(DeskWord::ExportPictureNote)]),
            el("p", &[], [text(&date)]),
            el("p", &[], [self.fill_quoting(&template, &[("title", title)])]),
            el("p", &[], [self.quote(self.bank.message(self.lang, "warn.savings"))]),
        ];
        el("footer", &[], parts)
    }
}

/// Returns an address, as a link only if it has the scheme http or https.
fn address(link: &str) -> Markup {
    let is_page = ["https://", "http://"].iter().any(|scheme| link.starts_with(scheme));
    match is_page {
        true => el("a", &[("href", link), ("rel", "noreferrer")], [text(link)]),
        false => el("code", &[], [text(link)]),
    }
}
