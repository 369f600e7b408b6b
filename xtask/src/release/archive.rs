//! Writes a reproducible zip: its bytes depend only on the files, their order, and one time and mode for all entries.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, ZipArchiveWriter};

/// Readable by all, because a host serves the unpacked files.
const MODE: u32 = 0o100_644;

/// Writes `files`, each a path with `/` and its bytes, with the modification time `seconds` since 1970.
pub(super) fn write(to: &Path, files: &[(String, Vec<u8>)], seconds: i64) -> Result<()> {
    let file = File::create(to).with_context(|| format!("can't write {}", to.display()))?;
    zip(BufWriter::new(file), files, seconds)?.flush()?;
    Ok(())
}

fn zip<W: Write>(to: W, files: &[(String, Vec<u8>)], seconds: i64) -> Result<W> {
    let mut archive = ZipArchiveWriter::new(to);
    for (name, bytes) in files {
        let (mut entry, config) = archive
            .new_file(name.as_str())
            .compression_method(CompressionMethod::DEFLATE)
            .last_modified(UtcDateTime::from_unix(seconds))
            .unix_permissions(MODE)
            .start()
            .with_context(|| format!("can't pack {name}"))?;
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::best()));
        writer.write_all(bytes)?;
        let (encoder, descriptor) = writer.finish()?;
        encoder.finish()?;
        entry.finish(descriptor)?;
    }
    archive.finish().context("can't finish the archive")
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    const SECONDS: i64 = 1_764_000_000;

    fn files() -> Vec<(String, Vec<u8>)> {
        vec![("a/index.html".into(), b"<!doctype html>".repeat(90)), ("empty.txt".into(), Vec::new())]
    }

    #[test]
    fn packed_files_round_trip() {
        let bytes = zip(Vec::new(), &files(), SECONDS).unwrap();
        let archive = rawzip::ZipArchive::from_slice(&bytes).unwrap();
        let mut found = Vec::new();
        let mut entries = archive.entries();
        while let Some(entry) = entries.next_entry().unwrap() {
            let packed = archive.get_entry(entry.wayfinder()).unwrap();
            let mut text = Vec::new();
            packed
                .verifying_reader(flate2::bufread::DeflateDecoder::new(packed.data()))
                .read_to_end(&mut text)
                .unwrap();
            assert_eq!(entry.mode().value(), MODE);
            found.push((entry.file_path().try_normalize().unwrap().as_ref().to_owned(), text));
        }
        assert_eq!(found, files());
    }

    #[test]
    fn bytes_depend_on_files_and_time_only() {
        let bytes = zip(Vec::new(), &files(), SECONDS).unwrap();
        assert_eq!(zip(Vec::new(), &files(), SECONDS).unwrap(), bytes);
        assert_ne!(zip(Vec::new(), &files(), SECONDS + 60).unwrap(), bytes);
    }
}
