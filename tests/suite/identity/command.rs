//! The command: asked with the inputs as files, and its words compared.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;

use cimwire_facade::{Code, Deviation, Error, Integers, Level};
use cimwire_tests::root;
use serde_json::Value;

use super::inputs::Input;
use super::rounds::{Answer, Round};
use super::task::{Task, level, message};

/// Where the command does not say what it is to say. Documents are asked for with messages; misfits and
/// packs it tells people alone.
pub(super) fn differing(command: &str, round: &Round) -> Vec<String> {
    let asked = Asked { command, round, folder: folder(round) };
    let wrong = match round.task {
        Task::Json(Integers::Strings) => asked.lines(&["--integers", "strings"]),
        Task::Json(Integers::Numbers) => asked.lines(&["--integers", "numbers"]),
        Task::Json(_) => asked.lines(&[]),
        Task::Xml => asked.each(&["encode"]),
        Task::CimRs => asked.each(&[&["decode", "--cim-rs"], IDENTIFIERS].concat()),
        Task::FromCimRs => asked.each(&[&["encode", "--cim-rs"], IDENTIFIERS].concat()),
        Task::Check => asked.checks(),
        Task::Document | Task::Misfits | Task::Pack => Vec::new(),
    };
    fs::remove_dir_all(&asked.folder).expect("the folder");
    wrong.into_iter().map(|wrong| format!("{command}: {round}: {wrong}")).collect()
}

struct Asked<'r> {
    command: &'r str,
    round: &'r Round,
    folder: PathBuf,
}

impl Asked<'_> {
    /// One line of JSON for each file of a folder.
    fn lines(&self, options: &[&str]) -> Vec<String> {
        let arguments = [&["decode", "--ndjson"], options].concat();
        let output = self.run(&arguments, &[&self.folder]);
        let lines = String::from_utf8(output.stdout).expect("text");
        assert_eq!(lines.lines().count(), self.round.inputs.len(), "expected a line for each");
        let pairs = self.pairs().zip(lines.lines());
        let wrong = pairs.filter_map(|((input, answer), line)| {
            let (_, said) = line.split_once(".xml\",").expect("the name of the file");
            let told = format!("{}}}", member(input, answer));
            (said != told).then(|| format!("{}\n{said}\nexpected\n{told}", input.name))
        });
        wrong.collect()
    }

    /// A run for each file.
    fn each(&self, arguments: &[&str]) -> Vec<String> {
        let pairs: Vec<_> = self.pairs().enumerate().collect();
        let part = pairs.len().div_ceil(thread::available_parallelism().map_or(2, usize::from));
        let wrong = |(at, (input, answer)): &(usize, (&Input, &Answer))| {
            let path = self.path(*at);
            let output = self.run(arguments, &[&path]);
            let why = differs(&path, &output, answer)?;
            Some(format!("{}: {why}", input.name))
        };
        thread::scope(|scope| {
            let of = |part| scope.spawn(move || <[_]>::iter(part).filter_map(wrong).collect());
            let threads: Vec<_> = pairs.chunks(part.max(1)).map(of).collect();
            threads.into_iter().flat_map(|it| -> Vec<_> { it.join().expect("a part") }).collect()
        })
    }

    /// The lines about each file, in one run.
    fn checks(&self) -> Vec<String> {
        let paths: Vec<PathBuf> = (0..self.round.inputs.len()).map(|at| self.path(at)).collect();
        let output = self.run(&["check"], &paths.iter().collect::<Vec<_>>());
        let said = String::from_utf8(output.stdout).expect("text");
        let mut said = said.lines().peekable();
        let mut wrong = Vec::new();
        for (path, (input, answer)) in paths.iter().zip(self.pairs()) {
            let path = path.display().to_string() + ":";
            let of_file = std::iter::from_fn(|| said.next_if(|line| line.starts_with(&path)));
            let of_file: Vec<&str> = of_file.collect();
            let told = if answer.is_ok() { check_lines(&path, input) } else { Vec::new() };
            let is_same = of_file.len() == told.len()
                && of_file.iter().zip(&told).all(|(said, told)| is_shown(said, told));
            if !is_same {
                wrong.push(format!("{}\n{of_file:#?}\nexpected\n{told:#?}", input.name));
            }
        }
        wrong
    }

    fn run(&self, arguments: &[&str], files: &[&PathBuf]) -> Output {
        let mut command = Command::new(self.command);
        command.args(arguments).current_dir(root());
        for pack in self.round.packs {
            command.args(["--schema", pack]);
        }
        command.args(files).output().expect("the command")
    }

    fn path(&self, number: usize) -> PathBuf {
        self.folder.join(format!("{number:06}.xml"))
    }

    fn pairs(&self) -> impl Iterator<Item = (&Input, &Answer)> {
        self.round.inputs.iter().zip(&self.round.answers)
    }
}

/// A folder with the inputs of a round, in files by their numbers.
fn folder(round: &Round) -> PathBuf {
    let name = format!("cimwire-identity-{}-{}", std::process::id(), round.task.word());
    let folder = std::env::temp_dir().join(name);
    fs::create_dir_all(&folder).expect("a folder for the inputs");
    for (number, input) in round.inputs.iter().enumerate() {
        fs::write(folder.join(format!("{number:06}.xml")), &input.bytes).expect("an input");
    }
    folder
}

/// What a line is to say beside the name of the file; of what is no message, it shows the document.
fn member(input: &Input, answer: &Answer) -> String {
    let of = |name: &str, json: &[u8]| format!("\"{name}\":{}", String::from_utf8_lossy(json));
    let error = match answer {
        Ok(json) => return of("message", json),
        Err(error) => error,
    };
    if matches!(error.code, Code::NotSoap | Code::Soap11)
        && let Ok(json) = Task::Document.answer(None, &input.bytes)
    {
        return of("document", &json);
    }
    let Error { code, offset, line, column, path, text } = error;
    let (number, kind) = (code.number(), code.name());
    let [path, text] = [path.as_str(), text].map(|it| Value::from(it).to_string());
    format!(
        "\"error\":{{\"code\":{number},\"kind\":\"{kind}\",\"offset\":{offset},\"line\":{line},\
         \"column\":{column},\"path\":{path},\"text\":{text}}}"
    )
}

/// How what the command printed of a file is not what it is to say.
fn differs(path: &Path, output: &Output, answer: &Answer) -> Option<String> {
    let said = String::from_utf8_lossy(&output.stdout);
    let error = match answer {
        Ok(told) => {
            let told = format!("{}\n", String::from_utf8_lossy(told));
            let is_same = output.status.success() && said == told;
            return (!is_same).then(|| format!("{said}{}\nexpected\n{told}", output.status));
        }
        Err(error) => error,
    };
    let Error { code, line, column, path: around, text, .. } = error;
    let (kind, number, path) = (code.name(), code.number(), path.display());
    let first = format!("{path}:{line}:{column}: {kind} ({number}): {text}");
    let last = if around.is_empty() { String::new() } else { format!("  in {around}") };
    let lines = String::from_utf8_lossy(&output.stderr);
    let is_same = output.status.code() == Some(1)
        && said.is_empty()
        && lines.lines().next().is_some_and(|line| is_shown(line, &first))
        && (last.is_empty() || lines.lines().last().is_some_and(|line| is_shown(line, &last)));
    (!is_same).then(|| format!("{lines}{said}\nexpected\n{first}\n{last}"))
}

/// The lines of `check` about a message.
fn check_lines(path: &str, input: &Input) -> Vec<String> {
    let message = message(&input.bytes).expect("a message");
    let deviation = |it: &Deviation| {
        let Deviation { rule, kind, line, column, text, .. } = it;
        let name = rule.as_deref().unwrap_or(kind);
        let binding = match it.level {
            Level::Shall => String::new(),
            other => format!(" ({})", level(other)),
        };
        let around = if it.path.is_empty() { String::new() } else { format!(" in {}", it.path) };
        format!("{path}{line}:{column}: {name}: {text}{binding}{around}")
    };
    let mut lines: Vec<String> = message.deviations().iter().map(deviation).collect();
    if message.refusal().expect("an answer").is_some() {
        lines.push(format!("{path} to be answered with …"));
    }
    lines
}

/// Whether a line for people is one that is told: what terminals obey is shown otherwise.
fn is_shown(said: &str, told: &str) -> bool {
    match told.split_once(|c: char| !(c == ' ' || c.is_ascii_graphic())) {
        Some((before, _)) => said.starts_with(before),
        None => said == told,
    }
}

const IDENTIFIERS: &[&str] = &["--root", "/ns", "--namespace", "acme/plant"];
