//! Reads a `Bank` from JSON. A value with the wrong shape stops the reader with an error that names its place.
//! Contradictions between well-formed values are collected, so that an author sees all of them at once.

use super::editions::{Version, editions, since};
use super::lint::{Finding, Problem};
use super::rule::RuleNames;
use super::{
    Bank, Capability, Choice, ContextKind, ContextQuestion, Edition, EditionInfo, Letter, ReadinessItem,
    Scale, ScaleLevel, Sensitivity, Slot, Strict, Term, TermKind, Text, digest, limits, scoring,
};
use crate::json_place::Place;
use crate::json_text;
use std::collections::BTreeSet;
use std::fmt;

pub(super) const FORMAT: &str = "share-bank/1";

/// A bank file that can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankError {
    /// The problems, each with its JSON pointer. Never empty.
    pub findings: Vec<Finding>,
}

impl fmt::Display for BankError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (idx, finding) in self.findings.iter().enumerate() {
            let line_break = if idx == 0 { "" } else { "\n" };
            write!(f, "{line_break}{finding}")?;
        }
        Ok(())
    }
}

impl std::error::Error for BankError {}

/// A well-formed bank with the contradictions found in it.
pub(super) struct Draft {
    pub(super) bank: Bank,
    pub(super) findings: Vec<Finding>,
}

impl Bank {
    /// Reads a bank file of format `share-bank/1`.
    ///
    /// # Errors
    /// The problems that prevent its use, each with the JSON pointer to its place.
    pub fn parse(json: &str) -> Result<Bank, BankError> {
        let value = json_text::parse(json).map_err(|e| BankError { findings: vec![syntax(&e)] })?;
        let draft = read(&Place::root(&value)).map_err(|finding| BankError { findings: vec![finding] })?;
        match draft.findings.is_empty() {
            true => Ok(draft.bank),
            false => Err(BankError { findings: draft.findings }),
        }
    }
}

pub(super) fn syntax(error: &serde_json::Error) -> Finding {
    let problem = Problem::Syntax { line: error.line(), column: error.column(), message: error.to_string() };
    Finding { pointer: String::new(), problem }
}

type Read<T> = Result<T, Finding>;

/// Data of the whole bank that the readers of its parts need.
struct Reader {
    langs: Vec<String>,
    default_lang: usize,
    editions: Vec<Version>,
    findings: std::cell::RefCell<Vec<Finding>>,
}

pub(super) fn read(root: &Place<'_>) -> Read<Draft> {
    root.get("format")?.one_of(&[FORMAT])?;
    let langs: Vec<String> = root.each("langs", |lang| lang.str().map(str::to_owned))?;
    limits::langs(&root.get("langs")?)?;
    let known: Vec<&str> = langs.iter().map(String::as_str).collect();
    let default_lang = root.get("default_lang")?.one_of(&known)?;
    limits::lists(root)?;
    let editions = editions(root)?;
    limits::editions(editions.len())?;
    let reader = Reader { langs: langs.clone(), default_lang, editions, findings: Vec::new().into() };
    let mut bank = reader.bank(root)?;
    bank.editions = reader.edition_infos(&bank);
    reader.check_digest(root, &bank)?;
    let mut findings = reader.findings.into_inner();
    findings.extend(limits::check(root, &bank)?);
    Ok(Draft { bank, findings })
}

impl Reader {
    fn bank(&self, root: &Place<'_>) -> Read<Bank> {
        let scales = root.get("scales")?;
        let (skill, need) = (self.scale(&scales, "skill")?, self.scale(&scales, "need")?);
        let sharing_models = root.each("sharing_models", |model| self.choice(model))?;
        let mut domains = root.each("domains", |domain| self.domain(domain))?;
        domains.sort_by_key(|(order, _)| *order);
        let domains: Vec<Choice> = domains.into_iter().map(|(_, domain)| domain).collect();
        let context = root.each("context", |question| self.context(question))?;
        let readiness = root.each("readiness", |item| self.readiness(item))?;
        let rules = RuleNames::new(&context, &readiness);
        let capabilities =
            root.each("capabilities", |place| self.capability(place, &domains, &sharing_models, &rules))?;
        for list in ["capabilities", "readiness", "terms", "context"] {
            self.in_order(&root.get(list)?, "slot", 1)?;
        }
        for list in ["domains", "sharing_models"] {
            self.unique(&root.get(list)?)?;
        }
        Ok(Bank {
            id: root.get("id")?.str()?.to_owned(),
            version: root.get("version")?.str()?.to_owned(),
            default_lang: u8::try_from(self.default_lang).unwrap_or(0),
            langs: self.langs.clone(),
            title: self.text(&root.get("title")?)?,
            name_chars: name_chars(root)?,
            skill,
            need,
            not_applicable: self.not_applicable(&scales)?,
            sharing_models,
            domains,
            capabilities,
            readiness,
            terms: root.each("terms", |term| self.term(term))?,
            tri_states: self.labels(&root.get("tri_states")?, 3)?,
            firm_states: self.labels(&root.get("firm_states")?, 2)?,
            context,
            messages: self.messages(&root.get("messages")?)?,
            scoring: scoring::read(&root.get("scoring")?)?,
            editions: Vec::new(),
        })
    }

    fn text(&self, place: &Place<'_>) -> Read<Text> {
        let fields = place.fields()?;
        let mut by_lang = Vec::with_capacity(self.langs.len());
        for lang in &self.langs {
            match fields.iter().find(|(code, _)| code == lang) {
                Some((_, text)) if !text.str()?.trim().is_empty() => by_lang.push(text.str()?.to_owned()),
                Some(_) | None => {
                    self.found(Finding::at(place, Problem::LacksLanguage(lang.clone())));
                    by_lang.push(String::new());
                }
            }
        }
        let wanted = placeholders(&by_lang[self.default_lang]);
        for (lang, text) in self.langs.iter().zip(&by_lang) {
            if !text.is_empty() && placeholders(text) != wanted {
                self.found(Finding::at(place, Problem::Placeholders(lang.clone())));
            }
        }
        Ok(Text::new(by_lang))
    }

    fn level(&self, place: &Place<'_>) -> Read<ScaleLevel> {
        Ok(ScaleLevel { label: self.text(&place.get("label")?)?, text: self.text(&place.get("text")?)? })
    }

    fn scale(&self, list: &Place<'_>, id: &'static str) -> Read<Scale> {
        let items = list.items()?;
        let named = |item: &&Place<'_>| item.get("id").and_then(|id| id.str()).is_ok_and(|found| found == id);
        let place = items.iter().find(named).ok_or_else(|| Finding::at(list, Problem::LacksScale(id)))?;
        place.get("min")?.int(0, 0)?;
        place.get("max")?.int(4, 4)?;
        let levels = place.get("levels")?;
        self.entries(&levels, 5, 5)?;
        self.in_order(&levels, "value", 0)?;
        Ok(Scale {
            ask: self.text(&place.get("ask")?)?,
            rule: self.text(&place.get("rule")?)?,
            levels: place.each("levels", |level| self.level(level))?,
        })
    }

    /// Reads "not applicable". Both scales must have the same texts for it; the first scale's are used.
    fn not_applicable(&self, scales: &Place<'_>) -> Read<ScaleLevel> {
        let levels = scales
            .items()?
            .iter()
            .map(|scale| self.level(&scale.get("not_applicable")?))
            .collect::<Read<Vec<_>>>()?;
        levels.into_iter().next().ok_or_else(|| Finding::at(scales, Problem::LacksScale("skill")))
    }

    fn domain(&self, place: &Place<'_>) -> Read<(u32, Choice)> {
        Ok((place.get("order")?.int(0, 10_000)?, self.choice(place)?))
    }

    fn choice(&self, place: &Place<'_>) -> Read<Choice> {
        Ok(Choice {
            id: place.get("id")?.str()?.to_owned(),
            label: self.text(&place.get("label")?)?,
            since: self.since(place)?,
        })
    }

    fn options(&self, place: &Place<'_>, most: u32) -> Read<Vec<Choice>> {
        let list = place.get("options")?;
        self.entries(&list, 1, most)?;
        self.in_order(&list, "index", 0)?;
        list.items()?.iter().map(|option| self.choice(option)).collect()
    }

    fn capability(
        &self,
        place: &Place<'_>,
        domains: &[Choice],
        models: &[Choice],
        rules: &RuleNames<'_>,
    ) -> Read<Capability> {
        let domain_ids: Vec<&str> = domains.iter().map(|domain| domain.id.as_str()).collect();
        let model_ids: Vec<&str> = models.iter().map(|model| model.id.as_str()).collect();
        let visible_if = place.optional("visible_if")?;
        let index = |idx: usize| u8::try_from(idx).unwrap_or(u8::MAX);
        Ok(Capability {
            slot: Slot(place.get("slot")?.short(1, limits::MOST_SLOTS)?),
            id: place.get("id")?.str()?.to_owned(),
            domain_idx: index(place.get("domain")?.one_of(&domain_ids)?),
            order: place.get("order")?.short(0, u16::MAX)?,
            retired: place.get("status")?.one_of(&["active", "retired"])? == 1,
            since: self.since(place)?,
            core: place.get("core")?.bool()?,
            weight: place.get("weight")?.byte(1, 3)?,
            sensitivity: match place.get("sensitivity")?.one_of(&["open", "weakness"])? {
                0 => Sensitivity::Open,
                _ => Sensitivity::Weakness,
            },
            data_class: place.get("data_class")?.byte(0, 3)?,
            sharing: place.each("sharing", |model| model.one_of(&model_ids).map(index))?,
            label: self.text(&place.get("label")?)?,
            text: self.text(&place.get("text")?)?,
            visible_if: visible_if.map(|rule| rules.read(&rule)).transpose()?,
        })
    }

    fn readiness(&self, place: &Place<'_>) -> Read<ReadinessItem> {
        let levels = place.get("levels")?;
        self.in_order(&levels, "value", 0)?;
        let lines =
            levels.items()?.iter().map(|line| self.text(&line.get("text")?)).collect::<Read<Vec<_>>>()?;
        self.entries(&levels, 5, 5)?;
        let letter = place.get("letter")?.one_of(&Letter::ALL.map(Letter::as_str))?;
        Ok(ReadinessItem {
            id: place.get("id")?.str()?.to_owned(),
            letter: Letter::ALL[letter],
            since: self.since(place)?,
            ask: self.text(&place.get("ask")?)?,
            levels: lines,
        })
    }

    fn term(&self, place: &Place<'_>) -> Read<Term> {
        let kind = match place.get("kind")?.one_of(&["multi", "tri", "ordered", "platform"])? {
            0 => TermKind::Multi,
            1 => TermKind::Tri,
            2 => TermKind::Ordered(place.optional("firm_toggle")?.map_or(Ok(false), |toggle| toggle.bool())?),
            _ => {
                let strict = place.get("strict")?;
                TermKind::Platform(Strict {
                    ask: self.text(&strict.get("ask")?)?,
                    levels: self.labels(&strict.get("levels")?, 3)?,
                })
            }
        };
        Ok(Term {
            id: place.get("id")?.str()?.to_owned(),
            kind,
            hard: place.get("hard")?.bool()?,
            since: self.since(place)?,
            ask: self.text(&place.get("ask")?)?,
            options: self.options(place, limits::MOST_OPTIONS)?,
        })
    }

    fn context(&self, place: &Place<'_>) -> Read<ContextQuestion> {
        let kind = match place.get("kind")?.one_of(&["text", "one", "region"])? {
            0 => ContextKind::Text,
            1 => ContextKind::One,
            _ => ContextKind::Region,
        };
        Ok(ContextQuestion {
            id: place.get("id")?.str()?.to_owned(),
            kind,
            since: self.since(place)?,
            ask: self.text(&place.get("ask")?)?,
            options: match kind {
                ContextKind::One => self.options(place, limits::MOST_CHOICES)?,
                ContextKind::Text | ContextKind::Region => Vec::new(),
            },
        })
    }

    fn labels(&self, list: &Place<'_>, n: u32) -> Read<Vec<Text>> {
        self.entries(list, n, n)?;
        self.in_order(list, "value", 0)?;
        list.items()?.iter().map(|state| self.text(&state.get("label")?)).collect()
    }

    fn messages(&self, place: &Place<'_>) -> Read<Vec<(String, Text)>> {
        let mut messages = place
            .fields()?
            .into_iter()
            .map(|(id, text)| Ok((id.to_owned(), self.text(&text)?)))
            .collect::<Read<Vec<_>>>()?;
        messages.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(messages)
    }

    fn since(&self, place: &Place<'_>) -> Read<Edition> {
        let version = since(place)?;
        let idx = self.editions.iter().position(|edition| *edition == version).unwrap_or(0);
        Ok(Edition(u8::try_from(idx).unwrap_or(u8::MAX)))
    }

    /// Checks that the field `number` counts up from `first`, that ids are unique, and that entries are sorted by
    /// version. One wrong number shifts all that follow, so only the first one is reported.
    fn in_order(&self, list: &Place<'_>, number: &str, first: u32) -> Read<()> {
        let items = list.items()?;
        let mut hole = None;
        for (want, item) in (first..).zip(&items) {
            let place = item.get(number)?;
            if place.int(0, u32::from(u16::MAX))? != want {
                hole = hole.or(Some(Finding::at(&place, Problem::Hole { want })));
            }
        }
        self.findings.borrow_mut().extend(hole);
        for (item, next) in items.iter().zip(items.iter().skip(1)) {
            if since(next)? < since(item)? {
                self.found(Finding::at(&item.get("since")?, Problem::NotAppended));
                break;
            }
        }
        self.unique(list)
    }

    fn unique(&self, list: &Place<'_>) -> Read<()> {
        let mut seen = BTreeSet::new();
        for item in list.items()? {
            let Some(place) = item.optional("id")? else { continue };
            let id = place.str()?;
            if !seen.insert(id) {
                self.found(Finding::at(&place, Problem::Duplicate(id.to_owned())));
            }
            if !limits::is_id(id) {
                self.found(Finding::at(&place, Problem::NotA(limits::ID)));
            }
        }
        Ok(())
    }

    fn entries(&self, list: &Place<'_>, least: u32, most: u32) -> Read<()> {
        self.findings.borrow_mut().extend(limits::entries(list, least, most)?);
        Ok(())
    }

    fn edition_infos(&self, bank: &Bank) -> Vec<EditionInfo> {
        (0u8..)
            .zip(&self.editions)
            .map(|(idx, (major, minor, patch))| EditionInfo {
                since: format!("{major}.{minor}.{patch}"),
                digest: digest::semantic(bank, Edition(idx)),
            })
            .collect()
    }

    fn check_digest(&self, root: &Place<'_>, bank: &Bank) -> Read<()> {
        let want = bank.edition(bank.newest()).digest_hex();
        if let Some(stated) = root.optional("semantic_sha256")?
            && stated.str()? != want
        {
            self.found(Finding::at(&stated, Problem::Digest { want }));
        }
        Ok(())
    }

    fn found(&self, finding: Finding) {
        self.findings.borrow_mut().push(finding);
    }
}

fn name_chars(root: &Place<'_>) -> Read<u16> {
    for question in root.get("context")?.items()? {
        if let Some(most) = question.optional("max_chars")? {
            return Ok(most.short(1, 120)?);
        }
    }
    Ok(60)
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}
