//! Implements each action on the pages of a group.

use super::told::OnItsWay;
use super::{COLUMNS, Group, GroupAction, Listing, Opening, ROWS};
use crate::Desk;
use crate::action::Effect;
use crate::page::DeskPage;
use interlocal_core::disclosed::Disclosed;
use interlocal_core::link;
use interlocal_core::session::Focus;
use interlocal_group::answer::{Answer, Failure, Id, Overview, Who};
use interlocal_group::ask::{Ask, Filter, Sort, Source, Writing};
use std::rc::Rc;

impl Desk {
    /// Applies an action on the pages of a group.
    pub(crate) fn group_step(&mut self, action: GroupAction) -> Vec<Effect> {
        let mine = || self.mine_for_group();
        let is_question = matches!(action, GroupAction::Question(Some(_)));
        // The page of a received profile offers to add it to the group, and then opens the group's page.
        let is_outside = matches!(action, GroupAction::Add(_)) && !DeskPage::OF_GROUP.contains(&self.page);
        let mut group = Group::clone(&self.group);
        let lang = self.session.lang.code().to_owned();
        let writing = Writing { lang, share_base: self.session.share_base().to_owned() };
        let asks = group.step(action, writing, mine);
        self.group = Rc::new(group);
        if is_question {
            self.focus_on(Focus::FirstProblem);
        }
        let wants = if is_outside { self.go(DeskPage::Group) } else { self.wants_of_group() };
        asks.into_iter().map(Effect::Ask).chain(wants).collect()
    }

    /// Handles an answer from the worker.
    pub(crate) fn group_told(&mut self, answer: Answer) -> Vec<Effect> {
        if let Answer::Links(links) = answer {
            return self.open_links(&links);
        }
        let is_change = matches!(answer, Answer::Collected(_));
        let effect = Rc::make_mut(&mut self.group).hear(answer);
        let wanted = if is_change { self.wants_of_group() } else { Vec::new() };
        effect.into_iter().chain(wanted).collect()
    }

    /// Returns the questions whose answers the current page needs and that are stale.
    pub(crate) fn wants_of_group(&mut self) -> Vec<Effect> {
        // Changes cancel pending questions, so they are sent first.
        let mine = self.renew_mine();
        let wants = Rc::make_mut(&mut self.group).wants(self.page);
        mine.into_iter().chain(wants).map(Effect::Ask).collect()
    }

    /// Returns the user's own agency as a link with the chosen disclosure, because results of a group can be saved and
    /// sent.
    fn mine_for_group(&self) -> String {
        self.sharing.open_fragment(&self.session).as_str().to_owned()
    }

    /// Replaces the user's own agency in the group if the answers or the disclosure have changed.
    fn renew_mine(&mut self) -> Option<Ask> {
        let is_in = self.group.overview.value().is_some_and(|overview| overview.mine.is_some());
        if !is_in || !DeskPage::OF_GROUP.contains(&self.page) {
            return None;
        }
        let mine = self.session.has_answers().then(|| self.mine_for_group());
        let is_current = self.group.mine == mine;
        Rc::make_mut(&mut self.group).mine.clone_from(&mine);
        (!is_current).then_some(Ask::Mine(mine))
    }

    /// Opens the profiles whose links the worker sent.
    fn open_links(&mut self, links: &[String]) -> Vec<Effect> {
        let bank = Rc::clone(&self.session.bank);
        let profiles: Vec<Disclosed> =
            links.iter().filter_map(|text| link::decode(&bank, text).ok()).collect();
        let opening = Rc::make_mut(&mut self.group).opening.take();
        match (opening, profiles.as_slice()) {
            (Some(Opening::Profile), [one]) => self.open(Ok(one.clone()), None),
            (Some(Opening::Pair), [one, other]) => self.lay(one.clone(), other.clone()),
            (Some(Opening::Profile | Opening::Pair) | None, _) => Vec::new(),
        }
    }
}

impl Group {
    /// Applies an action and returns the messages to the worker. `writing` has the options for files, and `mine`
    /// returns the link of the user's own agency.
    fn step(&mut self, action: GroupAction, writing: Writing, mine: impl FnOnce() -> String) -> Vec<Ask> {
        (self.problem, self.kept) = (None, None);
        match action {
            GroupAction::Mine(is_in) => {
                self.mine = is_in.then(mine);
                return vec![Ask::Mine(self.mine.clone())];
            }
            GroupAction::Add(source) => return vec![Ask::Add(source)],
            GroupAction::Unread(failure) => self.problem = Some(failure),
            GroupAction::Remove(id) => return self.remove(id),
            GroupAction::SkipHidden => {
                self.choose_nobody();
                return vec![Ask::SkipHidden];
            }
            GroupAction::Clear => return self.replace(Ask::Clear),
            GroupAction::Open(name) => return self.replace(Ask::Open(name)),
            GroupAction::Undo => return self.undo(),
            GroupAction::Cancel => return vec![Ask::Cancel],
            GroupAction::Resume => self.resume(),
            GroupAction::Filter(filter) => {
                self.filter = filter.clone();
                return vec![Ask::Filter(filter)];
            }
            GroupAction::Sort(sort) => self.sort(sort),
            GroupAction::Search(search) => self.list(Listing { search, from: 0, ..self.listing.clone() }),
            GroupAction::Rows(from) => self.list(Listing { from, ..self.listing.clone() }),
            GroupAction::Domain(domain) => self.domain = domain,
            GroupAction::Columns(from) => {
                self.heat_from = from;
                self.heat.renew();
            }
            GroupAction::HowMany(k) => {
                self.k = k;
                self.helpers.renew();
            }
            GroupAction::Whom(whom) => {
                self.whom.clone_from(&whom);
                self.helpers.renew();
                self.draw_around(whom);
            }
            GroupAction::Around(around) => self.draw_around(around),
            GroupAction::Fair(is_fair) => {
                self.is_fair = is_fair;
                self.meetings.renew();
            }
            GroupAction::Partners(of) => {
                self.partners_of = Some(of);
                self.partners.let_go();
            }
            GroupAction::Toggle(who) => self.toggle(who),
            GroupAction::Beside(who) => self.beside(who),
            GroupAction::Show(id) => return self.open(Opening::Profile, vec![id]),
            GroupAction::Pair(a, b) => return self.open(Opening::Pair, vec![a, b]),
            GroupAction::Export(what, format) => {
                return vec![Ask::Export(what, format, writing)];
            }
            GroupAction::Keep(name) => {
                self.kept = Some(name.clone());
                return vec![Ask::Keep(name)];
            }
            GroupAction::Question(question) => self.asking = question,
            GroupAction::Rename(from, to) => {
                self.asking = None;
                return vec![Ask::Rename(from, to)];
            }
            GroupAction::Delete(name) => {
                self.asking = None;
                return vec![Ask::Delete(name)];
            }
        }
        Vec::new()
    }

    fn list(&mut self, listing: Listing) {
        self.listing = listing;
        self.agencies.renew();
    }

    fn sort(&mut self, sort: Sort) {
        let is_reversed = self.listing.sort == sort && !self.listing.is_reversed;
        self.list(Listing { sort, is_reversed, from: 0, ..self.listing.clone() });
    }

    fn draw_around(&mut self, around: Option<Who>) {
        self.around = around;
        self.network.renew();
    }

    fn remove(&mut self, id: Id) -> Vec<Ask> {
        self.coalition.retain(|who| who.id != id);
        self.beside.retain(|who| who.id != id);
        self.whom.take_if(|who| who.id == id);
        self.around.take_if(|who| who.id == id);
        vec![Ask::Remove(id)]
    }

    /// Replaces the group, and clears the filter.
    fn replace(&mut self, ask: Ask) -> Vec<Ask> {
        let unfiltered = self.is_filtered().then(|| Ask::Filter(Filter::default()));
        self.begin_anew();
        unfiltered.into_iter().chain([ask]).collect()
    }

    /// An agency that the undo removes may be selected; one that it restores can't be.
    fn undo(&mut self) -> Vec<Ask> {
        if self.overview.value().is_some_and(|overview| overview.added.is_some()) {
            self.choose_nobody();
        }
        vec![Ask::Undo]
    }

    fn toggle(&mut self, who: Who) {
        match self.coalition.iter().position(|it| it.id == who.id) {
            Some(idx) => drop(self.coalition.remove(idx)),
            None => self.coalition.push(who),
        }
        match self.coalition.is_empty() {
            true => self.invite.let_go(),
            false => self.invite.renew(),
        }
    }

    /// Selecting a third agency deselects the first.
    fn beside(&mut self, who: Who) {
        match self.beside.iter().position(|it| it.id == who.id) {
            Some(idx) => drop(self.beside.remove(idx)),
            None => self.beside.push(who),
        }
        if self.beside.len() > 2 {
            self.beside.remove(0);
        }
    }

    /// Clears messages about the last action, because another page is shown.
    pub(crate) fn turn(&mut self) {
        (self.problem, self.kept, self.asking) = (None, None, None);
    }

    fn open(&mut self, opening: Opening, ids: Vec<Id>) -> Vec<Ask> {
        self.opening = Some(opening);
        vec![Ask::Links(ids)]
    }

    /// Returns the questions that `page` needs and that are stale.
    fn wants(&mut self, page: DeskPage) -> Vec<Ask> {
        if !DeskPage::OF_GROUP.contains(&page) {
            return Vec::new();
        }
        let mut wants = Vec::new();
        wants.extend(self.examples.take().map(|lang| Ask::Replace(Source::Examples(lang.code().to_owned()))));
        wants.extend(self.overview.is_wanted().then_some(Ask::Look));
        wants.extend(self.collections.is_wanted().then_some(Ask::Collections));
        if self.is_empty() {
            return wants;
        }
        // Every page that offers a choice of agencies needs the list.
        wants.extend(self.agencies.is_wanted().then(|| self.ask_for_rows()));
        match page {
            DeskPage::Group => {
                let overview = self.overview.value();
                let has_rejects = overview.is_some_and(|it| it.n_rejected + it.n_duplicates > 0);
                wants.extend((has_rejects && self.rejects.is_wanted()).then_some(Ask::Rejects));
            }
            DeskPage::Gaps => {
                wants.extend(self.coverage.is_wanted().then_some(Ask::Coverage));
                let heat = Ask::Heat { from: self.heat_from, n: COLUMNS };
                wants.extend(self.heat.is_wanted().then_some(heat));
            }
            DeskPage::Helpers => {
                let [whom, around] = [&self.whom, &self.around].map(|who| who.as_ref().map(|who| who.id));
                wants.extend(self.helpers.is_wanted().then(|| Ask::Helpers { k: self.n_helpers(), whom }));
                wants.extend(self.network.is_wanted().then_some(Ask::Network { around }));
            }
            DeskPage::Buying => wants.extend(self.buying.is_wanted().then_some(Ask::Buying)),
            DeskPage::Meet => {
                let meetings = Ask::Meetings { is_fair: self.is_fair };
                wants.extend(self.meetings.is_wanted().then_some(meetings));
                let of = self.partners_of.clone().filter(|_| self.partners.is_wanted());
                wants.extend(of.map(|of| Ask::Partners { of: of.map(|who| who.id) }));
            }
            DeskPage::Invite => {
                let coalition = || Ask::Invite { coalition: self.coalition.iter().map(|it| it.id).collect() };
                wants.extend((!self.coalition.is_empty() && self.invite.is_wanted()).then(coalition));
            }
            DeskPage::Summary => wants.extend(self.summary.is_wanted().then_some(Ask::Summary)),
            DeskPage::Share
            | DeskPage::Words
            | DeskPage::Sheet
            | DeskPage::Open
            | DeskPage::Unseal
            | DeskPage::Found
            | DeskPage::Since
            | DeskPage::Raters
            | DeskPage::Pair
            | DeskPage::Clash
            | DeskPage::Talk
            | DeskPage::Examples => {}
        }
        wants
    }

    fn ask_for_rows(&self) -> Ask {
        let Listing { sort, is_reversed, search, from } = self.listing.clone();
        Ask::Agencies { sort, is_reversed, search, from, n: ROWS }
    }

    /// Stores an answer; returns an effect for the browser, if there is one.
    fn hear(&mut self, answer: Answer) -> Option<Effect> {
        match answer {
            Answer::Progress(progress) => {
                self.progress = Some(progress).filter(|it| it.done < it.total);
            }
            Answer::Cancelled => self.stop(),
            Answer::Collected(overview) => return self.collected(overview),
            Answer::Agencies(agencies) => self.agencies.hear(agencies),
            Answer::Rejects(rejects) => self.rejects.hear(rejects),
            Answer::Coverage(rows) => self.coverage.hear(rows),
            Answer::Heat(heat) => self.heat.hear(heat),
            Answer::Helpers(helpers) => self.helpers.hear(helpers),
            Answer::Buying(groups) => self.buying.hear(groups),
            Answer::Meetings(meetings) => self.meetings.hear(meetings),
            Answer::Partners(partners) if partners.is_done => {
                self.progress = None;
                self.partners.hear(partners);
            }
            Answer::Partners(partners) => self.partners.hear_part(partners),
            Answer::Network(network) => self.network.hear(network),
            Answer::Invite(invite) => self.invite.hear(invite),
            Answer::Summary(tables) => self.summary.hear(tables),
            // The workbench opens the profiles.
            Answer::Links(_) => {}
            Answer::FilePart(text) => return Some(Effect::Hold(text)),
            Answer::File { name, mime, text, n_parts } => return Some(save(name, &mime, text, n_parts)),
            Answer::Collections(collections) => self.collections.hear(collections),
            Answer::Failed(failure) => self.failed(failure),
        }
        None
    }

    fn collected(&mut self, overview: Overview) -> Option<Effect> {
        self.let_go();
        self.progress = None;
        let was_filtered = self.is_filtered();
        if overview.n == 0 {
            self.begin_anew();
        }
        self.overview.hear(overview);
        // The filter of the last group must not apply to the next agencies.
        (was_filtered && !self.is_filtered()).then(|| Effect::Ask(Ask::Filter(Filter::default())))
    }

    fn failed(&mut self, failure: Failure) {
        self.problem = Some(failure);
        self.kept = None;
        if failure == Failure::Broken {
            // The worker is gone with its group. The next message starts another worker.
            self.stop();
            self.let_go();
            self.begin_anew();
            self.overview.hear(Overview::default());
        }
    }
}

fn save(name: String, mime: &str, text: String, n_held: u32) -> Effect {
    let mime = if mime.starts_with("application/json") { "application/json" } else { "text/csv" };
    Effect::Save { name, mime, text, n_held }
}
