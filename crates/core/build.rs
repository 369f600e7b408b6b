//! Turns `words/*.json`, one flat object a language, into `Word` and its tables, so that a missing or misspelt key
//! is a build error and a look-up is an array index.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

type Words = BTreeMap<String, String>;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=words");
    let folder = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("words");
    // English comes first: its keys are the list, and it stands in for a language that nobody here speaks.
    let mut languages = vec![("en".to_owned(), read(&folder.join("en.json"))?)];
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.sort();
    for file in files {
        let code =
            file.file_stem().and_then(|s| s.to_str()).ok_or("a words file needs a plain name")?.to_owned();
        if code != "en" && file.extension().is_some_and(|e| e == "json") {
            languages.push((code, read(&file)?));
        }
    }
    check(&languages)?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("words.rs");
    std::fs::write(out, generate(&languages)?)?;
    Ok(())
}

fn read(path: &Path) -> Result<Words, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()).into())
}

/// Every language has the same keys with the same `{placeholders}`.
fn check(languages: &[(String, Words)]) -> Result<(), Box<dyn Error>> {
    let (_, english) = &languages[0];
    for (code, words) in &languages[1..] {
        if let Some(key) = words.keys().find(|key| !english.contains_key(*key)) {
            return Err(format!("words/{code}.json: {key} is not in words/en.json").into());
        }
        for (key, text) in english {
            let theirs = words.get(key).ok_or_else(|| format!("words/{code}.json lacks {key}"))?;
            if placeholders(theirs) != placeholders(text) {
                return Err(format!("words/{code}.json: {key} has other placeholders than English").into());
            }
        }
    }
    Ok(())
}

fn placeholders(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> =
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn generate(languages: &[(String, Words)]) -> Result<String, std::fmt::Error> {
    let mut out = String::from("/// Every text of the interface that does not belong to a bank.\n");
    out.push_str("#[derive(Debug, Clone, Copy, PartialEq, Eq)]\n#[repr(u16)]\npub enum Word {\n");
    for (key, text) in &languages[0].1 {
        writeln!(out, "    /// {text:?}\n    {},", camel(key))?;
    }
    out.push_str("}\n\n/// Codes of the languages that the interface speaks; English first.\n");
    let codes: Vec<&str> = languages.iter().map(|(code, _)| code.as_str()).collect();
    writeln!(out, "pub const LANGS: [&str; {}] = {codes:?};\n", codes.len())?;
    // One text a language with the places where entries end: a table of pointers would weigh as much as a page.
    writeln!(out, "static TEXTS: [&str; {}] = [", languages.len())?;
    for (_, words) in languages {
        writeln!(out, "    {:?},", words.values().map(String::as_str).collect::<String>())?;
    }
    writeln!(out, "];\nstatic ENDS: [[u16; {}]; {}] = [", languages[0].1.len(), languages.len())?;
    for (_, words) in languages {
        let ends: Vec<usize> = words
            .values()
            .scan(0, |end, text| {
                *end += text.len();
                Some(*end)
            })
            .collect();
        writeln!(out, "    {ends:?},")?;
    }
    out.push_str("];\n");
    Ok(out)
}

fn camel(key: &str) -> String {
    key.split(['.', '-']).map(|part| part[..1].to_uppercase() + &part[1..]).collect()
}
