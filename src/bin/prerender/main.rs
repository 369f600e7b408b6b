//! Writes the static pages: the start screen of each language, so that it is on the screen before the WebAssembly is,
//! the questionnaire on paper, and the start screen alone for widgets in other pages. `prerender SITE FILES`; the build calls
//! it.

mod tree;

use interlocal::app::{App, AppProps};
use interlocal::pages::paper::{Paper, PaperProps};
use interlocal_core::bank::Bank;
use interlocal_core::session::Surroundings;
use interlocal_core::words::{Lang, ShellWord, Word, fill, say};
use serde_json::{Map, Value, json};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use yew::LocalServerRenderer;

const PAGE: &str = include_str!("../../../index.html");
const PAPER: &str = include_str!("../../../paper.html");

fn main() -> Result<(), Box<dyn Error>> {
    let mut folders = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(site), Some(files)) = (folders.next(), folders.next()) else {
        return Err("usage: prerender SITE FILES".into());
    };
    let bank = interlocal::bundled_bank().ok_or("the bundled bank can't be read")?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let tasks = tokio::task::LocalSet::new();
    for lang in Lang::all() {
        tasks.block_on(&runtime, write(&site, &files, &bank, lang))?;
    }
    Ok(())
}

async fn write(site: &Path, files: &Path, bank: &Rc<Bank>, lang: Lang) -> Result<(), Box<dyn Error>> {
    let surroundings = Surroundings { share_base: String::new(), site: String::new(), today: None, lang };
    let props = AppProps { bank: Rc::clone(bank), surroundings, draft: None, link: None, page: None };
    let start = LocalServerRenderer::<App>::with_props(props).hydratable(false).render().await;
    let paper = PaperProps { bank: Rc::clone(bank), lang };
    let paper = LocalServerRenderer::<Paper>::with_props(paper).hydratable(false).render().await;
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
    ];
    // English is what a bare address shows.
    let page_file =
        if lang == Lang::default() { "index.html".to_owned() } else { format!("{}.html", lang.code()) };
    std::fs::write(site.join(page_file), fill(PAGE, &values))?;
    std::fs::write(site.join(&paper_file), fill(PAPER, &values))?;
    write_parts(files, lang, &start)
}

/// What a widget in somebody else's page shows before its program is there, and where that can't come.
fn write_parts(files: &Path, lang: Lang, start: &str) -> Result<(), Box<dyn Error>> {
    let start = tree::tree(start).ok_or("the start screen is not of the shape that is known")?;
    let parts = json!({ "start": start, "wait": say(lang, ShellWord::WaitBusy) });
    std::fs::write(files.join(format!("start.{}.json", lang.code())), parts.to_string())?;
    let why: Map<String, Value> =
        WHY.iter().map(|(name, word)| ((*name).to_owned(), say(lang, *word).into())).collect();
    // A script, since what stops the widget may be that nothing can be fetched.
    let why = format!("export default {};\n", Value::from(why));
    std::fs::write(files.join(format!("why.{}.js", lang.code())), why)?;
    Ok(())
}

/// What can be said of a widget that did not start, or starts more slowly, by the names that `static/why.js` and `slower.js`
/// know.
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
