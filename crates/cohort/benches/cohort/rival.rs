//! The same computation in NumPy, in a process that loads its inputs before it is timed. This file starts the process
//! and writes the agencies as arrays; all formulas are in `all_pairs.py`.

use crate::people::{N_BEST, SIZES, all_pairs, cohort};
use interlocal_cohort::Cohort;
use interlocal_cohort::member::{Cell, Member, Options, Roles};
use interlocal_compare::terms::Status;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{LazyLock, Mutex};

/// Names a Python with NumPy. If it isn't set, the comparison is skipped.
const PYTHON: &str = "INTERLOCAL_NUMPY";
const UNSAID: i32 = -1;

struct Rival {
    _child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

static RIVAL: LazyLock<Mutex<Rival>> = LazyLock::new(|| Mutex::new(Rival::start()));

/// Numbers of agencies to measure with NumPy.
pub(crate) fn sizes() -> Vec<usize> {
    if python().is_some() { SIZES.to_vec() } else { Vec::new() }
}

/// Computes all pairs of the first `n` agencies.
pub(crate) fn run(n: usize) {
    RIVAL.lock().unwrap().ask(&format!("run {n}"));
}

/// Panics if the two implementations don't give the same lists for the smallest group: a comparison of times would
/// then be meaningless.
pub(crate) fn compare_lists() {
    if python().is_none() {
        return;
    }
    let (n, file) = (SIZES[0], folder().join("lists.bin"));
    RIVAL.lock().unwrap().ask(&format!("write {n} {}", file.display()));
    let bytes = std::fs::read(&file).unwrap();
    let theirs: Vec<u32> =
        bytes.chunks_exact(4).map(|it| u32::from_le_bytes(it.try_into().unwrap())).collect();
    let pairs = all_pairs(cohort(n));
    for member in 0..n {
        let ours: Vec<u32> = pairs.best(member).iter().map(|best| best.other).collect();
        assert_eq!(ours, theirs[member * N_BEST..(member + 1) * N_BEST], "the ten best of agency {member}");
    }
    println!("The ten best of each of {n} agencies are the same in NumPy.\n");
}

impl Rival {
    fn start() -> Rival {
        write_arrays(&folder(), cohort(SIZES[2]));
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/all_pairs.py");
        let mut command = Command::new(python().unwrap());
        command.arg(script).arg(folder()).stdin(Stdio::piped()).stdout(Stdio::piped());
        // Both implementations use one core.
        for library in ["OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM"] {
            command.env(format!("{library}_NUM_THREADS"), "1");
        }
        let mut child = command.spawn().unwrap();
        let (requests, answers) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut rival = Rival { _child: child, requests, answers: BufReader::new(answers) };
        rival.wait();
        rival
    }

    fn ask(&mut self, request: &str) {
        writeln!(self.requests, "{request}").unwrap();
        self.wait();
    }

    fn wait(&mut self) {
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        assert_eq!(answer.trim(), "done", "the NumPy process stopped; see its error above");
    }
}

fn python() -> Option<OsString> {
    std::env::var_os(PYTHON)
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("numpy");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn write_arrays(folder: &Path, cohort: &Cohort) {
    let common = &cohort.common;
    let write =
        |name: &str, n_columns: usize, values: Vec<i32>| write_array(folder, name, n_columns, &values);
    write("weight", 1, common.capabilities.iter().map(|it| i32::from(it.weight)).collect());
    write("is_hard", 1, common.is_hard.iter().map(|it| i32::from(*it)).collect());
    let cells = |name: &str, of: fn(&Cell) -> u8| {
        let values = cohort.members.iter().flat_map(|member| member.cells.iter().map(of)).map(i32::from);
        write(name, common.capabilities.len(), values.collect());
    };
    cells("applies", |cell| u8::from(cell.applies));
    cells("surplus", |cell| cell.surplus);
    cells("gap", |cell| cell.gap);
    cells("need", |cell| cell.need);
    cells("data", |cell| cell.data);
    let column =
        |name: &str, of: &dyn Fn(&Member) -> i32| write(name, 1, cohort.members.iter().map(of).collect());
    column("total_gap", &|it| signed(it.total_gap));
    column("readiness", &|it| it.readiness.into());
    column("can_lead", &|it| it.can_lead.into());
    column("roles", &|it| it.terms.roles.map_or(UNSAID, roles));
    let options = |name: &str, of: fn(&Member) -> Options| {
        column(&format!("{name}_said"), &|it| of(it).is_said.into());
        column(&format!("{name}_best"), &|it| of(it).best.into());
        column(&format!("{name}_acceptable"), &|it| of(it).acceptable.into());
        column(&format!("{name}_open"), &|it| of(it).open.into());
    };
    options("agreements", |it| it.terms.agreements);
    options("costs", |it| it.terms.costs);
    options("control", |it| it.terms.control);
    let furthest = |member: &Member, is_near: fn(Status) -> bool| {
        let furthest =
            |reach: [Status; 4]| (0..).zip(reach).filter(|(_, it)| is_near(*it)).map(|(at, _)| at).max();
        member.terms.reach.and_then(furthest).unwrap_or(UNSAID)
    };
    column("reach_match", &|it| furthest(it, |status| status == Status::Match));
    column("reach_bend", &|it| furthest(it, |status| status != Status::Conflict));
    column("country", &|it| signed(it.terms.place.country.unwrap_or(0)));
    column("subdivision", &|it| signed(it.terms.place.subdivision.unwrap_or(0)));
    column("area", &|it| signed(it.terms.place.area.unwrap_or(0)));
    column("asked_for_data", &|it| it.terms.is_asked_for_data.into());
    column("timing", &|it| it.terms.timing.map_or(UNSAID, i32::from));
    column("platform", &|it| it.terms.platform.map_or(0, |platform| platform.mask.into()));
    column("strict", &|it| it.terms.platform.map_or(UNSAID, |platform| platform.strict.into()));
}

fn roles(roles: Roles) -> i32 {
    let bits = [roles.provider, roles.recipient, roles.cobuyer, roles.peer];
    (0..).zip(bits).map(|(bit, has)| i32::from(has) << bit).sum()
}

fn signed(n: u32) -> i32 {
    i32::try_from(n).unwrap()
}

/// Writes an array in NumPy's file format, version 1: a header line that describes the array, then its numbers.
fn write_array(folder: &Path, name: &str, n_columns: usize, values: &[i32]) {
    let shape = match n_columns {
        1 => format!("({},)", values.len()),
        _ => format!("({}, {n_columns})", values.len() / n_columns),
    };
    let mut header = format!("{{'descr': '<i4', 'fortran_order': False, 'shape': {shape}, }}");
    // The header is padded with spaces so that the numbers start at a multiple of 64 bytes.
    let len = (10 + header.len() + 1).next_multiple_of(64) - 10;
    header = format!("{header:<width$}\n", width = len - 1);
    let mut file = b"\x93NUMPY\x01\x00".to_vec();
    file.extend(u16::try_from(len).unwrap().to_le_bytes());
    file.extend(header.as_bytes());
    file.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    std::fs::write(folder.join(format!("{name}.npy")), file).unwrap();
}
