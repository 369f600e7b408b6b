//! Reads a `Profile` from JSON. Unknown keys beside the answers are ignored. An unknown key among the answers is an
//! error, because its answer would be lost.

use super::problem::{ExchangeError, Problem};
use crate::bank::{Bank, Choice, ContextKind, Edition, EditionInfo, ScaleId, Slot, Term, TermKind};
use crate::json_place::Place;
use crate::json_text::cut;
use crate::plain_text::{AGENCY_BYTES, LOCAL_BYTES, NOTE_BYTES, PlainText};
use crate::profile::{Context, Date, Featured, Profile, Region, TermAnswer, Tri};
use crate::response::{Level, Rating, Response};

pub(super) const NOT_OUR_JOB: &str = "not-our-job";
const LOCALE_BYTES: usize = 35;

type Read<T> = Result<T, ExchangeError>;

pub(super) fn profile(bank: &Bank, lang: &str, root: &Place<'_>) -> Read<Profile> {
    let mut profile = Profile::empty(bank);
    profile.edition = edition(bank, root)?;
    let ids = Ids { edition: profile.edition, version: &bank.edition(profile.edition).since };
    responses(bank, &ids, &root.get("answers")?, &mut profile)?;
    if let Some(place) = root.optional("readiness")? {
        readiness(bank, &ids, &place, &mut profile)?;
    }
    if let Some(place) = root.optional("terms")? {
        terms(bank, &ids, &place, &mut profile)?;
    }
    if let Some(place) = root.optional("context")? {
        context(bank, &ids, &place, &mut profile.context)?;
    }
    if let Some(name) = name(bank, lang, root)? {
        profile.context.agency = text(&name, AGENCY_BYTES)?;
    }
    if let Some(note) = root.optional("note")? {
        profile.context.note = text(&note, NOTE_BYTES)?;
    }
    profile.featured = Featured {
        offers: featured(bank, &ids, root, "featured_offers")?,
        needs: featured(bank, &ids, root, "featured_needs")?,
    };
    profile.date = root.optional("date")?.map(|place| date(&place)).transpose()?;
    profile.locale = root.optional("locale")?.map(|place| locale(&place)).transpose()?;
    Ok(profile)
}

/// Finds ids, and rejects those that the bank got after the edition that the profile answers.
struct Ids<'a> {
    edition: Edition,
    version: &'a str,
}

impl Ids<'_> {
    /// Returns the index of the id `got`, whose value (or which itself) is at `place`.
    fn find<'a>(
        &self,
        place: &Place<'_>,
        got: &str,
        known: impl Iterator<Item = (&'a str, Edition)>,
    ) -> Read<usize> {
        let known: Vec<(&str, Edition)> = known.collect();
        match known.iter().position(|(id, _)| *id == got) {
            Some(idx) if known[idx].1 <= self.edition => Ok(idx),
            Some(_) => {
                Err(ExchangeError::at(place, Problem::NotInEdition { version: self.version.to_owned() }))
            }
            None => {
                let known =
                    known.iter().filter(|(_, since)| *since <= self.edition).map(|(id, _)| (*id).to_owned());
                Err(ExchangeError::at(place, Problem::UnknownId { got: cut(got), known: known.collect() }))
            }
        }
    }

    fn capability(&self, bank: &Bank, place: &Place<'_>, got: &str) -> Read<Slot> {
        let idx = self.find(place, got, bank.capabilities.iter().map(|it| (it.id.as_str(), it.since)))?;
        Ok(bank.capabilities[idx].slot)
    }

    fn option(&self, options: &[Choice], place: &Place<'_>, got: &str) -> Read<usize> {
        self.find(place, got, options.iter().map(|it| (it.id.as_str(), it.since)))
    }

    /// Counts the options that exist in the edition.
    fn n_options(&self, options: &[Choice]) -> u32 {
        options.iter().filter(|option| option.since <= self.edition).fold(0, |n, _| n + 1)
    }
}

/// Returns the edition that the profile answers, or the newest if the profile doesn't state it.
fn edition(bank: &Bank, root: &Place<'_>) -> Read<Edition> {
    let Some(stated) = root.optional("bank")? else { return Ok(bank.newest()) };
    let other = |place: &Place<'_>, want: &str| {
        Err(ExchangeError::at(place, Problem::OtherBank { want: want.to_owned() }))
    };
    let Ok(_) = stated.object() else {
        return if stated.str()? == bank.id { Ok(bank.newest()) } else { other(&stated, &bank.id) };
    };
    if let Some(id) = stated.optional("id")?
        && id.str()? != bank.id
    {
        return other(&id, &bank.id);
    }
    let Some(digest) = stated.optional("semantic_sha256")? else { return Ok(bank.newest()) };
    let known: Vec<String> = bank.editions.iter().map(EditionInfo::digest_hex).collect();
    let stated = digest.str()?;
    match (0u8..=u8::MAX).zip(&known).find(|(_, known)| *known == stated) {
        Some((idx, _)) => Ok(Edition(idx)),
        None => other(&digest, &known.join(", ")),
    }
}

fn responses(bank: &Bank, ids: &Ids<'_>, place: &Place<'_>, profile: &mut Profile) -> Read<()> {
    for (id, answer) in place.fields()? {
        let slot = ids.capability(bank, &answer, id)?;
        profile.responses.set(slot, response(&answer)?);
    }
    Ok(())
}

fn response(place: &Place<'_>) -> Read<Response> {
    const FORM: &str = "\"not-our-job\", or an object with skill and need";
    if place.value.is_null() {
        return Ok(Response::SKIPPED);
    }
    if let Some(word) = place.value.as_str() {
        return match word {
            NOT_OUR_JOB => Ok(Response::NotApplicable),
            _ => Err(ExchangeError::at(place, Problem::NotA(FORM))),
        };
    }
    let Ok(_) = place.object() else { return Err(ExchangeError::at(place, Problem::NotA(FORM))) };
    let mut response = Response::SKIPPED;
    for (name, value) in place.fields()? {
        let scale = match known_key(&value, name, &["skill", "need"])? {
            0 => ScaleId::Skill,
            _ => ScaleId::Need,
        };
        response = response.with(scale, rating(&value)?);
    }
    Ok(response)
}

fn rating(place: &Place<'_>) -> Read<Rating> {
    match place.value.is_null() {
        true => Ok(Rating::Skipped),
        false => Ok(Rating::from_level(Some(place.byte(0, Level::MAX)?))),
    }
}

fn readiness(bank: &Bank, ids: &Ids<'_>, place: &Place<'_>, profile: &mut Profile) -> Read<()> {
    for (id, value) in place.fields()? {
        let idx = ids.find(&value, id, bank.readiness.iter().map(|item| (item.id.as_str(), item.since)))?;
        profile.readiness[idx] = rating(&value)?;
    }
    Ok(())
}

fn terms(bank: &Bank, ids: &Ids<'_>, place: &Place<'_>, profile: &mut Profile) -> Read<()> {
    for (id, value) in place.fields()? {
        let idx = ids.find(&value, id, bank.terms.iter().map(|term| (term.id.as_str(), term.since)))?;
        if !value.value.is_null() {
            profile.terms[idx] = term(ids, &bank.terms[idx], &value)?;
        }
    }
    Ok(())
}

fn term(ids: &Ids<'_>, term: &Term, place: &Place<'_>) -> Read<TermAnswer> {
    let n_options = ids.n_options(&term.options);
    let level = |place: &Place<'_>| {
        place.int(0, n_options.saturating_sub(1)).map(|level| u8::try_from(level).unwrap_or(u8::MAX))
    };
    match &term.kind {
        TermKind::Multi => Ok(TermAnswer::Multi(mask(ids, &term.options, place)?)),
        TermKind::Tri => tri(ids, &term.options, place),
        TermKind::Ordered(false) => Ok(TermAnswer::Ordered { level: level(place)?, bend: false }),
        TermKind::Ordered(true) => {
            only_keys(place, &["level", "bend"])?;
            let bend = place.optional("bend")?.map_or(Ok(false), |bend| bend.bool())?;
            match place.optional("level")? {
                Some(found) => Ok(TermAnswer::Ordered { level: level(&found)?, bend }),
                None => Ok(TermAnswer::Blank),
            }
        }
        TermKind::Platform(_) => {
            only_keys(place, &["list", "strict"])?;
            let mask = mask(ids, &term.options, &place.get("list")?)?;
            let strict = place.optional("strict")?.map_or(Ok(0), |strict| strict.byte(0, 2))?;
            Ok(TermAnswer::Platform { mask, strict })
        }
    }
}

fn tri(ids: &Ids<'_>, options: &[Choice], place: &Place<'_>) -> Read<TermAnswer> {
    let mut tris = vec![Tri::Blank; options.len()];
    for (id, value) in place.fields()? {
        let idx = ids.option(options, &value, id)?;
        if !value.value.is_null() {
            tris[idx] = Tri::SAID[usize::from(value.byte(0, 2)?)];
        }
    }
    let is_blank = tris.iter().all(|tri| *tri == Tri::Blank);
    Ok(if is_blank { TermAnswer::Blank } else { TermAnswer::Tri(tris) })
}

fn mask(ids: &Ids<'_>, options: &[Choice], list: &Place<'_>) -> Read<u16> {
    let mut mask = 0;
    for item in list.items()? {
        let id = item.str()?;
        let bit = 1 << ids.option(options, &item, id)?;
        if mask & bit != 0 {
            return Err(ExchangeError::at(list, Problem::Twice(id.to_owned())));
        }
        mask |= bit;
    }
    Ok(mask)
}

fn context(bank: &Bank, ids: &Ids<'_>, place: &Place<'_>, context: &mut Context) -> Read<()> {
    for (id, value) in place.fields()? {
        let idx =
            ids.find(&value, id, bank.context.iter().map(|question| (question.id.as_str(), question.since)))?;
        let question = &bank.context[idx];
        if value.value.is_null() {
            continue;
        }
        match question.kind {
            ContextKind::Text => context.agency = text(&value, AGENCY_BYTES)?,
            ContextKind::One => {
                let option = ids.option(&question.options, &value, value.str()?)?;
                context.choices[idx] = u8::try_from(option).ok();
            }
            ContextKind::Region => region(&value, context)?,
        }
    }
    Ok(())
}

fn region(place: &Place<'_>, context: &mut Context) -> Read<()> {
    only_keys(place, &["country", "subdivision", "local"])?;
    let (country, subdivision) = (place.optional("country")?, place.optional("subdivision")?);
    let not_a_region = |place: &Place<'_>| ExchangeError::at(place, Problem::NotARegion);
    let code = match (&country, &subdivision) {
        (None, None) => None,
        (None, Some(subdivision)) => return Err(not_a_region(subdivision)),
        (Some(country), None) => Some(country.str()?.to_owned()),
        (Some(country), Some(subdivision)) => {
            // The country is checked without the subdivision, so that "US-CA" and "CA" aren't joined to "US-CA-CA".
            Region::new(country.str()?)
                .filter(|it| it.subdivision().is_none())
                .ok_or_else(|| not_a_region(country))?;
            Some([country.str()?, "-", subdivision.str()?].concat())
        }
    };
    context.region = match code {
        Some(code) => Some(Region::new(&code).ok_or_else(|| not_a_region(place))?),
        None => None,
    };
    context.local = place.optional("local")?.map_or(Ok(None), |local| text(&local, LOCAL_BYTES))?;
    Ok(())
}

/// Returns `agency`, or else `name`. A `name` may be an object by language: the reader takes `lang`, or else the bank's
/// default language, or else any.
fn name<'a>(bank: &Bank, lang: &str, root: &Place<'a>) -> Read<Option<Place<'a>>> {
    if let Some(agency) = root.optional("agency")? {
        return Ok(Some(agency));
    }
    let Some(name) = root.optional("name")? else { return Ok(None) };
    let Ok(by_lang) = name.object() else { return Ok(Some(name)) };
    let own = bank.langs.get(usize::from(bank.default_lang)).map_or("", String::as_str);
    let found =
        [lang, own].into_iter().find_map(|code| by_lang.get_key_value(code)).or(by_lang.iter().next());
    Ok(found.map(|(code, value)| name.child(code, value)))
}

fn text(place: &Place<'_>, most: usize) -> Read<Option<PlainText>> {
    PlainText::typed(place.str()?, most).map_err(|problem| ExchangeError::at(place, Problem::Text(problem)))
}

fn featured(bank: &Bank, ids: &Ids<'_>, root: &Place<'_>, name: &str) -> Read<Vec<Slot>> {
    let Some(list) = root.optional(name)? else { return Ok(Vec::new()) };
    let mut slots = Vec::new();
    for item in list.items()? {
        let id = item.str()?;
        let slot = ids.capability(bank, &item, id)?;
        if slots.contains(&slot) {
            return Err(ExchangeError::at(&list, Problem::Twice(id.to_owned())));
        }
        slots.push(slot);
    }
    if slots.len() > Featured::MOST {
        return Err(ExchangeError::at(&list, Problem::TooMany { most: Featured::MOST }));
    }
    slots.sort_unstable();
    Ok(slots)
}

fn date(place: &Place<'_>) -> Read<Date> {
    Date::parse(place.str()?).ok_or_else(|| ExchangeError::at(place, Problem::NotADate))
}

fn locale(place: &Place<'_>) -> Read<String> {
    let tag = place.str()?;
    let is_good = (1..=LOCALE_BYTES).contains(&tag.len())
        && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    match is_good {
        true => Ok(tag.to_owned()),
        false => Err(ExchangeError::at(place, Problem::NotALocale)),
    }
}

fn only_keys(place: &Place<'_>, known: &[&str]) -> Read<()> {
    for (name, value) in place.fields()? {
        known_key(&value, name, known)?;
    }
    Ok(())
}

/// Returns the index of the key `got` in `known`. The error points to the key's value.
fn known_key(value: &Place<'_>, got: &str, known: &[&str]) -> Read<usize> {
    known.iter().position(|name| *name == got).ok_or_else(|| {
        let known = known.iter().map(|name| (*name).to_owned()).collect();
        ExchangeError::at(value, Problem::UnknownId { got: cut(got), known })
    })
}
