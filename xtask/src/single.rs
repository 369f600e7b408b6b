//! `single`: packs the whole widget into one HTML file that runs from a folder or a USB drive. Combines files of the
//! finished site with the scripts in web/.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::glue::without_comments;
use crate::{assets, paths, site};

pub(crate) struct Options {
    /// The URL of the standalone page for links made in the file.
    pub(crate) share_base: Option<String>,
}

/// The names of the programs in scripts, and the stems of their files.
const PROGRAMS: [(&str, &str); 3] =
    [("app", "interlocal_app"), ("desk", "interlocal_desk"), ("group", "interlocal_group")];

/// The scripts of the standalone page, ordered so that each comes after those that it needs.
const SCRIPTS: [&str; 7] = [
    "lib/nodes.js",
    "worker/group-worker.js",
    "lazy/regions.js",
    "lazy/program-switch.js",
    "lib/replay-clicks.js",
    "lib/link.js",
    "entry/boot.js",
];

/// Lines of those scripts that load files, and their replacements.
const REPLACED: [(&str, &str); 5] = [
    ("const { visit } = await import(\"./program-switch.js\");\n", ""),
    ("if (link === undefined) import(\"./offline.js\").catch(console.warn);\n", ""),
    ("off.querySelector(\"[data-file]\").hidden = location.protocol !== \"file:\";\n", ""),
    (
        "import(\"./diagnose.js\").then(({ why }) => why({ error, lang: html.lang, root: off, site }), console.error);\n",
        "",
    ),
    (
        "const link = takeLink();\nif (link !== undefined ||",
        "Object.assign(host, here);\nconst link = takeLink();\nif (link !== undefined ||",
    ),
];

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
    let mut out = String::from("const glue = {};\n");
    for (name, file) in PROGRAMS {
        let glue = read(&files.join(format!("{file}.js")))?;
        let made = glue
            .trim()
            .strip_prefix("export const make")
            .context("a program's script has an unknown form")?;
        let made = made.trim_start().strip_prefix('=').context("a program's script has an unknown form")?;
        out += &format!("glue.{name} = {}\n", made.trim_start());
    }
    let site = share_base.map_or("", |base| base.rsplit_once('/').map_or("", |(site, _)| site));
    let site = if site.is_empty() { String::new() } else { format!("{site}/") };
    out += &format!(
        "const here = {{ shareBase: {}, site: {}, dress: async () => {{}} }};\n",
        as_string(share_base.unwrap_or_default())?,
        as_string(&site)?
    );
    out += &without_comments(&read(&paths::root().join("xtask/single/single.js"))?);
    let mut parts = String::new();
    for name in SCRIPTS {
        parts += &without_comments(&read(&paths::root().join("web").join(name))?);
    }
    for (line, instead) in REPLACED {
        if !parts.contains(line) {
            bail!("no file in web/ has the line {line:?}; update REPLACED in xtask/src/single.rs");
        }
        parts = parts.replace(line, instead);
    }
    let is_import = |line: &&str| !line.starts_with("import ");
    for line in parts.lines().filter(is_import) {
        out += line.strip_prefix("export ").unwrap_or(line);
        out.push('\n');
    }
    if out.contains("</script") || out.contains("<!--") {
        bail!("a script contains `</script` or `<!--`, which would end it early");
    }
    Ok(out)
}

/// The address as a JavaScript string. Fails if it would need escapes.
fn as_string(address: &str) -> Result<String> {
    if address.chars().any(|c| c.is_control() || c.is_whitespace() || "\"'\\<>".contains(c)) {
        bail!("--share-base {address:?} isn't a valid URL");
    }
    Ok(format!("\"{address}\""))
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
