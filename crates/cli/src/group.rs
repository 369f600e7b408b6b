//! `interlocal group`: reads many profiles, runs the computations on them and writes the results or all answers.

use crate::args::{AnswersFormat, GroupArgs, ViewFormat};
use crate::failure::Failure;
use crate::members::Member;
use crate::output::Output;
use crate::progress::Meter;
use crate::{group_table, members, warehouse};
use interlocal_cohort::buying::buying_groups;
use interlocal_cohort::coverage::CoverageScan;
use interlocal_cohort::helpers::{HelperSearch, Whom};
use interlocal_cohort::json::{Results, results_json};
use interlocal_cohort::pairing::{Fair, Introduction, LIST, Stable};
use interlocal_cohort::{AllPairs, Cohort, Progress};
use interlocal_core::bank::Bank;
use interlocal_core::exchange::near;
use interlocal_core::profile::Date;

/// The number of helpers without `--helpers`: two, so that one may be absent.
const HELPERS: u32 = 2;
/// The approximate number of pairs between two looks at the clock.
const STEP: u32 = 1_000_000;
/// Maximum number of names in a message.
const MOST_NAMES: usize = 5;

pub(crate) fn run(bank: &Bank, args: &GroupArgs, out: &mut Output) -> Result<(), Failure> {
    if args.answers == Some(AnswersFormat::Parquet) && out.is_terminal() {
        return Err(Failure::Usage(
            "A terminal can't show Parquet. Add --output FILE, or redirect the output to a file.".to_owned(),
        ));
    }
    let members = members::read(bank, &args.files, args.skip_hidden, args.today.or_else(system_day))?;
    match args.answers {
        Some(format) => warehouse::write(bank, &members, format, out),
        None => results(bank, args, &members, out),
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

fn results(bank: &Bank, args: &GroupArgs, members: &[Member], out: &mut Output) -> Result<(), Failure> {
    let whom = args.helped.as_deref().map_or(Ok(Whom::All), |id| one(members, id))?;
    let k = usize::try_from(args.helpers.unwrap_or(HELPERS)).unwrap_or(usize::MAX);
    let cohort = Cohort::new(bank, members.iter().map(|member| &*member.profile));
    let ids: Vec<String> = members.iter().map(|member| member.id.clone()).collect();
    let results = compute(bank, &cohort, k, whom);
    match args.view.format(out.is_terminal()) {
        ViewFormat::Json => out.pretty(&results_json(bank, &cohort, &ids, &results)),
        ViewFormat::Table => out.text(&group_table::text(bank, args.view.lang(), &cohort, &ids, &results)),
    }
}

/// Computes in steps, and shows the progress of each.
fn compute(bank: &Bank, cohort: &Cohort, k: usize, whom: Whom) -> Results {
    let mut meter = Meter::new();
    let mut helpers = HelperSearch::new(cohort, k, whom);
    finish(&mut meter, "helpers", || helpers.step(cohort, STEP));
    let mut coverage = CoverageScan::new(cohort);
    finish(&mut meter, "needs without help", || coverage.step(cohort, STEP));
    let pairs = all_pairs(cohort, &mut meter);
    let stable = stable(cohort, &pairs, &mut meter);
    let mut fair = Fair::after(cohort, &pairs, stable.clone());
    finish(&mut meter, "introductions that leave out as few as possible", || fair.step(cohort, STEP));
    meter.clear();
    Results {
        helpers: helpers.into_helpers(cohort),
        coverage: coverage.into_coverage(),
        buying: buying_groups(bank, cohort),
        stable,
        fair: fair.into_pairs(cohort),
    }
}

/// Finds the best partners of each agency. The pairings that follow then look at few pairs again.
fn all_pairs(cohort: &Cohort, meter: &mut Meter) -> AllPairs {
    let mut pairs = AllPairs::new(cohort, LIST);
    loop {
        let progress = pairs.step(u64::from(STEP));
        if progress.done >= progress.of {
            return pairs;
        }
        meter.show("all pairs", progress.done, progress.of);
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
        meter.show(what, progress.done.into(), progress.total.into());
    }
}

/// The member with the id `id`.
fn one(members: &[Member], id: &str) -> Result<Whom, Failure> {
    let at = members.iter().position(|member| member.id == id);
    at.map(Whom::One)
        .ok_or_else(|| Failure::Data(format!("The group has no agency {id:?}. {}", others(members, id))))
}

/// Suggestions: names that contain `id`, and names that differ from it in a few letters. Without any, the first names.
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
        ([_, ..], _) => format!("Did you mean {}?", quoted(&meant[..meant.len().min(MOST_NAMES)])),
        ([], all) if all.len() <= MOST_NAMES => format!("It has {}.", quoted(all)),
        ([], all) => format!("It has {} and {} more.", quoted(&all[..MOST_NAMES]), all.len() - MOST_NAMES),
    }
}
