//! Writes a `Profile` or a `Scorecard` as JSON, with ids in place of indices.

use super::read::NOT_OUR_JOB;
use crate::bank::{Bank, Choice, ContextKind, Edition, ScaleId, Slot, Term, TermKind};
use crate::disclosed::Outgoing;
use crate::profile::{Context, Profile, TermAnswer, Tri};
use crate::response::Response;
use crate::round::count;
use crate::score::{DomainScore, Flag, FlagScale, Quadrant, Range, Scorecard, TOP};
use serde_json::{Map, Value, json};

/// Writes `profile`, which must belong to `bank`, in the form that [`super::read_profile`] reads.
pub fn write_profile(bank: &Bank, profile: &impl Outgoing) -> Value {
    written(bank, &profile.outgoing())
}

fn written(bank: &Bank, profile: &Profile) -> Value {
    let edition = bank.edition(profile.edition);
    let slots =
        |slots: &[Slot]| -> Value { slots.iter().map(|slot| bank.capability(*slot).id.as_str()).collect() };
    let mut out = json!({
        "bank": {"id": bank.id, "version": edition.since, "semantic_sha256": edition.digest_hex()},
        "answers": answers(bank, profile),
        "readiness": readiness(bank, profile),
        "terms": terms(bank, profile),
        "context": context(bank, profile.edition, &profile.context),
        "featured_offers": slots(&profile.featured.offers),
        "featured_needs": slots(&profile.featured.needs),
    });
    let text =
        |text: &Option<crate::plain_text::PlainText>| text.as_ref().map(|text| text.as_str().to_owned());
    let optional = [
        ("agency", text(&profile.context.agency)),
        ("note", text(&profile.context.note)),
        ("locale", profile.locale.clone()),
        ("date", profile.date.map(|date| date.iso())),
    ];
    for (key, value) in optional {
        if let Some(value) = value {
            out[key] = Value::from(value);
        }
    }
    out
}

/// Writes every number of a scorecard, in the shape of `expected` in `tests/vectors/score/personas.json`.
pub fn scorecard_json(bank: &Bank, card: &Scorecard) -> Value {
    let top = |slots: &[Slot]| -> Value {
        slots.iter().take(TOP).map(|slot| bank.capability(*slot).id.as_str()).collect()
    };
    let share: Map<String, Value> =
        card.share.iter().map(|score| (score.letter.as_str().to_owned(), range(score.range))).collect();
    let quadrants: Map<String, Value> = Quadrant::ALL
        .into_iter()
        .map(|quadrant| (quadrant.id().to_owned(), json!(count(card.in_quadrant(quadrant)))))
        .collect();
    json!({
        "share": share,
        "offer_index": card.offer_index,
        "terms_flex": card.terms_flex,
        "readiness": card.readiness,
        "top_offers": top(&card.offers),
        "top_needs": top(&card.needs),
        "quadrants": quadrants,
        "total_need_g20": card.total_gap,
        "sum_o8": card.total_surplus,
        "domain_skill": domains(bank, card, |(skill, _)| skill),
        "domain_need": domains(bank, card, |(_, need)| need),
        "answered": [card.n_answered, card.n_ratings],
        "flags": card.flags.iter().map(flag).collect::<Value>(),
    })
}

fn answers(bank: &Bank, profile: &Profile) -> Map<String, Value> {
    let answer = |slot: Slot| match profile.responses.get(slot) {
        Response::NotApplicable => json!(NOT_OUR_JOB),
        Response::Rated { skill, need } => json!({"skill": skill.level(), "need": need.level()}),
    };
    let known = bank.capabilities.iter().filter(|capability| capability.since <= profile.edition);
    known.map(|capability| (capability.id.clone(), answer(capability.slot))).collect()
}

fn readiness(bank: &Bank, profile: &Profile) -> Map<String, Value> {
    let items =
        bank.readiness.iter().zip(&profile.readiness).filter(|(item, _)| item.since <= profile.edition);
    items.filter_map(|(item, rating)| Some((item.id.clone(), json!(rating.level()?)))).collect()
}

fn terms(bank: &Bank, profile: &Profile) -> Map<String, Value> {
    let terms = bank.terms.iter().zip(&profile.terms).filter(|(term, _)| term.since <= profile.edition);
    terms.filter_map(|(item, answer)| Some((item.id.clone(), term(profile.edition, item, answer)?))).collect()
}

/// Writes the answer to a term; `None` if it is blank.
fn term(edition: Edition, term: &Term, answer: &TermAnswer) -> Option<Value> {
    match answer {
        TermAnswer::Blank => None,
        TermAnswer::Multi(mask) => Some(picked(&term.options, *mask)),
        TermAnswer::Tri(tris) => {
            let options = term.options.iter().zip(tris).filter(|(option, _)| option.since <= edition);
            Some(Value::Object(options.map(|(option, tri)| (option.id.clone(), said(*tri))).collect()))
        }
        TermAnswer::Ordered { level, bend } => match term.kind {
            TermKind::Ordered(true) => Some(json!({"level": level, "bend": bend})),
            TermKind::Ordered(false) | TermKind::Multi | TermKind::Tri | TermKind::Platform(_) => {
                Some(json!(level))
            }
        },
        TermAnswer::Platform { mask, strict } => {
            Some(json!({"list": picked(&term.options, *mask), "strict": strict}))
        }
    }
}

fn picked(options: &[Choice], mask: u16) -> Value {
    options
        .iter()
        .enumerate()
        .filter(|(idx, _)| mask >> idx & 1 == 1)
        .map(|(_, option)| option.id.as_str())
        .collect()
}

fn said(tri: Tri) -> Value {
    match tri {
        Tri::Blank => Value::Null,
        Tri::No => json!(0),
        Tri::Ok => json!(1),
        Tri::Best => json!(2),
    }
}

fn context(bank: &Bank, edition: Edition, context: &Context) -> Map<String, Value> {
    let mut out = Map::new();
    for (idx, question) in bank.context.iter().enumerate().filter(|(_, question)| question.since <= edition) {
        match question.kind {
            // The name is at the top level, as "agency".
            ContextKind::Text => {}
            ContextKind::One => {
                let choice = context.choices.get(idx).copied().flatten();
                if let Some(option) = choice.and_then(|choice| question.options.get(usize::from(choice))) {
                    out.insert(question.id.clone(), json!(option.id));
                }
            }
            ContextKind::Region => {
                out.insert(question.id.clone(), region(context));
            }
        }
    }
    out
}

fn region(context: &Context) -> Value {
    if context.region.is_none() && context.local.is_none() {
        return Value::Null;
    }
    json!({
        "country": context.region.as_ref().map(|region| region.country()),
        "subdivision": context.region.as_ref().and_then(|region| region.subdivision()),
        "local": context.local.as_ref().map(|local| local.as_str()),
    })
}

fn range(range: Option<Range>) -> Value {
    match range {
        Some(Range { point, low, high, band }) => {
            json!({"point": point, "low": low, "high": high, "band": band})
        }
        None => Value::Null,
    }
}

type BothScales = (DomainScore, DomainScore);

fn domains(bank: &Bank, card: &Scorecard, pick: impl Fn(&BothScales) -> &DomainScore) -> Map<String, Value> {
    let one = |score: &DomainScore| {
        let mut out = range(score.range);
        if score.range.is_some() {
            out["k"] = json!(score.n_known);
        }
        out
    };
    bank.domains
        .iter()
        .zip(&card.domains)
        .map(|(domain, both)| (domain.id.clone(), one(pick(both))))
        .collect()
}

fn flag(flag: &Flag) -> Value {
    let scale = match flag.scale {
        FlagScale::One(ScaleId::Skill) => "skill",
        FlagScale::One(ScaleId::Need) => "need",
        FlagScale::Both => "both",
    };
    json!({"id": flag.kind.id(), "scale": scale, "value": flag.value})
}
