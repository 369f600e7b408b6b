//! Detects changes of the sources by polling: it reads the modification times of some hundred files twice a second.
//! That takes a few milliseconds, works in containers and on network drives, and needs no crate, which would slow the
//! first build down.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use anyhow::Result;

use crate::paths;

const PAUSE: Duration = Duration::from_millis(400);

/// Folders and files that the site is built from.
const RUST: [&str; 4] = ["banks", "Cargo.toml", "crates", "src"];
const PAGES: [&str; 2] = ["index.html", "templates"];
const SCRIPTS: [&str; 1] = ["web"];
const STYLES: [&str; 1] = ["styles"];

/// The part of the site that must be rebuilt. Each variant includes those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Changed {
    Styles,
    Scripts,
    /// The prerendered pages, which are compiled from templates.
    Pages,
    Rust,
}

/// The modification times of all sources at one moment.
#[derive(PartialEq)]
pub(crate) struct Sources(BTreeMap<PathBuf, (Changed, SystemTime)>);

impl Sources {
    pub(crate) fn now() -> Result<Sources> {
        let parts: [(Changed, &[&str]); 4] = [
            (Changed::Rust, &RUST),
            (Changed::Pages, &PAGES),
            (Changed::Scripts, &SCRIPTS),
            (Changed::Styles, &STYLES),
        ];
        let mut all = BTreeMap::new();
        for (part, names) in parts {
            for name in names {
                let path = paths::root().join(name);
                let files = if path.is_dir() { paths::files_under(&path)? } else { vec![path] };
                for file in files {
                    // A file that an editor is replacing is missing for a moment, which counts as a change, too.
                    let time = file.metadata().and_then(|it| it.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
                    all.insert(file, (part, time));
                }
            }
        }
        Ok(Sources(all))
    }

    /// Waits until a file was added, changed or removed and no further change follows for a moment. Returns the
    /// largest part that changed.
    pub(crate) fn wait_for_change(&mut self) -> Result<Changed> {
        loop {
            std::thread::sleep(PAUSE);
            let mut now = Sources::now()?;
            let Some(changed) = self.changed_to(&now) else { continue };
            // Editors often save several files at once.
            loop {
                std::thread::sleep(PAUSE / 4);
                let next = Sources::now()?;
                if next == now {
                    break;
                }
                now = next;
            }
            let changed = self.changed_to(&now).unwrap_or(changed);
            *self = now;
            return Ok(changed);
        }
    }

    fn changed_to(&self, now: &Sources) -> Option<Changed> {
        let differs = |from: &Sources, to: &Sources| {
            let changed = from.0.iter().filter(|(path, state)| to.0.get(*path) != Some(state));
            changed.map(|(_, (part, _))| *part).max()
        };
        differs(self, now).max(differs(now, self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(files: &[(&str, Changed, u64)]) -> Sources {
        let file = |(path, part, seconds): &(&str, Changed, u64)| {
            (PathBuf::from(path), (*part, SystemTime::UNIX_EPOCH + Duration::from_secs(*seconds)))
        };
        Sources(files.iter().map(file).collect())
    }

    #[test]
    fn the_largest_part_that_changed_decides() {
        let before = sources(&[("a.css", Changed::Styles, 1), ("b.rs", Changed::Rust, 1)]);
        assert_eq!(before.changed_to(&before), None);
        let style = sources(&[("a.css", Changed::Styles, 2), ("b.rs", Changed::Rust, 1)]);
        assert_eq!(before.changed_to(&style), Some(Changed::Styles));
        let gone = sources(&[("a.css", Changed::Styles, 2)]);
        assert_eq!(before.changed_to(&gone), Some(Changed::Rust));
        let new = sources(&[
            ("a.css", Changed::Styles, 1),
            ("b.rs", Changed::Rust, 1),
            ("c.js", Changed::Scripts, 1),
        ]);
        assert_eq!(before.changed_to(&new), Some(Changed::Scripts));
    }

    #[test]
    fn every_part_has_sources() {
        let now = Sources::now().unwrap();
        for part in [Changed::Styles, Changed::Scripts, Changed::Pages, Changed::Rust] {
            assert!(
                now.0.values().any(|(it, time)| *it == part && *time > SystemTime::UNIX_EPOCH),
                "{part:?}"
            );
        }
    }
}
