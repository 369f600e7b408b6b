//! `size`: what one visitor downloads on the main path, against the budget. Knows which files those are.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use crate::assets::{self, Asset, Site};
use crate::paths;
use crate::site::{FOLLOWING, plain_name};

/// All of the main path, in bytes on the wire. docs/design.md says where the number comes from.
const BUDGET: usize = 150_000;

/// What the browser fetches from the first request to the finished profile.
const MAIN_PATH: [&str; 9] = [
    "index.html",
    "interlocal.css",
    "boot.js",
    "visit.js",
    "load.js",
    "offline.js",
    "interlocal_app.js",
    "interlocal_app_bg.wasm",
    "favicon.svg",
];

/// What is downloaded where WebAssembly is off, beyond pages and styles, in bytes on the wire.
const SCRIPT_BUDGET: usize = 400_000;

/// Those files. The page asks for the program in its usual form, too, before it can know. The words are in the longer of the
/// two languages.
const SCRIPTS: [&str; 10] = [
    "boot.js",
    "visit.js",
    "load.js",
    "interlocal_app.js",
    "interlocal_app_bg.wasm",
    "favicon.svg",
    "interlocal_app_script.js",
    "slower.js",
    "why.es.js",
    "offline.js",
];

/// What a page with the element in it loads before anybody looks at it, in bytes on the wire.
const QUIET_BUDGET: usize = 8_000;

/// Those files. The start screen's words are in the longer of the two languages.
const QUIET: [&str; 4] = ["interlocal.js", "interlocal.css", "element.css", "start.es.json"];

/// What [`FOLLOWING`] is called here.
const OUTSIDE: &str = "./interlocal.js";

/// Scripts and styles off the main path, each with the visitor who does load it.
const ELSEWHERE: [(&str, &str); 39] = [
    (OUTSIDE, "whose site takes new releases by itself"),
    ("card.js", "the same as get.js"),
    ("bank.js", "whose page names a questionnaire of its own"),
    ("interlocal_reader.js", "the same"),
    ("interlocal_reader_bg.wasm", "the same"),
    ("interlocal_reader_script.js", "the same, where WebAssembly is off"),
    ("interlocal_app_script.js", "who has no WebAssembly"),
    ("slower.js", "the same"),
    ("desk.css", "who chooses what a link says, seals, opens a file or compares"),
    ("element.css", "who sees the widget in somebody else's page"),
    ("get.css", "the same as get.js"),
    ("get.js", "who makes a snippet for a site"),
    ("gallery.css", "who looks at the themes"),
    ("embed.css", "who sees the widget in a frame"),
    ("embed.js", "the same"),
    ("group_host.js", "the same as desk.css"),
    ("guest.js", "the same as element.css, once the widget begins"),
    ("install.js", "whose site lets the page be installed"),
    ("interlocal.js", "the same as element.css"),
    ("resize.js", "whose page has the widget in a frame"),
    ("sw-off.js", "nobody, unless it takes the place of sw.js"),
    ("sw.js", "the browser, once the page runs: it fetches what is to be kept"),
    ("why.en.js", "who sees that the widget did not start"),
    ("why.es.js", "the same in Spanish"),
    ("why.js", "the same in both"),
    ("group_worker.js", "who opens a group of agencies"),
    ("interlocal_desk.js", "the same as desk.css"),
    ("interlocal_desk_bg.wasm", "the same"),
    ("interlocal_desk_script.js", "the same, where WebAssembly is off"),
    ("interlocal_group.js", "who opens a group"),
    ("interlocal_group_bg.wasm", "the same"),
    ("interlocal_group_script.js", "who opens a group, where WebAssembly or SIMD is missing"),
    ("paper.css", "who prints the questionnaire"),
    ("policy.js", "the same as get.js"),
    ("qr.js", "the same"),
    ("snippet.js", "the same"),
    ("theme-govuk.css", "whose page asks for that theme"),
    ("theme-plain.css", "the same"),
    ("theme-uswds.css", "the same"),
];

pub(crate) fn run() -> Result<()> {
    let site = assets::load(&paths::dist())?;
    let site = by_plain_name(&site);
    check_complete(&site)?;
    println!("{:<26} {:>9} {:>9} {:>9}", "main path, bytes", "raw", "gzip", "brotli");
    let total = sum(&site, &MAIN_PATH);
    for name in MAIN_PATH {
        if let Some(asset) = site.get(name) {
            row(name, asset.plain.len(), asset.gzip.len(), asset.brotli.len());
        }
    }
    row("total", total.raw, total.gzip, total.brotli);
    println!();
    for (name, who) in ELSEWHERE {
        if let Some(asset) = site.get(name) {
            row(name, asset.plain.len(), asset.gzip.len(), asset.brotli.len());
            println!("  for {who}");
        }
    }
    println!();
    let quiet = sum(&site, &QUIET);
    row("before anybody looks", quiet.raw, quiet.gzip, quiet.brotli);
    within("what the element loads before anybody looks", quiet.brotli, QUIET_BUDGET)?;
    if is_release(&site) {
        let scripts = sum(&site, &SCRIPTS);
        row("without WebAssembly", scripts.raw, scripts.gzip, scripts.brotli);
        within("what is downloaded where WebAssembly is off", scripts.brotli, SCRIPT_BUDGET)?;
    } else {
        println!("without WebAssembly: not measured, because this build has no scripts for that");
    }
    row("main path", total.raw, total.gzip, total.brotli);
    within("the main path", total.brotli, BUDGET)
}

fn within(what: &str, bytes: usize, budget: usize) -> Result<()> {
    if bytes > budget {
        bail!("{what} is {} bytes over its budget of {budget}", bytes - budget);
    }
    println!("  {} bytes left of {budget}", budget - bytes);
    Ok(())
}

#[derive(Debug, Default, PartialEq)]
struct Total {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Without the folder, whose name changes with what is in it. The one name that stands outside of it, too, begins there
/// with `./`.
type Files<'a> = BTreeMap<&'a str, &'a Asset>;

fn by_plain_name(site: &Site) -> Files<'_> {
    let name = |path| if path == FOLLOWING { OUTSIDE } else { plain_name(path) };
    site.iter().map(|(path, asset)| (name(path.as_str()), asset)).collect()
}

fn sum(site: &Files, names: &[&str]) -> Total {
    names.iter().filter_map(|name| site.get(*name)).fold(Total::default(), |total, asset| Total {
        raw: total.raw + asset.plain.len(),
        gzip: total.gzip + asset.gzip.len(),
        brotli: total.brotli + asset.brotli.len(),
    })
}

/// Whether this is the site of a release, which has all programs as scripts, too.
fn is_release(site: &Files) -> bool {
    site.keys().any(|name| is_script_of_program(name))
}

fn is_script_of_program(name: &str) -> bool {
    name.ends_with("_script.js")
}

/// Refuses a site with a missing file, or with a new script that no list counts: the sum would be wrong.
fn check_complete(site: &Files) -> Result<()> {
    let is_release = is_release(site);
    for name in MAIN_PATH.iter().chain(&SCRIPTS).chain(ELSEWHERE.iter().map(|(name, _)| name)) {
        if !site.contains_key(*name) && (is_release || !is_script_of_program(name)) {
            bail!("{name} is not in dist/; build it, or take it off the lists in xtask/src/size.rs");
        }
    }
    for name in site.keys() {
        let is_loaded =
            [".js", ".mjs", ".css", ".wasm", ".woff2"].iter().any(|ending| name.ends_with(ending));
        let is_listed = MAIN_PATH.contains(name) || ELSEWHERE.iter().any(|(other, _)| other == name);
        if is_loaded && !is_listed {
            bail!("dist/{name} is counted nowhere; list it in MAIN_PATH or ELSEWHERE in xtask/src/size.rs");
        }
    }
    Ok(())
}

fn row(name: &str, raw: usize, gzip: usize, brotli: usize) {
    let cell = |bytes: usize| if bytes == 0 { String::new() } else { bytes.to_string() };
    println!("{name:<30} {:>9} {:>9} {:>9}", cell(raw), cell(gzip), cell(brotli));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(names: &[&str]) -> Site {
        let asset = || Asset {
            mime: "text/plain",
            digest: String::new(),
            plain: vec![0; 100],
            gzip: vec![0; 10],
            brotli: vec![0; 1],
        };
        let path = |name: &str| match name.strip_prefix("./") {
            Some(name) => name.to_owned(),
            None => format!("interlocal-0.1.0-0123456789/{name}"),
        };
        names.iter().map(|name| (path(name), asset())).collect()
    }

    #[test]
    fn the_sum_counts_the_main_path_and_nothing_else() {
        let mut site = site(&MAIN_PATH);
        site.extend(self::site(&["es.html", "questionnaire.html"]));
        site.extend(self::site(&ELSEWHERE.map(|(name, _)| name)));
        assert_eq!(sum(&by_plain_name(&site), &MAIN_PATH), Total { raw: 900, gzip: 90, brotli: 9 });
        check_complete(&by_plain_name(&site)).unwrap();
    }

    #[test]
    fn where_webassembly_is_off_the_main_path_is_counted_too_but_for_pages_and_styles() {
        let is_counted = |name: &&&str| !name.ends_with(".html") && !name.ends_with(".css");
        for name in MAIN_PATH.iter().filter(is_counted) {
            assert!(SCRIPTS.contains(name), "{name}");
        }
    }

    #[test]
    fn a_byte_over_the_budget_is_refused() {
        assert!(within("it", 100, 100).is_ok());
        assert_eq!(within("it", 101, 100).unwrap_err().to_string(), "it is 1 bytes over its budget of 100");
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = check_complete(&by_plain_name(&site(&MAIN_PATH[1..]))).unwrap_err();
        assert!(error.to_string().starts_with("index.html is not in dist/"), "{error}");
    }

    #[test]
    fn the_scripts_of_a_release_are_all_there_or_none_is() {
        let all: Vec<&str> =
            MAIN_PATH.into_iter().chain(SCRIPTS).chain(ELSEWHERE.map(|(name, _)| name)).collect();
        let without: Vec<&str> = all.iter().copied().filter(|name| !is_script_of_program(name)).collect();
        assert!(without.len() < all.len());
        check_complete(&by_plain_name(&site(&without))).unwrap();
        let one = [&without[..], &["interlocal_app_script.js"]].concat();
        assert!(check_complete(&by_plain_name(&site(&one))).is_err());
    }

    #[test]
    fn a_script_nobody_counts_is_refused() {
        let mut site = site(&MAIN_PATH);
        site.extend(self::site(&["extra/analytics.js"]));
        assert!(check_complete(&by_plain_name(&site)).is_err());
    }
}
