//! The kinds of messages: their actions, answers and bodies.

use crate::names::Vocabulary;
use crate::rust::{SKIP, camel, header, slice, table};
use crate::table::{each, rows};

pub(crate) const PATH: &str = "schema-gen/messages.tsv";

/// The enum `Kind`, the table `MESSAGES` and the index `ACTIONS`.
pub(crate) fn generate(text: &str, vocabulary: &Vocabulary) -> Result<String, String> {
    let columns = ["kind", "action", "aliases", "direction", "answer", "body", "text"];
    let rows = rows(PATH, columns, text)?;
    let variant = |row: &[&str; 7]| format!("    /// {}.\n    {},\n", row[6], row[0]);
    let variants: String = rows.iter().map(variant).collect();
    let actions = actions(&rows)?;
    let messages = each(PATH, rows, |row| message(row, vocabulary))?;
    Ok([
        header(PATH),
        format!("{USES}{KIND}{variants}}}\n"),
        table(
            "What there is to know of each [`Kind`], in its order",
            "MESSAGES",
            "Message",
            &messages,
        ),
        actions,
    ]
    .concat())
}

fn message(
    [kind, action, aliases, direction, answer, body, _]: [&str; 7],
    vocabulary: &Vocabulary,
) -> Result<String, String> {
    let option = |it: String| if it.is_empty() { "None".into() } else { format!("Some({it})") };
    let action = if action.is_empty() { String::new() } else { format!("{action:?}") };
    let answer = if answer.is_empty() { String::new() } else { format!("Kind::{answer}") };
    let body = match body.contains(':') {
        true => format!("Element({})", vocabulary.constant(body)?),
        false => camel(body),
    };
    Ok(format!(
        "    Message {{ kind: Kind::{kind}, action: {}, aliases: {}, \
         direction: Direction::{}, answer: {}, body: Body::{body} }},\n",
        option(action),
        slice(aliases.split_whitespace().map(|it| format!("{it:?}"))),
        camel(direction),
        option(answer),
    ))
}

/// Every action without its scheme, in the order of a binary search: by length, then by bytes.
fn actions(rows: &[[&str; 7]]) -> Result<String, String> {
    let mut actions = Vec::new();
    for [kind, action, aliases, ..] in rows {
        for action in [*action].into_iter().chain(aliases.split(' ')).filter(|it| !it.is_empty()) {
            let bare = action.strip_prefix("http:");
            let bare = bare.ok_or_else(|| format!("{PATH}: expected http:, found {action:?}"))?;
            actions.push((bare.len(), bare, kind));
        }
    }
    actions.sort_unstable();
    if let Some(pair) = actions.windows(2).find(|pair| pair[0].1 == pair[1].1) {
        return Err(format!("{PATH}: {:?} means {} and {}", pair[0].1, pair[0].2, pair[1].2));
    }
    let count = actions.len();
    let row =
        |(_, action, kind): (usize, &str, &&str)| format!("    ({action:?}, Kind::{kind}),\n");
    let rows: String = actions.into_iter().map(row).collect();
    Ok(format!(
        "\n{SKIP}pub(in super::super) static ACTIONS: [(&str, Kind); {count}] = [\n{rows}];\n"
    ))
}

const USES: &str = "
use super::super::message::{Body, Direction, Message};
use crate::names::{enumeration, eventing, identity, soap, transfer, wsman};
";

const KIND: &str = "
/// What a message is: the operation it belongs to, and which side it is of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[non_exhaustive]
pub enum Kind {
";

#[cfg(test)]
mod tests {
    use super::*;

    const NAMESPACES: &str =
        "key\tprefix\turi\tfamily\tsource\nnone\t-\t-\t-\there\nt\tt\turn:t\t-\there\n";

    fn generated(rows: &str) -> Result<String, String> {
        let names = "namespace\tname\tconstant\tsource\nt\tAsk\t-\there\n";
        let vocabulary = Vocabulary::read(NAMESPACES, names).unwrap();
        let header = "kind\taction\taliases\tdirection\tanswer\tbody\ttext\n";
        generate(&format!("{header}{rows}"), &vocabulary)
    }

    #[test]
    fn actions_are_in_the_order_of_a_search() {
        let text = generated(
            "Ask\thttp://long/ask\thttp://z http://a\trequest\tAnswer\tt:Ask\tAsks\n\
             Answer\t-\t-\tresponse\t-\toptional-resource\tAnswers\n",
        )
        .unwrap();
        let order = ["(\"//a\", Kind::Ask)", "(\"//z\", Kind::Ask)", "(\"//long/ask\", Kind::Ask)"];
        let places: Vec<_> = order.iter().map(|it| text.find(it).unwrap()).collect();
        assert!(places.is_sorted(), "{text}");
        assert!(
            text.contains("answer: Some(Kind::Answer), body: Body::Element(t::ASK) }"),
            "{text}"
        );
        assert!(text.contains("answer: None, body: Body::OptionalResource }"), "{text}");
    }

    #[test]
    fn a_faulty_table_is_refused() {
        let row = |action: &str, body: &str| {
            generated(&format!("Ask\t{action}\thttp://a\trequest\t-\t{body}\tAsks\n"))
        };
        assert!(row("http://a", "empty").unwrap_err().contains("\"//a\" means Ask and Ask"));
        assert!(row("urn:b", "empty").unwrap_err().contains("expected http:, found \"urn:b\""));
        assert!(row("http://b", "t:No").unwrap_err().starts_with("schema-gen/messages.tsv:2: "));
    }
}
