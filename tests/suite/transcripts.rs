//! Conversations with OMI and openwsman: what was sent to them, and what they answered.

use std::fs;
use std::path::{Path, PathBuf};

use cimwire::schema::Kind;
use cimwire::{Error, ErrorKind, Message};
use cimwire_tests::oracle::Python;
use cimwire_tests::{report, shared};

/// A request and its answer, as files.
struct Exchange {
    /// The server, what was tried, and which step of it this is: `omi-epr-pull2`.
    name: String,
    request: PathBuf,
    response: PathBuf,
}

fn exchanges() -> Option<Vec<Exchange>> {
    let folder = shared()?.join("transcripts");
    let Ok(entries) = fs::read_dir(&folder) else {
        report(format!("skipped: no transcripts in {}", folder.display()));
        return None;
    };
    let files = entries.map(|entry| entry.expect("an entry").file_name());
    let names = files.filter_map(|file| Some(file.to_str()?.strip_suffix(".req.xml")?.to_owned()));
    let exchange = |name: String| {
        let [request, response] =
            [".req.xml", ".rsp.xml"].map(|end| folder.join(name.clone() + end));
        Exchange { name, request, response }
    };
    let mut exchanges: Vec<Exchange> = names.map(exchange).collect();
    exchanges.sort_by(|a, b| a.name.cmp(&b.name));
    Some(exchanges)
}

#[test]
fn every_exchange_is_what_it_was_recorded_as() {
    let Some(exchanges) = exchanges() else { return };
    for exchange in &exchanges {
        let (request, response) = expected(&exchange.name);
        assert_eq!(found(&exchange.request), request, "{} is sent", exchange.name);
        assert_eq!(found(&exchange.response), response, "{} is answered", exchange.name);
    }
    assert_eq!(exchanges.len(), 58);
    report(format!("{} exchanges with OMI and openwsman decode", exchanges.len()));
}

#[test]
fn every_message_says_the_same_when_it_is_written_again() {
    let Some(exchanges) = exchanges() else { return };
    let paths = exchanges.iter().flat_map(|it| [&it.request, &it.response]);
    let mut python = Python::new("transcripts");
    let mut asked = Vec::new();
    for path in paths {
        let Ok(message) = decoded(path) else { continue };
        let typed = message.typed();
        assert_eq!(typed.kind(), message.envelope().kind(), "{}", path.display());
        let written = typed.encode();
        let written = written.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let written = python.file(written);
        python.ask("same", &[path.clone(), written]);
        asked.push(path);
    }
    let Some(answers) = python.answers() else { return };
    for (path, answer) in asked.iter().zip(answers) {
        assert_eq!(answer, "ok", "{}", path.display());
    }
    report(format!("{} messages of them say the same through types", asked.len()));
}

/// What was sent and answered, by the name of the exchange.
fn expected(name: &str) -> (Found, Found) {
    use Found::{Is, No};
    if let Some((_, request, response)) = ODD.iter().find(|(odd, ..)| *odd == name) {
        return (*request, *response);
    }
    let (_, step) = name.rsplit_once('-').unwrap_or(("", name));
    match step {
        "get" => (Is(Kind::Get), Is(Kind::GetResponse)),
        "enumerate" => (Is(Kind::Enumerate), Is(Kind::EnumerateResponse)),
        "pull1" | "pull2" | "pull3" => (Is(Kind::Pull), Is(Kind::PullResponse)),
        "release" => (Is(Kind::Release), Is(Kind::ReleaseResponse)),
        "identify" => (Is(Kind::Identify), Is(Kind::IdentifyResponse)),
        "invoke" => (Is(Kind::Method), Is(Kind::MethodResponse)),
        "badkey" | "badmustunderstand" | "noclass" => (Is(Kind::Get), Is(Kind::Fault)),
        "badfilter" => (Is(Kind::Enumerate), Is(Kind::Fault)),
        "badaction" => (Is(Kind::Custom), Is(Kind::Fault)),
        "badxml" => (No(ErrorKind::UnexpectedEnd), Is(Kind::Fault)),
        "soap11" => (No(ErrorKind::Soap11), Is(Kind::Fault)),
        other => panic!("{name}: what is {other}?"),
    }
}

/// What bytes are: a message of a kind, or why they are none.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Found {
    Is(Kind),
    No(ErrorKind),
}

fn found(path: &Path) -> Found {
    match decoded(path) {
        Ok(message) => Found::Is(message.envelope().kind()),
        Err(error) => Found::No(error.kind()),
    }
}

fn decoded(path: &Path) -> Result<Message, Error> {
    Message::decode(fs::read(path).expect("a transcript"))
}

/// Exchanges that did not go as their names suggest.
const ODD: &[(&str, Found, Found)] = &[
    // The server takes any key of the class for one it has.
    ("omi-get-badkey", Found::Is(Kind::Get), Found::Is(Kind::GetResponse)),
    // The server closed the connection without a word.
    ("omi-enum-badfilter", Found::Is(Kind::Enumerate), Found::No(ErrorKind::EmptyBody)),
    ("openwsman-soap11", Found::No(ErrorKind::Soap11), Found::No(ErrorKind::EmptyBody)),
    // A provider that fails half way.
    ("omi-refinst-pull1", Found::Is(Kind::Pull), Found::Is(Kind::Fault)),
];
