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

#[cfg(test)]
mod tests {
    use super::*;

    const NAMESPACES: &str = "key\tprefix\turi\tfamily\tsource\n\
        none\t-\t-\t-\there\n\
        soap\ts\turn:soap\t-\there\n\
        addressing\ta\turn:a\ta\there\n\
        addressing_2005\tb\turn:b\taddressing\there\n\
        wsman\tw\turn:w.xsd\t-\there\n";

    const NAMES: &str = "namespace\tname\tconstant\tsource\n\
        soap\tBad\t-\there\naddressing\tBad\t-\there\nwsman\tBad\t-\there\n";

    fn generated(row: &str) -> Result<String, String> {
        let namespaces = NAMESPACES.replace("\ta\there", "\taddressing\there");
        let vocabulary = Vocabulary::read(&namespaces, NAMES).unwrap();
        let faults = format!("{}\n{row}\n", COLUMNS.join("\t"));
        let details = "code\tsource\tmisspelt\ttext\nLate\there\tLait\tToo late\n";
        generate(&faults, details, &vocabulary)
    }

    #[test]
    fn the_action_follows_from_the_namespace() {
        for (subcode, actions) in [
            ("wsman:Bad", "action: \"urn:w/fault\", action_2005: \"urn:w/fault\""),
            ("addressing:Bad", "action: \"urn:a/fault\", action_2005: \"urn:b/fault\""),
            ("soap:Bad", "action: \"urn:a/fault\", action_2005: \"urn:b/soap/fault\""),
        ] {
            let row = format!("5 6\t{subcode}\t-\t-\tSender\tLate\t-\tIt is bad\there");
            let text = generated(&row).unwrap();
            assert!(text.contains(actions), "{actions} is not in\n{text}");
            assert!(
                text.contains("tables: &[5, 6]") && text.contains("details: &[\"Late\"]"),
                "{text}"
            );
        }
    }

    #[test]
    fn an_unknown_detail_is_refused() {
        let error = generated("5\twsman:Bad\t-\t-\tSender\tSoon\t-\tBad\there").unwrap_err();
        assert!(error.starts_with("schema-gen/faults.tsv:2: "), "{error}");
        assert!(error.contains("found \"Soon\""), "{error}");
    }
}
