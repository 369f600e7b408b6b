//! Writes the static pages: the start screen in each language, which the browser shows before the WebAssembly is
//! loaded, the printable questionnaire, the themes, the page for frames, the snippet page, and the start screen as data
//! for embedded widgets. The build calls `prerender SITE FILES`.

mod get;
mod tree;

use interlocal::app::Questionnaire;
use interlocal::pages::gallery::{Gallery, GalleryProps};
use interlocal::pages::paper::{Paper, PaperProps};
use interlocal_core::bank::Bank;
use interlocal_core::session::Surroundings;
use interlocal_core::words::{Lang, ShellWord, Word, fill, say};
use interlocal_ui::program::Start;
use interlocal_ui::shell::Shell;
use serde_json::{Map, Value, json};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use yew::LocalServerRenderer;

const PAGE: &str = include_str!("../../../index.html");
const EMBED: &str = include_str!("../../../templates/embed.html");
/// The colours of the start screen in light mode (styles/tokens.css) and of the icon.
const PAGE_COLOR: &str = "#f7f8f8";
const THEME_COLOR: &str = "#1c5d6e";
const PAPER: &str = include_str!("../../../templates/paper.html");
const THEMES: &str = include_str!("../../../templates/themes.html");

fn main() -> Result<(), Box<dyn Error>> {
    let mut folders = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(site), Some(files)) = (folders.next(), folders.next()) else {
        return Err("usage: prerender SITE FILES".into());
    };
    let bank = interlocal_ui::bundled_bank().ok_or("the bundled bank can't be read")?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let tasks = tokio::task::LocalSet::new();
    let mut embed = Embed::new().ok_or("embed.html says nothing for each language")?;
    for lang in Lang::all() {
        tasks.block_on(&runtime, write(&site, &files, &bank, lang, &mut embed))?;
    }
    Ok(std::fs::write(site.join("embed.html"), embed.page())?)
}

/// The page for frames. It contains all languages, because the language is in the query of its address.
struct Embed {
    frame: [&'static str; 2],
    each: &'static str,
    begun: String,
}

impl Embed {
    fn new() -> Option<Embed> {
        let (head, rest) = EMBED.split_once("<!-- one for each language -->\n")?;
        let (each, tail) = rest.split_once("<!-- end -->\n")?;
        Some(Embed { frame: [head, tail], each, begun: String::new() })
    }

    fn add(&mut self, values: &[(&str, &str)], is_first: bool) {
        let hidden = [("hidden", if is_first { "" } else { " hidden" })];
        if is_first {
            self.begun = fill(self.frame[0], values);
        }
        self.begun += &fill(self.each, &[values, &hidden].concat());
    }

    fn page(self) -> String {
        self.begun + self.frame[1]
    }
}

async fn write(
    site: &Path,
    files: &Path,
    bank: &Rc<Bank>,
    lang: Lang,
    embed: &mut Embed,
) -> Result<(), Box<dyn Error>> {
    let surroundings = Surroundings { share_base: String::new(), site: String::new(), today: None, lang };
    let props = Start {
        bank: Rc::clone(bank),
        surroundings,
        draft: None,
        base: None,
        is_handed: false,
        link: None,
        page: None,
    };
    let start =
        LocalServerRenderer::<Shell<Questionnaire>>::with_props(props).hydratable(false).render().await;
    let paper = PaperProps { bank: Rc::clone(bank), lang };
    let paper = LocalServerRenderer::<Paper>::with_props(paper).hydratable(false).render().await;
    let gallery = GalleryProps { bank: Rc::clone(bank), lang };
    let gallery = LocalServerRenderer::<Gallery>::with_props(gallery).hydratable(false).render().await;
    let paper_file = format!("questionnaire.{}.html", lang.code());
    let title = bank.say(lang, &bank.title);
    let langs = Lang::all().map(Lang::code).collect::<Vec<&str>>().join(" ");
    let values = [
        ("lang", lang.code()),
        ("langs", &langs),
        ("title", title),
        ("app", say(lang, Word::AppName)),
        ("description", say(lang, Word::StartLead)),
        ("start", &start),
        ("busy", say(lang, ShellWord::WaitBusy)),
        ("off-scripts", say(lang, ShellWord::OffScripts)),
        ("off-paper", say(lang, ShellWord::OffPaper)),
        ("off-old", say(lang, ShellWord::OffOld)),
        ("paper-title", say(lang, ShellWord::PaperTitle)),
        ("why-file", say(lang, ShellWord::WhyFile)),
        ("why-owner", say(lang, ShellWord::WhyOwner)),
        ("paper-file", &paper_file),
        ("paper", &paper),
        ("themes-title", say(lang, ShellWord::ThemesTitle)),
        ("gallery", &gallery),
    ];
    // An address without a file name shows the English page.
    let (page_file, themes_file) = match lang == Lang::default() {
        true => ("index.html".to_owned(), "themes.html".to_owned()),
        false => (format!("{}.html", lang.code()), format!("themes.{}.html", lang.code())),
    };
    std::fs::write(site.join(page_file), fill(PAGE, &values))?;
    std::fs::write(site.join(themes_file), fill(THEMES, &values))?;
    embed.add(&values, lang == Lang::default());
    std::fs::write(site.join(&paper_file), fill(PAPER, &values))?;
    get::write(site, files, lang)?;
    write_manifest(site, lang, title)?;
    write_parts(files, lang, &start)
}

/// Writes the web app manifest, which `web/lazy/install.js` uses.
fn write_manifest(site: &Path, lang: Lang, title: &str) -> Result<(), Box<dyn Error>> {
    let app = say(lang, Word::AppName);
    let start = if lang == Lang::default() { "./".to_owned() } else { format!("{}.html", lang.code()) };
    let icon = |file: &str, size: &str, kind: &str, purpose: &str| json!({ "src": file, "sizes": size, "type": kind, "purpose": purpose });
    let manifest = json!({
        "id": "./",
        "name": format!("{title} – {app}"),
        "short_name": app,
        "description": say(lang, Word::StartLead),
        "lang": lang.code(),
        "dir": "ltr",
        "start_url": start,
        "scope": "./",
        "display": "standalone",
        "background_color": PAGE_COLOR,
        "theme_color": THEME_COLOR,
        "icons": [
            icon("favicon.svg", "any", "image/svg+xml", "any"),
            icon("{files}/icon-192.png", "192x192", "image/png", "any"),
            icon("{files}/icon-512.png", "512x512", "image/png", "any"),
            icon("{files}/icon-mask.png", "512x512", "image/png", "maskable"),
        ],
    });
    let text = serde_json::to_string_pretty(&manifest)? + "\n";
    Ok(std::fs::write(site.join(format!("manifest.{}.webmanifest", lang.code())), text)?)
}

/// Writes the content that an embedded widget shows before its program is loaded, and where the program can't run.
fn write_parts(files: &Path, lang: Lang, start: &str) -> Result<(), Box<dyn Error>> {
    let start = tree::tree(start).ok_or("the start screen is not of the shape that is known")?;
    let parts = json!({ "start": start, "wait": say(lang, ShellWord::WaitBusy) });
    std::fs::write(files.join(format!("start.{}.json", lang.code())), parts.to_string())?;
    let why: Map<String, Value> =
        WHY.iter().map(|(name, word)| ((*name).to_owned(), say(lang, *word).into())).collect();
    // A script, because the problem may be that the widget can't fetch anything.
    let why = format!("export default {};\n", Value::from(why));
    std::fs::write(files.join(format!("diagnose.{}.js", lang.code())), why)?;
    Ok(())
}

/// The messages for a widget that doesn't start or starts slowly, by the names that `web/lazy/diagnose.js` and
/// `warn-no-wasm.js` use.
const WHY: [(&str, ShellWord); 15] = [
    ("lead", ShellWord::WhyLead),
    ("owner", ShellWord::WhyOwner),
    ("file", ShellWord::WhyFile),
    ("policy", ShellWord::WhyPolicy),
    ("mime", ShellWord::WhyMime),
    ("path", ShellWord::WhyPath),
    ("integrity", ShellWord::WhyIntegrity),
    ("blocked", ShellWord::WhyBlocked),
    ("bank", ShellWord::WhyBank),
    ("unknown", ShellWord::WhyUnknown),
    ("slow", ShellWord::WhySlow),
    ("slowPolicy", ShellWord::WhySlowPolicy),
    ("alone", ShellWord::WhyAlone),
    ("paperLead", ShellWord::OffPaper),
    ("paper", ShellWord::PaperTitle),
];
