//! The group of agencies, as a value that takes queries and changes, works in turns, and returns answers. Decides the
//! order of work. Has no browser, clock or storage.
//!
//! ```text
//! ask ─► changes, asks ─ turn ─ turn ─► Order::Answer ─► the page
//!                                  └──► Order::Keep ───► a store ─ kept ─► an answer, or another change
//! ```
//!
//! | module | contents |
//! |---|---|
//! | `agency` | one agency, as read from its link |
//! | `state` | the members, the filter, the last change |
//! | `reading` | texts and files that are being read |
//! | `listing` | the list of agencies, and import errors |
//! | `job` | work that takes more than one turn |
//! | `results` | answers from results of the cohort |
//! | `export` | results as files |

mod agency;
mod export;
mod job;
mod listing;
mod reading;
mod results;
mod state;

use interlocal_core::bank::Bank;
use interlocal_core::profile::Date;
use interlocal_core::words::Lang;
use interlocal_group::answer::{Answer, Collection, Failure, Id, Progress, Work};
use interlocal_group::ask::{Ask, Filter, Source};
use job::{Job, Step};
use reading::Sources;
use state::State;
use std::collections::VecDeque;

/// A side effect for the host to perform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// Hands an answer to the page.
    Answer(Answer),
    /// Asks the store of this device, which answers through [`Group::kept`].
    Keep(Keeping),
}

/// A request to the store of this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeping {
    /// Lists the collections. Answered by [`Kept::Collections`], as are all requests but [`Keeping::Get`].
    List,
    /// Keeps links under a name, replacing a collection of that name.
    Put {
        /// The name of the collection.
        name: String,
        /// The number of agencies.
        n: u32,
        /// Their links, one per line.
        links: String,
    },
    /// Reads the links of the collection with this name. Answered by [`Kept::Links`].
    Get(String),
    /// Renames the collection from the first name to the second.
    Rename(String, String),
    /// Deletes the collection with this name.
    Delete(String),
}

/// An answer of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// The collections, newest first.
    Collections(Vec<Collection>),
    /// The links of the requested collection.
    Links(String),
    /// The request failed.
    Failed(Failure),
}

/// A group of agencies, and the pending work on it.
#[derive(Debug)]
pub struct Group {
    state: State,
    /// Normalises a text to Unicode's form C.
    nfc: fn(&str) -> String,
    /// Links of the fictional agencies, by language code.
    examples: &'static [(&'static str, &'static str)],
    /// Pending changes of the group. They are handled before any query.
    changes: VecDeque<Change>,
    /// Pending queries. A change cancels them, and the page asks again afterwards.
    asks: VecDeque<Ask>,
    /// The job that is running.
    job: Option<Job>,
    /// The longest computation, which runs while there is no other work.
    slow: Option<Job>,
    told: Told,
    orders: Vec<Order>,
}

/// A change of the group that the page requested, or a request to keep a copy of it.
#[derive(Debug)]
enum Change {
    Add(Source),
    Replace(Source),
    Remove(Id),
    SkipHidden,
    Clear,
    Undo,
    Mine(Option<String>),
    Filter(Filter),
    Keep(String),
}

/// The progress that was reported last, so that it isn't reported too often.
#[derive(Debug, Default)]
struct Told {
    n_steps: u32,
    percent: Option<u32>,
}

/// Work of fewer steps than this reports no progress, because it ends before a person would see it.
const QUIET: u32 = 12;

impl Group {
    /// Creates an empty group. `examples` are language codes with links of the fictional agencies; `nfc` normalises a
    /// text to Unicode's form C.
    pub fn new(
        bank: Bank,
        examples: &'static [(&'static str, &'static str)],
        nfc: fn(&str) -> String,
        today: fn() -> Option<Date>,
    ) -> Group {
        let fictional = examples.iter().map(|(_, links)| *links);
        Group {
            state: State::new(bank, fictional, today),
            nfc,
            examples,
            changes: VecDeque::new(),
            asks: VecDeque::new(),
            job: None,
            slow: None,
            told: Told::default(),
            orders: Vec::new(),
        }
    }

    /// Handles a query or a change: at once if that is quick, else in the following turns.
    pub fn ask(&mut self, ask: Ask) {
        match ask {
            Ask::Cancel => self.cancel(),
            Ask::Add(source) => self.change(Change::Add(source)),
            Ask::Replace(source) => self.change(Change::Replace(source)),
            Ask::Remove(id) => self.change(Change::Remove(id)),
            Ask::SkipHidden => self.change(Change::SkipHidden),
            Ask::Clear => self.change(Change::Clear),
            Ask::Undo => self.change(Change::Undo),
            Ask::Mine(link) => self.change(Change::Mine(link)),
            Ask::Filter(filter) => self.change(Change::Filter(filter)),
            Ask::Collections => self.orders.push(Order::Keep(Keeping::List)),
            // Queued behind pending changes, so that the kept copy includes them.
            Ask::Keep(name) => self.changes.push_back(Change::Keep(name)),
            Ask::Open(name) => self.orders.push(Order::Keep(Keeping::Get(name))),
            Ask::Rename(from, to) => self.orders.push(Order::Keep(Keeping::Rename(from, to))),
            Ask::Delete(name) => self.orders.push(Order::Keep(Keeping::Delete(name))),
            Ask::Look
            | Ask::Agencies { .. }
            | Ask::Rejects
            | Ask::Coverage
            | Ask::Heat { .. }
            | Ask::Helpers { .. }
            | Ask::Buying
            | Ask::Meetings { .. }
            | Ask::Partners { .. }
            | Ask::Network { .. }
            | Ask::Invite { .. }
            | Ask::Summary
            | Ask::Links(_)
            | Ask::Export(..) => self.asks.push_back(ask),
        }
    }

    /// Takes an answer of the store.
    pub fn kept(&mut self, kept: Kept) {
        match kept {
            Kept::Collections(collections) => self.answer(Answer::Collections(collections)),
            Kept::Links(links) => self.change(Change::Replace(Source::Text(links))),
            Kept::Failed(failure) => self.answer(Answer::Failed(failure)),
        }
    }

    /// Works for some milliseconds; returns whether work is left.
    pub fn turn(&mut self) -> bool {
        if let Some(job) = self.job.take() {
            self.job = self.go_on(job);
        } else if let Some(change) = self.changes.pop_front() {
            self.job = self.begin_change(change);
        } else if let Some(ask) = self.asks.pop_front() {
            self.begin(ask);
        } else if let Some(job) = self.slow.take() {
            self.slow = self.go_on(job);
        }
        self.job.is_some() || self.slow.is_some() || !self.changes.is_empty() || !self.asks.is_empty()
    }

    /// Takes the side effects since the last call.
    pub fn take(&mut self) -> Vec<Order> {
        std::mem::take(&mut self.orders)
    }

    fn answer(&mut self, answer: Answer) {
        self.orders.push(Order::Answer(answer));
    }

    /// Queues a change. It cancels pending questions, which the page asks again afterwards.
    fn change(&mut self, change: Change) {
        self.asks.clear();
        self.slow = None;
        self.job.take_if(|job| job.is_question());
        match (change, &mut self.job) {
            // Files that were chosen together are one change.
            (Change::Add(source), Some(Job::Reading(reading)))
                if self.changes.is_empty() && !reading.is_replacement() =>
            {
                let (name, bytes) = named(self.examples, source);
                reading.add(name, bytes);
            }
            (change, _) => self.changes.push_back(change),
        }
    }

    fn begin_change(&mut self, change: Change) -> Option<Job> {
        self.told = Told::default();
        match change {
            Change::Add(source) => return Some(self.read(source, false)),
            Change::Replace(source) => return Some(self.read(source, true)),
            Change::Remove(id) => self.state.remove(id),
            Change::SkipHidden => self.state.skip_hidden(),
            Change::Clear => self.state.clear(),
            Change::Undo => self.state.undo(),
            Change::Mine(link) => self.state.mine(link.as_deref()),
            Change::Filter(filter) => self.state.filter = filter,
            Change::Keep(name) => {
                let (n, links) = self.state.links();
                self.orders.push(Order::Keep(Keeping::Put { name, n, links }));
                return None;
            }
        }
        Some(Job::count())
    }

    fn read(&self, source: Source, is_replacement: bool) -> Job {
        let (name, bytes) = named(self.examples, source);
        Job::Reading(Box::new(Sources::new(self.nfc, name, bytes, is_replacement)))
    }

    /// Answers a query at once, or starts the job that computes the answer.
    fn begin(&mut self, ask: Ask) {
        self.told = Told::default();
        match self.state.begin(ask) {
            Step::Answer(answer) => self.answer(answer),
            Step::Begin(job) => self.job = Some(job),
            Step::AfterAllPairs(ask) => match &mut self.slow {
                Some(Job::AllPairs(_, asks)) => asks.push(ask),
                _ => self.slow = Some(Job::AllPairs(Box::new(self.state.all_pairs()), vec![ask])),
            },
            Step::Nothing => {}
        }
    }

    /// Runs one step of `job`; returns the rest of it, if any.
    fn go_on(&mut self, job: Job) -> Option<Job> {
        let work = job.work();
        let went = job.step(&mut self.state);
        if let Some((done, total)) = went.progress {
            self.tell(work, done, total, went.next.is_none());
        }
        self.orders.extend(went.answers.into_iter().map(Order::Answer));
        // These queries are older than all pending ones, so they are answered first.
        went.then.into_iter().rev().for_each(|ask| self.asks.push_front(ask));
        went.next
    }

    fn tell(&mut self, of: Work, done: u32, total: u32, is_over: bool) {
        self.told.n_steps += 1;
        let percent = u64::from(done) * 100 / u64::from(total.max(1));
        let percent = u32::try_from(percent).ok();
        let is_news = self.told.n_steps >= QUIET && percent != self.told.percent;
        let was_told = self.told.percent.is_some();
        if is_over && was_told {
            self.answer(Answer::Progress(Progress { of, done: total, total }));
            self.told = Told::default();
        } else if is_news && !is_over {
            self.told.percent = percent;
            self.answer(Answer::Progress(Progress { of, done, total }));
        }
    }

    fn cancel(&mut self) {
        self.changes.retain(|change| !matches!(change, Change::Add(_) | Change::Replace(_)));
        self.asks.clear();
        self.slow = None;
        // Counting is never cancelled: without it, every answer would be wrong.
        self.job.take_if(|job| !matches!(job, Job::Counting(_)));
        self.told = Told::default();
        self.answer(Answer::Cancelled);
    }
}

/// The name and the content of a source.
fn named(examples: &[(&str, &str)], source: Source) -> (String, Vec<u8>) {
    match source {
        Source::Text(text) => (String::new(), text.into_bytes()),
        Source::File(name, bytes) => (name, bytes),
        Source::Examples(code) => {
            let lang = Lang::from_tag(&code).unwrap_or_default().code();
            let links = examples.iter().find(|(code, _)| *code == lang).or(examples.first());
            (String::new(), links.map(|(_, links)| links.as_bytes().to_vec()).unwrap_or_default())
        }
    }
}

#[cfg(test)]
mod tests;
