//! `single`: packs the whole widget into one HTML file that runs from a folder or a USB drive. Combines files of the
//! finished site with the script of `web/single`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::{assets, bundle, paths, site};

pub(crate) struct Options {
    /// The URL of the standalone page for links made in the file.
    pub(crate) share_base: Option<String>,
}

/// The programs: the `id` of their element in the page, and the stems of their files.
const PROGRAMS: [(&str, &str); 3] =
    [("app", "interlocal_app"), ("desk", "interlocal_desk"), ("group", "interlocal_group")];

/// Without a site there are no forms on paper, and the printout needs no note about links.
const UNHOSTED: &str = "a[href^=\"questionnaire.\"] { display: none; }\n\
     @media print { [data-part=\"note\"] { display: none; } }\n";

/// The path of the result.
pub(crate) fn file() -> PathBuf {
    paths::target().join("single").join(format!("interlocal-{}.html", env!("CARGO_PKG_VERSION")))
}

/// Packs the contents of `dist/`.
pub(crate) fn run(options: &Options) -> Result<()> {
    let dist = paths::dist();
    let files = dist.join(site::name_in(&dist)?);
    let text = page(&dist, &files, options.share_base.as_deref())?;
    let to = file();
    fs::create_dir_all(paths::target().join("single"))?;
    fs::write(&to, &text).with_context(|| format!("can't write {}", to.display()))?;
    println!("{} ({} kB)", to.display(), text.len() / 1000);
    Ok(())
}

fn page(dist: &Path, files: &Path, share_base: Option<&str>) -> Result<String> {
    let index = read(&dist.join("index.html"))?;
    let (head, body) = index.split_once("</head>").context("index.html has no head")?;
    let title = between(head, "<title>", "</title>")?;
    let style = style(files, share_base.is_some())?;
    let script = script(files, share_base)?;
    let policy = format!(
        "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; img-src data:; \
         require-trusted-types-for 'script'",
        hash(&script),
        hash(&style)
    );
    let icon = STANDARD.encode(fs::read(dist.join("favicon.svg"))?);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">\n<style>{style}</style>\n</head>"
    );
    let body = body.replace("</body>\n</html>", "");
    if share_base.is_none() {
        let (before, after) =
            body.split_once("<div class=\"interlocal wait\"").context("index.html has no wait indicator")?;
        out += before;
        out += &note()?;
        out += "<div class=\"interlocal wait\"";
        out += after;
    } else {
        out += &body;
    }
    for (name, file) in PROGRAMS {
        let packed = assets::gzip(&fs::read(files.join(format!("{file}_bg.wasm")))?)?;
        out += &format!("<script type=\"text/plain\" id=\"{name}\">{}</script>\n", STANDARD.encode(packed));
    }
    Ok(out + &format!("<script type=\"module\">{script}</script>\n</body>\n</html>\n"))
}

/// The note for people who make links without a site.
fn note() -> Result<String> {
    let mut out = String::from("<div class=\"interlocal off\" data-part=\"note\"><section class=\"banner\">");
    for lang in ["en", "es"] {
        let path = paths::root().join(format!("xtask/single/note.{lang}.txt"));
        out += &format!("<p lang=\"{lang}\">{}</p>", read(&path)?.trim());
    }
    Ok(out + "</section></div>\n")
}

fn style(files: &Path, is_hosted: bool) -> Result<String> {
    let last = if is_hosted { "" } else { UNHOSTED };
    Ok(read(&files.join("interlocal.css"))? + &read(&files.join("desk.css"))? + last)
}

fn script(files: &Path, share_base: Option<&str>) -> Result<String> {
    let base = share_base.unwrap_or_default();
    if base.chars().any(|c| c.is_control() || c.is_whitespace() || "\"'\\<>".contains(c)) {
        bail!("--share-base {base:?} isn't a valid URL");
    }
    let site = base.rsplit_once('/').map_or(String::new(), |(site, _)| format!("{site}/"));
    let out = paths::target().join("single/main.js");
    bundle::single(&out, files, base, &site)?;
    let text = read(&out)?;
    if text.contains("</script") || text.contains("<!--") {
        bail!("the script contains `</script` or `<!--`, which would end it early");
    }
    Ok(text)
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Result<&'a str> {
    let (_, rest) = text.split_once(start).with_context(|| format!("index.html has no {start}"))?;
    Ok(rest.split_once(end).with_context(|| format!("index.html has no {end}"))?.0)
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))
}
