//! Turns `words/*.json`, one flat object a language, into `Word` and its tables, so that a missing or misspelt key
//! is a build error and a look-up is an array index. `words/{desk,pair,group,results}/*.json` become `DeskWord` in the
//! same way, and `words/shell/*.json` becomes `ShellWord`: texts that the questionnaire does not say, so that it does not
//! carry them.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

type Words = BTreeMap<String, String>;

/// One enum with its texts.
struct Set {
    name: &'static str,
    about: &'static str,
    /// A key stands in one of them.
    folders: &'static [&'static str],
}

const SETS: [Set; 3] = [
    Set {
        name: "Word",
        about: "Every text of the interface that does not belong to a bank.",
        folders: &["words"],
    },
    Set {
        name: "DeskWord",
        about: "Every text that only the desk and saved files say.",
        folders: &["words/desk", "words/pair", "words/group", "words/results"],
    },
    Set {
        name: "ShellWord",
        about: "Every text that only pages written at build time say.",
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
            out.push_str("/// Codes of the languages that the interface speaks; English first.\n");
            writeln!(out, "pub const LANGS: [&str; {}] = {codes:?};\n", codes.len())?;
        }
        generate(set, &languages, &mut out)?;
    }
    std::fs::write(PathBuf::from(std::env::var("OUT_DIR")?).join("words.rs"), out)?;
    Ok(())
}

/// The words of all folders, each of which has the same languages.
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

/// English comes first: its keys are the list, and it stands in for a language that nobody here speaks.
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

/// Every language has the same keys with the same `{placeholders}`.
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
        writeln!(out, "    /// {text:?}\n    {},", camel(key))?;
    }
    writeln!(
        out,
        "}}\n\nimpl {name} {{\n    /// All of them, each with its name in the files.\n    pub const NAMED: &[(&str, {name})] = &["
    )?;
    for key in languages[0].1.keys() {
        writeln!(out, "        ({key:?}, {name}::{}),", camel(key))?;
    }
    writeln!(out, "    ];\n}}\n\nimpl Say for {name} {{\n    fn texts(self) -> Texts {{")?;
    // One text a language with the places where entries end: a table of pointers would weigh as much as a page.
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
