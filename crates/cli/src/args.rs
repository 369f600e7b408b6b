//! The command line: what was asked for. Refuses to open anything.

use crate::disclose::Disclose;
use crate::export::{Format, Options};
use crate::failure::Failure;
use crate::group;
use crate::help::Topic;
use crate::link;
use crate::passphrase::Source;
use crate::warehouse;
use interlocal_core::profile::Date;
use lexopt::{Arg, Parser, ValueExt};

/// What to do, and with which bank.
pub(crate) struct Command {
    pub(crate) action: Action,
    /// `--bank`, where it was given.
    pub(crate) bank: Option<String>,
}

/// A file name, or `-` for standard input.
pub(crate) type FileArg = String;

/// The commands.
pub(crate) enum Action {
    Help(Topic),
    Version,
    Score { file: FileArg },
    Encode { file: FileArg, options: link::Options },
    Decode { text: String, passphrase: Source },
    Export { file: FileArg, options: Options },
    Compare { a: String, b: String, passphrase: Source },
    Group { files: Vec<FileArg>, options: group::Options },
    BankCheck { file: FileArg, json: bool },
}

/// What stands on the command line, before it is known whether that makes sense.
#[derive(Default)]
struct Words {
    values: Vec<String>,
    bank: Option<String>,
    base: Option<String>,
    lang: Option<String>,
    seal: bool,
    passphrase_file: Option<FileArg>,
    out: Option<String>,
    to: Option<FileArg>,
    helpers: Option<String>,
    helped: Option<String>,
    skip_hidden: bool,
    today: Option<String>,
    disclose: Disclose,
    json: bool,
    csv: bool,
    html: bool,
    svg: bool,
    help: bool,
    version: bool,
}

/// Reads the command line of this process.
pub(crate) fn parse() -> Result<Command, Failure> {
    let words = words(Parser::from_env()).map_err(|error| usage(Topic::All, &error.to_string()))?;
    action(&words).map(|action| Command { action, bank: words.bank })
}

const NO_ARGUMENT: &str = "a passphrase is no argument, since other programs can see those; it is asked for, or comes \
                           from a --passphrase-file";

fn words(mut parser: Parser) -> Result<Words, lexopt::Error> {
    let mut words = Words::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => words.help = true,
            Arg::Short('V') | Arg::Long("version") => words.version = true,
            Arg::Long("bank") => words.bank = Some(parser.value()?.string()?),
            Arg::Long("base") => words.base = Some(parser.value()?.string()?),
            Arg::Long("lang") => words.lang = Some(parser.value()?.string()?),
            Arg::Long("seal") => words.seal = true,
            Arg::Long("passphrase-file") => words.passphrase_file = Some(parser.value()?.string()?),
            Arg::Long("out") => words.out = Some(parser.value()?.string()?),
            Arg::Long("to") => words.to = Some(parser.value()?.string()?),
            Arg::Long("helpers") => words.helpers = Some(parser.value()?.string()?),
            Arg::Long("for") => words.helped = Some(parser.value()?.string()?),
            Arg::Long("skip-hidden") => words.skip_hidden = true,
            Arg::Long("today") => words.today = Some(parser.value()?.string()?),
            Arg::Long("disclose") => words.disclose.preset = Some(parser.value()?.string()?),
            Arg::Long("domain") => words.disclose.domains.push(parser.value()?.string()?),
            Arg::Long("tell") => words.disclose.tell.push(parser.value()?.string()?),
            Arg::Long("omit") => words.disclose.omit.push(parser.value()?.string()?),
            Arg::Long("passphrase") => return Err(NO_ARGUMENT.into()),
            Arg::Long("json") => words.json = true,
            Arg::Long("csv") => words.csv = true,
            Arg::Long("html") => words.html = true,
            Arg::Long("svg") => words.svg = true,
            Arg::Value(value) => words.values.push(value.string()?),
            Arg::Short(_) | Arg::Long(_) => return Err(arg.unexpected()),
        }
    }
    Ok(words)
}

fn action(words: &Words) -> Result<Action, Failure> {
    let values: Vec<&str> = words.values.iter().map(String::as_str).collect();
    if words.version {
        return Ok(Action::Version);
    }
    let (is_help, values) = match values.as_slice() {
        ["help", rest @ ..] => (true, rest),
        all => (words.help, all),
    };
    let topic = topic(values)?;
    if is_help {
        return Ok(Action::Help(topic));
    }
    only_known_options(topic, words)?;
    let own = |value: &str| value.to_owned();
    match (topic, values) {
        (Topic::All, _) => {
            Err(usage(topic, "say what to do: score, encode, decode, export, compare, group or bank check"))
        }
        (Topic::Score, [_, file]) => Ok(Action::Score { file: own(file) }),
        (Topic::Encode, [_, file]) => encode(words, file),
        (Topic::Decode, [_, text]) => {
            Ok(Action::Decode { text: own(text), passphrase: passphrase(topic, words, text)? })
        }
        (Topic::Export, [_, file]) => Ok(Action::Export { file: own(file), options: export_options(words)? }),
        (Topic::Compare, [_, a, b]) => compare(words, a, b),
        (Topic::Group, [_, files @ ..]) if !files.is_empty() => group(words, files),
        (Topic::Bank, [_, "check", file]) => Ok(Action::BankCheck { file: own(file), json: words.json }),
        (Topic::Score | Topic::Encode | Topic::Export, _) => {
            Err(usage(topic, "name one file, or - for standard input"))
        }
        (Topic::Decode, _) => Err(usage(topic, "give one text in quotes, or - for standard input")),
        (Topic::Group, _) => Err(usage(topic, "name one file or more, or - for standard input")),
        (Topic::Compare, _) => {
            Err(usage(topic, "give two profiles: each a file, a link, or - for standard input"))
        }
        (Topic::Bank, _) => Err(usage(topic, "say bank check and one file, or - for standard input")),
    }
}

fn encode(words: &Words, file: &str) -> Result<Action, Failure> {
    if words.passphrase_file.is_some() && !words.seal {
        return Err(usage(Topic::Encode, "a passphrase is for --seal, which is not there"));
    }
    let seal = words.seal.then(|| passphrase(Topic::Encode, words, file)).transpose()?;
    let (base, lang, disclose) = (words.base.clone(), words.lang.clone(), words.disclose.clone());
    Ok(Action::Encode { file: file.to_owned(), options: link::Options { base, lang, disclose, seal } })
}

/// Standard input can be read once.
fn compare(words: &Words, a: &str, b: &str) -> Result<Action, Failure> {
    if (a, b) == ("-", "-") {
        return Err(usage(Topic::Compare, "standard input can't hold both; put one into a file"));
    }
    let other = if a == "-" { a } else { b };
    let passphrase = passphrase(Topic::Compare, words, other)?;
    Ok(Action::Compare { a: a.to_owned(), b: b.to_owned(), passphrase })
}

/// Standard input can be read once here too.
fn group(words: &Words, files: &[&str]) -> Result<Action, Failure> {
    if files.iter().filter(|file| **file == "-").count() > 1 {
        return Err(usage(Topic::Group, "standard input can be read once"));
    }
    let output = match words.out.as_deref() {
        Some(word) => group::Output::Table(table_format(words, word)?),
        None => group::Output::Results { k: n_helpers(words)?, helped: words.helped.clone() },
    };
    let options = group::Options {
        output,
        to: words.to.clone(),
        skips_hidden: words.skip_hidden,
        today: today(words)?,
    };
    Ok(Action::Group { files: files.iter().map(|file| (*file).to_owned()).collect(), options })
}

fn today(words: &Words) -> Result<Option<Date>, Failure> {
    let Some(word) = words.today.as_deref() else { return Ok(None) };
    let day = Date::parse(word);
    day.map(Some).ok_or_else(|| usage(Topic::Group, &format!("--today {word:?} is no day; write 2026-11-24")))
}

fn table_format(words: &Words, word: &str) -> Result<warehouse::Format, Failure> {
    if words.helpers.is_some() || words.helped.is_some() {
        return Err(usage(
            Topic::Group,
            "--helpers and --for mean nothing with --out, which writes no results",
        ));
    }
    let format = warehouse::Format::from_word(word);
    format.ok_or_else(|| usage(Topic::Group, "the forms are --out parquet, --out csv and --out jsonl"))
}

fn n_helpers(words: &Words) -> Result<usize, Failure> {
    let Some(word) = words.helpers.as_deref() else { return Ok(group::HELPERS) };
    let n = word.parse().ok().filter(|n| *n > 0);
    n.ok_or_else(|| usage(Topic::Group, &format!("--helpers takes a number from 1 on, not {word:?}")))
}

/// Where the passphrase comes from, while `other` is read too.
fn passphrase(topic: Topic, words: &Words, other: &str) -> Result<Source, Failure> {
    match words.passphrase_file.as_deref() {
        Some("-") if other == "-" => {
            Err(usage(topic, "standard input can't hold both; put the passphrase into a file"))
        }
        Some(file) => Ok(Source::File(file.to_owned())),
        None => Ok(Source::Terminal),
    }
}

fn topic(values: &[&str]) -> Result<Topic, Failure> {
    match values.first().copied() {
        None => Ok(Topic::All),
        Some("score") => Ok(Topic::Score),
        Some("encode") => Ok(Topic::Encode),
        Some("decode") => Ok(Topic::Decode),
        Some("export") => Ok(Topic::Export),
        Some("compare") => Ok(Topic::Compare),
        Some("group") => Ok(Topic::Group),
        Some("bank") => Ok(Topic::Bank),
        Some(other) => Err(usage(
            Topic::All,
            &format!("{other:?} is not a command; use score, encode, decode, export, compare, group or bank"),
        )),
    }
}

/// Exactly one format; an address only where one is written.
fn export_options(words: &Words) -> Result<Options, Failure> {
    let given = [
        (words.csv, Format::Csv),
        (words.json, Format::Json),
        (words.html, Format::Html),
        (words.svg, Format::Svg),
    ];
    let mut formats = given.iter().filter(|(is_given, _)| *is_given).map(|(_, format)| *format);
    let (Some(format), None) = (formats.next(), formats.next()) else {
        return Err(usage(Topic::Export, "choose one of --csv, --json, --html and --svg"));
    };
    if words.base.is_some() && format != Format::Html {
        return Err(usage(Topic::Export, "--base means nothing without --html"));
    }
    let (lang, base, disclose) = (words.lang.clone(), words.base.clone(), words.disclose.clone());
    Ok(Options { format, lang, base, disclose })
}

/// An option that a command would not look at is a misunderstanding.
fn only_known_options(topic: Topic, words: &Words) -> Result<(), Failure> {
    let given = [
        ("--bank", words.bank.is_some(), topic != Topic::Bank),
        ("--base", words.base.is_some(), matches!(topic, Topic::Encode | Topic::Export)),
        ("--lang", words.lang.is_some(), matches!(topic, Topic::Encode | Topic::Export)),
        (
            "--disclose, --domain, --tell or --omit",
            !words.disclose.is_empty(),
            matches!(topic, Topic::Encode | Topic::Export),
        ),
        ("--seal", words.seal, topic == Topic::Encode),
        (
            "--passphrase-file",
            words.passphrase_file.is_some(),
            matches!(topic, Topic::Encode | Topic::Decode | Topic::Compare),
        ),
        ("--out", words.out.is_some(), topic == Topic::Group),
        ("--to", words.to.is_some(), topic == Topic::Group),
        ("--helpers", words.helpers.is_some(), topic == Topic::Group),
        ("--for", words.helped.is_some(), topic == Topic::Group),
        ("--skip-hidden", words.skip_hidden, topic == Topic::Group),
        ("--today", words.today.is_some(), topic == Topic::Group),
        ("--json", words.json, matches!(topic, Topic::Bank | Topic::Export)),
        ("--csv", words.csv, topic == Topic::Export),
        ("--html", words.html, topic == Topic::Export),
        ("--svg", words.svg, topic == Topic::Export),
    ];
    match given.iter().find(|(_, is_given, is_known)| *is_given && !is_known) {
        Some((option, _, _)) => Err(usage(topic, &format!("{option} means nothing here"))),
        None => Ok(()),
    }
}

fn usage(topic: Topic, sentence: &str) -> Failure {
    Failure::Usage(format!("{sentence}. Try: {}", topic.help_command()))
}
