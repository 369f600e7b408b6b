"""Runs the SQL of docs/warehouse.md on tables that `interlocal group` wrote, and compares the results with the published ones
and with those of `interlocal compare`.

Usage: check.py INTERLOCAL PROFILES, where INTERLOCAL is the program and PROFILES a file of fictional profiles as JSON Lines.
Prints each failure, then the line `N passed, M failed`. The exit status is 0 if all passed.
"""

import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile

try:
    import duckdb
except ImportError:
    sys.exit("The Python package duckdb is missing; `cargo xtask test --only warehouse` installs it and runs this check.")

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "warehouse.md"
PERSONAS = ROOT / "tests" / "vectors" / "score" / "personas.json"
DRAWS = ROOT / "tests" / "vectors" / "score" / "draws.json"
# Compares every ninth pair: all 1,770 pairs of the fictional agencies would take too long.
EVERY = 9


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    interlocal = str(pathlib.Path(sys.argv[1]).resolve())
    fiction = pathlib.Path(sys.argv[2]).resolve()
    loads, views, examples = blocks(DOCUMENT.read_text(encoding="utf-8"))
    failures = []
    passed = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        cases = [
            ("personas", PERSONAS, expected(PERSONAS, "expected_pairs")),
            ("draws", DRAWS, expected(DRAWS, "pairs")),
            ("fiction", fiction, compared(interlocal, folder, fiction)),
        ]
        for name, file, pairs in cases:
            if not pairs:
                failures.append(f"{name}: no pair to compare")
            for form, load in loads.items():
                table = folder / f"members.{form}"
                table.unlink(missing_ok=True)
                run([interlocal, "group", str(file), "--answers", form, "--output", str(table)])
                found = numbers(folder, [load, *views, *examples])
                for pair in pairs:
                    problem = difference(pair, found)
                    if problem:
                        failures.append(f"{name}, {form}, {pair['a']} and {pair['b']}: {problem}")
                    else:
                        passed += 1
        passed += same_rows(interlocal, folder, fiction, loads, failures)
    for failure in failures[:20]:
        print(failure)
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


def blocks(text):
    """The document's SQL: statements that load each format, views, and queries on them."""
    found = re.findall(r"^```sql\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    loads = {}
    views, examples = [], []
    for block in found:
        form = re.search(r"'members\.(\w+)'", block)
        if form:
            loads[form.group(1)] = block
        elif block.startswith("CREATE"):
            views.append(block)
        else:
            examples.append(block)
    if set(loads) != {"parquet", "csv"} or len(views) != 2 or not examples:
        sys.exit(f"{DOCUMENT.name} doesn't have the expected SQL blocks; if they changed, update this check")
    return loads, views, examples


def expected(file, key):
    return json.loads(file.read_text(encoding="utf-8"))[key]


def compared(interlocal, folder, fiction):
    """The results of `interlocal compare` for some pairs of the fictional agencies."""
    lines = fiction.read_text(encoding="utf-8").splitlines()
    files = []
    for idx, line in enumerate(lines):
        file = folder / f"{idx}.json"
        file.write_text(line, encoding="utf-8")
        files.append(str(file))
    pairs = list(itertools.combinations(files, 2))[::EVERY]
    return [json.loads(run([interlocal, "compare", a, b])) for a, b in pairs]


def numbers(folder, statements):
    """Runs all statements; returns help by helper and recipient, and common need by pair."""
    connection = duckdb.connect()
    # The document's file names have no folder.
    connection.execute(f"SET file_search_path = '{folder}'")
    for statement in statements:
        connection.execute(statement)
    help_points = {(a, b): points for a, b, points in connection.execute("SELECT * FROM help").fetchall()}
    common = {}
    for a, b, points, points_with_lead in connection.execute("SELECT * FROM common_need").fetchall():
        common[a, b] = common[b, a] = (points, points_with_lead)
    connection.close()
    return help_points, common


def difference(pair, found):
    help_points, common = found
    a, b = pair["a"], pair["b"]
    want = (pair["help_ab"], pair["help_ba"], pair["common"], pair["common_eff"])
    got = (help_points.get((a, b)), help_points.get((b, a)), *common.get((a, b), (None, None)))
    return None if got == want else f"(help, help back, common, common with lead) is {got}, want {want}"


def same_rows(interlocal, folder, fiction, loads, failures):
    """Checks that both formats hold the same rows, with the documented columns; returns the number of passed checks."""
    tables = {}
    for form, load in loads.items():
        run([interlocal, "group", str(PERSONAS), str(fiction), "--answers", form, "--output", str(folder / f"members.{form}")])
        connection = duckdb.connect()
        connection.execute(f"SET file_search_path = '{folder}'")
        connection.execute(load)
        columns = [name for name, *_ in connection.execute("DESCRIBE answers").fetchall()]
        rows = connection.execute("SELECT * FROM answers ORDER BY agency_id, slot").fetchall()
        tables[form] = (columns, rows)
        connection.close()
    documented = re.findall(r"^\| `(\w+)` \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    n_agencies = 6 + len(fiction.read_text(encoding="utf-8").splitlines())
    checks = [
        ("the columns are the documented ones", tables["parquet"][0] == documented),
        ("Parquet and CSV hold the same rows", tables["parquet"] == tables["csv"]),
        ("every agency has a row for each capability", len(tables["parquet"][1]) == 36 * n_agencies),
    ]
    failures.extend(f"not true: {name}" for name, holds in checks if not holds)
    return sum(holds for _, holds in checks)


def run(arguments):
    done = subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0 or done.stderr:
        sys.exit(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
