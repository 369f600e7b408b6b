//! A site that is still being built, or that is rebuilt while it is served. Holds the newest build and notifies pages
//! of changes; the server sends the files.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::assets::Site;
use crate::site;

/// Two URLs next to the site's own files. Pages load the script `RELOADER`, which asks `CHANGES` for changes.
pub(crate) const CHANGES: &str = "xtask-changes";
pub(crate) const RELOADER: &str = "xtask-reload.js";
pub(crate) const RELOADER_TEXT: &str = include_str!("reload.js");

/// Maximum duration of a request for changes. The page then asks again, so that the connection doesn't time out.
const LONGEST_WAIT: Duration = Duration::from_secs(25);

/// The effect of a new build on open pages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Change {
    /// Pages replace their styles.
    Styles,
    /// Pages reload.
    All,
    /// Pages that are open need no update.
    Nothing,
}

impl Change {
    fn name(self) -> &'static str {
        match self {
            Change::Styles => "styles",
            Change::All => "all",
            Change::Nothing => "nothing",
        }
    }
}

/// One build of the site.
#[derive(Clone)]
struct Build {
    site: Option<Arc<Site>>,
    /// Whether the build is complete, so that missing files stay missing.
    is_whole: bool,
    /// The number of the newest change of each kind that pages must be told about.
    styles: u64,
    all: u64,
}

/// The newest build, for the server and for requests that wait for the next one.
pub(crate) struct Live {
    newest: watch::Sender<Build>,
    /// Whether pages get the script that asks for changes.
    pub(crate) reloads: bool,
}

impl Live {
    /// Creates the state before the first build.
    pub(crate) fn new(reloads: bool) -> Live {
        let (newest, _) = watch::channel(Build { site: None, is_whole: false, styles: 0, all: 0 });
        Live { newest, reloads }
    }

    /// Publishes a build. `is_whole` says whether all its parts are included.
    pub(crate) fn publish(&self, site: Site, change: Change, is_whole: bool) {
        self.newest.send_modify(|build| {
            let next = build.styles.max(build.all) + 1;
            match change {
                Change::Styles => build.styles = next,
                Change::All => build.all = next,
                Change::Nothing => {}
            }
            build.site = Some(Arc::new(site));
            build.is_whole = is_whole;
        });
    }

    /// Marks the build as complete although a part failed, so that no request waits for more files.
    pub(crate) fn give_up(&self) {
        self.newest.send_modify(|build| build.is_whole = true);
    }

    /// Finds the file requested as `name`: returns the site and the file's name in it. The request may come from a
    /// page of an earlier build, whose folder had another name. Waits for files that aren't built yet. Returns `None`
    /// before the first page is built.
    pub(crate) async fn find(&self, name: &str) -> Option<(Arc<Site>, Option<String>)> {
        let mut builds = self.newest.subscribe();
        loop {
            let build = builds.borrow_and_update().clone();
            let site = build.site?;
            let current = in_current_folder(&site, name);
            if site.contains_key(&current) {
                return Some((site, Some(current)));
            }
            if build.is_whole || builds.changed().await.is_err() {
                return Some((site, None));
            }
        }
    }

    /// Waits for a change after number `seen`, and returns its number and kind as text. After [`LONGEST_WAIT`] it
    /// returns `seen` again. Without `seen` it returns the newest number.
    pub(crate) async fn change_after(&self, seen: Option<u64>) -> String {
        let mut builds = self.newest.subscribe();
        let newest = |build: &Build| build.styles.max(build.all);
        let Some(seen) = seen else {
            return format!("{} {}", newest(&builds.borrow()), Change::Nothing.name());
        };
        let change = builds.wait_for(|build| newest(build) > seen);
        match tokio::time::timeout(LONGEST_WAIT, change).await {
            Ok(Ok(build)) => {
                let kind = if build.all > seen { Change::All } else { Change::Styles };
                format!("{} {}", newest(&build), kind.name())
            }
            Ok(Err(_)) | Err(_) => format!("{seen} {}", Change::Nothing.name()),
        }
    }
}

/// Translates the name of a file in any build's folder to the newest build's folder. Other names stay the same.
fn in_current_folder(site: &Site, name: &str) -> String {
    let file = site::plain_name(name);
    let folder = site
        .keys()
        .find_map(|path| path.split_once('/').filter(|(folder, _)| folder.starts_with(site::FOLDER)));
    match folder {
        Some((folder, _)) if file != name => format!("{folder}/{file}"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::Asset;

    fn site(names: &[&str]) -> Site {
        names.iter().map(|name| ((*name).to_owned(), Asset::uncompressed(name, Vec::new()))).collect()
    }

    #[test]
    fn a_page_of_an_earlier_build_gets_files_of_the_newest_build() {
        let site = site(&["index.html", "interlocal-0.1.0-bbbbbbbbbb/boot.js", "interlocal.js"]);
        let boot = "interlocal-0.1.0-bbbbbbbbbb/boot.js";
        assert_eq!(in_current_folder(&site, "interlocal-0.1.0-aaaaaaaaaa/boot.js"), boot);
        assert_eq!(in_current_folder(&site, "interlocal.js"), "interlocal.js");
        assert_eq!(in_current_folder(&site, "index.html"), "index.html");
    }

    fn run<T>(work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(work)
    }

    #[test]
    fn a_request_waits_for_a_file_that_is_still_being_built() {
        let live = Arc::new(Live::new(false));
        run(async {
            assert!(live.find("index.html").await.is_none());
            live.publish(site(&["index.html"]), Change::All, false);
            let waiting = tokio::spawn({
                let live = Arc::clone(&live);
                async move { live.find("desk.css").await.and_then(|(_, name)| name) }
            });
            tokio::task::yield_now().await;
            assert!(!waiting.is_finished());
            live.publish(site(&["desk.css", "index.html"]), Change::Nothing, true);
            assert_eq!(waiting.await.unwrap().as_deref(), Some("desk.css"));
            assert_eq!(live.find("no.css").await.and_then(|(_, name)| name), None);
        });
    }

    #[test]
    fn a_page_is_told_of_changes_that_it_has_not_seen() {
        let live = Live::new(true);
        run(async {
            live.publish(site(&["index.html"]), Change::All, true);
            assert_eq!(live.change_after(None).await, "1 nothing");
            live.publish(site(&["index.html"]), Change::Styles, true);
            assert_eq!(live.change_after(Some(1)).await, "2 styles");
            live.publish(site(&["index.html"]), Change::All, true);
            live.publish(site(&["index.html"]), Change::Styles, true);
            assert_eq!(live.change_after(Some(2)).await, "4 all");
        });
    }
}
