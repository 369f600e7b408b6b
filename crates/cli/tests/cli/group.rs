//! `interlocal group`: many profiles from files of every kind, and the table of their answers. `tests/warehouse/check.py` checks
//! that the numbers of the table lead to the published results.

use crate::{PERSONAS, Run, file, json_lines, list, personas, run, run_bytes, run_with};
use interlocal_testkit::support::random;
use serde_json::{Value, json};
use std::collections::HashMap;

/// The rows of the table as objects. Ignores warnings.
fn rows(run: &Run) -> Vec<Value> {
    assert_eq!(run.code, 0, "{}", run.err);
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The agencies of the table, in its order.
fn agencies(run: &Run) -> Vec<String> {
    let mut ids: Vec<String> =
        rows(run).iter().map(|row| row["agency_id"].as_str().unwrap().to_owned()).collect();
    ids.dedup();
    ids
}

fn ids() -> Vec<String> {
    personas().iter().map(|persona| persona["id"].as_str().unwrap().to_owned()).collect()
}

fn links() -> Vec<String> {
    let run = run_with(
        &["encode", "--disclose", "partner", "--base", "https://it.example.gov/share/", "-"],
        &list(),
    );
    run.lines().into_iter().map(str::to_owned).collect()
}

#[test]
fn every_form_of_json_gives_the_same_table() {
    let whole = run_with(&["group", "-", "--answers", "jsonl"], PERSONAS);
    assert_eq!((agencies(&whole), whole.err.as_str()), (ids(), ""));
    assert_eq!(rows(&whole).len(), 6 * 36);
    for text in [list(), json_lines()] {
        assert_eq!(run_with(&["group", "-", "--answers", "jsonl"], &text).out, whole.out);
    }
}

#[test]
fn a_row_has_the_answers_of_the_profile() {
    let all = rows(&run_with(&["group", "-", "--answers", "jsonl"], PERSONAS));
    for persona in personas() {
        let card = run_with(&["score", "-"], &persona.to_string()).json();
        let of: Vec<&Value> = all.iter().filter(|row| row["agency_id"] == persona["id"]).collect();
        for row in &of {
            let answer = &persona["answers"][row["cap_id"].as_str().unwrap()];
            assert_eq!(row["applicable"], json!(answer != "not-our-job"));
            assert_eq!((&row["skill"], &row["need"]), (&answer["skill"], &answer["need"]), "{row}");
            let has_role =
                |role: &str| json!(persona["terms"]["term-roles"].as_array().unwrap().contains(&json!(role)));
            assert_eq!(row["role_provider"], has_role("provider"));
            assert_eq!(row["role_recipient"], has_role("recipient"));
            assert_eq!(row["role_cobuyer"], has_role("cobuyer"));
            assert_eq!(row["data_level"], persona["terms"]["term-data"]["level"]);
            assert_eq!(row["kind"], persona["context"]["ctx-kind"]);
            assert_eq!(row["population_band"], persona["context"]["ctx-pop"]);
            assert_eq!((&row["country"], &row["subdivision"]), (&json!("XX"), &json!("HX")));
        }
        let sum = |column: &str| of.iter().map(|row| row[column].as_u64().unwrap()).sum::<u64>();
        // Every weight of the shipped bank is 1.
        let wanted = [&card["sum_o8"], &card["total_need_g20"]];
        assert_eq!([&json!(sum("surplus")), &json!(sum("gap"))], wanted, "{}", persona["id"]);
    }
}

#[test]
fn a_missing_answer_is_null_and_an_empty_cell() {
    let nobody = r#"{"answers": {"hosting": "not-our-job"}}"#;
    let all = rows(&run_with(&["group", "-", "--answers", "jsonl"], nobody));
    for row in &all {
        for column in
            ["agency", "country", "local", "kind", "date", "skill", "need", "role_provider", "data_level"]
        {
            assert_eq!(row[column], Value::Null, "{column}");
        }
        assert_eq!((&row["surplus"], &row["gap"], &row["can_lead"]), (&json!(0), &json!(0), &json!(false)));
        assert_eq!(row["applicable"], json!(row["cap_id"] != "hosting"));
        assert_eq!(row["agency_id"], "standard input");
    }
    let table = run_with(&["group", "-", "--answers", "csv"], nobody).out;
    assert_eq!(table.lines().count(), 37);
    let columns = table.lines().next().unwrap().split(',').count();
    assert!(table.lines().all(|line| line.split(',').count() == columns && !line.contains("null")));
}

#[test]
fn a_column_of_links_is_read_and_each_bad_line_is_reported() {
    let links = links();
    let cut = &links[1][..links[1].len() - 20];
    let text = format!("name,link\nA,{}\nB,{cut}\nC,none\nD,{}\nE,{}\n", links[0], links[2], links[0]);
    let list = file("group-links.csv", &text);
    let more = file("group-more.txt", &format!("Ours is <{}>.\n", links[3]));
    let run = run(&["group", &list, &more, "--answers", "jsonl"]);
    assert_eq!(
        agencies(&run),
        [
            "Larkspur County (example)",
            "Town of Little Quill (example)",
            "Halcyon Department of Rivers (example)"
        ]
    );
    let warnings: Vec<&str> = run.err.lines().collect();
    assert_eq!(warnings.len(), 3, "{}", run.err);
    assert!(warnings[0].starts_with(&format!("interlocal: warning: {list}, line 3: ")), "{}", warnings[0]);
    assert_eq!(warnings[1], format!("interlocal: warning: {list}, line 4: \"none\" is not a link."));
    let same = format!("interlocal: warning: {list}, line 6 is left out: {list}, line 2 is the same agency.");
    assert_eq!(warnings[2], same);
}

#[test]
fn the_newest_of_an_agency_is_kept_and_ids_tell_agencies_apart() {
    let with = |id: Option<&str>, date: &str, skill: u8| {
        let mut value = json!({"agency": "Oak", "date": date, "answers": {"hosting": {"skill": skill}}});
        if let Some(id) = id {
            value["id"] = json!(id);
        }
        value
    };
    let skills = |profiles: Value| {
        let run = run_with(&["group", "-", "--answers", "jsonl"], &profiles.to_string());
        let hosting = rows(&run).into_iter().filter(|row| row["cap_id"] == "hosting");
        let found = hosting
            .map(|row| (row["agency_id"].as_str().unwrap().to_owned(), row["skill"].as_u64().unwrap()));
        (found.collect::<Vec<_>>(), run.err.lines().count())
    };
    let (old, new) = ("2026-01-01", "2026-02-01");
    let own = |id: &str, skill: u64| (id.to_owned(), skill);
    assert_eq!(skills(json!([with(None, new, 1), with(None, old, 2)])), (vec![own("Oak", 1)], 1));
    assert_eq!(skills(json!([with(None, old, 1), with(None, new, 2)])), (vec![own("Oak", 2)], 1));
    let apart = json!([with(Some("a"), new, 1), with(Some("b"), old, 2)]);
    assert_eq!(skills(apart), (vec![own("a", 1), own("b", 2)], 0));
    let twice = json!([with(Some("a"), old, 1), with(Some("b"), old, 2), with(Some("a"), new, 3)]);
    assert_eq!(skills(twice), (vec![own("b", 2), own("a", 3)], 1));
}

#[test]
fn two_agencies_of_one_name_in_two_states_have_two_ids() {
    let in_state = |state: &str| json!({"agency": "Oak", "answers": {}, "context": {"ctx-region": {"country": "XX", "subdivision": state}}});
    let both = json!([in_state("HX"), in_state("HY")]).to_string();
    let run = run_with(&["group", "-", "--answers", "jsonl"], &both);
    assert_eq!(
        (agencies(&run), run.err.as_str()),
        (vec!["Oak".to_owned(), "Oak (standard input:2)".to_owned()], "")
    );
}

#[test]
fn names_in_decomposed_form_are_composed() {
    let run =
        run_with(&["group", "-", "--answers", "jsonl"], "{\"agency\": \"Cabi\u{301}n\", \"answers\": {}}");
    assert_eq!(agencies(&run), ["Cabín"]);
}

#[test]
fn an_encrypted_link_is_reported_and_left_out() {
    let words = file("group-words.txt", "kelp quartz nimble dune\n");
    let sealed =
        run_with(&["encode", "--encrypt", "--passphrase-file", &words, "-"], &personas()[0].to_string());
    let run =
        run_with(&["group", "-", "--answers", "csv"], &format!("{}\n{}\n", sealed.lines()[0], links()[1]));
    let warning = "interlocal: warning: standard input, line 1: The link is encrypted. Open it with \
                'interlocal decode', and add the result.\n";
    assert_eq!((run.code, run.err.as_str(), run.out.lines().count()), (0, warning, 37));
}

#[test]
fn parquet_is_written_to_a_file_and_is_parquet() {
    let to = file("group.parquet", "something else that stood there before");
    let run = run_with(&["group", "-", "--answers", "parquet", "--output", &to], PERSONAS);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    let bytes = std::fs::read(&to).unwrap();
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
}

#[test]
fn a_failed_run_leaves_the_old_file() {
    let to = file("group-kept.csv", "kept");
    run_with(&["group", "-", "--answers", "csv", "--output", &to], "").fails_with(
        1,
        "interlocal: warning: standard input: The file is empty.\ninterlocal: There is no profile in standard input.",
    );
    assert_eq!(std::fs::read_to_string(&to).unwrap(), "kept");
    let missing = run(&["group", "--answers", "csv", "no-such-list.csv"]);
    assert_eq!((missing.code, missing.out.as_str()), (1, ""));
    assert!(missing.err.starts_with("interlocal: Can't open no-such-list.csv"), "{}", missing.err);
    let folder = run_with(&["group", "-", "--answers", "csv", "--output", "no-such-folder/a.csv"], PERSONAS);
    assert_eq!(folder.code, 1);
    assert!(folder.err.contains("no-such-folder/a.csv can't be written"), "{}", folder.err);
}

#[test]
fn hidden_rows_are_reported_and_left_out_on_request() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, link) in (0..).zip(links()) {
        sheet.write_string(row, 0, link).unwrap();
    }
    sheet.set_row_hidden(1).unwrap().set_row_hidden(3).unwrap();
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("hidden.xlsx");
    book.save(&path).unwrap();
    let path = path.to_str().unwrap().to_owned();
    let whole = run(&["group", "--answers", "jsonl", &path]);
    assert_eq!(agencies(&whole).len(), 6);
    let warning =
        "2 profiles in hidden rows or on hidden sheets are included. Leave them out with --skip-hidden.";
    assert!(whole.err.contains(warning), "{}", whole.err);
    let part = run(&["group", "--skip-hidden", "--answers", "jsonl", &path]);
    assert_eq!(agencies(&part).len(), 4);
    assert!(part.err.contains("2 profiles in hidden rows or on hidden sheets are left out"), "{}", part.err);
    run(&["score", "--skip-hidden", &path]).is_refused("unexpected argument '--skip-hidden'");
}

#[test]
fn bytes_in_no_known_form_are_reported() {
    let mut rng = random::Rng::new(1);
    let noise: Vec<u8> = [0; 8].into_iter().chain((0..500).map(|_| rng.byte())).collect();
    run_bytes(&["group", "-", "--answers", "csv"], noise).fails_with(
        1,
        "interlocal: warning: standard input: This is neither text nor a spreadsheet.\n\
         interlocal: There is no profile in standard input.",
    );
}

#[test]
fn every_column_is_in_the_document_with_whether_it_may_be_missing() {
    let document = include_str!("../../../../docs/warehouse.md");
    let described: HashMap<&str, bool> = document
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
        .map(|(name, rest)| (name, rest.split(" | ").next().unwrap().contains("may be missing")))
        .collect();
    let nobody = rows(&run_with(&["group", "-", "--answers", "jsonl"], r#"{"answers": {}}"#));
    let row = nobody[0].as_object().unwrap();
    let found: HashMap<&str, bool> =
        row.iter().map(|(name, value)| (name.as_str(), value.is_null())).collect();
    assert_eq!(found, described);
}

/// Three profiles of one name: one without a region, and one with a date in the future.
#[test]
fn agencies_of_one_name_stay_and_a_date_in_the_future_replaces_nothing() {
    let mut all = personas();
    for (persona, date) in all.iter_mut().zip(["2026-04-01", "2031-01-01", "2026-05-01"]) {
        for key in ["id", "name", "agency"] {
            persona.as_object_mut().unwrap().remove(key);
        }
        persona["agency"] = Value::from("Jefferson County");
        persona["date"] = Value::from(date);
        persona["context"]["ctx-region"] = serde_json::json!({"country": "US", "subdivision": "CO"});
    }
    all[2]["context"].as_object_mut().unwrap().remove("ctx-region");
    all.truncate(3);
    let table = |today: &str| {
        let args = ["group", "-", "--answers", "jsonl", "--today", today];
        let run = run_with(&args, &Value::from(all.clone()).to_string());
        assert_eq!(run.code, 0, "{}", run.err);
        let n =
            run.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["agency_id"].to_string());
        (n.collect::<std::collections::BTreeSet<String>>().len(), run.err)
    };
    let (n, warnings) = table("2026-11-23");
    assert_eq!(n, 2, "{warnings}");
    assert!(
        warnings.contains("entry 2 has a date in the future, 2031-01-01. It replaces nothing."),
        "{warnings}"
    );
    assert!(
        warnings.contains("entry 2 is left out: standard input, entry 1 is the same agency"),
        "{warnings}"
    );
    assert!(warnings.contains("entry 3 may be the same agency as another"), "{warnings}");
    let (_, later) = table("2031-01-01");
    assert!(later.contains("entry 1 is left out: standard input, entry 2 is the same agency"), "{later}");
    run(&["group", "-", "--today", "yesterday"])
        .is_refused("invalid value 'yesterday' for '--today <DATE>': write a day such as 2026-11-24");
}
