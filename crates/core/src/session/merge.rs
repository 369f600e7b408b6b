//! Merges the drafts of two tabs, answer by answer (three-way merge). Each tab has the draft that it started from as
//! the base. If one tab changed an answer, the change is taken. Two different changes become a conflict that the person
//! settles.

use super::{Pick, Session, TextField, details};
use crate::bank::{ScaleId, Slot};
use crate::plain_text::PlainText;
use crate::profile::TermAnswer;
use crate::response::{Rating, Response};

/// An answer that is changed, stored and settled as a unit, with its question.
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

/// A question with different answers from several tabs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The number of the question, for [`Session::settled`].
    pub idx: usize,
    /// The answers. The first one counts until the person settles the conflict.
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

    /// Returns the capability and its ratings; `None` for "not applicable" and for other questions.
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

/// Returns all answers of a session, including blank ones. The order depends only on the bank.
fn answers(session: &Session) -> Vec<Answer> {
    let (bank, profile) = (&session.bank, &session.profile);
    let mut all = Vec::new();
    for field in TextField::ALL {
        all.push(Answer::Text(field, session.details.entry(field).text.clone()));
    }
    all.push(Answer::Note(profile.context.note.clone()));
    all.push(Answer::Picks(Pick::Offers, profile.featured.offers.clone()));
    all.push(Answer::Picks(Pick::Needs, profile.featured.needs.clone()));
    for capability in &bank.capabilities {
        all.push(Answer::Response(capability.slot, profile.responses.get(capability.slot)));
    }
    for (idx, rating) in profile.readiness.iter().enumerate() {
        all.push(Answer::Readiness(idx, *rating));
    }
    for (idx, answer) in profile.terms.iter().enumerate() {
        all.push(Answer::Term(idx, answer.clone()));
    }
    for (idx, option) in profile.context.choices.iter().enumerate() {
        all.push(Answer::Choice(idx, *option));
    }
    all
}

/// Stores one answer. Its indices must come from a session with the same bank.
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

/// Returns the answers to each question that are not blank. The one that counts is first.
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

/// Stores `columns` in the session.
fn set_columns(session: &mut Session, mut columns: Vec<Vec<Answer>>) {
    let blank = session.blank();
    for ((column, now), none) in columns.iter_mut().zip(&answers(session)).zip(&answers(&blank)) {
        let first = if column.is_empty() { none.clone() } else { column.remove(0) };
        if first != *now {
            put(session, first);
        }
    }
    session.rivals = None;
    if columns.iter().any(|rest| !rest.is_empty()) {
        let mut rivals = blank;
        set_columns(&mut rivals, columns);
        session.rivals = Some(Box::new(rivals));
    }
}

/// Merges the answers to one question. If one tab changed it, the change is taken. An answer wins over a cleared one.
/// Two different answers are both kept.
fn merge_column(base: &[Answer], mine: &[Answer], theirs: &[Answer]) -> Vec<Answer> {
    if mine == base {
        return theirs.to_vec();
    }
    if theirs == base {
        return mine.to_vec();
    }
    let firsts = match base {
        // Choosing one of several answers counts as a new answer.
        [_, _, ..] => [mine.first().cloned(), theirs.first().cloned()],
        [] | [_] => merge_first(base.first(), mine.first(), theirs.first()),
    };
    let mut merged: Vec<Answer> = Vec::new();
    for answer in firsts.iter().flatten() {
        add(&mut merged, answer);
    }
    // An alternative that one side settled is dropped; one that a side added stays.
    for rivals in [mine, theirs] {
        for answer in rivals.get(1..).unwrap_or_default() {
            if !base.contains(answer) || mine.contains(answer) && theirs.contains(answer) {
                add(&mut merged, answer);
            }
        }
    }
    merged
}

fn add(merged: &mut Vec<Answer>, answer: &Answer) {
    if !answer.is_blank() && !merged.contains(answer) {
        merged.push(answer.clone());
    }
}

/// Merges the answers that count in each tab. The two ratings of a capability are merged separately.
fn merge_first(base: Option<&Answer>, mine: Option<&Answer>, theirs: Option<&Answer>) -> [Option<Answer>; 2] {
    let rated = |answer: Option<&Answer>| answer.and_then(Answer::rated);
    let slot = match (rated(mine), rated(theirs)) {
        (Some((slot, _)), Some(_)) => slot,
        (Some((slot, _)), None) if theirs.is_none() => slot,
        (None, Some((slot, _))) if mine.is_none() => slot,
        (Some(_), None) | (None, Some(_)) | (None, None) => return [mine.cloned(), theirs.cloned()],
    };
    let response =
        |answer: Option<&Answer>| rated(answer).map_or(Response::SKIPPED, |(_, response)| response);
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

/// Takes the change in `theirs`, unless `mine` changed too.
fn take_change<T: Clone + PartialEq>(mine: &mut T, base: &T, theirs: &T) {
    if mine == base {
        mine.clone_from(theirs);
    }
}

impl Session {
    /// Merges the changes that another tab made between `base` and `theirs` into this session. No answer of either tab
    /// is lost.
    pub(super) fn merged(mut self, base: &Session, theirs: &Session) -> Session {
        let mut merged = columns(&self);
        for ((mine, base), theirs) in merged.iter_mut().zip(&columns(base)).zip(&columns(theirs)) {
            *mine = merge_column(base, mine, theirs);
        }
        set_columns(&mut self, merged);
        take_change(&mut self.form, &base.form, &theirs.form);
        take_change(&mut self.resume, &base.resume, &theirs.resume);
        take_change(&mut self.dismissed, &base.dismissed, &theirs.dismissed);
        take_change(&mut self.fast_domains, &base.fast_domains, &theirs.fast_domains);
        self
    }

    /// Returns true if both sessions have the same answers and the same conflicts.
    pub(super) fn says_the_same(&self, other: &Session) -> bool {
        columns(self) == columns(other)
    }

    /// Returns the questions that tabs answered differently, in the bank's order.
    pub fn clashes(&self) -> Vec<Clash> {
        let columns = columns(self).into_iter().enumerate();
        let clashes = columns.map(|(idx, answers)| Clash { idx, answers });
        clashes.filter(|clash| clash.answers.len() > 1).collect()
    }

    /// Returns true if there is a conflict.
    pub fn has_clash(&self) -> bool {
        self.rivals.is_some()
    }

    /// Returns the session with one conflict settled: answer `choice` counts, and the others are dropped.
    pub fn settled(mut self, idx: usize, choice: usize) -> Session {
        let mut columns = columns(&self);
        if let Some(column) = columns.get_mut(idx).filter(|column| choice < column.len()) {
            column.swap(0, choice);
            column.truncate(1);
            set_columns(&mut self, columns);
        }
        self
    }

    /// Settles the conflicts of questions that the person has answered since `before`.
    pub(super) fn settle_changed(&mut self, before: &Session) {
        if self.rivals.is_none() {
            return;
        }
        let mut columns = columns(self);
        for ((column, now), before) in columns.iter_mut().zip(&answers(self)).zip(&answers(before)) {
            if now != before {
                column.clear();
                column.push(now.clone());
            }
        }
        set_columns(self, columns);
    }
}
