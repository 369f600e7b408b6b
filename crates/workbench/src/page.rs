//! The desk's pages by name, for the browser's history and for the way from the questionnaire, which knows some of them.

use interlocal_core::session::desk_page::{CLASH, EXAMPLES, FOUND, OPEN, SHARE, UNSEAL};

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
    /// Two agencies side by side.
    Pair,
    /// An agenda for a first talk of the two, for paper.
    Talk,
    /// Many agencies: collecting them, and the list.
    Group,
    /// Needs that nobody in the group can meet, and a picture of who can do what.
    Gaps,
    /// The best helpers for one agency or for all.
    Helpers,
    /// What could be bought together.
    Buying,
    /// Whom to introduce to whom.
    Meet,
    /// Whom to invite next, and who would have to bend.
    Invite,
    /// Counts fit to be printed and published.
    Summary,
    /// Questions that were answered differently in two tabs.
    Clash,
    /// The way to [`DeskPage::Group`] with the fictional agencies in it.
    Examples,
}

impl DeskPage {
    /// All of them, with their names for the browser's history and for styles; the same in every language.
    const KEYS: [(DeskPage, &'static str); 19] = [
        (DeskPage::Share, SHARE),
        (DeskPage::Words, "desk-words"),
        (DeskPage::Sheet, "desk-sheet"),
        (DeskPage::Open, OPEN),
        (DeskPage::Unseal, UNSEAL),
        (DeskPage::Found, FOUND),
        (DeskPage::Since, "desk-since"),
        (DeskPage::Raters, "desk-raters"),
        (DeskPage::Pair, "desk-pair"),
        (DeskPage::Talk, "desk-talk"),
        (DeskPage::Group, "desk-group"),
        (DeskPage::Gaps, "desk-gaps"),
        (DeskPage::Helpers, "desk-helpers"),
        (DeskPage::Buying, "desk-buying"),
        (DeskPage::Meet, "desk-meet"),
        (DeskPage::Invite, "desk-invite"),
        (DeskPage::Summary, "desk-summary"),
        (DeskPage::Clash, CLASH),
        (DeskPage::Examples, EXAMPLES),
    ];

    /// The pages about a group, in the order of the way through them.
    pub const OF_GROUP: [DeskPage; 7] = [
        DeskPage::Group,
        DeskPage::Gaps,
        DeskPage::Helpers,
        DeskPage::Buying,
        DeskPage::Meet,
        DeskPage::Invite,
        DeskPage::Summary,
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

#[cfg(test)]
mod tests {
    use super::*;
    use interlocal_core::session::desk_page::is_of_desk;

    #[test]
    fn desk_pages_have_names_of_their_own() {
        for (page, key) in DeskPage::KEYS {
            // The loader and the questionnaire tell the two programs apart by this.
            assert!(is_of_desk(key), "{key}");
            assert_eq!((DeskPage::from_key(key), page.key()), (Some(page), key));
        }
        assert_eq!(DeskPage::from_key("profile"), None);
    }
}
