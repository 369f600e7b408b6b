//! Where each step on a group's pages leads.

use super::{COLUMNS, Group, GroupAction, Listing, Opening, ROWS};
use crate::desk::Desk;
use crate::desk::action::Effect;
use crate::desk::page::DeskPage;
use crate::desk::sharing::dated;
use interlocal_core::link;
use interlocal_core::profile::Profile;
use interlocal_group::answer::Answer;
use interlocal_group::ask::{Ask, Filter};
use std::rc::Rc;

impl Desk {
    /// One step on a group's pages.
    pub(in crate::desk) fn group_step(&mut self, action: GroupAction) -> Vec<Effect> {
        let mine = || link::encode_whole(&self.session.bank, &dated(&self.session)).as_str().to_owned();
        let mut group = Group::clone(&self.group);
        let asks = group.step(action, mine);
        self.group = Rc::new(group);
        asks.into_iter().map(Effect::Ask).chain(self.wants_of_group()).collect()
    }

    /// The worker's answer.
    pub(in crate::desk) fn group_told(&mut self, answer: Answer) -> Vec<Effect> {
        if let Answer::Links(links) = answer {
            return self.open_links(&links);
        }
        let is_change = matches!(answer, Answer::Collected(_));
        let saving = Rc::make_mut(&mut self.group).hear(answer);
        let wanted = if is_change { self.wants_of_group() } else { Vec::new() };
        saving.into_iter().chain(wanted).collect()
    }

    /// What the page that is shown needs from the worker, and does not have.
    pub(in crate::desk) fn wants_of_group(&self) -> Vec<Effect> {
        self.group.wants(self.page).into_iter().map(Effect::Ask).collect()
    }

    /// Profiles that somebody wanted to see came from the worker.
    fn open_links(&mut self, links: &[String]) -> Vec<Effect> {
        let bank = Rc::clone(&self.session.bank);
        let profiles: Vec<Profile> = links.iter().filter_map(|text| link::decode(&bank, text).ok()).collect();
        let opening = Rc::make_mut(&mut self.group).opening.take();
        match (opening, profiles.as_slice()) {
            (Some(Opening::Profile), [one]) => self.open(Ok(one.clone()), None),
            (Some(Opening::Profile | Opening::Pair) | None, _) => Vec::new(),
        }
    }
}

impl Group {
    /// What a person's step asks of the worker; `mine` writes one's own profile.
    fn step(&mut self, action: GroupAction, mine: impl FnOnce() -> String) -> Vec<Ask> {
        self.problem = None;
        match action {
            GroupAction::Mine(is_in) => vec![Ask::Mine(is_in.then(mine))],
            GroupAction::Add(source) => vec![Ask::Add(source)],
            GroupAction::Remove(id) => {
                self.coalition.retain(|it| *it != id);
                vec![Ask::Remove(id)]
            }
            GroupAction::Clear => vec![Ask::Clear],
            GroupAction::Undo => vec![Ask::Undo],
            GroupAction::Cancel => vec![Ask::Cancel],
            GroupAction::Filter(filter) => {
                self.filter = filter.clone();
                vec![Ask::Filter(filter)]
            }
            GroupAction::Sort(sort) => {
                let is_again = self.listing.sort == sort;
                self.listing.is_reversed = is_again && !self.listing.is_reversed;
                self.listing = Listing { sort, from: 0, ..std::mem::take(&mut self.listing) };
                self.agencies = None;
                Vec::new()
            }
            GroupAction::Search(search) => {
                self.listing = Listing { search, from: 0, ..std::mem::take(&mut self.listing) };
                self.agencies = None;
                Vec::new()
            }
            GroupAction::Rows(from) => {
                self.listing.from = from;
                self.agencies = None;
                Vec::new()
            }
            GroupAction::Domain(domain) => {
                self.domain = domain;
                Vec::new()
            }
            GroupAction::Columns(from) => {
                self.heat_from = from;
                self.heat = None;
                Vec::new()
            }
            GroupAction::HowMany(k) => {
                self.k = k;
                self.helpers = None;
                Vec::new()
            }
            GroupAction::Whom(whom) => {
                self.whom = whom;
                self.helpers = None;
                Vec::new()
            }
            GroupAction::Fair(is_fair) => {
                self.is_fair = is_fair;
                self.meetings = None;
                Vec::new()
            }
            GroupAction::Partners(of) => vec![Ask::Partners { of }],
            GroupAction::Around(around) => {
                self.around = around;
                self.network = None;
                Vec::new()
            }
            GroupAction::Toggle(id) => {
                self.toggle(id);
                Vec::new()
            }
            GroupAction::Show(id) => self.open(Opening::Profile, vec![id]),
            GroupAction::Pair(a, b) => self.open(Opening::Pair, vec![a, b]),
            GroupAction::Export(what, format) => vec![Ask::Export(what, format)],
            GroupAction::Keep(name) => vec![Ask::Keep(name)],
            GroupAction::Open(name) => vec![Ask::Open(name)],
            GroupAction::Question(question) => {
                self.asking = question;
                Vec::new()
            }
            GroupAction::Rename(from, to) => {
                self.asking = None;
                vec![Ask::Rename(from, to)]
            }
            GroupAction::Delete(name) => {
                self.asking = None;
                vec![Ask::Delete(name)]
            }
        }
    }

    fn toggle(&mut self, id: u32) {
        match self.coalition.iter().position(|it| *it == id) {
            Some(idx) => drop(self.coalition.remove(idx)),
            None => self.coalition.push(id),
        }
        self.invite = None;
    }

    fn open(&mut self, opening: Opening, ids: Vec<u32>) -> Vec<Ask> {
        self.opening = Some(opening);
        vec![Ask::Links(ids)]
    }

    /// What `page` shows and this does not hold yet.
    fn wants(&self, page: DeskPage) -> Vec<Ask> {
        if !DeskPage::OF_GROUP.contains(&page) {
            return Vec::new();
        }
        let mut wants = Vec::new();
        if self.overview.is_none() {
            return vec![Ask::Look, Ask::Collections];
        }
        wants.extend(self.collections.is_none().then_some(Ask::Collections));
        if self.is_empty() {
            return wants;
        }
        // Wherever an agency is chosen, the list to choose from is there.
        wants.extend(self.agencies.is_none().then(|| self.ask_for_rows()));
        match page {
            DeskPage::Gaps => {
                wants.extend(self.coverage.is_none().then_some(Ask::Coverage));
                wants.extend(self.heat.is_none().then_some(Ask::Heat { from: self.heat_from, n: COLUMNS }));
            }
            DeskPage::Helpers => {
                let ask = Ask::Helpers { k: self.n_helpers(), whom: self.whom };
                wants.extend(self.helpers.is_none().then_some(ask));
                wants.extend(self.network.is_none().then_some(Ask::Network { around: self.around }));
            }
            DeskPage::Buying => wants.extend(self.buying.is_none().then_some(Ask::Buying)),
            DeskPage::Meet => {
                let ask = Ask::Meetings { is_fair: self.is_fair };
                wants.extend(self.meetings.is_none().then_some(ask));
            }
            DeskPage::Invite => {
                let ask = || Ask::Invite { coalition: self.coalition.clone() };
                wants.extend((self.invite.is_none() && !self.coalition.is_empty()).then(ask));
            }
            DeskPage::Summary => wants.extend(self.summary.is_none().then_some(Ask::Summary)),
            DeskPage::Group => {
                let has_rejects =
                    self.overview.as_ref().is_some_and(|it| it.n_rejected + it.n_duplicates > 0);
                wants.extend((has_rejects && self.rejects.is_none()).then_some(Ask::Rejects));
            }
            DeskPage::Share
            | DeskPage::Words
            | DeskPage::Sheet
            | DeskPage::Open
            | DeskPage::Unseal
            | DeskPage::Found
            | DeskPage::Since
            | DeskPage::Raters => {}
        }
        wants
    }

    fn ask_for_rows(&self) -> Ask {
        let Listing { sort, is_reversed, search, from } = self.listing.clone();
        Ask::Agencies { sort, is_reversed, search, from, n: ROWS }
    }

    /// What the worker said; gives what the browser shall save.
    fn hear(&mut self, answer: Answer) -> Option<Effect> {
        match answer {
            Answer::Progress(progress) => {
                self.progress = Some(progress).filter(|it| it.done < it.total);
            }
            Answer::Cancelled => self.progress = None,
            Answer::Collected(overview) => {
                self.let_go();
                self.progress = None;
                if overview.n == 0 {
                    (self.filter, self.whom, self.around) = (Filter::default(), None, None);
                    self.coalition.clear();
                }
                self.overview = Some(overview);
            }
            Answer::Agencies(agencies) => self.agencies = Some(agencies),
            Answer::Rejects(rejects) => self.rejects = Some(rejects),
            Answer::Coverage(rows) => self.coverage = Some(rows),
            Answer::Heat(heat) => self.heat = Some(heat),
            Answer::Helpers(helpers) => self.helpers = Some(helpers),
            Answer::Buying(groups) => self.buying = Some(groups),
            Answer::Meetings(meetings) => self.meetings = Some(meetings),
            Answer::Partners(partners) => self.partners = Some(partners),
            Answer::Network(network) => self.network = Some(network),
            Answer::Invite(invite) => self.invite = Some(invite),
            Answer::Summary(tables) => self.summary = Some(tables),
            // The desk opens them.
            Answer::Links(_) => {}
            Answer::File { name, mime, text } => return Some(save(name, &mime, text)),
            Answer::Collections(collections) => self.collections = Some(collections),
            Answer::Failed(failure) => {
                self.progress = None;
                self.problem = Some(failure);
            }
        }
        None
    }
}

fn save(name: String, mime: &str, text: String) -> Effect {
    let mime = if mime.starts_with("application/json") { "application/json" } else { "text/csv" };
    Effect::Save { name, mime, text }
}
