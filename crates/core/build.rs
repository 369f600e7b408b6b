//! Generates the enums `Word`, `DeskWord` and `ShellWord` with their tables of texts from the JSON files in `words/`
//! (one flat object per language). A missing or misspelt key is therefore a build error, and a look-up is an array
//! index.
//!
//! `Word` has the texts of the questionnaire (`words/*.json`), `DeskWord` those of the workbench
//! (`words/{desk,pair,group,results}/*.json`), and `ShellWord` those of the page around both (`words/shell/*.json`).
//! They are separate so that the questionnaire contains only the texts that it shows.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

type Words = BTreeMap<String, String>;

/// An enum to generate, with the folders that its texts come from.
struct Set {
    name: &'static str,
    about: &'static str,
    /// Each key is in exactly one of these folders.
    folders: &'static [&'static str],
}

const SETS: [Set; 3] = [
    Set {
        name: "Word",
        about: "The texts of the questionnaire that aren't part of a bank.",
        folders: &["words"],
    },
    Set {
        name: "DeskWord",
        about: "The texts of the workbench and of saved files.",
        folders: &["words/desk", "words/pair", "words/group", "words/results"],
    },
    Set {
        name: "ShellWord",
        about: "The texts of pages that are written at build time.",
        folders: &["words/shell"],
    },
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=words");
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let mut out = String::new();
    for (idx, set) in SETS.iter().enumerate() {
        let languages = joined(&root, set.folders)?;
        if idx == 0 {
            let codes: Vec<&str> = languages.iter().map(|(code, _)| code.as_str()).collect();
            out.push_str("/// Codes of the languages of the interface, English first.\n");
            writeln!(out, "pub const LANGS: [&str; {}] = {codes:?};\n", codes.len())?;
        }
        generate(set, &languages, &mut out)?;
    }
    std::fs::write(PathBuf::from(std::env::var("OUT_DIR")?).join("words.rs"), out)?;
    Ok(())
}

/// Reads all folders and joins the words of each language. Every folder must have the same languages.
fn joined(root: &Path, folders: &[&str]) -> Result<Vec<(String, Words)>, Box<dyn Error>> {
    let mut all: Vec<(String, Words)> = Vec::new();
    for folder in folders {
        let part = languages(&root.join(folder))?;
        check(folder, &part)?;
        if all.is_empty() {
            all = part;
            continue;
        }
        if !all.iter().map(|(code, _)| code).eq(part.iter().map(|(code, _)| code)) {
            return Err(format!("{folder} has not the languages of {}", folders[0]).into());
        }
        for ((_, all), (_, part)) in all.iter_mut().zip(part) {
            for (key, text) in part {
                if all.insert(key.clone(), text).is_some() {
                    return Err(format!("{folder} says {key}, which another folder says, too").into());
                }
            }
        }
    }
    Ok(all)
}

/// Reads the languages of a folder. English comes first: its keys are the reference, and it is the fallback language.
fn languages(folder: &Path) -> Result<Vec<(String, Words)>, Box<dyn Error>> {
    let mut languages = vec![("en".to_owned(), read(&folder.join("en.json"))?)];
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.sort();
    for file in files.into_iter().filter(|file| file.extension().is_some_and(|e| e == "json")) {
        let code =
            file.file_stem().and_then(|s| s.to_str()).ok_or("a words file needs a plain name")?.to_owned();
        if code != "en" {
            languages.push((code, read(&file)?));
        }
    }
    Ok(languages)
}

fn read(path: &Path) -> Result<Words, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()).into())
}

/// Checks that every language has the same keys with the same `{placeholders}`.
fn check(folder: &str, languages: &[(String, Words)]) -> Result<(), Box<dyn Error>> {
    let (_, english) = &languages[0];
    for (code, words) in &languages[1..] {
        if let Some(key) = words.keys().find(|key| !english.contains_key(*key)) {
            return Err(format!("{folder}/{code}.json: {key} is not in {folder}/en.json").into());
        }
        for (key, text) in english {
            let theirs = words.get(key).ok_or_else(|| format!("{folder}/{code}.json lacks {key}"))?;
            if placeholders(theirs) != placeholders(text) {
                return Err(format!("{folder}/{code}.json: {key} has other placeholders than English").into());
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

fn generate(set: &Set, languages: &[(String, Words)], out: &mut String) -> std::fmt::Result {
    let Set { name, about, .. } = set;
    writeln!(
        out,
        "/// {about}\n#[derive(Debug, Clone, Copy, PartialEq, Eq)]\n#[repr(u16)]\npub enum {name} {{"
    )?;
    for (key, text) in &languages[0].1 {
        writeln!(out, "    /// `{text:?}`\n    {},", camel(key))?;
    }
    writeln!(
        out,
        "}}\n\nimpl {name} {{\n    /// All texts, each with its key in the files.\n    pub const NAMED: &[(&str, {name})] = &["
    )?;
    for key in languages[0].1.keys() {
        writeln!(out, "        ({key:?}, {name}::{}),", camel(key))?;
    }
    writeln!(out, "    ];\n}}\n\nimpl Say for {name} {{\n    fn texts(self) -> Texts {{")?;
    // Each language is one string with a table of end positions, because a table of pointers would be much larger.
    writeln!(out, "        static TEXTS: [&str; {}] = [", languages.len())?;
    for (_, words) in languages {
        writeln!(out, "            {:?},", words.values().map(String::as_str).collect::<String>())?;
    }
    writeln!(out, "        ];\n        static ENDS: [&[u16]; {}] = [", languages.len())?;
    for (_, words) in languages {
        let ends: Vec<usize> = words
            .values()
            .scan(0, |end, text| {
                *end += text.len();
                Some(*end)
            })
            .collect();
        writeln!(out, "            &{ends:?},")?;
    }
    writeln!(
        out,
        "        ];\n        Texts {{ texts: &TEXTS, ends: &ENDS, idx: self as u16 }}\n    }}\n}}\n"
    )
}

fn camel(key: &str) -> String {
    key.split(['.', '-']).map(|part| part[..1].to_uppercase() + &part[1..]).collect()
}
