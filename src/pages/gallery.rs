//! The themes side by side: parts of the widget as they look when embedded in a page, in each theme, light and dark.
//! The page is prerendered and needs no scripts.

use super::details;
use crate::Visit;
use crate::components::item_card::ItemCard;
use interlocal_core::bank::{Bank, ScaleId, Slot};
use interlocal_core::response::{Level, Rating};
use interlocal_core::score::Range;
use interlocal_core::session::{Action, Change, Page, Session, Surroundings, TextField};
use interlocal_core::words::{Lang, ShellWord, Word, say};
use interlocal_ui::components::button::{Look, plain};
use interlocal_ui::components::heading::{aside, heading_in};
use interlocal_ui::components::range_bar::range_bar;
use interlocal_ui::components::{footer, header};
use std::rc::Rc;
use yew::prelude::*;

/// The style sheet with the colors, from which the gallery takes their names.
const TOKENS: &str = include_str!("../../styles/tokens.css");
/// Placeholder for the folder of scripts and styles, which the build replaces.
const FILES: &str = "{files}/";
const COLOR: &str = "var(--interlocal-color-";

/// A theme: the attribute's value, its name, and its description.
const THEMES: [(Option<&str>, ShellWord, ShellWord); 4] = [
    (None, ShellWord::ThemesDefault, ShellWord::ThemesDefaultText),
    (Some("plain"), ShellWord::ThemesPlain, ShellWord::ThemesPlainText),
    (Some("uswds"), ShellWord::ThemesUswds, ShellWord::ThemesUswdsText),
    (Some("govuk"), ShellWord::ThemesGovuk, ShellWord::ThemesGovukText),
];

/// The properties of the page.
#[derive(Properties, PartialEq)]
pub struct GalleryProps {
    /// The questionnaire.
    pub bank: Rc<Bank>,
    /// The language of the interface.
    pub lang: Lang,
}

/// Renders the page's body.
#[component]
pub fn Gallery(props: &GalleryProps) -> Html {
    let lang = props.lang;
    let visit = visit(&props.bank, lang);
    let one = |(theme, name, text): (Option<&'static str>, ShellWord, ShellWord)| {
        let panel = |word, class: &'static str| {
            html! {
                <figure class={classes!("gallery__panel", class)}>
                    <figcaption>{ say(lang, word) }</figcaption>
                    { element(&visit, theme) }
                </figure>
            }
        };
        html! {
            <section class="part gallery__theme">
                <h2>{ say(lang, name) }</h2>
                <p>{ say(lang, text) }</p>
                <p><code>{ markup(theme) }</code></p>
                <div class="gallery__pair">
                    { panel(ShellWord::ThemesLight, "gallery__panel--light") }
                    { panel(ShellWord::ThemesDark, "gallery__panel--dark") }
                </div>
            </section>
        }
    };
    html! {
        <main class="interlocal gallery">
            <h1 class="heading">{ say(lang, ShellWord::ThemesTitle) }</h1>
            <p class="lead">{ say(lang, ShellWord::ThemesLead) }</p>
            { for THEMES.into_iter().map(one) }
        </main>
    }
}

/// Returns the markup for a theme.
fn markup(theme: Option<&str>) -> String {
    let attribute = theme.map(|theme| [" theme=\"", theme, "\""].concat()).unwrap_or_default();
    ["<interlocal-assessment", &attribute, "></interlocal-assessment>"].concat()
}

/// Renders the element with a declarative shadow root, so that no script is needed.
fn element(visit: &Visit, theme: Option<&'static str>) -> Html {
    let sheet = |name: &str| {
        let href = [FILES, name, ".css"].concat();
        html! { <link rel="stylesheet" {href} /> }
    };
    html! {
        <@{"interlocal-assessment"} theme={theme}>
            <template shadowrootmode="open">
                // The first style sheet, because it declares the order of all layers.
                { sheet("interlocal") }
                { sheet("element") }
                { sheet("gallery") }
                if let Some(theme) = theme {
                    { sheet(&["theme-", theme].concat()) }
                }
                <div class="interlocal-root"><div class="interlocal" lang={visit.lang().code()}>{ sample(visit) }</div></div>
            </template>
        </@>
    }
}

fn sample(visit: &Visit) -> Html {
    let (bank, lang) = (visit.bank(), visit.lang());
    let slot = Slot(1);
    let range = Range { point: 60, low: 45, high: 75, band: 3 };
    let look = |look, word| plain(look, "nothing", say(lang, word), Callback::noop());
    html! {
        <>
            { header::header(lang, Callback::noop(), |_| Callback::noop()) }
            <div class="page">
                <div class="gallery__sample">
                    { heading_in(visit.foreign(), visit.text(&bank.title)) }
                    <p class="lead">{ say(lang, Word::StartLead) }</p>
                    <section class="banner" aria-label={say(lang, Word::ReceivedTitleAnonymous)}>
                        <p><strong>{ say(lang, Word::ReceivedFromNobody) }</strong></p>
                        <p>{ look(Look::Link, Word::FooterForget) }</p>
                    </section>
                    <ItemCard bank={Rc::clone(bank)} {lang} {slot} response={visit.state.profile.responses.get(slot)}
                        dispatch={visit.dispatch.clone()} />
                    { details::field(visit, TextField::Country, html! { say(lang, Word::DetailsCountry) }, say(lang, Word::DetailsCountryHint), "off") }
                    <section class="measure">
                        <h3>
                            <span class="measure__letter">{ "S" }</span>{ " " }{ say(lang, Word::ProfileSkill) }{ " " }
                            <span class="badge">{ say(lang, Word::ProfilePicked) }</span>
                        </h3>
                        { range_bar(bank, lang, "", Some(&range)) }
                    </section>
                    <p class="steps">
                        { look(Look::Main, Word::NavNext) }
                        { look(Look::Quiet, Word::NavBack) }
                        { look(Look::Link, Word::RowClear) }
                    </p>
                    <p class="steps gallery__focused">
                        { look(Look::Main, Word::NavNext) }
                        { look(Look::Quiet, Word::NavBack) }
                        { look(Look::Link, Word::RowClear) }
                        <span>{ say(lang, ShellWord::ThemesFocused) }</span>
                    </p>
                    { aside("colors", say(lang, ShellWord::ThemesColors).to_owned(), colors()) }
                </div>
            </div>
            { footer::footer(lang, "", Callback::noop()) }
        </>
    }
}

/// Returns a session with some answers and an invalid text.
fn visit(bank: &Rc<Bank>, lang: Lang) -> Visit {
    let surroundings = Surroundings { share_base: String::new(), site: String::new(), today: None, lang };
    let (session, _) = Session::start(Rc::clone(bank), surroundings, None);
    let rating = Level::new(3).map_or(Rating::Skipped, Rating::Level);
    let actions: [Action; 3] = [
        Action::Show(Page::Details),
        Change::Rate { slot: Slot(1), scale: ScaleId::Skill, rating }.into(),
        Change::Type(TextField::Country, "USA".to_owned()).into(),
    ];
    let session = actions.into_iter().fold(session, |session, action| session.apply(action).0);
    Visit::new(Rc::new(session), Callback::noop(), 0)
}

/// Renders each color with its name, drawn with the style sheet's own expression.
fn colors() -> Html {
    let one = |expression: &str| {
        let name = expression.trim_start_matches("var(").split(',').next().unwrap_or_default().to_owned();
        html! {
            <li>
                <svg class="gallery__color" viewBox="0 0 10 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                    <rect width="10" height="10" fill={expression.to_owned()} />
                </svg>
                <code>{ name }</code>
            </li>
        }
    };
    html! { <ul class="gallery__colors">{ for expressions().map(one) }</ul> }
}

/// Returns the expressions `var(…)` with which the style sheet reads a color.
fn expressions() -> impl Iterator<Item = &'static str> {
    TOKENS.match_indices(COLOR).filter_map(|(start, _)| {
        let from = TOKENS.get(start..)?;
        let mut depth = 0_u32;
        let end = from.find(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            c == ')' && depth == 0
        })?;
        from.get(..=end)
    })
}
