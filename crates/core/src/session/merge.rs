//! Merges the drafts of two tabs, answer by answer. Each tab knows the draft that it started from. An answer that one tab
//! changed is taken; two different changes become a clash, which the person settles. Knows answers; refuses to know where
//! drafts are stored.

use super::{Pick, Session, TextField, details};
use crate::bank::{ScaleId, Slot};
use crate::plain_text::PlainText;
use crate::profile::TermAnswer;
use crate::response::{Rating, Response};

/// An answer that is changed, kept and settled as a whole, with the question that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Both ratings of a capability.
    Response(Slot, Response),
    /// A readiness question, by index.
    Readiness(usize, Rating),
    /// A term, by index.
    Term(usize, TermAnswer),
    /// A context question, by index, with its option.
    Choice(usize, Option<u8>),
    /// A text field, as typed.
    Text(TextField, String),
    /// The note to the reader.
    Note(Option<PlainText>),
    /// The picks that come first in the profile.
    Picks(Pick, Vec<Slot>),
}

/// A question with several answers from different tabs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// Its number, for [`Session::settled`].
    pub idx: usize,
    /// The answers. The first one counts until the person settles it.
    pub answers: Vec<Answer>,
}

impl Answer {
    fn is_blank(&self) -> bool {
        match self {
            Answer::Response(_, response) => *response == Response::SKIPPED,
            Answer::Readiness(_, rating) => !rating.is_known(),
            Answer::Term(_, answer) => *answer == TermAnswer::Blank,
            Answer::Choice(_, option) => option.is_none(),
            Answer::Text(_, text) => text.is_empty(),
            Answer::Note(note) => note.is_none(),
            Answer::Picks(_, slots) => slots.is_empty(),
        }
    }

    /// The capability and its ratings; `None` for "not our job" and for every other question.
    fn rated(&self) -> Option<(Slot, Response)> {
        match self {
            Answer::Response(slot, response @ Response::Rated { .. }) => Some((*slot, *response)),
            Answer::Response(_, Response::NotApplicable)
            | Answer::Readiness(..)
            | Answer::Term(..)
            | Answer::Choice(..)
            | Answer::Text(..)
            | Answer::Note(_)
            | Answer::Picks(..) => None,
        }
    }
}

/// All answers of a visit, blank ones too. The order depends on the bank alone.
fn answers(session: &Session) -> Vec<Answer> {
    let (bank, profile) = (&session.bank, &session.profile);
    let texts = TextField::ALL.map(|field| Answer::Text(field, session.details.entry(field).text.clone()));
    let mut all: Vec<Answer> = texts.into();
    all.push(Answer::Note(profile.context.note.clone()));
    all.push(Answer::Picks(Pick::Offers, profile.featured.offers.clone()));
    all.push(Answer::Picks(Pick::Needs, profile.featured.needs.clone()));
    let slots = bank.capabilities.iter().map(|capability| capability.slot);
    all.extend(slots.map(|slot| Answer::Response(slot, profile.responses.get(slot))));
    let readiness = profile.readiness.iter().enumerate();
    all.extend(readiness.map(|(idx, rating)| Answer::Readiness(idx, *rating)));
    all.extend(profile.terms.iter().enumerate().map(|(idx, answer)| Answer::Term(idx, answer.clone())));
    all.extend(profile.context.choices.iter().enumerate().map(|(idx, option)| Answer::Choice(idx, *option)));
    all
}

/// Answers one question. The indices are those of a visit with the same bank.
fn put(session: &mut Session, answer: Answer) {
    let profile = &mut session.profile;
    match answer {
        Answer::Response(slot, response) => profile.responses.set(slot, response),
        Answer::Readiness(idx, rating) => profile.readiness[idx] = rating,
        Answer::Term(idx, answer) => profile.terms[idx] = answer,
        Answer::Choice(idx, option) => profile.context.choices[idx] = option,
        Answer::Text(field, text) => details::typed(session, field, &text),
        Answer::Note(note) => profile.context.note = note,
        Answer::Picks(Pick::Offers, slots) => profile.featured.offers = slots,
        Answer::Picks(Pick::Needs, slots) => profile.featured.needs = slots,
    }
}

/// For each question the answers that are not blank, the one that counts first.
fn columns(session: &Session) -> Vec<Vec<Answer>> {
    let mut columns: Vec<Vec<Answer>> = answers(session).iter().map(|_| Vec::new()).collect();
    let mut layer = Some(session);
    while let Some(session) = layer {
        for (column, answer) in columns.iter_mut().zip(answers(session)) {
            if !answer.is_blank() {
                column.push(answer);
            }
        }
        layer = session.rivals.as_deref();
    }
    columns
}

/// Makes the visit say what `columns` say.
fn set_columns(session: &mut Session, columns: Vec<Vec<Answer>>) {
    let blank = session.blank();
    let mut rest: Vec<Vec<Answer>> = Vec::new();
    for ((column, now), none) in columns.into_iter().zip(answers(session)).zip(answers(&blank)) {
        let mut column = column.into_iter();
        let first = column.next().unwrap_or(none);
        if first != now {
            put(session, first);
        }
        rest.push(column.collect());
    }
    session.rivals = rest.iter().any(|column| !column.is_empty()).then(|| {
        let mut rivals = blank;
        set_columns(&mut rivals, rest);
        Box::new(rivals)
    });
}

/// Merges the answers to one question. A change by one tab is taken; an answer wins over a cleared one; two different
/// answers are both kept.
fn merge_column(base: &[Answer], mine: &[Answer], theirs: &[Answer]) -> Vec<Answer> {
    if mine == base {
        return theirs.to_vec();
    }
    if theirs == base {
        return mine.to_vec();
    }
    let mut merged: Vec<Answer> = Vec::new();
    let rivals = mine.iter().skip(1).chain(theirs.iter().skip(1));
    // A rival that one side settled is dropped; one that a side added stays.
    let stays = |it: &&Answer| !base.contains(it) || mine.contains(it) && theirs.contains(it);
    let firsts = match base {
        // Choosing an answer of a clash counts as a new answer.
        [_, _, ..] => [mine.first().cloned(), theirs.first().cloned()],
        [] | [_] => merge_first(base.first(), mine.first(), theirs.first()),
    };
    for answer in firsts.into_iter().flatten().chain(rivals.filter(stays).cloned()) {
        if !answer.is_blank() && !merged.contains(&answer) {
            merged.push(answer);
        }
    }
    merged
}

/// The answers that count in each tab. The two ratings of a capability are merged one by one.
fn merge_first(base: Option<&Answer>, mine: Option<&Answer>, theirs: Option<&Answer>) -> [Option<Answer>; 2] {
    let said: Vec<&Answer> = [mine, theirs].into_iter().flatten().collect();
    let slots: Option<Vec<Slot>> = said.iter().map(|answer| answer.rated().map(|(slot, _)| slot)).collect();
    let Some(&[slot, ..]) = slots.as_deref() else { return [mine.cloned(), theirs.cloned()] };
    let response = |answer: Option<&Answer>| {
        answer.and_then(Answer::rated).map_or(Response::SKIPPED, |(_, response)| response)
    };
    let base = response(base);
    let mut both = [response(mine), response(theirs)];
    for scale in [ScaleId::Skill, ScaleId::Need] {
        let ratings = merge_rating(base.rating(scale), both[0].rating(scale), both[1].rating(scale));
        both = [both[0].with(scale, ratings[0]), both[1].with(scale, ratings[1])];
    }
    both.map(|response| Some(Answer::Response(slot, response)))
}

fn merge_rating(base: Rating, mine: Rating, theirs: Rating) -> [Rating; 2] {
    match (mine == base, theirs == base) {
        (true, _) => [theirs; 2],
        (_, true) => [mine; 2],
        _ if !mine.is_known() => [theirs; 2],
        _ if !theirs.is_known() => [mine; 2],
        _ => [mine, theirs],
    }
}

/// `mine` where it is not `base`, or else `theirs`.
fn newer<T: Clone + PartialEq>(base: &T, mine: T, theirs: &T) -> T {
    if mine == *base { theirs.clone() } else { mine }
}

impl Session {
    /// Merges the changes that another tab made between `base` and `theirs` into this visit. No answer of either tab is lost.
    pub(super) fn merged(mut self, base: &Session, theirs: &Session) -> Session {
        let columns = columns(base)
            .iter()
            .zip(columns(&self))
            .zip(columns(theirs))
            .map(|((base, mine), theirs)| merge_column(base, &mine, &theirs))
            .collect();
        set_columns(&mut self, columns);
        self.form = newer(&base.form, self.form, &theirs.form);
        self.resume = newer(&base.resume, self.resume, &theirs.resume);
        self.dismissed = newer(&base.dismissed, self.dismissed, &theirs.dismissed);
        self.fast_domains = newer(&base.fast_domains, self.fast_domains, &theirs.fast_domains);
        let (mine, base, theirs) = (&mut self.profile, &base.profile, &theirs.profile);
        mine.locale = newer(&base.locale, mine.locale.take(), &theirs.locale);
        mine.extra = newer(&base.extra, std::mem::take(&mut mine.extra), &theirs.extra);
        self
    }

    /// Whether both visits have the same answers, clashes included.
    pub(super) fn says_the_same(&self, other: &Session) -> bool {
        columns(self) == columns(other)
    }

    /// The questions that different tabs answered differently, in the order of the bank.
    pub fn clashes(&self) -> Vec<Clash> {
        let columns = columns(self).into_iter().enumerate();
        let clashes = columns.map(|(idx, answers)| Clash { idx, answers });
        clashes.filter(|clash| clash.answers.len() > 1).collect()
    }

    /// Whether there is a clash.
    pub fn has_clash(&self) -> bool {
        self.rivals.is_some()
    }

    /// The visit with one clash settled: the answer number `choice` counts, and the others are gone.
    pub fn settled(mut self, idx: usize, choice: usize) -> Session {
        let mut columns = columns(&self);
        if let Some(column) = columns.get_mut(idx).filter(|column| choice < column.len()) {
            *column = vec![column.swap_remove(choice)];
            set_columns(&mut self, columns);
        }
        self
    }

    /// Settles the clashes of questions that the person answered since `before`.
    pub(super) fn settle_changed(&mut self, before: &Session) {
        if self.rivals.is_none() {
            return;
        }
        let mut columns = columns(self);
        for (column, (now, before)) in columns.iter_mut().zip(answers(self).into_iter().zip(answers(before)))
        {
            if now != before {
                *column = vec![now];
            }
        }
        set_columns(self, columns);
    }
}
