//! Writes the static pages: the start screen of each language, so that it is on the screen before the WebAssembly is,
//! and the questionnaire on paper. `prerender FOLDER`; the build calls it.

use interlocal::app::{App, AppProps};
use interlocal::pages::gallery::{Gallery, GalleryProps};
use interlocal::pages::paper::{Paper, PaperProps};
use interlocal_core::bank::Bank;
use interlocal_core::session::Surroundings;
use interlocal_core::words::{Lang, ShellWord, Word, fill, say};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use yew::LocalServerRenderer;

const PAGE: &str = include_str!("../../index.html");
const PAPER: &str = include_str!("../../paper.html");
const THEMES: &str = include_str!("../../themes.html");

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from).ok_or("usage: prerender FOLDER")?;
    let bank = interlocal::bundled_bank().ok_or("the bundled bank can't be read")?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let tasks = tokio::task::LocalSet::new();
    for lang in Lang::all() {
        tasks.block_on(&runtime, write(&folder, &bank, lang))?;
    }
    Ok(())
}

async fn write(folder: &Path, bank: &Rc<Bank>, lang: Lang) -> Result<(), Box<dyn Error>> {
    let surroundings = Surroundings { share_base: String::new(), today: None, lang };
    let props = AppProps { bank: Rc::clone(bank), surroundings, draft: None, link: None, page: None };
    let start = LocalServerRenderer::<App>::with_props(props).hydratable(false).render().await;
    let paper = PaperProps { bank: Rc::clone(bank), lang };
    let paper = LocalServerRenderer::<Paper>::with_props(paper).hydratable(false).render().await;
    let gallery = GalleryProps { bank: Rc::clone(bank), lang, files: ".".into() };
    let gallery = LocalServerRenderer::<Gallery>::with_props(gallery).hydratable(false).render().await;
    let paper_file = format!("questionnaire.{}.html", lang.code());
    let title = bank.say(lang, &bank.title);
    let values = [
        ("lang", lang.code()),
        ("title", title),
        ("app", say(lang, Word::AppName)),
        ("description", say(lang, Word::StartLead)),
        ("start", &start),
        ("busy", say(lang, ShellWord::WaitBusy)),
        ("off-scripts", say(lang, ShellWord::OffScripts)),
        ("off-paper", say(lang, ShellWord::OffPaper)),
        ("paper-title", say(lang, ShellWord::PaperTitle)),
        ("paper-file", &paper_file),
        ("paper", &paper),
        ("gallery", &gallery),
        ("themes-title", say(lang, ShellWord::ThemesTitle)),
    ];
    // English is what a bare address shows.
    let (page_file, themes_file) = match lang == Lang::default() {
        true => ("index.html".to_owned(), "themes.html".to_owned()),
        false => (format!("{}.html", lang.code()), format!("themes.{}.html", lang.code())),
    };
    std::fs::write(folder.join(page_file), fill(PAGE, &values))?;
    std::fs::write(folder.join(themes_file), fill(THEMES, &values))?;
    std::fs::write(folder.join(&paper_file), fill(PAPER, &values))?;
    Ok(())
}
