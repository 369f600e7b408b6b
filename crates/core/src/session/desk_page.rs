//! The pages that are not part of the questionnaire: a program of their own, the desk, loads and shows them when they
//! are asked for. The session knows their names, for the way there and for the browser's history.

/// A page of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskPage {
    /// What a link says, who can open it, and the ways to hand it over.
    Share,
    /// The passphrase of a sealed link, shown once.
    Words,
    /// A profile with its link and code, for paper.
    Sheet,
    /// A box and a place to drop a saved file.
    Open,
    /// The passphrase of a sealed link is asked for.
    Unseal,
    /// What was found in a link or a file, and what can be done with it.
    Found,
    /// What moved since an earlier profile.
    Since,
    /// Two people's answers for one agency.
    Raters,
}

impl DeskPage {
    /// All of them, with their names for the browser's history and for styles; the same in every language.
    const KEYS: [(DeskPage, &'static str); 8] = [
        (DeskPage::Share, "desk-share"),
        (DeskPage::Words, "desk-words"),
        (DeskPage::Sheet, "desk-sheet"),
        (DeskPage::Open, "desk-open"),
        (DeskPage::Unseal, "desk-unseal"),
        (DeskPage::Found, "desk-found"),
        (DeskPage::Since, "desk-since"),
        (DeskPage::Raters, "desk-raters"),
    ];

    /// A name for the browser's history and for styles.
    pub fn key(self) -> &'static str {
        DeskPage::KEYS.into_iter().find(|(page, _)| *page == self).map_or("", |(_, key)| key)
    }

    /// The page with that name.
    pub fn from_key(key: &str) -> Option<DeskPage> {
        DeskPage::KEYS.into_iter().find(|(_, name)| *name == key).map(|(page, _)| page)
    }
}
