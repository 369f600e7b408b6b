//! The semantic digest: equal digests mean that a link decodes with the same meaning. The digest covers each field that
//! determines the digits of a link and their meaning. It doesn't cover texts, weights and the order on the screen.

use super::{Bank, Choice, ContextKind, Edition, TermKind};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// SHA-256 of the canonical form of all entries in `edition`. The form is RFC 8785, which for integers, strings, lists
/// and objects means sorted keys and no white space.
pub(super) fn semantic(bank: &Bank, edition: Edition) -> Vec<u8> {
    Sha256::digest(canonical(bank, edition).to_string().as_bytes()).to_vec()
}

fn canonical(bank: &Bank, edition: Edition) -> Value {
    let options = |options: &[Choice]| -> Vec<Value> {
        options.iter().filter(|option| option.since <= edition).map(|option| json!(option.id)).collect()
    };
    let slot = |idx: usize| idx + 1;
    let capabilities: Vec<Value> = bank
        .capabilities
        .iter()
        .filter(|capability| capability.since <= edition)
        .map(|capability| json!([capability.slot.0, capability.id]))
        .collect();
    let readiness: Vec<Value> = (bank.readiness.iter().enumerate())
        .filter(|(_, item)| item.since <= edition)
        .map(|(idx, item)| json!([slot(idx), item.id, item.levels.len()]))
        .collect();
    let terms: Vec<Value> = (bank.terms.iter().enumerate())
        .filter(|(_, term)| term.since <= edition)
        .map(|(idx, term)| {
            let is_firm = term.kind == TermKind::Ordered(true);
            json!([slot(idx), term.id, term_kind(&term.kind), options(&term.options), is_firm])
        })
        .collect();
    let context: Vec<Value> = (bank.context.iter().enumerate())
        .filter(|(_, question)| question.since <= edition)
        .map(|(idx, question)| {
            json!([slot(idx), question.id, context_kind(question.kind), options(&question.options)])
        })
        .collect();
    json!({
        "format": super::read::FORMAT,
        "id": bank.id,
        // The scales always have this order, even if the file has another one.
        "scales": [["skill", 0, 4], ["need", 0, 4]],
        "capabilities": capabilities,
        "readiness": readiness,
        "terms": terms,
        "context": context,
    })
}

fn term_kind(kind: &TermKind) -> &'static str {
    match kind {
        TermKind::Multi => "multi",
        TermKind::Tri => "tri",
        TermKind::Ordered(_) => "ordered",
        TermKind::Platform(_) => "platform",
    }
}

fn context_kind(kind: ContextKind) -> &'static str {
    match kind {
        ContextKind::Text => "text",
        ContextKind::One => "one",
        ContextKind::Region => "region",
    }
}
