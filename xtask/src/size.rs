//! `size`: what one visitor downloads on the main path, against the budget. Knows which files those are.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use crate::assets::{self, Asset, Site};
use crate::paths;
use crate::site::plain_name;

/// All of the main path, in bytes on the wire. docs/design.md says where the number comes from.
const BUDGET: usize = 150_000;

/// What the browser fetches from the first request to the finished profile.
const MAIN_PATH: [&str; 8] = [
    "index.html",
    "interlocal.css",
    "boot.js",
    "visit.js",
    "load.js",
    "interlocal_app.js",
    "interlocal_app_bg.wasm",
    "favicon.svg",
];

/// What is downloaded where WebAssembly is off, beyond pages and styles, in bytes on the wire.
const FALLBACK_BUDGET: usize = 400_000;

/// What such a visitor needs beside the scripts of the main path. What these would have run is preloaded all the same.
const FALLBACK: [&str; 3] = ["interlocal_app_script.js", "slower.js", "why.en.json"];

/// Scripts and styles off the main path, each with the visitor who does load it.
const ELSEWHERE: [(&str, &str); 19] = [
    ("desk.css", "who chooses what a link says, seals, opens a file or compares"),
    ("element.css", "who sees the widget in somebody else's page"),
    ("group_host.js", "the same as desk.css"),
    ("guest.js", "the same as element.css, once the widget begins"),
    ("interlocal.js", "the same as element.css"),
    ("why.js", "who sees that the widget did not start"),
    ("group_worker.js", "who opens a group of agencies"),
    ("interlocal_desk.js", "the same as desk.css"),
    ("interlocal_desk_bg.wasm", "the same"),
    ("interlocal_desk_script.js", "the same, where WebAssembly is off"),
    ("interlocal_group.js", "who opens a group, in a browser with vectors"),
    ("interlocal_group_bg.wasm", "the same"),
    ("interlocal_group_plain.js", "who opens a group, in a browser without"),
    ("interlocal_group_plain_bg.wasm", "the same"),
    ("interlocal_group_plain_script.js", "who opens a group, where WebAssembly is off"),
    ("paper.css", "who prints the questionnaire"),
    ("theme-govuk.css", "whose page asks for that theme"),
    ("theme-plain.css", "the same"),
    ("theme-uswds.css", "the same"),
];

pub(crate) fn run() -> Result<()> {
    let site = assets::load(&paths::dist())?;
    let site = by_plain_name(&site);
    check_complete(&site)?;
    println!("{:<32} {:>9} {:>9} {:>9}", "main path, bytes", "raw", "gzip", "brotli");
    let total = part(&site, MAIN_PATH.into_iter());
    println!("\nwhere WebAssembly is off, beyond pages and styles");
    let fallback = part(&site, without_webassembly());
    println!();
    for (name, who) in ELSEWHERE {
        if let Some(asset) = site.get(name) {
            row(name, asset.plain.len(), asset.gzip.len(), asset.brotli.len());
            println!("  for {who}");
        }
    }
    println!();
    hold("the main path", total.brotli, BUDGET)?;
    hold("what is downloaded where WebAssembly is off", fallback.brotli, FALLBACK_BUDGET)
}

/// The files by name, and what they weigh together.
fn part(site: &Files, names: impl Iterator<Item = &'static str> + Clone) -> Total {
    for name in names.clone() {
        if let Some(asset) = site.get(name) {
            row(name, asset.plain.len(), asset.gzip.len(), asset.brotli.len());
        }
    }
    let total = sum(site, names);
    row("total", total.raw, total.gzip, total.brotli);
    total
}

fn hold(what: &str, bytes: usize, budget: usize) -> Result<()> {
    row("budget", 0, 0, budget);
    if bytes > budget {
        bail!("{what} is {} bytes over its budget of {budget}", bytes - budget);
    }
    println!("{} bytes left for {what}", budget - bytes);
    Ok(())
}

fn without_webassembly() -> impl Iterator<Item = &'static str> + Clone {
    let is_script = |name: &&str| !name.ends_with(".html") && !name.ends_with(".css");
    MAIN_PATH.into_iter().filter(is_script).chain(FALLBACK)
}

#[derive(Debug, Default, PartialEq)]
struct Total {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Without the folder, whose name changes with what is in it.
type Files<'a> = BTreeMap<&'a str, &'a Asset>;

fn by_plain_name(site: &Site) -> Files<'_> {
    site.iter().map(|(path, asset)| (plain_name(path), asset)).collect()
}

fn sum(site: &Files, names: impl Iterator<Item = &'static str>) -> Total {
    names.filter_map(|name| site.get(name)).fold(Total::default(), |total, asset| Total {
        raw: total.raw + asset.plain.len(),
        gzip: total.gzip + asset.gzip.len(),
        brotli: total.brotli + asset.brotli.len(),
    })
}

/// A file that is missing, or a new script that nobody counts, would make the sum a lie.
fn check_complete(site: &Files) -> Result<()> {
    for name in listed() {
        if !site.contains_key(name) {
            bail!("{name} is not in dist/; build it, or take it off the lists in xtask/src/size.rs");
        }
    }
    for name in site.keys() {
        let is_loaded =
            [".js", ".mjs", ".css", ".wasm", ".woff2"].iter().any(|ending| name.ends_with(ending));
        if is_loaded && !listed().any(|other| other == *name) {
            bail!("dist/{name} is counted nowhere; list it in xtask/src/size.rs");
        }
    }
    Ok(())
}

fn listed() -> impl Iterator<Item = &'static str> {
    MAIN_PATH.into_iter().chain(FALLBACK).chain(ELSEWHERE.into_iter().map(|(name, _)| name))
}

fn row(name: &str, raw: usize, gzip: usize, brotli: usize) {
    let cell = |bytes: usize| if bytes == 0 { String::new() } else { bytes.to_string() };
    println!("{name:<32} {:>9} {:>9} {:>9}", cell(raw), cell(gzip), cell(brotli));
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
        names.iter().map(|name| ((*name).to_owned(), asset())).collect()
    }

    #[test]
    fn the_sum_counts_the_main_path_and_nothing_else() {
        let mut site = site(&listed().collect::<Vec<_>>());
        site.extend(self::site(&["es.html", "questionnaire.html"]));
        let site = by_plain_name(&site);
        assert_eq!(sum(&site, MAIN_PATH.into_iter()), Total { raw: 800, gzip: 80, brotli: 8 });
        check_complete(&site).unwrap();
    }

    #[test]
    fn without_webassembly_the_program_is_counted_in_both_forms_and_pages_and_styles_in_none() {
        let names: Vec<&str> = without_webassembly().collect();
        assert!(names.contains(&"interlocal_app_bg.wasm"), "it is preloaded");
        assert!(names.contains(&"interlocal_app_script.js"));
        assert!(!names.iter().any(|name| name.ends_with(".html") || name.ends_with(".css")), "{names:?}");
    }

    #[test]
    fn a_byte_over_the_budget_is_refused() {
        assert!(hold("it", 100, 100).is_ok());
        assert_eq!(hold("it", 101, 100).unwrap_err().to_string(), "it is 1 bytes over its budget of 100");
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = check_complete(&by_plain_name(&site(&MAIN_PATH[1..]))).unwrap_err();
        assert!(error.to_string().starts_with("index.html is not in dist/"), "{error}");
    }

    #[test]
    fn a_script_nobody_counts_is_refused() {
        let mut site = site(&MAIN_PATH);
        site.extend(self::site(&["extra/analytics.js"]));
        assert!(check_complete(&by_plain_name(&site)).is_err());
    }
}
