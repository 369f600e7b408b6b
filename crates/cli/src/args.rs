//! The command line: commands, options and their values. Imports no command, so that commands can import it.

use crate::disclose::DiscloseOptions;
use crate::help;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use interlocal_core::profile::Date;
use interlocal_core::words::{LANGS, Lang};

/// Scores, compares and groups profiles of government IT teams, and reads and writes their links.
///
/// A profile holds an agency's answers to a questionnaire about skills and needs. FILE may be - for standard input.
#[derive(Parser)]
#[command(name = "interlocal", bin_name = "interlocal", version, propagate_version = true, after_help = help::ALL)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub(crate) enum Command {
    Score(ScoreArgs),
    Encode(EncodeArgs),
    Decode(DecodeArgs),
    Export(ExportArgs),
    Compare(CompareArgs),
    Group(GroupArgs),
    #[command(subcommand)]
    Bank(BankCommand),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// Score profiles: readiness to share, offers, needs, domains
///
/// FILE holds one profile (a JSON object), a list of profiles, or JSON Lines (a profile on each line). A saved page, a table, a
/// spreadsheet or a message with links in it works too. JSON output has the same form as JSON input: JSON Lines are read and
/// written one at a time, so a file of any size works. A table shows one profile in full, and of several the main numbers.
///
/// Missing answers count as skipped. Ids are those of the question bank.
#[derive(Args)]
#[command(after_help = help::SCORE, after_long_help = help::SCORE_LONG)]
pub(crate) struct ScoreArgs {
    /// Profiles, or - for standard input
    pub(crate) file: String,
    #[command(flatten)]
    pub(crate) view: View,
    #[command(flatten)]
    pub(crate) bank: BankOption,
    #[command(flatten)]
    pub(crate) output: OutputOption,
}

/// Write profiles as links, with or without a passphrase
///
/// FILE holds profiles in any form that 'interlocal score' reads. Each profile becomes one line. A link is public unless it is
/// encrypted: anyone who has the link can read it. By default it leaves out low skills and all needs in sensitive areas. An
/// answer that is left out looks exactly like a skipped one.
///
/// With --encrypt a link opens only with a passphrase. The command asks for it twice and doesn't show it. Four or more random
/// words make a good passphrase; spaces, hyphens and capitals make no difference. Send it by another channel than the link.
/// Anyone who has the link can keep guessing, and a link can't be revoked. One passphrase encrypts all profiles of FILE.
#[derive(Args)]
#[command(after_help = help::ENCODE)]
pub(crate) struct EncodeArgs {
    /// Profiles, or - for standard input
    pub(crate) file: String,
    /// The page that shows profiles; without it, each line is the text behind ?#
    #[arg(long, value_name = "URL")]
    pub(crate) base: Option<String>,
    /// The language of the name, if a profile has its name in several languages
    #[arg(long, value_name = "CODE")]
    pub(crate) lang: Option<String>,
    #[command(flatten)]
    pub(crate) disclose: DiscloseOptions,
    /// Ask for a passphrase and encrypt the links with it
    #[arg(long, alias = "seal")]
    pub(crate) encrypt: bool,
    /// Take the passphrase from the first line of FILE; an argument would be visible to other programs
    #[arg(long, value_name = "FILE", requires = "encrypt")]
    pub(crate) passphrase_file: Option<String>,
    #[command(flatten)]
    pub(crate) bank: BankOption,
    #[command(flatten)]
    pub(crate) output: OutputOption,
}

/// Read the profile in a link
///
/// TEXT may be the whole link, the part behind ?#, a message with the link in it, or the name of a file with such a message. Put
/// a link in quotes, because ? and & have a meaning for the shell. If the link is encrypted, the command asks for the passphrase and doesn't show it.
#[derive(Args)]
#[command(after_help = help::DECODE)]
pub(crate) struct DecodeArgs {
    /// A link, a text or a file with a link in it, or - for standard input
    pub(crate) text: String,
    #[command(flatten)]
    pub(crate) passphrase: PassphraseOption,
    #[command(flatten)]
    pub(crate) view: View,
    #[command(flatten)]
    pub(crate) bank: BankOption,
    #[command(flatten)]
    pub(crate) output: OutputOption,
}

/// Save profiles as files for people, spreadsheets and other programs
///
/// FILE holds profiles in any form that 'interlocal score' reads, or is a page that was saved before. The output has all answers
/// of FILE unless --disclose, --domain, --include or --omit is given; 'interlocal encode --help' explains these.
#[derive(Args)]
#[command(after_help = help::EXPORT)]
pub(crate) struct ExportArgs {
    /// Profiles, or - for standard input
    pub(crate) file: String,
    #[command(flatten)]
    pub(crate) format: ExportFormat,
    /// The language of labels and of the page
    #[arg(long, value_name = "CODE", value_parser = lang())]
    pub(crate) lang: Option<Lang>,
    /// With --html: the page that opens links, so that the file has a link to it
    #[arg(long, value_name = "URL", conflicts_with_all = ["csv", "json", "svg"])]
    pub(crate) base: Option<String>,
    #[command(flatten)]
    pub(crate) disclose: DiscloseOptions,
    #[command(flatten)]
    pub(crate) bank: BankOption,
    #[command(flatten)]
    pub(crate) output: OutputOption,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
pub(crate) struct ExportFormat {
    /// A table with one row for each capability of each profile
    #[arg(long)]
    pub(crate) csv: bool,
    /// The form that other programs read, with the link in it
    #[arg(long)]
    pub(crate) json: bool,
    /// One page to mail or print, which Interlocal opens again; takes one profile
    #[arg(long)]
    pub(crate) html: bool,
    /// The picture of skills against needs; takes one profile
    #[arg(long)]
    pub(crate) svg: bool,
}

/// Compare two profiles: help in both directions, common needs, terms, fit
///
/// A and B are each a file with one profile (JSON or a saved page), a link in quotes or the part behind ?#, or - for standard
/// input. For an encrypted link the command asks for the passphrase and doesn't show it; if both are encrypted, first for A.
///
/// Numbers are 0 to 100. In JSON, help_ab is the help that A could give to B, and "label" is the fit in one word: strong, good,
/// some or weak; talk if a firm term conflicts ("hard" lists those terms); none if A or B gave less than a third of the ratings.
/// The cut points between the labels are assumptions. If a link leaves out the low skills of an agency, less help for it shows.
#[derive(Args)]
#[command(after_help = help::COMPARE)]
pub(crate) struct CompareArgs {
    /// The first profile: a file, a link, or - for standard input
    pub(crate) a: String,
    /// The second profile
    pub(crate) b: String,
    #[command(flatten)]
    pub(crate) passphrase: PassphraseOption,
    #[command(flatten)]
    pub(crate) view: View,
    #[command(flatten)]
    pub(crate) bank: BankOption,
    #[command(flatten)]
    pub(crate) output: OutputOption,
}

/// Find helpers, gaps, joint purchases and introductions among many profiles
///
/// Each FILE holds profiles or links in any form: JSON (one profile, a list, or one on each line), a table (CSV, TSV) or
/// spreadsheet (XLSX) with links in any column, or a text or mail with links in it. An agency is called by the "id" of its JSON,
/// else by its name, else by its place in the file.
///
/// Entries that can't be read are reported with their line and left out, and so are older profiles of the same agency. Two
/// agencies of one name stay if nothing shows that they are the same, and a date after tomorrow replaces nothing; the command
/// reports both. Encrypted links are left out: open them with 'interlocal decode' first.
///
/// With --answers the command writes all answers as one table for DuckDB, Spark or a data warehouse: a row for each capability
/// of each agency. docs/warehouse.md explains the columns. The output holds what the profiles say: if these are links for
/// partners, it is for partners.
#[derive(Args)]
#[command(after_help = help::GROUP, after_long_help = help::GROUP_LONG)]
pub(crate) struct GroupArgs {
    /// Profiles or links, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<String>,
    /// The number of helpers to find [default: 2]
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..), conflicts_with = "answers")]
    pub(crate) helpers: Option<u32>,
    /// The agency whose needs the helpers meet; without it, the needs of all agencies
    #[arg(long = "for", value_name = "ID", conflicts_with = "answers")]
    pub(crate) helped: Option<String>,
    /// Leave out hidden rows and sheets of a spreadsheet
    #[arg(long)]
    pub(crate) skip_hidden: bool,
    /// The day of the run, such as 2026-11-24 [default: the system's]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<Date>,
    /// Write all answers as one table instead of the results
    #[arg(long, value_name = "FORMAT", alias = "out", conflicts_with_all = ["format", "lang"])]
    pub(crate) answers: Option<AnswersFormat>,
    #[command(flatten)]
    pub(crate) view: View,
    #[command(flatten)]
    pub(crate) bank: BankOption,
    #[command(flatten)]
    pub(crate) output: OutputOption,
}

/// The format of the table of answers.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswersFormat {
    /// Typed and small
    Parquet,
    /// For spreadsheets too
    Csv,
    /// A JSON object on each line
    Jsonl,
}

/// Work with question banks
#[derive(Subcommand)]
pub(crate) enum BankCommand {
    Check(BankCheckArgs),
}

/// Check a question bank and report each mistake with its place
///
/// Each line starts with 'error' (the bank can't be used) or 'advice' (it can). The place is a JSON pointer:
/// /capabilities/4/weight is the weight of the fifth capability.
#[derive(Args)]
#[command(after_help = help::BANK)]
pub(crate) struct BankCheckArgs {
    /// A question bank, or - for standard input
    pub(crate) file: String,
    /// Write one JSON object, for other programs
    #[arg(long)]
    pub(crate) json: bool,
}

/// Write completions for a shell
#[derive(Args)]
#[command(after_help = help::COMPLETIONS)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

/// Write the manual page of interlocal or of one command
#[derive(Args)]
#[command(after_help = help::MAN)]
pub(crate) struct ManArgs {
    /// The command, such as 'group' or 'bank check'
    pub(crate) command: Vec<String>,
}

/// How results are shown.
#[derive(Args)]
pub(crate) struct View {
    /// The form of the output [default: table on a terminal, json elsewhere]
    #[arg(long, hide_possible_values = true, value_name = "table|json")]
    pub(crate) format: Option<ViewFormat>,
    /// The language of tables, and of a name that a profile has in several languages [default: en]
    #[arg(long, value_name = "CODE", value_parser = lang())]
    pub(crate) lang: Option<Lang>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum ViewFormat {
    Table,
    Json,
}

impl View {
    /// The format that was asked for, else a table on a terminal and JSON elsewhere.
    pub(crate) fn format(&self, is_terminal: bool) -> ViewFormat {
        self.format.unwrap_or(if is_terminal { ViewFormat::Table } else { ViewFormat::Json })
    }

    pub(crate) fn lang(&self) -> Lang {
        self.lang.unwrap_or_default()
    }
}

#[derive(Args)]
pub(crate) struct BankOption {
    /// Use this question bank instead of the built-in one
    #[arg(long = "bank", value_name = "FILE", id = "bank-file")]
    pub(crate) file: Option<String>,
}

#[derive(Args)]
pub(crate) struct OutputOption {
    /// Write to FILE instead of standard output; FILE changes only if the command succeeds
    #[arg(long = "output", value_name = "FILE", id = "output-file", alias = "to")]
    pub(crate) file: Option<String>,
}

#[derive(Args)]
pub(crate) struct PassphraseOption {
    /// Take the passphrase from the first line of FILE; an argument would be visible to other programs
    #[arg(long = "passphrase-file", value_name = "FILE", id = "passphrase-file")]
    pub(crate) file: Option<String>,
}

impl Command {
    /// The files that the command reads; `-` is standard input. A text that may be a file or a link is one of them.
    pub(crate) fn inputs(&self) -> Vec<&str> {
        let (own, more): (Vec<&String>, [&Option<String>; 2]) = match self {
            Command::Score(ScoreArgs { file, bank, .. }) | Command::Export(ExportArgs { file, bank, .. }) => {
                (vec![file], [&bank.file, &None])
            }
            Command::Encode(args) => (vec![&args.file], [&args.bank.file, &args.passphrase_file]),
            Command::Decode(args) => (vec![&args.text], [&args.bank.file, &args.passphrase.file]),
            Command::Compare(args) => (vec![&args.a, &args.b], [&args.bank.file, &args.passphrase.file]),
            Command::Group(args) => (args.files.iter().collect(), [&args.bank.file, &None]),
            Command::Bank(BankCommand::Check(args)) => (vec![&args.file], [&None, &None]),
            Command::Completions(_) | Command::Man(_) => (Vec::new(), [&None, &None]),
        };
        own.into_iter().chain(more.into_iter().flatten()).map(String::as_str).collect()
    }

    /// `--output`.
    pub(crate) fn output(&self) -> Option<&str> {
        match self {
            Command::Score(ScoreArgs { output, .. })
            | Command::Encode(EncodeArgs { output, .. })
            | Command::Decode(DecodeArgs { output, .. })
            | Command::Export(ExportArgs { output, .. })
            | Command::Compare(CompareArgs { output, .. })
            | Command::Group(GroupArgs { output, .. }) => output.file.as_deref(),
            Command::Bank(_) | Command::Completions(_) | Command::Man(_) => None,
        }
    }
}

/// A language of this program.
fn lang() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(LANGS)
        .try_map(|code| Lang::from_tag(&code).ok_or("not a language of this program"))
}

fn day(text: &str) -> Result<Date, &'static str> {
    Date::parse(text).ok_or("write a day such as 2026-11-24")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_format_a_terminal_gets_a_table_and_everything_else_json() {
        let view = |format| View { format, lang: None };
        assert_eq!(view(None).format(true), ViewFormat::Table);
        assert_eq!(view(None).format(false), ViewFormat::Json);
        for given in [ViewFormat::Table, ViewFormat::Json] {
            assert_eq!([true, false].map(|is_terminal| view(Some(given)).format(is_terminal)), [given; 2]);
        }
    }
}
