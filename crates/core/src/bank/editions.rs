//! Reads the `since` versions of a bank's entries and derives the editions from them.

use super::lint::{Finding, Problem};
use crate::json_place::Place;
use std::collections::BTreeSet;

/// Major, minor and patch.
pub(super) type Version = (u32, u32, u32);

const VERSION: &str = "a version such as 1.0.0";
/// The version of entries without `since`.
const FIRST: Version = (1, 0, 0);

type Read<T> = Result<T, Finding>;

/// Returns the distinct versions in which entries were added, oldest first.
pub(super) fn editions(root: &Place<'_>) -> Read<Vec<Version>> {
    let mut found = BTreeSet::from([FIRST]);
    for list in ["capabilities", "readiness", "terms", "context"] {
        for entry in root.get(list)?.items()? {
            found.insert(since(&entry)?);
            for option in entry.optional("options")?.map_or(Ok(Vec::new()), |options| options.items())? {
                found.insert(since(&option)?);
            }
        }
    }
    Ok(found.into_iter().collect())
}

/// Returns the version in which `entry` was added.
pub(super) fn since(entry: &Place<'_>) -> Read<Version> {
    let Some(place) = entry.optional("since")? else { return Ok(FIRST) };
    let text = place.str()?;
    let mut parts = text.splitn(3, '.').map(|part| part.parse::<u32>().ok());
    match (parts.next().flatten(), parts.next().flatten(), parts.next().flatten()) {
        (Some(major), Some(minor), Some(patch)) => Ok((major, minor, patch)),
        _ => Err(Finding::at(&place, Problem::NotA(VERSION))),
    }
}
