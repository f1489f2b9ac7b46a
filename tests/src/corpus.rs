//! The third-party messages, as their manifest lists them.

use std::fs;
use std::path::{Path, PathBuf};

use cimwire::Message;

use crate::{root, shared};

/// A message of the corpus: one row of its manifest.
#[derive(Debug)]
pub struct Case {
    /// Where it is, from the corpus's folder.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// `request`, `response`, `fault`, `clixml`, …
    pub kind: String,
    /// `1.2`, `none`, …
    pub soap: String,
    /// How lxml and expat judge it: `yes`, `no`, `as-text`, `ns-error` or `n/a`.
    pub wellformed: String,
    /// What lxml or expat says against it.
    pub error: String,
    /// What is odd about it.
    pub oddities: Vec<String>,
    /// `core` or `extra`.
    pub tier: String,
    /// Whether it is a template whose placeholders somebody filled in.
    pub is_template: bool,
}

impl Case {
    /// Its bytes as found.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        fs::read(&self.path).unwrap_or_else(|error| panic!("{}: {error}", self.path.display()))
    }

    /// Whether it is of the accept set: it must decode as a message and survive every round trip.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.wellformed == "yes"
            && self.soap == "1.2"
            && self.tier == "core"
            && !self.is_template
            && ["request", "response", "fault", "event", "identify"].contains(&self.kind.as_str())
    }

    /// Whether it is of the reject set: it must be an error with an offset.
    #[must_use]
    pub fn is_rejected(&self) -> bool {
        self.wellformed == "no" && !self.is_template
    }
}

/// Every message of the corpus in the manifest's order; none, and a line that says so, where the
/// corpus is not on this machine.
#[must_use]
pub fn cases() -> Option<Vec<Case>> {
    let folder = shared()?.join("corpus");
    let manifest = fs::read_to_string(folder.join("manifest.tsv")).expect("the corpus's manifest");
    let (head, rows) = manifest.split_once('\n').expect("the manifest's head");
    let columns: Vec<&str> = head.split('\t').collect();
    Some(rows.lines().map(|row| case(&folder, &columns, row)).collect())
}

/// The messages of the accept set, and those of the transcripts that are messages, by their names;
/// none where they are not on this machine.
///
/// # Panics
/// Where one of the accept set cannot be read.
#[must_use]
pub fn messages() -> Option<Vec<(String, Message)>> {
    let decode =
        |case: Case| (case.name.clone(), Message::decode(case.bytes()).expect("a message"));
    let mut messages: Vec<_> = cases()?.into_iter().filter(Case::is_accepted).map(decode).collect();
    let entries = fs::read_dir(shared()?.join("transcripts")).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let recorded = |path: PathBuf| {
        let message = Message::decode(fs::read(&path).ok()?).ok()?;
        Some((path.file_name()?.to_string_lossy().into_owned(), message))
    };
    messages.extend(paths.into_iter().filter_map(recorded));
    Some(messages)
}

/// The messages that are part of the project, by name and in order.
///
/// # Panics
/// Where `tests/corpus` cannot be read.
#[must_use]
pub fn golden() -> Vec<(String, Vec<u8>)> {
    let folder = root().join("tests/corpus");
    let entries =
        fs::read_dir(folder).expect("tests/corpus").map(|entry| entry.expect("an entry").path());
    let is_message = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "xml");
    let mut paths: Vec<PathBuf> = entries.filter(is_message).collect();
    paths.sort();
    let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), fs::read(path).expect("a golden message"))).collect()
}

fn case(folder: &Path, columns: &[&str], row: &str) -> Case {
    let cells: Vec<&str> = row.split('\t').collect();
    let cell = |name: &str| {
        let column = columns.iter().position(|column| *column == name);
        column.and_then(|column| cells.get(column)).map_or_else(String::new, |cell| (*cell).into())
    };
    let name = cell("file");
    Case {
        path: folder.join(&name),
        kind: cell("kind"),
        soap: cell("soap"),
        wellformed: cell("wellformed"),
        error: cell("error"),
        oddities: cell("oddities").split(';').map(str::to_owned).collect(),
        tier: cell("tier"),
        is_template: !cell("template").is_empty(),
        name,
    }
}
