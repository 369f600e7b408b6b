//! The pages of the workbench with their names, for the browser's history and for the questionnaire, which opens some
//! of them.

use interlocal_core::session::desk_page::{CLASH, EXAMPLES, FOUND, OPEN, SHARE, UNSEAL};

/// A page of the workbench.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskPage {
    /// Disclosure, access and the ways to hand a link over.
    Share,
    /// The words of an encrypted link, shown once.
    Words,
    /// A sheet with the profile, its link and its code, to print.
    Sheet,
    /// A box and a drop area for links and files.
    Open,
    /// The passphrase of an encrypted link.
    Unseal,
    /// The received profile, with the actions for it.
    Found,
    /// The differences from an earlier profile.
    Since,
    /// The differences between two people who answer for one agency.
    Raters,
    /// The comparison of two agencies.
    Pair,
    /// An agenda for the first meeting of the two, to print.
    Talk,
    /// Importing agencies, and the list of agencies.
    Group,
    /// Needs that no agency in the group can meet, and the heat map.
    Gaps,
    /// The best helpers for one agency or for all, and the network.
    Helpers,
    /// Groups that could buy together.
    Buying,
    /// The pairs of agencies to introduce.
    Meet,
    /// Candidates for a coalition, and its adjustments.
    Invite,
    /// Counts that may be printed and published.
    Summary,
    /// Questions that two tabs answered differently.
    Clash,
    /// Opens [`DeskPage::Group`] with the fictional agencies.
    Examples,
}

impl DeskPage {
    /// All pages with their names for the browser's history and for styles, which are the same in every language.
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

    /// The pages of a group, in the order of the navigation.
    pub const OF_GROUP: [DeskPage; 7] = [
        DeskPage::Group,
        DeskPage::Gaps,
        DeskPage::Helpers,
        DeskPage::Buying,
        DeskPage::Meet,
        DeskPage::Invite,
        DeskPage::Summary,
    ];

    /// Returns the name for the browser's history and for styles.
    pub fn key(self) -> &'static str {
        DeskPage::KEYS.into_iter().find(|(page, _)| *page == self).map_or("", |(_, key)| key)
    }

    /// Finds the page with that name.
    pub fn from_key(key: &str) -> Option<DeskPage> {
        DeskPage::KEYS.into_iter().find(|(_, name)| *name == key).map(|(page, _)| page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use interlocal_core::session::desk_page::is_of_desk;

    #[test]
    fn workbench_pages_have_unique_names() {
        for (page, key) in DeskPage::KEYS {
            // The loader and the questionnaire tell the two programs apart by this prefix.
            assert!(is_of_desk(key), "{key}");
            assert_eq!((DeskPage::from_key(key), page.key()), (Some(page), key));
        }
        assert_eq!(DeskPage::from_key("profile"), None);
    }
}
