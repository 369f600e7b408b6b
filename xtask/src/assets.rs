//! Loads a finished site into memory: each file uncompressed, as gzip and as brotli. Independent of HTTP, so that
//! `size` and `serve` count the same bytes.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result, anyhow, bail};
use sha2::{Digest, Sha256};

use crate::paths;

/// The site by path from its root, such as `index.html`. A request can only reach these keys, never a path outside.
pub(crate) type Site = BTreeMap<String, Asset>;

pub(crate) struct Asset {
    pub(crate) mime: &'static str,
    /// Digest of the uncompressed bytes; the server adds the encoding to it.
    pub(crate) digest: String,
    pub(crate) plain: Vec<u8>,
    /// Compressed forms; empty if there is none.
    pub(crate) gzip: Vec<u8>,
    pub(crate) brotli: Vec<u8>,
}

impl Asset {
    /// A file without compressed forms. Its media type follows from the ending of `name`.
    pub(crate) fn uncompressed(name: &str, plain: Vec<u8>) -> Asset {
        let mime = mime(name).unwrap_or("application/octet-stream");
        Asset { mime, digest: short_digest(&plain), plain, gzip: Vec::new(), brotli: Vec::new() }
    }
}

/// Reads and compresses all files under `folder`, on all processors.
pub(crate) fn load(folder: &Path) -> Result<Arc<Site>> {
    if !folder.join("index.html").is_file() {
        bail!("there is no index.html in {}; run `cargo xtask build` first", folder.display());
    }
    Ok(Arc::new(load_files(folder, &paths::files_under(folder)?)?))
}

/// Reads all files under `folder` without compressing them, for a site under development.
pub(crate) fn load_uncompressed(folder: &Path) -> Result<Site> {
    let load = |file: &std::path::PathBuf| {
        let name = name_of(folder, file)?;
        let plain = fs::read(file).with_context(|| format!("can't read {}", file.display()))?;
        Ok((name.clone(), Asset::uncompressed(&name, plain)))
    };
    paths::files_under(folder)?.iter().map(load).collect()
}

/// The media type by file ending; `None` for files that don't belong on the site.
pub(crate) fn mime(path: &str) -> Option<&'static str> {
    Some(match path.rsplit_once('.')?.1 {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        // Without parameters: with a charset, browsers refuse streaming compilation.
        "wasm" => "application/wasm",
        "txt" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        _ => return None,
    })
}

pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// Quality 11 with the window size of the command-line tool, as hosts with `.br` files use it.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    {
        let mut encoder = brotli::CompressorWriter::new(&mut out, 4096, 11, 22);
        encoder.write_all(bytes)?;
    }
    Ok(out)
}

/// The first 16 hex digits of the SHA-256, which suffice to detect a change.
pub(crate) fn short_digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn load_files(folder: &Path, files: &[std::path::PathBuf]) -> Result<Site> {
    let next = AtomicUsize::new(0);
    let site: Mutex<Result<Site>> = Mutex::new(Ok(Site::new()));
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let loaded = load_file(folder, file);
                    let Ok(mut site) = site.lock() else { return };
                    match (site.as_mut(), loaded) {
                        (Ok(site), Ok((name, asset))) => drop(site.insert(name, asset)),
                        (Ok(_), Err(error)) => *site = Err(error),
                        (Err(_), _) => return,
                    }
                }
            });
        }
    });
    site.into_inner().map_err(|_| anyhow!("a compression thread panicked"))?
}

fn load_file(folder: &Path, file: &Path) -> Result<(String, Asset)> {
    let name = name_of(folder, file)?;
    let mime = mime(&name).with_context(|| {
        format!("{name}: no media type for this ending; add it to mime() in xtask/src/assets.rs")
    })?;
    let plain = fs::read(file).with_context(|| format!("can't read {}", file.display()))?;
    let digest = short_digest(&plain);
    let (gzip, brotli) = (gzip(&plain)?, cached_brotli(&plain)?);
    Ok((name, Asset { mime, digest, plain, gzip, brotli }))
}

/// The path from the site's root, with forward slashes on every system.
fn name_of(folder: &Path, file: &Path) -> Result<String> {
    let parts = file.strip_prefix(folder)?.components().map(|part| part.as_os_str().to_string_lossy());
    Ok(parts.collect::<Vec<_>>().join("/"))
}

/// Compresses with brotli and caches the result by the digest of the input, because quality 11 takes some seconds for
/// the WebAssembly.
fn cached_brotli(plain: &[u8]) -> Result<Vec<u8>> {
    let folder = paths::target().join("compressed");
    let kept = folder.join(format!("{:x}.br", Sha256::digest(plain)));
    if let Ok(packed) = fs::read(&kept) {
        return Ok(packed);
    }
    let packed = brotli(plain)?;
    // Writes to a temporary name first, so that a concurrent command never reads a partial file.
    let half = kept.with_extension(format!("{}.half", std::process::id()));
    let keep = || {
        fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&half, &packed))
            .and_then(|()| fs::rename(&half, &kept))
    };
    // A failure to cache only costs time later.
    let _ = keep();
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compression_shrinks_and_round_trips() {
        let text = "the same words again and ".repeat(400).into_bytes();
        let mut back = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&gzip(&text).unwrap()[..]), &mut back)
            .unwrap();
        assert_eq!(back, text);
        let packed = brotli(&text).unwrap();
        assert!(packed.len() < 100, "{}", packed.len());
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &packed[..], &mut back).unwrap();
        assert_eq!(back, text);
    }

    #[test]
    fn a_short_digest_is_a_prefix_of_sha_256() {
        // The example "abc" from the standard.
        assert_eq!(short_digest(b"abc"), "ba7816bf8f01cfea");
    }

    #[test]
    fn media_types_that_browsers_check_are_right() {
        assert_eq!(mime("a/interlocal_app_bg.wasm"), Some("application/wasm"));
        assert_eq!(mime("boot.js"), Some("text/javascript; charset=utf-8"));
        assert_eq!(mime("notes.docx"), None);
        assert_eq!(mime("LICENSE"), None);
    }
}
