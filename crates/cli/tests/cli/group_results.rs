//! `interlocal group` without `--answers`: the results, compared with the published ones.

use crate::{PERSONAS, file, json_lines, list, personas, run, run_with};
use serde_json::{Value, json};

const DRAWS: &str = include_str!("../../../../tests/vectors/score/draws.json");

fn expected_group() -> Value {
    let mut file: Value = serde_json::from_str(PERSONAS).unwrap();
    file["expected_group"].take()
}

fn names(idxs: &Value) -> Value {
    let order = expected_group()["order"].take();
    idxs.as_array()
        .unwrap()
        .iter()
        .map(|idx| order[usize::try_from(idx.as_u64().unwrap()).unwrap()].clone())
        .collect()
}

/// The value of `helpers` for one of the entries `{exact: [value, members], total}` of the expected group.
fn helpers(k: usize, of: &Value) -> Value {
    json!({"k": k, "chosen": names(&of["exact"][1]), "value": of["exact"][0], "total": of["total"], "optimal": true})
}

/// The keys of an object, sorted.
fn keys(of: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = of.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

fn sorted(list: &Value) -> Vec<String> {
    let mut all: Vec<String> = list.as_array().unwrap().iter().map(Value::to_string).collect();
    all.sort();
    all
}

#[test]
fn every_drawn_group_comes_out_as_published() {
    let draws: Value = serde_json::from_str(DRAWS).unwrap();
    let find =
        |id: &Value| draws["profiles"].as_array().unwrap().iter().find(|it| it["id"] == *id).unwrap().clone();
    let groups = draws["groups"].as_array().unwrap();
    for (n, wanted) in groups.iter().enumerate() {
        let members: Value = wanted["members"].as_array().unwrap().iter().map(find).collect();
        let got = run_with(&["group", "-", "--helpers", "2"], &members.to_string()).json();
        for key in ["uncovered", "buy_groups", "stable_pairs"] {
            assert_eq!(got[key], wanted[key], "group {n}: {key}");
        }
        let (best, helpers) = (&wanted["helpers_k2"], &got["helpers"]);
        assert_eq!(
            (&helpers["value"], &helpers["total"], &helpers["optimal"], &helpers["k"]),
            (&best["exact_value"], &best["total"], &json!(true), &json!(2)),
            "group {n}"
        );
        assert_eq!(helpers["chosen"].as_array().unwrap().len(), 2, "group {n}");
    }
    assert_eq!(groups.len(), 20);
}

#[test]
fn the_six_come_out_as_published() {
    let expected = expected_group();
    let got = run_with(&["group", "-"], PERSONAS).json();
    assert_eq!(
        keys(&got),
        ["buy_groups", "fair_optimal", "fair_pairs", "helpers", "stable_pairs", "uncovered"]
    );
    for key in ["buy_groups", "stable_pairs", "fair_pairs"] {
        assert_eq!(got[key], expected[key], "{key}");
    }
    assert_eq!(got["fair_optimal"], true);
    assert_eq!(got["helpers"], helpers(2, &expected["helpers_k2"]));
    let uncovered = got["uncovered"].as_array().unwrap();
    let (nobody, partly): (Vec<_>, Vec<_>) =
        uncovered.iter().partition(|it| it["uncovered"] == it["needed_by"]);
    let nobody: Value =
        nobody.iter().map(|it| json!({"cap": it["cap"], "needed_by": it["needed_by"]})).collect();
    assert_eq!(
        (nobody, json!(partly)),
        (expected["nobody_can_help"].clone(), expected["partly_uncovered"].clone())
    );
}

#[test]
fn as_many_helpers_are_found_as_were_asked_for_and_for_whom() {
    let expected = expected_group();
    let of = |args: &[&str]| run_with(&[&["group", "-"], args].concat(), PERSONAS).json()["helpers"].take();
    assert_eq!(of(&["--helpers", "3"]), helpers(3, &expected["helpers_k3"]));
    assert_eq!(
        of(&["--helpers", "2", "--for", "little-quill"]),
        helpers(2, &expected["ego_little_quill_k2"])
    );
    let all = of(&["--helpers", "6"]);
    assert_eq!((&all["value"], &all["optimal"]), (&expected["all_trace"][5], &json!(true)));
    let more = of(&["--helpers", "4000000000"]);
    assert_eq!((&more["k"], &more["chosen"]), (&json!(4_000_000_000_u64), &all["chosen"]));
    // An agency is not its own helper.
    let others = of(&["--helpers", "6", "--for", "little-quill"])["chosen"].as_array().unwrap().len();
    assert_eq!(others, 5);
}

#[test]
fn every_form_of_json_gives_the_same_results() {
    let whole = run_with(&["group", "-"], PERSONAS).json();
    for text in [list(), json_lines()] {
        assert_eq!(run_with(&["group", "-"], &text).json(), whole);
    }
    let (first, rest) = (personas()[0].to_string(), Value::from(personas().split_off(1)).to_string());
    let first = file("group-first.json", &first);
    assert_eq!(run_with(&["group", &first, "-"], &rest).json(), whole);
}

#[test]
fn the_order_of_the_profiles_changes_the_order_of_the_results_and_nothing_else() {
    let whole = run_with(&["group", "-"], PERSONAS).json();
    let mut people = personas();
    people.rotate_left(2);
    people.swap(0, 3);
    let other = run_with(&["group", "-"], &Value::from(people).to_string()).json();
    let helpers = |of: &Value| (sorted(&of["helpers"]["chosen"]), of["helpers"]["value"].clone());
    assert_eq!(helpers(&other), helpers(&whole));
    let pairs = |of: &Value, key: &str| {
        let ends = |pair: &Value| [sorted(&json!([pair[0], pair[1]])), vec![pair[2].to_string()]].concat();
        let mut pairs: Vec<Vec<String>> = of[key].as_array().unwrap().iter().map(ends).collect();
        pairs.sort();
        pairs
    };
    for key in ["stable_pairs", "fair_pairs"] {
        assert_eq!(pairs(&other, key), pairs(&whole, key), "{key}");
    }
    let holes = |of: &Value| {
        let hole = |it: &Value| (it["cap"].clone(), sorted(&it["needed_by"]), sorted(&it["uncovered"]));
        of["uncovered"].as_array().unwrap().iter().map(hole).collect::<Vec<_>>()
    };
    assert_eq!(holes(&other), holes(&whole));
    let buying = |of: &Value| {
        let group = |it: &Value| {
            let numbers = ["power", "people_at_least", "eff10", "largest_pct"].map(|key| it[key].to_string());
            (
                it["cap"].to_string(),
                it["by"].to_string(),
                sorted(&it["members"]),
                numbers,
                sorted(&it["leads"]),
            )
        };
        let mut groups: Vec<_> = of["buy_groups"].as_array().unwrap().iter().map(group).collect();
        groups.sort();
        groups
    };
    assert_eq!(buying(&other), buying(&whole));
}

#[test]
fn a_column_of_links_with_a_damaged_one_gives_the_results_of_the_others() {
    let encode = |people: &[Value]| {
        let args = ["encode", "--disclose", "partner", "--base", "https://it.example.gov/share/", "-"];
        let run = run_with(&args, &Value::from(people.to_vec()).to_string());
        run.lines().into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let links = encode(&personas());
    let cut = &links[5][..links[5].len() - 20];
    let rows: String = links[..5].iter().map(|link| format!("x,{link},2026\n")).collect();
    let table = file("group-results.csv", &format!("name,link,year\nx,{cut},2026\n{rows}"));
    let got = run(&["group", &table]);
    assert_eq!((got.code, got.err.lines().count()), (0, 1), "{}", got.err);
    assert!(got.err.starts_with(&format!("interlocal: warning: {table}, line 2: ")), "{}", got.err);
    let alone = run_with(&["group", "-"], &links[..5].join("\n")).json();
    assert_eq!(serde_json::from_str::<Value>(&got.out).unwrap(), alone);
    // Links have no ids, so agencies are called by their names.
    let text = alone.to_string();
    assert!(text.contains("Larkspur County (example)") && !text.contains("Alder Fork"), "{text}");
    let county = run(&["group", &table, "--for", "Larkspur County (example)"]);
    assert_eq!(county.code, 0, "{}", county.err);
}

#[test]
fn an_unknown_agency_is_answered_with_similar_names() {
    let helped = |id: &str| run_with(&["group", "-", "--for", id], PERSONAS);
    helped("litle-quill")
        .fails_with(1, "interlocal: The group has no agency \"litle-quill\". Did you mean \"little-quill\"?");
    helped("Fork")
        .fails_with(1, "interlocal: The group has no agency \"Fork\". Did you mean \"alder-fork-water\"?");
    helped("zzz").fails_with(
        1,
        "interlocal: The group has no agency \"zzz\". It has \"larkspur-county\", \"fenwick-falls\", \
         \"little-quill\", \"halcyon-rivers\", \"copperleaf-schools\" and 1 more.",
    );
}

#[test]
fn results_can_go_to_a_file() {
    let to = file("group-results.json", "something else that stood there before");
    let quiet = run_with(&["group", "-", "--output", &to], PERSONAS);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
    assert_eq!(std::fs::read_to_string(&to).unwrap(), run_with(&["group", "-"], PERSONAS).out);
    run_with(&["group", "-", "--output", &to, "--for", "nobody"], PERSONAS);
    assert_eq!(std::fs::read_to_string(&to).unwrap(), run_with(&["group", "-"], PERSONAS).out);
}

#[test]
fn one_agency_alone_has_no_partner() {
    let got = run_with(&["group", "-"], &personas()[2].to_string()).json();
    assert_eq!((&got["stable_pairs"], &got["fair_pairs"]), (&json!([]), &json!([])));
    assert_eq!((&got["helpers"]["chosen"], &got["helpers"]["value"]), (&json!(["little-quill"]), &json!(0)));
}
