//! The faults of DSP0226 §14.6 and what their detail codes mean.

use crate::names::Vocabulary;
use crate::rust::{header, slice, table};
use crate::table::{each, rows};

pub(crate) const FAULTS: &str = "schema-gen/faults.tsv";
pub(crate) const DETAILS: &str = "schema-gen/details.tsv";

/// The tables `FAULTS` and `DETAILS`.
pub(crate) fn generate(
    faults: &str,
    details: &str,
    vocabulary: &Vocabulary,
) -> Result<String, String> {
    let details = rows(DETAILS, ["code", "source", "misspelt", "text"], details)?;
    let codes: Vec<&str> = details.iter().map(|row| row[0]).collect();
    let fault = |row| fault(row, &codes, vocabulary);
    let rows = each(FAULTS, rows(FAULTS, COLUMNS, faults)?, fault)?;
    let details = each(DETAILS, details, detail)?;
    Ok([
        header("schema-gen/faults.tsv and details.tsv"),
        USES.to_owned(),
        table("The faults, those of DSP0226 in the order of its tables", "FAULTS", "Fault", &rows),
        table("The detail codes of faults", "DETAILS", "Detail", &details),
    ]
    .concat())
}

fn fault(
    [tables, subcode, newer, aliases, code, details, holds, reason, _]: [&str; 9],
    codes: &[&str],
    vocabulary: &Vocabulary,
) -> Result<String, String> {
    if let Some(unknown) = details.split_whitespace().find(|it| !codes.contains(it)) {
        return Err(format!("expected a code of {DETAILS}, found {unknown:?}"));
    }
    let newer = vocabulary.constant(if newer.is_empty() { subcode } else { newer })?;
    let constants = |names: &str| -> Result<String, String> {
        let all: Result<Vec<_>, _> =
            names.split_whitespace().map(|it| vocabulary.constant(it)).collect();
        Ok(slice(all?.into_iter()))
    };
    let [action, action_2005] = actions(subcode, vocabulary)?;
    Ok(format!(
        "    Fault {{ tables: {tables}, subcode: {subcode}, subcode_2005: {newer}, \
         aliases: {aliases}, code: Code::{code}, action: {action:?}, \
         action_2005: {action_2005:?}, details: {details}, holds: {holds}, \
         reason: {reason:?} }},\n",
        tables = slice(tables.split_whitespace().map(str::to_owned)),
        subcode = vocabulary.constant(subcode)?,
        aliases = constants(aliases)?,
        details = slice(details.split_whitespace().map(|it| format!("{it:?}"))),
        holds = constants(holds)?,
    ))
}

/// The action follows from the namespace of the subcode (DSP0226 §14.2), and for some from the
/// version of addressing.
fn actions(subcode: &str, vocabulary: &Vocabulary) -> Result<[String; 2], String> {
    let key = subcode.split(':').next().unwrap_or_default();
    let older = if key == "soap" { "addressing" } else { key };
    let older = format!("{}/fault", vocabulary.uri(older)?.trim_end_matches(".xsd"));
    let newer = vocabulary.uri("addressing_2005")?;
    let newer = match key {
        "soap" => format!("{newer}/soap/fault"),
        "addressing" => format!("{newer}/fault"),
        _ => older.clone(),
    };
    Ok([older, newer])
}

fn detail([code, source, misspelt, text]: [&str; 4]) -> Result<String, String> {
    let misspelt = slice(misspelt.split_whitespace().map(|it| format!("{it:?}")));
    Ok(format!(
        "    Detail {{ code: {code:?}, source: {source:?}, misspelt: {misspelt}, text: {text:?} }},\n"
    ))
}

const COLUMNS: [&str; 9] =
    ["tables", "subcode", "newer", "aliases", "code", "details", "holds", "reason", "source"];

const USES: &str = "
use super::super::fault::{Code, Detail, Fault};
use crate::names::{addressing, cimbinding, enumeration, eventing, soap, transfer, wsman};
";
