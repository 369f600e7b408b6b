//! The host that a link leads to, for a person who is about to share the link.

use interlocal_core::session::Session;
use interlocal_core::words::{Word, tell};
use yew::prelude::*;

/// Renders a line with the host in an element with the id `id`; empty if the page has no host, for example in a saved
/// file.
pub fn link_host(session: &Session, id: &'static str) -> Html {
    match host_of(session.share_base()) {
        Some(host) => {
            html! { <p class="field__hint" id={id}>{ tell(session.lang, Word::ShareHost, &[("host", host)]) }</p> }
        }
        None => Html::default(),
    }
}

/// Returns the host of a web address, with its port.
fn host_of(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once(':')?;
    rest.strip_prefix("//")?.split(['/', '?']).next().filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files_have_no_host() {
        assert_eq!(host_of("https://it.example.gov:8443/share/?page=1"), Some("it.example.gov:8443"));
        assert_eq!(host_of("https://it.example.gov?page=https://evil.example"), Some("it.example.gov"));
        assert_eq!(host_of("file:///stick/interlocal.html"), None);
        assert_eq!(host_of(""), None);
    }
}
