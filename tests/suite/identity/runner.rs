//! A language beside Rust: a program that is asked on its standard input.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use cimwire_tests::root;

use super::inputs::Input;
use super::rounds::Round;

/// Where a runner does not say what it is to say.
pub(super) fn differing(runner: &str, round: &Round) -> Vec<String> {
    let said = run(runner, round);
    assert_eq!(said.len(), round.inputs.len(), "{runner}: expected an answer to each: {round}");
    let rows = said.iter().zip(round.told()).zip(&round.inputs);
    let is_other =
        |said: &[u8], told: &[u8]| round.task.comparable(said) != round.task.comparable(told);
    let wrong = rows.filter(|((said, told), _)| is_other(said, told));
    wrong
        .map(|((said, told), input)| {
            let [said, told] = [said, &told].map(|it| String::from_utf8_lossy(it));
            let (task, name) = (round.task.word(), &input.name);
            format!("{runner} {task}: {name}\n{said}\nexpected\n{told}")
        })
        .collect()
}

/// Sends all inputs to a runner, and reads its answers.
fn run(runner: &str, round: &Round) -> Vec<Vec<u8>> {
    let mut words = runner.split_whitespace();
    let program = Path::new(words.next().unwrap_or_default());
    let mut command = Command::new(program);
    command.args(words).arg(round.task.word()).args(round.packs).current_dir(root());
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{runner}: {error}"));
    let mut stdin = child.stdin.take().expect("its input");
    let frames: Vec<u8> = round.inputs.iter().flat_map(frame).collect();
    let writer = std::thread::spawn(move || stdin.write_all(&frames));
    let mut output = Vec::new();
    child.stdout.take().expect("its output").read_to_end(&mut output).expect("its answers");
    let status = child.wait().expect("its end");
    assert!(status.success(), "{runner}: {status}: {round}");
    writer.join().expect("the writer").expect("its input");
    unframed(&output)
}

fn frame(input: &Input) -> Vec<u8> {
    let length = u32::try_from(input.bytes.len()).expect("a length of four bytes");
    [&length.to_le_bytes(), input.bytes.as_slice()].concat()
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
