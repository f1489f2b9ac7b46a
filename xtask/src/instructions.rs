//! The instruction-count gate: instructions per message byte, counted by callgrind.
//!
//! Counts repeat exactly where times do not, so they can guard speed on a busy machine. The
//! limits are in `benches/instructions.tsv`: case, limit, and what was recorded for it.

use std::fs;

use crate::command::{capture, cargo, cargo_through, root, run};
use crate::step::{Outcome, Stop};
use crate::tools;

/// Measures every case and compares it with its limit.
///
/// # Errors
/// `Skipped` without valgrind; `Failed`, naming the cases, when one is over its limit.
pub fn gate() -> Outcome {
    tools::VALGRIND()?;
    let table = fs::read_to_string(root().join(TABLE))
        .map_err(|error| Stop::Failed(format!("{TABLE}: {error}")))?;
    let limits = limits(&table).map_err(Stop::Failed)?;
    run(&mut cargo(&["build", "--release", "--package", "cimwire-benches", "--bin", "count"]))?;

    println!("{:<24} {:>9} {:>9} {:>9}", "instructions a byte", "measured", "limit", "recorded");
    let (mut notes, mut over) = (Vec::new(), Vec::new());
    for Limit { case, limit, recorded } in limits {
        let Some(measured) = per_byte(case)? else {
            println!("{case:<24} not on this processor");
            continue;
        };
        println!("{case:<24} {measured:>9.2} {limit:>9.2} {recorded:>9.2}");
        let note = format!("{case} {measured:.2}");
        if measured > limit { over.push(format!("{note} > {limit}")) } else { notes.push(note) }
    }
    if over.is_empty() {
        Ok(notes.join(", "))
    } else {
        Err(Stop::Failed(format!("over the limit: {}", over.join(", "))))
    }
}

struct Limit<'t> {
    case: &'t str,
    limit: f64,
    recorded: f64,
}

/// Reads the table; `#` begins a comment line, and the first line names the columns.
fn limits(table: &str) -> Result<Vec<Limit<'_>>, String> {
    let rows: Vec<Limit<'_>> = table
        .lines()
        .filter(|line| !line.starts_with('#') && *line != COLUMNS)
        .map(|line| limit(line).ok_or(format!("{TABLE}: expected {COLUMNS:?}, found {line:?}")))
        .collect::<Result<_, _>>()?;
    if rows.is_empty() { Err(format!("{TABLE}: expected a case, found none")) } else { Ok(rows) }
}

fn limit(line: &str) -> Option<Limit<'_>> {
    let mut cells = line.split('\t');
    let case = cells.next().filter(|case| !case.is_empty())?;
    let limit = cells.next()?.parse().ok()?;
    let recorded = cells.next()?.parse().ok()?;
    cells.next().is_none().then_some(Limit { case, limit, recorded })
}

/// Two runs of different length: their difference is free of set-up. `None` where the processor
/// lacks what the case asks for.
fn per_byte(case: &str) -> Result<Option<f64>, Stop> {
    let (Some((few, bytes)), Some((many, _))) = (count(case, FEW)?, count(case, MANY)?) else {
        return Ok(None);
    };
    Ok(Some((many - few) as f64 / ((MANY - FEW) * bytes) as f64))
}

/// Instructions of the whole run, and the bytes of its message.
fn count(case: &str, iterations: u64) -> Result<Option<(u64, u64)>, Stop> {
    let profile = std::env::temp_dir().join("cimwire.callgrind");
    let profile = format!("--callgrind-out-file={}", profile.display());
    let runner = ["valgrind", "--tool=callgrind", &profile];
    let program = ["run", "--release", "--package", "cimwire-benches", "--bin", "count", "--"];
    let mut command = cargo_through(&runner, &program);
    let (out, err) = capture(command.args([case, &iterations.to_string()]))?;
    if out.trim() == "unavailable" {
        return Ok(None);
    }
    let unclear = |what: &str| Stop::Failed(format!("count {case}: {what}\n{out}{err}"));
    let total = collected(&err).ok_or_else(|| unclear("expected callgrind's total"))?;
    let bytes = out.trim().parse().map_err(|_| unclear("expected the bytes of the message"))?;
    Ok(Some((total, bytes)))
}

/// The total in callgrind's report: `==1234== Collected : 5678`.
fn collected(report: &str) -> Option<u64> {
    let line = report.lines().find_map(|line| line.split_once("Collected :"))?;
    line.1.trim().parse().ok()
}

const TABLE: &str = "benches/instructions.tsv";
const COLUMNS: &str = "case\tlimit\trecorded";
const FEW: u64 = 10;
const MANY: u64 = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_is_found_in_a_report() {
        let report = "==7== Events    : Ir\n==7== Collected : 13910\n==7==\n";
        assert_eq!(collected(report), Some(13_910));
        assert_eq!(collected("==7== Events    : Ir\n"), None);
    }

    #[test]
    fn a_table_is_read_without_its_head_and_comments() {
        let rows = limits("# per byte\ncase\tlimit\trecorded\nget\t6.5\t6.0\n").unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].case, rows[0].limit, rows[0].recorded), ("get", 6.5, 6.0));
    }

    #[test]
    fn a_broken_or_empty_table_is_refused() {
        for table in ["", "case\tlimit\trecorded\n", "get\t6.5\n", "get\tfast\t6\n", "g\t1\t1\t1\n"]
        {
            assert!(limits(table).is_err(), "{table:?}");
        }
    }
}
