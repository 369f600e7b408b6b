//! Reads the rules of a bank file and checks which questions they refer to and how deeply they are nested.

use super::lint::{Finding, Problem};
use super::{ContextKind, ContextQuestion, ReadinessItem, Rule, Source};
use crate::json_place::Place;

const RULE_DEPTH: u32 = 4;

type Read<T> = Result<T, Finding>;

/// The questions that a rule may refer to: context questions with options, and readiness questions.
pub(super) struct RuleNames<'a> {
    sources: Vec<(&'a str, Source)>,
    context: &'a [ContextQuestion],
}

impl<'a> RuleNames<'a> {
    pub(super) fn new(context: &'a [ContextQuestion], readiness: &'a [ReadinessItem]) -> RuleNames<'a> {
        // A name or a region has no options, so a rule about one would never hold.
        let questions = (0..=u8::MAX).zip(context).filter(|(_, question)| question.kind == ContextKind::One);
        let questions = questions.map(|(idx, question)| (question.id.as_str(), Source::Context(idx)));
        let items =
            (0..=u8::MAX).zip(readiness).map(|(idx, item)| (item.id.as_str(), Source::Readiness(idx)));
        RuleNames { sources: questions.chain(items).collect(), context }
    }

    pub(super) fn read(&self, place: &Place<'_>) -> Read<Rule> {
        self.rule(place, RULE_DEPTH)
    }

    fn rule(&self, place: &Place<'_>, depth: u32) -> Read<Rule> {
        if depth == 0 {
            return Err(Finding::at(place, Problem::TooDeep(RULE_DEPTH)));
        }
        if let Some(q) = place.optional("q")? {
            let source = self.source(&q)?;
            return match place.optional("in")? {
                Some(list) => {
                    let values =
                        list.items()?.iter().map(|value| self.value(source, value)).collect::<Read<_>>()?;
                    Ok(Rule::In(source, values))
                }
                None => Ok(Rule::AtLeast(source, place.get("gte")?.byte(0, u8::MAX)?)),
            };
        }
        if let Some(q) = place.optional("answered")? {
            return Ok(Rule::Answered(self.source(&q)?));
        }
        if let Some(rule) = place.optional("not")? {
            return Ok(Rule::Not(Box::new(self.rule(&rule, depth - 1)?)));
        }
        let each = |list: Place<'_>| {
            list.items()?.iter().map(|rule| self.rule(rule, depth - 1)).collect::<Read<_>>()
        };
        if let Some(list) = place.optional("all")? {
            return Ok(Rule::All(each(list)?));
        }
        if let Some(list) = place.optional("any")? {
            return Ok(Rule::Any(each(list)?));
        }
        Err(Finding::at(place, Problem::NotA("a rule: q with in or gte, answered, all, any or not")))
    }

    fn source(&self, place: &Place<'_>) -> Read<Source> {
        let ids: Vec<&str> = self.sources.iter().map(|(id, _)| *id).collect();
        Ok(self.sources[place.one_of(&ids)?].1)
    }

    fn value(&self, source: Source, place: &Place<'_>) -> Read<u8> {
        match source {
            Source::Readiness(_) => Ok(place.byte(0, 4)?),
            Source::Context(idx) => {
                let options = &self.context[usize::from(idx)].options;
                let ids: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
                Ok(place.one_of(&ids).map(|idx| u8::try_from(idx).unwrap_or(u8::MAX))?)
            }
        }
    }
}
