//! The rules of DSP0226 and DSP0227 that one message alone keeps or breaks.

use crate::names::Vocabulary;
use crate::rust::{camel, header, table};
use crate::table::{each, rows};

pub(crate) const PATH: &str = "schema-gen/rules.tsv";

/// The table `RULES`.
pub(crate) fn generate(text: &str, vocabulary: &Vocabulary) -> Result<String, String> {
    let columns = ["id", "id_1_1", "level", "who", "side", "fault", "detail", "text"];
    let rules = each(PATH, rows(PATH, columns, text)?, |row| rule(row, vocabulary))?;
    let title = "The rules that one message alone keeps or breaks, in the order of DSP0226 1.0.0, \
                 then those of DSP0227";
    Ok([header(PATH), USES.to_owned(), table(title, "RULES", "Rule", &rules)].concat())
}

fn rule(
    [id, newer, level, who, side, fault, detail, text]: [&str; 8],
    vocabulary: &Vocabulary,
) -> Result<String, String> {
    let option = |it: String| if it.is_empty() { "None".into() } else { format!("Some({it})") };
    let fault = if fault.is_empty() { String::new() } else { vocabulary.constant(fault)? };
    let detail = if detail.is_empty() { String::new() } else { format!("{detail:?}") };
    Ok(format!(
        "    Rule {{ id: {id:?}, id_1_1: {newer:?}, level: Level::{}, who: Who::{}, \
         side: Side::{}, fault: {}, detail: {}, text: {text:?} }},\n",
        camel(level),
        camel(who),
        camel(side),
        option(fault),
        option(detail),
    ))
}

const USES: &str = "
use super::super::rule::{Level, Rule, Side, Who};
use crate::names::{addressing, cimbinding, enumeration, eventing, soap, transfer, wsman};
";
