//! The local server: serves a site over HTTP with compression and a strict content security policy. It answers from
//! memory, so no request can reach other files. It isn't meant for the public.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;

use anyhow::{Context, Result, anyhow, bail};
use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, Request, Response, StatusCode};

use crate::assets::{Asset, Site};
use crate::live::{self, Live};
use crate::site;

/// The strictest policy that the widget works with; docs/embedding.md promises it to site owners.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
     style-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'";

/// The only pages that show another of our pages in a frame. Without this exception they show a link instead.
const WITH_FRAMES: [&str; 2] = ["get.html", "get.es.html"];

pub(crate) struct Server {
    pub(crate) port: u16,
    pub(crate) base: String,
    thread: JoinHandle<Result<()>>,
}

impl Server {
    /// The URL with the numeric address, so that tests don't depend on the resolution of `localhost`.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port, self.base)
    }

    /// Serves until the process is stopped.
    pub(crate) fn wait(self) -> Result<()> {
        self.thread.join().map_err(|_| anyhow!("the server stopped unexpectedly"))?
    }
}

/// The files behind the server's answers.
enum Source {
    /// A site that doesn't change.
    Finished(Arc<Site>),
    Live(Arc<Live>),
}

/// Serves a finished site, on this machine only, in a thread that runs until the process exits.
pub(crate) fn start(site: Arc<Site>, port: u16, base: &str) -> Result<Server> {
    listen(Source::Finished(site), port, base)
}

/// Serves a site that is still being built, in the same way.
pub(crate) fn start_live(live: Arc<Live>, port: u16, base: &str) -> Result<Server> {
    listen(Source::Live(live), port, base)
}

fn listen(source: Source, port: u16, base: &str) -> Result<Server> {
    let base = check_base(base)?;
    let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(listener) => listener,
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!(
                "port {port} is in use; choose another one with `--port {}`, or any free one with `--port 0`",
                port.wrapping_add(1)
            )
        }
        Err(error) => return Err(error).with_context(|| format!("can't listen on port {port}")),
    };
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    let mounted = Arc::new(Mounted { source, base: base.clone() });
    let thread = std::thread::spawn(move || serve(listener, mounted));
    Ok(Server { port, base, thread })
}

struct Mounted {
    source: Source,
    base: String,
}

fn serve(listener: TcpListener, mounted: Arc<Mounted>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let answer = move |request: Request<Body>| {
            let mounted = Arc::clone(&mounted);
            async move { respond(&mounted, &request.into_parts().0).await }
        };
        Ok(axum::serve(listener, axum::Router::new().fallback(answer)).await?)
    })
}

/// Checks that a base begins and ends with a slash. Otherwise the page's relative URLs would resolve one folder too
/// high.
fn check_base(base: &str) -> Result<String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    if !base.starts_with('/') || !base.ends_with('/') || base.contains("//") || !base.bytes().all(is_plain) {
        bail!(
            "--base {base} must begin and end with a slash and contain only plain characters, for example /it/interlocal/"
        );
    }
    Ok(base.to_owned())
}

/// Answers one request. The path is compared without decoding, because no file of the site needs an escape.
async fn respond(mounted: &Mounted, request: &Parts) -> Response<Body> {
    if request.method != Method::GET && request.method != Method::HEAD {
        return plain(
            StatusCode::METHOD_NOT_ALLOWED,
            "This server only answers GET and HEAD.\n",
            Some((ALLOW, "GET, HEAD")),
        );
    }
    let path = request.uri.path();
    if path == mounted.base.trim_end_matches('/') && path != mounted.base {
        return plain(StatusCode::PERMANENT_REDIRECT, "", Some((LOCATION, &mounted.base)));
    }
    let Some(name) = name_of(mounted, path) else { return missing() };
    match &mounted.source {
        Source::Finished(site) => match site.get(&name) {
            Some(asset) => may_frame(&name, file(asset, &request.headers, keeping(&name))),
            None => missing(),
        },
        Source::Live(live) => respond_live(live, &name, request).await,
    }
}

async fn respond_live(live: &Live, name: &str, request: &Parts) -> Response<Body> {
    let headers = &request.headers;
    if live.reloads && name == live::RELOADER {
        return file(&Asset::uncompressed("a.js", live::RELOADER_TEXT.into()), headers, ASK);
    }
    if live.reloads && name == live::CHANGES {
        let seen = request.uri.query().and_then(|query| query.strip_prefix("after=")?.parse().ok());
        return plain(StatusCode::OK, &live.change_after(seen).await, None);
    }
    let Some((site, found)) = live.find(name).await else { return not_yet() };
    let Some((name, asset)) = found.and_then(|name| Some((name.clone(), site.get(&name)?))) else {
        return missing();
    };
    // Pages get the script that asks for changes. They are never cached: the same URL always serves the newest build.
    if live.reloads && name.ends_with(".html") {
        let page = String::from_utf8_lossy(&asset.plain);
        let script = format!("<script type=\"module\" src=\"{}\"></script>\n</head>", live::RELOADER);
        let asset = Asset::uncompressed(&name, page.replacen("</head>", &script, 1).into());
        return may_frame(&name, file(&asset, headers, ASK));
    }
    may_frame(&name, file(asset, headers, ASK))
}

fn missing() -> Response<Body> {
    plain(StatusCode::NOT_FOUND, "There is no such page here.\n", None)
}

/// A page that reloads itself until the first build is done.
fn not_yet() -> Response<Body> {
    let page = "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"2\">\
                <title>Building</title><p>The first build is running; this page opens when it is done. The terminal shows \
                the progress.</p></html>\n";
    let builder = Response::builder().status(StatusCode::SERVICE_UNAVAILABLE);
    finish(builder.header(CONTENT_TYPE, "text/html; charset=utf-8"), page.into(), ASK)
}

fn may_frame(name: &str, mut response: Response<Body>) -> Response<Body> {
    if WITH_FRAMES.contains(&name)
        && let Ok(policy) = format!("{POLICY}; frame-src 'self'").parse()
    {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The name on the site of the requested file.
fn name_of(mounted: &Mounted, path: &str) -> Option<String> {
    let name = path.strip_prefix(mounted.base.as_str())?;
    let index = if name.is_empty() || name.ends_with('/') { "index.html" } else { "" };
    Some(format!("{name}{index}"))
}

/// The caching policy. Files in a folder that is named after its contents never change and are cached; all others are
/// revalidated. docs/hosting.md asks the same of every host.
fn keeping(name: &str) -> &'static str {
    if site::plain_name(name) == name { ASK } else { FOR_EVER }
}

const ASK: &str = "no-cache";
const FOR_EVER: &str = "public, max-age=31536000, immutable";

fn file(asset: &Asset, headers: &HeaderMap, keeping: &'static str) -> Response<Body> {
    let (encoding, bytes) = choose(asset, headers);
    // Each encoding is a different sequence of bytes, so each gets its own tag.
    let tag = format!("\"{}-{}\"", asset.digest, encoding.unwrap_or("plain"));
    let is_known = headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| value.split(',').any(|known| known.trim().trim_start_matches("W/") == tag));
    let mut builder = Response::builder().header(ETAG, &tag).header(VARY, ACCEPT_ENCODING.as_str());
    if is_known {
        return finish(builder.status(StatusCode::NOT_MODIFIED), Vec::new(), keeping);
    }
    builder = builder.header(CONTENT_TYPE, asset.mime).header(CONTENT_LENGTH, bytes.len());
    if let Some(encoding) = encoding {
        builder = builder.header(CONTENT_ENCODING, encoding);
    }
    finish(builder, bytes.to_vec(), keeping)
}

/// Chooses brotli if the browser accepts it, else gzip, else no encoding. `q=0` means not accepted.
fn choose<'a>(asset: &'a Asset, headers: &HeaderMap) -> (Option<&'static str>, &'a [u8]) {
    let takes = |wanted: &str| {
        headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).any(|value| {
            value.split(',').any(|part| {
                let mut words = part.split(';').map(str::trim);
                let refused =
                    |word: &str| word.strip_prefix("q=").is_some_and(|q| q.parse::<f32>() == Ok(0.0));
                words.next().is_some_and(|name| name.eq_ignore_ascii_case(wanted)) && !words.any(refused)
            })
        })
    };
    let smaller = |packed: &'a Vec<u8>| !packed.is_empty() && packed.len() < asset.plain.len();
    match (takes("br") && smaller(&asset.brotli), takes("gzip") && smaller(&asset.gzip)) {
        (true, _) => (Some("br"), &asset.brotli),
        (false, true) => (Some("gzip"), &asset.gzip),
        (false, false) => (None, &asset.plain),
    }
}

fn plain(status: StatusCode, text: &str, header: Option<(HeaderName, &str)>) -> Response<Body> {
    let mut builder = Response::builder().status(status).header(CONTENT_TYPE, "text/plain; charset=utf-8");
    if let Some((name, value)) = header {
        builder = builder.header(name, value);
    }
    finish(builder.header(CONTENT_LENGTH, text.len()), text.as_bytes().to_vec(), ASK)
}

/// Adds the headers of every response, errors included.
fn finish(builder: axum::http::response::Builder, bytes: Vec<u8>, keeping: &'static str) -> Response<Body> {
    builder
        .header(CONTENT_SECURITY_POLICY, POLICY)
        .header(X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(REFERRER_POLICY, "no-referrer")
        .header(CACHE_CONTROL, keeping)
        .body(Body::from(bytes))
        .unwrap_or_else(|_| Response::new(Body::empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_must_begin_and_end_with_a_slash() {
        assert!(check_base("/").is_ok());
        assert!(check_base("/it/interlocal/").is_ok());
        for wrong in ["", "it/", "/it", "//", "/a b/", "/a?b/"] {
            assert!(check_base(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn the_policy_is_the_documented_one() {
        assert_eq!(
            POLICY,
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; \
             img-src 'self' data:; require-trusted-types-for 'script'"
        );
    }

    #[test]
    fn only_files_in_a_folder_named_after_its_contents_are_cached() {
        assert_eq!(keeping("interlocal-0.1.0-0123456789/boot.js"), FOR_EVER);
        for name in ["index.html", "integrity.json", "interlocal.js", "extra/boot.js"] {
            assert_eq!(keeping(name), ASK, "{name}");
        }
    }

    #[test]
    fn an_encoding_that_is_not_accepted_is_not_sent() {
        let asset = Asset {
            mime: "text/plain",
            digest: String::new(),
            plain: vec![0; 9],
            gzip: vec![1],
            brotli: vec![2],
        };
        let chosen = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, accept.parse().unwrap());
            choose(&asset, &headers).0
        };
        assert_eq!(chosen("gzip, deflate, br"), Some("br"));
        assert_eq!(chosen("gzip, br;q=0"), Some("gzip"));
        assert_eq!(chosen("gzip;q=0.5"), Some("gzip"));
        assert_eq!(chosen("identity"), None);
    }
}
