//! Tests of bank files: the shipped bank, and `tests/vectors/bank`, in which each file has one change of that bank and the
//! expected findings. `UPDATE=1` rewrites the findings.

use crate::tests::support::on_all_cores;
use crate::tests::support::random::Rng;
use interlocal_core::bank::lint::{Finding, check};
use interlocal_core::bank::{Bank, Slot, TermKind};
use interlocal_core::exchange::{read_profile, scorecard_json};
use interlocal_core::link::{decode, encode_whole};
use interlocal_core::plain_text::{AGENCY_BYTES, LOCAL_BYTES, NOTE_BYTES, PlainText};
use interlocal_core::profile::{Date, Profile, Region, TermAnswer, Tri};
use interlocal_core::response::{Level, Rating, Response};
use interlocal_core::score::score;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const BANK_FILE: &str = include_str!("../../../../banks/share-gov-it.json");
const DIGEST: &str = "ca23bfd4e63abfeef9714a44f23c3e74528e7046b9b510fef77bdce532572f74";

fn shipped() -> Value {
    serde_json::from_str(BANK_FILE).unwrap()
}

fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn lines(findings: &[Finding]) -> Vec<String> {
    let line = |it: &Finding| format!("{} {it}", if it.is_error() { "error" } else { "advice" });
    findings.iter().map(line).collect()
}

mod shipped {
    use super::*;

    #[test]
    fn the_shipped_bank_has_no_findings() {
        assert_eq!(lines(&check(BANK_FILE)), [""; 0]);
    }

    #[test]
    fn the_shipped_bank_has_the_digest_that_it_states() {
        let bank = Bank::parse(BANK_FILE).unwrap();
        assert_eq!(hex(&bank.edition(bank.newest()).digest), DIGEST);
        assert_eq!(shipped()["semantic_sha256"], DIGEST);
        assert_eq!((bank.editions.len(), bank.editions[0].since.as_str()), (1, "1.0.0"));
    }
}

mod vectors {
    use super::*;

    #[test]
    fn every_changed_bank_has_the_findings_that_its_file_states() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/bank");
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let mut wrong = Vec::new();
        for file in &files {
            wrong.extend(check_file(file));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
        assert!(files.len() >= 60, "only {} files", files.len());
    }

    /// Compares the findings with a file's expectation; `None` if they are equal.
    fn check_file(file: &Path) -> Option<String> {
        let mut vector: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let bank = match vector["text"].as_str() {
            Some(text) => text.to_owned(),
            None => patched(&vector["patch"]),
        };
        let findings = check(&bank);
        let (found, stated) = (json!(lines(&findings)), vector["findings"].clone());
        let errors: Vec<Finding> = findings.into_iter().filter(Finding::is_error).collect();
        let refused = Bank::parse(&bank).err().map_or(Vec::new(), |error| error.findings);
        let name = file.file_name().unwrap().display();
        assert_eq!(refused, errors, "{name}: parse and check disagree");
        let says_ok = name.to_string().starts_with("ok-") || name.to_string().starts_with("advice-long");
        assert_eq!(refused.is_empty(), says_ok || name.to_string() == "advice-no-source.json", "{name}");
        if std::env::var_os("UPDATE").is_some() && found != stated {
            vector["findings"] = found;
            std::fs::write(file, format!("{vector:#}\n")).unwrap();
            return None;
        }
        (found != stated).then(|| format!("{name}: expected {stated:#}, got {found:#}"))
    }

    /// Returns the shipped bank after a JSON patch (RFC 6902; add, remove and replace).
    fn patched(patch: &Value) -> String {
        let mut bank = shipped();
        for step in patch.as_array().unwrap() {
            let (parent, key) = step["path"].as_str().unwrap().rsplit_once('/').unwrap();
            let parent = bank.pointer_mut(parent).unwrap_or_else(|| panic!("no {parent}"));
            match (step["op"].as_str().unwrap(), parent) {
                ("add", Value::Array(list)) if key == "-" => list.push(step["value"].clone()),
                ("add", Value::Object(fields)) => {
                    assert!(fields.insert(key.to_owned(), step["value"].clone()).is_none(), "{key} is there");
                }
                ("remove", Value::Array(list)) => drop(list.remove(key.parse().unwrap())),
                ("remove", Value::Object(fields)) => drop(fields.remove(key).expect(key)),
                ("replace", Value::Array(list)) => {
                    list[key.parse::<usize>().unwrap()] = step["value"].clone()
                }
                ("replace", Value::Object(fields)) => {
                    *fields.get_mut(key).expect(key) = step["value"].clone()
                }
                (op, _) => panic!("cannot {op} {key}"),
            }
        }
        bank.to_string()
    }
}

mod editions {
    use super::*;

    fn with_since(since: &str) -> Value {
        let mut file = shipped();
        let mut added = file["capabilities"][35].clone();
        (added["slot"], added["id"], added["since"]) = (json!(37), json!("drones"), json!(since));
        file["capabilities"].as_array_mut().unwrap().push(added);
        file.as_object_mut().unwrap().remove("semantic_sha256");
        file
    }

    #[test]
    fn an_appended_capability_makes_a_second_edition_and_keeps_the_first() {
        let bank = Bank::parse(&with_since("1.1.0").to_string()).unwrap();
        assert_eq!(bank.editions.iter().map(|it| it.since.as_str()).collect::<Vec<_>>(), ["1.0.0", "1.1.0"]);
        assert_eq!(hex(&bank.editions[0].digest), DIGEST);
        assert_ne!(bank.editions[1].digest, bank.editions[0].digest);
        assert_eq!(bank.capability(Slot(37)).since, bank.newest());
    }

    #[test]
    fn a_link_of_the_first_edition_opens_in_the_second() {
        let (old, new) =
            (Bank::parse(BANK_FILE).unwrap(), Bank::parse(&with_since("1.1.0").to_string()).unwrap());
        let mut profile = Profile::empty(&old);
        profile.responses.set(Slot(36), Response::NotApplicable);
        let fragment = encode_whole(&old, &profile);
        let opened = decode(&new, fragment.as_str()).unwrap();
        assert_eq!((opened.responses.get(Slot(36)), opened.edition.0), (Response::NotApplicable, 0));
        assert_eq!(encode_whole(&new, &opened), fragment);
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        let mut file = with_since("1.9.0");
        let mut later = file["capabilities"][36].clone();
        (later["slot"], later["id"], later["since"]) = (json!(38), json!("boats"), json!("1.10.0"));
        file["capabilities"].as_array_mut().unwrap().push(later);
        let bank = Bank::parse(&file.to_string()).unwrap();
        assert_eq!(
            bank.editions.iter().map(|it| it.since.as_str()).collect::<Vec<_>>(),
            ["1.0.0", "1.9.0", "1.10.0"]
        );
    }

    #[test]
    fn too_many_editions_are_rejected() {
        let mut file = with_since("1.1.0");
        let list = file["capabilities"].as_array_mut().unwrap();
        for idx in 37..300 {
            let mut more = list[36].clone();
            (more["slot"], more["id"]) = (json!(idx + 1), json!(format!("more-{idx}")));
            more["since"] = json!(format!("1.{idx}.0"));
            list.push(more);
        }
        let error = Bank::parse(&file.to_string()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "(whole file): has more than 100 different versions in since; release entries together"
        );
    }
}

mod sizes {
    use super::*;

    /// Returns the shipped bank with `n` capabilities and `n_terms` No/OK/Best terms of twelve options.
    fn sized(n: usize, n_terms: usize) -> String {
        let mut file = shipped();
        file.as_object_mut().unwrap().remove("semantic_sha256");
        let (capability, term) = (file["capabilities"][35].clone(), file["terms"][1].clone());
        let capabilities = file["capabilities"].as_array_mut().unwrap();
        for idx in capabilities.len()..n {
            let mut more = capability.clone();
            (more["slot"], more["id"]) = (json!(idx + 1), json!(format!("more-{idx}")));
            capabilities.push(more);
        }
        let terms = file["terms"].as_array_mut().unwrap();
        for idx in terms.len()..n_terms {
            let mut more = term.clone();
            (more["slot"], more["id"]) = (json!(idx + 1), json!(format!("term-more-{idx}")));
            let option =
                |i: usize| json!({"id": format!("o{i}"), "index": i, "label": {"en": "O", "es": "O"}});
            more["options"] = (0..12).map(option).collect();
            terms.push(more);
        }
        file.to_string()
    }

    /// Returns a profile in which every answer and text has its maximum size.
    fn talkative(bank: &Bank) -> Profile {
        let mut profile = Profile::empty(bank);
        for capability in &bank.capabilities {
            profile.responses.set(capability.slot, Response::NotApplicable);
        }
        let level = Rating::Level(Level::new(4).unwrap());
        profile.readiness.fill(level);
        for (term, answer) in bank.terms.iter().zip(&mut profile.terms) {
            if term.kind == TermKind::Tri {
                *answer = TermAnswer::Tri(vec![Tri::Best; term.options.len()]);
            }
        }
        let text = |most: usize| PlainText::new(&"x".repeat(most), most).ok();
        (profile.context.agency, profile.context.local) = (text(AGENCY_BYTES), text(LOCAL_BYTES));
        (profile.context.note, profile.context.region) = (text(NOTE_BYTES), Region::new("GB-ENGXX"));
        (profile.date, profile.locale) = (Some(Date(u16::MAX)), Some("x".repeat(35)));
        profile
    }

    #[test]
    fn the_largest_bank_fits_a_link_with_texts_of_maximum_length() {
        let n_terms = (8..60).rev().find(|n| Bank::parse(&sized(512, *n)).is_ok()).unwrap();
        let bank = Bank::parse(&sized(512, n_terms)).unwrap();
        let profile = talkative(&bank);
        let fragment = encode_whole(&bank, &profile);
        assert_eq!(decode(&bank, fragment.as_str()), Ok(profile.into()));
        assert!(n_terms >= 30, "{n_terms}");
    }

    #[test]
    fn a_bank_whose_answers_do_not_fit_a_link_is_rejected() {
        let error = Bank::parse(&sized(512, 60)).unwrap_err().to_string();
        assert!(error.contains("a link has room for 3904"), "{error}");
        let error = Bank::parse(&sized(513, 8)).unwrap_err().to_string();
        assert!(error.contains("/capabilities: must have 1 to 512 entries and has 513"), "{error}");
    }
}

mod damage {
    use super::*;

    /// Picks a random place in the file and replaces, removes or duplicates it.
    fn damage(value: &mut Value, rng: &mut Rng) {
        let n_children = match value {
            Value::Object(fields) => fields.len(),
            Value::Array(items) => items.len(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
        };
        if n_children > 0 && rng.below(12) > 0 {
            let child = rng.below(n_children);
            return match value {
                Value::Object(fields) if rng.below(12) == 0 => {
                    let key = fields.keys().nth(child).unwrap().clone();
                    fields.remove(&key);
                }
                Value::Array(items) if rng.below(12) == 0 => match rng.below(3) {
                    0 => drop(items.remove(child)),
                    1 => items.push(items[child].clone()),
                    _ => items.swap(child, 0),
                },
                Value::Object(fields) => damage(fields.values_mut().nth(child).unwrap(), rng),
                Value::Array(items) => damage(&mut items[child], rng),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            };
        }
        let replacements = [
            json!(null),
            json!(true),
            json!(0),
            json!(-1),
            json!(4),
            json!(255),
            json!(256),
            json!(65536),
            json!(u64::MAX),
            json!(1e300),
            json!(""),
            json!("9.9.9"),
            json!("en"),
            json!("{x}"),
            json!([]),
            json!({}),
            json!([[]]),
            json!([0, 0]),
            json!({"en": "{a}", "es": "{b}"}),
            json!({"not": {"answered": "ctx-kind"}}),
        ];
        *value = replacements[rng.below(replacements.len())].clone();
    }

    /// A bank that `parse` accepts must support a whole session, so the accepted banks are also scored and encoded.
    #[test]
    fn a_damaged_bank_is_rejected_or_works_and_never_panics() {
        let persona: Value =
            serde_json::from_str(include_str!("../../../../tests/vectors/score/personas.json")).unwrap();
        let is_working = on_all_cores(800, |seed| {
            let mut rng = Rng::new(seed);
            let mut file = shipped();
            file.as_object_mut().unwrap().remove("semantic_sha256");
            for _ in 0..=rng.below(2) {
                damage(&mut file, &mut rng);
            }
            match Bank::parse(&file.to_string()) {
                Err(error) => {
                    assert!(!error.findings.is_empty() && error.findings.iter().all(Finding::is_error));
                    false
                }
                Ok(bank) => {
                    let empty = Profile::empty(&bank);
                    let profile = read_profile(&bank, &persona["personas"][0]).unwrap_or(empty);
                    scorecard_json(&bank, &score(&bank, &profile));
                    let fragment = encode_whole(&bank, &profile);
                    assert_eq!(decode(&bank, fragment.as_str()), Ok(profile.into()));
                    true
                }
            }
        });
        let n_working = is_working.iter().filter(|is_working| **is_working).count();
        let n_refused = is_working.len() - n_working;
        assert!(n_refused > 200 && n_working > 100, "{n_refused} refused, {n_working} working");
    }

    #[test]
    fn deep_nesting_is_an_error() {
        for text in ["[".repeat(100_000), "{\"a\":".repeat(100_000)] {
            assert_eq!(Bank::parse(&text).unwrap_err().findings.len(), 1);
        }
        let rule = "{\"not\":".repeat(100) + "null" + &"}".repeat(100);
        let mut file = shipped();
        file["capabilities"][0]["visible_if"] = serde_json::from_str(&rule).unwrap();
        let error = Bank::parse(&file.to_string()).unwrap_err().to_string();
        assert!(error.contains("has rules inside rules more than 4 deep"), "{error}");
    }
}

mod needed {
    use super::*;

    fn findings(edit: impl Fn(&mut Value)) -> Vec<String> {
        let mut file = shipped();
        file.as_object_mut().unwrap().remove("semantic_sha256");
        edit(&mut file);
        assert!(Bank::parse(&file.to_string()).is_err());
        lines(&check(&file.to_string()))
    }

    #[test]
    fn every_missing_message_is_reported() {
        let n = shipped()["messages"].as_object().unwrap().len();
        let found = findings(|file| file["messages"] = json!({}));
        assert_eq!(found.len(), n, "{found:?}");
        assert_eq!(found[0], r#"error /messages: must have the message "headline.both", which pages show"#);
        let found = findings(|file| drop(file["messages"].as_object_mut().unwrap().remove("band.none")));
        assert_eq!(found, [r#"error /messages: must have the message "band.none", which pages show"#]);
        let found = findings(|file| drop(file.as_object_mut().unwrap().remove("messages")));
        assert_eq!(found, ["error /messages: is required; add it"]);
        assert!(!findings(|file| file["messages"]["quad.share"]["en"] = json!(" ")).is_empty());
    }

    #[test]
    fn a_bank_without_the_required_question_is_rejected() {
        let lacks = "error /context: must have a question with the id \"ctx-kind\" and the kind \"one\", which every \
                     visit answers";
        let renamed = findings(|file| {
            file["context"][1]["id"] = json!("kind");
            for capability in file["capabilities"].as_array_mut().unwrap() {
                capability["visible_if"] = Value::Null;
            }
        });
        assert_eq!(renamed, [lacks]);
        let of_text = findings(|file| {
            file["context"][1]["kind"] = json!("text");
            for capability in file["capabilities"].as_array_mut().unwrap() {
                capability["visible_if"] = Value::Null;
            }
        });
        assert_eq!(of_text, [lacks]);
    }
}
