//! Tables of tab-separated columns.

use std::fs;
use std::path::Path;

/// The text of the table at `path` of the workspace.
pub(crate) fn text(root: &Path, path: &str) -> Result<String, String> {
    fs::read_to_string(root.join(path)).map_err(|error| format!("{path}: {error}"))
}

/// The rows of a table below its `header`; `-` stands for nothing.
pub(crate) fn rows<'t, const COLUMNS: usize>(
    path: &str,
    header: [&str; COLUMNS],
    text: &'t str,
) -> Result<Vec<[&'t str; COLUMNS]>, String> {
    let mut rows = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let columns: Vec<_> = line.split('\t').map(|it| if it == "-" { "" } else { it }).collect();
        let row = <[&str; COLUMNS]>::try_from(columns).map_err(|columns| {
            format!("{path}:{number}: expected {COLUMNS} columns, found {}", columns.len())
        })?;
        rows.push(row);
    }
    if rows.is_empty() || rows.remove(0) != header {
        return Err(format!("{path}:1: expected the columns {}", header.join(", ")));
    }
    Ok(rows)
}

/// What `of` makes of every row; an error says in which line.
pub(crate) fn each<T>(
    path: &str,
    rows: impl IntoIterator<Item = T>,
    of: impl Fn(T) -> Result<String, String>,
) -> Result<String, String> {
    let place =
        |(row, line): (T, usize)| of(row).map_err(|error| format!("{path}:{line}: {error}"));
    rows.into_iter().zip(2..).map(place).collect()
}
