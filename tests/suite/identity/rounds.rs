//! All that is asked, in rounds: a task, the classes to know, and what to read.

use std::fmt;
use std::sync::LazyLock;

use cimwire_facade::{Code, Integers, Rows, Schema};
use cimwire_tests::root;

use super::inputs::{Input, golden, messages, packs, with_damaged, with_damaged_json};
use super::task::{Task, form, line, message};

/// One question to a language.
pub(super) struct Round {
    pub(super) task: Task,
    /// The arguments of a runner behind the task: files of classes, or `cim` for those of CIM.
    pub(super) packs: &'static [&'static str],
    pub(super) inputs: Vec<Input>,
    /// What is to be said of each input.
    pub(super) answers: Vec<Answer>,
}

/// What the facade says of an input, or the line of its error.
pub(super) type Answer = Result<Vec<u8>, cimwire_facade::Error>;

impl Round {
    /// Every round, made once.
    pub(super) fn all() -> &'static [Self] {
        static ALL: LazyLock<Vec<Round>> = LazyLock::new(all);
        &ALL
    }

    fn of(task: Task, packs: &'static [&'static str], inputs: Vec<Input>) -> Self {
        let schema = if packs.is_empty() { None } else { Some(&*SCHEMA) };
        let answers = inputs.iter().map(|it| task.answer(schema, &it.bytes)).collect();
        Self { task, packs, inputs, answers }
    }

    /// What a runner is to say of each input.
    pub(super) fn told(&self) -> impl Iterator<Item = Vec<u8>> {
        self.answers.iter().map(|answer| match answer {
            Ok(bytes) => bytes.clone(),
            Err(error) => line(error).into_bytes(),
        })
    }

    /// Inputs and their answers, but for errors.
    fn answered(&self) -> impl Iterator<Item = (&Input, &Vec<u8>)> {
        let pairs = self.inputs.iter().zip(&self.answers);
        pairs.filter_map(|(input, answer)| Some((input, answer.as_ref().ok()?)))
    }
}

/// As in `json of 5364 (1201 refused)`.
impl fmt::Display for Round {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.task.word())?;
        f.write_str(if self.packs.is_empty() { "" } else { " with classes" })?;
        let refused = self.answers.iter().filter(|answer| answer.is_err()).count();
        write!(f, " of {} ({refused} refused)", self.inputs.len())
    }
}

fn all() -> Vec<Round> {
    let exact = Task::Json(Integers::Exact);
    let plain = Round::of(exact, NONE, with_damaged(messages()));
    let typed = Round::of(exact, CLASSES, plain.inputs.clone());
    let known = of_classes(&plain, &typed);
    let told = [golden(".json"), answers(&plain)].concat();
    let typed_told = answers(&Round::of(exact, CLASSES, known.clone()));
    vec![
        Round::of(Task::Json(Integers::Strings), CLASSES, known.clone()),
        Round::of(Task::Json(Integers::Numbers), CLASSES, known.clone()),
        Round::of(Task::Document, NONE, documents(&plain)),
        Round::of(Task::Xml, NONE, with_damaged_json(told)),
        Round::of(Task::Xml, CLASSES, with_damaged_json(typed_told)),
        Round::of(Task::CimRs, CLASSES, known.clone()),
        Round::of(Task::FromCimRs, CLASSES, with_damaged_json(of_cim_rs(&known))),
        Round::of(Task::Check, NONE, plain.inputs.clone()),
        Round::of(Task::Misfits, CLASSES, known),
        Round::of(Task::Pack, NONE, packs()),
        plain,
        typed,
    ]
}

/// Inputs that bring instances of the classes: their JSON is another with types.
fn of_classes(plain: &Round, typed: &Round) -> Vec<Input> {
    let pairs = plain.answers.iter().zip(&typed.answers).zip(&typed.inputs);
    let known = pairs.filter(|((plain, typed), _)| typed.is_ok() && plain != typed);
    known.map(|(_, input)| input.clone()).collect()
}

/// What was said of inputs as they were found, to be read in turn.
fn answers(round: &Round) -> Vec<Input> {
    let found = round.answered().filter(|(input, _)| !input.is_damaged);
    found.map(|(it, said)| Input::new(format!("{}, told", it.name), said.clone())).collect()
}

/// Those of ours, and what is XML but no message.
fn documents(round: &Round) -> Vec<Input> {
    let is_no_message = |answer: &Answer| {
        let code = answer.as_ref().err().map(|error| error.code);
        matches!(code, Some(Code::NotSoap | Code::Soap11 | Code::Html))
    };
    let pairs = round.inputs.iter().zip(&round.answers);
    let chosen = pairs.filter(|(input, answer)| input.is_golden() || is_no_message(answer));
    chosen.map(|(input, _)| input.clone()).collect()
}

/// The instances in inputs as CIM-RS has them, some of each, and the collection among our files.
fn of_cim_rs(inputs: &[Input]) -> Vec<Input> {
    let mut found = golden(".cim-rs.json");
    let form = form(Some(&SCHEMA));
    for input in inputs.iter().filter(|input| !input.is_damaged) {
        let Ok(message) = message(&input.bytes) else { continue };
        let rows = Rows::of(&message, Some(&SCHEMA));
        let told = (0..rows.len().min(MOST_ROWS)).filter_map(|row| form.row(&rows, row).ok());
        let name = format!("{}, as CIM-RS", input.name);
        found.extend(told.map(|json| Input::new(name.clone(), json.into_bytes())));
    }
    found
}

/// The classes that [`CLASSES`] names.
static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    let pack = std::fs::read(root().join(CLASSES[1])).expect("a pack");
    Schema::cim().with(pack.into()).expect("a pack")
});

const NONE: &[&str] = &[];
const CLASSES: &[&str] = &["cim", "tests/corpus/schema/acme.cimpack"];
const MOST_ROWS: usize = 3;
