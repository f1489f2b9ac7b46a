//! Where MOF comes from: files with what they include, folders, and zip archives.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::error::Error;
use super::parser::parse;
use crate::xsd::Source;

/// The sources at some paths. A folder or a zip archive is all the `.mof` files in it; what those
/// include is among them and is not looked for. Any other file is itself and what it includes,
/// from its own folder or from that of the file given here. No file counts twice.
///
/// # Errors
/// A path that cannot be read, an archive that is damaged or unpacks to more than 256 MiB, an
/// included file that is not there.
pub fn read(paths: &[PathBuf]) -> Result<Vec<Source>, String> {
    let mut input = Input::default();
    for path in paths {
        if path.is_dir() {
            input.folder(path)?;
        } else if path.extension().is_some_and(|it| it.eq_ignore_ascii_case("zip")) {
            input.archive(path)?;
        } else {
            input.file(path)?;
        }
    }
    Ok(input.sources)
}

/// The source in one file, whatever its encoding.
///
/// # Errors
/// A file that cannot be read.
pub fn source(path: &Path) -> Result<Source, String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Source { path: path.display().to_string(), text: text(&bytes) })
}

#[derive(Default)]
struct Input {
    sources: Vec<Source>,
    seen: BTreeSet<PathBuf>,
}

impl Input {
    fn folder(&mut self, folder: &Path) -> Result<(), String> {
        let mut folders = vec![folder.to_owned()];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            let at = |error| format!("{}: {error}", folder.display());
            for entry in fs::read_dir(&folder).map_err(at)? {
                let entry = entry.map_err(at)?;
                // A link is not followed: it may lead back up.
                let kind = entry.file_type().map_err(at)?;
                if kind.is_dir() {
                    folders.push(entry.path());
                } else if is_mof(&entry.path()) {
                    files.push(entry.path());
                }
            }
        }
        files.sort();
        for path in files {
            self.add(&path)?;
        }
        Ok(())
    }

    fn archive(&mut self, path: &Path) -> Result<(), String> {
        let at = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let file = File::open(path).map_err(|error| at(&error))?;
        let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|error| at(&error))?;
        let mut left = MAX_BYTES;
        for index in 0..archive.len() {
            let member = archive.by_index(index).map_err(|error| at(&error))?;
            let name = member.name().map_err(|error| at(&error))?.into_owned();
            if !is_mof(Path::new(&name)) {
                continue;
            }
            let mut bytes = Vec::new();
            member.take(left + 1).read_to_end(&mut bytes).map_err(|error| at(&error))?;
            let too_long = || at(&format!("expected at most {MAX_BYTES} bytes of MOF"));
            left = left.checked_sub(bytes.len() as u64).ok_or_else(too_long)?;
            self.sources
                .push(Source { path: format!("{}/{name}", path.display()), text: text(&bytes) });
        }
        Ok(())
    }

    /// A file, and what it includes.
    fn file(&mut self, first: &Path) -> Result<(), String> {
        let root = first.parent().unwrap_or(Path::new("")).to_owned();
        let mut wanted = vec![first.to_owned()];
        while let Some(path) = wanted.pop() {
            let Some(source) = self.add(&path)? else { continue };
            let folder = path.parent().unwrap_or(&root);
            let mut included = Vec::new();
            for (name, offset) in parse(source).includes {
                let file = [folder, &root].into_iter().find_map(|folder| find(folder, &name));
                let file = file.ok_or_else(|| {
                    let text = format!("expected the included file {name} to be there");
                    Error::new(source, offset, text).to_string()
                })?;
                included.push(file);
            }
            // The first one is read next.
            wanted.extend(included.into_iter().rev());
        }
        Ok(())
    }

    /// Adds a file; none if it is in already.
    fn add(&mut self, path: &Path) -> Result<Option<&Source>, String> {
        let at = |error| format!("{}: {error}", path.display());
        if !self.seen.insert(fs::canonicalize(path).map_err(at)?) {
            return Ok(None);
        }
        self.sources.push(source(path)?);
        Ok(self.sources.last())
    }
}

/// The file of a name in a folder, in any case, as Windows has it.
fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    let mut path = folder.to_owned();
    for part in name.split('/') {
        let exact = path.join(part);
        path = if exact.exists() {
            exact
        } else {
            let folder = if path.as_os_str().is_empty() { Path::new(".") } else { &path };
            let mut entries = fs::read_dir(folder).ok()?.flatten();
            entries.find(|it| it.file_name().eq_ignore_ascii_case(part))?.path()
        };
    }
    path.is_file().then_some(path)
}

fn is_mof(path: &Path) -> bool {
    path.extension().is_some_and(|it| it.eq_ignore_ascii_case("mof"))
}

/// UTF-8, UTF-16 with a byte order mark (Microsoft), or Latin-1, as old files are.
fn text(bytes: &[u8]) -> String {
    let wide = |of: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).skip(1).map(|pair| of([pair[0], pair[1]]));
        char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().copied().map(char::from).collect(),
        },
    }
}

const MAX_BYTES: u64 = 256 << 20;

#[cfg(test)]
mod tests {
    use std::{fs, slice};

    use super::{read, text};

    #[test]
    fn a_file_has_one_of_three_encodings() {
        let wide = |of: fn(u16) -> [u8; 2]| "\u{feff}é".encode_utf16().flat_map(of).collect();
        let (little, big): (Vec<u8>, Vec<u8>) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
        assert_eq!([text(&little), text(&big)], ["é", "é"]);
        assert_eq!([text("é".as_bytes()), text(b"\xe9")], ["é", "é"]);
        assert_eq!(text(b"\xff\xfe\x41"), "");
    }

    #[test]
    fn a_file_counts_once_and_is_found_in_any_case() {
        let folder = std::env::temp_dir().join(format!("cimwire-mof-{}", std::process::id()));
        fs::create_dir_all(folder.join("Core")).unwrap();
        let [main, part] = [folder.join("main.mof"), folder.join("Core/Part.mof")];
        let include = "#pragma include (\"core\\\\PART.MOF\")\n";
        let again = "#pragma include (\"Core\\Part.mof\")\n";
        fs::write(&main, format!("{include}{again}")).unwrap();
        fs::write(&part, "#pragma include (\"main.mof\")").unwrap();
        let of_file = read(slice::from_ref(&main)).map(|it| it.len());
        let of_all = read(&[folder.clone(), part.clone(), main.clone()]).map(|it| it.len());
        fs::write(&part, "#pragma include (\"gone.mof\")").unwrap();
        let missing = read(&[main]);
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!([of_file, of_all], [Ok(2), Ok(2)]);
        let error = missing.map(|_| ()).unwrap_err();
        let expected = ":1:18: expected the included file gone.mof to be there";
        assert!(error.ends_with(&format!("Part.mof{expected}")), "{error}");
    }
}
