//! Where messages come from: files, folders, standard input.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use cimwire_facade::Bytes;
use walkdir::WalkDir;

/// Reads a file, or standard input for `-`; no more than one byte over `most`, which is enough
/// for a decoder to refuse it.
pub(crate) fn read(path: &Path, most: usize) -> io::Result<Bytes> {
    let most = most as u64;
    let mut bytes = Vec::new();
    if is_stdin(path) {
        io::stdin().lock().take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        return Ok(bytes.into());
    }
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        let text = "expected a file, found a folder (decode --ndjson takes folders)";
        return Err(io::Error::new(io::ErrorKind::IsADirectory, text));
    }
    let file = File::open(path)?;
    bytes.reserve_exact(metadata.len().min(most.saturating_add(1)) as usize);
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes.into())
}

/// The files that `paths` name, those in folders sorted by name; a folder that cannot be read
/// stands in its place, with the reason.
pub(crate) fn files(paths: &[PathBuf]) -> Vec<(PathBuf, io::Result<()>)> {
    paths
        .iter()
        .flat_map(|path| if path.is_dir() { inside(path) } else { vec![(path.clone(), Ok(()))] })
        .collect()
}

fn inside(folder: &Path) -> Vec<(PathBuf, io::Result<()>)> {
    let found = |entry: walkdir::Result<walkdir::DirEntry>| match entry {
        Ok(entry) if entry.file_type().is_dir() => None,
        Ok(entry) => Some((entry.into_path(), Ok(()))),
        Err(error) => {
            let path = error.path().unwrap_or(folder).to_owned();
            Some((path, Err(error.into())))
        }
    };
    WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_map(found)
        .collect()
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}
