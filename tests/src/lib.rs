//! What the suite, the fuzz targets and the benchmarks share: places, and oracles.

pub mod corpus;
pub mod generate;
pub mod infoset;
pub mod mutate;
pub mod oracle;

use std::fmt::Display;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, io};

/// The folder of the workspace.
#[must_use]
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the workspace")
}

/// The folder of third-party messages and schemas, which is not part of the project:
/// `CIMWIRE_SHARED`, or `../shared` beside the workspace. `None`, and a line that says so,
/// where there is none.
#[must_use]
pub fn shared() -> Option<PathBuf> {
    let named = env::var_os("CIMWIRE_SHARED").unwrap_or_else(|| "../shared".into());
    let folder = root().join(named);
    if folder.is_dir() {
        return Some(folder);
    }
    report(format!("skipped: no third-party messages in {} (CIMWIRE_SHARED)", folder.display()));
    None
}

/// Shows a line to whoever runs the suite: the output of a test that passes is not hidden with it,
/// as that of `println!` is.
pub fn report(line: impl Display) {
    // Nobody may be there to read it.
    let _ = writeln!(io::stderr(), "{line}");
}
