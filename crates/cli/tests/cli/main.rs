//! The `interlocal` command as a person or another program runs it, on real files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that unwraps fails with the message it should"
)]

mod bank;
mod command_line;
mod compare;
mod disclose;
mod encryption;
mod export;
mod group;
mod group_results;
mod link;
mod output;
mod score;
mod seal_laws;
mod seal_vectors;
mod tables;
mod terminal;

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

const BANK_FILE: &str = include_str!("../../../../banks/share-gov-it.json");
const PERSONAS: &str = include_str!("../../../../tests/vectors/score/personas.json");

/// The result of a run.
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn json(&self) -> Value {
        assert_eq!((self.code, self.err.as_str()), (0, ""));
        serde_json::from_str(&self.out).unwrap()
    }

    fn lines(&self) -> Vec<&str> {
        assert_eq!((self.code, self.err.as_str()), (0, ""));
        self.out.lines().collect()
    }

    /// Standard output is empty, standard error is `sentence`, and the exit status is `code`.
    #[track_caller]
    fn fails_with(&self, code: i32, sentence: &str) {
        assert_eq!((self.code, self.err.trim_end(), self.out.as_str()), (code, sentence, ""));
    }

    /// The command line can't be understood, and the message contains `part`.
    #[track_caller]
    fn is_refused(&self, part: &str) {
        assert_eq!((self.code, self.out.as_str()), (2, ""), "{}", self.err);
        assert!(self.err.starts_with("interlocal: ") && self.err.contains(part), "{}", self.err);
    }
}

fn run(args: &[&str]) -> Run {
    run_with(args, "")
}

fn run_with(args: &[&str], stdin: &str) -> Run {
    run_bytes(args, stdin.as_bytes().to_vec())
}

fn run_bytes(args: &[&str], stdin: Vec<u8>) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_interlocal"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    // A command that fails early does not read all of it.
    let writer = thread::spawn(move || pipe.write_all(&stdin).is_ok());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// A file of this test run with `content`.
fn file(name: &str, content: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

fn personas() -> Vec<Value> {
    let mut file: Value = serde_json::from_str(PERSONAS).unwrap();
    serde_json::from_value(file["personas"].take()).unwrap()
}

fn expected() -> Vec<Value> {
    personas().into_iter().map(|mut persona| persona["expected"].take()).collect()
}

fn json_lines() -> String {
    personas().iter().map(|persona| format!("{persona}\n")).collect()
}

fn list() -> String {
    Value::from(personas()).to_string()
}
