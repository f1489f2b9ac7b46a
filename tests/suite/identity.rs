//! The same truth everywhere: what the facade says of a message, every language says to the byte.
//!
//! A language is a program, a *runner*, that reads messages and writes the JSON of each, or
//! `error CODE OFFSET LINE COLUMN PATH TEXT` with tabs between; each message and each answer has its
//! length before it, in four bytes, low one first. `CIMWIRE_RUNNERS` names them, a command line
//! each; `cargo xtask test` builds them and sets it. The command speaks for itself, file by file.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cimwire_facade::{Bytes, Code, Decoder, Error, Options};
use cimwire_tests::mutate::{Random, mutate};
use cimwire_tests::{corpus, report, root};

#[test]
fn every_language_says_the_same() {
    let named = std::env::var("CIMWIRE_RUNNERS").unwrap_or_default();
    let runners: Vec<&str> = named.lines().filter(|line| !line.trim().is_empty()).collect();
    if runners.is_empty() {
        report("skipped: no programs of other languages are named (CIMWIRE_RUNNERS)");
        return;
    }
    let inputs = inputs();
    let answers: Vec<String> = inputs.iter().map(|(_, bytes)| answer(bytes)).collect();
    let wrong: Vec<String> =
        runners.iter().flat_map(|runner| differing(runner, &inputs, &answers)).collect();
    assert!(wrong.is_empty(), "{} differ, the first:\n{}", wrong.len(), wrong[0]);
    report(format!("{} messages in {} languages", inputs.len(), runners.len()));
}

#[test]
fn the_command_says_the_same() {
    let Ok(command) = std::env::var("CIMWIRE_COMMAND") else {
        report("skipped: the command is not named (CIMWIRE_COMMAND)");
        return;
    };
    let inputs = inputs();
    let folder = std::env::temp_dir().join(format!("cimwire-identity-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for the messages");
    for (number, (_, bytes)) in inputs.iter().enumerate() {
        fs::write(folder.join(format!("{number:06}.xml")), bytes).expect("a message");
    }
    let output = Command::new(command).args(["decode", "--ndjson"]).arg(&folder).output();
    let output = output.expect("the command");
    fs::remove_dir_all(&folder).expect("the folder");
    let lines = String::from_utf8(output.stdout).expect("text");
    assert_eq!(lines.lines().count(), inputs.len(), "expected a line for each message");
    for ((name, bytes), line) in inputs.iter().zip(lines.lines()) {
        let (_, said) = line.split_once(".xml\",").expect("the name of the file");
        if let Some(expected) = member(bytes) {
            assert_eq!(said, format!("{expected}}}"), "{name}");
        }
    }
}

/// Every message of ours, the accept set of the corpus, and damaged ones of both; by name.
fn inputs() -> Vec<(String, Vec<u8>)> {
    let mut inputs = Vec::new();
    for path in golden() {
        let name = path.strip_prefix(root()).unwrap_or(&path).display().to_string();
        inputs.push((name, fs::read(&path).expect("a golden message")));
    }
    let accepted =
        corpus::cases().unwrap_or_default().into_iter().filter(corpus::Case::is_accepted);
    inputs.extend(accepted.map(|case| (case.name.clone(), case.bytes())));
    let mut random = Random::new(5);
    let damaged: Vec<_> = inputs
        .iter()
        .filter(|(_, bytes)| bytes.len() < LONGEST_DAMAGED)
        .map(|(name, bytes)| (format!("{name}, damaged"), mutate(bytes, &mut random)))
        .collect();
    inputs.extend(damaged);
    inputs
}

fn golden() -> Vec<PathBuf> {
    let mut folders = vec![root().join("tests/corpus")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of messages") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "xml") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// What a runner is to say.
fn answer(input: &[u8]) -> String {
    match json(input) {
        Ok(json) => json,
        Err(Error { code, offset, line, column, path, text }) => {
            format!("error\t{}\t{offset}\t{line}\t{column}\t{path}\t{text}", code.number())
        }
    }
}

fn json(input: &[u8]) -> Result<String, Error> {
    let input = Bytes::copy_from_slice(input);
    Decoder::new(Options::default()).message(&input)?.to_json()
}

/// What the command is to say; none where it shows a document instead of a message.
fn member(input: &[u8]) -> Option<String> {
    let Error { code, offset, line, column, path, text } = match json(input) {
        Ok(json) => return Some(format!("\"message\":{json}")),
        Err(error) if matches!(error.code, Code::NotSoap | Code::Soap11) => return None,
        Err(error) => error,
    };
    let (number, kind, path, text) = (code.number(), code.name(), quoted(&path), quoted(&text));
    Some(format!(
        "\"error\":{{\"code\":{number},\"kind\":\"{kind}\",\"offset\":{offset},\"line\":{line},\
         \"column\":{column},\"path\":{path},\"text\":{text}}}"
    ))
}

/// A string of JSON.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{c}' => quoted.push_str("\\f"),
            c if c < ' ' => drop(write!(quoted, "\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// Where a runner does not say what it is to say.
fn differing(runner: &str, inputs: &[(String, Vec<u8>)], answers: &[String]) -> Vec<String> {
    let said = run(runner, inputs);
    assert_eq!(said.len(), answers.len(), "{runner}: expected an answer for each message");
    let differ = |(said, expected): (&Vec<u8>, &String)| said.as_slice() != expected.as_bytes();
    let pairs = said.iter().zip(answers).zip(inputs);
    let wrong = pairs.filter(|((said, expected), _)| differ((said, expected)));
    wrong
        .map(|((said, expected), (name, _))| {
            format!("{runner}: {name}\n{}\nexpected\n{expected}", String::from_utf8_lossy(said))
        })
        .collect()
}

/// Sends all messages to a runner, and reads its answers.
fn run(runner: &str, inputs: &[(String, Vec<u8>)]) -> Vec<Vec<u8>> {
    let mut words = runner.split_whitespace();
    let program = Path::new(words.next().unwrap_or_default());
    let mut command = Command::new(program);
    command.args(words).current_dir(root()).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{runner}: {error}"));
    let mut stdin = child.stdin.take().expect("its input");
    let frames: Vec<u8> = inputs.iter().flat_map(|(_, bytes)| frame(bytes)).collect();
    let writer = std::thread::spawn(move || stdin.write_all(&frames));
    let mut output = Vec::new();
    child.stdout.take().expect("its output").read_to_end(&mut output).expect("its answers");
    let status = child.wait().expect("its end");
    assert!(status.success(), "{runner}: {status}");
    writer.join().expect("the writer").expect("its input");
    unframed(&output)
}

fn frame(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).expect("a length of four bytes");
    [&length.to_le_bytes(), bytes].concat()
}

fn unframed(mut output: &[u8]) -> Vec<Vec<u8>> {
    let mut answers = Vec::new();
    while let Some((length, rest)) = output.split_first_chunk::<4>() {
        let length = u32::from_le_bytes(*length) as usize;
        let (answer, rest) = rest.split_at_checked(length).expect("a whole answer");
        answers.push(answer.to_vec());
        output = rest;
    }
    answers
}

/// Bytes of a message that is damaged as well.
const LONGEST_DAMAGED: usize = 20_000;
