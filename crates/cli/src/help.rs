//! Help that teaches by example.

/// What help is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    All,
    Score,
    Encode,
    Decode,
    Export,
    Compare,
    Group,
    Bank,
}

impl Topic {
    /// What to type for help about it.
    pub(crate) fn help_command(self) -> &'static str {
        match self {
            Topic::All => "interlocal --help",
            Topic::Score => "interlocal score --help",
            Topic::Encode => "interlocal encode --help",
            Topic::Decode => "interlocal decode --help",
            Topic::Export => "interlocal export --help",
            Topic::Compare => "interlocal compare --help",
            Topic::Group => "interlocal group --help",
            Topic::Bank => "interlocal bank check --help",
        }
    }
}

/// The text about `topic`.
pub(crate) fn text(topic: Topic) -> &'static str {
    match topic {
        Topic::All => ALL,
        Topic::Score => SCORE,
        Topic::Encode => ENCODE,
        Topic::Decode => DECODE,
        Topic::Export => EXPORT,
        Topic::Compare => COMPARE,
        Topic::Group => GROUP,
        Topic::Bank => BANK,
    }
}

const ALL: &str = "\
interlocal: skills and needs of government IT teams, without a browser.

Usage: interlocal COMMAND [OPTIONS] FILE

Commands:
  score FILE         profiles in, numbers out
  encode FILE        profiles in, links out
  decode TEXT        a link in, the profile out; sealed ones too
  export FILE        profiles in; a page, a table, JSON or a picture out
  compare A B        two profiles in; help both ways, common needs, terms and fit out
  group FILE...      many profiles in; helpers, gaps, joint buying and introductions out, or one table
  bank check FILE    what is wrong in a question bank

FILE may be - for standard input.

Options:
  --bank FILE        use this question bank instead of the built-in one
  -h, --help         help; after a command, help about that command
  -V, --version      the version

Examples:
  interlocal decode 'https://it.example.gov/share/?#su1...' > town.json
  interlocal score town.json
  interlocal encode all-towns.jsonl --base https://it.example.gov/share/
  interlocal bank check our-bank.json

Exit status: 0 fine, 1 the data can't be used, 2 the command can't be understood.
";

const SCORE: &str = "\
Scores profiles: the five S-H-A-R-E scores with their ranges, offers, needs, domains.

Usage: interlocal score [--bank FILE] FILE

FILE holds one profile (a JSON object), a list of profiles, or JSON Lines (a profile on each line).
The output has the same form. JSON Lines are read and written one at a time, so they may be of any size.

Options:
  --bank FILE        use this question bank instead of the built-in one

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

Answers that are not there count as skipped. Ids are those of the bank.

Examples:
  interlocal score town.json
  interlocal decode 'https://it.example.gov/share/?#su1...' | interlocal score -
  interlocal score all-towns.jsonl > scores.jsonl
";

const ENCODE: &str = "\
Writes profiles as links that anybody may read. Unless told otherwise, sensitive weaknesses are left out.

Usage: interlocal encode [--base URL] [--lang CODE] [--disclose HOW] [--domain ID=HOW]...
                         [--tell ID]... [--omit PART]... [--seal [--passphrase-file FILE]]
                         [--bank FILE] FILE

FILE holds profiles in any form that 'interlocal score' takes. Each gives one line.
What is left out is written exactly as an answer that was skipped: nobody can tell which it was.

With --seal a link opens with a passphrase only, which is asked for twice and not shown. Four or more words
that nobody chose are a good one; spaces, hyphens and capitals make no difference. Send it another way than
the link. Whoever has the link can try passphrases for ever, and a link can't be called back.
One passphrase seals all profiles of FILE, and each link takes part of a second.

Options:
  --base URL         the page that shows profiles; without it, the text behind ?# is printed
  --lang CODE        which name to take where a profile has one in several languages
  --disclose HOW     public (the default): all but the weaknesses of sensitive areas; partner: those too;
                     offers: only what the agency could give
  --domain ID=HOW    how much of one domain: everything, offers or none; may be given again
  --tell ID          tell the weakness of one sensitive area; may be given again
  --omit PART        leave out the name, local (the local area), note, offers or needs (those picked first)
  --seal             ask for a passphrase, and write links that open with it only
  --passphrase-file FILE
                     take the passphrase from the first line of FILE instead of asking
  --bank FILE        use this question bank instead of the built-in one

Examples:
  interlocal encode town.json --base https://it.example.gov/share/
  interlocal encode all-towns.jsonl --lang es > links.txt
  interlocal encode town.json --disclose partner --domain cyber=none --omit note
  interlocal encode town.json --disclose partner --seal
  interlocal encode all-towns.jsonl --seal --passphrase-file words.txt > links.txt
";

const DECODE: &str = "\
Reads a link and prints its profile as JSON.

Usage: interlocal decode [--passphrase-file FILE] [--bank FILE] TEXT

TEXT may be the whole link, the part behind ?#, or a message that has the link in it. Put it in quotes,
because a shell takes ? and & for its own. With - the text comes from standard input.

For a sealed link the passphrase is asked for and not shown.

Options:
  --passphrase-file FILE
                     take the passphrase from the first line of FILE instead of asking
  --bank FILE        use this question bank instead of the built-in one

Examples:
  interlocal decode 'https://it.example.gov/share/?#su1...'
  interlocal decode - < message.eml
  interlocal decode --passphrase-file words.txt 'su1...'
";

const EXPORT: &str = "\
Writes profiles as files: for people, for spreadsheets, for other programs.

Usage: interlocal export --csv|--json|--html|--svg [--lang CODE] [--base URL]
                         [--disclose HOW] [--domain ID=HOW]... [--tell ID]... [--omit PART]...
                         [--bank FILE] FILE

FILE holds profiles in any form that 'interlocal score' takes, or is a page that was saved before.
What is in FILE is in the output, unless --disclose or one of its companions holds something back.
'interlocal encode --help' explains them.

Options:
  --csv              a table, one row for each capability of each profile
  --json             what other programs read, with the link in it
  --html             one page to mail or print, which Interlocal opens again; takes one profile
  --svg              the picture of skills against needs; takes one profile
  --lang CODE        the language of labels and of the page: en or es
  --base URL         with --html: the page that opens links, so that the file has a link to it
  --bank FILE        use this question bank instead of the built-in one

Examples:
  interlocal export all-towns.jsonl --csv --disclose public > towns.csv
  interlocal export town.json --html --lang es --base https://it.example.gov/share/ > perfil.html
  interlocal export perfil.html --json > town.json
";

const COMPARE: &str = "\
Puts two profiles side by side: what each could do for the other, what both need, which terms clash, the fit.

Usage: interlocal compare [--passphrase-file FILE] [--bank FILE] A B

A and B are each a file with one profile (JSON, or a page that was saved), a link in quotes or the part
behind ?#, or - for standard input, which one of them may be.

The output is JSON. Numbers are 0 to 100, and help_ab is what A could do for B. \"label\" says the fit in a
word: strong, good, some or weak; talk where a term clashes that stops a deal (\"hard\" lists them), so talk
first; none where one of the two gave under a third of its ratings. The cut points are assumed, not measured.
Where a link holds weaknesses back, less help for its agency shows: nobody can tell a withheld need from none.

For a sealed link the passphrase is asked for and not shown; of two sealed links, first for A.

Options:
  --passphrase-file FILE
                     take the passphrase from the first line of FILE instead of asking, for both links
  --bank FILE        use this question bank instead of the built-in one

Examples:
  interlocal compare county.json town.json
  interlocal compare our.json 'https://it.example.gov/share/?#su1...'
  interlocal decode - < message.eml | interlocal compare our.json -
";

const GROUP: &str = "\
Reads many profiles and says who helps most, which needs nobody meets, what to buy together and whom to
introduce to whom. With --out it writes the answers as one table instead, for DuckDB, Spark or any warehouse.

Usage: interlocal group [--helpers K] [--for ID] [--skip-hidden] [--today DATE] [--to FILE]
                        [--bank FILE] FILE...
       interlocal group --out parquet|csv|jsonl [--skip-hidden] [--today DATE] [--to FILE]
                        [--bank FILE] FILE...

Each FILE holds profiles or links in any form: JSON (one, a list, or one on each line), a table (CSV, TSV)
or a spreadsheet (XLSX) with links in any column, text or a mail with links in it; or is - for standard input.
An agency is called by the \"id\" of its JSON, else by its name, else by its place. What can't be read is
told with its line and left out, and so is an older profile of the same agency. Two of one name stay if
nothing shows that they are one agency, and a date after tomorrow replaces nothing; both are told. Sealed
links are left out too: open them with 'interlocal decode' first.

Without --out the output is JSON:
  helpers       the K agencies that meet most (\"value\" of \"total\"); \"optimal\": no other K meet more
  uncovered     capabilities that somebody needs in vain: needed by whom, and uncovered for whom
  buy_groups    who could buy what together, by which deal, with how much power, and who could lead
  stable_pairs  introductions and their fit: no two agencies would both rather meet each other
  fair_pairs    introductions that leave as few as possible out; \"fair_optimal\": there are none better
Nothing here is a grade of an agency: fits and powers are for sorting, and their cut points are assumed.

The table has a row for each capability of each agency; docs/warehouse.md explains the columns, and has the
SQL that gets help and common need out of it.

The output holds what the profiles say. Where those are partners' links, it is for partners.

Options:
  --helpers K        so many helpers, or all that there are; 2 where it is not given
  --for ID           whose needs the helpers are to meet; everybody's where it is not given
  --skip-hidden      leave out what stands in hidden rows and on hidden sheets of a spreadsheet
  --today DATE       the day of the run, such as 2026-11-24; the system's where it is not given
  --out FORM         parquet (typed and small), csv, or jsonl (a JSON object on each line)
  --to FILE          write into FILE, and replace it; without it, to standard output
  --bank FILE        use this question bank instead of the built-in one

Examples:
  interlocal group members.xlsx
  interlocal group links.txt our.json --helpers 3 --for 'Town of Little Quill' > helpers.json
  interlocal group members.xlsx --out parquet --to members.parquet
  interlocal group - --out jsonl < mail.txt

Exit status: 0 something was read, with a warning for each line that was not; 1 nothing was, a file can't be
opened, or nobody has that ID; 2 the command can't be understood.
";

const BANK: &str = "\
Checks a question bank: tells each mistake with its place, then advice.

Usage: interlocal bank check [--json] FILE

Each line starts with 'error' (the bank can't be used) or 'advice' (it can). The place is a JSON pointer:
/capabilities/4/weight is the weight of the fifth capability.

Options:
  --json             one JSON object, for other programs

Examples:
  interlocal bank check our-bank.json
  interlocal bank check --json - < our-bank.json

Exit status: 0 the bank can be used, 1 it can't.
";
