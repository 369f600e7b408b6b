//! The third-party parts of a release: crates and packages with their licences, as a text with the notices that the
//! licences require, and as a bill of materials for scanners. cargo-deny checks whether the licences are allowed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::shell::{self, read};
use crate::{paths, programs, tools};

/// A crate or package from outside this repository.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part {
    kind: Kind,
    name: String,
    version: String,
    /// An SPDX expression.
    license: String,
    repository: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// A crate that is compiled into the WebAssembly.
    Cargo,
    /// A package of scripts, which the site includes unchanged.
    Npm,
}

impl Kind {
    /// The type in package URLs.
    fn id(self) -> &'static str {
        match self {
            Kind::Cargo => "cargo",
            Kind::Npm => "npm",
        }
    }
}

/// All crates and packages that the site in `dist` contains parts of.
pub(super) fn all(dist: &Path) -> Result<BTreeSet<Part>> {
    let mut parts = compiled_in()?;
    parts.extend(scripts(dist)?);
    Ok(parts)
}

/// The packages whose scripts the site includes. The build adds a comment with the package's name and licence
/// to the script.
fn scripts(dist: &Path) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    for path in paths::files_under(dist)? {
        if path.extension().is_none_or(|ending| ending != "js") {
            continue;
        }
        let text = fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
        // The build's own comment has two words.
        let names =
            text.lines().filter_map(|line| line.strip_prefix("/*! ")).filter(|name| !name.contains(' '));
        for name in names {
            tools::build_packages()?;
            let about = npm_folder(name).join("package.json");
            let about = fs::read_to_string(&about).with_context(|| {
                format!(
                    "{} has a licence comment for the npm package {name}, which isn't installed",
                    path.display()
                )
            })?;
            parts.push(npm_part(name, &about)?);
        }
    }
    Ok(parts)
}

fn npm_folder(name: &str) -> PathBuf {
    paths::root().join(tools::BUILD_PACKAGES).join("node_modules").join(name)
}

/// Reads a part from the text of its `package.json`. npm formats it with each field on a line of its own.
fn npm_part(name: &str, about: &str) -> Result<Part> {
    let field = |key: &str| -> Result<String> {
        let start = format!("\n  \"{key}\": \"");
        let value = about.split_once(&start).and_then(|(_, rest)| rest.split_once('"'));
        let (value, _) = value.with_context(|| format!("the package.json of {name} has no {key}"))?;
        Ok(value.to_owned())
    };
    Ok(Part {
        kind: Kind::Npm,
        name: name.to_owned(),
        version: field("version")?,
        license: field("license")?,
        repository: field("homepage").unwrap_or_default(),
    })
}

/// All crates that are compiled into the programs.
fn compiled_in() -> Result<BTreeSet<Part>> {
    let mut parts = BTreeSet::new();
    for package in programs::ALL.map(|program| program.package) {
        let mut cargo = shell::cargo();
        cargo.args(["tree", "--package", package, "--target", tools::WASM, "--prefix", "none"]);
        cargo.args(["--edges", "normal,no-proc-macro", "--format", "{p}|{l}|{r}"]);
        parts.extend(read(&mut cargo)?.lines().filter_map(part));
    }
    if parts.is_empty() {
        bail!("cargo tree lists no crate; has its output changed?");
    }
    Ok(parts)
}

/// Parses a line such as `fnv v1.0.7|Apache-2.0 / MIT|https://…`. `None` for our own crates, which have a path.
fn part(line: &str) -> Option<Part> {
    let line = line.strip_suffix(" (*)").unwrap_or(line);
    let mut fields = line.split('|');
    let (name, version) = fields.next()?.split_once(" v")?;
    let (license, repository) = (fields.next()?, fields.next()?);
    let is_own = version.contains('(');
    // Old manifests use a slash for SPDX's OR.
    let license = license.replace(" / ", " OR ").replace('/', " OR ");
    (!is_own).then(|| Part {
        kind: Kind::Cargo,
        name: name.to_owned(),
        version: version.to_owned(),
        license,
        repository: repository.to_owned(),
    })
}

const HEAD: &str = "\
Third-party crates and packages in this release's programs and scripts, with their licenses.
The Rust standard library is included, too: MIT OR Apache-2.0, Copyright (c) The Rust Project Contributors.
";

/// For parts whose package has no text of the licence.
const NO_TEXT: &str = "\n    (Its package has no text of its license; see this address.)";

/// The list of parts, followed by each required licence text once.
pub(super) fn notices(parts: &BTreeSet<Part>) -> Result<String> {
    let mut out = HEAD.to_owned();
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for part in parts {
        let Part { name, version, license, repository, .. } = part;
        out += &format!("\n{name} {version}: {license}\n    {repository}");
        let its = license_texts(&part.folder()?, license)?;
        if its.is_empty() {
            out += NO_TEXT;
        }
        for text in its {
            texts.entry(text).or_default().push(format!("{name} {version}"));
        }
    }
    for (text, of) in texts {
        out += &format!("\n\n{}\n{}\n\n{text}", "=".repeat(78), of.join(", "));
    }
    Ok(out + "\n")
}

impl Part {
    /// The folder where cargo or npm unpacked the part.
    fn folder(&self) -> Result<PathBuf> {
        if self.kind == Kind::Npm {
            return Ok(npm_folder(&self.name));
        }
        let name = format!("{}-{}", self.name, self.version);
        let found =
            paths::registries()?.into_iter().map(|folder| folder.join(&name)).find(|path| path.is_dir());
        found.with_context(|| format!("cargo has no sources of {name}; build first"))
    }
}

/// The licence texts to include. If there is a choice of licences, MIT is chosen, which only requires its text.
fn license_texts(folder: &Path, license: &str) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("can't list {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_uppercase();
        if ["LICEN", "COPY", "NOTICE", "UNLICENSE"].iter().any(|start| name.starts_with(start))
            && path.is_file()
        {
            files.push((name, path));
        }
    }
    files.sort();
    let is_mit = |name: &str| name.contains("MIT");
    if !license.contains(" AND ") && files.iter().any(|(name, _)| is_mit(name)) {
        files.retain(|(name, _)| is_mit(name) || name.starts_with("NOTICE"));
    }
    let text =
        |path: &Path| fs::read_to_string(path).map(|text| text.replace("\r\n", "\n").trim().to_owned());
    files
        .iter()
        .map(|(_, path)| text(path).with_context(|| format!("can't read {}", path.display())))
        .collect()
}

/// A bill of materials in CycloneDX 1.6. Names, versions and licences need no escapes.
pub(super) fn bill(parts: &BTreeSet<Part>, version: &str) -> String {
    let components: Vec<String> = parts.iter().map(component).collect();
    format!(
        r#"{{
  "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
  "bomFormat": "CycloneDX",
  "specVersion": "1.6",
  "version": 1,
  "metadata": {{
    "component": {{
      "type": "application",
      "bom-ref": "pkg:npm/interlocal-assessment@{version}",
      "name": "interlocal-assessment",
      "version": "{version}",
      "licenses": [{{ "expression": "MIT OR Apache-2.0" }}],
      "purl": "pkg:npm/interlocal-assessment@{version}"
    }}
  }},
  "components": [
{}
  ]
}}
"#,
        components.join(",\n")
    )
}

fn component(part: &Part) -> String {
    let Part { kind, name, version, license, .. } = part;
    let purl = format!("pkg:{}/{name}@{}", kind.id(), version.replace('+', "%2B"));
    format!(
        r#"    {{ "type": "library", "bom-ref": "{purl}", "name": "{name}", "version": "{version}", "licenses": [{{ "expression": "{license}" }}], "purl": "{purl}" }}"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_cargo_is_a_part_unless_the_crate_is_our_own() {
        let fnv = part("fnv v1.0.7|Apache-2.0 / MIT|https://example.org/fnv (*)").unwrap();
        assert_eq!((fnv.name.as_str(), fnv.version.as_str()), ("fnv", "1.0.7"));
        assert_eq!(fnv.license, "Apache-2.0 OR MIT");
        assert_eq!(fnv.repository, "https://example.org/fnv");
        assert_eq!(part("interlocal-core v0.1.0 (/checkout/crates/core)|MIT OR Apache-2.0|"), None);
        assert_eq!(part(""), None);
    }

    #[test]
    fn the_list_has_crates_of_the_programs_but_not_of_the_build() {
        let parts = compiled_in().unwrap();
        let has = |name: &str| parts.iter().any(|part| part.name == name);
        for name in ["yew", "wasm-bindgen", "qrcodegen", "rawzip", "wide", "postcard"] {
            assert!(has(name), "{name} is missing");
        }
        for name in
            ["axum", "parquet", "wasm-bindgen-cli-support", "syn", "rqrr", "rust_xlsxwriter", "anyhow"]
        {
            assert!(!has(name), "{name} shouldn't be listed");
        }
        assert!(parts.iter().all(|part| !part.license.is_empty()), "{parts:?}");
    }

    #[test]
    fn version_and_license_of_a_package_are_read() {
        let about = "{\n  \"name\": \"lean-qr\",\n  \"version\": \"2.7.4\",\n  \"license\": \"MIT\",\n  \"engines\": {\n    \"version\": \"0\"\n  }\n}\n";
        let it = npm_part("lean-qr", about).unwrap();
        assert_eq!((it.version.as_str(), it.license.as_str(), it.kind.id()), ("2.7.4", "MIT", "npm"));
        assert!(npm_part("lean-qr", "{}").is_err());
    }

    #[test]
    fn the_bill_lists_each_part_once() {
        let parts: BTreeSet<Part> =
            ["a v1.0.0|MIT|x", "b v2.0.0+c|Zlib|y"].iter().filter_map(|line| part(line)).collect();
        let bill = bill(&parts, "9.9.9");
        assert_eq!(bill.matches("\"type\": \"library\"").count(), 2);
        assert!(bill.contains("\"purl\": \"pkg:cargo/b@2.0.0%2Bc\""), "{bill}");
    }
}
