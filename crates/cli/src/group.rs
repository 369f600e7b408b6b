//! `interlocal group`: many profiles at once. Knows where they come from, where they go and who is called what; refuses to
//! know a formula.

use crate::failure::Failure;
use crate::members::Member;
use crate::progress::Meter;
use crate::warehouse::Format;
use crate::{members, output, warehouse};
use interlocal_cohort::buying::buying_groups;
use interlocal_cohort::coverage::CoverageScan;
use interlocal_cohort::helpers::{HelperSearch, Whom};
use interlocal_cohort::json::{Results, results_json};
use interlocal_cohort::pairing::{Fair, Introduction, LIST, Stable};
use interlocal_cohort::{AllPairs, Cohort, Progress};
use interlocal_core::bank::Bank;
use interlocal_core::exchange::near;
use interlocal_core::profile::Date;
use std::io::IsTerminal;

/// How many helpers are looked for where nobody says: one may be ill.
pub(crate) const HELPERS: usize = 2;

/// What to write, and where.
pub(crate) struct Options {
    pub(crate) output: Output,
    /// `--to`; standard output where it was not given.
    pub(crate) to: Option<String>,
    /// `--skip-hidden`.
    pub(crate) skips_hidden: bool,
    /// `--today`; the system's day where it was not given.
    pub(crate) today: Option<Date>,
}

/// What becomes of the profiles.
pub(crate) enum Output {
    /// `--out`: all that they say, as one table.
    Table(Format),
    /// What can be said of the whole.
    Results {
        /// `--helpers`.
        k: usize,
        /// `--for`: the one whose needs are to be met; everybody's where it was not given.
        helped: Option<String>,
    },
}

/// About so many pairs are looked at between two looks at the clock.
const STEP: u32 = 1_000_000;
/// More names than this are a wall, not a help.
const MOST_NAMES: usize = 5;

/// Does with all agencies in `files` what was asked for.
pub(crate) fn run(bank: &Bank, files: &[String], options: &Options) -> Result<(), Failure> {
    let to = options.to.as_deref();
    match &options.output {
        Output::Table(format) => table(bank, files, *format, options),
        Output::Results { k, helped } => {
            let members =
                members::read(bank, files, options.skips_hidden, options.today.or_else(system_day))?;
            let whom = helped.as_deref().map_or(Ok(Whom::All), |id| one(&members, id))?;
            results(bank, &members, *k, whom, to)
        }
    }
}

/// The system's day, in universal time.
fn system_day() -> Option<Date> {
    const SECONDS_A_DAY: u64 = 24 * 60 * 60;
    /// Days from 1970-01-01 to 2020-01-01.
    const UNTIL_2020: u64 = 18_262;
    let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
    u16::try_from((since_1970.as_secs() / SECONDS_A_DAY).checked_sub(UNTIL_2020)?).ok().map(Date)
}

fn table(bank: &Bank, files: &[String], format: Format, options: &Options) -> Result<(), Failure> {
    let to = options.to.as_deref();
    if format.is_binary() && to.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure::Usage(
            "a terminal can't show Parquet; add --to FILE, or send the output into a file".to_owned(),
        ));
    }
    // Read first: a file is not replaced by nothing.
    let members = members::read(bank, files, options.skips_hidden, options.today.or_else(system_day))?;
    let mut sink = output::Sink::open(to)?;
    warehouse::write(bank, &members, format, &mut sink)
}

fn results(bank: &Bank, members: &[Member], k: usize, whom: Whom, to: Option<&str>) -> Result<(), Failure> {
    let cohort = Cohort::new(bank, members.iter().map(|member| &*member.profile));
    let ids: Vec<String> = members.iter().map(|member| member.id.clone()).collect();
    let found = results_json(bank, &cohort, &ids, &found(bank, &cohort, k, whom));
    let mut sink = output::Sink::open(to)?;
    sink.write(format!("{found:#}\n").as_bytes())?;
    sink.finish()
}

/// In steps, so that whoever waits sees how far it is.
fn found(bank: &Bank, cohort: &Cohort, k: usize, whom: Whom) -> Results {
    let mut meter = Meter::new();
    let mut helpers = HelperSearch::new(cohort, k, whom);
    finish(&mut meter, "helpers", || helpers.step(cohort, STEP));
    let mut coverage = CoverageScan::new(cohort);
    finish(&mut meter, "needs that nobody meets", || coverage.step(cohort, STEP));
    let pairs = all_pairs(cohort, &mut meter);
    let stable = stable(cohort, &pairs, &mut meter);
    let mut fair = Fair::after(cohort, &pairs, stable.clone());
    finish(&mut meter, "introductions that leave no one out", || fair.step(cohort, STEP));
    meter.clear();
    Results {
        helpers: helpers.into_helpers(cohort),
        coverage: coverage.into_coverage(),
        buying: buying_groups(bank, cohort),
        stable,
        fair: fair.into_pairs(cohort),
    }
}

/// The best partners of each first: with them known, few pairs are looked at again.
fn all_pairs(cohort: &Cohort, meter: &mut Meter) -> AllPairs {
    let mut pairs = AllPairs::new(cohort, LIST);
    loop {
        let progress = pairs.step(u64::from(STEP));
        if progress.done >= progress.of {
            return pairs;
        }
        meter.tell("all pairs", progress.done, progress.of);
    }
}

fn stable(cohort: &Cohort, pairs: &AllPairs, meter: &mut Meter) -> Vec<Introduction> {
    let mut stable = Stable::after(cohort, pairs, LIST);
    finish(meter, "introductions", || stable.step(cohort, STEP));
    stable.pairs().to_vec()
}

fn finish(meter: &mut Meter, what: &str, mut step: impl FnMut() -> Progress) {
    loop {
        let progress = step();
        if progress.is_done {
            return;
        }
        meter.tell(what, progress.done.into(), progress.total.into());
    }
}

/// The member that is called `id`.
fn one(members: &[Member], id: &str) -> Result<Whom, Failure> {
    let at = members.iter().position(|member| member.id == id);
    at.map(Whom::One)
        .ok_or_else(|| Failure::Data(format!("there is no {id:?} in the group; {}", others(members, id))))
}

/// What may have been meant: names with `id` in them, and those that few changed letters lead to.
fn others(members: &[Member], id: &str) -> String {
    let ids: Vec<String> = members.iter().map(|member| member.id.clone()).collect();
    let part = id.to_lowercase();
    let mut meant: Vec<&str> = ids
        .iter()
        .map(String::as_str)
        .filter(|it| !part.is_empty() && it.to_lowercase().contains(&part))
        .collect();
    for name in near(id, &ids) {
        if !meant.contains(&name) {
            meant.push(name);
        }
    }
    let quoted = |names: &[&str]| names.iter().map(|it| format!("{it:?}")).collect::<Vec<_>>().join(", ");
    let all: Vec<&str> = ids.iter().map(String::as_str).collect();
    match (meant.as_slice(), all.as_slice()) {
        ([_, ..], _) => format!("did you mean {}?", quoted(&meant[..meant.len().min(MOST_NAMES)])),
        ([], all) if all.len() <= MOST_NAMES => format!("it has {}", quoted(all)),
        ([], all) => format!("it has {} and {} more", quoted(&all[..MOST_NAMES]), all.len() - MOST_NAMES),
    }
}
