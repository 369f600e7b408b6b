//! The ends of the help texts. A test runs each example line.

macro_rules! score_examples {
    () => {
        "\
Examples:
  interlocal score town.json
  interlocal score town.json --format table --lang es
  interlocal decode 'https://it.example.gov/?#su1...' | interlocal score -
  interlocal score all-towns.jsonl --output scores.jsonl"
    };
}

macro_rules! group_examples {
    () => {
        "\
Examples:
  interlocal group members.xlsx
  interlocal group links.txt town.json --helpers 3 --for little-quill
  interlocal group members.xlsx --answers parquet --output members.parquet
  interlocal group - --answers jsonl < message.eml"
    };
}

pub(crate) const ALL: &str = "\
Exit status: 0 success, 1 the data can't be used, 2 the command line can't be
understood. 'interlocal help COMMAND' shows more examples.

Examples:
  interlocal decode 'https://it.example.gov/?#su1...' --output town.json
  interlocal score town.json
  interlocal encode all-towns.jsonl --base https://it.example.gov/
  interlocal bank check our-bank.json";

pub(crate) const SCORE: &str = score_examples!();

pub(crate) const SCORE_LONG: &str = concat!(
    "\
A small profile:
  {
    \"agency\": \"Town of Little Quill\",
    \"answers\": {
      \"sec-lead\": {\"skill\": 0, \"need\": 4},
      \"records-docs\": {\"skill\": 3, \"need\": null},
      \"emergency-calls\": \"not-our-job\"
    },
    \"readiness\": {\"share-s1\": 1},
    \"terms\": {\"term-roles\": [\"recipient\", \"peer\"]},
    \"context\": {\"ctx-kind\": \"town\"}
  }

",
    score_examples!()
);

pub(crate) const ENCODE: &str = "\
Examples:
  interlocal encode town.json --base https://it.example.gov/
  interlocal encode all-towns.jsonl --lang es --output links.txt
  interlocal encode town.json --disclose partner --domain cyber=none --omit note
  interlocal encode all-towns.jsonl --encrypt --passphrase-file words.txt";

pub(crate) const DECODE: &str = "\
Examples:
  interlocal decode 'https://it.example.gov/?#su1...'
  interlocal decode message.eml --output town.json
  interlocal decode --passphrase-file words.txt 'su1...' --format table";

pub(crate) const EXPORT: &str = "\
Examples:
  interlocal export all-towns.jsonl --csv --disclose public > towns.csv
  interlocal export town.json --html --lang es --output perfil.html
  interlocal export perfil.html --json > town.json";

pub(crate) const COMPARE: &str = "\
Examples:
  interlocal compare county.json town.json
  interlocal compare county.json 'https://it.example.gov/?#su1...'
  interlocal compare county.json town.json --format table --output fit.txt
  interlocal decode - < message.eml | interlocal compare county.json -";

pub(crate) const GROUP: &str = group_examples!();

pub(crate) const GROUP_LONG: &str = concat!(
    "\
The results as JSON:
  helpers       K agencies that meet the most needs: \"value\" of \"total\"
  uncovered     needs without help: who has the need, who finds no help
  buy_groups    agencies that could buy together, and who could lead
  stable_pairs  introductions with their fit; no two agencies would both
                prefer each other to their partners
  fair_pairs    introductions that leave out as few agencies as possible
No number is a grade of an agency. Fits and powers are for sorting, and their
cut points are assumptions.

Exit status: 0 something was read, with a warning for each entry that was not;
1 nothing was read, a file can't be opened, or no agency has that ID; 2 the
command line can't be understood.

",
    group_examples!()
);

pub(crate) const BANK: &str = "\
Exit status: 0 the bank can be used, 1 it can't.

Examples:
  interlocal bank check our-bank.json
  interlocal bank check --json - < our-bank.json";

pub(crate) const COMPLETIONS: &str = "\
Examples:
  interlocal completions bash > interlocal.bash
  interlocal completions zsh > _interlocal";

pub(crate) const MAN: &str = "\
Examples:
  interlocal man > interlocal.1
  interlocal man bank check > interlocal-bank-check.1";
