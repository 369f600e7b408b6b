//! `size`: compares the bytes that a visitor downloads on the main path with the budget.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use crate::assets::{self, Asset, Site};
use crate::paths;
use crate::site::{FOLLOWING, plain_name};

/// Maximum for the main path, in compressed bytes. docs/benchmarks.md explains the number.
const BUDGET: usize = 155_200;

/// The files that a browser loads from the first request to the finished profile.
const MAIN_PATH: [&str; 10] = [
    "index.html",
    "interlocal.css",
    "boot.js",
    "old.js",
    "program-switch.js",
    "load.js",
    "offline.js",
    "interlocal_app.js",
    "interlocal_app_bg.wasm",
    "favicon.svg",
];

/// Maximum for visitors without WebAssembly, except pages and styles, in compressed bytes.
const SCRIPT_BUDGET: usize = 400_000;

/// The files for visitors without WebAssembly. The page also requests the usual form of the program, before it knows
/// that it can't run. The longer of the two languages counts.
const SCRIPTS: [&str; 11] = [
    "boot.js",
    "old.js",
    "program-switch.js",
    "load.js",
    "interlocal_app.js",
    "interlocal_app_bg.wasm",
    "favicon.svg",
    "interlocal_app_script.js",
    "warn-no-wasm.js",
    "diagnose.es.js",
    "offline.js",
];

/// Maximum for a page with the element that no visitor has looked at yet, in compressed bytes.
const QUIET_BUDGET: usize = 8_000;

/// The files that such a page loads. The longer start screen of the two languages counts.
const QUIET: [&str; 4] = ["interlocal.js", "interlocal.css", "element.css", "start.es.json"];

/// The key for [`FOLLOWING`] in [`Files`].
const OUTSIDE: &str = "./interlocal.js";

/// Scripts and styles off the main path, each with the visitors or pages that load it.
const ELSEWHERE: [(&str, &str); 36] = [
    (OUTSIDE, "sites that follow new releases"),
    ("bank.js", "pages that name their own questionnaire"),
    ("interlocal_reader.js", "as bank.js"),
    ("interlocal_reader_bg.wasm", "as bank.js"),
    ("interlocal_reader_script.js", "as bank.js, without WebAssembly"),
    ("interlocal_app_script.js", "visitors without WebAssembly"),
    ("regions.js", "visitors whose country or state is written as a name"),
    ("warn-no-wasm.js", "visitors without WebAssembly"),
    ("desk.css", "visitors who choose what a link includes, encrypt it, open a file or compare"),
    ("element.css", "pages with the element"),
    ("get.css", "as snippet-builder.js"),
    ("snippet-builder.js", "site owners who make a snippet"),
    ("gallery.css", "the gallery of themes"),
    ("embed.css", "pages with the widget in a frame"),
    ("embed.js", "as embed.css"),
    ("group-host.js", "as desk.css"),
    ("embedded-host.js", "as element.css, once the widget starts"),
    ("install.js", "sites that allow the page to be installed"),
    ("interlocal.js", "as element.css"),
    ("resize.js", "pages around a frame with the widget"),
    ("sw-off.js", "sites that replace sw.js by it"),
    ("sw.js", "the service worker, which fetches the files to keep once the page runs"),
    ("diagnose.en.js", "visitors for whom the widget didn't start"),
    ("diagnose.es.js", "as diagnose.en.js, in Spanish"),
    ("diagnose.js", "as diagnose.en.js, in both languages"),
    ("group-worker.js", "visitors who open a group of agencies"),
    ("interlocal_desk.js", "as desk.css"),
    ("interlocal_desk_bg.wasm", "as desk.css"),
    ("interlocal_desk_script.js", "as desk.css, without WebAssembly"),
    ("interlocal_group.js", "as group-worker.js"),
    ("interlocal_group_bg.wasm", "as group-worker.js"),
    ("interlocal_group_script.js", "as group-worker.js, without WebAssembly or SIMD"),
    ("paper.css", "visitors who print the questionnaire"),
    ("theme-govuk.css", "pages that choose this theme"),
    ("theme-plain.css", "pages that choose this theme"),
    ("theme-uswds.css", "pages that choose this theme"),
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
            println!("  loaded by: {who}");
        }
    }
    println!();
    let quiet = sum(&site, &QUIET);
    row("before a first look", quiet.raw, quiet.gzip, quiet.brotli);
    within("the element before a first look", quiet.brotli, QUIET_BUDGET)?;
    if is_release(&site) {
        let scripts = sum(&site, &SCRIPTS);
        row("without WebAssembly", scripts.raw, scripts.gzip, scripts.brotli);
        within("the download without WebAssembly", scripts.brotli, SCRIPT_BUDGET)?;
    } else {
        println!("without WebAssembly: not measured, because this build has no fallback scripts");
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

/// The site's files without the folder, whose name changes with its contents. [`FOLLOWING`], which is outside the
/// folder, has the key [`OUTSIDE`].
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

/// Whether this is the site of a release, which also has all programs as scripts.
fn is_release(site: &Files) -> bool {
    site.keys().any(|name| is_script_of_program(name))
}

fn is_script_of_program(name: &str) -> bool {
    name.ends_with("_script.js")
}

/// Fails if a listed file is missing, or if a script or style isn't listed, because the sums would then be wrong.
fn check_complete(site: &Files) -> Result<()> {
    let is_release = is_release(site);
    for name in MAIN_PATH.iter().chain(&SCRIPTS).chain(ELSEWHERE.iter().map(|(name, _)| name)) {
        if !site.contains_key(*name) && (is_release || !is_script_of_program(name)) {
            bail!("{name} is not in dist/; build it, or remove it from the lists in xtask/src/size.rs");
        }
    }
    for name in site.keys() {
        let is_loaded =
            [".js", ".mjs", ".css", ".wasm", ".woff2"].iter().any(|ending| name.ends_with(ending));
        let is_listed = MAIN_PATH.contains(name) || ELSEWHERE.iter().any(|(other, _)| other == name);
        if is_loaded && !is_listed {
            bail!("dist/{name} isn't in any list; add it to MAIN_PATH or ELSEWHERE in xtask/src/size.rs");
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
    fn the_sum_counts_only_the_main_path() {
        let mut site = site(&MAIN_PATH);
        site.extend(self::site(&["es.html", "questionnaire.html"]));
        site.extend(self::site(&ELSEWHERE.map(|(name, _)| name)));
        assert_eq!(sum(&by_plain_name(&site), &MAIN_PATH), Total { raw: 1000, gzip: 100, brotli: 10 });
        check_complete(&by_plain_name(&site)).unwrap();
    }

    #[test]
    fn the_sum_without_webassembly_includes_the_main_path_except_pages_and_styles() {
        let is_counted = |name: &&&str| !name.ends_with(".html") && !name.ends_with(".css");
        for name in MAIN_PATH.iter().filter(is_counted) {
            assert!(SCRIPTS.contains(name), "{name}");
        }
    }

    #[test]
    fn a_byte_over_the_budget_is_an_error() {
        assert!(within("it", 100, 100).is_ok());
        assert_eq!(within("it", 101, 100).unwrap_err().to_string(), "it is 1 bytes over its budget of 100");
    }

    #[test]
    fn the_error_names_a_missing_file() {
        let error = check_complete(&by_plain_name(&site(&MAIN_PATH[1..]))).unwrap_err();
        assert!(error.to_string().starts_with("index.html is not in dist/"), "{error}");
    }

    #[test]
    fn a_site_has_all_scripts_of_a_release_or_none() {
        let all: Vec<&str> =
            MAIN_PATH.into_iter().chain(SCRIPTS).chain(ELSEWHERE.map(|(name, _)| name)).collect();
        let without: Vec<&str> = all.iter().copied().filter(|name| !is_script_of_program(name)).collect();
        assert!(without.len() < all.len());
        check_complete(&by_plain_name(&site(&without))).unwrap();
        let one = [&without[..], &["interlocal_app_script.js"]].concat();
        assert!(check_complete(&by_plain_name(&site(&one))).is_err());
    }

    #[test]
    fn an_unlisted_script_is_an_error() {
        let mut site = site(&MAIN_PATH);
        site.extend(self::site(&["extra/analytics.js"]));
        assert!(check_complete(&by_plain_name(&site)).is_err());
    }
}
