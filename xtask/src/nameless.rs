//! What is handed out names no folder of the machine that made it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{root, target};
use crate::step::Stop;

/// The flags for rustc that are set, for `CARGO_ENCODED_RUSTFLAGS`, and those that leave the folders of
/// this machine out of what is built.
#[must_use]
pub fn flags() -> String {
    let set = std::env::var("CARGO_ENCODED_RUSTFLAGS").or_else(|_| {
        let set = std::env::var("RUSTFLAGS")?;
        Ok::<_, std::env::VarError>(set.split_whitespace().collect::<Vec<_>>().join("\x1f"))
    });
    let mut flags: Vec<String> = set.into_iter().filter(|it| !it.is_empty()).collect();
    for (place, name) in places() {
        flags.push(format!("--remap-path-prefix={}={name}", place.display()));
    }
    flags.join("\x1f")
}

/// Makes sure that no file below a folder names a folder of this machine.
///
/// # Errors
/// `Failed` with the file and what it names.
pub fn check(folder: &Path) -> Result<(), Stop> {
    let failed = |error: std::io::Error| Stop::Failed(format!("{}: {error}", folder.display()));
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            check(&path)?;
            continue;
        }
        let bytes = fs::read(&path).map_err(failed)?;
        for (place, _) in places() {
            let name = place.into_os_string().into_encoded_bytes();
            if bytes.windows(name.len()).any(|window| window == name) {
                let name = String::from_utf8_lossy(&name).into_owned();
                return Err(Stop::Failed(format!("{} names {name}", path.display())));
            }
        }
    }
    Ok(())
}

/// The folders that a build reads and writes, by what they are called in what is handed out.
fn places() -> Vec<(PathBuf, &'static str)> {
    let home = |name: &str, folder: &str| {
        let home = std::env::var_os(name).map(PathBuf::from);
        home.or_else(|| std::env::home_dir().map(|home| home.join(folder)))
    };
    let mut places = vec![(root().to_owned(), "cimwire"), (target(""), "target")];
    places.extend(home("CARGO_HOME", ".cargo").map(|it| (it, "cargo")));
    places.extend(home("RUSTUP_HOME", ".rustup").map(|it| (it, "rustup")));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::empty;

    #[test]
    fn a_file_that_names_a_place_is_found() {
        let folder = empty(&target("names")).unwrap();
        fs::write(folder.join("sound"), "cargo/registry/src/a.rs").unwrap();
        assert!(check(&folder).is_ok());
        let inside = empty(&folder.join("lib")).unwrap();
        let planted = format!("at {}/src/lib.rs:1", root().display());
        fs::write(inside.join("planted.so"), planted).unwrap();
        let stop = check(&folder);
        assert!(matches!(stop, Err(Stop::Failed(why)) if why.contains("planted.so names ")));
    }
}
